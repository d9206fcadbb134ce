"""Hours of the day, and a date with its hour."""

from datetime import time

from reminder.phrases.chart import Place
from reminder.phrases.found import Founds
from reminder.phrases.rulebook import Rulebook

BOOK = Rulebook()
rule = BOOK.rule


@rule(
    "hour",
    "(<n>|<n:spelled>) giờ [<m:d> [phút]] (chiều|tối|đêm)",
    "<n> h [<m:d>] (chiều|tối|đêm)",
    like=("8 giờ tối ngày 27/3/2026", "lúc 2 giờ chiều ngày 27/3/2026"),
)
def hour_past_noon(p: Place, n: int, m: int = 0) -> time | None:
    """ "4 giờ chiều"."""
    return time(n + 12 if n < 12 else n, m) if n <= 23 and m <= 59 else None


@rule(
    "hour",
    "<n:spelled> giờ [<m:spelled> [phút]] !( !( [sáng] [,] ngày ) )",
    like=("lúc chín giờ ngày 15/4/2026", "trước tám giờ ngày 15/4/2026"),
)
def hour_in_words(p: Place, n: int, m: int = 0) -> time | None:
    """ "mười bảy giờ ngày …"."""
    return time(n, m) if n <= 23 and m <= 59 else None


@rule(
    "hour",
    "<n> (giờ|h|g) [<m:d> [phút|p]] !(làm | / | <d:d> !(/ | - | .) | kể | từ | sau | tính | trước <n>)",
    "<n> : <m:d> !(/ | . | -)",
    like=("8h00 ngày 15/6/2026", "14:00 ngày 15/6/2026",),
)  # fmt: skip
def hour(p: Place, n: int, m: int = 0) -> time | None:
    """An hour of the day; 24:00 is its last minute."""
    if n > 24 or m > 59:
        return None
    return time(23, 59) if n == 24 else time(n, m)


@rule(
    "timed",
    "<hour> [,] [của|vào|trong] [<daypart>] [hôm nay|ngày hôm nay|ngày mai] <date>",
    "<date> [,] [lúc|vào|vào lúc|hồi] <hour>",
    like=("14:00 ngày 15/6/2026", "23h59 ngày 31/3/2026"),
)
def timed(p: Place, hour: time, date: Founds, daypart: str = "") -> Founds:
    """A date with its hour."""
    return tuple(one.but(at=hour) for one in date)
