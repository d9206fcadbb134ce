"""A workbook as its reader saw it: what does not show is not read and is said, with its cells and words."""

import io
import re
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.utils.datetime import MAC_EPOCH
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.table import Table as SheetTable
from openpyxl.worksheet.worksheet import Worksheet

from reminder.documents import Unreadable
from reminder.documents.blocks import Paragraph, Table
from reminder.documents.readers.excel import read_excel
from tests.documents.sheets import HEAD, ROWS, Change, book, document, repacked, tasks

STRUCK = InlineFont(strike=True)


def day(year: int, month: int, on: int) -> datetime:
    return datetime.combine(date(year, month, on), time())


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


def test_months_are_read_as_months(tmp_path: Path) -> None:
    codes = ("mm/yyyy", "mmm-yy", '"Tháng "m"/"yyyy', "yyyy", "dd/mm/yyyy", "m/d/yyyy")

    def formats(sheet: Worksheet) -> None:
        for number, code in enumerate(codes, 3):
            sheet.cell(number, 5).number_format = code

    rows, findings = tasks(tmp_path, book([(n, "Việc", "Sở Y tế", "", day(2026, 12, 1)) for n in range(1, 7)], formats))
    assert [row.timeframe_raw for row in rows] == [
        "12/2026", "tháng 12/2026", "Tháng 12/2026", "2026", "01/12/2026", "1/12/2026",
    ]  # fmt: skip
    assert findings == ["PL!E8: Excel shows a date here with the month before the day; 1/12/2026 was read"]


def test_formats_that_are_not_known_or_show_nothing(tmp_path: Path) -> None:
    def formats(sheet: Worksheet) -> None:
        sheet["E3"], sheet["E3"].number_format = 0.5, "# ?/?"
        sheet["E4"].number_format = ";;;"

    rows, findings = tasks(tmp_path, book(change=formats))
    assert [row.timeframe_raw for row in rows] == ["0.5", "", "Quý III/2026"]
    assert findings == [
        "PL!E3: the number format # ?/? is not known; 0.5 was read; compare with what Excel shows",
        "PL!E4: hidden cells were left out: “Quý II/2026”; if they count, show them in Excel and import again",
    ]


def test_a_workbook_of_1904(tmp_path: Path) -> None:
    def old(sheet: Worksheet) -> None:
        assert sheet.parent
        sheet.parent.epoch = MAC_EPOCH
        sheet["E3"], sheet["E3"].number_format = day(2026, 8, 15), "dd/mm/yyyy"

    assert tasks(tmp_path, book(change=old))[0][0].timeframe_raw == "15/08/2026"


def test_numbers_that_became_dates_and_figures(tmp_path: Path) -> None:
    numbers: list[Any] = [day(2026, 2, 1), day(2026, 3, 1), "2", 2.8, 2.9, 2.1, 2.11]

    def formats(sheet: Worksheet) -> None:
        sheet["A3"].number_format = sheet["A4"].number_format = "d-mmm"

    made = book([(n, f"Việc {at}", "Sở Y tế", "", "2026") for at, n in enumerate(numbers)], formats)
    rows, findings = tasks(tmp_path, made)
    assert [row.stt for row in rows] == ["1.2", "1.3", "2", "2.8", "2.9", "2.10", "2.11"]
    assert findings == [
        "PL!A3:A4: Excel made a date of a number here (1/2; 1/3); 1.2; 1.3 was read; compare with the rows around it",
        "PL!A8: Excel shortened a number here to 2.1; 2.10 was read, as the rows around it have it",
    ]


def test_months_typed_as_a_span_are_no_day(tmp_path: Path) -> None:
    def formats(sheet: Worksheet) -> None:
        sheet["E3"], sheet["E3"].number_format = day(2026, 4, 3), "d-mmm"
        sheet["E4"], sheet["E4"].number_format = day(2026, 4, 1), "mmm-yy"

    rows, findings = tasks(tmp_path, book(change=formats, head=(*HEAD[:4], "Tháng")))
    assert [row.timeframe_raw for row in rows][:2] == ["3-4", "tháng 4/2026"]
    assert [line.partition(":")[0] for line in findings] == ["PL!E3"]


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


@pytest.mark.parametrize("number", ["1E+30", "-1E+30", "-5", "-0.5", "2958466", "1E+400"])
@pytest.mark.parametrize("code", ["dd/mm/yyyy", "m/yyyy", "[h]:mm", "0", "#,##0.00", "0%", "General"])
def test_a_number_that_no_format_shows_is_one_sentence(code: str, number: str, tmp_path: Path) -> None:
    def put(sheet: Worksheet) -> None:
        sheet["E4"], sheet["E4"].number_format = 1, code

    def exact(name: str, body: bytes) -> bytes:
        return re.sub(rb'(<c r="E4"[^>]*>)<v>1</v>', rb"\1<v>" + number.encode() + b"</v>", body)

    data = repacked(book(change=put), exact)
    whole = code == "[h]:mm" and number == "2958466"
    if number == "1E+400" or (code in ("dd/mm/yyyy", "m/yyyy", "[h]:mm") and not whole):
        with pytest.raises(Unreadable, match="PL!E4 holds the error #"):
            tasks(tmp_path, data)
    else:
        assert tasks(tmp_path, data)[0][1].timeframe_raw not in ("", "1")


# Formulas: openpyxl writes none of their results, so they are put in.


def computed(data: bytes, **results: str) -> bytes:
    """The workbook with what Excel would have stored of the formulas in these cells."""

    def change(name: str, body: bytes) -> bytes:
        for cell, result in results.items():
            words = not re.fullmatch(r"[\d.]+", result)
            pattern = rf'<c r="{cell}"([^>]*?)><f([^>]*)>([^<]*)</f><v ?/?>(</v>)?</c>'.encode()
            kind = ' t="str"' if words else ""
            made = rf'<c r="{cell}"\1{kind}><f\2>\3</f><v>{result}</v></c>'
            body = re.sub(pattern, made.encode(), body)
        return body

    return repacked(data, change)


def test_running_numbers_and_sums_are_taken_as_they_stood(tmp_path: Path) -> None:
    head = (*HEAD, "Kinh phí", "Số lượng")
    rows = [
        (1, "Rà soát", "Sở Y tế", "", "Quý I/2026", 5, 1),
        ("=A3+1", "Trồng cây", "Sở Y tế", "", "Quý II/2026", "=F3*2", "=G3*3"),
        ('=IF(B5="","",A4+1)', None, None, None, None, None, None),
    ]
    read, findings = tasks(tmp_path, computed(book(rows, head=head), A4="2", F4="10", G4="3", A5=""))
    assert [(r.stt, r.funding_raw, r.note) for r in read] == [("1", "5", "Số lượng: 1"), ("2", "10", "Số lượng: 3")]
    assert findings == ["PL!A4:G4: 3 numbers come from formulas; they were read as they stood when the file was saved"]


@pytest.mark.parametrize(("upper", "taken"), [("Kinh phí", True), ("Thời gian", False)])
def test_a_divided_heading_tells_of_the_columns_under_it(upper: str, taken: bool, tmp_path: Path) -> None:
    rows = [
        (None,) * 5 + ("Trung ương", "Tỉnh", "Cộng"), (1, "Rà soát", "Sở Y tế", "", "Quý I/2026", 5, 6, "=F4+G4"),
    ]  # fmt: skip

    def merged(sheet: Worksheet) -> None:
        sheet.merge_cells("F2:H2")

    data = computed(book(rows, merged, (*HEAD, upper)), H4="11")
    if taken:
        assert "Cộng" in str(document(tmp_path, data)) and "'11'" in str(document(tmp_path, data))
    else:
        with pytest.raises(Unreadable, match="PL!H4 holds a formula"):
            document(tmp_path, data)


@pytest.mark.parametrize(
    ("cells", "results", "refused"),
    [
        ({"A4": "=A3+1"}, {}, "PL!A4"),  # nothing was stored
        ({"A4": "=A3+1", "E4": "=E3"}, {"A4": "2"}, "PL!E4"),
        ({"A4": "=A3+1", "E4": ArrayFormula("E4:E5", "=E3:E4")}, {"A4": "2"}, "PL!E4"),
        ({"A4": ArrayFormula("A4:A5", "=A3:A4+1")}, {}, "PL!A4"),
        ({"E4": "=E3"}, {"E4": "Quý I/2026"}, "PL!E4"),
        ({"E4": "=TODAY()", "A4": "=A3+1"}, {"E4": "46357", "A4": "2"}, "PL!E4"),
        ({"C4": "=C3", "B4": "=B3", "E4": "=2026"}, {"C4": "x", "B4": "y", "E4": "2026"}, "PL!B4, C4, E4"),
        ({"A1": '="KẾ HOẠCH"'}, {"A1": "KẾ HOẠCH"}, "PL!A1"),
        ({f"E{n}": "=E2" for n in range(3, 10)}, {}, "PL!E3, E4, E5, E6, E7, … (7)"),
    ],
)
def test_a_formula_that_gives_a_task_a_body_or_a_time_is_refused(
    cells: dict[str, Any], results: dict[str, str], refused: str, tmp_path: Path
) -> None:
    def formulas(sheet: Worksheet) -> None:
        for cell, formula in cells.items():
            sheet[cell] = formula

    with pytest.raises(Unreadable) as raised:
        document(tmp_path, computed(book(change=formulas), **results))
    assert f"{refused} holds a formula" in str(raised.value)


def test_formulas_and_faults_in_hidden_cells_stop_nobody(tmp_path: Path) -> None:
    def hidden(sheet: Worksheet) -> None:
        sheet["G3"], sheet["G4"] = "=TODAY()", "#REF!"
        sheet["G4"].data_type = "e"
        sheet.column_dimensions["G"].hidden = True

    rows, findings = tasks(tmp_path, book(change=hidden))
    assert len(rows) == 3 and [line.split("; if they")[0] for line in findings] == [
        "PL!G3:G4: hidden cells were left out: “=TODAY(); #REF!”"
    ]


@pytest.mark.parametrize(("kind", "said"), [("", "=A2"), ("<v>46357</v>", "46357"), ("<v></v>", "")])
def test_what_a_hidden_formula_gave_is_said(kind: str, said: str, tmp_path: Path) -> None:
    """Of an array, or shared with the cells around it."""
    words = ' t="str"' if kind == "<v></v>" else ""
    made = f'<c r="G3"{words}><f t="array" ref="G3:G4">A2</f>{kind}</c></row>'.encode()

    def put(name: str, body: bytes) -> bytes:
        return re.sub(rb'(<row r="3".*?)</row>', lambda match: match[1] + made, body) if "sheet1" in name else body

    def hide(sheet: Worksheet) -> None:
        sheet.column_dimensions["G"].hidden = True

    _, findings = tasks(tmp_path, repacked(book(change=hide), put))
    assert [line.split("; if they")[0] for line in findings] == (
        [f"PL!G3: hidden cells were left out: “{said}”"] if said else []
    )


# What stands beside the cells.

DRAWING = """\
<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">{anchors}</xdr:wsDr>"""
ANCHOR = """\
<xdr:oneCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row>
<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="1" cy="1"/>{shape}<xdr:clientData/></xdr:oneCellAnchor>"""
SHAPE = """\
<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="{id}" name="Hộp" {hidden}/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr>
<xdr:spPr/><xdr:txBody><a:bodyPr/><a:p>{runs}</a:p></xdr:txBody></xdr:sp>"""
RELATIONS = """\
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{all}</Relationships>"""
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def drawn(anchors: str, data: bytes | None = None) -> bytes:
    """The workbook with a drawing on its sheet."""

    def change(name: str, body: bytes) -> bytes:
        link = f'<drawing xmlns:r="{OFFICE}" r:id="rId9"/></worksheet>'.encode()
        return body.replace(b"</worksheet>", link) if name.endswith("sheet1.xml") else body

    relation = f'<Relationship Id="rId9" Type="{OFFICE}/drawing" Target="../drawings/d.xml"/>'
    more = {
        "xl/drawings/d.xml": DRAWING.format(anchors=anchors),
        "xl/worksheets/_rels/sheet1.xml.rels": RELATIONS.format(all=relation),
    }
    return repacked(data or book(), change, more)


def test_the_words_of_boxes_are_paragraphs(tmp_path: Path) -> None:
    def run(words: str, about: str = "") -> str:
        return f"<a:r>{about}<a:t>{words}</a:t></a:r>"

    struck = run("hai lần ", '<a:rPr strike="sngStrike"/>')
    words = run("Sở Nội vụ báo cáo ") + struck + run("trước ngày 20/11.")
    twice = "<mc:AlternateContent><mc:Choice>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback></mc:AlternateContent>"
    inner = SHAPE.format(id=5, hidden="", runs=run("Trong nhóm")) + SHAPE.format(
        id=6, hidden='hidden="1"', runs=run("Ẩn")
    )
    anchors = [
        ANCHOR.format(row=8, shape=twice.format(SHAPE.format(id=2, hidden="", runs=words))),
        ANCHOR.format(row=9, shape=f"<xdr:grpSp>{inner}</xdr:grpSp>"),
        ANCHOR.format(row=0, shape=SHAPE.format(id=7, hidden="", runs=run("Cạnh tiêu đề"))),
        ANCHOR.format(row=3, shape="<xdr:pic/>"),
    ]
    read = document(tmp_path, drawn("".join(anchors)))
    texts = {block.spot.at: block.text for block in read.blocks if isinstance(block, Paragraph)}
    assert texts == {
        "PL!B9": "Sở Nội vụ báo cáo trước ngày 20/11.", "PL!B10": "Trong nhóm", "PL!B1": "Cạnh tiêu đề",
    }  # fmt: skip
    assert [f.code for f in read.findings] == ["picture-unread"]


def test_a_box_above_the_table_is_read_before_it(tmp_path: Path) -> None:
    def below(sheet: Worksheet) -> None:
        sheet.move_range("A1:E5", rows=9)

    box = ANCHOR.format(row=2, shape=SHAPE.format(id=2, hidden="", runs="<a:r><a:t>UBND TỈNH</a:t></a:r>"))
    read = document(tmp_path, drawn(box, book(change=below)))
    assert [isinstance(block, Paragraph) for block in read.blocks] == [True, False]


def test_comments_are_said(tmp_path: Path) -> None:
    def noted(sheet: Worksheet) -> None:
        sheet["B4"].comment = Comment("gia hạn\nđến 30/6", "A")
        sheet["E5"].comment = Comment("[Threaded comment]\n\nYour version …\n\nComment:\n xong chưa?", "tc={1}")

    threads = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
        '<threadedComment ref="E5" id="{1}"><text>xong chưa?</text></threadedComment>'
        '<threadedComment ref="E5" id="{2}" parentId="{1}"><text>đến 15/7</text></threadedComment></ThreadedComments>'
    )
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    relation = f'<Relationship Id="rId77" Type="{kind}" Target="../threadedComments/t.xml"/></Relationships>'

    def linked(name: str, body: bytes) -> bytes:
        return body.replace(b"</Relationships>", relation.encode()) if "worksheets/_rels" in name else body

    _, findings = tasks(tmp_path, repacked(book(change=noted), linked, {"xl/threadedComments/t.xml": threads}))
    assert [line.split("; what")[0] for line in findings] == [
        "PL!E5: a comment was left out: “xong chưa? / đến 15/7”", "PL!B4: a comment was left out: “gia hạn / đến 30/6”",
    ]  # fmt: skip


def test_printed_margins_are_said_where_they_name_a_time(tmp_path: Path) -> None:
    def printed(sheet: Worksheet) -> None:
        assert sheet.oddHeader is not None and sheet.oddFooter is not None
        sheet.oddHeader.center.text = "Kèm theo Kế hoạch số 5 ngày 15/12/2026 && phụ lục"
        sheet.oddHeader.center.font = "Times New Roman,Bold"
        sheet.oddFooter.right.text = "Trang &P/&N"

    _, findings = tasks(tmp_path, book(change=printed))
    assert [line.split("; check")[0] for line in findings] == [
        "PL: the header or footer was left out: “Kèm theo Kế hoạch số 5 ngày 15/12/2026 & phụ lục”"
    ]


# The file itself.


def strict(name: str, body: bytes) -> bytes:
    kinds = rb"http://schemas\.openxmlformats\.org/(spreadsheetml|officeDocument|drawingml)/2006/"
    return re.sub(kinds, rb"http://purl.oclc.org/ooxml/\1/", body)


def test_strict_workbooks_are_read(tmp_path: Path) -> None:
    data = repacked(book(), strict)
    assert b"purl.oclc.org" in zipfile.ZipFile(io.BytesIO(data)).read("xl/workbook.xml")
    assert [row.stt for row in tasks(tmp_path, data)[0]] == ["1", "2", "3"]


def test_parts_may_lie_anywhere(tmp_path: Path) -> None:
    def renamed(name: str, body: bytes) -> bytes:
        return body.replace(b"xl/workbook.xml", b"xl/workbook2.xml").replace(b"worksheets/sheet1.xml", b"tables/s.xml")

    moved = {
        "xl/workbook.xml": "xl/workbook2.xml", "xl/_rels/workbook.xml.rels": "xl/_rels/workbook2.xml.rels",
        "xl/worksheets/sheet1.xml": "xl/tables/s.xml",
    }  # fmt: skip
    data = repacked(book(), renamed, renamed=moved)
    (table,) = read_excel("x", zipfile.ZipFile(io.BytesIO(data)), data, lambda done, total: None).blocks
    assert isinstance(table, Table) and len(table.rows) == 5


@pytest.mark.parametrize(
    "ref", ["mergeCell ref='A1:XFD1048576'", 'mergeCell ref = "a1:f9999999"', 'mergeCell ref="&#65;1:F1048576"',
            "mergeCell count='1'\nref='$A$1:$XFD$40000'", 'hyperlink ref="A1:XFD1048576" location="x"'],
)  # fmt: skip
@pytest.mark.parametrize("path", ["xl/worksheets/sheet1.xml", "xl/tables/s.bin"])
def test_ranges_larger_than_any_plan_are_refused(ref: str, path: str, tmp_path: Path) -> None:
    def swollen(name: str, body: bytes) -> bytes:
        tag = ref.split()[0]
        more = f"<{tag}s><{ref}/></{tag}s>".encode()
        body = body.replace(b"</sheetData>", b"</sheetData>" + more) if name.endswith("sheet1.xml") else body
        return body.replace(b"worksheets/sheet1.xml", path.removeprefix("xl/").encode())

    data = repacked(book(), swollen, renamed={"xl/worksheets/sheet1.xml": path})
    with pytest.raises(Unreadable) as raised:
        document(tmp_path, data)
    assert raised.value.finding.code == "too-many"


def test_columns_far_to_the_right_are_said(tmp_path: Path) -> None:
    head = (*HEAD, *(f"T{n}" for n in range(1, 70)))
    rows, findings = tasks(tmp_path, book([(*ROWS[0], *["x"] * 69)], head=head))
    assert "T55: x" in rows[0].note and "T56" not in rows[0].note
    assert findings[0].startswith("PL!BI2:BV3: the columns this far right were left out: “T56; T57;")


def test_a_table_may_begin_anywhere(tmp_path: Path) -> None:
    def moved(sheet: Worksheet) -> None:
        sheet.delete_rows(1)
        sheet.move_range("A1:E4", rows=6, cols=3)

    read = document(tmp_path, book(change=moved))
    (table,) = read.blocks
    assert isinstance(table, Table) and table.letters == ("D", "E", "F", "G", "H")
    assert [row.stt for row in tasks(tmp_path, book(change=moved))[0]] == ["1", "2", "3"]


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
