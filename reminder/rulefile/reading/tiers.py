"""Reports that gather reports, and data cut-offs: is there a working day between? (design 3.13)"""

from datetime import date

from reminder.core.catalogue import Catalogue, Obligation, Plan
from reminder.core.deadline import last_day
from reminder.core.working_calendar import DAY, YEAR, WorkingCalendar
from reminder.phrases import Due
from reminder.rulefile.reading.findings import Findings
from reminder.rulefile.reading.report_law import report_law
from reminder.translatable import N_
from reminder.words.typed_days import TypedDay

_SEASONS = 3 * YEAR
_STATED = N_(
    "due by {last_on}, with {between} working days behind the data cut-off {cutoff} that the plan states; at least {n} "
    "must lie between ({article}, {law})"
)
_SUGGESTED = N_(
    "suggestion: due by {last_on}, with {between} working days behind the general data cut-off {cutoff}; at least {n} "
    "must lie between ({article}, {law})"
)
_BEHIND = N_(
    "due by {last_on}, yet the data run to {cutoff}, which the plan states: mend the one that is wrong, or write that "
    'they are estimated, as in "số liệu ước đến ngày 31/12"'
)
_NO_DAY = N_(
    "no day of the data cut-off that the plan states surely belongs to what is due by {last_on}, so none is told; "
    "write one for each due date"
)
_OTHER = N_(
    "for what is due by {last_on} this says {cutoff}, yet the schedule prints {printed}; keep the one that the "
    "document prints (until then this one counts)"
)


def tiers(catalogue: Catalogue, findings: Findings) -> None:
    """Less than one working day between a report and the one that gathers it, or behind a data cut-off
    (Nghị định 09/2019/NĐ-CP, điều 8.5b; the cut-offs of điều 12 are suggested only); a cut-off that is not the one
    printed, gives no day, or lies behind the due date."""
    for plan in catalogue.plans:
        for o in plan.obligations:
            if o.kind == "report" and not o.quiet:
                _tier(catalogue, plan, o, findings)


def _tier(catalogue: Catalogue, plan: Plan, o: Obligation, findings: Findings) -> None:
    row, law, calendar = f"report[{o.id.split('/')[1]}]", report_law(), catalogue.calendar
    for due in o.reading.due(plan.reckoned.on + DAY, plan.reckoned.on + _SEASONS, calendar):
        last_on = last_day(due.on, due.bound)
        for below_id in o.compiles:
            below, below_plan = catalogue.obligation_of[below_id], catalogue.plan_of[below_id.split("/")[0]]
            dates = below.reading.due(below_plan.reckoned.on + DAY, due.on + _SEASONS, calendar)
            same = (d for d in dates if d.period == due.period)
            for d in same:
                handed_in = last_day(d.on, d.bound)
                if calendar.count(handed_in + DAY, last_on) < law.slack_days:
                    findings.at(
                        o.place, f"{row}.schedule",
                        N_("less than one working day after {below} is due ({handed_in}), yet due by {last_on} itself; "
                        "ask for the earlier one sooner"), "warning",
                        below=below_id, handed_in=(TypedDay(handed_in),), last_on=(TypedDay(last_on),),
                    )  # fmt: skip
                    return
        if _cut_off(o, row, due, last_on, calendar, findings):
            return


def _cut_off(o: Obligation, row: str, due: Due, last_on: date, calendar: WorkingCalendar, findings: Findings) -> bool:
    """Whether there was anything to say of the data cut-off of what is due then."""
    law, printed, facts = report_law(), o.reading.data_period, {"last_on": (TypedDay(last_on),)}
    data = o.data_period or printed
    stated = o.data_until(due, calendar)
    key = f"{row}.cutoff" if data and o.cutoff else f"{row}.schedule"
    other = printed.until(due, calendar) if o.data_period and printed else None
    cutoff = stated or law_cutoff(due.period)
    if data and data.ends and not stated:
        findings.at(o.place, key, _NO_DAY, "warning", **facts)
    elif stated and other and other != stated:
        findings.at(o.place, key, _OTHER, "warning", cutoff=(TypedDay(stated),), printed=(TypedDay(other),), **facts)
    elif cutoff and cutoff > due.on:
        if not stated or (data and data.estimated):
            return False  # the general law's is but a suggestion, and of estimated figures none is late
        findings.at(o.place, key, _BEHIND, "warning", cutoff=(TypedDay(cutoff),), **facts)
    elif cutoff and (between := calendar.count(cutoff + DAY, last_on)) < law.slack_days:
        articles = law.slack_article if stated else f"{law.slack_article}, {law.cutoff_article}"
        findings.at(
            o.place, key, _STATED if stated else _SUGGESTED, "warning", cutoff=(TypedDay(cutoff),), between=between,
            n=law.slack_days, article=articles, law=law.document, **facts,
        )  # fmt: skip
    else:
        return False
    return True


def law_cutoff(period: str) -> date | None:
    """The last day of data for a period such as `2026`, `2026-H1`, `2026-Q4`, `2026-M03`, by Nghị định
    09/2019/NĐ-CP, điều 12: the 14th of the period's last month. None for other periods."""
    year, _, part = period.partition("-")
    if not (year.isdigit() and len(year) == 4):
        return None
    months = {"H": 6, "Q": 3, "M": 1}.get(part[:1], 0)
    month = int(part[1:]) * months if part[1:].isdigit() else 12 * (not part)
    return date(int(year), month, report_law().cutoff_day) if 1 <= month <= 12 else None
