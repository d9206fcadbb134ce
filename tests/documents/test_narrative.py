"""Sentences as plans of other provinces write them: who owes what, to whom, through whom, by when."""

from datetime import date

import pytest

from reminder.documents import DutyRow, read_duties
from reminder.documents.blocks import Document, Paragraph
from reminder.documents.finding import Spot
from reminder.documents.narrative.deadlines import deadlines
from reminder.documents.narrative.sameness import said_once
from reminder.documents.narrative.titles import duty_title


def duties(*lines: str) -> tuple[DutyRow, ...]:
    blocks = tuple(Paragraph(line, Spot("line", n)) for n, line in enumerate(lines, 1))
    return said_once(read_duties(Document("txt", blocks), date(2026, 1, 12)).duties)


def told(*lines: str) -> list[tuple[str, str, str, str, str]]:
    return [(d.kind, d.owed_by_raw, d.to_raw, d.via_raw, d.schedule_raw) for d in duties(*lines)]


@pytest.mark.parametrize(
    ("phrase", "spans"),
    [
        ("gửi báo cáo trước ngày 15/12 hằng năm hoặc đột xuất theo yêu cầu", ["trước ngày 15/12 hằng năm"]),
        ("chậm nhất ngày 05 tháng sau", ["chậm nhất ngày 05 tháng sau"]),
        ("trước ngày 20 tháng cuối quý và trước 20 tháng 11 năm 2018.",
            ["trước ngày 20 tháng cuối quý và trước 20 tháng 11 năm 2018"]),
        ("trình phê duyệt trong quý II/2026", ["trong quý II/2026"]),
        ("hoàn thành trong tháng 4 năm 2026;", ["trong tháng 4 năm 2026"]),
        ("định kỳ 6 tháng (trước ngày 10/6), năm (trước ngày 10/12) báo cáo",
            ["định kỳ 6 tháng (trước ngày 10/6), năm (trước ngày 10/12)"]),
        ("trước 14 giờ ngày 10/7/2020", ["trước 14 giờ ngày 10/7/2020"]),
        ("trong thời hạn 15 ngày kể từ ngày ban hành Kế hoạch này, báo cáo",
            ["trong thời hạn 15 ngày kể từ ngày ban hành Kế hoạch này"]),
        ("chậm nhất là ngày 25 hằng tháng", ["chậm nhất là ngày 25 hằng tháng"]),
        ("trước ngày 31/3/2026, lần hai trước ngày 30/9/2026", ["trước ngày 31/3/2026, lần hai trước ngày 30/9/2026"]),
        ("theo Nghị quyết số 201/NQ-HĐND ngày 15/7/2015 của Hội đồng nhân dân tỉnh", []),
        ("xử lý nước thải trước khi xả ra môi trường, đạt trên 50%", []),
        ("giai đoạn 2026 - 2030, tầm nhìn đến năm 2050", ["giai đoạn 2026 - 2030"]),
        ("thuốc hết hạn sử dụng; trước mắt tập trung 03 nhiệm vụ", []),
    ],
)  # fmt: skip
def test_spans(phrase: str, spans: list[str]) -> None:
    assert [one.words for one in deadlines(phrase)[0]] == spans


PARTY = "Các sở, ban, ngành, UBND các xã, phường"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            (f"1. {PARTY} báo cáo tình hình thực hiện về Sở Tư pháp trước ngày 30/11 hằng năm để tổng hợp.",),
            [("report", PARTY, "Sở Tư pháp", "", "trước ngày 30/11 hằng năm")],
        ),
        (
            ("2. Sở Tư pháp:", "- Tham mưu UBND tỉnh báo cáo Bộ Tư pháp trước ngày 25/12 hằng năm."),
            [("report", "Sở Tư pháp", "Bộ Tư pháp", "UBND tỉnh", "trước ngày 25/12 hằng năm")],
        ),
        (
            ("3. Giao Sở Nội vụ chủ trì, đăng ký nhu cầu với Sở Tài chính chậm nhất ngày 31/5/2026.",),
            [("submission", "Sở Nội vụ", "Sở Tài chính", "", "chậm nhất ngày 31/5/2026")],
        ),
        (
            ("4. Công an tỉnh", "Trong thời hạn 15 ngày kể từ ngày ký, báo cáo UBND tỉnh phương án bảo vệ."),
            [("report", "Công an tỉnh", "UBND tỉnh", "", "Trong thời hạn 15 ngày kể từ ngày ký")],
        ),
        (
            ("Yêu cầu Giám đốc các sở, Chủ tịch UBND các xã báo cáo tiến độ về Sở Y tế trước ngày 20 hằng tháng./.",),
            [("report", "Giám đốc các sở, Chủ tịch UBND các xã", "Sở Y tế", "", "trước ngày 20 hằng tháng")],
        ),
        (
            ("5. UBND các xã, phường báo cáo kết quả thực hiện hằng quý cho Sở Y tế.",),
            [("report", "UBND các xã, phường", "Sở Y tế", "", "hằng quý")],
        ),
        (
            ("II. NHIỆM VỤ", "1. Nhiệm vụ hoàn thành trước ngày 30/6/2026:", "a) Xây dựng cổng dữ liệu mở.",
                "b) Kết nối dữ liệu."),
            [("task", "", "", "", "trước ngày 30/6/2026")] * 2,
        ),
        (
            ("- Chấm dứt hoạt động của các lò gạch thủ công trước 31/12/2026.",),
            [("task", "", "", "", "trước 31/12/2026")],
        ),
    ],
)  # fmt: skip
def test_orders(lines: tuple[str, ...], expected: list[tuple[str, ...]]) -> None:
    assert told(*lines) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Đến hết năm 2026, tỷ lệ hồ sơ trực tuyến đạt 80%.",
        "- Phấn đấu đến năm 2030 đạt 95% chất thải được thu gom.",
        "- Thực hiện nghiêm nội dung báo cáo đánh giá tác động môi trường đã được phê duyệt.",
        "- Triển khai Kế hoạch số 42/KH-UBND ngày 28/9/2017 của UBND tỉnh.",
        "- Phát động phong trào thu dọn vệ sinh vào chủ nhật hàng tuần.",
        "- Tổ chức hội nghị báo cáo viên.",
        "3. Nhiệm vụ, giải pháp đến năm 2030 và các năm tiếp theo",
    ],
)
def test_nothing_is_invented(line: str) -> None:
    assert told("II. NHIỆM VỤ", line) == []


def test_several_deadlines_in_one_sentence_are_several_duties() -> None:
    found = told(
        "1. Sở Y tế", "a) Hoàn thành bộ chỉ số trong tháng 4/2026, trình UBND tỉnh ban hành trước ngày 15/5/2026."
    )
    assert found == [
        ("task", "Sở Y tế", "", "", "trong tháng 4/2026"),
        ("submission", "Sở Y tế", "UBND tỉnh", "", "trước ngày 15/5/2026"),
    ]


@pytest.mark.parametrize(
    "to",
    [
        "Chính phủ", "Thủ tướng Chính phủ", "Quốc hội", "Trung ương Hội", "Bộ Y tế", "Chủ tịch UBND tỉnh",
        "Phó Chủ tịch UBND tỉnh", "Giám đốc Sở Nội vụ", "Thủ trưởng cơ quan cấp trên", "Người đứng đầu cấp ủy",
        "Lãnh đạo UBND tỉnh", "Thường trực Tỉnh ủy", "Văn phòng UBND tỉnh", "Hội đồng Thi đua tỉnh",
        "cấp có thẩm quyền",
    ],
)  # fmt: skip
def test_whom_a_report_goes_to(to: str) -> None:
    (one,) = duties(f"1. Sở Y tế tổng hợp kết quả, báo cáo {to} trước ngày 15/12 hằng năm.")
    assert (one.kind, one.owed_by_raw, one.to_raw) == ("report", "Sở Y tế", to)


def test_who_is_urged_does_not_owe() -> None:
    (one,) = duties(
        "7. Văn phòng UBND tỉnh: đôn đốc các cơ quan thực hiện, báo cáo Chủ tịch UBND tỉnh vào ngày 25 hằng tháng./."
    )
    assert (one.owed_by_raw, one.to_raw) == ("Văn phòng UBND tỉnh", "Chủ tịch UBND tỉnh")


def test_a_title_before_the_colon_is_nobody() -> None:
    (one,) = duties("5. Chế độ báo cáo: Các đơn vị gửi báo cáo về Sở Y tế trước ngày 20/6 và trước ngày 20/12.")
    assert one.owed_by_raw == "Các đơn vị"
    assert one.schedule_raw == "trước ngày 20/6 và trước ngày 20/12"


def test_the_recipients_list_ends_the_sentences() -> None:
    assert told("Nơi nhận:", "- Sở Y tế (báo cáo trước ngày 15/12/2026);") == []


def test_said_twice_is_listed_once_with_both_places() -> None:
    line = "báo cáo kết quả thực hiện Kế hoạch về UBND tỉnh trước ngày 15/12/2026."
    (one,) = duties(f"1. {PARTY} {line}", "2. Sở Y tế", f"3. {PARTY} {line}")
    assert [spot.n for spot in one.also] == [3]
    assert [f.code for f in one.findings] == ["said-again"]


def test_a_request_stays_a_request_under_its_heading() -> None:
    (one,) = duties("4. Đề nghị các đoàn thể", "- Tỉnh đoàn: gửi kế hoạch về UBND tỉnh trước ngày 31/3/2026.")
    assert (one.owed_by_raw, one.asked) == ("Tỉnh đoàn", True)


def test_letters_under_romans_and_romans_under_letters() -> None:
    end = "- Xây dựng nhà máy xử lý rác trước ngày 31/12/2026."
    assert duties("I. CHUNG", "A. ĐỐI TƯỢNG", "1. Rác thải", end)[0].label == "I.A.1.1"
    assert duties("A. CHUNG", "I. ĐỐI TƯỢNG", "1. Rác thải", "1.1. Rác nhựa", end)[0].label == "A.I.1.1.1"


def test_short_titles() -> None:
    (one,) = duties(f"1. {PARTY} báo cáo tình hình thực hiện Đề án về Sở Tư pháp trước ngày 30/11 hằng năm.")
    assert duty_title(one) == "Báo cáo tình hình thực hiện Đề án"
    (plan,) = duties(f"1. {PARTY} xây dựng kế hoạch thực hiện, gửi Sở Tư pháp trước ngày 30/11/2026.")
    assert duty_title(plan) == "Xây dựng kế hoạch thực hiện"
