"""calendar YEAR: the year as people know it; calendar check: where the holidays package says otherwise, and what is
still to be entered."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

import click

from reminder.cli.common import Noun, command
from reminder.cli.desk import Desk
from reminder.cli.options import Number
from reminder.core.working_calendar import FIRST, LAST, DayRow
from reminder.engine.queries import working_year as engine
from reminder.phrases.can_chi import can_chi
from reminder.translatable import N_
from reminder.words import day_and_date

YEAR = Number(FIRST.year, LAST.year)
_STANDING = {
    "entered": N_("entered"),
    "partly estimated": N_("partly estimated: not everything has been announced"),
    "not entered": N_("not entered: only weekends and fixed holidays are known"),
}


@command("show", N_("The working year as people know it"))
@click.argument("year", type=YEAR, required=False, help=N_("The year; without it, this one"))
def show(desk: Desk, year: int | None) -> None:
    found = engine.year_of(desk.office.files().calendar, year or desk.office.today.year)
    if desk.json(found):
        return
    if desk.format == "csv":
        desk.csv(list(_spans(found)), ("first", "last", "days", "kind", "name", "status", "document"))
        return
    _, lang = desk._, desk.lang
    click.echo(_("Working year {year}: {standing}").format(year=found.year, standing=_(_STANDING[found.standing])))
    for b in found.breaks:
        names = ", ".join(dict.fromkeys(row.name for row in b.rows))
        rough = " " + _("(estimated)") if any(row.status == "estimated" for row in b.rows) else ""
        if b.days == 1:
            click.echo(_("  {day}: {names}").format(day=day_and_date(b.first, lang), names=names) + rough)
        else:
            click.echo(
                _("  {first} to {last}, {n} days: {names}").format(
                    first=day_and_date(b.first, lang), last=day_and_date(b.last, lang), n=b.days, names=names
                )
                + rough
            )
    for row in found.made_up:
        click.echo(_("  {day} is worked: {name}").format(day=day_and_date(row.on, lang), name=row.name))
    counts = "  ".join(f"{month}: {n}" for month, n in enumerate(found.months, 1))
    click.echo(_("Working days by month: {counts}; {total} in all").format(counts=counts, total=sum(found.months)))


def _spans(found: engine.Year) -> Iterator[dict[str, Any]]:
    """A row for each break, each made-up day, and the working days of each month."""
    for b in found.breaks:
        yield _span(b.first, b.last, b.days, "off", b.rows)
    for row in found.made_up:
        yield _span(row.on, row.on, 1, "worked", (row,))
    for month, n in enumerate(found.months, 1):
        last = date(found.year, month, monthrange(found.year, month)[1])
        yield _span(last.replace(day=1), last, n, "month", ())


def _span(first: date, last: date, days: int, kind: str, rows: tuple[DayRow, ...]) -> dict[str, Any]:
    rough = any(row.status == "estimated" for row in rows)
    return {
        "first": first, "last": last, "days": days, "kind": kind,
        "name": tuple(dict.fromkeys(row.name for row in rows)),
        "status": ("estimated" if rough else "official") if rows else "",
        "document": tuple(dict.fromkeys(row.document for row in rows if row.document)),
    }  # fmt: skip


@command("check", N_("Where the holidays package says otherwise"))
@click.argument("year", type=YEAR, required=False, help=N_("The year; without it, all that are entered near today"))
def check(desk: Desk, year: int | None) -> int:
    calendar, today = desk.office.files().calendar, desk.office.today
    near = range(today.year - 1, today.year + 3)
    years = [year] if year else [y for y in near if calendar.entered(y)]
    found = [d for y in years for d in engine.differences(calendar, y)]
    _, lang = desk._, desk.lang
    desk.show(
        found,
        [
            (_("Day"), lambda d: day_and_date(d.on, lang)),
            (_("Our calendar"), lambda d: _("off") if d.off else _("worked")),
            (_("The package"), lambda d: _("worked") if d.off else _("off")),
            (_("Name"), lambda d: d.name),
            (_("Document"), lambda d: d.document),
        ],
        title=_("Where the calendar and the holidays package differ"),
        empty=_("The calendar and the holidays package agree on {years}.").format(years=", ".join(map(str, years))),
        fields=engine.Difference,
    )
    missing = engine.missing_year(calendar, today)
    if missing:
        desk.say(_("{year} is not entered: write its days into rules/calendars.").format(year=missing))
    moved = engine.tet_differences(calendar.lunar, year)
    for tet in moved:
        said = _("Tết {name}: {ours} by our lunar calendar, {theirs} by the package; mend rules/calendars/lunar.toml.")
        desk.say(said.format(name=can_chi(tet.year), ours=desk.day(tet.ours), theirs=desk.day(tet.theirs)))
    late = [row for row in engine.late_estimates(calendar, today) if year in (None, row.on.year)]
    for of, rows in groupby(late, key=lambda row: row.on.year):
        days = desk.some([desk.day(row.on) for row in rows], 10)
        said = _(
            "{year} is still estimated: {days}. Its document is usually out by the end of October {before}; "
            'write it into rules/calendars as document, with status = "official".'
        )
        desk.say(said.format(year=of, days=days, before=of - 1))
    # Where a document stands behind our day, the package is merely behind.
    return int(bool(missing or moved or late) or any(not d.document for d in found))


class _Years(Noun):
    """`calendar 2026` means `calendar show 2026`, and `calendar` this year's."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        year, verb = any(word.isdigit() for word in args), any(word in self.commands for word in args)
        of_noun = verb or (not year and any(word in ctx.help_option_names for word in args))
        known = not args or year or args[0].startswith("-")
        return super().parse_args(ctx, ["show", *args] if known and not of_noun else args)


calendar = _Years("calendar", (show, check), invoke_without_command=True)
