"""Where the grammar stands in a phrase, and what it has found so far."""

from calendar import monthrange
from datetime import date, time
from typing import Final

from reminder.phrases.faults import Fault
from reminder.phrases.series import Freq
from reminder.phrases.tokens import Tokens

LAST: Final = 99
"""A day that means the last one of its month."""

NUMBERS: Final = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
}  # fmt: skip
# Beyond IV only so that a fault is seen as one.
ROMAN: Final = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11, "xii": 12,
}  # fmt: skip
EACH: Final = frozenset({"hang", "moi", "tung"})
SIGNS: Final = frozenset({"/", "."})


class Rule:
    """A date inside a recurring period, as printed; `freq` is "" while the period has not been named."""

    __slots__ = ("day", "freq", "month", "shift", "weekday", "working")

    def __init__(
        self, freq: Freq | str, month: int, day: int, weekday: int = -1, working: bool = False, shift: int = 0
    ) -> None:
        self.freq, self.month, self.day = freq, month, day
        self.weekday, self.working, self.shift = weekday, working, shift


class Found:
    """One span or point: from `y1 m1 d1` to `y2 m2 d2`. A year or month of 0 is not printed.

    `anchor` is the word before it: before, by, from, after or "". A `point` has no start.
    """

    __slots__ = (
        "anchor", "at", "clause", "d1", "d2", "kind", "label", "m1", "m2", "point", "rule",
        "shift", "tok", "upto", "y1", "y2", "yearly",
    )  # fmt: skip

    def __init__(self, kind: str, tok: int, lo: tuple[int, int, int], hi: tuple[int, int, int]) -> None:
        self.kind, self.tok, self.upto = kind, tok, tok
        self.y1, self.m1, self.d1 = lo
        self.y2, self.m2, self.d2 = hi
        self.point = kind in ("day", "part")
        self.anchor = ""
        self.at: time | None = None
        self.clause = 0
        self.label = ""
        self.rule: Rule | None = None
        self.shift = 0
        self.yearly = False

    def first(self) -> date:
        return date(self.y1, self.m1, min(self.d1, monthrange(self.y1, self.m1)[1]))

    def last(self) -> date:
        return date(self.y2, self.m2, min(self.d2, monthrange(self.y2, self.m2)[1]))


class Cursor:
    """The tokens, the place among them, and the marks that words left for what comes after."""

    __slots__ = (
        "anchor", "at", "clause", "colons", "cut", "event_on", "family", "faults", "found", "freqs", "goes_on", "i",
        "known", "n", "on", "open", "open_tok", "passed", "relative", "reported", "starts", "tokens", "undated",
        "vision", "w", "yearly",
    )  # fmt: skip

    def __init__(self, tokens: Tokens, on: date | None) -> None:
        self.tokens, self.w, self.n, self.on = tokens, tokens.words, tokens.count, on
        self.i = 0
        self.found: list[Found] = []
        self.faults: list[Fault] = []
        self.passed: list[int] = []
        self.freqs: list[Freqs] = []
        self.anchor = self.family = ""
        self.at: time | None = None
        self.clause = self.open_tok = 0
        self.starts, self.colons = [0], set[int]()
        self.open = self.goes_on = self.undated = self.yearly = self.known = self.reported = self.cut = False
        self.vision: int | None = None
        self.event_on: date | None = None
        self.relative: tuple[int, str, bool, str] | None = None

    def bind(self, anchor: str) -> None:
        """What follows is bound by `anchor`, until another word or the end of the clause unbinds it."""
        self.anchor, self.family = anchor, ""

    def fault(self, code: str, first: int, last: int, note: str = "") -> None:
        start, end = self.tokens.span(first, last)
        quote = " ".join(self.tokens.text[start : min(end, start + 60)].split())
        self.faults.append(Fault(code, quote, start, note))


class Freqs:
    """A period named without a date: "hằng quý", "6 tháng", "02 năm một lần"."""

    __slots__ = ("clause", "freq", "months", "n", "plain", "tok")

    def __init__(self, freq: Freq, tok: int, clause: int, n: int = 1, months: int = 0, plain: bool = False) -> None:
        self.freq, self.tok, self.clause, self.n, self.months, self.plain = (freq, tok, clause, n, months, plain)
