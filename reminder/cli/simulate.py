"""simulate: a season day by day, with totals for each day and agency and the busiest day."""

from collections import Counter
from datetime import date

from reminder.cli.common import command
from reminder.cli.desk import Desk
from reminder.cli.notices import show_planned
from reminder.cli.options import span
from reminder.core.catalogue import Catalogue
from reminder.engine.queries import preview as engine
from reminder.group_by_key import gathered
from reminder.words import day_and_date


@command("simulate")
@span
def simulate(desk: Desk, catalogue: Catalogue, first: date, last: date, plan: str, agency: str) -> None:
    from reminder.clock import fixed_clock, instant
    from reminder.core.evaluate import Ledger
    from reminder.engine.context.office import Office

    config = desk.config
    office = Office(config, fixed_clock(instant(first, config.send.opens, config.zone)))
    rows = engine.planned(office, catalogue, Ledger(), first, last, plan, agency)
    desk = Desk(office, desk.lang, desk.format)
    show_planned(desk, rows, first, last)
    if desk.format == "table" and rows:
        _totals(desk, catalogue, rows)


def _totals(desk: Desk, catalogue: Catalogue, rows: list[engine.Planned]) -> None:
    """Mails and notices by day and by agency, and the busiest day."""
    _, lang = desk._, desk.lang
    agencies = gathered((r.agency, r) for r in rows)
    days = gathered((r.send_at.date(), r) for r in rows)

    def mails(found: list[engine.Planned]) -> int:
        return len({r.mail for r in found})

    limit = desk.config.send.daily_limit
    desk.show(
        sorted(days.items()),
        [
            (_("Day"), lambda d: day_and_date(d[0], lang)),
            (_("Mails"), lambda d: str(mails(d[1])) + (" !" if mails(d[1]) > limit else "")),
            (_("Notices"), lambda d: str(len(d[1]))),
            (_("Steps"), lambda d: _steps(d[1])),
        ],
        title=_("Day by day (! above the limit of {limit}, so held for approval)").format(limit=limit),
        style=lambda d: "yellow" if mails(d[1]) > limit else None,
    )
    directory = catalogue.directory
    desk.show(
        sorted(agencies.items(), key=lambda pair: (-mails(pair[1]), pair[0])),
        [
            (_("Agency"), lambda p: directory.name(p[0], desk.lang)),
            (_("Mails"), lambda p: str(mails(p[1]))),
            (_("Notices"), lambda p: str(len(p[1]))),
        ],
        title=_("Mails per agency"),
    )
    busiest = max(days, key=lambda on: mails(days[on]))
    desk.say(_("Busiest day: {day}, {mails} mails").format(day=day_and_date(busiest, lang), mails=mails(days[busiest])))


def _steps(found: list[engine.Planned]) -> str:
    counts = Counter(r.step.split("#")[0] for r in found)
    return ", ".join(f"{name} {n}" for name, n in counts.items())
