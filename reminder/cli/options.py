"""Options that several commands have, and what is typed there: numbers, days, names, the days looked at."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import wraps
from typing import Any

import click

from reminder.cli.common import Desk, whoami
from reminder.cli.language import language
from reminder.clock import parse_day
from reminder.core.working_calendar import FIRST, LAST
from reminder.engine.context.typed_names import known_agency, known_plan
from reminder.errors import WrongUse
from reminder.translatable import N_
from reminder.words import translator

DEFAULT_DAYS = 60
AGENCY_OR_ID = "ID | “Sở Xây dựng”"


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


def day(ctx: click.Context, _param: click.Parameter, value: str | None) -> date | None:
    """A date that was typed; None without one."""
    if value is None:
        return None
    try:
        return parse_day(value)
    except ValueError:
        refusal = translator(language(ctx))(N_("“{value}” is no date; write 2026-12-15"))
        raise click.BadParameter(refusal.format(value=value)) from None


def named(ctx: click.Context, _param: click.Parameter, value: Any) -> Any:
    """What narrows a command must name something: an empty value would widen it unnoticed."""
    for given in value if isinstance(value, tuple) else (value,):
        if given is not None and not given.strip():
            refusal = N_("is empty; name one, or leave the option out")
            raise click.BadParameter(translator(language(ctx))(refusal))
    return "" if value is None else value


AGENCY = click.option("--agency", callback=named, help=AGENCY_OR_ID)
PLAN = click.option("--plan", callback=named, help="ID")
PERIOD = click.option("--period", callback=named, help="2026 | 2026-Q4")
DIRECTORY = click.option("--directory", default="", metavar="ID", help="quang-ninh | 22")
BY = click.option("--by", callback=lambda _ctx, _param, value: value or whoami(), help="chuyenvien")


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
        within(from_on, "--from")
        within(to_on, "--to")
        last = to_on or min(LAST, first + timedelta(days if days is not None else DEFAULT_DAYS))
        if last < first:
            raise WrongUse.of(N_("--to {last} lies before --from {first}"), last=str(last), first=str(first))
        catalogue, today = desk.office.catalogue(), desk.office.today
        plan = known_plan(catalogue, plan) if plan else ""
        agency = known_agency(catalogue, "", agency, today, plan) if agency else ""
        function(desk, catalogue, first, last, plan, agency, **more)

    made: Any = call
    for option in (
        AGENCY,
        PLAN,
        click.option("--to", "to_on", callback=day, help="2026-12-31"),
        click.option("--from", "from_on", callback=day, help="2026-12-01"),
        click.option("--days", type=Number(0, 3660)),
    ):
        made = option(made)
    return made


def within(on: date | None, option: str) -> None:
    """Raises WrongUse for a day that no calendar reaches."""
    if on and not FIRST <= on <= LAST:
        raise WrongUse.of(N_("{option} {on}: lies outside 2000–2099"), option=option, on=str(on))
