"""Bodies known by how their names begin, wherever a plan names them; common words that begin alike are none."""

import re

import pytest

from reminder.directory.first_words import (
    AUTHORITIES,
    BODIES,
    GOVERNMENT,
    HEADS,
    LEVELS,
    begins_body,
    first_word_alone,
    is_outside,
    kind_of,
    pattern,
)
from reminder.documents.layouts.cell_cutting import cut_cells
from reminder.documents.narrative.outline import addressee
from reminder.documents.tables.headers import AGENCY_START

BODY = re.compile(pattern(*BODIES))


@pytest.mark.parametrize(
    "name",
    [
        "Sở Nội vụ", "Ban Quản lý dự án đầu tư xây dựng", "Ban Dân tộc", "Bộ Chỉ huy quân sự tỉnh", "Tổng cục Thuế",
        "Liên đoàn Lao động tỉnh", "Liên hiệp các Hội KHKT", "Hội Nông dân", "Đoàn Thanh niên", "Thống kê tỉnh",
        "Thi hành án dân sự tỉnh", "Toà án nhân dân tỉnh", "Thành uỷ Hạ Long", "Báo và Đài PTTH", "Trường Chính trị",
        "Phòng Kinh tế", "Quỹ Bảo vệ môi trường", "Cục Thống kê", "Chi cục Hải quan", "Tập đoàn TKV",
        "UBND xã La Bằng", "Ủy ban Kiểm tra", "Uỷ ban Kiểm tra", "HĐND tỉnh", "Hội đồng Thi đua", "Công an tỉnh",
        "Thanh tra tỉnh", "Kho bạc Nhà nước", "Liên minh Hợp tác xã",
        "Tỉnh ủy Thái Nguyên", "Tỉnh uỷ Thái Nguyên", "Thành ủy Hạ Long", "Huyện ủy Phú Bình", "Huyện uỷ Phú Bình",
        "BQL các khu công nghiệp", "Trung tâm Y tế", "Mặt trận Tổ quốc",
        "MTTQ tỉnh", "UBMTTQ tỉnh", "Tỉnh đoàn Thái Nguyên", "Đài Khí tượng Thủy văn", "Hải quan Thái Nguyên",
        "Thuế tỉnh", "Bảo hiểm xã hội", "Ngân hàng Nhà nước", "Tòa án nhân dân tỉnh", "Viện Kiểm sát nhân dân",
        "Bệnh viện Gang thép", "Cảng vụ Đường thủy", "Tổng công ty Sông Đà", "Công ty Môi trường đô thị",
    ],
)  # fmt: skip
def test_a_body_is_known_in_a_column_in_a_cell_and_as_addressee(name: str) -> None:
    assert BODY.match(name) and AGENCY_START.match(name)
    assert addressee(f"{name} chủ trì rà soát danh mục") == (name, "chủ trì rà soát danh mục")
    cells = cut_cells([f"Rà soát danh mục {name} Quý II/2026"], ("title", "lead", "timeframe"))
    assert cells == ["Rà soát danh mục", name, "Quý II/2026"]


@pytest.mark.parametrize(
    "name",
    [
        "Văn phòng UBND tỉnh", "VP Tỉnh ủy", "Đảng ủy UBND tỉnh", "Đảng uỷ UBND tỉnh", "Tổ công tác 06",
        "Tổ giúp việc Ban Chỉ đạo",
    ],
)  # fmt: skip
def test_a_body_with_another_in_its_name_is_known_by_the_whole(name: str) -> None:
    assert BODY.match(name) and AGENCY_START.match(name)
    assert addressee(f"{name} chủ trì rà soát danh mục") == (name, "chủ trì rà soát danh mục")


@pytest.mark.parametrize(
    "cell",
    [
        "tỉnh", "huyện Ba Chẽ", "thị xã Quảng Yên", "Thành phố Hạ Long", "các xã, phường", "phường Linh Sơn",
        "thị trấn Đu", "Đặc khu Cô Tô", "quận Hồng Bàng", "Các cơ quan liên quan", "đơn vị sự nghiệp", "mỗi địa phương",
        "doanh nghiệp", "Chủ đầu tư dự án", "ngành y tế",
    ],
)  # fmt: skip
def test_a_cell_may_begin_with_a_level_or_with_anyone(cell: str) -> None:
    assert AGENCY_START.match(cell)


@pytest.mark.parametrize(
    "words",
    [
        "Ban hành kế hoạch", "Báo cáo kết quả", "Bộ chỉ số", "Bộ phận một cửa", "Hội nghị tổng kết", "Hội thảo",
        "Trường hợp phát sinh", "Phòng ngừa rủi ro", "Phòng, chống thiên tai", "Phòng cháy", "Sở hữu trí tuệ",
        "Đoàn kết toàn dân", "Đoàn viên", "Cục bộ", "Thuế suất", "Thuế thu nhập", "Thuế giá trị gia tăng", "Báo động",
        "Báo chí", "Bộ quy tắc", "Bộ tiêu chí", "Bộ máy", "Hội thi", "Phòng chống", "Quỹ đất",
    ],
)  # fmt: skip
def test_common_words_are_no_body(words: str) -> None:
    assert not BODY.match(words) and not AGENCY_START.match(words)
    assert addressee(f"{words} chủ trì rà soát danh mục")[0] == ""


@pytest.mark.parametrize(
    "head", ["Chủ tịch", "Phó Chủ tịch", "Giám đốc", "Lãnh đạo", "Thường trực", "Thủ trưởng", "Người đứng đầu"]
)
def test_who_stands_at_the_head_of_a_body_is_spoken_to(head: str) -> None:
    assert addressee(f"{head} đơn vị chủ trì rà soát danh mục") == (f"{head} đơn vị", "chủ trì rà soát danh mục")


@pytest.mark.parametrize("name", ["Xã Võ Nhai", "Phường Phan Đình Phùng", "Đặc khu Vân Đồn", "Địa phương"])
def test_a_commune_is_spoken_to_without_its_committee(name: str) -> None:
    assert addressee(f"{name} chủ trì rà soát danh mục")[0] == name
    assert addressee("Xã hội hóa là nguồn lực chính, thực hiện lồng ghép")[0] == ""


KINDS = {
    "commune": [
        "UBND xã La Bằng", "UBND phường Linh Sơn", "UBND đặc khu Cô Tô", "UBND thị trấn Đu", "Xã La Bằng",
        "Phường Linh Sơn", "Đặc khu Cô Tô",
    ],
    "department": ["Sở Tư pháp", "SỞ TƯ PHÁP", "Văn phòng UBND tỉnh", "Thanh tra tỉnh"],
    "association": [
        "Ban Tuyên giáo và Dân vận", "Ban Dân vận", "Ủy ban Mặt trận Tổ quốc tỉnh", "Mặt trận Tổ quốc tỉnh",
        "Hội Nông dân", "Liên minh Hợp tác xã", "Đoàn Luật sư", "Tỉnh đoàn",
    ],
    "board": ["Ban Dân tộc", "Ban Quản lý các khu công nghiệp"],
    "media": ["Báo Thái Nguyên", "Đài Phát thanh - Truyền hình", "Trung tâm Truyền thông tỉnh"],
    "central": [
        "Công an tỉnh", "Bộ Chỉ huy quân sự", "Bộ đội Biên phòng", "Cục Thuế", "Thuế tỉnh", "Kho bạc Nhà nước",
        "Hải quan", "Bảo hiểm xã hội", "Ngân hàng Nhà nước", "Tòa án nhân dân", "Viện Kiểm sát nhân dân",
        "Thi hành án dân sự", "Thống kê tỉnh", "Đài Khí tượng Thủy văn",
    ],
    "unit": ["Ban Chỉ đạo 389", "Trường Chính trị", "Bệnh viện A", "Chi cục Kiểm lâm"],
}  # fmt: skip


@pytest.mark.parametrize(("name", "kind"), [(name, kind) for kind, names in KINDS.items() for name in names])
def test_the_kind_a_name_tells(name: str, kind: str) -> None:
    assert kind_of(name) == kind
    assert not is_outside(name)


@pytest.mark.parametrize(
    "name",
    [
        "Tỉnh ủy", "Thành ủy Hà Nội", "Thường trực Tỉnh ủy", "Thường trực Thành ủy", "Ban Thường vụ Tỉnh ủy",
        "Ban Chấp hành Đảng bộ", "HĐND tỉnh", "Thường trực HĐND tỉnh", "Đoàn đại biểu Quốc hội", "Chính phủ",
        "Quốc hội", "tỉnh ủy Thái Nguyên",
    ],
)  # fmt: skip
def test_whom_no_province_directs(name: str) -> None:
    assert is_outside(name)


def test_the_lists_hold_the_words_that_documents_print() -> None:
    assert HEADS == ("Chủ tịch", "Phó Chủ tịch", "Giám đốc", "Lãnh đạo", "Thường trực", "Thủ trưởng", "Người đứng đầu")
    assert GOVERNMENT == ("Chính phủ", "Thủ tướng", "Quốc hội", "Trung ương")
    assert LEVELS == ("huyện", "thị xã", "thành phố", "xã", "phường", "thị trấn", "đặc khu", "quận")
    assert BODIES[: len(AUTHORITIES)] == AUTHORITIES
    every = re.compile(pattern(*BODIES, *HEADS, *GOVERNMENT, *LEVELS))
    assert all(every.fullmatch(word) for word in (*BODIES, *HEADS, *GOVERNMENT, *LEVELS))


@pytest.mark.parametrize(
    ("text", "begins", "alone"),
    [
        ("Sở Y tế", True, False), ("sở Y tế", True, False), ("sở y tế", False, False), ("phòng hộ", False, False),
        ("SỞ Y TẾ", True, False), ("Phòng hộ", True, False), ("Báo", True, True), ("báo", False, True),
        ("Trung tâm", True, True), ("Thương mại", False, False), ("Báo chí", False, False), ("", False, False),
    ],
)  # fmt: skip
def test_where_the_name_of_a_body_begins(text: str, begins: bool, alone: bool) -> None:
    assert (begins_body(text), first_word_alone(text)) == (begins, alone)
