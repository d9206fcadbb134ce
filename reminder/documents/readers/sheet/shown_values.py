"""What a cell of a sheet shows: its value under its number format, as a reader in Vietnam sees it.

No library that renders number formats for Python is kept up (ssf rests since 2020), and plans need little of them:
dates and times, figures with their groups, decimals and percent, words around them. Any other format is said.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from math import isfinite
from typing import Literal, NamedTuple

from openpyxl.utils.datetime import to_excel

from reminder.documents.readers.sheet.format_codes import Token, sections
from reminder.documents.readers.sheet.shown_dates import moment

_ALL_FIGURES = Context(prec=400)  # a float has at most 309 before the point
_MOST_FIGURES = 1e15  # from there on a figure is shown as 1E+30

Value = bool | int | float | str | date | time | timedelta


class Shown(NamedTuple):
    """`text` as it is seen. `unsure`: it may have been seen otherwise: with the month before the day in figures, or
    under a format that is not rendered here, so that the bare value is given."""

    text: str
    unsure: Literal["", "month-first", "format"] = ""


def is_no_figure(value: Value, epoch: datetime) -> bool:
    """No format shows it: more than a number can hold, or a date before all dates, of which Excel shows `####`."""
    if isinstance(value, float):
        return not isfinite(value)
    dated = isinstance(value, date | timedelta)
    return dated and to_excel(value, epoch) < 0  # type: ignore[no-untyped-call]


def shown(value: Value, code: str, epoch: datetime) -> Shown:
    """The value under the number format `code`; `epoch` is day 0 of the workbook's dates (1900 or 1904)."""
    if isinstance(value, bool):
        return Shown(str(value).upper())
    if isinstance(value, str):
        return Shown(_words(value, sections(code)))
    figures = [part for part in sections(code) if not any(token.kind == "text" for token in part)][:3]
    serial: float = value if isinstance(value, int | float) else to_excel(value, epoch)  # type: ignore[no-untyped-call]
    section = figures[_which(serial, len(figures))] if figures else (Token("general", ""),)
    kinds = {token.kind for token in section}
    dated = bool(kinds & {"date", "minute", "elapsed", "half"})
    parts = {token.part for token in section if token.part}
    if "unknown" in kinds or parts == {"d", "y"}:
        return Shown(_bare(value), "format")
    if dated and not isinstance(value, int | float):
        text, month_first = moment(value, serial, section)
        return Shown(text, "month-first" if month_first else "")
    if dated or (kinds & {"general", "text"} and not isinstance(value, int | float)):
        return Shown(_bare(value), "format" if dated else "")
    return _figure(abs(serial) if len(figures) > 1 and serial < 0 else serial, section)


def _which(serial: float, sections: int) -> int:
    """Which section holds: for what is above, below and at nought."""
    if serial < 0 and sections > 1:
        return 1
    return 2 if serial == 0 and sections > 2 else 0


def _words(text: str, parts: Sequence[Sequence[Token]]) -> str:
    """Text under its section: the fourth, or one with @; else as it is."""
    last = parts[-1]
    if len(parts) < 4 and not any(token.kind == "text" for token in last):
        return text
    shows = (text if token.kind == "text" else token.code for token in last if token.kind in ("text", "literal"))
    return "".join(shows).strip()


def _bare(value: Value) -> str:
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < _MOST_FIGURES else f"{value:.10g}".upper()
    if isinstance(value, date):
        timed = isinstance(value, datetime) and value.time() != time(0)
        return value.strftime("%d/%m/%Y %H:%M" if timed else "%d/%m/%Y")
    return str(value)


def _figure(number: float, section: Sequence[Token]) -> Shown:
    if sum(token.kind in ("digits", "general") for token in section) > 1:  # fractions, numbers in groups (##-##)
        return Shown(_bare(number), "format")
    percent = sum(token == ("literal", "%") for token in section)
    text = ""
    for token in section:
        if token.kind == "digits":
            text += _digits(Decimal(repr(number)) * 100**percent, token.code, percent > 0)
        elif token.kind == "general":
            text += _bare(number)
        elif token.kind == "literal":
            text += token.code
    return Shown(" ".join(text.split()))


def _digits(number: Decimal, code: str, marks: bool) -> str:
    """`marks`: with a decimal comma, as in grouped figures; a bare `1.10` may be the number of a row."""
    whole, _, after = code.rstrip(",").partition(".")
    number /= 1000 ** (len(code) - len(code.rstrip(",")))
    rounded = abs(number).quantize(Decimal(1).scaleb(-len(after)), ROUND_HALF_UP, _ALL_FIGURES)
    left, _, right = f"{rounded:f}".partition(".")
    least = after.count("0")
    right = right[:least] + right[least:].rstrip("0")
    left = left.lstrip("0")
    places = whole.replace(",", "")
    left = "0" * places[: max(0, len(places) - len(left))].count("0") + left
    if "," in whole and left:
        left = f"{int(left):,}".replace(",", ".")
    sign = "-" if number < 0 and rounded else ""
    return sign + left + (("," if marks or "," in whole else ".") + right if right else "")
