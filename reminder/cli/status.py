"""status: who has reported, who has not, who is late, and who was told of nothing and why."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from reminder.cli.common import command
from reminder.cli.desk import Desk
from reminder.cli.options import PLAN
from reminder.cli.output import as_row
from reminder.cli.status_progress import show_progress
from reminder.cli.status_summary import show_agencies, show_periods, show_totals
from reminder.cli.worded_choice import WordedChoice
from reminder.core.matter_status import Status
from reminder.core.occurrence_state import Progress
from reminder.core.progress import UNREPORTED
from reminder.engine.context.typed_names import known_plan
from reminder.group_by_key import gathered
from reminder.translatable import N_
from reminder.words import STATUSES, URGENCIES, say

if TYPE_CHECKING:  # help needs no database library
    from reminder.engine.queries.not_told import Untold
    from reminder.engine.queries.status import StatusReport

_FIELDS = (
    "plan", "obligation", "title", "period", "agency", "agency_name", "urgency", "due_on", "days_left", "status",
    "class", "on", "document", "reason", "percent", "progress", "progress_on", "difficulty", "proposal", "asked_on",
    "untold", "extended_to", "extended_by",
)  # fmt: skip
_NO_EXTENSION = {"extended_to": None, "extended_by": ""}
# What a line of the totals counts, and what an agency's own standing is called; that an answer waits, only mails say.
_STATES = {str(state): word for state, word in (*URGENCIES.items(), *STATUSES.items()) if state != Status.WAITING}
_STATES[UNREPORTED] = N_("no progress reported")


@command("status")
@PLAN
@click.option(
    "--state",
    type=WordedChoice(_STATES),
    metavar="STATE",
    help=N_("Each agency and period in this state, by its code or the words shown for it"),
)
def status(desk: Desk, plan: str, state: str | None) -> None:
    from reminder.engine.queries.status import narrowed, pressing_first, standing

    catalogue = desk.catalogue()
    with desk.office.reading() as database:
        found = standing(desk.office, catalogue, database, known_plan(catalogue, plan) if plan else "")
    found = pressing_first(found)
    if state:
        found = narrowed(found, state)
    if desk.format == "csv":
        desk.csv(list(_rows(found)), _FIELDS)
    elif desk.json(found):
        return
    elif state:
        _show_units(desk, found, _STATES[state])
    else:
        show_totals(desk, found)
        show_periods(desk, found.periods)
        show_progress(desk, found)
        show_agencies(desk, found)
        _show_untold(desk, found.untold)


def _rows(found: "StatusReport") -> Iterator[dict[str, Any]]:
    """A row for each agency in each period, with why what its ladder orders was not told."""
    untold = gathered(
        ((u.obligation, u.period, owner), u.reason) for u in found.untold for owner in u.owed_by.split("+")
    )
    for p in found.periods:
        about = {"plan": p.plan, "obligation": p.obligation, "title": p.title, "period": p.period}
        for u in p.units:
            why = dict.fromkeys(untold.get((p.obligation, p.period, u.owner), ()))
            later = {"extended_to": e.due_on, "extended_by": e.document} if (e := u.extension) else _NO_EXTENSION
            yield {**about, **as_row(u), **_progress(u.progress), **later, "untold": tuple(why)}


def _progress(said: Progress | None) -> dict[str, Any]:
    if said is None:
        return {"percent": None, "progress": "", "progress_on": None, "difficulty": "", "proposal": ""}
    return {
        "percent": said.percent, "progress": said.words, "progress_on": said.on, "difficulty": said.difficulty,
        "proposal": said.proposal,
    }  # fmt: skip


def _show_untold(desk: Desk, left: "Sequence[Untold]") -> None:
    """One line for each kind of reason, with some of the matters; the backlog stands in the totals. JSON has them
    all."""
    _ = desk._
    rows = gathered((u.reason.code, u) for u in left if u.reason.code != "backlog")

    def matters(found: "list[Untold]") -> str:
        return desk.some(list(dict.fromkeys(u.obligation for u in found)), 3)

    def why(found: "list[Untold]") -> str:
        words = list(dict.fromkeys(say(u.reason, desk.lang) for u in found))
        return words[0] + (" …" if len(words) > 1 else "")

    desk.show(
        list(rows.values()),
        [(_("Not told"), lambda r: str(len(r))), (_("Why"), why), (_("Obligation"), matters)],
        title=_("Not told, and why"),
        empty=_("Nothing waits to be told."),
    )


def _show_units(desk: Desk, found: "StatusReport", state: str) -> None:
    """Every agency and period in one state, such as the whole backlog."""
    _ = desk._
    rows = list(_rows(found))
    desk.show(
        rows,
        [
            (_("Due"), lambda r: desk.day(r["due_on"]) or "–"),
            (_("Days left"), lambda r: "" if r["days_left"] is None else str(r["days_left"])),
            (_("Obligation"), lambda r: f"{r['title']}\n{r['obligation']}"),
            (_("Period"), lambda r: desk.period(r["period"])),
            (_("Agency"), lambda r: desk.name(r["agency"])),
            (_("Document"), lambda r: " ".join(filter(None, (r["document"], desk.day(r["on"]))))),
        ],
        title=_("{n} in the state “{state}”").format(n=len(rows), state=_(state)),
        empty=_("None is in the state “{state}”.").format(state=_(state)),
    )
