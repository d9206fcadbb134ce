"""The working day right behind or before a day: the first after a printed one, after each period's end."""

from reminder.phrases.chart import Place
from reminder.phrases.found import Found, Founds
from reminder.phrases.items import Said, Term
from reminder.phrases.rulebook import Rulebook
from reminder.phrases.rules.each_term import each_of

BOOK = Rulebook()
rule = BOOK.rule

_BY = "[(chậm|muộn|trễ) nhất|không (quá|muộn hơn|chậm hơn)] [là] [vào]"
_NEXT = "(đầu tiên|tiếp theo|kế tiếp|liền sau|liền kề|ngay sau|thứ <num>)"


@rule(
    "item",
    f"{_BY} ngày làm việc {_NEXT} [liền|ngay] (sau|kể từ|tính từ) <day:known_day>",
    f"{_BY} ngày làm việc (ngay|liền|liền kề) sau <day:known_day>",
    like=("ngày làm việc đầu tiên sau ngày 02/9/2026",),
)
def working_day_behind(p: Place, day: tuple[str, Found], num: int = 1) -> Term:
    """ "ngày làm việc đầu tiên sau ngày 02/9/2026"."""
    return Term(num, "working_day", True, *day)


@rule(
    "item",
    f"{_BY} ngày làm việc [cuối cùng|gần nhất|liền|ngay|liền kề] trước <day:known_day>",
    like=("ngày làm việc liền kề trước ngày 02/9/2026",),
)
def working_day_before(p: Place, day: tuple[str, Found]) -> Term:
    """ "ngày làm việc liền kề trước ngày 02/9/2026"."""
    return Term(1, "working_day", False, *day)


@rule(
    "item",
    f"{_BY} ngày làm việc {_NEXT} [liền|ngay] (sau|kể từ|tính từ) <each:each_day>",
    f"{_BY} ngày làm việc (ngay|liền|liền kề) sau <each:each_day>",
    like=("ngày làm việc đầu tiên sau ngày 15 hằng tháng", "ngày làm việc đầu tiên sau khi kết thúc quý"),
)
def working_day_behind_each(p: Place, each: tuple[str, Founds], num: int = 1) -> Term | None:
    """ "ngày làm việc đầu tiên sau ngày 15 hằng tháng"."""
    return each_of(num, "working_day", True, each)


@rule(
    "item",
    f"{_BY} ngày làm việc [cuối cùng|gần nhất|liền|ngay|liền kề] trước <each:each_day>",
    like=("ngày làm việc liền kề trước ngày 15 hằng tháng",),
)
def working_day_before_each(p: Place, each: tuple[str, Founds]) -> Term | None:
    """ "ngày làm việc liền kề trước ngày 15 hằng tháng"."""
    return each_of(1, "working_day", False, each)


@rule(
    "item",
    f"(trước|từ|kể từ|sau) {_BY} ngày làm việc [{_NEXT}] [liền|ngay|liền kề] (sau|kể từ|tính từ|trước)"
    " (<day:known_day> | <each:each_day>)",
    f"ngày làm việc {_NEXT} từ (<day:known_day> | <each:each_day>)",
    like=("trước ngày làm việc đầu tiên sau ngày 02/9/2026", "ngày làm việc đầu tiên từ ngày 01/10/2026"),
)
def working_day_left_open(p: Place, **rest: object) -> Said:
    """ "sau ngày làm việc đầu tiên sau ngày 02/9/2026", "ngày làm việc đầu tiên từ ngày 01/10/2026": what is before
    that day, begins there, or whether the day named is counted too, is asked."""
    return Said("undated", passed=tuple(range(p.first, p.end)))
