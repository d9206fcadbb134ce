"""One evaluation after another: what is stored, what is spared, and what a stumble costs."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from reminder.core import evaluate as planner
from reminder.core.act_kinds import ActKind
from reminder.core.outbox_states import NoticeState
from reminder.core.reason import because
from reminder.engine.context.office import Office
from reminder.engine.planning import operator_news, store_decisions
from reminder.engine.planning.store_decisions import Evaluated, Memo, evaluate_into
from reminder.store import bounced_mailboxes, notices, outbox
from reminder.store.database import Connection, get
from reminder.store.notices import NoticeRow
from reminder.store.outbox import NewMail
from tests.engine.made import TUESDAY, act, alerts, mails, small_office, wall
from tests.journeys import desk as small
from tests.laws.whole import Whole

NIGHT = wall(TUESDAY, 20).time()


def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often it was decided anew."""
    runs: list[int] = []
    real = planner.evaluate

    def evaluate(*args: Any, **given: Any) -> Any:
        runs.append(1)
        return real(*args, **given)

    monkeypatch.setattr(store_decisions, "evaluate", evaluate)
    return runs


def test_an_idle_round_decides_nothing_anew(office: Whole, monkeypatch: pytest.MonkeyPatch) -> None:
    runs, memo = counted(monkeypatch), Memo()
    first = evaluate_into(office.database, office.office(TUESDAY), office.catalogue, memo)
    assert (first.ran, first.notices, first.mails, first.held) == (True, 5, 3, 0)
    assert evaluate_into(office.database, office.office(TUESDAY), office.catalogue, memo) == Evaluated()
    assert len(runs) == 1
    act(office, ActKind.SUBMIT)
    evaluate_into(office.database, office.office(TUESDAY), office.catalogue, memo)
    assert len(runs) == 2, "an act"
    evaluate_into(office.database, office.office(TUESDAY), replace(office.catalogue), memo)
    assert len(runs) == 3, "other rules"
    evaluate_into(office.database, office.office(TUESDAY, NIGHT), memo.rules or office.catalogue, memo)
    assert len(runs) == 4, "the window has closed"
    evaluate_into(office.database, office.office(TUESDAY + timedelta(1), NIGHT), memo.rules or office.catalogue, memo)
    assert len(runs) == 5, "another day"
    evaluate_into(office.database, office.office(TUESDAY + timedelta(1), NIGHT), memo.rules or office.catalogue, memo)
    assert len(runs) == 5
    evaluate_into(office.database, office.office(TUESDAY), office.catalogue)
    assert len(runs) == 6, "without a memory"


def test_outside_the_window_only_first_sights_are_kept(office: Whole) -> None:
    done = evaluate_into(office.database, office.office(TUESDAY, NIGHT), office.catalogue)
    assert done == Evaluated()
    assert mails(office) == []
    with office.database.read() as connection:
        seen = notices.first_seen(connection)
        assert get(connection, "backlog-untold") is None
    assert set(seen.values()) == {wall(TUESDAY, 20)}
    evaluate_into(office.database, office.office(TUESDAY + timedelta(1)), office.catalogue)
    with office.database.read() as connection:
        assert notices.first_seen(connection) == seen


def test_what_is_stored_says_what_the_step_says(office: Whole) -> None:
    evaluate_into(office.database, office.office(TUESDAY), office.catalogue)
    with office.database.read() as connection:
        rows = notices.of_occurrence(connection, "kh-1/year@2026@sct")
    told = [(r.step, r.state, str(r.planned_on), r.template, r.urgency, r.role, r.ordinal) for r in rows]
    assert told == [
        ("first", "superseded", "2026-01-05", "first", "normal", "owner", 1),
        ("d10", "superseded", "2026-11-30", "coming", "normal", "owner", 1),
        ("d5", "queued", "2026-12-07", "coming", "normal", "owner", 1),
    ]
    assert rows[-1].reason["code"] == "step"
    assert {r.reason["code"] for r in rows if r.state == "superseded"} == {"superseded"}


def test_a_notice_is_stored_whole(office: Whole) -> None:
    evaluate_into(office.database, office.office(TUESDAY), office.catalogue)
    with office.database.read() as connection:
        found = {r.occurrence: r for key in SEEN for r in notices.of_occurrence(connection, key) if r.state == "queued"}
    day, issued = date(2026, 12, 7), date(2026, 1, 5)
    why = because("step", step="d5", at="-5wd", planned_on=day).plain()
    row = found["kh-1/year@2026@sct"]
    assert row == NoticeRow(
        "kh-1/year@2026@sct@r1@d5#1@sct", "kh-1/year@2026@sct", 1, "d5", 1, "sct", "owner", "coming", "normal", day,
        NoticeState.QUEUED, why, None, row.id,
    )  # fmt: skip
    other = found["kh-1/2@once@-"]
    why = because("step", step="first", at="issued", planned_on=issued).plain()
    assert other == NoticeRow(
        "kh-1/2@once@-@r1@first#1@snnmt", "kh-1/2@once@-", 1, "first", 1, "snnmt", "focal", "unassigned", "normal",
        issued, NoticeState.QUEUED, why, None, other.id,
    )  # fmt: skip


SEEN = ("kh-1/year@2026@sct", "kh-1/2@once@-")


@pytest.mark.states_by_hand
def test_an_older_notice_that_still_waits_gives_way_to_a_newer_one(office: Whole) -> None:
    friday = date(2026, 12, 11)
    first = evaluate_into(office.database, office.office(TUESDAY), office.catalogue)
    second = evaluate_into(office.database, office.office(friday), office.catalogue)
    assert (first.superseded, second) == (4, Evaluated(True, 2, 0, 0, 0))
    (mail,) = mails(office, mailbox="vt@sct.example")
    with office.database.read() as connection:
        rows = notices.of_occurrence(connection, "kh-1/year@2026@sct")
        carried = {n.step for n in notices.by_ids(connection, outbox.notice_ids(connection, mail.id))}
    assert [(r.step, r.state) for r in rows] == [
        ("first", "superseded"), ("d10", "superseded"), ("d5", "superseded"), ("d1", "queued"),
    ]  # fmt: skip
    assert carried >= {"d1", "first"}


def test_what_nobody_can_be_told_waits_and_is_called_for(office: Whole) -> None:
    boxes = ("vt@snnmt.example", "vt@sct.example", office.config.operator)
    for box in boxes:
        office.database.transact(lambda c, box=box: bounced_mailboxes.mark(c, box, "550", wall(TUESDAY, 8)))  # type: ignore[misc]
    done = evaluate_into(office.database, office.office(TUESDAY), office.catalogue)
    assert (done.notices, done.mails) == (5, 1)
    with office.database.read() as connection:
        states = {key: notices.of_occurrence(connection, key)[-1].state for key in SEEN}
    assert states == dict.fromkeys(SEEN, NoticeState.UNREACHABLE)
    strays = [r["agency"] for r in alerts(office) if r.code == "no-contact"]
    assert strays == ["Sở Công Thương", "Sở Nông nghiệp và Môi trường"]


def test_a_mailbox_that_a_step_names_is_called_by_itself() -> None:
    rules = small.RULES.replace('at = "-5wd", to = ["owner"]', 'at = "-5wd", to = ["theodoi@ubnd.example"]')
    with small_office(reminders=rules) as office:
        box = "theodoi@ubnd.example"
        office.database.transact(lambda c: bounced_mailboxes.mark(c, box, "550", wall(TUESDAY, 8)))
        evaluate_into(office.database, office.office(TUESDAY), office.catalogue)
        assert [r["agency"] for r in alerts(office) if r.code == "no-contact"] == [box]


def test_beyond_the_daily_limit_the_count_says_how_many_are_held(office: Whole) -> None:
    config = office.config.model_copy(update={"send": office.config.send.model_copy(update={"daily_limit": 1})})
    desk = Office(config, office.office(TUESDAY).clock)
    assert evaluate_into(office.database, desk, office.catalogue) == Evaluated(True, 5, 3, 2, 4)


def test_a_mail_that_cannot_be_stored_costs_only_itself(office: Whole, monkeypatch: pytest.MonkeyPatch) -> None:
    real = outbox.enter

    def enter(connection: Connection, new: NewMail, ids: Any = ()) -> int:
        if new.mailbox == "vt@sct.example":
            raise KeyError("ours")
        return real(connection, new, ids)

    with monkeypatch.context() as patch:
        patch.setattr(outbox, "enter", enter)
        done = evaluate_into(office.database, office.office(TUESDAY), office.catalogue)
    assert (done.notices, done.mails) == (5, 2)
    assert because("mail-not-stored", address="vt@sct.example", fault="KeyError") in alerts(office)
    with office.database.read() as connection:
        state = [r.state for r in notices.of_occurrence(connection, "kh-1/year@2026@sct")][-1]
    assert state == "cancelled"
    again = evaluate_into(office.database, office.office(TUESDAY), office.catalogue)
    assert (again.notices, again.mails) == (2, 1), "it is called for again"


def test_what_the_operator_is_told_costs_no_notice(office: Whole, monkeypatch: pytest.MonkeyPatch) -> None:
    def tell(*_: object) -> None:
        raise KeyError("ours")

    monkeypatch.setattr(operator_news, "tell", tell)
    assert evaluate_into(office.database, office.office(TUESDAY), office.catalogue).notices == 5
    operator = office.config.operator
    assert alerts(office) == [because("mail-not-stored", address=operator, fault="KeyError")]


def test_whom_nobody_can_reach_the_operator_hears_of(office: Whole) -> None:
    text = dict(office.catalogue.texts)
    assert text
    bare = {k: v.replace('contacts = [{ mailbox = "vt@sct.example" }]', "") for k, v in text.items()}
    with small_office(agencies=bare["agencies/tinh.toml"]) as other:
        evaluate_into(other.database, other.office(TUESDAY), other.catalogue)
        assert because("no-contact", agency="Sở Công Thương") in alerts(other)
        assert {m.mailbox for m in mails(other, kind="reminder")} == {"vt@snnmt.example", "vt@sxd.example"}


def test_other_rules_in_force_decide_nothing(office: Whole) -> None:
    from reminder.engine.context import rules

    office.database.transact(lambda c: rules.enforce(c, office.catalogue, wall(TUESDAY, 8)))
    other = replace(office.catalogue, texts=(("x.toml", "x = 1"),))
    memo = Memo()
    assert evaluate_into(office.database, office.office(TUESDAY), other, memo) == Evaluated(ran=False)
    assert memo == Memo()
    assert evaluate_into(office.database, office.office(TUESDAY), office.catalogue, memo).ran
