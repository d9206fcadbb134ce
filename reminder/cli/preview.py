"""preview, notices, simulate, status: what is coming, and where things stand."""

from datetime import date, timedelta
from textwrap import shorten
from typing import TYPE_CHECKING, Any

import click

from reminder.cli.common import Desk, command
from reminder.cli.language import Number, language
from reminder.cli.output import print_json, print_rows
from reminder.clock import parse_day
from reminder.core.calendar import FIRST, LAST, WorkingCalendar
from reminder.core.catalogue import Catalogue
from reminder.core.status import ANSWERED, OVERDUE, REPORTED, Status
from reminder.engine.context.lookup import known_agency, known_plan
from reminder.engine.queries import preview as engine
from reminder.errors import WrongUse
from reminder.msgids import N_
from reminder.words import STATUSES, period_words, say, short_date, translator

if TYPE_CHECKING:
    from reminder.engine.queries.status import Period
    from reminder.engine.queries.untold import Untold

DEFAULT_DAYS = 60
_STYLE = {
    **dict.fromkeys(OVERDUE, "red"),
    Status.UNASSIGNED: "yellow",
    **dict.fromkeys(ANSWERED, "green"),
}

_AHEAD = (Status.OPEN, Status.UNDATED, Status.SUSPENDED)


def day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> date | None:
    """A date that was typed; None without one."""
    if value is None:
        return None
    say_ = translator(language(_ctx))
    try:
        return parse_day(value)
    except ValueError:
        raise click.BadParameter(say_("“{value}” is no date; write 2026-12-15").format(value=value)) from None


def named(ctx: click.Context, _param: click.Parameter, value: Any) -> Any:
    """What narrows a command must name something: an empty value would widen it unnoticed."""
    for given in value if isinstance(value, tuple) else (value,):
        if given is not None and not given.strip():
            raise click.BadParameter(
                translator(language(ctx))(N_("is empty; name one, or leave the option out"))
            )
    return "" if value is None else value


def window(desk: Desk, days: int | None, from_on: date | None, to_on: date | None) -> tuple[date, date]:
    """The days asked for, both included."""
    first = from_on or desk.office.today
    if days is not None and to_on is not None:
        raise WrongUse.of(N_("--days and --to say the same thing twice; give one"))
    for option, on in (("--from", from_on), ("--to", to_on)):
        if on and not FIRST <= on <= LAST:
            raise WrongUse.of(N_("{option} {on}: lies outside 2000–2099"), option=option, on=str(on))
    last = to_on or min(LAST, first + timedelta(days if days is not None else DEFAULT_DAYS))
    if last < first:
        raise WrongUse.of(N_("--to {last} lies before --from {first}"), last=str(last), first=str(first))
    return first, last


def span(function: Any) -> Any:
    for option in (
        click.option("--agency", callback=named, help="ID | “Sở Xây dựng”"),
        click.option("--plan", callback=named, help="ID"),
        click.option("--to", "to_on", callback=day, help="2026-12-31"),
        click.option("--from", "from_on", callback=day, help="2026-12-01"),
        click.option("--days", type=Number(0, 3660)),
    ):
        function = option(function)
    return function


def chosen(catalogue: Catalogue, plan: str, agency: str, desk: Desk) -> tuple[str, str]:
    """The ids behind what was typed. Raises BadInput with what is near."""
    plan = known_plan(catalogue, plan) if plan else ""
    return plan, known_agency(catalogue, "", agency, desk.office.today) if agency else ""


@command("preview", formats=("table", "json", "csv", "ics"))
@span
def preview(
    desk: Desk, days: int | None, from_on: date | None, to_on: date | None, plan: str, agency: str
) -> None:
    from reminder.engine.context.ledger import stored_ledger

    first, last = window(desk, days, from_on, to_on)
    catalogue = desk.office.catalogue()
    plan, agency = chosen(catalogue, plan, agency, desk)
    with desk.office.reading() as database:
        ledger = stored_ledger(desk.office, database)
    rows = engine.deadlines(desk.office, catalogue, ledger, first, last, plan, agency)
    show_deadlines(desk, rows, first, last, catalogue.calendar)


def show_deadlines(
    desk: Desk, rows: list[engine.Deadline], first: date, last: date, calendar: WorkingCalendar
) -> None:
    _, lang = desk._, desk.lang
    if desk.format == "table":
        _show_grouped(desk, rows, first, last, calendar)
        return
    if desk.format == "ics":
        from reminder.engine.queries.calendar_feed import overview

        click.echo(overview(desk.office, rows, lang), nl=False)
        return
    print_rows(rows, desk.format, [(_("Due"), lambda r: short_date(r.due_on, lang))])


def _show_grouped(
    desk: Desk, rows: list[engine.Deadline], first: date, last: date, calendar: WorkingCalendar
) -> None:
    """One line for an obligation and date, however many agencies owe it."""
    _, lang = desk._, desk.lang
    groups: dict[tuple[Any, ...], list[engine.Deadline]] = {}
    for r in rows:
        groups.setdefault((r.due_on, r.obligation, r.period, r.status), []).append(r)
    bounds = {"before": _("before"), "by": _("by")}

    def target(r: engine.Deadline) -> str:
        rough = "" if calendar.sure(r.target_on, r.late_from) else "\n" + _("(estimated)")
        return short_date(r.target_on, lang) + rough

    print_rows(
        list(groups.values()),
        "table",
        [
            (_("Due"), lambda g: f"{bounds[g[0].bound]} {short_date(g[0].due_on, lang)}"),
            (_("Target"), lambda g: target(g[0])),
            (_("Days left"), lambda g: str(g[0].days_left)),
            (_("Obligation"), lambda g: f"{shorten(g[0].title, 110, placeholder=' …')}\n{g[0].obligation}"),
            (_("Agency"), lambda g: _who(g, _)),
            (_("Status"), lambda g: _(STATUSES[g[0].status])),
        ],
        title=_("Deadlines from {first} to {last}").format(
            first=short_date(first, lang), last=short_date(last, lang)
        ),
        empty=_("Nothing is due from {first} to {last}.").format(
            first=short_date(first, lang), last=short_date(last, lang)
        ),
        style=lambda g: _STYLE.get(g[0].status),
    )


def _who(group: list[engine.Deadline], _: Any) -> str:
    names = [r.agency_name for r in group]
    shown = "\n".join(names[:3]) + (
        "\n" + _("and {n} more").format(n=len(names) - 3) if len(names) > 3 else ""
    )
    return _("{focal} is asked to assign it").format(focal=shown) if group[0].role == "focal" else shown


@command("notices")
@click.option("--diff", is_flag=True)
@span
def notices(
    desk: Desk, days: int | None, from_on: date | None, to_on: date | None, plan: str, agency: str, diff: bool
) -> None:
    first, last = window(desk, days, from_on, to_on)
    catalogue = desk.office.catalogue()
    plan, agency = chosen(catalogue, plan, agency, desk)
    with desk.office.reading() as database:
        from reminder.engine.context.ledger import stored_ledger
        from reminder.engine.context.rules import in_force
        from reminder.engine.context.transaction import unreachable

        ledger, bounced = stored_ledger(desk.office, database), unreachable(database)
        before = in_force(database) if diff else None
    rows = engine.planned(desk.office, catalogue, ledger, first, last, plan, agency, bounced)
    if diff:
        from reminder.cli.rule_diff import show_differences
        from reminder.engine.queries.rule_changes import moved

        old = engine.planned(desk.office, before or catalogue, ledger, first, last, plan, agency, bounced)
        moves = moved(before, catalogue, ledger, desk.office.today) if before else ()
        show_differences(desk, catalogue.directory, old, rows, moves)
    else:
        show_planned(desk, rows, first, last)


def _worded(desk: Desk, r: engine.Planned) -> dict[str, Any]:
    from reminder.cli.output import as_json

    row: dict[str, Any] = as_json(r)
    return row | {"reason": say(r.reason, desk.lang)}


def show_planned(desk: Desk, rows: list[engine.Planned], first: date, last: date) -> None:
    _, lang = desk._, desk.lang
    if desk.format != "table":
        print_rows([_worded(desk, r) for r in rows], desk.format, [])
        return
    mails: dict[str, list[engine.Planned]] = {}
    for r in rows:
        mails.setdefault(r.mail, []).append(r)
    print_rows(
        list(mails.values()),
        "table",
        [
            (_("Leaves"), lambda m: f"{m[0].send_at:%H:%M} {short_date(m[0].send_at.date(), lang)}"),
            (_("To"), lambda m: ", ".join(m[0].addresses)),
            (
                _("About"),
                lambda m: "\n".join(dict.fromkeys(f"{r.obligation} {_period(r, lang)}".rstrip() for r in m)),
            ),
            (_("Why"), lambda m: "\n".join(dict.fromkeys(say(r.reason, lang) for r in m))),
        ],
        title=_("{mails} mails from {first} to {last}").format(
            mails=len(mails), first=short_date(first, lang), last=short_date(last, lang)
        ),
        empty=_("No mail will go out in this time."),
    )


def _period(r: engine.Planned, lang: str) -> str:
    return "" if r.period == "once" else f"({period_words(r.period, lang)})"


@command("status", formats=("table", "json"))
@click.option("--plan", callback=named, help="ID")
@click.option("--state", type=click.Choice(sorted(map(str, STATUSES))))
def status(desk: Desk, plan: str, state: str | None) -> None:
    from reminder.engine.queries.status import standing

    catalogue = desk.office.catalogue()
    plan, _none = chosen(catalogue, plan, "", desk)
    with desk.office.reading() as database:
        found = standing(desk.office, catalogue, database, plan)
    if state:
        _show_units(desk, found.periods, Status(state))
        return
    if desk.format == "json":
        print_json(found)
        return
    _, lang = desk._, desk.lang
    print_rows(
        found.periods,
        "table",
        [
            (_("Due"), lambda p: short_date(p.due_on, lang) if p.due_on else "–"),
            (_("Obligation"), lambda p: f"{shorten(p.title, 110, placeholder=' …')}\n{p.obligation}"),
            (_("Period"), lambda p: "" if p.period == "once" else period_words(p.period, lang)),
            (_("Has"), lambda p: str(p.count(REPORTED))),
            (_("Nil"), lambda p: str(p.count((Status.NIL,)))),
            (_("Has not"), lambda p: str(p.count(_AHEAD))),
            (_("Overdue"), lambda p: str(p.count(OVERDUE))),
            (_("Unassigned"), lambda p: str(p.count((Status.UNASSIGNED,)))),
        ],
        title=_("As of {day}").format(day=short_date(found.as_of, lang)),
        empty=_("No plan is known."),
    )
    _show_untold(desk, found.untold)
    print_rows(
        [a for a in found.agencies if a.open_overdue or a.done_late or a.done_in_time],
        "table",
        [
            (_("Agency"), lambda a: a.agency_name),
            (_("In time"), lambda a: str(a.done_in_time)),
            (_("After the date"), lambda a: str(a.done_late)),
            (_("Has not"), lambda a: str(a.open_in_time + a.open_overdue)),
            (_("Of these overdue"), lambda a: str(a.open_overdue)),
        ],
        empty=_("Nothing has been reported yet and nothing is overdue."),
    )


def _show_untold(desk: Desk, left: tuple["Untold", ...]) -> None:
    """One line for each kind of reason, with some of the matters; JSON has them all."""
    _, lang = desk._, desk.lang
    rows: dict[str, list[Untold]] = {}
    for u in left:
        rows.setdefault(u.reason.code, []).append(u)

    def matters(found: list["Untold"]) -> str:
        ids = list(dict.fromkeys(u.obligation for u in found))
        more = _(" and {n} more").format(n=len(ids) - 3) if len(ids) > 3 else ""
        return ", ".join(ids[:3]) + more

    def why(found: list["Untold"]) -> str:
        words = list(dict.fromkeys(say(u.reason, lang) for u in found))
        return words[0] + (" …" if len(words) > 1 else "")

    print_rows(
        list(rows.values()),
        "table",
        [(_("Not told"), lambda r: str(len(r))), (_("Why"), why), (_("Obligation"), matters)],
        title=_("Not told, and why"),
        empty=_("Everything that was to be told has been told."),
    )


def _show_units(desk: Desk, periods: tuple["Period", ...], state: Status) -> None:
    """Every agency and period in one state, such as the whole backlog."""
    _, lang = desk._, desk.lang
    rows = [
        {"obligation": p.obligation, "period": p.period, "due_on": p.due_on, "title": p.title, "agency": u.agency,
         "agency_name": u.agency_name, "status": u.status}
        for p in periods for u in p.units if u.status == state
    ]  # fmt: skip
    print_rows(
        rows,
        desk.format,
        [
            (_("Due"), lambda r: short_date(r["due_on"], lang) if r["due_on"] else "–"),
            (_("Obligation"), lambda r: f"{r['title']}\n{r['obligation']}"),
            (_("Period"), lambda r: "" if r["period"] == "once" else period_words(r["period"], lang)),
            (_("Agency"), lambda r: r["agency_name"]),
        ],
        title=_("{n} in the state “{state}”").format(n=len(rows), state=_(STATUSES[state])),
        empty=_("None is in the state “{state}”.").format(state=_(STATUSES[state])),
    )


COMMANDS = {"preview": preview, "notices": notices, "status": status}
