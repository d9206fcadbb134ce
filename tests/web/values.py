"""One occurrence as a value, without files or database."""

from datetime import date

from reminder.core.catalogue import Obligation, Plan
from reminder.core.deadline import Deadline
from reminder.core.occurrence import Occurrence
from reminder.core.occurrence_state import NEW
from reminder.core.owners import Owner
from reminder.core.reckoning import Reckoned
from reminder.directory.agency import Cast
from reminder.phrases import Bound, read

_PHRASE = "trước ngày 15/12 hằng năm"
_REPORT = Obligation("kh-1/year", "kh-1", "report", "Báo cáo năm", _PHRASE, read(_PHRASE, date(2026, 1, 5)), Cast())
_PLAN = Plan(
    "kh-1",
    "1/KH-UBND",
    "Kế hoạch",
    date(2026, 1, 5),
    "",
    Reckoned.printed(date(2026, 1, 5)),
    "ubnd",
    "snnmt",
    (_REPORT,),
)
_DUE = Deadline(date(2026, 12, 15), Bound.BEFORE, date(2026, 12, 14), date(2026, 12, 14), date(2026, 12, 16))
OCCURRENCE = Occurrence(_PLAN, _REPORT, "2026", Owner(("sct",)), _DUE, NEW)
