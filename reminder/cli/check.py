"""check: load everything as the daemon does, and say what is wrong."""

from collections.abc import Iterator, Mapping
from datetime import date

import click

from reminder.cli.common import command
from reminder.cli.desk import Desk
from reminder.core.catalogue import Catalogue
from reminder.engine.context.waiting import InForce, waiting_plans
from reminder.engine.queries.working_year import missing_year
from reminder.errors import BadInput, Place, Problem, problem
from reminder.translatable import N_
from reminder.words import problem_words


@command("check")
def check(desk: Desk) -> int:
    _ = desk._
    unusable = desk.config.faults()
    try:
        catalogue = desk.office.catalogue()
        waiting = waiting_plans(catalogue)
        unfit = (w.problem for w in waiting if w.in_force == "unfit")
        problems, fine = (*unusable, *catalogue.warnings, *unfit, *_horizon(desk, catalogue)), not unusable
    except BadInput as bad:
        problems, fine = (*unusable, *bad.problems), False
    if desk.problems(problems):
        return int(not fine)
    for p in problems:
        words = problem_words(p, desk.lang)
        click.echo(words if p.level == "error" else _("warning: {problem}").format(problem=words))
    if fine:
        desk.say(_("Fine: {plans} plans, {obligations} obligations, {agencies} agencies, {warnings} warnings").format(
            plans=len(catalogue.plans), obligations=len(catalogue.obligation_of),
            agencies=sum(len(r.agencies) for r in catalogue.directory.registers), warnings=len(problems)))  # fmt: skip
        for w in waiting:
            if said := _WAITING.get(w.in_force):
                desk.say(_(said).format(plan=w.plan))
    else:
        errors = sum(p.level == "error" for p in problems)
        desk.say(_("{n} problems; nothing was changed").format(n=errors))
    return int(not fine)


_WAITING: Mapping[InForce, str] = {
    "out": N_("{plan} is not counted: it is out of force until its questions are answered"),
    "unfit": N_("{plan} is not counted: it is out of force until its questions are answered"),
    "before": N_("{plan} is counted as it was: that is in force until its questions are answered"),
}
_NOT_ENTERED = N_("{year} begins in {days} days and is not entered; enter its days off, each with its document")


def _horizon(desk: Desk, catalogue: Catalogue) -> Iterator[Problem]:
    """The year that begins within 60 days and that nobody has entered (design 3.17)."""
    year = missing_year(catalogue.calendar, desk.office.today)
    if year:
        place = Place(str(desk.config.rules_dir / "calendars"))
        days = max(0, (date(year, 1, 1) - desk.office.today).days)
        yield problem(place, "calendar.days", _NOT_ENTERED, "warning", year=year, days=days)
