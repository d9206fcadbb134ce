"""The table of who has reported, as values: which reports it is made for, how it counts. How it looks on paper,
`letters` tests."""

import re
from collections.abc import Iterator
from datetime import date

import pytest

from reminder.core.act_kinds import ActKind
from reminder.documents.writing import Annex
from reminder.engine.papers.compiled_report import compilation
from reminder.errors import BadInput
from tests.engine.made import small_office
from tests.engine.test_record import act
from tests.journeys import desk as small
from tests.laws.whole import Whole

LATE = date(2026, 12, 17)
MORE = """
[[report]]
id = "{id}"
title = "Báo cáo {id}"
owed_by = "Sở Xây dựng"
schedule = "trước ngày 15/12 hằng năm"
"""


@pytest.fixture
def office() -> Iterator[Whole]:
    with small_office() as made:
        yield made


def tables(office: Whole, period: str = "2026", plan: str = "") -> tuple[Annex, ...]:
    return compilation(office.office(LATE), office.catalogue, office.database, period, plan)


@pytest.mark.parametrize(
    ("gathered", "names"),
    [
        (("year",), ["PHỤ LỤC"]), (("year", "two"), ["PHỤ LỤC I", "PHỤ LỤC II"]),
        (("year", "two", "three"), ["PHỤ LỤC I", "PHỤ LỤC II", "PHỤ LỤC III"]),
        ((), ["PHỤ LỤC I", "PHỤ LỤC II", "PHỤ LỤC III", "PHỤ LỤC IV"]),  # none is gathered: each stands alone
    ],
)  # fmt: skip
def test_several_annexes_are_numbered_and_a_single_one_is_not(gathered: tuple[str, ...], names: list[str]) -> None:
    listed = "[" + ", ".join(f'"{id_}"' for id_ in gathered) + "]"
    plan = small.PLAN.replace('compiles = ["year"]\n', f"compiles = {listed}\n" if gathered else "")
    with small_office(plans=plan + MORE.format(id="two") + MORE.format(id="three")) as office:
        found = tables(office)
    assert [annex.name for annex in found] == names
    assert {sum(annex.widths) for annex in found} == {165}, "as wide as A4 between its margins, 30 and 15 mm"
    assert all(("Phục vụ: Báo cáo của tỉnh." in annex.summary) is bool(gathered) for annex in found)


def test_who_has_reported_who_not_and_who_need_not(office: Whole) -> None:
    act(office, ActKind.SUBMIT, date(2026, 12, 16), agency="sct", document="9/BC-SCT")
    (annex,) = tables(office)
    assert [line[1:6] for line in annex.lines] == [
        ("Sở Xây dựng", "chưa ghi nhận", "", None, ""),
        ("Sở Công Thương", "đã báo cáo", "9/BC-SCT", date(2026, 12, 16), "sau thời hạn"),
    ]
    assert "2 cơ quan phải báo cáo; 1 cơ quan đã báo cáo (trong đó 1 sau thời hạn)" in annex.summary[0]
    act(office, ActKind.WAIVE, date(2026, 12, 16), agency="sxd", document="1/UBND")
    (annex,) = tables(office)
    assert annex.lines[0][2] != "chưa ghi nhận" and annex.lines[0][5] == ""


@pytest.mark.parametrize(
    ("kinds", "day", "figures", "rest"),
    [
        ((), LATE, (2, 0, 0, 0, 2), 0), ((), date(2026, 12, 10), (2, 0, 0, 0, 2), 0),  # not due yet: nothing on record
        ((ActKind.SUBMIT,), LATE, (2, 1, 0, 0, 1), 0), ((ActKind.NIL,), LATE, (2, 0, 0, 1, 1), 0),
        ((ActKind.WAIVE,), LATE, (2, 0, 0, 0, 1), 1), ((ActKind.NIL, ActKind.WAIVE), LATE, (2, 0, 0, 1, 0), 1),
        ((ActKind.SUBMIT, ActKind.SUSPEND), LATE, (2, 1, 0, 0, 0), 1),
    ],
)  # fmt: skip
def test_each_agency_is_counted_once(
    office: Whole, kinds: tuple[ActKind, ...], day: date, figures: tuple[int, ...], rest: int
) -> None:
    for kind, agency in zip(kinds, ("sct", "sxd"), strict=False):
        act(office, kind, date(2026, 12, 9), agency=agency, document="1/X")
    (annex,) = compilation(office.office(day), office.catalogue, office.database, "2026")
    said, _, more = annex.summary[0].partition(": ")[2].partition(". ")
    assert tuple(map(int, re.findall(r"\d+", said))) == figures
    assert re.findall(r"\d+", more) == ([str(rest)] if rest else [])


def test_a_report_without_a_date_leaves_it_blank() -> None:
    with small_office(plans=small.PLAN.replace("trước ngày 15/12 hằng năm", "khi có yêu cầu")) as office:
        (annex,) = tables(office, "once")
    assert annex.subtitle.endswith("thời hạn ……")
    assert annex.title.startswith("TỔNG HỢP TÌNH HÌNH GỬI BÁO CÁO")


def test_where_there_is_no_report_none_is_named() -> None:
    with small_office(plans=small.PLAN[: small.PLAN.index("[[report]]")]) as office:
        for period in ("2026", "once"):  # the tasks come once, and are no reports
            with pytest.raises(BadInput, match=f"no report has the period “{period}”; there are: –"):
                tables(office, period)


def test_a_period_nobody_knows_names_those_there_are(office: Whole) -> None:
    with pytest.raises(BadInput, match="no report has the period “2031”; there are: 2026"):
        tables(office, "2031")
