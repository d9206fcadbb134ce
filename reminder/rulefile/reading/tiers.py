"""Reports that gather reports, and data cut-offs: is there a working day between? (design 3.13)"""

from datetime import date

from reminder.core.catalogue import Catalogue, Obligation, Plan
from reminder.core.deadline import last_day
from reminder.core.working_calendar import DAY, YEAR
from reminder.rulefile.reading.findings import Findings
from reminder.rulefile.reading.report_law import report_law
from reminder.translatable import N_

_SEASONS = 3 * YEAR
_STATED = N_(
    "due by {last_on}, with {between} working days behind the data cut-off {cutoff} that the plan states; at least {n} "
    "must lie between ({article}, {law})"
)
_SUGGESTED = N_(
    "suggestion: due by {last_on}, with {between} working days behind the general data cut-off {cutoff}; at least {n} "
    "must lie between ({article}, {law})"
)


def tiers(catalogue: Catalogue, findings: Findings) -> None:
    """Less than one working day between a report and the one that gathers it, or behind a data cut-off
    (Nghị định 09/2019/NĐ-CP, điều 8.5b; the cut-offs of điều 12 are suggested only)."""
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
                        below=below_id, handed_in=str(handed_in), last_on=str(last_on),
                    )  # fmt: skip
                    return
        stated = o.data_until(due, calendar)
        cutoff = stated or law_cutoff(due.period)
        if cutoff and cutoff <= due.on and (between := calendar.count(cutoff + DAY, last_on)) < law.slack_days:
            articles = law.slack_article if stated else f"{law.slack_article}, {law.cutoff_article}"
            key = f"{row}.cutoff" if stated and o.cutoff else f"{row}.schedule"
            findings.at(
                o.place, key, _STATED if stated else _SUGGESTED, "warning", last_on=str(last_on), cutoff=str(cutoff),
                between=between, n=law.slack_days, article=articles, law=law.document,
            )  # fmt: skip
            return


def law_cutoff(period: str) -> date | None:
    """The last day of data for a period such as `2026`, `2026-H1`, `2026-Q4`, `2026-M03`, by Nghị định
    09/2019/NĐ-CP, điều 12: the 14th of the period's last month. None for other periods."""
    year, _, part = period.partition("-")
    if not (year.isdigit() and len(year) == 4):
        return None
    months = {"H": 6, "Q": 3, "M": 1}.get(part[:1], 0)
    month = int(part[1:]) * months if part[1:].isdigit() else 12 * (not part)
    return date(int(year), month, report_law().cutoff_day) if 1 <= month <= 12 else None
