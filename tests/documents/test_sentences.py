"""Duties as offices write them: each shape of sentence with who owes it, to whom, through whom, by when."""

import pytest

from reminder.documents.narrative.sameness import likenesses, said_once
from reminder.documents.narrative.titles import duty_title
from tests.documents.duties import Told, told
from tests.documents.test_accounting import told as read


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ("1. Trước ngày 20/6 hằng năm, Sở Y tế báo cáo UBND tỉnh.",),
            [("report", "Sở Y tế", "UBND tỉnh", "", "Trước ngày 20/6 hằng năm")],
        ),
        (
            (
                "1. Các sở, ban, ngành định kỳ hằng năm báo cáo kết quả về UBND tỉnh (qua Sở Xây dựng) trước ngày "
                "10/12.",
            ),
            [("report", "Các sở, ban, ngành", "UBND tỉnh", "Sở Xây dựng", "định kỳ hằng năm … trước ngày 10/12")],
        ),
        (
            ("1. Giao Sở Y tế chủ trì sửa chữa cây quý. Hoàn thành trước ngày 05/10/2026.",),
            [("task", "Sở Y tế", "", "", "trước ngày 05/10/2026")],
        ),
        (
            ("1. Giao Sở Y tế chủ trì sửa chữa bồn hoa. Hạn hoàn thành: 10/10/2026.",),
            [("task", "Sở Y tế", "", "", "10/10/2026")],
        ),
        (("1. Quý III/2026, Sở Công Thương đánh giá biển tên.",), [("task", "Sở Công Thương", "", "", "Quý III/2026")]),
        (
            ("1. Sở Y tế báo cáo về Ủy ban nhân dân tỉnh chậm nhất 15h30 ngày 20/10/2026.",),
            [("report", "Sở Y tế", "Ủy ban nhân dân tỉnh", "", "chậm nhất 15h30 ngày 20/10/2026")],
        ),
        (
            (
                "1. Trồng cây",
                "- Đơn vị chủ trì: Sở Xây dựng",
                "- Phối hợp: Sở Tài chính",
                "- Thời gian hoàn thành: Quý I/2026",
            ),
            [("task", "Sở Xây dựng", "", "", "Quý I/2026")],
        ),
        (
            (
                "2.1. Xóa điểm lõm sóng",
                "- Đơn vị chủ trì: Sở Khoa học và Công nghệ; đơn vị phối hợp: VNPT; thời gian hoàn thành: Quý "
                "III/2026; sản phẩm: Báo cáo.",
            ),
            [("task", "Sở Khoa học và Công nghệ", "", "", "Quý III/2026")],
        ),
        (
            (
                "1. Về cắt tỉa",
                "Giao Sở Xây dựng chủ trì, phối hợp với các cơ quan liên quan:",
                "a) Rà soát cây nguy hiểm; hoàn thành trong tháng 02/2026.",
                "b) Hằng tuần báo cáo Ủy ban nhân dân tỉnh số cây đã cắt.",
                "2. Về khen thưởng",
                "Sở Nội vụ tổng hợp danh sách trước ngày 15/02/2027.",
            ),
            [
                ("task", "Sở Xây dựng", "", "", "trong tháng 02/2026"),
                ("report", "Sở Xây dựng", "Ủy ban nhân dân tỉnh", "", "Hằng tuần"),
                ("task", "Sở Nội vụ", "", "", "trước ngày 15/02/2027"),
            ],
        ),
        (
            (
                "1. Sở Y tế gửi báo cáo số cây về UBND tỉnh trước ngày 30/9/2026.",
                "2. Giao Sở Xây dựng chủ trì xây dựng dự thảo Kế hoạch cây xanh. Thời gian hoàn thành trước ngày "
                "05/10/2026.",
                "Yêu cầu các Sở, ngành, địa phương triển khai thực hiện./.",
            ),
            [
                ("report", "Sở Y tế", "UBND tỉnh", "", "trước ngày 30/9/2026"),
                ("plan", "Sở Xây dựng", "", "", "trước ngày 05/10/2026"),
            ],
        ),
        (
            (
                "Kính gửi: Sở Y tế, Sở Nội vụ",
                "1. Báo cáo tình hình thực hiện gửi về Sở Tài chính trước ngày 20/10/2026.",
            ),
            [("report", "Sở Y tế, Sở Nội vụ", "Sở Tài chính", "", "trước ngày 20/10/2026")],
        ),
        (
            (
                "Để có cơ sở tổng hợp, Sở Tài chính đề nghị các sở, ban, ngành thực hiện các nội dung sau:",
                "1. Rà soát, đề xuất điều chỉnh vốn, gửi Sở Tài chính chậm nhất ngày 23/10/2026.",
            ),
            [("submission", "các sở, ban, ngành", "Sở Tài chính", "", "chậm nhất ngày 23/10/2026")],
        ),
        (
            (
                "Điều 6. Chế độ báo cáo hằng năm",
                "1. UBND cấp xã báo cáo UBND cấp huyện trước ngày 15 tháng 11; UBND cấp huyện gửi báo cáo về Sở Tư "
                "pháp trước ngày 30 tháng 11.",
            ),
            [
                ("report", "UBND cấp xã", "UBND cấp huyện", "", "trước ngày 15 tháng 11 … hằng năm"),
                ("report", "UBND cấp huyện", "Sở Tư pháp", "", "trước ngày 30 tháng 11 … hằng năm"),
            ],
        ),
        (
            (
                "3- Đảng ủy Ủy ban nhân dân tỉnh",
                "- Lãnh đạo Ủy ban nhân dân tỉnh ban hành Kế hoạch trong tháng 7/2026.",
            ),
            [("plan", "Đảng ủy Ủy ban nhân dân tỉnh", "", "", "trong tháng 7/2026")],
        ),
        (
            (
                "1. Sở Y tế rà soát cơ chế, trên cơ sở đó dự thảo Quyết định; trình UBND tỉnh xem xét, quyết định "
                "trong quý III năm 2026.",
            ),
            [("submission", "Sở Y tế", "UBND tỉnh", "", "trong quý III năm 2026")],
        ),
        (
            ("1. Chiến dịch diệt bọ gậy: đợt 1 trong tháng 4/2026; do UBND các xã, phường tổ chức.",),
            [("task", "UBND các xã, phường", "", "", "trong tháng 4/2026")],
        ),
        (
            ("1. Lắp đặt hệ thống quan trắc: Ban Quản lý Khu kinh tế tỉnh đôn đốc, xong trước ngày 30/6/2026.",),
            [("task", "Ban Quản lý Khu kinh tế tỉnh", "", "", "xong trước ngày 30/6/2026")],
        ),
        (
            ("1. Sở Nội vụ gửi báo cáo về UBND tỉnh theo quy định.",),
            [("report", "Sở Nội vụ", "UBND tỉnh", "", "theo quy định")],
        ),
        (
            (
                "1. Các cơ quan, đơn vị lập hồ sơ đề nghị Chủ tịch UBND tỉnh tặng Bằng khen gửi về Sở Nội vụ trước "
                "ngày 15/02/2027.",
            ),
            [("submission", "Các cơ quan, đơn vị", "Sở Nội vụ", "", "trước ngày 15/02/2027")],
        ),
        (
            ("1. Sở Y tế báo cáo trong quý III/2026, Sở Nội vụ báo cáo trước ngày 30/9/2026.",),
            [
                ("report", "Sở Y tế", "", "", "trong quý III/2026"),
                ("report", "Sở Nội vụ", "", "", "trước ngày 30/9/2026"),
            ],
        ),
    ],
)
def test_shapes(lines: tuple[str, ...], expected: list[Told]) -> None:
    assert told(*lines) == expected


def test_the_same_sentence_twice_is_one_duty_and_other_owners_or_quarters_are_not() -> None:
    weekly = "Định kỳ trước 16 giờ ngày thứ Sáu hằng tuần, báo cáo UBND tỉnh số cây đã trồng."
    assert len(told("1. Sở Xây dựng", weekly, "2. Giao Sở Xây dựng (Trung tâm Cây xanh):", f"- {weekly}")) == 1
    june = "Trước ngày 20 tháng 6 hằng năm, {} báo cáo tình hình cây xanh, gửi UBND tỉnh."
    assert len(told("1. Chế độ báo cáo", f"a) {june.format('Sở Xây dựng')}", f"b) {june.format('Sở Y tế')}")) == 2
    quarter = "Sở Y tế báo cáo UBND tỉnh tình hình vườn thuốc trong quý {} năm 2026."
    assert len(told(f"1. {quarter.format('II')}", f"2. {quarter.format('III')}")) == 2


@pytest.mark.parametrize("body", ["Sở Y tế", "Sở Xây dựng", "Ban Quản lý dự án đầu tư xây dựng", "UBND các xã, phường"])
@pytest.mark.parametrize(
    "product", ["Kế hoạch", "kế hoạch", "Đề án", "Quy chế", "quy chế", "Bộ chỉ số", "Danh mục", "bảng giá", "Thông tư"]
)
def test_who_draws_something_up_ends_before_the_verb(body: str, product: str) -> None:
    ((_, owed_by, *_),) = told(f"1. {body} xây dựng {product} về vườn thuốc nam trước ngày 30/9/2026.")
    assert owed_by == body


@pytest.mark.parametrize(
    "how",
    [
        "cũng", "vẫn", "nên", "đều", "luôn", "sớm", "đồng thời", "lần lượt", "nhanh chóng", "thống nhất", "bắt đầu",
        "phải", "kịp thời", "khẩn trương", "chủ động", "trực tiếp", "có thể", "sẽ",
    ],
)  # fmt: skip
@pytest.mark.parametrize("body", ["Sở Y tế", "Sở Xây dựng", "Công an tỉnh", "UBND các xã, phường"])
def test_how_it_is_done_is_no_part_of_who_does_it(body: str, how: str) -> None:
    ((_, owed_by, *_),) = told(f"1. {body} {how} báo cáo UBND tỉnh về vườn thuốc trước ngày 30/9/2026.")
    assert owed_by == body


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        ("{} rà soát các thôn trước ngày 30/9/2026.", ["Xã Phú Bình", "Xã Phú Bính", "Sở Tài chính", "Sở Nội vụ"]),
        ("Sở Y tế rà soát {} trước ngày 30/9/2026.", ["bệnh viện công", "bệnh viện tư", "đường 05", "đường 07"]),
        ("Sở Y tế báo cáo tình hình {} trước ngày 30/9/2026.", ["dạy nghề", "dây nghề"]),
        ("Sở Y tế rà soát các thôn trong {}.", ["quý I/2027", "quý II/2027", "quý III/2027", "năm 2027"]),
        ("Sở Y tế báo cáo UBND tỉnh {} trước ngày 30/9/2026.", ["(qua Sở Nội vụ)", "(qua Sở Tài chính)"]),
    ],
)
def test_duties_that_differ_in_a_word_stay_two(shape: str, words: list[str]) -> None:
    duties = read(*(f"{n}. {shape.format(word)}" for n, word in enumerate(words, 1))).duties
    assert len(said_once(duties)) == len(words)
    assert len(said_once([*duties, *duties])) == len(words)


def test_tasks_of_a_list_that_differ_in_a_line_stay_two() -> None:
    lines = ["- Chủ trì: Sở Y tế", "- Phối hợp: {}", "- Thời gian: Quý II/2026", "- Sản phẩm: {}"]
    for one, other in (("Sở Nội vụ", "Sở Tài chính"), ("Bản đồ", "Sổ tay")):
        said = [["1. Lập hồ sơ vườn thuốc", *(line.format(word) for line in lines)] for word in (one, other)]
        duties = read(*said[0], *said[1]).duties
        assert len(said_once(duties)) == 2 and likenesses(said_once(duties)) == [(1, 0)]
        assert len(said_once(read(*said[0], *said[0]).duties)) == 1


@pytest.mark.parametrize(
    ("line", "schedule"),
    [
        ("1. Sở Y tế bàn giao hồ sơ đang lưu giữ tạm cho các xã, xong trong quý III/2026.", "trong quý III/2026"),
        ("1. Sở Y tế thống kê tai nạn lao động, báo cáo Sở Nội vụ hằng quý theo mẫu.", "hằng quý"),
        ("1. Sở Y tế hoàn thiện sơ kết Đề án; tổng kết Đề án quý IV/2030.", "tổng kết Đề án quý IV/2030"),
        ("1. Sở Y tế cập nhật số lượng hồ sơ trên trang của Sở vào thứ Sáu hằng tuần.", "vào thứ Sáu hằng tuần"),
        ("1. Sở Y tế chỉ đạo tiêm phòng trong tháng 3/2026, đạt trên 85% tổng đàn.", "trong tháng 3/2026"),
        ("1. Sở Y tế rà soát người hưởng trợ cấp hằng tháng, xong trong tháng 4/2026.", "trong tháng 4/2026"),
        ("1. Sở Y tế tổng hợp dự án không hoàn thành báo cáo UBND tỉnh vào ngày 25 hằng tháng.",
            "vào ngày 25 hằng tháng"),
        ("1. Luật Phá sản (sửa đổi): Sở Y tế gửi ý kiến trước ngày 18/9/2026.", "trước ngày 18/9/2026"),
        ("1. Sở Y tế mở chuyên mục mỗi tuần một kỳ.", "mỗi tuần một kỳ"),
        ("1. Sở Y tế đánh giá xã, phường không ma túy trong tháng 02/2026.", "trong tháng 02/2026"),
        ("1. Sở Y tế ký kết với 17 xã có tỷ lệ bao phủ dưới 90% trong tháng 3/2026.", "trong tháng 3/2026"),
        ("1. Sở Y tế rà soát, thống kê người nghiện từ ngày 01/3 đến ngày 31/3/2026.",
            "từ ngày 01/3 đến ngày 31/3/2026"),
        ("1. Sau khi xem xét hồ sơ, Sở Y tế trả lời trước ngày 30/6/2026.", "trước ngày 30/6/2026"),
        ("1. Sở Y tế tổ chức trực cứu nạn kể từ ngày 01/4/2026 đến ngày 31/10/2026.",
            "kể từ ngày 01/4/2026 đến ngày 31/10/2026"),
        ("1. UBND tỉnh quyết định ban hành trước ngày 30/6/2026.", "trước ngày 30/6/2026"),
        ("1. Sở Y tế cấp lại giấy phép hết hạn trong quý III/2026.", "trong quý III/2026"),
        ("1. Sở Xây dựng khắc phục tình hình ngập úng đến hết ngày 30/9/2026.", "đến hết ngày 30/9/2026"),
        ("1. Sở Y tế chỉnh lý xong tài liệu năm 2025 trước ngày 30/6/2026.", "năm 2025 trước ngày 30/6/2026"),
        ("1. Sở Y tế tiêm bổ sung cho đàn chó mới phát sinh trong tháng 9/2026.", "trong tháng 9/2026"),
        ("1. Sở Y tế tổ chức đối thoại theo Luật (hiệu lực từ 01/7/2025), mỗi xã 01 hội nghị trong tháng 11/2026.",
            "trong tháng 11/2026"),
        ("1. Sở Y tế tổ chức ký cam kết về không giao xe cho học sinh trong tháng 9/2026.", "trong tháng 9/2026"),
        ("1. Công an tỉnh cung cấp danh mục án tích để phục vụ bổ trợ tư pháp định kỳ vào tuần cuối của mỗi quý.",
            "định kỳ vào tuần cuối của mỗi quý"),
        ("1. Sở Y tế rà soát quỹ đất (đã có quyết định thu hồi trước năm 2025), bàn giao cho xã trong Quý III/2026.",
            "trong Quý III/2026"),
        ("1. UBND tỉnh gửi danh mục tờ trình đề nghị đưa vào chương trình kỳ họp trước 16 giờ ngày 21/10/2026.",
            "trước 16 giờ ngày 21/10/2026"),
        ("1. Cá nhân giao nộp hồ sơ vào Lưu trữ hiện hành trong thời hạn 30 ngày kể từ ngày công việc kết thúc.",
            "trong thời hạn 30 ngày kể từ ngày công việc kết thúc"),
        ("1. Sở Y tế lập tổ hỗ trợ tại Trung tâm Phục vụ hành chính công trong tháng 3/2026.", "trong tháng 3/2026"),
        ("1. Sở Xây dựng thay thế bóng hỏng không quá 48 giờ kể từ khi phát hiện.",
            "không quá 48 giờ kể từ khi phát hiện"),
        ("1. Đối với kiến nghị tại Văn bản số 45/CV-TP đề nghị lùi: giao Sở Tài chính trả lời trong tháng 7/2026.",
            "trong tháng 7/2026"),
        ("1. Sở Y tế ban hành hướng dẫn trong 07 ngày kể từ ngày ký Quyết định này.",
            "trong 07 ngày kể từ ngày ký Quyết định này"),
        ("1. Tháng 4/2026: Sở Y tế phối hợp mở 02 lớp bồi dưỡng.", "Tháng 4/2026"),
        ("Nhận được Công văn này, đề nghị các đơn vị báo cáo kết quả về Sở Y tế trước ngày 20/8/2026.",
            "trước ngày 20/8/2026"),
        ("1. Sở Y tế ban hành kế hoạch (đối với nơi chưa ban hành) chậm nhất là ngày 12/7/2026.",
            "chậm nhất là ngày 12/7/2026"),
        ("1. Giao Sở Công Thương có văn bản đề nghị các chủ hồ gửi phương án trước ngày 30/4/2026.",
            "trước ngày 30/4/2026"),
    ],
)  # fmt: skip
def test_a_word_beside_it_makes_no_background(line: str, schedule: str) -> None:
    assert [duty.schedule_raw for duty in read(line).duties] == [schedule]


@pytest.mark.parametrize("limit", ["không quá ngày 30/9/2026", "không chậm hơn ngày 30/9/2026"])
def test_a_limit_that_says_no_later_is_a_limit(limit: str) -> None:
    (one,) = read(f"1. Sở Y tế báo cáo UBND tỉnh {limit}.").duties
    assert one.owed_by_raw == "Sở Y tế"


@pytest.mark.parametrize(
    ("line", "owed_by"),
    [
        ("1. Sở Y tế chủ trì. Sở Xây dựng phối hợp. Thời gian hoàn thành: 30/9/2026.", "Sở Y tế"),
        ("1. Sở Y tế chủ trì; Sở Xây dựng phối hợp thực hiện; hoàn thành trước ngày 30/9/2026.", "Sở Y tế"),
        ("1. Trung tâm Cây xanh do Sở Y tế quản lý báo cáo trước ngày 30/9/2026.", "Trung tâm Cây xanh"),
        ("1. Đề án cây xanh do Sở Y tế soạn thảo, hoàn thành trước ngày 30/9/2026.", "Sở Y tế"),
    ],
)
def test_who_helps_or_holds_does_not_owe(line: str, owed_by: str) -> None:
    ((_, owner, *_),) = told(line)
    assert owner == owed_by


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("1. Giao Sở Y tế chủ trì sửa chữa cây quý. Hoàn thành trước ngày 05/10/2026.",), "Chủ trì sửa chữa cây quý"),
        (("1. Quý III/2026, Sở Công Thương đánh giá biển tên.",), "Đánh giá biển tên"),
        (
            ("1. Sở Y tế tổng hợp vướng mắc của bệnh viện và báo cáo UBND tỉnh trong quý IV năm 2026.",),
            "Tổng hợp vướng mắc của bệnh viện và báo cáo",
        ),
    ],
)
def test_titles_say_what_and_not_when(lines: tuple[str, ...], title: str) -> None:
    (duty,) = read(*lines).duties
    assert duty_title(duty) == title
