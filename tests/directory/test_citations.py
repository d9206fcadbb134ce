"""What is no body in a cell of names: where it is not cut, what it is known by, what stands before it."""

import pytest

from reminder.directory.citations import cited, cites, only_cites, uncut, within, without_basis, without_manner


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Sở A/Sở B, Sở C", []), ("99/QĐ-UBND", ["99/QĐ-UBND"]), ("số 247/2025/QH15.", ["247/2025/QH15"]),
        ("12-NQ/TU", ["12-NQ/TU"]), ("09/2019/NĐ-CP/Sở A", ["09/2019/NĐ-CP"]), ("512/UBND-KT", ["512/UBND-KT"]),
        ("ngày 25/9/2025", ["25/9/2025"]), ("9/2026", ["9/2026"]), ("25 / 9 / 2025", ["25 / 9 / 2025"]),
        ("Đ/c A/đ/c B", ["Đ/c", "đ/c"]),
        # of a body behind a number only the body
        ("Ban số 1/UBND xã A", []), ("Trường số 2/Sở A", []), ("9/UBMTTQ tỉnh", []), ("Khối 1-Sở A", []),
        # as far as the next body that is named for itself
        ("theo chức năng, nhiệm vụ", ["theo chức năng, nhiệm vụ"]),
        ("Theo Luật A và Luật B; C", ["Theo Luật A và Luật B"]),
        ("theo A, b\nc", ["theo A, b"]), ("theo a, Sở B", ["theo a"]), ("theo a và các Sở", ["theo a"]),
        ("căn cứ a/b/Giám đốc Sở B", ["căn cứ a/b"]), ("theo a, ban hành", ["theo a, ban hành"]), ("thẹo a, b", []),
    ],
)  # fmt: skip
def test_where_nothing_is_divided(text: str, whole: list[str]) -> None:
    assert [text[start:end] for start, end in uncut(text)] == whole


@pytest.mark.parametrize(
    ("text", "no_body"),
    [
        *(
            (text, True)
            for text in (
                "9", "25/9/2025", "99/QĐ-UBND", "", "…", "Theo phân công", "theo quy định", "Căn cứ Luật A", "Như trên",
                "như mục 1", "nt", "-nt-", "NT", "ngày 25 tháng 9", "Năm 2026", "số 9", "Quyết định 99",
                "Quyết định số 99",
                "Nghị quyết 12-NQ/TU", "Đ/c Lê A", "Đồng chí Lê Văn A", "Ông Lê A", "bà Lê Thị B",
            )
        ),
        *(
            (text, False)
            for text in (
                "Sở A", "Năm Căn", "Bà Rịa", "Ông Đốc", "bà con nông dân", "đồng chí Giám đốc Sở A", "Ban 35", "thẹo",
                "Quyết định", "Kế hoạch và Đầu tư", "Thông báo chung", "ntx", "Số hóa",
            )
        ),
    ],
)  # fmt: skip
def test_what_is_no_body(text: str, no_body: bool) -> None:
    assert cited(text) is no_body


@pytest.mark.parametrize(
    ("text", "named"),
    [("của 99/QĐ-UBND", True), ("Kế hoạch số 9", True), ("Kế hoạch 9", True), ("Sở A", False), ("kế hoạch 9", False)],
)
def test_where_a_document_is_named(text: str, named: bool) -> None:
    assert cites(text) is named


@pytest.mark.parametrize(
    ("text", "manner", "basis"),
    [
        ("Sở A theo chức năng, nhiệm vụ được giao", "Sở A", "Sở A"), ("Các sở theo từng lĩnh vực", "Các sở", "Các sở"),
        ("Sở A theo đúng thẩm quyền", "Sở A", "Sở A"), ("theo quy định", "", ""), ("Sở A", "Sở A", "Sở A"),
        ("Các sở theo phân công", "Các sở theo phân công", "Các sở"),
        ("Sở A theo quy định tại Luật 9", "Sở A theo quy định tại Luật 9", "Sở A"),
        ("Sở A được giao chủ trì", "Sở A được giao chủ trì", "Sở A"), ("Sở A căn cứ B", "Sở A căn cứ B", "Sở A"),
        ("Sở Thẹo", "Sở Thẹo", "Sở Thẹo"),
    ],
)  # fmt: skip
def test_who_stands_before_how_or_why(text: str, manner: str, basis: str) -> None:
    assert (without_manner(text), without_basis(text)) == (manner, basis)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sở A Sở B", ["Sở B"]), ("Sở A-Sở B", ["Sở B"]), ("Sở A. UBND xã C", ["UBND xã C", "xã C"]), ("Sở A", []),
        ("Sở A – Giám đốc Sở B", ["Giám đốc Sở B", "Sở B"]), ("Sở A ban hành", []), ("Sở A đồng chí B", ["đồng chí B"]),
    ],
)  # fmt: skip
def test_where_a_further_name_may_begin(text: str, names: list[str]) -> None:
    assert [text[begin:] for _end, begin in within(text)] == names
    assert all(text[:end] == text[:end].rstrip(" .-–") for end, _begin in within(text))


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("TB 214/TB-UBND", True), ("12-NQ/TU", True), ("Thông báo 214", True), ("Số 15/NQ-HĐND; KH 60/KH-UBND", True),
        ("Công văn số 2210/UBND-XD ngày 02/7/2026 của UBND tỉnh", True),
        ("Thực hiện Nghị quyết số 68-NQ/TW", False), ("Kế hoạch cải cách hành chính năm 2027", False),
        ("Sơ kết Nghị quyết 12-NQ/TU", False), ("Nghị quyết 12-NQ/TU về chuyển đổi số", False), ("02/7/2026", False),
        ("Sở Xây dựng", False), ("", False),
    ],
)  # fmt: skip
def test_a_document_by_its_number_and_nothing_else(text: str, only: bool) -> None:
    assert only_cites(text) is only
