"""The same on PostgreSQL, where two requests really meet."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reminder.store import answers, journal
from tests.servers.postgres import Cluster
from tests.web.office import REPORT, WebOffice

SAID = {"answer": "reported", "document": "123/BC-SCT", "on": "07/12/2026"}


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[WebOffice]:
    with Cluster("fsync = off") as cluster:
        made = WebOffice(tmp_path)
        made.edit("reminder.toml", "sqlite:///reminder.db", cluster.new_database())
        made.set("2026-11-20")
        with made.office.writing() as database:
            made.database = database
            yield made.begin()


def stored(web: WebOffice) -> tuple[list[str], list[tuple[str, str]]]:
    with web.database.read() as connection:
        acts = [str(a.kind) for a in journal.journal(connection).acts]
        return acts, [(a.kind, a.state) for a in answers.listing(connection)]


def test_the_same_answer_at_the_same_moment_is_one(shared: WebOffice) -> None:
    path = shared.page(occurrence=REPORT)
    said = shared.to_check(path, **SAID)
    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(lambda _n: shared.post(path, **said), range(16)))
    assert {r.status for r in replies} == {303}
    assert stored(shared) == (["submit"], [("reported", "recorded")])
    assert "123/BC-SCT" in shared.get(path).body


def test_an_extension_waits_and_the_calendar_is_there(shared: WebOffice) -> None:
    path = shared.page(occurrence=REPORT)
    assert shared.send(path, answer="extension", until="25/12/2026", note="bận").status == 303
    assert stored(shared) == (["silence"], [("extension", "waiting")])
    assert "BEGIN:VEVENT" in shared.get(shared.feed()).body
