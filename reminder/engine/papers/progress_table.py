"""How the long tasks of a plan are going: the table that goes with its report, as of today."""

from collections.abc import Sequence

from reminder.core.catalogue import Catalogue, Plan
from reminder.core.matter_status import CLOSED
from reminder.core.urgency import Urgency
from reminder.documents.bullets import to_roman
from reminder.documents.writing import Annex
from reminder.engine.context.office import Office
from reminder.engine.papers.letterhead import LANG, _, enclosed_with, plan_words
from reminder.engine.queries.status import AgencyStatus, Period
from reminder.words import STATUSES, day_words, short_date

_Row = tuple[Period, AgencyStatus]


def going(plan: str, periods: Sequence[Period]) -> list[_Row]:
    """The tasks of this plan of which progress was asked for or said, as they stand in the file."""
    return [
        (p, u)
        for p in periods
        if p.plan == plan
        for u in p.units
        if u.asked_on or (u.progress and u.urgency is not Urgency.RELEASED)
    ]


def progress_annex(office: Office, catalogue: Catalogue, plan: Plan, rows: Sequence[_Row], n: int) -> Annex:
    """One table, the `n`th annex; 0 where it stands alone."""
    today = office.today
    said = sum(u.asked_on is None for _p, u in rows)
    words = _(
        "As of {day}: {all} tasks whose progress is reviewed; of {said} it was reported, of {missing} it was not."
    )
    lines = tuple(
        (
            i, p.title, u.agency_name, _percent(u), _how(u),
            u.progress.difficulty if u.progress else "", u.progress.proposal if u.progress else "",
            u.progress.on if u.progress else None,
        )
        for i, (p, u) in enumerate(rows, 1)
    )  # fmt: skip
    return Annex(
        name=_("ANNEX {n}").format(n=to_roman(n)).strip(),
        title=_("PROGRESS OF THE TASKS"),
        subtitle=plan_words(plan, catalogue),
        enclosed_with=enclosed_with(catalogue.directory.agency(plan.focal).name, today),
        summary=(
            words.format(
                day=day_words(today, LANG).removeprefix("ngày "), all=len(rows), said=said, missing=len(rows) - said
            ),
        ),
        columns=(
            _("No."), _("Task"), _("Agency"), _("Percent done"), _("Results"), _("Difficulty"), _("What is proposed"),
            _("Day"),
        ),
        lines=lines,
        widths=(9, 40, 26, 13, 26, 20, 20, 21),
        centred=(0, 3, 7),
    )  # fmt: skip


def _percent(u: AgencyStatus) -> str:
    return "" if u.progress is None or u.progress.percent is None else f"{u.progress.percent}%"


def _how(u: AgencyStatus) -> str:
    """What was said of it; that it is done, where it is; that nothing was said since it was asked."""
    parts = [u.progress.words if u.progress else ""]
    if u.status in CLOSED:
        parts.insert(0, _(STATUSES[u.status]))
    if u.asked_on:
        parts.insert(0, _("no progress reported (review of {day})").format(day=short_date(u.asked_on, LANG)))
    return "; ".join(filter(None, parts))
