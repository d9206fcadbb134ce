"""Formulas: what was stored of them is taken for numbers and figures, and refused for a task, a body or a time.

openpyxl writes none of their results, so they are put in.
"""

import re
from pathlib import Path
from typing import Any

import pytest
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from reminder.documents import Unreadable
from tests.documents.sheets import HEAD, book, document, repacked, tasks


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
