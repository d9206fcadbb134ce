"""A list as CSV that Excel opens by double click: a byte order mark, headings and values in words, dates in ISO form,
which it takes for dates whatever its language, and no cell that it would run as a formula."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from reminder.words.catalogues import translator
from reminder.words.fields import HEADINGS, cell

_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # in full width too: some editions read them alike


def as_csv(rows: Iterable[Mapping[str, Any]], fields: Sequence[str], lang: str, zone: ZoneInfo) -> str:
    """The `fields` of the rows under their headings; the headings alone where there is no row."""
    _ = translator(lang)
    return lines_as_csv(
        [_(HEADINGS[field]) for field in fields],
        ([cell(field, row[field], lang, zone) for field in fields] for row in rows),
    )


def lines_as_csv(headings: Sequence[str], lines: Iterable[Sequence[Any]]) -> str:
    """The same of lines whose headings and cells are in words already."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows([harmless(value) for value in line] for line in lines)
    return _MARK + text.getvalue()


def harmless(value: str | int | date | None) -> str | int:
    """The cell so that a spreadsheet shows it and runs nothing: a word that begins as a formula does gets an apostrophe
    before it. A number stays one."""
    if isinstance(value, int):
        return value
    text = value.isoformat() if isinstance(value, date) else value or ""
    return f"'{text}" if text.lstrip(" \n\u00a0").startswith(_FORMULA) else text
