"""A date or time as its number format shows it, in the order and with the figures a Vietnamese reader expects.

Only what the format shows is given: a format of month and year gives a month, whatever day lies behind it.
"""

import re
from collections.abc import Sequence
from datetime import date, time, timedelta

from reminder.documents.readers.sheet.format_codes import Token

Moment = date | time | timedelta

_WORDLESS = re.compile(r"[^\w]*")
_MONTH_WORD = re.compile(r"(tháng)\s*$|\b(thg\.?|th\.)\s*$", re.I)
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_FULL_MINUTE = re.compile(r"(\d:\d\d):00\b")
_CLOCK = {("date", "h"), ("minute", "m"), ("date", "s"), ("half", "a")}
_A_DAY = {"h": 24, "m": 1440, "s": 86400}


def moment(value: Moment, serial: float, section: Sequence[Token]) -> tuple[str, bool]:
    """The text, and whether it was seen with the month before the day, in figures that could be either.

    Parts that stand together, with signs between them only, come as `15/8/2026`, `8/2026` or `15/8`; a month by its
    name as `tháng 8`; years in full; hours of twenty-four; midnight beside a day and no seconds not at all.
    """
    tokens = _without_midnight(section) if serial % 1 == 0 and any(t.part for t in section) else section
    out, month_first, at = "", False, 0
    while at < len(tokens):
        run = _run(tokens, at)
        parts = sorted((token for token in run if token.part), key=lambda token: "dmy".index(token.part))
        names = "".join(token.part for token in parts)
        if names in ("dmy", "my", "dm"):
            named = any(token.named for token in parts)
            out = _before_month(out, named) if names == "my" else out
            out += "/".join(_read(value, serial, part) for part in parts)
            month_first |= run[0].part == "m" and names != "my" and not named and _either(value)
            at += len(run)
        else:
            out = _before_month(out, tokens[at].named) if tokens[at].part == "m" else out
            out += _read(value, serial, tokens[at])
            at += 1
    return _FULL_MINUTE.sub(r"\1", " ".join(out.split())), month_first


def _either(value: Moment) -> bool:
    """Day and month could each be taken for the other."""
    return isinstance(value, date) and value.month != value.day <= 12


def _without_midnight(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without `h:mm`, unless words belong to it (`hh"h"mm`)."""
    clock = [n for n, t in enumerate(tokens) if (t.kind, t.code[:1]) in _CLOCK]
    first, last = (clock[0], clock[-1] + 1) if clock else (0, 0)
    between = [token for token in tokens[first:last] if (token.kind, token.code[:1]) not in _CLOCK]
    bare = all(token.kind == "literal" and _WORDLESS.fullmatch(token.code) for token in between)
    return [*tokens[:first], *tokens[last:]] if bare else list(tokens)


def _run(tokens: Sequence[Token], at: int) -> list[Token]:
    """Parts of a date from `at` on with nothing but signs between them."""
    run: list[Token] = []
    end = 0
    for token in tokens[at:]:
        if token.part:
            run.append(token)
            end = len(run)
        elif run and token.kind == "literal" and _WORDLESS.fullmatch(token.code):
            run.append(token)
        else:
            break
    return run[:end]


def _before_month(text: str, named: bool) -> str:
    """The text before a month: with the word where it is short (`Thg `), or missing before a month by its name."""
    if found := _MONTH_WORD.search(text):
        return text if found[1] else f"{text[: found.start()]}{'T' if found[0][0] == 'T' else 't'}háng "
    return f"{text}tháng " if named else text


def _read(value: Moment, serial: float, token: Token) -> str:
    first, width = token.code[:1], len(token.code)
    seconds = round((serial % 1) * 86400)
    day, month, year = (value.day, value.month, value.year) if isinstance(value, date) else (0, 1, 1900)
    match token.kind, first:
        case "literal", _:
            return token.code
        case "elapsed", _:
            return f"{int(serial * _A_DAY[first] + 1e-6):0{width}}"
        case "minute", _:
            return f"{seconds // 60 % 60:0{width}}"
        case "date", "d" if width > 2:
            return _WEEKDAYS[value.weekday()] if isinstance(value, date) else ""
        case "date", "d":
            return f"{day:0{width}}"
        case "date", "m":
            return f"{month:0{width if width < 3 else 1}}"
        case "date", "y":
            return str(year)
        case "date", "h":
            return f"{seconds // 3600 % 24:0{width}}"
        case "date", "s":
            return f"{seconds % 60:0{width}}"
        case _:  # AM and PM, parts of a second
            return ""
