"""Rows proposed for bodies the directory does not know: what a name says of its body, and what a person pastes."""

import tomllib

import pytest

from reminder.directory.agency import Agency
from reminder.directory.directory import Register
from reminder.rulefile.writing.missing_agencies import is_outside, kind_of, quoted, rows

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


KNOWN = Register(
    "tinh", "Tỉnh", 19,
    (
        Agency("tn-ubnd", "UBND tỉnh", "province"), Agency("tn-stp", "Sở Tư pháp", "department", superior="tn-ubnd"),
        Agency("tn-so-y-te", "Sở Y tế", "department", superior="tn-ubnd"),
        Agency("other", "Sở X", "department", superior="other"),
    ),
)  # fmt: skip


def test_rows_are_whole_and_collide_with_nothing() -> None:
    made = rows(
        KNOWN,
        {
            "Sở Y tế": ["a@x.example", "b@x.example"], "Sở  Y tế": [], "Tỉnh ủy": ["c@x.example"],
            'Hội "Mới"\n': [], "HĐND tỉnh": [],
        },
    )  # fmt: skip
    assert tomllib.loads(made)["agency"] == [
        {
            "id": "tn-so-y-te-2", "name": "Sở Y tế", "kind": "department",
            "contacts": [{"mailbox": "a@x.example"}, {"mailbox": "b@x.example"}], "superior": "tn-ubnd",
        },
        {"id": "tn-so-y-te-3", "name": "Sở  Y tế", "kind": "department", "superior": "tn-ubnd"},
        {"id": "tn-hoi-moi", "name": 'Hội "Mới"\n', "kind": "association"},
    ]  # fmt: skip
    assert made.splitlines()[-1] == '# [directory]: outside = ["Tỉnh ủy", "HĐND tỉnh"]'
    assert "outside" not in rows(KNOWN, {"Sở Y tế": []})


def test_an_id_is_no_longer_than_fifty_and_ends_with_a_letter() -> None:
    (made,) = tomllib.loads(rows(KNOWN, {"Sở " + "Rất Dài " * 12: []}))["agency"]
    assert made["id"] == "tn-so-rat-dai-rat-dai-rat-dai-rat-dai-rat-dai-rat"
    (alone,) = tomllib.loads(rows(Register("t", "T", 1), {"Sở Y tế": []}))["agency"]
    assert alone["id"] == "so-y-te"


@pytest.mark.parametrize("text", ['a "b" \\c', "tab\tend\x1f", "xóa\x7f", "plain ~", ""])
def test_a_quoted_text_is_read_back(text: str) -> None:
    made = quoted(text)
    assert tomllib.loads(f"a = {made}")["a"] == text
    assert made.isprintable()
