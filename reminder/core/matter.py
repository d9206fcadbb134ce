"""A matter as it is shown: what is said of one occurrence on a day, the same in a mail, on a page and on paper."""

import re
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any, Literal, Self

from reminder.core.act_kinds import ActKind
from reminder.core.catalogue import Catalogue
from reminder.core.occurrence import Occurrence
from reminder.core.occurrence_state import Extension, Progress
from reminder.phrases import Bound

_NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One occurrence in the words of its document, and its days; civil dates of the office's zone.

    `due_on` and `bound` are as printed, `phrase` the printed words themselves. `days_left` are calendar days from the
    day it is shown to `last_on`, negative once it has passed; `working_days_left` the working days after that day up to
    and including `last_on`, never negative. `late_from` is never shown as lateness, only as arithmetic. `estimated`:
    its days rest on days off not decided yet. `plan_number` is "" where the document leaves it blank, `plan_symbol`
    what stands behind the blank, `plan_issued_on` None where it prints no whole date; `plan_issued_raw` is what it
    prints. `period`, `send_to` and `via` are a report's; one that comes once or on listed days has no period.
    `data_until` is the last day of the data that it reports, as its plan states it. `extension` is the one by which
    `due_on` is no longer the printed date. `document` and `on` are of the act that brought it where it stands, an
    extension apart. `progress`: how it was going when that was last said.
    """

    obligation: str
    kind: Literal["task", "report"]
    title: str
    plan_number: str = ""
    plan_symbol: str = ""
    plan_issued_on: date | None = None
    plan_issued_raw: str = ""
    plan_issuer: str = ""
    plan_title: str = ""
    phrase: str = ""
    period: str = ""
    due_on: date | None = None
    bound: Bound | None = None
    last_on: date | None = None
    target_on: date | None = None
    late_from: date | None = None
    days_left: int | None = None
    working_days_left: int | None = None
    estimated: bool = False
    data_until: date | None = None
    output: str = ""
    send_to: str = ""
    via: str = ""
    lead: str = ""
    extension: Extension | None = None
    document: str = ""
    on: date | None = None
    progress: Progress | None = None

    @property
    def strict(self) -> bool:
        """The printed date excludes its own day ("trước ngày …")."""
        return self.bound is Bound.BEFORE

    @property
    def days_late(self) -> int:
        """Days from `late_from` up to and including the day it is shown, 0 while it is not late."""
        if self.late_from is None or self.last_on is None or self.days_left is None:
            return 0
        today = self.last_on - timedelta(self.days_left)
        return max(0, (today - self.late_from).days + 1)

    @property
    def by_years_end(self) -> bool:
        """Its last day is a year's."""
        return self.bound is Bound.BY and self.due_on is not None and (self.due_on.month, self.due_on.day) == (12, 31)

    @property
    def years_left(self) -> int:
        """Whole years left, where days have become too many to picture."""
        return (self.days_left or 0) // 366

    @classmethod
    def showing(cls, matter: "Matter", **more: Any) -> Self:
        """The matter with what one surface adds to it."""
        return cls(**{f.name: getattr(matter, f.name) for f in fields(Matter)} | more)


def matter_of(o: Occurrence, catalogue: Catalogue, today: date, lang: str = "vi") -> Matter:
    """What is to be said of this occurrence on `today`, agencies by their names in this language."""
    d, duty, plan, calendar = o.counted, o.obligation, o.plan, catalogue.calendar
    report = duty.kind == "report"
    whole = not plan.issued_raw or len(_NUMBERS.findall(plan.issued_raw)) > 2
    issuer = plan.issuer in catalogue.directory
    by_extension = o.state.restart is ActKind.EXTEND and not o.state.rests
    return Matter(
        obligation=duty.id,
        kind=duty.kind,
        title=duty.called,
        plan_number=plan.number if plan.numbered else "",
        plan_symbol="" if plan.numbered else plan.number,
        plan_issued_on=plan.issued_on if whole else None,
        plan_issued_raw=plan.issued_raw,
        plan_issuer=catalogue.directory.agency(plan.issuer).called(lang) if issuer else plan.issuer_raw,
        plan_title=plan.title,
        phrase=duty.phrase,
        period=o.reported_period,
        due_on=d.due_on if d else None,
        bound=d.bound if d else None,
        last_on=d.last_on if d else None,
        target_on=d.target_on if d else None,
        late_from=d.late_from if d else None,
        days_left=(d.last_on - today).days if d else None,
        working_days_left=calendar.count(today + timedelta(1), d.last_on) if d else None,
        estimated=bool(d and not calendar.sure(d.target_on, d.late_from)),
        data_until=duty.data_until(o.due, calendar) if report and o.due else None,
        output=duty.output,
        send_to=duty.to.raw if report else "",
        via=duty.via.raw if report else "",
        lead=duty.lead.raw,
        extension=None if o.wants_date else o.state.extension,
        document="" if by_extension else o.state.document,
        on=None if by_extension else o.state.since_on,
        progress=o.state.progress,
    )
