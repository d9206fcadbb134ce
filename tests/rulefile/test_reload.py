"""A fault in a file neither stops the daemon nor changes what is in force: each of the corpus, through a reload."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from reminder.clock import fixed_clock
from reminder.config import load_config
from reminder.daemon import Daemon
from reminder.engine.context.clock_guard import Timeguard
from reminder.engine.context.office import Office
from reminder.engine.sending.mailers import delivery
from reminder.engine.tick import reload
from reminder.errors import BadInput
from reminder.store import rulesets
from tests.rulefile.office import OFFICE, office
from tests.rulefile.test_broken import CASES

CONFIG = 'database = "sqlite:///reminder.db"\noperator = "quantri@tinh.example"\n[mail]\nsender = "n@tinh.example"\n'


def lay_out(folder: Path, texts: dict[str, str]) -> None:
    for path, text in texts.items():
        file = folder / "rules" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


@pytest.fixture(scope="module")
def daemon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Daemon]:
    """One at work on the sound office, on the first day of a step."""
    folder = tmp_path_factory.mktemp("office")
    lay_out(folder, OFFICE)
    (folder / "reminder.toml").write_text(CONFIG, "utf-8")
    clock = fixed_clock(datetime.fromisoformat("2026-12-02T09:00+07:00"))
    made = Office(load_config(None, folder), clock)
    with made.writing() as database, delivery(made, database) as sender:
        yield Daemon(made, database, sender, made.catalogue(), Timeguard(clock, made.config.zone))


def in_force(daemon: Daemon) -> str | None:
    with daemon.database.read() as connection:
        return rulesets.in_force_hash(connection)


@pytest.mark.parametrize(("file", "old", "new"), [c[:3] for c in CASES], ids=[f"{c[0]}: {c[2][:40]}" for c in CASES])
def test_the_rules_in_force_stay(daemon: Daemon, file: str, old: str, new: str) -> None:
    daemon.look()
    before, catalogue = in_force(daemon), daemon.catalogue
    assert before == rulesets.digest(catalogue.texts)
    lay_out(daemon.office.config.rules_dir.parent, office(**{file: (old, new)}))
    try:
        with pytest.raises(BadInput) as caught:
            reload(daemon.office)
        assert len(caught.value.problems) == 1
        daemon.reload_wanted.set()
        daemon.look()
    finally:
        lay_out(daemon.office.config.rules_dir.parent, OFFICE)
    assert daemon.catalogue is catalogue
    assert in_force(daemon) == before
    assert (daemon.fatal, daemon.differing, daemon.stop.is_set()) == (None, False, False)


def test_a_sound_change_comes_into_force(daemon: Daemon) -> None:
    daemon.look()
    before = in_force(daemon)
    lay_out(daemon.office.config.rules_dir.parent, office(rules=('at = "-5wd"', 'at = "-6wd"')))
    try:
        daemon.reload_wanted.set()
        daemon.look()
        assert in_force(daemon) != before
        assert daemon.catalogue.rules[1].ladder[1].at == daemon.office.catalogue().rules[1].ladder[1].at
    finally:
        lay_out(daemon.office.config.rules_dir.parent, OFFICE)
        reload(daemon.office)
        daemon.catalogue = daemon.office.catalogue()


def test_a_plan_that_waits_for_answers_does_not_stop_the_daemon(daemon: Daemon) -> None:
    daemon.look()
    before, plan = in_force(daemon), OFFICE["plans/kh-1.toml"]
    question = '\n[[unplaced]]\nwords = "trước ngày 20/6"\n'
    lay_out(daemon.office.config.rules_dir.parent, OFFICE | {"plans/kh-1.toml": plan + question})
    try:
        for _ in range(2):
            daemon.reload_wanted.set()
            daemon.look()
            assert (in_force(daemon), daemon.differing) == (before, False)
            assert [p.id for p in daemon.catalogue.waiting] == ["kh-1"]
        reload(daemon.office, ["kh-1"])
        daemon.look()
        assert (in_force(daemon) != before, daemon.differing) == (True, False), "what another process took is followed"
        assert daemon.catalogue.plan_of["kh-1"].questions and daemon.catalogue.waiting == ()
    finally:
        lay_out(daemon.office.config.rules_dir.parent, OFFICE)
        reload(daemon.office)
        daemon.catalogue = daemon.office.catalogue()
