"""The table of who has reported, as values: which reports it is made for, how it counts. How it looks on paper,
`letters` tests."""

import re
from datetime import date

import pytest

from reminder.core.act_kinds import ActKind
from reminder.core.answer_states import AnswerKind
from reminder.documents.writing import Annex
from reminder.engine.acts.agency_answers import Said, answer, refuse
from reminder.engine.papers.compiled_report import compilation
from reminder.errors import BadInput
from reminder.rulefile import load_texts
from tests.engine.made import FILES, act, small_office
from tests.journeys import desk as small
from tests.laws.whole import Whole, in_memory

LATE = date(2026, 12, 17)
MORE = """
[[report]]
id = "{id}"
title = "Báo cáo {id}"
owed_by = "Sở Xây dựng"
schedule = "trước ngày 15/12 hằng năm"
"""


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


# The table whole

WHOLE = Annex(
    name="PHỤ LỤC",
    title="TỔNG HỢP TÌNH HÌNH GỬI BÁO CÁO NĂM 2026",
    subtitle="Báo cáo năm (Kế hoạch số 1/KH-UBND ngày 05 tháng 01 năm 2026 của UBND tỉnh); thời hạn 15/12/2026",
    enclosed_with=(
        "(Kèm theo Báo cáo số       /BC-SNNMT ngày        tháng 12 năm 2026 của Sở Nông nghiệp và Môi trường)"
    ),
    summary=(
        "Tính đến ngày 17 tháng 12 năm 2026: 2 cơ quan phải báo cáo; 1 cơ quan đã báo cáo (trong đó 1 sau thời hạn), 0 "
        "cơ quan báo không phát sinh, 1 cơ quan chưa ghi nhận báo cáo.",
        "Phục vụ: Báo cáo của tỉnh.",
    ),
    columns=("TT", "Cơ quan", "Tình hình", "Văn bản", "Ngày", "Thời hạn", "Ghi chú"),
    lines=(
        (1, "Sở Xây dựng", "chưa ghi nhận", "", None, "", ""),
        (2, "Sở Công Thương", "đã báo cáo", "9/BC-SCT", date(2026, 12, 16), "sau thời hạn", ""),
    ),
    widths=(11, 50, 27, 26, 22, 15, 14),
    centred=(0, 4, 5),
)


def test_the_table_of_one_report_whole(office: Whole) -> None:
    act(office, ActKind.SUBMIT, date(2026, 12, 16), agency="sct", document="9/BC-SCT")
    assert tables(office) == (WHOLE,)


def test_without_a_database_nothing_is_on_record(office: Whole) -> None:
    (annex,) = compilation(office.office(date(2026, 12, 10)), office.catalogue, None, "2026")
    assert [line[1:] for line in annex.lines] == [
        ("Sở Xây dựng", "chưa báo cáo", "", None, "", ""), ("Sở Công Thương", "chưa báo cáo", "", None, "", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "day", "words"),
    [
        (ActKind.SUBMIT, date(2026, 12, 14), ("đã báo cáo", "1/X", date(2026, 12, 14), "đúng hạn")),
        (ActKind.SUBMIT, date(2026, 12, 15), ("đã báo cáo", "1/X", date(2026, 12, 15), "đúng hạn")),
        (ActKind.SUBMIT, date(2026, 12, 16), ("đã báo cáo", "1/X", date(2026, 12, 16), "sau thời hạn")),
        (ActKind.COMPLETE, date(2026, 12, 16), ("đã báo cáo", "1/X", date(2026, 12, 16), "sau thời hạn")),
        (ActKind.NIL, date(2026, 12, 9), ("không phát sinh", "1/X", date(2026, 12, 9), "đúng hạn")),
        (ActKind.NIL, date(2026, 12, 16), ("không phát sinh", "1/X", date(2026, 12, 16), "sau thời hạn")),
        (ActKind.WAIVE, date(2026, 12, 9), ("không phải báo cáo kỳ này", "1/X", date(2026, 12, 9), "")),
        (ActKind.SUSPEND, date(2026, 12, 9), ("tạm dừng", "1/X", date(2026, 12, 9), "")),
    ],
)  # fmt: skip
def test_what_a_line_says(office: Whole, kind: ActKind, day: date, words: tuple[object, ...]) -> None:
    act(office, kind, day, agency="sct", document="1/X")
    (annex,) = tables(office)
    assert annex.lines[1] == (2, "Sở Công Thương", *words, "")


@pytest.mark.parametrize("day", [date(2026, 12, 10), LATE])
def test_who_has_answered_and_waits_is_remarked(office: Whole, day: date) -> None:
    said = Said(AnswerKind.EXTENSION, note="bận", until_on=date(2026, 12, 30))
    done = answer(
        office.office(date(2026, 12, 8)), office.database, office.catalogue, "sct", "kh-1/year@2026@sct", said
    )
    assert done.row
    (annex,) = compilation(office.office(day), office.catalogue, office.database, "2026")
    remark = "đã trả lời, chờ xác nhận"
    assert [line[-1] for line in annex.lines] == ["", remark]
    refuse(office.office(day), office.database, office.catalogue, done.row.id, "an", "không")
    (annex,) = compilation(office.office(day), office.catalogue, office.database, "2026")
    assert [line[-1] for line in annex.lines] == ["", ""]


def test_a_plan_alone_has_its_own_tables() -> None:
    texts = FILES | {"plans/kh-2.toml": small.PLAN.replace("kh-1", "kh-2").replace("1/KH", "2/KH")}
    with in_memory(load_texts(texts)) as office:
        names = [(a.name, a.subtitle) for a in tables(office)]
        plan = "ngày 05 tháng 01 năm 2026 của UBND tỉnh); thời hạn 15/12/2026"
        assert names == [
            ("PHỤ LỤC I", f"Báo cáo năm (Kế hoạch số 1/KH-UBND {plan}"),
            ("PHỤ LỤC II", f"Báo cáo năm (Kế hoạch số 2/KH-UBND {plan}"),
        ]
        (only,) = tables(office, plan="kh-2")
        assert (only.name, only.subtitle) == ("PHỤ LỤC", names[1][1])
        with pytest.raises(BadInput, match=r"^no report has the period “2031”; there are: 2026, 2027$"):
            tables(office, "2031", "kh-1")


def test_where_none_is_gathered_no_report_is_said_to_gather_it() -> None:
    with small_office(plans=small.PLAN.replace('compiles = ["year"]\n', "")) as office:
        found = tables(office)
    assert [(len(annex.summary), len(annex.lines)) for annex in found] == [(1, 2), (1, 1)]
    assert found[1].title == WHOLE.title and found[1].subtitle.startswith("Báo cáo của tỉnh (")
