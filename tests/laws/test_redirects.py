"""Laws of who is told instead: whatever mailbox is refused, sends mail back or answers, nothing raises, and each
notice ends in a mail or stands aside where a person sees it."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import partial

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from reminder.core.catalogue import Catalogue
from reminder.core.outbox_states import OPEN
from reminder.directory.agency import Agency, Contact, Succession
from reminder.engine.incoming.returned_mail import deal
from reminder.engine.outbox import by_hand
from reminder.store import bounced_mailboxes, notices, outbox
from reminder.store.schema import attempt, mail, mail_notice, notice
from tests.core.made import agency, cast, catalogue, directory, obligation, plan, rule, step
from tests.laws.life import SEASONS
from tests.laws.whole import REFUSALS, Picky, Whole, in_memory
from tests.reliability.reports import person, postfix

FIRST = date(2026, 12, 7)
KEEPER = "quantri@province.example"
FIXED = "vanphong@ubnd.example"
BOXES = ("vt@a.example", "hai@a.example", "gd@a.example", "vt@b.example", "vt@focal.example", "chung@x.example")
ALL_BOXES = (*BOXES, FIXED, KEEPER)
LADDER = (
    step("early", "-6wd", "owner", "coordinator", mailboxes=(FIXED,)),
    step("d5", "-5wd", "owner", "head", "operator"),
    step("alone", "-4wd", "owner", "focal", single=True),
    step("late", "-3wd", "head", "superior", "coordinator", template="escalation"),
)


@dataclass(frozen=True)
class Made:
    """A directory as drawn: each agency's mailboxes, which have ceased and with what heir, the focal agency."""

    boxes: tuple[tuple[str, ...], ...]
    ceased: tuple[str, ...]
    heir: bool
    focal: str
    known: bool = True

    def catalogue(self) -> Catalogue:
        found: list[Agency] = []
        for id_, boxes in zip(("a", "b", "focal", "ubnd"), self.boxes, strict=True):
            until = FIRST + timedelta(1) if id_ in self.ceased else None
            above = "" if id_ == "ubnd" else "ubnd"
            contacts = tuple(Contact(box) for box in boxes)
            found.append(agency(id_, contacts=contacts, head=contacts[1:], until_on=until, superior=above))
        heirs = tuple(
            Succession(old, ("b",) if old != "b" else ("a",), FIRST + timedelta(2), "merge", "NQ 1")
            for old in self.ceased
            if self.heir
        )
        # A coordinator whom the files no longer know may still be told of in what is stored.
        third = cast("c") if self.known else cast()
        rows = (
            obligation("chậm nhất ngày 15/12/2026", "a", "b", id_="p/1", coordinators=third),
            obligation("chậm nhất ngày 15/12/2026", "a", id_="p/2"),
            obligation("chậm nhất ngày 15/12/2026", id_="p/3", kind="report", lead=cast("all")),
        )
        made = directory(*found, successions=heirs)
        if not self.known:
            (register,) = made.registers
            made = type(made)((type(register)(
                register.id, register.name, register.province,
                tuple(a for a in register.agencies if a.id != "c"), register.groups, register.successions,
            ),))  # fmt: skip
        return catalogue(plan(*rows, focal=self.focal), directory=made, rules=(rule(*LADDER),))


mades = st.builds(
    Made,
    st.tuples(*[st.lists(st.sampled_from(BOXES), max_size=2, unique=True).map(tuple)] * 4),
    st.sets(st.sampled_from(["a", "focal"]), max_size=2).map(tuple),
    st.booleans(),
    st.sampled_from(["focal", "focal", "", "unknown-body"]),
)
happenings = st.lists(
    st.tuples(
        st.integers(0, 5),
        st.sampled_from([*REFUSALS, "well", "bounce", "full", "answer", "retry", "cancel", "forget", "clear"]),
        st.sampled_from(ALL_BOXES),
    ),
    max_size=10,
)  # fmt: skip


FAULTS = {"result-not-recorded", "mail-not-stored", "mail-not-dealt-with", "template-fault"}


def hold(office: Whole) -> None:
    """Each notice is in a mail that may leave, has arrived, or stands where a person sees it."""
    with office.database.read() as connection:
        rows = connection.execute(select(notice.c.id, notice.c.key, notice.c.state)).all()
        for id_, key, state in rows:
            query = select(mail.c.state).join(mail_notice).where(mail_notice.c.notice_id == id_)
            mails = set(connection.execute(query).scalars())
            if state == "queued":
                assert mails & {*OPEN, "dead"}, f"waits in no mail: {key}"
            if state == "sent":
                assert mails & {"sent", "bounced"}, f"left in no mail: {key}"
            assert mails or state in ("superseded", "unreachable", "cancelled"), f"forgotten: {key}"
        said = connection.execute(select(attempt.c.reply)).scalars()
        assert not [words for words in said if "see the log" in words], "a mail could not be made"
        codes = {r["code"] for m in outbox.listing(connection) for r in m.facts.get("reasons", ())}
        assert not codes & FAULTS


def happen(office: Whole, mailer: Picky, on: date, what: str, box: str) -> None:
    at = office.office(on, time(10))
    with office.database.read() as connection:
        mails = [m for m in outbox.listing(connection) if m.mailbox == box]
    sent = [m for m in mails if m.state == "sent"]
    if what in REFUSALS:
        mailer.refused[box] = REFUSALS[what]
    elif what == "well":
        mailer.refused.pop(box, None)
    elif what in ("bounce", "full", "answer"):
        for m in sent[-1:]:
            status = "5.1.1" if what == "bounce" else "5.2.2"
            raw = postfix(m.id, "failed", status, office.secret, m.message_id or "", box)
            raw = person(m.message_id or "", box) if what == "answer" else raw
            assert deal(at, office.database, office.catalogue, office.secret, raw) in (
                "failed",
                "answer",
                "kept",
                "ignored",
            )
    elif what == "retry":
        dead = tuple(m.id for m in mails if m.state in ("dead", "bounced"))
        by_hand.retry(office.database, at, office.catalogue, dead)
    elif what == "cancel":
        waiting = tuple(m.id for m in mails if m.state in ("pending", "dead", "held"))
        by_hand.cancel(office.database, waiting[-1:], "lan")
    elif what == "clear":
        office.database.transact(lambda c: bounced_mailboxes.clear(c, box))


# A life takes a second: to make a failing one smaller would take minutes.
lives = settings(
    max_examples=max(10, SEASONS // 4),
    deadline=None,
    phases=(Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@lives
@given(mades, happenings)
def test_whoever_cannot_be_reached_nothing_raises_and_nobody_is_forgotten(
    made: Made, story: list[tuple[int, str, str]]
) -> None:
    with in_memory(made.catalogue()) as office:
        mailer = office.mailer = Picky()
        for n in range(6):
            on = FIRST + timedelta(n)
            for _, what, box in (s for s in story if s[0] == n):
                if what == "forget":
                    office.catalogue = Made(made.boxes, made.ceased, made.heir, made.focal, False).catalogue()
                happen(office, mailer, on, what, box)
            for hour in (9, 10, 14):
                office.round(on, time(hour))
                hold(office)


@lives
@given(mades, st.lists(st.sampled_from(ALL_BOXES), unique=True))
def test_once_mailboxes_are_cleared_what_was_unreachable_is_told(made: Made, bounced: list[str]) -> None:
    with in_memory(made.catalogue()) as office:
        at = office.office(FIRST).clock.now()
        for box in bounced:
            office.database.transact(partial(bounced_mailboxes.mark, mailbox=box, reason="x", at=at))
        office.round(FIRST)
        with office.database.read() as connection:
            stands = {(row.step, row.recipient) for row in notices.untold(connection) if row.state != "queued"}
            assert stands == {(row.step, row.recipient) for row in notices.unreachable(connection)}
            assert KEEPER in bounced or not stands
        for box in bounced:
            office.database.transact(partial(bounced_mailboxes.clear, mailbox=box))
        office.round(FIRST, time(10))
        with office.database.read() as connection:
            assert not notices.unreachable(connection)
        hold(office)
