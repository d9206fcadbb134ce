"""A workbook as its reader saw it: dates and numbers as they show, or as they were typed."""

import re
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils.datetime import MAC_EPOCH
from openpyxl.worksheet.worksheet import Worksheet

from reminder.documents import Unreadable
from tests.documents.sheets import HEAD, book, repacked, tasks


def day(year: int, month: int, on: int) -> datetime:
    return datetime.combine(date(year, month, on), time())


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
