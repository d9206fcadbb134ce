"""What an act, an answer and a mail after an act read of the database is the same however much is on record of other
matters. Statements and rows are counted, for time says little on a busy machine."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, insert

from reminder.config import Config
from reminder.core.act_kinds import ActKind
from reminder.core.answer_states import AnswerKind
from reminder.core.catalogue import Catalogue
from reminder.core.outbox_states import MailState
from reminder.engine.acts.agency_answers import Said, answer, confirm
from reminder.engine.acts.record import Wish, record, wants_date
from reminder.engine.context import rules
from reminder.engine.context.office import Office
from reminder.engine.context.secret import secret_of
from reminder.engine.context.transaction import Transaction
from reminder.engine.incoming.returned_mail import deal
from reminder.engine.papers.official_letter import Asked, drafts
from reminder.engine.planning.store_decisions import evaluate_into
from reminder.engine.queries.agency_duties import DutyShelf
from reminder.engine.sending.loop import send_ready
from reminder.engine.sending.mailers import delivery
from reminder.engine.sending.record_outcome import Result
from reminder.mail.reply_codes import Moment, Outcome
from reminder.rulefile import load_texts
from reminder.store import outbox
from reminder.store.database import Database
from reminder.store.opening import open_database
from reminder.store.schema import act, attempt, mail, mail_notice, notice, occurrence
from tests.clock import Hand
from tests.journeys.desk import PLAN
from tests.reliability.reports import postfix
from tests.store.rows import NOW
from tests.store.test_asked import ASKS, KEY, TEXTS

FEW, MANY = 10, 10_000
LONG_AGO = NOW - timedelta(700)
DONE = Said(AnswerKind.REPORTED, date(2026, 12, 7), "1/BC")
REFUSED = Outcome("rejected", "R", Moment.RCPT, 550, "5.1.1", "no such mailbox")


@dataclass
class Read:
    """How many statements ran, and how many rows they gave."""

    statements: int = 0
    rows: list[Any] = field(default_factory=list)

    def watch(self, database: Database) -> None:
        def statement(_words: str) -> None:
            self.statements += 1

        def row(_cursor: object, found: tuple[Any, ...]) -> tuple[Any, ...]:
            self.rows.append(found)
            return found

        def checked_out(driver: Any, *_: object) -> None:
            driver.set_trace_callback(statement)
            driver.row_factory = row

        database.engine.dispose()
        event.listen(database.engine, "checkout", checked_out)


@dataclass(frozen=True)
class Place:
    """An office whose first mails wait, with `final` answers and with answers that an officer confirms."""

    office: Office
    database: Database
    final: Catalogue
    careful: Catalogue

    def shelf(self) -> DutyShelf:
        found = DutyShelf()
        self.look(found)
        return found

    def look(self, shelf: DutyShelf) -> None:
        with self.database.read() as connection:
            assert shelf.current(Transaction.on(connection, self.office, self.final)).of("sct")

    def act(self, kind: ActKind, agency: str = "sct", period: str = "2026") -> Any:
        return record(self.office, self.database, self.final, Wish(kind, "kh-1/year", agency, period, by="an"))


def history(database: Database, n: int) -> None:
    """Acts and notices of rows that the plans no longer hold, with the mails that told of them."""
    of = [f"kh-0/{i % 100}" for i in range(n)]
    why, day = {"code": "step"}, LONG_AGO.date()
    rows: dict[Any, list[dict[str, Any]]] = {
        act: [
            {"kind": "submit", "obligation": of[i], "period": str(i), "owner": "sct", "on": day, "at": LONG_AGO,
             "by": "an", "document": "", "note": "", "agencies": [], "said_by": "officer"}
            for i in range(n)
        ],
        occurrence: [{"key": f"{of[i]}@{i}@sct", "first_seen_at": LONG_AGO} for i in range(n)],
        notice: [
            {"id": 10_000 + i, "key": f"{of[i]}@{i}@sct@r1@d5@sct", "occurrence": f"{of[i]}@{i}@sct", "revision": 1,
             "step": "d5", "ordinal": 1, "recipient": "sct", "role": "owner", "template": "coming",
             "urgency": "normal", "planned_on": day, "state": "sent", "reason": why, "created_at": LONG_AGO}
            for i in range(n)
        ],
        mail: [
            {"id": 10_000 + i, "key": f"k{i}", "mailbox": "vt@sct.example", "domain": "sct.example", "agency": "sct",
             "kind": ("reminder", "alert")[i % 2], "send_on": day, "urgency": 1, "state": "sent", "facts": {},
             "created_at": LONG_AGO, "next_at": LONG_AGO, "attempts": 1, "tries": 1, "ambiguous": False, "note": ""}
            for i in range(n)
        ],
        mail_notice: [{"mail_id": 10_000 + i, "notice_id": 10_000 + i} for i in range(n)],
        attempt: [{"mail_id": 10_000 + i, "n": 1, "started_at": LONG_AGO, "outcome": "accepted"} for i in range(n)],
    }  # fmt: skip
    with database.write() as connection:
        for table, each in rows.items():
            connection.execute(insert(table), each)


def first_mail(place: Place, sender: Any) -> Any:
    """A claimed mail of the construction department."""
    return next(m for m in sender.claim(place.final, 10, False) if m.mailbox == "vt@sxd.example")


def todo(place: Place, what: str) -> Callable[[], object]:
    """What is to be measured, all that comes before it done."""
    office, database, final = place.office, place.database, place.final
    match what:
        case "an answer":
            return lambda: answer(office, database, final, "sct", f"{KEY}sct", DONE)
        case "an answer that waits":
            return lambda: answer(office, database, place.careful, "sct", f"{KEY}sct", ASKS)
        case "a decision":
            waiting = answer(office, database, place.careful, "sct", f"{KEY}sct", ASKS).row
            assert waiting
            return lambda: confirm(office, database, place.careful, waiting.id, "an")
        case "an act":
            return lambda: place.act(ActKind.SUBMIT)
        case "an undo, and what wants a date then":
            place.act(ActKind.SUBMIT)
            return lambda: wants_date(office, database, final, place.act(ActKind.UNDO))
        case "the page after an act":
            shelf = place.shelf()
            place.act(ActKind.ACKNOWLEDGE)
            return lambda: place.look(shelf)
        case "a letter":
            place.act(ActKind.ACKNOWLEDGE)
            return lambda: drafts(office, final, database, Asked("kh-1/year"))
        case "mails after an act":
            place.act(ActKind.ACKNOWLEDGE)

            def send() -> None:
                with delivery(office, database) as sender:
                    assert send_ready(sender, lambda: final).sent > 2

            return send
        case "a mail that is refused":

            def refuse() -> None:
                with delivery(office, database) as sender:
                    ready = sender.draft(first_mail(place, sender), final)
                    sender.keep([Result(ready.mail, ready.ready, REFUSED, NOW)], final)
                with database.read() as connection:
                    (new,) = (m for m in outbox.listing(connection, MailState.PENDING) if m.instead_of)
                    assert new.mailbox == "pth@sxd.example"

            return refuse
        case _:
            with delivery(office, database) as sender:
                send_ready(sender, lambda: final)
            with database.read() as connection:
                mails = outbox.listing(connection, MailState.SENT)
            sent = next(m for m in mails if m.mailbox == "vt@sxd.example")
            secret = secret_of(database)
            raw = postfix(sent.id, "failed", "5.1.1", secret, sent.message_id or "")
            return lambda: deal(office, database, final, secret, raw)


def placed(folder: Path) -> Place:
    # A running clock that stands: on a slow one fewer mails are claimed at a time, by more statements.
    office = Office(Config(folder=folder, operator="quantri@tinh.example"), Hand(NOW).clock)
    database = open_database(f"sqlite:///{folder}/reminder.db", create=True)
    assert database
    careful = PLAN.replace('id = "kh-1"\n', 'id = "kh-1"\nanswers = "confirm"\n', 1)
    return Place(office, database, load_texts(TEXTS), load_texts(TEXTS | {"plans/kh-1.toml": careful}))


def opened(folder: Path) -> Place:
    folder.mkdir()
    place = placed(folder)
    with place.database.write() as connection:
        rules.enforce(connection, place.final, NOW)
    assert evaluate_into(place.database, place.office, place.final).mails
    with place.database.write() as connection:  # the weekly summary is of everything
        (summary,) = (m.id for m in outbox.listing(connection) if m.kind == "summary")
        outbox.move(connection, [summary], [MailState.PENDING], state="cancelled")
    return place


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """The database with so much on record, once for all that is measured in it."""
    made = {}
    for before in (FEW, MANY):
        place = opened(tmp_path_factory.mktemp("kept") / "office")
        history(place.database, before)
        place.database.close()
        made[before] = place.office.config.folder / "reminder.db"
    return made


def read(folder: Path, what: str, kept: Path) -> tuple[int, int]:
    folder.mkdir()
    shutil.copy(kept, folder)
    place = placed(folder)
    work = todo(place, what)
    found = Read()
    found.watch(place.database)
    work()
    place.database.close()
    return found.statements, len(found.rows)


@pytest.mark.parametrize(
    "what",
    ["an answer", "an answer that waits", "a decision", "an act", "an undo, and what wants a date then",
     "the page after an act", "a letter", "mails after an act", "a mail that is refused", "a mail that came back"],
)  # fmt: skip
def test_what_is_read_hangs_on_no_history_of_other_matters(tmp_path: Path, what: str, kept: dict[int, Path]) -> None:
    few = read(tmp_path / "few", what, kept[FEW])
    assert few[1] > 0, "nothing was counted"
    assert read(tmp_path / "many", what, kept[MANY]) == few
