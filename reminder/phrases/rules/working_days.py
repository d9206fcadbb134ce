"""The working day right behind or before a day: the first after a printed one, after each period's end."""

from reminder.phrases.chart import Place
from reminder.phrases.found import Found, Founds
from reminder.phrases.items import Term
from reminder.phrases.rulebook import Rulebook
from reminder.phrases.rules.each_term import each_of

BOOK = Rulebook()
rule = BOOK.rule

_NEXT = "(đầu tiên|tiếp theo|kế tiếp|liền sau|liền kề|ngay sau|thứ <num>)"


@rule(
    "item",
    f"[vào] ngày làm việc {_NEXT} [liền|ngay] (sau|kể từ|tính từ) <day:known_day>",
    "[vào] ngày làm việc (ngay|liền|liền kề) sau <day:known_day>",
    like=("ngày làm việc đầu tiên sau ngày 02/9/2026",),
)
def working_day_behind(p: Place, day: tuple[str, Found], num: int = 1) -> Term | None:
    """ "ngày làm việc đầu tiên sau ngày 02/9/2026"; what binds it before ("trước ngày làm việc …") is asked."""
    return None if _bound(p) else Term(num, "working_day", True, *day)


@rule(
    "item",
    "[vào] ngày làm việc [cuối cùng|gần nhất|liền|ngay|liền kề] trước <day:known_day>",
    like=("ngày làm việc liền kề trước ngày 02/9/2026",),
)
def working_day_before(p: Place, day: tuple[str, Found]) -> Term | None:
    """ "ngày làm việc liền kề trước ngày 02/9/2026"."""
    return None if _bound(p) else Term(1, "working_day", False, *day)


@rule(
    "item",
    f"[vào] ngày làm việc {_NEXT} [liền|ngay] (sau|kể từ|tính từ) <each:each_day>",
    "[vào] ngày làm việc (ngay|liền|liền kề) sau <each:each_day>",
    like=("ngày làm việc đầu tiên sau ngày 15 hằng tháng", "ngày làm việc đầu tiên sau khi kết thúc quý"),
)
def working_day_behind_each(p: Place, each: tuple[str, Founds], num: int = 1) -> Term | None:
    """ "ngày làm việc đầu tiên sau ngày 15 hằng tháng"."""
    return None if _bound(p) else each_of(num, "working_day", True, each)


@rule(
    "item",
    "[vào] ngày làm việc [cuối cùng|gần nhất|liền|ngay|liền kề] trước <each:each_day>",
    like=("ngày làm việc liền kề trước ngày 15 hằng tháng",),
)
def working_day_before_each(p: Place, each: tuple[str, Founds]) -> Term | None:
    """ "ngày làm việc liền kề trước ngày 15 hằng tháng"."""
    return None if _bound(p) else each_of(1, "working_day", False, each)


def _bound(p: Place) -> bool:
    """Whether a word before it leaves that day open, or begins there."""
    return bool(p.first) and p.chart.words[p.first - 1] in {p.form(word) for word in ("trước", "sau", "từ")}
