"""A workbook as its reader saw it: what is hidden, struck or without colour is not read and is said, with its cells."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.worksheet.table import Table as SheetTable
from openpyxl.worksheet.worksheet import Worksheet

from reminder.documents import Unreadable
from tests.documents.sheets import ROWS, Change, book, document, repacked, tasks

STRUCK = InlineFont(strike=True)


def hide_row(sheet: Worksheet) -> None:
    sheet.row_dimensions[4].hidden = True


def hide_column(sheet: Worksheet) -> None:
    sheet.column_dimensions["D"].hidden = True


def fold(sheet: Worksheet) -> None:
    sheet.row_dimensions.group(4, 4, outline_level=1, hidden=True)
    sheet.column_dimensions.group("D", "D", outline_level=1, hidden=True)


def filtered(sheet: Worksheet) -> None:
    sheet.auto_filter.ref = "A2:E5"
    sheet.auto_filter.add_filter_column(2, ["Sở Xây dựng", "Sở Nội vụ"])
    sheet.row_dimensions[4].hidden = True


def narrow(sheet: Worksheet) -> None:
    sheet.column_dimensions["D"].width = 0.08


def low(sheet: Worksheet) -> None:
    sheet.row_dimensions[4].height = 0.5


ROW = "PL!A4:E4: hidden cells were left out: “2 | Trồng cây | Sở Y tế | Quý II/2026”"
COLUMN = "PL!D2:D3: hidden cells were left out: “Cơ quan phối hợp; Sở Y tế”"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (hide_row, [ROW]), (hide_column, [COLUMN]), (filtered, [ROW]), (narrow, [COLUMN]), (low, [ROW]),
        (fold, [ROW, COLUMN]),
    ],
)  # fmt: skip
def test_what_is_hidden_is_left_out_and_said(change: Change, said: list[str], tmp_path: Path) -> None:
    rows, findings = tasks(tmp_path, book(change=change))
    assert [line.split("; if they count")[0] for line in findings] == said
    assert [row.stt for row in rows] == (["1", "3"] if ROW in said else ["1", "2", "3"])
    assert (rows[0].coordinators_raw == "") is (COLUMN in said)


def test_a_row_of_no_height_and_a_column_of_no_width(tmp_path: Path) -> None:
    def flat(name: str, body: bytes) -> bytes:
        body = body.replace(b'<row r="4"', b'<row r="4" ht="0" customHeight="1"')
        return body.replace(b"<sheetData>", b'<cols><col min="4" max="4" width="0" customWidth="1"/></cols><sheetData>')

    rows, findings = tasks(tmp_path, repacked(book(), flat))
    assert [row.stt for row in rows] == ["1", "3"] and len(findings) == 2


def test_many_hidden_rows_are_one_remark(tmp_path: Path) -> None:
    def most(sheet: Worksheet) -> None:
        for number in range(4, 24):
            sheet.row_dimensions[number].hidden = number not in (10, 11)

    many = [(n, f"Việc {n}", "Sở Y tế", "", "2026") for n in range(1, 31)]
    rows, findings = tasks(tmp_path, book(many, most))
    assert [row.stt for row in rows] == ["1", "8", "9", *map(str, range(22, 31))]
    assert [line.partition(":")[0] for line in findings if "hidden" in line] == ["PL!A4", "PL!A12"]
    assert "“2 | Việc 2 | Sở Y tế | 2026; 3 | Việc 3" in findings[0] and "; … (+1)”" in findings[0]


def test_hidden_rows_all_over_the_sheet_are_one_remark(tmp_path: Path) -> None:
    def every_other(sheet: Worksheet) -> None:
        for number in range(4, 34, 2):
            sheet.row_dimensions[number].hidden = True

    rows, findings = tasks(tmp_path, book([(n, f"Việc {n}", "Sở Y tế", "", "2026") for n in range(1, 32)], every_other))
    assert len(rows) == 16
    said = [line for line in findings if "hidden" in line]
    assert len(said) == 1 and said[0].startswith("PL!A4:E32: ") and "Việc 2 |" in said[0] and "(+10)" in said[0]


def test_the_words_of_a_merged_cell_show_where_it_shows(tmp_path: Path) -> None:
    def merged(sheet: Worksheet) -> None:
        sheet.merge_cells("C3:C5")
        sheet.merge_cells("D4:E4")
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["D"].hidden = True

    rows, findings = tasks(tmp_path, book([ROWS[0], (2, "Trồng cây", "", "Quý II/2026"), ROWS[2]], merged))
    assert [(r.stt, r.lead_raw, r.timeframe_raw) for r in rows] == [
        ("2", "Sở Xây dựng", "Quý II/2026"), ("3", "Sở Xây dựng", "Quý III/2026"),
    ]  # fmt: skip
    assert "Sở Xây dựng" not in "".join(findings)


def test_sheets_that_do_not_show_are_named(tmp_path: Path) -> None:
    def more(sheet: Worksheet) -> None:
        assert sheet.parent
        for title, state in (("cũ", "hidden"), ("rất cũ", "veryHidden")):
            other = sheet.parent.create_sheet(title)
            other.append(["trước ngày 15/12"])
            other.sheet_state = state

    read = document(tmp_path, book(change=more))
    assert [f.say("vi") for f in read.findings] == ["không đọc trang tính ẩn “cũ”", "không đọc trang tính ẩn “rất cũ”"]
    assert "15/12" not in str(read.blocks)


def strike_row(sheet: Worksheet) -> None:
    for cell in sheet[4]:
        cell.font = Font(strike=True)


def strike_words(sheet: Worksheet) -> None:
    for cell in sheet[4][1:]:
        cell.font = Font(strike=True)


def strike_part(sheet: Worksheet) -> None:
    sheet["C4"] = CellRichText(TextBlock(STRUCK, "Sở Công Thương\n"), "Sở Y tế")
    sheet["E4"] = CellRichText("Quý ", TextBlock(STRUCK, "I"), TextBlock(InlineFont(b=True), "II/2026"))


def strike_all_but_a_run(sheet: Worksheet) -> None:
    sheet["E4"].font = Font(strike=True)
    sheet["E4"] = CellRichText("Quý I/2026 ", TextBlock(InlineFont(b=True), "Quý II/2026"))


@pytest.mark.parametrize(
    ("change", "said", "left"),
    [
        (strike_row, "PL!A4:E4: struck text was left out: “2; Trồng cây; Sở Y tế; Quý II/2026”", None),
        (strike_words, "PL!A4:E4: struck text was left out: “2; Trồng cây; Sở Y tế; Quý II/2026”", None),
        (strike_part, "PL!C4:E4: struck text was left out: “Sở Công Thương; I”", ("Sở Y tế", "Quý II/2026")),
        (strike_all_but_a_run, "PL!E4: struck text was left out: “Quý I/2026”", ("Sở Y tế", "Quý II/2026")),
    ],
)
def test_what_is_struck_is_left_out_and_said(
    change: Change, said: str, left: tuple[str, str] | None, tmp_path: Path
) -> None:
    rows, findings = tasks(tmp_path, book(change=change))
    assert [line.split("; if it still")[0] for line in findings] == [said]
    found = {row.stt: (row.lead_raw, row.timeframe_raw) for row in rows}
    assert found.get("2") == left and set(found) >= {"1", "3"}


def test_a_rule_that_strikes_is_said_and_a_raised_figure_stays_raised(tmp_path: Path) -> None:
    def ruled(sheet: Worksheet) -> None:
        rule = FormulaRule(formula=['$F3="xong"'], font=Font(strike=True))  # type: ignore[no-untyped-call]
        sheet.conditional_formatting.add("A3:E5", rule)
        sheet["B4"] = CellRichText("Trồng cây", TextBlock(InlineFont(vertAlign="superscript"), "1"))

    rows, findings = tasks(tmp_path, book(change=ruled))
    assert findings == ["PL!A3:E5: a conditional format may strike cells here; compare with what Excel shows"]
    assert rows[1].title == "Trồng cây¹"


WHITE, DARK = Color("FFFFFFFF"), PatternFill("solid", fgColor="FF1F4E78")


def colour(font: Color, fill: PatternFill | None = None) -> Change:
    def change(sheet: Worksheet) -> None:
        sheet["E4"].font = Font(color=font)
        if fill is not None:
            sheet["E4"].fill = fill

    return change


def colour_of_a_run(sheet: Worksheet) -> None:
    sheet["E4"] = CellRichText(TextBlock(InlineFont(color=WHITE), "Quý II/2026"))


def without_format(sheet: Worksheet) -> None:
    sheet["E4"].number_format = ";;;"


def under_a_rule(sheet: Worksheet) -> None:
    colour(WHITE)(sheet)
    rule = FormulaRule(formula=["TRUE"], fill=PatternFill("solid", bgColor="FF1F4E78"))  # type: ignore[no-untyped-call]
    sheet.conditional_formatting.add("A1:E4", rule)


def in_a_table_with_a_style(sheet: Worksheet) -> None:
    colour(WHITE)(sheet)
    sheet.add_table(SheetTable(displayName="T", ref="A2:E5"))


@pytest.mark.parametrize(
    ("change", "seen"),
    [
        (without_format, False), (colour(WHITE), False), (colour(Color(theme=0)), False),
        (colour(Color(indexed=9)), False), (colour(Color("FF1F4E78"), DARK), False),
        (colour(WHITE, PatternFill("solid", fgColor=Color(theme=0))), False), (colour_of_a_run, False),
        (colour(WHITE, DARK), True), (colour(Color(theme=1)), True), (colour(Color(theme=0, tint=-0.5)), True),
        (colour(WHITE, PatternFill("gray125")), True), (under_a_rule, True), (in_a_table_with_a_style, True),
    ],
)  # fmt: skip
def test_words_in_the_colour_of_what_is_behind_them_are_left_out_and_said(
    change: Change, seen: bool, tmp_path: Path
) -> None:
    rows, findings = tasks(tmp_path, book(change=change))
    assert [row.timeframe_raw for row in rows] == ["Quý I/2026", "Quý II/2026" if seen else "", "Quý III/2026"]
    said = [line.split("; if they")[0] for line in findings if "E4" in line]
    assert said == ([] if seen else ["PL!E4: hidden cells were left out: “Quý II/2026”"])


WORDS = st.text("abcĐđẩở1 /", min_size=1, max_size=8).map(str.strip).filter(bool)
GRIDS = st.lists(st.lists(WORDS | st.none(), min_size=3, max_size=3), min_size=1, max_size=6)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    grid=GRIDS, rows=st.sets(st.integers(3, 8)), columns=st.sets(st.sampled_from("ABC")),
    struck=st.sets(st.integers(3, 8)),
)  # fmt: skip
def test_every_word_is_read_or_said(
    grid: list[list[str | None]], rows: set[int], columns: set[str], struck: set[int], tmp_path: Path
) -> None:
    """Whatever is hidden or struck: each cell's words stand in a block or in a remark, and never in both."""

    def change(sheet: Worksheet) -> None:
        for number in rows:
            sheet.row_dimensions[number].hidden = True
        for letter in columns:
            sheet.column_dimensions[letter].hidden = True
        for number in struck - rows:
            for cell in sheet[number]:
                cell.font = Font(strike=True)

    marked = [[f"«{r}.{c}»{text}" if text else None for c, text in enumerate(row)] for r, row in enumerate(grid)]
    try:
        read = document(tmp_path, book(marked, change, head=("một", "hai", "ba")))
    except Unreadable as fault:
        assert fault.finding.code == "empty"
        return
    words = str(read.blocks)
    said = " ".join(finding.say() for finding in read.findings)
    for r, row in enumerate(marked):
        for c, text in enumerate(row):
            if text:
                mark = text.partition("»")[0]
                out = 3 + r in rows | struck or "ABC"[c] in columns
                assert (mark in words) is not out
                if "(+" not in said:
                    assert (mark in said) is out
