"""What `status` shows a person: the totals, the periods, the agencies; what is late or near first, told by words, and
on a terminal by colour too."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from textwrap import shorten
from typing import TYPE_CHECKING

import click

from reminder.cli.desk import Desk
from reminder.core.matter_status import OWED, Status
from reminder.core.statistics import Class
from reminder.core.urgency import NEAR, PRESSING, Urgency
from reminder.group_by_key import gathered
from reminder.translatable import N_
from reminder.words import CLASSES, STATUSES, URGENCIES

if TYPE_CHECKING:  # help needs no database library
    from reminder.engine.queries.status import AgencyStatus, Period, StatusReport

STYLE = {
    Urgency.OVERDUE: "bold red", Urgency.NEAR: "yellow", Urgency.UNDECIDED: "magenta", Urgency.DONE: "green",
    Urgency.LATER: "dim", Urgency.BACKLOG: "dim", Urgency.RELEASED: "dim",
}  # fmt: skip
_MARK = {Urgency.OVERDUE: "✗", Urgency.NEAR: "!", Urgency.UNDECIDED: "?", Urgency.DONE: "✓"}
_COUNTED = (Urgency.LATER, Urgency.BACKLOG)  # in the totals alone
_FEW = 3  # of those that do not press
MOST = 10  # lines of each kind that does not press
_AGENCIES = N_("and {n} other agencies")


def show_totals(desk: Desk, found: "StatusReport") -> None:
    """How many there are of each kind, what presses first. Nothing is owed of what is released, so it stands beside
    the sum: of a body that has ceased, its heir's counts."""
    _ = desk._
    counts = found.totals
    units = [u for p in found.periods for u in p.units]
    owed = [u for u in units if u.urgency is not Urgency.RELEASED]
    released = Counter(u.status for u in units if u.urgency is Urgency.RELEASED)
    done: tuple[Class, ...] = ("done_in_time", "done_late")
    notes = {
        Urgency.OVERDUE: _("nothing on record although the date has passed"),
        Urgency.NEAR: _("{n} days or less to the last day").format(n=NEAR),
        Urgency.UNDECIDED: _("who owes it, or when, is for a person to say"),
        Urgency.DONE: ", ".join(f"{_(CLASSES[class_])} {counts[class_]}" for class_ in done if class_ in counts),
        Urgency.BACKLOG: _("late before it was followed; listed, not chased: reminder status --state backlog"),
        Urgency.RELEASED: _("beside the sum: {kinds}").format(
            kinds=", ".join(f"{_(STATUSES[state])} {n}" for state, n in released.items())
        ),
    }
    title = _("As of {day}: {n} matters of {agencies} agencies (each agency and period counts as one)")
    desk.show(
        [u for u in Urgency if u in counts or u in (*PRESSING, Urgency.DONE)],
        [
            ("", lambda u: _MARK.get(u, "·")),
            (_("Standing"), lambda u: whole(_(URGENCIES[u]))),
            (_("Count"), lambda u: str(counts.get(u, 0))),
            ("", lambda u: notes.get(u, "")),
        ],
        title=title.format(day=desk.day(found.as_of), n=len(owed), agencies=len(_owing(found))),
        style=lambda u: STYLE.get(u) if u in counts else "dim",
    )


def _owing(found: "StatusReport") -> set[str]:
    """The agencies that owe something of what is shown; who is asked to say whose it is does not."""
    units = (u for p in found.periods for u in p.units)
    return {u.agency for u in units if u.urgency is not Urgency.RELEASED and u.status is not Status.UNASSIGNED}


def show_periods(desk: Desk, periods: "Sequence[Period]") -> None:
    """A line for each period that presses, and for the first of those that do not."""
    _ = desk._
    shown, left = folded(periods)
    desk.show(
        shown,
        [
            (_("Due"), lambda p: _due(desk, p)),
            (_("Obligation"), lambda p: what(desk, p)),
            (_("Agencies"), lambda p: "\n".join(_who(desk, p))),
        ],
        title=_("What is late or near first"),
        empty=_("Nothing is open.") if periods else _("No plan is known."),
        style=lambda p: STYLE.get(p.urgency),
    )
    if left:
        kinds = ", ".join(f"{_(URGENCIES[u])} {n}" for u, n in left.items())
        click.echo(_("More lines, all in --format csv: {kinds}").format(kinds=kinds) + "\n")


def folded(periods: "Sequence[Period]") -> "tuple[list[Period], dict[Urgency, int]]":
    """The periods a person looks at, and how many of each kind are not among them: of a series only the next period to
    come and the last that is over; of what does not press, the first of each kind. What the totals alone have, the
    backlog and periods that have not begun, is in neither."""
    kept: dict[Urgency, dict[str, Period]] = {}
    for p in periods:
        alike = kept.setdefault(p.urgency, {})
        if p.urgency in PRESSING:
            alike[f"{p.obligation}@{p.period}"] = p
        elif p.urgency not in _COUNTED:
            alike.setdefault(p.obligation, p)
    shown = [p for u, alike in kept.items() for p in list(alike.values())[: None if u in PRESSING else MOST]]
    counts = Counter(p.urgency for p in periods if p.urgency not in _COUNTED)
    return shown, dict(counts - Counter(p.urgency for p in shown))


def _due(desk: Desk, p: "Period") -> str:
    """The date, how it presses, and how long there is."""
    lines = [desk.day(p.due_on) or "–", whole(desk._(URGENCIES[p.urgency]))]
    if p.urgency is Urgency.NEAR:
        lines.append(
            _left(desk, min(u.days_left for u in p.units if u.days_left is not None and u.urgency is p.urgency))
        )
    return "\n".join(lines)


def _left(desk: Desk, days: int) -> str:
    """How long there is to the last day that surely keeps the date; behind it nobody is late yet (design 3.1)."""
    _ = desk._
    if days < 0:
        return _("its last day has passed, not overdue yet")
    return _("{n} days left").format(n=days) if days else _("today is the last day")


def what(desk: Desk, p: "Period") -> str:
    """A period by its title and its ids."""
    return f"{shorten(p.title, 80, placeholder=' …')}\n{desk.matter(p.obligation, p.period)}"


def _who(desk: Desk, p: "Period") -> Iterator[str]:
    """How many stand where; those who owe it by name, of many the first; the date of who has another than the one
    shown."""
    _, units = desk._, p.units
    groups = gathered(((u.urgency, u.status, _own_date(u, p)), desk.called(u)) for u in units)
    for (pressing, state, due_on), found in groups.items():
        plain = state in (Status.OPEN, Status.LATE)  # said by how it presses
        words = _(URGENCIES[pressing] if plain else STATUSES[state])
        named = state in OWED and state is not Status.UNASSIGNED and (pressing in PRESSING or len(found) <= _FEW)
        names = desk.some(found, more=_AGENCIES) if named else ""
        words += f" ({desk.day(due_on)})" if due_on else ""
        if len(units) == 1:
            yield found[0] if plain else f"{found[0]}: {words}" if state is not Status.UNASSIGNED else words
        else:
            yield f"{len(found)} {words}" + (f": {names}" if names else "")


def _own_date(u: "AgencyStatus", p: "Period") -> date | None:
    """The date of who still owes it, where that is not the period's."""
    return u.due_on if u.status in OWED and u.due_on != p.due_on else None


def show_agencies(desk: Desk, found: "StatusReport") -> None:
    """Who is late, was late or has something near; agencies with the same figures in one line. Then the others, so
    that all who owe something are accounted for."""
    _, agencies = desk._, found.agencies
    pressed = [a for a in agencies if a.open_overdue or a.near or a.done_late]
    alike = gathered(((a.open_overdue, a.near, a.open_in_time, a.done_in_time, a.done_late), a) for a in pressed)
    desk.show(
        list(alike.values()),
        [
            (_("Count"), lambda g: str(len(g))),
            (_("Agency"), lambda g: desk.some(list(map(desk.called, g)), more=_AGENCIES)),
            (_("Overdue"), lambda g: _figure(g[0].open_overdue)),
            (_("Near"), lambda g: _figure(g[0].near)),
            (_("Not due yet"), lambda g: _figure(g[0].open_in_time - g[0].near)),
            (_("Done in time"), lambda g: _figure(g[0].done_in_time)),
            (_("Done late"), lambda g: _figure(g[0].done_late)),
        ],
        title=_("By agency, for each of them"),
        style=lambda g: STYLE[Urgency.OVERDUE] if g[0].open_overdue else STYLE[Urgency.NEAR] if g[0].near else None,
    )
    if rest := len(agencies) - len(pressed):
        click.echo(_("{n} other agencies have nothing overdue or near and were never late.").format(n=rest))
    if uncounted := len(_owing(found) - {a.agency for a in agencies}):
        click.echo(
            _("{n} agencies have only what is not counted: backlog, undated, suspended, or not begun.").format(
                n=uncounted
            )
        )


def _figure(n: int) -> str:
    return str(n) if n else ""


def whole(words: str) -> str:
    """The words as a line of their own."""
    return words[:1].upper() + words[1:]
