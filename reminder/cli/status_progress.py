"""What `status` says of the long tasks: whose progress review nobody has answered, and how the others are going."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from reminder.cli.desk import Desk
from reminder.cli.status_summary import MOST, STYLE, what, whole
from reminder.core.matter_status import OWED
from reminder.core.urgency import Urgency
from reminder.words import progress_words

if TYPE_CHECKING:  # help needs no database library
    from reminder.engine.queries.status import AgencyStatus, Period, StatusReport


def show_progress(desk: Desk, found: "StatusReport") -> None:
    """The tasks nobody has said anything of since their review, then those with a difficulty or a proposal, then the
    others; of each kind the first."""
    _ = desk._
    kinds: tuple[list[tuple[Period, AgencyStatus]], ...] = ([], [], [])
    for p in found.periods:
        for u in p.units:
            if u.status in OWED and (u.asked_on or u.progress):
                kinds[_kind(u)].append((p, u))
    if not any(kinds):
        return
    title = _("Progress reviews: {unsaid} not answered; progress of {said} on record").format(
        unsaid=len(kinds[0]), said=len(kinds[1]) + len(kinds[2])
    )
    desk.show(
        [row for kind in kinds for row in kind[:MOST]],
        [
            (_("Obligation"), lambda row: what(desk, row[0])),
            (_("Agency"), lambda row: desk.called(row[1])),
            (_("Progress"), lambda row: "\n".join(_going(desk, row[1]))),
        ],
        title=title,
        style=lambda row: STYLE[Urgency.NEAR] if row[1].asked_on else None,
    )
    if left := sum(max(0, len(kind) - MOST) for kind in kinds):
        click.echo(_("{n} more, all in --format csv").format(n=left) + "\n")


def _kind(u: "AgencyStatus") -> int:
    if u.asked_on:
        return 0
    return 1 if u.progress and (u.progress.difficulty or u.progress.proposal) else 2


def _going(desk: Desk, u: "AgencyStatus") -> Iterator[str]:
    if u.asked_on:
        yield whole(desk._("no progress reported (review of {day})").format(day=desk.day(u.asked_on)))
    if u.progress:
        yield f"{desk.day(u.progress.on)}: {progress_words(u.progress, desk.lang)}"
