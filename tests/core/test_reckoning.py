"""From which day a plan is reckoned: what it prints, and what is assumed where it leaves that open."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.core.catalogue import Obligation
from reminder.core.journal import Journal
from reminder.core.matter import matter_of
from reminder.core.occurrence import Occurrences
from reminder.core.reckoning import Reckoned, printed_on, reckoned
from reminder.phrases import read
from tests.core.made import catalogue, obligation, plan

D = date


def by(
    issued: str = "", *phrases: str, number: str = "", title: str = "", from_on: date | None = None
) -> Reckoned | None:
    return reckoned(None, issued, number, title, [read(phrase, None) for phrase in phrases], from_on)


@pytest.mark.parametrize(
    ("issued", "on", "first", "last", "missing"),
    [
        ("ngày 05 tháng 01 năm 2026", D(2026, 1, 5), D(2026, 1, 5), D(2026, 1, 5), ""),
        ("ngày 05/01/2026", D(2026, 1, 5), D(2026, 1, 5), D(2026, 1, 5), ""),
        ("ngày 5-1-2026", D(2026, 1, 5), D(2026, 1, 5), D(2026, 1, 5), ""),
        ("ngày … tháng 4 năm 2026", D(2026, 4, 30), D(2026, 4, 1), D(2026, 4, 30), "day"),
        ("ngày     tháng 02 năm 2024", D(2024, 2, 29), D(2024, 2, 1), D(2024, 2, 29), "day"),
        ("ngày …/12/2025", D(2025, 12, 31), D(2025, 12, 1), D(2025, 12, 31), "day"),
        ("tháng 01 năm 2026", D(2026, 1, 31), D(2026, 1, 1), D(2026, 1, 31), "day"),
        ("ngày 31 tháng 02 năm 2026", D(2026, 2, 28), D(2026, 2, 1), D(2026, 2, 28), "day"),
        ("ngày … tháng … năm 2026", D(2025, 12, 31), D(2026, 1, 1), D(2026, 12, 31), "month"),
        ("ngày tháng năm 2026", D(2025, 12, 31), D(2026, 1, 1), D(2026, 12, 31), "month"),
        ("ngày … tháng 13 năm 2026", D(2025, 12, 31), D(2026, 1, 1), D(2026, 12, 31), "month"),
        ("năm 2026", D(2025, 12, 31), D(2026, 1, 1), D(2026, 12, 31), "month"),
    ],
)  # fmt: skip
def test_what_a_line_of_date_says(issued: str, on: date, first: date, last: date, missing: Any) -> None:
    assert by(issued) == Reckoned(on, first, last, missing)
    assert printed_on(issued) == (on if not missing else None)
    # whoever knows the day may write it, whatever the line says
    assert reckoned(D(2026, 3, 2), issued, "", "", []) == Reckoned.printed(D(2026, 3, 2))


@pytest.mark.parametrize(
    ("year", "given"),
    [
        (2026, {"number": "12/2026/QĐ-UBND"}), (2026, {"number": "/2026/QĐ-UBND", "title": "Kế hoạch năm 2025"}),
        (2026, {"title": "Chăm sóc cây xanh năm 2026"}),
        (2026, {"title": "CÔNG TÁC NĂM 2026, ĐỊNH HƯỚNG ĐẾN NĂM 2030"}),
        (2026, {"title": "Kết quả năm 2025 và nhiệm vụ năm 2026"}), (2025, {"title": "Tổng kết công tác năm 2025"}),
        (2026, {"title": "Công tác năm 2026 giai đoạn 2021-2030"}),
        (2025, {"title": "Chương trình giai đoạn 2021 - 2025"}),
        (2025, {"title": "Chương trình từ năm 2021 đến hết năm 2025"}),
        (2026, {"title": "Công tác năm học 2025–2026"}),
        (2023, {"title": "Chương trình giai đoạn 2021 - 2025", "phrases": ("Năm 2023", "Quý II/2023")}),
        (2026, {"title": "Triển khai Nghị quyết số 247/2025/QH15 ngày 10/12/2025", "phrases": ("Quý I/2026",)}),
        (2027, {"title": "Thi hành Luật Thủ đô năm 2024", "phrases": ("trước ngày 30/6/2027", "Quý III", "Hằng năm")}),
        (2020, {"phrases": ("2015-2020", "2018 - 2020", "Thường xuyên", "trước 15/12 hằng năm")}),
        (2026, {"title": "Phổ biến, giáo dục pháp luật năm 2026"}),
        (2026, {"title": "Thi hành Luật Đất đai trên địa bàn tỉnh năm 2026"}),
        (2026, {"title": "Triển khai Đề án 06 năm 2026"}), (2026, {"title": "Kế hoạch 2026"}),
        (2026, {"phrases": ("định kỳ hằng năm trước ngày 10/12", "trước ngày 15/3/2026")}),
    ],
)  # fmt: skip
def test_where_no_date_names_the_year_something_else_does(year: int, given: dict[str, Any]) -> None:
    phrases = given.pop("phrases", ())
    found = by("", *phrases, **given)
    assert found == Reckoned(D(year - 1, 12, 31), D(year, 1, 1), D(year, 12, 31), "year")


CITED = [
    "Nghị định số 30 năm 2020 của Chính phủ", "Nghị định 30/2020/NĐ-CP", "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020",
    "Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024 của Bộ Chính trị", "Quyết định số 06/QĐ-TTg năm 2022",
    "Chỉ thị số 05-CT/TTg của Thủ tướng Chính phủ năm 2024", "Luật Đất đai năm 2024", "Luật Đất đai 2024",
    "Luật Trật tự, an toàn giao thông đường bộ năm 2024", "Bộ luật Lao động năm 2019", "Hiến pháp năm 2013",
    "Kế hoạch số 12/KH-UBND năm 2025", "Công văn số 15/BNV-CCVC (2025)", "Thông tư liên tịch số 01 năm 2015",
]  # fmt: skip


@pytest.mark.parametrize("cited", CITED)
def test_the_year_of_a_cited_document_never_counts(cited: str) -> None:
    for title in (f"Thực hiện {cited} trong năm 2026", f"Năm 2026 thực hiện {cited}", f"Thực hiện {cited}".upper()):
        found = by("", "Quý III/2026", title=title)
        assert found and (found.first.year, found.missing) == (2026, "year"), title
    assert by("", "Quý III", title=f"Thực hiện {cited}") is None


@pytest.mark.parametrize(
    "title", ["Kế hoạch năm 2025 và năm 2026", "Kế hoạch giai đoạn 2021-2025 và 2026-2030"]
)  # fmt: skip
def test_of_several_years_of_a_title_none_is_guessed(title: str) -> None:
    assert by("", title=title) is None
    found = by("", title=title, from_on=D(2026, 3, 3))
    assert found and (found.missing, found.read_on) == ("from", None)


@given(st.lists(st.tuples(st.integers(2015, 2030), st.integers(0, 4)), min_size=1, max_size=6), st.booleans())
def test_a_plan_is_of_the_year_in_which_the_first_of_its_times_is_over(
    spans: list[tuple[int, int]], told: bool
) -> None:
    phrases = [f"{year} - {year + more}" if more else f"Quý III/{year}" for year, more in spans]
    found = by("", *phrases, title="Kế hoạch năm 2025 và năm 2026" if told else "")
    assert found and (found.first.year, found.missing) == (min(year + more for year, more in spans), "year")


def test_a_plan_that_names_no_year_is_followed_from_the_day_it_is_given() -> None:
    assert by("", "Quý III", "Hằng năm", title="Chăm sóc cây xanh") is None
    found = by("", "Quý III", from_on=D(2026, 3, 3))
    assert found == Reckoned(D(2026, 3, 2), D(2026, 3, 3), D(2026, 3, 3), "from")
    assert found.read_on is None and not found.not_issued_by(D(2020, 1, 1))
    # a start that a person gives comes before an assumed one
    assert by("ngày … tháng … năm 2026", from_on=D(2025, 6, 1)) == Reckoned(
        D(2025, 5, 31), D(2026, 1, 1), D(2026, 12, 31), "month"
    )
    assert by("ngày … tháng … năm 2026", from_on=D(2026, 6, 1)) == by("ngày … tháng … năm 2026")


@given(st.dates(D(2001, 1, 1), D(2098, 12, 31)), st.sampled_from(("day", "month", "year")))
def test_every_day_that_is_open_lies_between_first_and_last(on: date, missing: str) -> None:
    """Whatever the true day, a series begins no later than in its year, and in its month where that is printed."""
    words = {"day": f"ngày … tháng {on.month} năm {on.year}", "month": f"ngày … tháng … năm {on.year}", "year": ""}
    found = by(words[missing], title=f"Công tác năm {on.year}")
    assert found and found.missing == missing
    assert found.first <= on <= found.last
    assert found.on in (found.last, found.first - timedelta(1))
    if missing != "day":
        assert found.on + timedelta(1) == D(on.year, 1, 1)


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (by("ngày 05 tháng 4 năm 2026"), D(2026, 4, 5)), (by("ngày … tháng 4 năm 2026"), D(2026, 4, 1)),
        (by("ngày … tháng … năm 2026"), D(2026, 1, 1)), (by("", from_on=D(2026, 3, 3)), D(2026, 3, 3)),
        (by("ngày … tháng … năm 2026", from_on=D(2025, 6, 1)), D(2025, 6, 1)),
    ],
)  # fmt: skip
def test_a_plan_may_be_told_of_from_the_earliest_day_it_can_be_of(day: Reckoned, told: date) -> None:
    rules = catalogue(plan(obligation("Quý III/2026"), issued_on=None, reckoned=day))
    assert next(Occurrences(rules, Journal()).known(D(2028, 1, 1), D(2026, 1, 5))).known_from == told


CARRIES = {
    "trước ngày 15/12/2026": "", "Quý III/2026": "", "Thường xuyên": "", "2026 - 2030": "",
    "trước ngày 15/4": "day month year from", "Quý III": "month year from", "Cuối năm": "year from",
    "trước ngày 15/12 hằng năm": "month year from", "ngày 20 hằng tháng": "day month year from",
    "trước ngày 15/4 hằng năm": "day month year from",
}  # fmt: skip


@pytest.mark.parametrize("phrase", CARRIES)
@pytest.mark.parametrize("missing", ["", "day", "month", "year", "from"])
def test_what_rests_on_an_assumption(phrase: str, missing: str) -> None:
    days = {
        "": by("ngày 05 tháng 4 năm 2026"), "day": by("ngày … tháng 4 năm 2026"),
        "month": by("ngày … tháng … năm 2026"), "year": by(title="năm 2026"), "from": by(from_on=D(2026, 4, 2)),
    }  # fmt: skip
    day = days[missing]
    assert day
    assert day.carries(read(phrase, day.read_on)) is (missing in CARRIES[phrase].split())


@pytest.mark.parametrize(
    ("issued", "phrase", "due"),
    [
        ("ngày … tháng … năm 2026", "trước ngày 10/12 hằng năm", [D(2026, 12, 10), D(2027, 12, 10)]),
        ("ngày … tháng 12 năm 2026", "trước ngày 10/12 hằng năm", [D(2027, 12, 10), D(2028, 12, 10)]),
        ("ngày … tháng 11 năm 2026", "trước ngày 10/12 hằng năm", [D(2026, 12, 10), D(2027, 12, 10)]),
        ("ngày … tháng … năm 2026", "trước ngày 15/01 hằng năm", [D(2026, 1, 15), D(2027, 1, 15)]),
        ("ngày … tháng … năm 2026", "trước ngày 15/12", [D(2026, 12, 15)]),
        ("ngày … tháng … năm 2026", "Cuối năm", [D(2026, 12, 31)]),
        ("ngày … tháng 4 năm 2026", "trước ngày 15/4", [D(2026, 4, 15)]),
    ],
)  # fmt: skip
def test_the_first_year_of_a_series_is_not_lost(issued: str, phrase: str, due: list[date]) -> None:
    day = by(issued)
    assert day
    o = obligation(phrase, issued=day.first, kind="report")
    rules = catalogue(plan(o, issued_on=None, issued_raw=issued, reckoned=day))
    found = sorted(
        x.deadline.due_on for x in Occurrences(rules, Journal()).known(D(2028, 12, 31), D(2026, 1, 5)) if x.deadline
    )
    assert found[: len(due)] == due


def test_what_is_shown_of_a_matter_is_never_the_assumed_day() -> None:
    def shown(o: Obligation, **given: Any) -> tuple[date | None, str]:
        rules = catalogue(plan(o, **given))
        matter = matter_of(
            next(Occurrences(rules, Journal()).known(D(2028, 1, 1), D(2026, 1, 5))), rules, D(2026, 1, 5)
        )
        return matter.plan_issued_on, matter.plan_issued_raw

    day = by("ngày … tháng 4 năm 2026")
    assert day
    blank = {"issued_on": None, "issued_raw": "ngày … tháng 4 năm 2026", "reckoned": day}
    assert shown(obligation("Quý III/2026"), **blank) == (None, "ngày … tháng 4 năm 2026")
    assert shown(obligation("Quý III/2026"), **(blank | {"issued_raw": ""})) == (None, "")
