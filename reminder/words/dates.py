"""Dates and reporting periods in words, in either language."""

import re
from datetime import date

from reminder.translatable import N_
from reminder.words.catalogues import translator

_PERIOD = re.compile(r"(?P<year>\d{4})(?:-(?P<kind>[HQMW])(?P<number>\d{1,2}))?\Z")

_WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip
_MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"),
    N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
_PERIODS = {
    "": N_("year {year}"), "H1": N_("first half of {year}"), "H": N_("second half of {year}"),
    "Q": N_("quarter {roman} of {year}"), "M": N_("month {number} of {year}"), "W": N_("week {number} of {year}"),
}  # fmt: skip


def weekday(on: date, lang: str) -> str:
    """`thứ Ba`; `Tuesday`."""
    return translator(lang)(_WEEKDAYS[on.weekday()])


def day_words(on: date, lang: str) -> str:
    """The date in words as Nghị định 30/2020/NĐ-CP writes it: `ngày 05 tháng 02 năm 2026` (days below 10
    and months 1 and 2 get a zero); `5 February 2026`."""
    say_ = translator(lang)
    if lang != "vi":
        return f"{on.day} {say_(_MONTHS[on.month - 1])} {on.year}"
    return say_("{day} {month} {year}").format(day=f"{on.day:02}", month=month_figure(on), year=on.year)


def long_date(on: date, lang: str) -> str:
    """With its weekday: `thứ Ba, ngày 15 tháng 12 năm 2026`; `Tuesday, 15 December 2026`."""
    return f"{weekday(on, lang)}, {day_words(on, lang)}"


def short_date(on: date, lang: str) -> str:
    """In figures as Vietnamese documents print them: `08/5/2025`, `15/12/2026`; `8 May 2025` in English,
    where figures would be read two ways."""
    return f"{on.day:02}/{month_figure(on)}/{on.year}" if lang == "vi" else day_words(on, lang)


def day_and_date(on: date, lang: str) -> str:
    """`thứ Ba, 15/12/2026`; `Tuesday, 15 December 2026`."""
    return f"{weekday(on, lang)}, {short_date(on, lang)}"


def day_and_weekday(on: date, lang: str, short: bool = False) -> str:
    """As it stands behind another word: `ngày 15 tháng 12 năm 2026 (thứ Ba)`, `ngày 15/12/2026 (thứ Ba)`; in English as
    with its weekday before it."""
    if lang != "vi":
        return long_date(on, lang)
    day = f"ngày {short_date(on, lang)}" if short else day_words(on, lang)
    return f"{day} ({weekday(on, lang)})"


def period_words(period: str, lang: str) -> str:
    """A reporting period as people say it: `2026-H1` → `6 tháng đầu năm 2026`; a listed date as a short
    date; `once` and what is unknown as it stands."""
    found = _PERIOD.match(period)
    if not found:
        try:
            return short_date(date.fromisoformat(period), lang)
        except ValueError:
            return period
    kind, number = found["kind"] or "", int(found["number"] or 0)
    form = _PERIODS["H1" if kind == "H" and number == 1 else kind]
    roman = ("", "I", "II", "III", "IV")[number % 5]
    return translator(lang)(form).format(year=found["year"], number=number, roman=roman)


def month_figure(on: date) -> str:
    """The month as Nghị định 30/2020/NĐ-CP writes it: `02`, but `3`."""
    return f"{on.month:02}" if on.month < 3 else str(on.month)
