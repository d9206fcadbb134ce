"""The number format of a cell (`dd/mm/yyyy;@`, `"Tháng "m`, `#,##0.00`) taken apart: its sections and their tokens."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

Part = Literal["d", "m", "y", ""]

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<pad>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]|(?P<half>AM/PM|A/P)'
    r"|(?P<general>General)|(?P<unknown>E[+-]|[beg]+)|(?P<date>y+|m+|d+|h+|s+)"
    r"|(?P<digits>[0#?][0#?,]*(?:\.[0#?]*)?,*|\.[0#?]+)|(?P<text>@)|(?P<end>;)|(?P<sign>.)",
    re.I | re.S,
)
# These show by the settings of the machine that opens the file (ECMA-376 18.8.30: 14 and 22; long date, time).
_BY_LOCALE = (
    (re.compile(r"mm-dd-yy(;@)?"), "dd/mm/yyyy"),
    (re.compile(r"m/d/yy h:mm(;@)?"), "dd/mm/yyyy h:mm"),
    (re.compile(r"\[\$-(F800|x-sysdate)\].*", re.I), "d/m/yyyy"),
    (re.compile(r"\[\$-(F400|x-systime)\].*", re.I), "h:mm:ss"),
)


class Token(NamedTuple):
    """`kind`: literal, date, minute, elapsed, half (AM/PM), digits, general, text (@), or unknown; `code` as it is
    written, of a literal what it shows."""

    kind: str
    code: str

    @property
    def part(self) -> Part:
        """The part of a date it shows; "" for a weekday, a time and all else."""
        if self.kind != "date" or self.code.startswith("ddd"):
            return ""
        return {"d": "d", "m": "m", "y": "y"}.get(self.code[0], "")  # type: ignore[return-value]  # the keys

    @property
    def named(self) -> bool:
        """A month by its name (`mmm`)."""
        return self.part == "m" and len(self.code) > 2


@lru_cache(maxsize=512)
def sections(code: str) -> tuple[tuple[Token, ...], ...]:
    """The sections in order (positive; negative; zero; text), in the form that shows in Vietnam where the format
    leaves that to the machine."""
    code = next((form for known, form in _BY_LOCALE if known.fullmatch(code)), code)
    found: list[list[Token]] = [[]]
    for match in _TOKEN.finditer(code):
        kind, text = match.lastgroup or "", match[match.lastgroup or 0]
        if kind == "end":
            found.append([])
        elif kind == "bracket":
            found[-1] += _bracket(text)
        elif kind in ("quoted", "escaped", "sign", "pad"):
            found[-1].append(Token("literal", " " if kind == "pad" else text))
        elif kind != "fill":
            found[-1].append(Token(kind, text.lower()))
    return tuple(_with_minutes(section) for section in found)


def parts_shown(code: str) -> str:
    """Which of day, month and year the format shows, in its order: `dm` for `d-mmm`."""
    return "".join(dict.fromkeys(token.part for token in sections(code)[0]))


def _bracket(text: str) -> list[Token]:
    if re.fullmatch(r"h+|m+|s+", text, re.I):
        return [Token("elapsed", text.lower())]
    if re.match(r"[<>=]", text):
        return [Token("unknown", text)]
    sign = re.match(r"\$([^-]*)", text)
    return [Token("literal", sign[1])] if sign else []


def _with_minutes(section: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with `m` told apart: minutes where hours stand before or seconds behind."""
    tokens = list(section)
    clock = [n for n, token in enumerate(tokens) if token.kind in ("date", "elapsed")]
    for place, n in enumerate(clock):
        before = tokens[clock[place - 1]].code[0] if place else ""
        behind = tokens[clock[place + 1]].code[0] if place + 1 < len(clock) else ""
        if tokens[n].code in ("m", "mm") and tokens[n].kind == "date" and (before == "h" or behind == "s"):
            tokens[n] = Token("minute", tokens[n].code)
    return tuple(tokens)
