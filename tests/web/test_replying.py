"""What an agency is mailed of its own answer: the record once it stands, the reason where it was not taken."""

from dataclasses import replace
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import icalendar
import pytest

from reminder.core.act_kinds import ActKind
from reminder.core.answer_states import AnswerKind
from reminder.engine.acts.agency_answers import Said, answer, confirm, refuse
from reminder.engine.acts.receipts import taken_back
from reminder.engine.acts.record import Wish, record
from reminder.engine.context.ledger import whole_ledger
from reminder.engine.context.transaction import Transaction
from reminder.engine.tick import reload
from reminder.store import journal
from reminder.store.database import Connection
from tests.web.office import REPORT, WebOffice
from tests.web.test_answering import DONE, LATER, TASK, say, told, waiting, words

BOX = "vt@sct.example"


def act(web: WebOffice, kind: ActKind, obligation: str = "kh-1/year", agency: str = "sct", **more: object) -> None:
    wish = Wish(kind, obligation, agency, "2026" if obligation == "kh-1/year" else "", by="lan", **more)  # type: ignore[arg-type]
    record(web.office, web.database, web.catalogue, wish)


def telling_restarts(web: WebOffice) -> WebOffice:
    """With the steps that tell of a return and of an extension."""
    steps = "".join(
        f'  {{ id = "{template}", at = "restart {kind}", to = ["owner"], template = "{template}" }},\n'
        for kind, template in (("return", "returned"), ("extend", "extended"))
    )
    web.edit("rules/reminders.toml", "ladder = [\n", "ladder = [\n" + steps)
    reload(web.office)
    return web


def records(web: WebOffice, box: str = BOX) -> list[EmailMessage]:
    return [m for m in web.received(box) if m["Subject"].startswith("Đã ghi nhận")]


def reminded(web: WebOffice) -> WebOffice:
    """With a first mail of the report, so that the agency knows of it."""
    web.tick("2026-12-08")
    assert any("Báo cáo năm" in m["Subject"] for m in web.received(BOX))
    return web


def sequence(event: icalendar.Component) -> int:
    return int(str(event["SEQUENCE"]))


def entry(mail: EmailMessage, method: str = "CANCEL") -> icalendar.Component:
    (file,) = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    assert file.get_param("method") == method
    payload = file.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return icalendar.Calendar.from_ical(payload)


def test_who_answers_gets_the_record_the_calendar_entry_cancelled(web: WebOffice) -> None:
    first = reminded(web).received(BOX)[-1]
    say(web, DONE)
    web.tick("2026-12-09")
    (mail,) = records(web)
    text = words(mail)
    assert mail["Subject"] == "Đã ghi nhận 123/BC-SCT: Báo cáo năm"
    assert "Ghi nhận: đã báo cáo Văn bản: số 123/BC-SCT, ngày 07/12/2026" in text
    assert "Người cập nhật: quý cơ quan, ngày 08/12/2026" in text
    assert "Nếu thông tin ghi nhận chưa đúng, xin báo lại" in text
    assert mail["In-Reply-To"] == first["In-Reply-To"] and mail["Message-ID"] != first["Message-ID"]
    cancelled = entry(mail)
    (event,) = cancelled.walk("VEVENT")
    assert (cancelled["METHOD"], event["STATUS"]) == ("CANCEL", "CANCELLED")
    published = {str(e["UID"]): sequence(e) for e in entry(first, "PUBLISH").walk("VEVENT")}
    assert sequence(event) > published[str(event["UID"])]


def test_what_an_officer_records_is_told_with_who_recorded_it(web: WebOffice) -> None:
    act(reminded(web), ActKind.NIL)
    web.tick("2026-12-09")
    (mail,) = records(web)
    assert "Ghi nhận: không phát sinh nội dung báo cáo Ngày: 08/12/2026 Người cập nhật: lan" in words(mail)


def test_several_records_of_a_day_are_one_mail(web: WebOffice) -> None:
    reminded(web)
    say(web, DONE)
    say(web, DONE, TASK)
    web.tick("2026-12-09")
    (mail,) = records(web)
    assert "và 1 nội dung khác" in mail["Subject"]
    assert len(entry(mail).walk("VEVENT")) == 2


def test_a_record_waits_for_half_an_hour_and_an_undo_takes_it_back(web: WebOffice) -> None:
    say(reminded(web), DONE)
    web.tick("2026-12-08")
    assert not records(web)
    act(web, ActKind.UNDO)
    web.tick("2026-12-09")
    assert not records(web)
    assert web.rows("SELECT state FROM mail WHERE kind = 'thanks'") == [("cancelled",)]
    assert web.rows("SELECT state FROM notice WHERE template = 'thanks'") == [("cancelled",)]


def test_what_is_recorded_anew_after_an_undo_is_told_once(web: WebOffice) -> None:
    say(reminded(web), DONE)
    act(web, ActKind.UNDO)
    act(web, ActKind.SUBMIT, document="124/BC-SCT")
    web.tick("2026-12-09")
    (mail,) = records(web)
    assert "124/BC-SCT" in words(mail) and "123/BC-SCT" not in words(mail)
    web.tick("2026-12-10")
    assert len(records(web)) == 1


def test_after_a_return_the_second_record_is_told_too(web: WebOffice) -> None:
    say(reminded(telling_restarts(web)), DONE)
    web.tick("2026-12-09")
    act(web, ActKind.RETURN, note="thiếu biểu số 2")
    web.tick("2026-12-10")
    returned = web.received(BOX)[-1]
    assert returned["Subject"].startswith("Đề nghị hoàn thiện lại")
    assert "Ý kiến: thiếu biểu số 2" in words(returned)
    act(web, ActKind.SUBMIT, document="130/BC-SCT")
    web.tick("2026-12-11")
    assert [m["Subject"].split(":")[0] for m in records(web)] == [
        "Đã ghi nhận 123/BC-SCT", "Đã ghi nhận 130/BC-SCT"]  # fmt: skip


def test_history_that_is_entered_sends_nothing(tmp_path: Path) -> None:
    """Nobody was told of it, so nobody waits to hear that it is done."""
    web = WebOffice(tmp_path)
    with web.office.writing() as web.database:
        wish = Wish(ActKind.SUBMIT, "kh-1/year", period="2026", by="lan", every=True)
        assert len(record(web.office, web.database, web.catalogue, wish)) == 2
        web.tick("2026-12-08")
        assert web.rows("SELECT 1 FROM mail WHERE kind = 'thanks'") == []


def test_who_was_never_told_and_answers_by_the_page_is_told(web: WebOffice) -> None:
    say(web, DONE)
    web.tick("2026-12-08")
    assert len(records(web)) == 1


def test_more_records_than_a_day_may_have_are_held(web: WebOffice) -> None:
    web.edit("reminder.toml", "[mail]", "[send]\ndaily_limit = 1\n[mail]")
    web.tick("2026-12-08")
    web.set("2026-12-09")
    wish = Wish(ActKind.SUBMIT, "kh-1/year", period="2026", by="lan", every=True)
    record(web.office, web.database, web.catalogue, wish)
    states = web.rows("SELECT state FROM mail WHERE kind = 'thanks' ORDER BY id")
    assert states == [("pending",), ("held",)]
    assert "batch-held" in {r["code"] for r in told(web, web.office.config.operator, "pending")}


@pytest.mark.parametrize("hour", [16, 20])
def test_at_the_end_of_the_day_a_record_is_of_the_next_working_day(web: WebOffice, hour: int) -> None:
    reminded(web)
    web.set("2026-12-11", hour)  # a Friday; half an hour after four the window is shut
    say(web, DONE)
    assert web.rows("SELECT send_on FROM mail WHERE kind = 'thanks'") == [("2026-12-14",)]


def test_a_refused_answer_is_mailed_with_the_officers_words(careful: WebOffice) -> None:
    say(reminded(careful), LATER)
    refuse(careful.office, careful.database, careful.catalogue, waiting(careful).id, "lan", "cần đúng hạn")
    careful.tick("2026-12-09")
    mail = careful.received(BOX)[-1]
    text = words(mail)
    assert mail["Subject"].startswith("Đề nghị chưa được chấp thuận (hạn trước ngày 15/12/2026)")
    assert "Đã trả lời: đề nghị gia hạn đến ngày 25/12/2026, lý do: chờ số liệu" in text
    assert "Ý kiến: cần đúng hạn" in text and "thời hạn không thay đổi" in text
    careful.tick("2026-12-14")
    assert careful.received(BOX)[-1]["Subject"].startswith("Hôm nay là ngày cuối")


def test_a_refusal_and_a_step_of_the_same_day_are_one_matter(careful: WebOffice) -> None:
    say(careful, LATER)
    refuse(careful.office, careful.database, careful.catalogue, waiting(careful).id, "lan", "cần đúng hạn")
    careful.time.at = careful.time.at.replace(hour=12)  # seven in the evening: it waits for the next morning
    careful.tick("2026-12-08")
    mails = [m for m in careful.received(BOX) if "Báo cáo năm" in words(m)]
    assert words(mails[-1]).count("kh-1/year") == 1


def test_a_refusal_is_told_though_a_newer_step_comes_first(careful: WebOffice) -> None:
    careful.set("2026-12-07", 19)
    say(careful, LATER)
    refuse(careful.office, careful.database, careful.catalogue, waiting(careful).id, "lan", "cần đúng hạn")
    careful.tick("2026-12-08")
    assert any("cần đúng hạn" in words(m) for m in careful.received(BOX))


def test_an_extension_says_the_day_before_it(web: WebOffice) -> None:
    say(telling_restarts(web), LATER)
    confirm(web.office, web.database, web.catalogue, waiting(web).id, "lan", document="60/UBND")
    web.tick("2026-12-08")
    mail = web.received(BOX)[-1]
    assert mail["Subject"].startswith("Điều chỉnh thời hạn (hạn mới 25/12/2026)")
    assert "Thời hạn trước khi gia hạn: trước ngày 15 tháng 12 năm 2026 (thứ Ba)" in words(mail)
    assert "Theo văn bản: số 60/UBND" in words(mail)


def test_the_roll_call_tells_what_waits_for_confirmation(careful: WebOffice) -> None:
    careful.set("2026-12-10")
    say(careful, Said(AnswerKind.REPORTED, date(2026, 12, 9), "9/BC-SCT"))
    answer(careful.office, careful.database, careful.catalogue, "sxd", "kh-1/year@2026@sxd", LATER)
    careful.tick("2026-12-16")
    rollcall = next(m for m in careful.received("vt@snnmt.example") if "Tổng hợp: " in m["Subject"])
    assert rollcall["Subject"].startswith("Tổng hợp: 1/2 cơ quan chưa có báo cáo")
    text = words(rollcall)
    assert "- Sở Công Thương: đã trả lời, chờ xác nhận, văn bản số 9/BC-SCT, ngày 09/12/2026" in text
    assert "- Sở Xây dựng: chưa ghi nhận (đề nghị gia hạn đến ngày 25/12/2026, lý do: chờ số liệu)" in text
    assert "Có 1 phản hồi đang chờ xác nhận." in text


def test_the_occurrence_is_the_one_answered(web: WebOffice) -> None:
    reminded(web)
    say(web, DONE)
    web.tick("2026-12-09")
    assert not records(web, "vt@sxd.example")
    assert web.rows("SELECT occurrence FROM notice WHERE template = 'thanks'") == [(REPORT,)]


# what was told is taken back aloud


def backs(web: WebOffice, box: str = BOX) -> list[EmailMessage]:
    return [m for m in web.received(box) if "được hủy" in words(m) and "không còn giá trị" in words(m)]


def test_a_record_that_was_told_is_taken_back_by_a_mail_naming_both(web: WebOffice) -> None:
    say(reminded(web), DONE)
    web.tick("2026-12-09")
    assert len(records(web)) == 1
    act(web, ActKind.UNDO)
    web.tick("2026-12-10")
    (mail,) = backs(web)
    both = "việc ghi nhận “đã báo cáo” ngày 07/12/2026 (văn bản: 123/BC-SCT) đã được hủy ngày 09/12/2026"
    assert both in words(mail) and "Báo cáo năm" in words(mail)
    web.tick("2026-12-11")
    assert len(backs(web)) == 1


def test_what_has_not_left_is_cancelled_and_nobody_hears_of_it(web: WebOffice) -> None:
    say(reminded(web), DONE)
    act(web, ActKind.UNDO)
    assert web.rows("SELECT state FROM notice WHERE template = 'thanks'") == [("cancelled",)]
    web.tick("2026-12-09")
    assert not records(web) and not backs(web)


def test_an_extension_that_was_told_is_taken_back(web: WebOffice) -> None:
    telling_restarts(reminded(web))
    act(web, ActKind.EXTEND, until_on=date(2026, 12, 28), document="6210/UBND")
    web.tick("2026-12-09")
    assert any("6210/UBND" in words(m) for m in web.received(BOX))
    act(web, ActKind.UNDO)
    web.tick("2026-12-10")
    (mail,) = backs(web)
    assert "“gia hạn” ngày 08/12/2026 (văn bản: 6210/UBND) đã được hủy ngày 09/12/2026" in words(mail)
    assert "15/12/2026" in words(mail) and "28/12/2026" not in words(mail)


def test_a_taking_back_that_is_taken_back_itself_is_cancelled_or_answered(web: WebOffice) -> None:
    say(reminded(web), DONE)
    web.tick("2026-12-09")
    act(web, ActKind.UNDO)
    undo_again(web)
    web.tick("2026-12-10")
    assert not backs(web), "neither had left"
    act(web, ActKind.UNDO)
    web.tick("2026-12-11")
    assert len(backs(web)) == 1
    undo_again(web)
    web.tick("2026-12-14")
    last = backs(web)[-1]
    assert len(backs(web)) == 2 and "có hiệu lực trở lại" in words(last)


def test_a_record_cancelled_by_an_undo_is_told_once_it_stands_again(web: WebOffice) -> None:
    say(reminded(web), DONE)
    act(web, ActKind.UNDO)
    undo_again(web)
    web.tick("2026-12-09")
    assert len(records(web)) == 1 and not backs(web)


def undo_again(web: WebOffice) -> None:
    """The newest undo is undone, as it is where a journal is mended by hand."""

    def work(connection: Connection) -> None:
        ledger = whole_ledger(connection, web.office.config.zone)
        last = ledger.journal.acts[-1]
        assert last.kind == "undo"
        back = journal.append(connection, replace(last, undoes=last.id, id=0))
        taken_back(Transaction.on(connection, web.office, web.catalogue), ledger, [back])

    web.database.transact(work)
