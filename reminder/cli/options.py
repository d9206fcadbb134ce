"""Options that several commands have, and what is typed there: numbers, days, names, the days looked at."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import wraps
from typing import Any, TypeVar

import click

from reminder.cli.common import whoami
from reminder.cli.desk import Desk
from reminder.cli.language import language
from reminder.clock import parse_day
from reminder.core.working_calendar import LAST
from reminder.engine.context.typed_names import known_agency, known_plan
from reminder.errors import WrongUse
from reminder.translatable import N_
from reminder.words import translator
from reminder.words.typed_days import TypedDay, within

DEFAULT_DAYS = 60
F = TypeVar("F", bound=Callable[..., Any])


class Number(click.IntRange):
    """A whole number in a range, one that a database can hold."""

    name = "number"

    def __init__(self, least: int = 1, most: int = 999_999_999) -> None:
        super().__init__(least, most)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if not str(value).removeprefix("-").isdecimal():
            self.fail(translator(language(ctx))(N_("“{value}” is no number")).format(value=value), param, ctx)
        found: int = super().convert(value, param, ctx)
        return found


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """A date that was typed, one that a calendar reaches; None without one."""
    if value is None:
        return None
    try:
        on = parse_day(value)
        within(on, param.opts[0])
        return on
    except ValueError:
        refusal = translator(language(ctx))(N_("“{value}” is no date; write 15/12/2026 or 2026-12-15"))
        raise click.BadParameter(refusal.format(value=value)) from None


def day_option(name: str, *into: str, needed: bool = False, help: str) -> Callable[[F], F]:
    """An option that takes a date, typed as on paper or in ISO form."""
    return click.option(name, *into, callback=day, required=needed, metavar="DD/MM/YYYY", help=help)


def typed_period(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    """A period as it is kept: one that is named by its date may be typed as that date is on paper."""
    given = named(ctx, param, value)
    try:
        return parse_day(given).isoformat()
    except ValueError:
        return given


def named(ctx: click.Context, _param: click.Parameter, value: Any) -> Any:
    """What narrows a command must name something: an empty value would widen it unnoticed."""
    for given in value if isinstance(value, tuple) else (value,):
        if given is not None and not given.strip():
            refusal = N_("is empty; name one, or leave the option out")
            raise click.BadParameter(translator(language(ctx))(refusal))
    return "" if value is None else value


AGENCY = click.option(
    "--agency", callback=named, metavar="AGENCY", help=N_("The agency: its id, or its name as “Sở Xây dựng”")
)
PLAN = click.option("--plan", callback=named, metavar="ID", help=N_("Only what this plan asks for"))
PERIOD = click.option(
    "--period", callback=typed_period,
    help=N_("The reporting period: 2026, 2026-H1, 2026-Q4, 2026-M03, 2026-W07, or its date where dates are listed"),
)  # fmt: skip
OBLIGATION = click.argument("obligation", help=N_("The task or report: its id, as preview and status show it"))
DIRECTORY = click.option(
    "--directory", default="", metavar="ID",
    help=N_("Whose agencies are meant: the id of an agency file or the code of its province, as quang-ninh or 22"),
)  # fmt: skip
DOCUMENT = click.option("--document", default="", help=N_("Number and symbol of the document, as 123/BC-SXD"))
LOGS = N_("How log lines are written: json for programs, text for people")
BY = click.option(
    "--by", metavar="NAME", callback=lambda _ctx, _param, value: value or whoami(),
    help=N_("Who does it; without it, whoever is signed in on this machine"),
)  # fmt: skip


def span(function: Callable[..., None]) -> Any:
    """Options for the days looked at, and whose. The function gets the catalogue, the first and the last day, and the
    ids of plan and agency, "" for all."""

    @wraps(function)
    def call(
        desk: Desk, days: int | None, from_on: date | None, to_on: date | None, plan: str, agency: str, **more: Any
    ) -> None:
        first = from_on or desk.office.today
        if days is not None and to_on is not None:
            raise WrongUse.of(N_("--days and --to say the same thing twice; give one"))
        last = to_on or min(LAST, first + timedelta(days if days is not None else DEFAULT_DAYS))
        if last < first:
            raise WrongUse.of(
                N_("--to {last} lies before --from {first}"), last=(TypedDay(last),), first=(TypedDay(first),)
            )
        catalogue, today = desk.catalogue(), desk.office.today
        plan = known_plan(catalogue, plan) if plan else ""
        agency = known_agency(catalogue, "", agency, today, plan) if agency else ""
        function(desk, catalogue, first, last, plan, agency, **more)

    made: Any = call
    for option in (
        AGENCY,
        PLAN,
        day_option("--to", "to_on", help=N_("The last day looked at")),
        day_option("--from", "from_on", help=N_("The first day looked at; without it, today")),
        click.option("--days", type=Number(0, 3660), help=N_("How many days are looked at from the first on; else 60")),
    ):
        made = option(made)
    return made
