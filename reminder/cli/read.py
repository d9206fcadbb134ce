"""read: how a phrase is understood, by the calendar that comes with the program. Touches no database."""

from datetime import date

import click

from reminder.cli.common import command
from reminder.cli.desk import Desk
from reminder.cli.options import day_option
from reminder.core.deadline import reached
from reminder.core.working_calendar import YEAR
from reminder.shipped import SHIPPED
from reminder.translatable import N_
from reminder.words import day_and_date, period_words, say


@command("read", formats=("table", "json"))
@click.argument("phrase", help=N_("The words as printed: “trước ngày 15/12 hằng năm”"))
@day_option("--on", help=N_("The day of the document they stand in; without it, today"))
def read(desk: Desk, phrase: str, on: date | None) -> None:
    from reminder.phrases import as_json, describe, settled
    from reminder.phrases import read as understand

    _, lang = desk._, desk.lang
    start = on or desk.office.today
    reading, days = understand(phrase, on), None
    if reading.needs_calendar:
        from reminder.rulefile import load_calendar

        days = load_calendar(SHIPPED / "rules")
        reading = settled(reading, days)
    if desk.json(as_json(reading, start, lang, days)):
        return
    click.echo(describe(reading, lang))
    dates = list(reading.due(start, start + 10 * YEAR, days))[:8]
    if dates:
        click.echo(_("Next dates:"))
    for due in dates:
        named = due.period not in ("once", due.on.isoformat())
        about = f" ({period_words(due.period, lang)})" if named else ""
        click.echo(f"  {day_and_date(due.on, lang)}{about}")
        for why in (each for each in reached(due, days) if not each.code.startswith("counted")):
            click.echo(f"    · {say(why, lang)}")
    for fault in reading.faults:
        click.echo(_("Odd: {problem}").format(problem=fault.say(lang)))
