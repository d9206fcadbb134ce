"""What each mail, the agency's page and calendar, the roll-call, the escalation, `status`, `explain`, the compiled
report and the letter say of one matter on one day is the same: state, dates, documents, counts. It is read from what
is rendered (`surfaces`) and held against the journal, whose own meaning `test_acts` holds against a second reading."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from reminder.cli.desk import Desk
from reminder.cli.explain_in_words import Note
from reminder.cli.output import as_row, with_names
from reminder.cli.status import _FIELDS, _rows
from reminder.config import Config
from reminder.core.act_kinds import ACTS, ActKind, Until
from reminder.core.evaluate import status
from reminder.core.journal import Act
from reminder.core.matter_status import ANSWERED, Status
from reminder.core.notice import REMINDERS
from reminder.core.occurrence import Occurrence
from reminder.core.outbox_states import NoticeState
from reminder.documents.writing import annex_file, letter_file, workbook_file
from reminder.engine.acts.record import Wish, record
from reminder.engine.context.ledger import acts_of, whole_ledger
from reminder.engine.context.stored_occurrences import Book, StoredNotice
from reminder.engine.context.transaction import Transaction
from reminder.engine.mails.build_view import parted, view
from reminder.engine.mails.weekly_summary import summed_up
from reminder.engine.papers.compiled_report import compilation
from reminder.engine.papers.official_letter import Asked, drafts
from reminder.engine.queries.agency_duties import DutyShelf
from reminder.engine.queries.explain import explain
from reminder.engine.queries.status import standing
from reminder.errors import ReminderError
from reminder.mail.contents import Mailed
from reminder.rulefile import load_texts
from reminder.store import outbox
from reminder.store.notices import NoticeRow
from reminder.web.agency import pages
from reminder.words import short_date
from reminder.words.spreadsheet import as_csv
from tests.journeys import desk as small
from tests.laws.life import ACTS as KINDS
from tests.laws.life import SEASONS, effective
from tests.laws.surfaces import (
    Said,
    blocks,
    day,
    differences,
    letter,
    of_block,
    of_page,
    of_report,
    of_status,
    of_unit,
    sheet,
    table,
    visible,
)
from tests.laws.surfaces import standing as standing_in
from tests.laws.whole import Left, Whole, in_memory

OFFICE = load_texts(
    {
        "calendars/vietnam.toml": small.CALENDAR, "agencies/tinh.toml": small.AGENCIES,
        "plans/kh-1.toml": small.PLAN, "reminders.toml": small.RULES,
    }
)  # fmt: skip
CONFIG = Config(folder=Path(), operator="quantri@tinh.example")
FIRST = date(2026, 12, 8)
DAYS = 20
TITLE, REPORT = "Báo cáo năm", "kh-1/year"
OWNERS = {"sxd": "Sở Xây dựng", "sct": "Sở Công Thương"}
LATER = time(10)
WORDS = dict.fromkeys(ANSWERED, "answered") | {
    Status.NIL: "nil", Status.WAIVED: "waived", Status.SUSPENDED: "suspended",
}  # fmt: skip
Deed = tuple[int, str, str, int]  # on which day, what, by whom, how far


def act(office: Whole, on: date, deed: Deed, n: int) -> None:
    """By the road of the command line; each has a document of its own."""
    _, kind, agency, far = deed
    traits, until = ACTS[ActKind(kind)], on + timedelta(1 + far % 30)
    given = traits.until in (Until.DUE, Until.END, Until.EVENT) or (traits.until is Until.MAY and far % 3 == 0)
    if kind == "extend":
        until = max(on + timedelta(1 + far % 8), date(2026, 12, 16) + timedelta(far % 10))
    whole = kind in ("assign", "event")
    wish = Wish(
        ActKind(kind), REPORT, "" if whole else agency, "" if whole else "2026", on, f"{n}/VB-{kind.upper()}", by="x",
        until_on=until if given else None, agencies=("sct",) if kind == "assign" else (),
    )  # fmt: skip
    try:
        record(office.office(on), office.database, office.catalogue, wish)
    except ReminderError:
        return


# What moves a matter comes oftener than what does not, and early enough to be seen.
OFTEN = ("submit", "suspend", "resume", "extend", "extend", "return", "waive", "undo", "nil", "complete") * 2
deeds = st.lists(
    st.tuples(
        st.integers(0, DAYS - 4), st.sampled_from((*KINDS, *OFTEN)), st.sampled_from(sorted(OWNERS)), st.integers(0, 90)
    ),
    min_size=4, max_size=16,
)  # fmt: skip


@settings(
    max_examples=max(4, SEASONS // 20),
    deadline=None,
    phases=(Phase.reuse, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(deeds, st.sets(st.integers(0, DAYS), max_size=4), st.sets(st.integers(0, DAYS), min_size=4, max_size=8))
def test_all_that_is_said_of_a_matter_on_a_day_is_the_same(
    story: list[Deed], stopped: set[int], looked: set[int]
) -> None:
    with in_memory(OFFICE, CONFIG) as office:
        reminded: dict[str, set[date]] = {agency: set() for agency in OWNERS}
        for n in range(DAYS):
            on = FIRST + timedelta(n)
            for m, deed in enumerate(d for d in story if d[0] == n):
                act(office, on, deed, n * 20 + m)
            if n not in stopped:
                before = len(office.mailer.messages)
                for at in (time(9), LATER):
                    for left in office.tick(on, at) if at != LATER else _resent(office, on):
                        for key, occurrence, template in left.notices:
                            owner = occurrence.rpartition("@")[2]
                            if occurrence.startswith(REPORT) and template in REMINDERS and f"@{owner}" in key[-12:]:
                                reminded.get(owner, set()).add(on)
                Look(office, on, reminded).mails(office.mailer.messages[before:])
            if n in looked:
                Look(office, on, reminded).all()


def _resent(office: Whole, on: date) -> list[Left]:
    """What leaves an hour later: the records, which rest first."""
    office.round(on, LATER)
    return office._left()


class Look:
    """Everything that is said on one day, held against the journal."""

    def __init__(self, office: Whole, on: date, reminded: dict[str, set[date]]) -> None:
        self.whole, self.on, self.reminded = office, on, reminded
        self.office, self.database, self.rules = office.office(on, LATER), office.database, office.catalogue
        known = {o.key: o for o in office.occurrences(on)}
        self.owed = {a: o for a in OWNERS if (o := known.get(f"{REPORT}@2026@{a}"))}
        self.owners = {a: OWNERS[a] for a in self.owed}
        with self.database.read() as connection:
            self.ledger = whole_ledger(connection, self.office.config.zone)
        self.status = {a: status(o, self.ledger, on) for a, o in self.owed.items()}
        self.true = {a: self._true(a, o) for a, o in self.owed.items()}

    def _true(self, agency: str, o: Occurrence) -> Said:
        s = o.state
        rests = s.closed or s.status is Status.SUSPENDED
        given = None if rests or o.wants_date else s.extension
        document, on = _rests_by(self.ledger.journal.about(REPORT, "2026", agency)) if rests else ("", None)
        assert not rests or (s.document, s.since_on) == (document, on)
        return Said(
            WORDS.get(self.status[agency], "owed"), (o.counted.due_on if o.counted else None,),
            (given.due_on if given else None,), (document if rests else given.document if given else "",), (on,),
            s.restart is ActKind.RETURN and not rests, len(self.reminded[agency]),
        )  # fmt: skip

    def hold(self, where: str, agency: str, said: Said, words: object = "") -> None:
        wrong = differences(self.true[agency], said)
        assert not wrong, f"{where}, {self.on}, {agency}: " + "; ".join(wrong) + f" ({words!r})"

    def all(self) -> None:
        self.lists()
        self.status_rows()
        self.page()
        self.explained()
        self.report()
        self.letters()
        self.week()

    # the mails of the day

    def mails(self, sent: Sequence[tuple[str, bytes]]) -> None:
        for to, raw in sent:
            mail = letter(to, raw)
            for agency in self.owners:
                if to == f"vt@{agency}.example":
                    self._own(agency, mail.text)
                    for method, facts in mail.entries:
                        if TITLE in facts["SUMMARY"] and "2026" in facts["SUMMARY"]:
                            o = self.owed[agency]
                            off = o.state.rests or o.wants_date
                            assert (method, facts["STATUS"]) == (
                                ("CANCEL", "CANCELLED") if off else ("PUBLISH", "CONFIRMED")
                            )
            if to == "vt@snnmt.example":
                for block in blocks(mail.text, TITLE, REPORT):
                    self.listed("roll-call", block.units, mailed=True)

    def _own(self, agency: str, text: str) -> None:
        for block in blocks(text, TITLE, REPORT):
            if block.facts.get("Kỳ báo cáo", "năm 2026") != "năm 2026":
                continue
            if block.lead.startswith("Thay đổi nội dung"):
                assert block.facts.get("Thời hạn", "chưa") and not block.units
                self.hold("taken back", agency, Said(due=(day(block.facts["Thời hạn"]),)))
                continue
            self.hold("mail", agency, of_block(block), block)
            late = block.lead.startswith("Chưa ghi nhận")
            assert not late or self.status[agency] is Status.LATE, "accused"
            ahead = block.lead.startswith(("Còn", "Hôm nay"))
            assert not ahead or self.status[agency] is Status.OPEN

    def listed(self, where: str, units: dict[str, str], *, mailed: bool = False) -> None:
        for agency, name in self.owners.items():
            if name in units:
                said = of_unit(units[name])
                # Who is reminded in the round in which a list leaves may be reminded behind it.
                behind = mailed and said.times == len(self.reminded[agency] - {self.on})
                self.hold(where, agency, replace(said, times=None) if behind else said, units[name])

    # what others are told of all of them

    def lists(self) -> None:
        """A roll-call and an escalation as they would be sent today, whether a ladder orders them or not."""
        for kind, to, role in (("rollcall", "snnmt", "compiler"), ("escalation", "ubnd", "superior")):
            owed = [o for a, o in self.owed.items() if kind == "rollcall" or self.status[a] is Status.LATE]
            if not owed:
                continue
            with self.database.read() as connection:
                tx = Transaction.on(connection, self.office, self.rules)
                told = outbox.told(connection, [o.key for o in owed])

                def read(obligation: str, period: str, tx: Transaction = tx):  # type: ignore[no-untyped-def]
                    return acts_of(tx, obligation, period)

                book = Book(self.rules, read, self.on)
                lines = [StoredNotice(_notice(o, kind, to, role), book.find(o.key) or o) for o in owed]
                mailed = {key: tuple(Mailed(*at) for at in each) for key, each in told.items()}
                box = f"vt@{to}.example"
                made = view(self.office, book, box, kind, parted(book, box, to, lines), mailed)
            found = blocks(self.whole.renderer.render(made).text, TITLE, REPORT)
            assert {name for b in found for name in b.units} == {OWNERS[o.owner.id] for o in owed}
            for block in found:
                self.listed(kind, block.units)
                if kind == "rollcall":
                    self._counted(block.ask)
                    assert day(block.facts["Thời hạn"]) == date(2026, 12, 15), "the report's own date"
                    assert not {"Đã gia hạn", "Theo văn bản"} & block.facts.keys(), "one agency's is not everybody's"
                else:
                    names = [a for a, name in self.owners.items() if name in block.units]
                    assert {day(block.facts["Thời hạn"])} == {self.owed[a].deadline.due_on for a in names}  # type: ignore[union-attr]

    def _counted(self, words: str) -> None:
        """Extended, sent back and suspended are counted apart from who has not answered."""
        later = [a for a in self.owners if self.true[a].extended != (None,) and self.status[a] is Status.OPEN]
        back = [a for a in self.owners if self.true[a].returned and a not in later]
        stopped = [a for a in self.owners if self.true[a].standing == "suspended"]
        missing = [a for a in self.owners if self.true[a].standing == "owed" and a not in (*later, *back)]
        for label, who in (("Được gia hạn", later), ("Đang hoàn thiện lại", back), ("Tạm dừng", stopped)):
            assert (f"{label}: {len(who)}." in words) == bool(who), (label, who, words)
        assert f"({len(missing)}/{len(self.owners)})" in words or f"{len(missing)} cơ quan chưa ghi nhận" in words, (
            words
        )

    # commands

    def status_rows(self) -> None:
        rows = list(_rows(standing(self.office, self.rules, self.database)))
        made, fields = with_names(map(as_row, rows), _FIELDS, str)
        shown = as_csv(made, fields, "vi", self.office.config.zone).removeprefix("\ufeff")
        mine = [
            r for r in csv.DictReader(io.StringIO(shown)) if (r["Mã nghĩa vụ"], r["Kỳ báo cáo"]) == (REPORT, "năm 2026")
        ]
        assert {r["Mã cơ quan"] for r in mine} == set(self.owners)
        for r in mine:
            self.hold("status", r["Mã cơ quan"], of_status(r))

    def explained(self) -> None:
        for agency, name in self.owners.items():
            found = explain(self.office, self.rules, self.database, REPORT, agency, "2026")
            note = list(Note(Desk(self.office, "vi", "table"), self.rules, agency, True).lines(found))
            (head,) = [line for line in note if line.startswith(f"{name}, năm 2026: ")]
            self.hold("explain", agency, Said(standing_in(head.rpartition(": ")[2])))
            true = self.true[agency]
            trace = [line for line in note if line.startswith("    · ")]
            given = [line for line in trace if " gia hạn đến ngày " in line]
            assert bool(trace) == (true.due != (None,)), note
            if true.standing == "owed":
                assert bool(given) == (true.extended != (None,)), note
                if given and true.extended and true.extended[0] and true.document:
                    assert short_date(true.extended[0], "vi") in given[0] and true.document[0] in given[0]

    # the agency's page and its calendar

    def page(self) -> None:
        with self.database.read() as connection:
            duties = DutyShelf().current(Transaction.on(connection, self.office, self.rules))
        for agency, name in self.owners.items():
            (duty,) = [d for d in duties.of(agency) if d.occurrence.key == self.owed[agency].key]
            m = pages.matter(duty, agency, self.rules, self.on, "vi", ())
            about, zone = pages.Page(name, "VP", "", self.on, "x"), self.office.config.zone
            self.hold("page", agency, of_page(pages.matter_page(about, m, "vi", "", zone)))
            listing = visible(pages.agency_page(_with(about, m), "vi", "", zone))
            late = "Chưa ghi nhận" in listing.replace("chưa ghi nhận", "")
            assert not late or self.status[agency] in (Status.LATE, Status.BACKLOG), listing

    # papers

    def report(self) -> None:
        made = compilation(self.office, self.rules, self.database, "2026")
        at = self.office.clock.now()
        on_paper = [row for row in table(annex_file(made, "VP", at)) if row[1] in self.owners.values()]
        in_excel = [row for row in sheet(workbook_file(made, "VP", at)) if row[1] in self.owners.values()]
        for where, rows in (("report.docx", on_paper), ("report.xlsx", in_excel)):
            assert len(rows) == len(self.owners)
            for row in rows:
                agency = next(a for a, name in self.owners.items() if name == row[1])
                self.hold(where, agency, of_report(row))
        self._counted(made[0].summary[0])

    def letters(self) -> None:
        """What is late is written of, with the date that holds and how often it was asked for."""
        late = {a for a in self.owners if self.status[a] in (Status.LATE, Status.BACKLOG)}
        try:
            (draft,) = drafts(self.office, self.rules, self.database, Asked(REPORT))
        except ReminderError:
            assert not any(s in (Status.LATE, Status.OPEN) for s in self.status.values())
            return
        if not late and Status.OPEN not in self.status.values():
            return  # of the next year's
        assert not late or set(draft.agencies) == late
        paper = letter_file(draft.letter, self.office.clock.now())
        head, *rows = table(paper)
        several = "Cơ quan" in head
        for n, row in enumerate(rows):
            cells = dict(zip(head, row, strict=True))
            agency = next((a for a, name in self.owners.items() if name == cells.get("Cơ quan")), draft.agencies[n])
            assert several or len(draft.agencies) == 1
            words = cells.get("Thời hạn") or " ".join(draft.letter.before)
            given = words.partition("được gia hạn đến ")
            due = day(given[2] or words.rpartition("”")[2])
            asked = cells.get("Đã nhắc", "chưa")
            times = 0 if asked.startswith("chưa") else int(asked.split()[0])
            number = given[2].partition("văn bản số ")[2].rstrip(").").split(",")[0] if given[1] else ""
            extended = (day(given[2]) if given[1] else None,)
            self.hold("letter", agency, Said("owed", (due,), extended, (number,), times=times))

    def week(self) -> None:
        """The weekly summary counts as `status` does."""
        with self.database.read() as connection:
            tx = Transaction.on(connection, self.office, self.rules)
            book = Book(self.rules, lambda *_: self.ledger.journal, self.on)
            made = view(self.office, book, "x@y.example", "summary", {"": []}, {})
            (tally,) = summed_up(tx, made).tallies
        periods = [p for p in standing(self.office, self.rules, self.database).periods if p.period != "2027"]
        units = [
            u for p in periods for u in p.units
            if not (p.due_on and u.due_on) or u.due_on.year == self.on.year or u.status is Status.LATE
        ]  # fmt: skip
        assert tally.suspended == sum(u.status is Status.SUSPENDED for u in units)
        assert tally.late == sum(u.status in (Status.LATE, Status.BACKLOG) for u in units)
        assert tally.done == sum(u.status in ANSWERED for u in units)


def _with(page: pages.Page, m: pages.AgencyMatter) -> pages.Page:
    return replace(page, groups=pages.grouped([m]))


def _rests_by(acts: Sequence[Act]) -> tuple[str, date | None]:
    """By which act it is closed or suspended, read one after the other."""
    stands, by = "open", None
    for a in effective(list(acts)):
        if a.kind in ("submit", "nil", "complete", "waive"):
            stands, by = a.kind, a
        elif a.kind == "suspend" and stands == "open":
            stands, by = "suspended", a
        elif (a.kind == "return" and stands not in ("open", "suspended", "waive")) or (
            a.kind == "resume" and stands == "suspended"
        ):
            stands, by = "open", None
    return (by.document, by.on) if by else ("", None)


def _notice(o: Occurrence, kind: str, to: str, role: str) -> NoticeRow:
    return NoticeRow(
        f"{o.key}@{kind}", o.key, o.state.revision, kind, 1, to, role, kind, "normal", FIRST, NoticeState.QUEUED, {}
    )
