"""Thu hồi: an agency takes back what it said itself, within a day, and nothing that others did."""

from datetime import timedelta

import pytest

from reminder.core.act_kinds import ActKind
from reminder.core.answer_states import AnswerKind
from reminder.engine.acts.agency_answers import Said, confirm
from reminder.engine.acts.record import Wish, record
from reminder.engine.acts.withdraw import withdraw
from reminder.engine.queries.answer_history import MOST
from reminder.engine.tick import tick_once
from tests.web.office import REPORT, WebOffice
from tests.web.test_answering import DONE, LATER, TASK, acts, say, status, waiting, words
from tests.web.test_checking import NIL, text
from tests.web.test_replying import BOX, records, reminded
from tests.web.test_routes import SAID

BUTTON = 'value="withdraw"'


def offered(web: WebOffice, agency: str = "sct", key: str = REPORT) -> bool:
    return BUTTON in web.get(web.page(agency, key)).body


def by_officer(web: WebOffice, kind: ActKind, **more: object) -> None:
    wish = Wish(kind, "kh-1/year", "sct", "2026", by="lan", **more)  # type: ignore[arg-type]
    record(web.office, web.database, web.catalogue, wish)


def test_what_was_sent_by_mistake_is_taken_back_in_two_presses(web: WebOffice) -> None:
    path = web.page(occurrence=REPORT)
    web.send(path, **NIL)
    assert "có thể tự thu hồi đến 09:00 08/12/2026" in text(web.get(path).body)
    shown = text(web.post(path, answer="withdraw").body)
    assert "Trả lời Thu hồi: Không phát sinh" in shown and "hệ thống tiếp tục nhắc" in shown
    assert status(web) == "nil"
    assert web.send(path, answer="withdraw").status == 303
    assert status(web) == "open"
    assert web.rows('SELECT kind, said_by, undoes, "by" FROM act') == [
        ("nil", "agency", None, "sct"), ("undo", "agency", 1, "sct")]  # fmt: skip
    after = text(web.get(path).body)
    assert "Phản hồi gần nhất đã được thu hồi" in after and "Không phát sinh đã thu hồi" in after


def test_one_press_takes_nothing_back_and_two_of_the_last_take_it_back_once(web: WebOffice) -> None:
    path = web.page(occurrence=REPORT)
    sent = web.to_check(path, **SAID)
    web.post(path, **sent)
    for _ in range(3):
        back = web.to_check(path, answer="withdraw")
    assert acts(web) == ["submit"]
    assert [web.post(path, **back).status for _ in range(3)] == [303] * 3
    assert web.post(path, **sent).status == 409, "the seal of what was taken back is spent"
    assert acts(web) == ["submit", "undo"]
    web.send(path, **SAID)
    assert web.post(path, **back).status == 409, "and so is that of the taking back"
    assert acts(web) == ["submit", "undo", "submit"]


def test_to_leave_it_as_it_is_leads_back(web: WebOffice) -> None:
    path = web.page(occurrence=REPORT)
    web.send(path, **NIL)
    assert web.post(path, **(web.to_check(path, answer="withdraw") | {"step": "edit"})).status == 200
    assert status(web) == "nil"


def test_receipt_is_taken_back_too(web: WebOffice) -> None:
    say(web, Said(AnswerKind.RECEIVED))
    assert offered(web)
    assert not withdraw(web.office, web.database, web.catalogue, "sct", REPORT).faults
    assert acts(web) == ["acknowledge", "undo"]


def test_a_day_later_it_is_the_officers_to_undo(web: WebOffice) -> None:
    path = web.page(occurrence=REPORT)
    web.send(path, **NIL)
    web.time.at += timedelta(days=1, seconds=-1)
    assert offered(web)
    back = web.to_check(path, answer="withdraw")
    web.time.at += timedelta(seconds=1)
    assert not offered(web)
    assert web.post(path, **back).status == 422
    assert web.post(path, answer="withdraw").status == 422
    assert status(web) == "nil"


def test_nothing_that_others_did_is_taken_back(web: WebOffice) -> None:
    by_officer(web, ActKind.NIL)
    assert not offered(web)
    by_officer(web, ActKind.UNDO)
    say(web, DONE)
    assert offered(web)
    by_officer(web, ActKind.SUBMIT, document="123/BC-SCT")  # held against its document
    assert not offered(web)
    path = web.page(occurrence=REPORT)
    assert "xin liên hệ chuyên viên" in web.post(path, answer="withdraw").body
    done = withdraw(web.office, web.database, web.catalogue, "sct", REPORT)
    assert done.faults == (("answer", "not-own"),)
    assert status(web) == "submitted"


def test_what_an_officer_sent_back_and_then_let_stand_is_not_taken_back(web: WebOffice) -> None:
    web.send(web.page(occurrence=REPORT), **SAID)
    by_officer(web, ActKind.RETURN)
    by_officer(web, ActKind.UNDO)
    assert status(web) == "submitted" and not offered(web)


def test_what_an_officer_took_back_is_not_said_to_be_the_agencys_doing(web: WebOffice) -> None:
    path = web.page(occurrence=REPORT)
    web.send(path, **SAID)
    by_officer(web, ActKind.UNDO)
    assert status(web) == "open" and "đã được thu hồi; nội dung" not in text(web.get(path).body)


def test_what_an_officer_sent_back_or_decided_stands(careful: WebOffice) -> None:
    say(careful, DONE)
    assert not offered(careful), "it waits: a later answer takes its place"
    confirm(careful.office, careful.database, careful.catalogue, waiting(careful).id, "lan")
    assert not offered(careful)
    by_officer(careful, ActKind.RETURN)
    assert not offered(careful)


def test_while_a_request_waits_what_was_said_before_stands(web: WebOffice) -> None:
    say(web, Said(AnswerKind.RECEIVED))
    say(web, LATER)
    assert not offered(web)


def test_of_joint_owners_only_who_said_it_takes_it_back(tmp_path_factory: pytest.TempPathFactory) -> None:
    web = WebOffice(tmp_path_factory.mktemp("joint"))
    web.edit("rules/plans/kh-1.toml", 'lead = "Sở Công Thương"', 'lead = "Sở Công Thương, Sở Xây dựng"')
    web.set("2026-11-20")
    key = "kh-1/1@once@sct+sxd"
    with web.office.writing() as database:
        web.database = database
        web.begin()
        say(web, DONE, key, "sxd")
        assert (offered(web, "sct", key), offered(web, "sxd", key)) == (False, True)
        assert withdraw(web.office, database, web.catalogue, "sct", key).faults
        assert not withdraw(web.office, database, web.catalogue, "sxd", key).faults
        assert acts(web) == ["complete", "undo"]


def test_the_other_matter_of_the_agency_is_left(web: WebOffice) -> None:
    say(web, DONE)
    say(web, DONE, TASK)
    assert not withdraw(web.office, web.database, web.catalogue, "sct", REPORT).faults
    assert (status(web), status(web, "kh-1/1")) == ("open", "completed")


def test_who_says_and_takes_back_all_day_is_asked_to_call(web: WebOffice) -> None:
    for n in range(MOST):
        say(web, Said(AnswerKind.REPORTED, DONE.on, f"{n}/BC"))
        assert not withdraw(web.office, web.database, web.catalogue, "sct", REPORT).faults
    say(web, DONE)
    assert not offered(web)
    assert withdraw(web.office, web.database, web.catalogue, "sct", REPORT).faults == (("answer", "not-own"),)
    assert status(web) == "submitted"


def test_what_was_told_is_taken_back_aloud_and_chasing_goes_on(web: WebOffice) -> None:
    say(reminded(web), DONE)
    web.set("2026-12-08", 11)
    tick_once(web.office)
    assert len(records(web)) == 1
    assert not withdraw(web.office, web.database, web.catalogue, "sct", REPORT).faults
    web.tick("2026-12-09")
    last = words(web.received(BOX)[-1])
    assert "123/BC-SCT" in last and "Báo cáo năm" in last
    assert web.rows("SELECT state FROM notice WHERE template = 'undone'") == [("sent",)]
    web.tick("2026-12-16")
    assert "Báo cáo năm" in words(web.received(BOX)[-1])


def test_what_has_not_left_is_cancelled(web: WebOffice) -> None:
    say(reminded(web), DONE)
    assert not withdraw(web.office, web.database, web.catalogue, "sct", REPORT).faults
    web.tick("2026-12-09")
    assert not records(web)
    assert web.rows("SELECT state FROM mail WHERE kind = 'thanks'") == [("cancelled",)]


def test_after_the_day_it_was_due_it_is_open_and_late_again(web: WebOffice) -> None:
    web.set("2026-12-21")
    say(web, DONE)
    assert not withdraw(web.office, web.database, web.catalogue, "sct", REPORT).faults
    assert status(web) == "late"
