"""How a long task is going: asked for by mail, said on the page, heard by the officer, and never an end of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reminder.core.act_kinds import ActKind
from reminder.core.evaluate import Ledger, evaluate
from reminder.core.journal import Journal
from reminder.engine.acts.record import Wish, record
from reminder.engine.context.ledger import stored_acts
from tests.web.office import WebOffice
from tests.web.test_answering import acts
from tests.web.test_checking import text

LONG, OPEN, SHORT = "kh-1/3@once@sct", "kh-1/4@once@sct", "kh-1/1@once@sct"
TASKS = """
[[task]]
id = "3"
title = "Xây dựng cơ sở dữ liệu môi trường"
lead = "Sở Công Thương"
timeframe = "2026 - 2028"

[[task]]
id = "4"
title = "Tuyên truyền bảo vệ môi trường"
lead = "Sở Công Thương"
timeframe = "thường xuyên"

[[report]]
id = "year"
"""
STEPS = """
  { id = "checkpoint", at = "checkpoint 25/11", to = ["owner"], template = "checkpoint" },
  { id = "again", at = "checkpoint 7/12", to = ["owner"], template = "checkpoint" },
  { id = "review", at = "review 25/11", to = ["owner"], template = "review" },
]
"""
GOING = {
    "answer": "progress", "percent": "60 %", "note": "đã khảo sát 40/60 điểm", "difficulty": "thiếu kinh phí",
    "proposal": "bổ sung 2 tỷ đồng",
}  # fmt: skip
SAID = "60%, đã khảo sát 40/60 điểm; khó khăn, vướng mắc: thiếu kinh phí; đề xuất, kiến nghị: bổ sung 2 tỷ đồng"


@pytest.fixture
def long(tmp_path: Path, migrated_once: None) -> Iterator[WebOffice]:
    """An office with a task of three years and one without an end, both asked on 25 November and 7 December."""
    made = WebOffice(tmp_path)
    made.edit("rules/plans/kh-1.toml", '\n[[report]]\nid = "year"\n', TASKS)
    made.edit("rules/reminders.toml", "\n]\n", STEPS)
    made.set("2026-11-20")
    with made.office.writing() as database:
        made.database = database
        made.begin()
        made.tick("2026-11-25")
        made.set("2026-11-26")
        yield made


def told(web: WebOffice, box: str = "vt@sct.example") -> str:
    """The last mail to this mailbox, on one line."""
    part = web.received(box)[-1].get_body(("plain",))
    assert part
    return " ".join(part.get_content().split())


def test_the_mail_asks_and_the_page_begins_with_the_answer(long: WebOffice) -> None:
    assert "cho biết tiến độ, khó khăn, vướng mắc và đề xuất, kiến nghị (nếu có). Đây là mốc" in told(long)
    body = long.get(long.page(occurrence=LONG)).body
    assert "Đợt rà soát tiến độ 25/11/2026" in text(body)
    assert body.index('value="progress"') < body.index('value="reported"')
    listed = text(long.get(long.page()).body)
    assert listed.count("Cần báo cáo tiến độ") == 2
    other = long.get(long.page(occurrence=SHORT)).body
    assert other.index('value="progress"') > other.index('value="reported"'), "nobody asks, but it may be said"
    assert 'value="progress"' not in long.get(long.page(occurrence="kh-1/year@2026@sct")).body


def test_it_is_read_over_recorded_and_told_and_the_task_stays_open(long: WebOffice) -> None:
    path = long.page(occurrence=LONG)
    shown = text(long.post(path, **GOING).body)
    assert "Tỷ lệ hoàn thành (%) 60% Kết quả, tình hình thực hiện đã khảo sát 40/60 điểm" in shown
    assert "Nhiệm vụ vẫn được theo dõi" in shown and "Khó khăn, đề xuất được chuyển đến Sở Nông nghiệp" in shown
    assert acts(long) == []
    assert long.send(path, **GOING).status == 303
    assert long.rows("SELECT kind, said_by, note, percent, difficulty, proposal, owner FROM act") == [
        ("progress", "agency", "đã khảo sát 40/60 điểm", 60, "thiếu kinh phí", "bổ sung 2 tỷ đồng", "sct")
    ]
    after = text(long.get(path).body)
    assert f"Đã ghi nhận tiến độ ngày 26/11/2026: {SAID}. Nhiệm vụ vẫn được theo dõi" in after
    assert "Lịch sử phản hồi" in after and "Tiến độ đã báo: 60% đã ghi nhận đã khảo sát 40/60 điểm" in after
    assert "Đợt rà soát" not in after
    assert text(long.get(long.page()).body).count("Cần báo cáo tiến độ") == 1


def test_saying_the_same_again_on_another_day_is_said_again(long: WebOffice) -> None:
    path = long.page(occurrence=LONG)
    long.send(path, **GOING)
    long.send(path, **GOING)
    assert acts(long) == ["progress"]
    long.set("2026-12-20")
    long.send(long.page(occurrence=LONG), **GOING)
    assert acts(long) == ["progress", "progress"]


@pytest.mark.parametrize(
    ("fields", "faults"),
    [
        ({}, ["ghi tỷ lệ hoàn thành hoặc tình hình"]),
        ({"percent": "101"}, ["số nguyên từ 0 đến 100"]),
        ({"percent": "-1"}, ["số nguyên từ 0 đến 100"]),
        ({"percent": "60,5"}, ["số nguyên từ 0 đến 100"]),
        ({"percent": "sáu", "note": "ơ" * 1001, "proposal": "ơ" * 1001}, ["số nguyên", "quá dài", "quá dài"]),
    ],
)
def test_all_that_is_wrong_is_said_at_once(long: WebOffice, fields: dict[str, str], faults: list[str]) -> None:
    reply = long.post(long.page(occurrence=LONG), answer="progress", **fields)
    assert reply.status == 422
    summary = reply.body.partition('role="alert"')[2].partition("</ul>")[0]
    assert summary.count("<li>") == len(faults)
    for each in faults:
        assert each in text(summary)
    for name, typed in fields.items():
        assert typed in reply.body, f"{name} is to be typed again"
    assert acts(long) == []


@pytest.mark.parametrize("percent", ["0", "60", "100%"])
def test_the_percent_may_stand_alone(long: WebOffice, percent: str) -> None:
    assert long.send(long.page(occurrence=LONG), answer="progress", percent=percent).status == 303
    assert long.rows("SELECT percent FROM act") == [(int(percent.rstrip("%")),)]


def test_three_full_fields_find_room(long: WebOffice) -> None:
    full = dict.fromkeys(("note", "difficulty", "proposal"), "ở" * 1000)
    assert long.send(long.page(occurrence=LONG), answer="progress", percent="100", **full).status == 303


def test_a_report_has_no_progress(long: WebOffice) -> None:
    reply = long.post(long.page(occurrence="kh-1/year@2026@sct"), **GOING)
    assert reply.status == 422 and "Đây là báo cáo" in text(reply.body)


def test_what_is_difficult_is_told_to_the_officer_once_and_asks_for_no_decision(long: WebOffice) -> None:
    before = len(long.received("vt@snnmt.example"))
    long.send(long.page(occurrence=LONG), **GOING)
    long.tick("2026-12-07")
    long.tick("2026-12-08")
    mails = long.received("vt@snnmt.example")[before:]
    (heard,) = [m for m in mails if "Khó khăn, kiến nghị cần xem xét" in str(m["Subject"])]
    body = " ".join(heard.get_body(("plain",)).get_content().split())  # type: ignore[union-attr]
    assert "Sở Công Thương nêu khó khăn, vướng mắc khi thực hiện “Xây dựng cơ sở dữ liệu môi trường”" in body
    assert "thiếu kinh phí. Đề xuất, kiến nghị: bổ sung 2 tỷ đồng" in body
    assert "answers confirm" not in body and "cần chuyên viên theo dõi quyết định" not in body


def test_what_goes_well_is_told_to_nobody(long: WebOffice) -> None:
    long.send(long.page(occurrence=LONG), answer="progress", percent="40", note="đúng kế hoạch")
    assert long.rows("SELECT 1 FROM mail WHERE kind = 'alert' AND facts LIKE '%heard%'") == []


def test_what_waits_goes_on_waiting_and_is_asked_beside_it(long: WebOffice) -> None:
    path = long.page(occurrence=LONG)
    long.send(path, answer="extension", until="31/12/2029", note="chờ vốn")
    long.send(path, **GOING)
    assert long.rows("SELECT kind, state FROM answer") == [("extension", "waiting"), ("progress", "recorded")]
    (facts,) = long.rows("SELECT facts FROM mail WHERE kind = 'alert' AND agency = 'snnmt'")[-1]
    assert "extension-waits" in facts and "heard-both" in facts
    assert acts(long) == ["silence", "progress"], "silence holds the ladder until the officer decides"


def test_an_answered_review_is_not_urged_and_one_that_was_not_is(long: WebOffice) -> None:
    long.set("2026-11-30")
    long.send(long.page(occurrence=LONG), answer="progress", percent="60")
    long.tick("2026-12-07")
    asked = long.rows("SELECT step, occurrence FROM notice WHERE template IN ('checkpoint', 'review') ORDER BY id")
    assert asked == [("checkpoint", LONG), ("review", OPEN)]


def test_the_next_review_says_what_was_said_last(long: WebOffice) -> None:
    long.send(long.page(occurrence=LONG), **GOING)
    long.tick("2027-11-25")
    assert f"Lần trước, ngày 26/11/2026, quý cơ quan báo: {SAID}. Đây là mốc rà soát" in told(long)


def test_all_of_it_done_is_still_to_be_reported_as_done(long: WebOffice) -> None:
    path = long.page(occurrence=LONG)
    shown = text(long.post(path, answer="progress", percent="100").body)
    assert "Báo tiến độ 100% chưa kết thúc nhiệm vụ" in shown
    long.send(path, answer="progress", percent="100")
    after = text(long.get(path).body)
    assert "Nếu đã hoàn thành, đề nghị điền mục “Đã hoàn thành”" in after and "Gửi" not in after.split("Trả lời")[0]
    long.tick("2027-11-25")
    assert "Nếu nhiệm vụ đã hoàn thành, đề nghị quý cơ quan báo hoàn thành kèm số, ngày văn bản" in told(long)
    long.set("2027-11-26")
    done = long.send(long.page(occurrence=LONG), answer="reported", document="9/BC-SCT", on="25/11/2027")
    assert done.status == 303 and acts(long) == ["progress", "complete"]


def test_the_reminders_before_the_date_come_all_the_same_and_say_what_was_said(long: WebOffice) -> None:
    long.set("2028-12-01")
    long.send(long.page(occurrence=LONG), answer="progress", percent="95", note="còn nghiệm thu")
    for day in ("2028-12-15", "2028-12-22", "2028-12-28"):
        long.tick(day)
    assert "Tiến độ đã báo: 95%, còn nghiệm thu (ngày 01/12/2028)" in told(long)
    assert long.rows(f"SELECT step FROM notice WHERE occurrence = '{LONG}' AND template = 'coming'")


def test_the_agency_takes_it_back_and_the_officer_hears_nothing_of_it(long: WebOffice) -> None:
    path = long.page(occurrence=LONG)
    long.send(path, **GOING)
    shown = text(long.post(path, answer="withdraw").body)
    assert "lần báo tiến độ này không còn được tính" in shown
    assert long.send(path, answer="withdraw").status == 303
    after = text(long.get(path).body)
    assert "Lần báo tiến độ gần nhất của quý cơ quan đã được thu hồi" in after
    assert "Đợt rà soát tiến độ 25/11/2026" in after, "it is asked again"
    assert acts(long) == ["progress", "undo"]
    states = long.rows("SELECT state FROM mail WHERE kind = 'alert' AND facts LIKE '%heard%'")
    assert states == [("cancelled",)]


def test_the_officer_records_what_he_was_told_and_undoes_it(long: WebOffice) -> None:
    def by_officer(kind: ActKind, **more: object) -> None:
        wish = Wish(kind, "kh-1/3", "sct", by="lan", **more)  # type: ignore[arg-type]
        record(long.office, long.database, long.catalogue, wish)

    by_officer(ActKind.PROGRESS, percent=30)
    page = text(long.get(long.page(occurrence=LONG)).body)
    assert "Tiến độ đã báo 26/11/2026: 30%" in page and "Đợt rà soát" not in page
    by_officer(ActKind.UNDO)
    assert "Tiến độ đã báo" not in text(long.get(long.page(occurrence=LONG)).body)


def test_words_of_others_make_no_link_and_no_markup(long: WebOffice) -> None:
    evil = "<b>xem</b> https://xấu.example/\u202e"
    long.send(long.page(occurrence=LONG), answer="progress", note=evil, difficulty=evil)
    assert "<b>xem" not in long.get(long.page(occurrence=LONG)).body
    long.tick("2026-12-07")
    assert "https://xấu" not in told(long, "vt@snnmt.example")
    long.tick("2027-11-25")
    assert "https://xấu" not in told(long) and "Lần trước" in told(long)


def test_the_planner_and_the_page_agree_on_what_was_answered(long: WebOffice) -> None:
    long.send(long.page(occurrence=LONG), answer="progress", percent="60")
    journal: Journal = stored_acts(long.database)
    done = evaluate(long.catalogue, Ledger(journal), long.office.today)
    held = [h for h in done.held if h.reason.code == "progress-said"]
    assert {h.occurrence.key for h in held} == {LONG}
