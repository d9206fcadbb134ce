"""Nobody is forgotten, nothing is booked that was not said (design 3.14, 4).

Each step that a ladder orders for an open occurrence is, by the end of that day's window, sent to its addressee by
name, or it stands in the list that `status` shows, with its reason; and what is booked as sent stands in the text that
left: its matter and its agency. Over random directories, plans, acts, refusals and limits.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from email import message_from_bytes, policy
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from reminder.config import Config, Send
from reminder.core.catalogue import Catalogue
from reminder.core.evaluate import Ledger
from reminder.core.ladder import Rung, Stretch, rungs
from reminder.core.occurrence import Occurrence, Occurrences
from reminder.core.recipients import OPERATOR, Recipients, agency_of
from reminder.directory.agency import Contact, Group, Succession
from reminder.engine.context.ledger import whole_ledger
from reminder.engine.context.transaction import Transaction
from reminder.engine.queries.not_told import untold
from reminder.store.schema import mail, mail_notice, notice
from tests.core.made import agency, cast, catalogue, directory, obligation, plan, rule, step
from tests.laws.life import ACTS, SEASONS
from tests.laws.whole import REFUSALS, Picky, Whole, in_memory

FIRST = date(2026, 12, 7)
BOXES = ("vt@a.example", "vt@b.example", "vt@focal.example", "chung@x.example")
FIXED = "vanphong@ubnd.example"
LADDER = (
    step("early", "-6wd", "owner", "coordinator", mailboxes=(FIXED,)),
    step("d5", "-5wd", "owner", "head"),
    step("alone", "-4wd", "owner", "focal", single=True),
    step("roll", "-2wd", "compiler", template="rollcall"),
    step("overdue", "+1wd", template="overdue"),
    step("up", "+2wd", "head", "superior", "focal", template="escalation"),
    step("again", "+3wd", every=("2wd",), until="+20wd", template="overdue"),
)
PHRASES = (
    "chậm nhất ngày 15/12/2026", "trước ngày 10/12/2026", "trước ngày 12/12 hằng năm", "hằng tháng, chậm nhất ngày 9",
    "thường xuyên", "theo lộ trình", "chậm nhất ngày 08/12/2026",
)  # fmt: skip
LEADS = {
    "a": cast("a"), "a b": cast("a", "b"), "all": cast("all"), "": cast(), "choice": cast("a", "b", choice=True),
}  # fmt: skip


@dataclass(frozen=True)
class Made:
    """An office as drawn: each body's mailboxes (some shared), who ceases when and with what heir, rows, plan."""

    boxes: tuple[tuple[str, ...], ...]
    ceased: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, str, str, int], ...]
    focal: str
    until: int
    limit: int

    def catalogue(self) -> Catalogue:
        ends = dict(self.ceased)
        bodies = []
        for id_, boxes in zip(("a", "b", "c", "focal", "ubnd"), self.boxes, strict=True):
            until = FIRST + timedelta(ends[id_] - 1) if id_ in ends else None
            contacts = tuple(Contact(box) for box in boxes)
            bodies.append(
                agency(
                    id_, name=f"Sở {id_.upper()}x", contacts=contacts, head=contacts[1:], until_on=until,
                    superior="" if id_ == "ubnd" else "ubnd",
                )
            )  # fmt: skip
        heirs = tuple(
            Succession(id_, ("b" if id_ != "b" else "c",), FIRST + timedelta(n), "merge", "NQ 1")
            for id_, n in self.ceased
        )
        rows = [
            obligation(
                phrase, id_=f"p/{n}", kind=kind, lead=LEADS[lead], coordinators=cast("c"), title=f"Việc thứ {n}",
                until_on=FIRST + timedelta(until) if until else None,
            )
            for n, (phrase, kind, lead, until) in enumerate(self.rows)
        ]  # fmt: skip
        gathered = tuple(o.id for o in rows if o.kind == "report")
        rows.append(
            obligation(
                "trước ngày 31/12 hằng năm", "focal", id_="p/9", kind="report", compiles=gathered, title="Tổng hợp"
            )
        )
        until_on = FIRST + timedelta(self.until) if self.until else None
        groups = (Group("all", "Các sở", kinds=("department",)),)
        return catalogue(
            plan(*rows, focal=self.focal, until_on=until_on), rules=(rule(*LADDER),),
            directory=directory(*bodies, successions=heirs, groups=groups),
        )  # fmt: skip


mades = st.builds(
    Made,
    st.tuples(*[st.lists(st.sampled_from(BOXES), max_size=2, unique=True).map(tuple)] * 5),
    st.dictionaries(st.sampled_from(["a", "b"]), st.integers(0, 8), max_size=1).map(lambda d: tuple(d.items())),
    st.lists(
        st.tuples(
            st.sampled_from(PHRASES), st.sampled_from(["task", "report"]),
            st.sampled_from(["a", "a b", "all", "", "choice"]), st.sampled_from([0, 0, 0, 4]),
        ), min_size=1, max_size=3,
    ).map(tuple),
    st.sampled_from(["focal", "focal", ""]), st.sampled_from([0, 0, 5]), st.sampled_from([300, 300, 2]),
)  # fmt: skip
stories = st.lists(
    st.tuples(
        st.integers(0, 9), st.sampled_from([*ACTS, *REFUSALS, "well", "down"]), st.integers(0, 40), st.integers(0, 30)
    ), max_size=10,
)  # fmt: skip
lives = settings(
    max_examples=SEASONS,
    deadline=None,
    phases=(Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@lives
@given(mades, stories, st.sets(st.integers(0, 9), max_size=4))
def test_nobody_is_forgotten(made: Made, story: list[tuple[int, str, int, int]], stopped: set[int]) -> None:
    config = Config(folder=Path(), send=Send(daily_limit=made.limit))
    with in_memory(made.catalogue(), config) as office:
        mailer = office.mailer = Picky()
        for n in range(10):
            on = FIRST + timedelta(n)
            known = office.occurrences(on)
            for _, what, which, far in (s for s in story if s[0] == n):
                if what in REFUSALS:
                    mailer.refused[(*BOXES, FIXED)[which % 5]] = REFUSALS[what]
                elif what == "well":
                    mailer.refused.clear()
                elif what == "down":
                    mailer.down = not mailer.down
                elif known:
                    office.act(on, what, known[which % len(known)], far)  # type: ignore[arg-type]  # of ACTS
            if n in stopped:
                continue
            for hour in (9, 15):
                office.round(on, time(hour))
            if office.catalogue.calendar.works(on):
                hold_told(office, on)
        hold_said(office, mailer)


def hold_told(office: Whole, on: date) -> None:
    at = office.office(on, time(16, 29))
    with office.database.read() as connection:
        ledger = whole_ledger(connection, office.config.zone)
        listed = untold(Transaction.on(connection, at, office.catalogue), ledger)
        rows = connection.execute(
            select(notice.c.occurrence, notice.c.recipient, notice.c.role, notice.c.revision, notice.c.planned_on)
            .where(notice.c.state == "sent")
        ).all()  # fmt: skip
    sent: dict[tuple[str, str, bool, int], date] = {}
    for key, recipient, role, revision, planned_on in rows:
        at_ = (key, recipient, role == "head", revision)
        sent[at_] = max(sent.get(at_, date.min), planned_on)
    stands = {(u.obligation, u.period, u.owed_by, u.agency) for u in listed}
    for o, who, rung in ordered(office, ledger, on):
        name = (o.obligation.id, o.period, o.owner.id)
        recipient, head = who
        told = sent.get((o.key, recipient, head, o.state.revision), date.min) >= rung.on
        waits = (*name, recipient) in stands or (*name, "") in stands
        assert told or waits, f"forgotten: {o.key} {rung.name} to {recipient}"


def ordered(office: Whole, ledger: Ledger, on: date) -> Iterator[tuple[Occurrence, tuple[str, bool], Rung]]:
    """The newest step of each open ladder by today, for each agency and head that it names. One that began again is
    held to another law: acts in any order."""
    rules, book = office.catalogue, Occurrences(office.catalogue, ledger.journal)
    recipients = Recipients(book, on)
    for o in book.known(on + timedelta(60), on):
        if o.state.closed or o.state.restart:
            continue
        newest: dict[tuple[str, bool], Rung] = {}
        for rung in rungs(o, [Stretch(date.min, date.max, rules.rules[0])], rules.calendar, on, None):
            for who, role in recipients.of(o, rung.step).items():
                newest[agency_of(who), role == "head"] = rung
        yield from ((o, who, rung) for who, rung in newest.items())


def hold_said(office: Whole, mailer: Picky) -> None:
    """What is booked as sent stands in a text that left: its matter, and the agency it is about."""
    texts: dict[str, str] = {}
    for _, raw in mailer.messages:
        message = message_from_bytes(raw, policy=policy.default)
        parts = [p.get_content() for p in message.walk() if p.get_content_type() in ("text/plain", "text/csv")]
        words = " ".join(p if isinstance(p, str) else p.decode("utf-8-sig") for p in parts)
        texts[str(message["Message-ID"])] = re.sub(r"\s+", " ", words)
    directory_ = office.catalogue.directory
    with office.database.read() as connection:
        query = (
            select(mail.c.message_id, notice.c.occurrence, notice.c.recipient, notice.c.role, notice.c.key)
            .join(mail_notice, mail_notice.c.mail_id == mail.c.id)
            .join(notice, notice.c.id == mail_notice.c.notice_id)
            .where(mail.c.state == "sent", notice.c.state == "sent")
        )
        for message_id, occurrence, recipient, role, key in connection.execute(query):
            text = texts[message_id]
            title = office.catalogue.obligation_of[occurrence.split("@")[0]].title
            assert title in text, f"booked and not said: {key}"
            if recipient == OPERATOR or "@" in recipient:
                continue
            who = {recipient, directory_.current(recipient, FIRST + timedelta(9))} - {""}
            if role in ("owner", "head"):
                assert any(directory_.agency(a).name in text for a in who), f"said to nobody: {key}"
