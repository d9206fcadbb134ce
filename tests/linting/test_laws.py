"""What holds of every draft: a good one has no remark, a defect has one at its place, and nothing makes it stumble."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from reminder.engine.linting.lint import grouped, lint
from reminder.engine.linting.page import cells
from tests.documents import papers
from tests.linting.drafts import calendar, imported, kinds, remarks

TITLES = (
    "Xây dựng Đề án cấp nước sạch", "Ban hành đơn giá nước sinh hoạt", "Rà soát quy hoạch nghĩa trang",
    "Nâng cấp Trung tâm dữ liệu", "Số hóa hồ sơ bệnh án", "Tập huấn cán bộ cấp xã", "Lắp đặt trạm quan trắc",
    "Cải tạo hồ điều hòa phía Nam",
)  # fmt: skip
LEADS = ("Sở Y tế", "Sở Xây dựng", "Sở Nội vụ", "Sở Tài chính", "Sở Giáo dục và Đào tạo", "Các sở, ban, ngành")
TIMES = ("Quý III/2026", "Tháng 10/2026", "Trước ngày 30/9/2026", "Năm 2026", "2026 - 2030", "Thường xuyên", "Hằng năm")
Row = tuple[str, str, str, str]
DEFECTS: dict[str, Callable[[Row], Row]] = {
    "no date": lambda r: (*r[:3], ""),
    "no lead": lambda r: (r[0], r[1], "", r[3]),
    "no product": lambda r: (r[0], "", r[2], r[3]),
    "choice of leads": lambda r: (r[0], r[1], "Sở Y tế/ Sở Xây dựng", r[3]),
    "contradiction": lambda r: (*r[:3], "Tháng 9/2026 - tháng 3/2026"),
    "day off": lambda r: (*r[:3], "Trước ngày 15/11/2026"),
    "ceased body": lambda r: (r[0], r[1], "Sở Giao thông vận tải", r[3]),
}


@st.composite
def plans(draw: st.DrawFn) -> list[Row]:
    titles = draw(st.lists(st.sampled_from(TITLES), min_size=2, max_size=6, unique=True))
    return [(title, "Báo cáo kết quả", draw(st.sampled_from(LEADS)), draw(st.sampled_from(TIMES))) for title in titles]


def text(rows: list[Row]) -> str:
    return "\n".join(" | ".join(row) for row in rows)


@settings(max_examples=10, deadline=None)
@given(rows=plans())
def test_a_good_plan_has_no_remark(rows: list[Row]) -> None:
    assert kinds(text(rows)) == []


@settings(max_examples=20, deadline=None)
@given(rows=plans(), defect=st.sampled_from(sorted(DEFECTS)), at=st.integers(0, 99))
def test_a_defect_has_one_remark_at_its_row(rows: list[Row], defect: str, at: int) -> None:
    at %= len(rows)
    rows[at] = DEFECTS[defect](rows[at])
    assert [(r.kind, r.about) for r in remarks(text(rows))] == [(defect, rows[at][0])]


CELL = st.text(st.characters(codec="utf-8", exclude_categories=["C"], exclude_characters="|"), max_size=30)


@settings(max_examples=15, deadline=None)
@given(rows=st.lists(st.tuples(CELL, CELL, CELL, CELL), min_size=1, max_size=4))
def test_whatever_stands_in_the_cells_it_is_said_in_both_languages(rows: list[Row]) -> None:
    for remark in remarks(text(rows)):
        assert remark.why("vi") and remark.why("en") and remark.place("vi") and remark.place("en")


def test_grouping_loses_no_remark_and_says_nothing_twice() -> None:
    good: Row = ("Xây dựng Chương trình", "Chương trình", "Sở Y tế", "Quý III/2026")
    without = [(title, "", "Sở Xây dựng", "Quý II/2026") for title in TITLES[:6]]
    found = remarks(text([good, *without, ("Lắp đặt trạm", "Trạm", "", "Quý III/2026")]))
    groups = grouped(found)
    assert sorted(map(id, (r for group in groups for r in group))) == sorted(map(id, found))
    assert [(group[0].kind, len(group)) for group in groups] == [("no product", 6), ("no lead", 1)]
    place, words, opinion, proposal = cells(groups[0], "vi")
    assert place == "Nhiệm vụ 2, 3, 4, 5, 6, 7"
    assert words.split("\n") == [f"- Nhiệm vụ {n}: “{title}”" for n, title in enumerate(TITLES[:6], 2)]
    assert opinion == "Chưa ghi sản phẩm." and proposal.count("Đề nghị") == 1


def test_the_form_of_the_file_changes_no_remark() -> None:
    rows = [tuple(cell.replace("30/9/2026", "31/9/2026") for cell in row) for row in (papers.HEADER, *papers.ROWS)]
    forms = {"a.docx": papers.word(rows), "a.pdf": papers.pdf(rows), "a.txt": papers.piped(rows).encode()}
    found = {
        name: sorted((r.kind, r.label, r.words) for r in lint(imported(content, name), calendar()))
        for name, content in forms.items()
    }
    assert ("contradiction", "I.2", "Trước ngày 31/9/2026") in found["a.docx"]
    assert found["a.pdf"] == found["a.docx"] == found["a.txt"]
