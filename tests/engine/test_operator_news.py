"""What the operator hears each morning besides notices. The laws of whole seasons are in `laws`."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from reminder.core.act_kinds import ActKind
from reminder.core.outbox_states import MailState
from reminder.core.reason import Reason, because
from reminder.engine.planning import operator_news
from reminder.engine.planning.store_decisions import evaluate_into
from reminder.store import bounced_mailboxes, incoming_counts, notices, outbox
from reminder.store.database import get, put
from tests.engine.made import TUESDAY, act, alerts, mails, small_office, wall
from tests.journeys import desk as small
from tests.laws.whole import Whole
from tests.store.rows import notice
from tests.store.rows import put as put_mail

NOW = wall(TUESDAY, 9)
WEDNESDAY = TUESDAY + timedelta(1)


def held(office: Whole) -> list[Reason]:
    return [r for r in alerts(office) if r.code == "held-waiting"]


@pytest.mark.states_by_hand
@pytest.mark.parametrize("waiting", [0, 1, 2])
def test_each_morning_says_how_many_mails_are_held_and_since_when(waiting: int) -> None:
    with small_office() as office:
        evaluate_into(office.database, office.office(TUESDAY), office.catalogue)
        assert held(office) == []
        boxes = ["vt@sct.example", "vt@sxd.example"][:waiting]
        ids = [m.id for box in boxes for m in mails(office, mailbox=box, kind="reminder")]
        with office.database.write() as connection:
            for n, id_ in enumerate(ids):
                outbox.move(connection, [id_], [MailState.PENDING], state="held", send_on=TUESDAY + timedelta(n))
        for day in (1, 1, 2):
            evaluate_into(office.database, office.office(TUESDAY + timedelta(day)), office.catalogue)
        says = because("held-waiting", count=waiting, since=TUESDAY)
        assert held(office) == ([says, says] if waiting else []), "once a morning"


def news(office: Whole, code: str) -> list[Reason]:
    return [r for r in alerts(office) if r.code == code]


def kept(office: Whole, name: str) -> str | None:
    with office.database.read() as connection:
        return get(connection, name)


@pytest.mark.states_by_hand
def test_the_morning_is_once_a_day() -> None:
    with small_office() as office:
        evaluate_into(office.database, office.office(TUESDAY), office.catalogue)
        one, two = (mails(office, mailbox=box, kind="reminder")[0].id for box in ("vt@sct.example", "vt@sxd.example"))
        hold(office, one)
        evaluate_into(office.database, office.office(WEDNESDAY), office.catalogue)
        assert kept(office, "morning") == "2026-12-09"
        hold(office, two)
        evaluate_into(office.database, office.office(WEDNESDAY), office.catalogue)
        assert held(office) == [because("held-waiting", count=1, since=TUESDAY)]


def hold(office: Whole, *ids: int) -> None:
    office.database.transact(lambda c: outbox.move(c, ids, [MailState.PENDING], state="held"))


LATE = date(2027, 1, 4)
NIGHT = time(20)


def found(count: int, on: date, at: time = time(9)) -> Reason:
    return because("backlog-found", count=count, seen_at=wall(on, at.hour))


@pytest.mark.parametrize("night", [True, False])
def test_what_was_overdue_when_it_was_first_seen_is_told_once(night: bool) -> None:
    """It is kept at night and told when the window opens."""
    with small_office() as office:
        if night:
            for _ in range(2):
                evaluate_into(office.database, office.office(LATE, NIGHT), office.catalogue)
            assert news(office, "backlog-found") == []
            evaluate_into(office.database, office.office(LATE + timedelta(1)), office.catalogue)
        else:
            evaluate_into(office.database, office.office(LATE), office.catalogue)
        told = [found(4, LATE, NIGHT if night else time(9))]
        assert (news(office, "backlog-found"), kept(office, "backlog-untold")) == (told, "")
        evaluate_into(office.database, office.office(LATE + timedelta(2)), office.catalogue)
        assert news(office, "backlog-found") == told


def test_who_only_looks_at_night_is_told_once_the_window_has_opened() -> None:
    with small_office() as office:
        for n in range(3):
            evaluate_into(office.database, office.office(LATE + timedelta(n), NIGHT), office.catalogue)
            assert news(office, "backlog-found") == ([found(4, LATE, NIGHT)] if n else [])


def test_what_was_settled_before_it_is_told_is_not_counted() -> None:
    with small_office() as office:
        evaluate_into(office.database, office.office(LATE, NIGHT), office.catalogue)
        act(office, ActKind.ADOPT, LATE)
        act(office, ActKind.SUBMIT, LATE, agency="sxd")
        evaluate_into(office.database, office.office(LATE + timedelta(1)), office.catalogue)
        assert news(office, "backlog-found") == [found(2, LATE, NIGHT)]
    with small_office(plans=ONE) as office:
        evaluate_into(office.database, office.office(LATE, NIGHT), office.catalogue)
        act(office, ActKind.COMPLETE, LATE, "kh-1/1", period="once")
        evaluate_into(office.database, office.office(LATE + timedelta(1)), office.catalogue)
        assert (news(office, "backlog-found"), kept(office, "backlog-untold")) == ([], "")


ONE = small.PLAN.partition('[[task]]\nid = "2"')[0]


def test_as_many_again_on_the_same_day_are_told_too() -> None:
    """They are others, whatever their number."""
    with small_office(plans=ONE) as office:
        evaluate_into(office.database, office.office(LATE), office.catalogue)
        with small_office(plans=ONE.replace('id = "1"', 'id = "9"')) as other:
            evaluate_into(office.database, office.office(LATE, time(11)), other.catalogue)
        assert news(office, "backlog-found") == [found(1, LATE), found(1, LATE, time(11))]


def test_what_cannot_be_told_is_told_at_the_next_look(monkeypatch: pytest.MonkeyPatch) -> None:
    with small_office() as office:
        with monkeypatch.context() as patch:
            patch.setattr(operator_news, "_calendar", lambda _tx: 1 / 0)
            evaluate_into(office.database, office.office(LATE), office.catalogue)
        assert news(office, "backlog-found") == []
        evaluate_into(office.database, office.office(LATE, NIGHT), office.catalogue)
        assert news(office, "backlog-found") == [found(4, LATE)]


@pytest.mark.parametrize(("stored", "told"), [("0", 0), ("3", 4), ("", 4)])
def test_what_an_earlier_version_kept_is_told(stored: str, told: int) -> None:
    """It kept a number; what had been told by then is not told again."""
    with small_office() as office:
        keys = [o.key for o in office.occurrences(LATE)]
        if stored:
            with office.database.write() as connection:
                notices.see(connection, keys, wall(LATE, 7))
                put(connection, "backlog-untold", stored)
        evaluate_into(office.database, office.office(LATE), office.catalogue)
        assert [r["count"] for r in news(office, "backlog-found")] == [told] * bool(told)


def test_where_nothing_was_overdue_nothing_is_said_of_it() -> None:
    with small_office() as office:
        evaluate_into(office.database, office.office(TUESDAY), office.catalogue)
        assert (news(office, "backlog-found"), kept(office, "backlog-untold")) == ([], None)


SCT = "vt@sct.example"


@pytest.mark.states_by_hand
@pytest.mark.parametrize(
    ("on", "states", "state"),
    [
        (date(2026, 12, 14), ["queued", "queued"], "held"), (date(2026, 12, 15), ["expired", "queued"], "held"),
        (date(2026, 12, 31), ["expired", "queued"], "held"), (date(2027, 1, 1), ["expired", "expired"], "cancelled"),
    ],
)  # fmt: skip
def test_what_was_held_until_its_day_had_passed_expires(on: date, states: list[str], state: str) -> None:
    """The report's reminder after its last day, the 14th; the task's, in the same mail, after the 31st."""
    with small_office() as office:
        evaluate_into(office.database, office.office(TUESDAY), office.catalogue)
        (mail,) = mails(office, mailbox=SCT)
        hold(office, mail.id)
        says = outlived(office, on)
        (now,) = mails(office, id=mail.id)
        with office.database.read() as connection:
            rows = notices.by_ids(connection, outbox.notice_ids(connection, mail.id))
        assert outlived(office, on) == []
    assert [n.state for n in sorted(rows, key=lambda n: n.occurrence, reverse=True)] == states
    assert (now.state, now.note) == (state, "outlived while held" if state == "cancelled" else "")
    expired = states.count("expired")
    assert says == ([because("held-expired", count=expired)] if expired else [])


def outlived(office: Whole, on: date) -> list[Reason]:
    seen = office.occurrences(on)
    return office.database.transact(lambda c: operator_news._outlived(c, seen, on))


@pytest.mark.states_by_hand
def test_several_mails_expire_together_and_what_is_not_held_stays() -> None:
    on = date(2026, 12, 15)
    with small_office() as office:
        evaluate_into(office.database, office.office(TUESDAY), office.catalogue)
        hold(office, *(m.id for m in mails(office, kind="reminder") if m.mailbox != "vt@snnmt.example"))
        with office.database.write() as connection:
            late = notices.add(connection, [replace(notice(1), occurrence="kh-1/year@2026@sct", planned_on=on)], NOW)
            gone = notices.add(connection, [replace(notice(2), occurrence="kh-9/x@once@sct")], NOW)
            for n, ids in enumerate((late, gone)):
                put_mail(connection, n, list(ids.values()), state="held")
        assert outlived(office, on) == [because("held-expired", count=2)]
        with office.database.read() as connection:
            rows = notices.by_ids(connection, [*late.values(), *gone.values()])
        assert [n.state for n in rows] == ["queued", "queued"], "of a day behind the target, or of nothing known"
        assert {m.mailbox: m.state for m in mails(office, kind="reminder")} == {
            "vt@snnmt.example": "pending", "vt@sxd.example": "cancelled", SCT: "held", "vt1@so.example": "held",
            "vt0@so.example": "held",
        }  # fmt: skip


@pytest.mark.parametrize(
    ("on", "told"), [(date(2027, 11, 1), 0), (date(2027, 11, 2), 1), (date(2027, 11, 8), 1), (date(2027, 11, 9), 2)]
)
def test_a_year_that_is_missing_is_called_for_once_a_week(on: date, told: int) -> None:
    with small_office() as office:
        for day in sorted({date(2027, 11, 1), date(2027, 11, 2), on}):
            if day <= on:
                evaluate_into(office.database, office.office(day), office.catalogue)
        assert news(office, "calendar-missing") == [because("calendar-missing", year=2028)] * told
        days = {1: date(2027, 11, 2), 2: date(2027, 11, 9)}
        assert kept(office, "calendar-told") == (str(days[told]) if told else None)


@pytest.mark.parametrize(
    ("days", "weeks"),
    [
        ([TUESDAY, WEDNESDAY], ["2026-W50"]), ([TUESDAY, date(2026, 12, 14)], ["2026-W50", "2026-W51"]),
        ([date(2026, 1, 5), date(2027, 1, 4)], ["2026-W02", "2027-W01"]),
        ([date(2026, 12, 30), date(2027, 1, 4)], ["2026-W53", "2027-W01"]),
    ],
)  # fmt: skip
def test_how_everything_stands_is_said_once_a_week(days: list[date], weeks: list[str]) -> None:
    with small_office() as office:
        for on in days:
            evaluate_into(office.database, office.office(on), office.catalogue)
        found = mails(office, kind="summary")
        assert kept(office, "summary") == weeks[-1]
    (first, *_) = found
    assert [f"{m.send_on:%G-W%V}" for m in found] == weeks
    assert (first.mailbox, first.agency, first.urgency, first.send_on) == (office.config.operator, "", 0, days[0])
    assert (first.created_at, first.next_at) == (wall(days[0], 9), wall(days[0], 9))


@pytest.mark.parametrize("officer", [True, False])
def test_the_officer_is_asked_for_dates_that_are_wanted(officer: bool) -> None:
    since, monday = date(2026, 12, 16), date(2026, 12, 21)
    with small_office() as office:
        for agency in ("sct", "sxd"):
            act(office, ActKind.SUSPEND, TUESDAY, agency=agency)
            act(office, ActKind.RESUME, since, agency=agency)
        if not officer:
            office.database.transact(lambda c: bounced_mailboxes.mark(c, "vt@snnmt.example", "550", NOW))
        for on in (monday, monday + timedelta(1)):
            evaluate_into(office.database, office.office(on), office.catalogue)
        (box,) = {m.mailbox for m in mails(office, kind="alert") if "date-asked" in m.facts["reasons"][-1]["code"]}
        assert box == ("vt@snnmt.example" if officer else office.config.operator)
        assert news(office, "date-asked") == [
            because("date-asked", obligation="kh-1/year", title="Báo cáo năm", since=since, agencies=(name,))
            for name in ("Sở Xây dựng", "Sở Công Thương")
        ]


def test_what_came_in_and_was_only_counted_is_told_the_next_morning() -> None:
    with small_office() as office:
        for what in ("unverified", "unverified", "own"):
            office.database.transact(lambda c, what=what: incoming_counts.add(c, what))  # type: ignore[misc]
        for _ in range(2):
            evaluate_into(office.database, office.office(TUESDAY), office.catalogue)
        told = because("incoming-counted", unverified=2, automatic=0, unbelieved=0, own=1)
        assert news(office, "incoming-counted") == [told]
        evaluate_into(office.database, office.office(WEDNESDAY), office.catalogue)
        assert news(office, "incoming-counted") == [told], "nothing came, nothing is said"
