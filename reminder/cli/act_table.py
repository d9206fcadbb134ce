"""Acts as a table: just recorded, or all that ever were."""

from collections.abc import Sequence

from reminder.cli.desk import Desk
from reminder.core.act_kinds import ACTS
from reminder.core.journal import Act
from reminder.core.occurrence_state import progress_of
from reminder.words import progress_words


def show_acts(desk: Desk, acts: Sequence[Act], empty: str = "") -> None:
    """A line for each."""
    _ = desk._
    desk.show(
        acts,
        [
            (_("Act"), lambda a: str(a.id)),
            (_("On"), lambda a: desk.day(a.on)),
            (_("What"), lambda a: f"{_(ACTS[a.kind].word)} {a.undoes or ''}".rstrip()),
            (_("Obligation"), lambda a: a.obligation),
            (_("Period"), lambda a: desk.period(a.period)),
            (_("Agency"), lambda a: ", ".join(map(desk.name, a.agencies)) or desk.owner(a.owner)),
            (_("Until"), lambda a: desk.day(a.until_on)),
            (_("Document"), lambda a: a.document),
            (_("Remark"), lambda a: progress_words(progress_of(a), desk.lang)),
            (_("By"), lambda a: a.by),
        ],
        empty=empty,
        fields=Act,
    )
