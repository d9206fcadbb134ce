"""Which wording fits which step: a mail that says "overdue" must not stand before the day."""

from reminder.core.act_kinds import ACTS, ActKind
from reminder.core.catalogue import Anchor
from reminder.core.offsets import Offset
from reminder.translatable import N_

_LATE = ("overdue", "escalation")
_AHEAD = N_(
    '"{template}" speaks of what is overdue, yet this step stands before that; write template = "coming", or '
    'at = "+1wd" or later'
)
_BEHIND = N_('"{template}" speaks of a day to come, yet this step stands behind it; write "overdue", or at = "-5wd"')
_NOT_TODAY = N_('"{template}" says that the day is today; write at = "0", or template = "coming"')
_YEARLY = N_('"{template}" asks for progress once a year; write at = "{template} 15/11", or another template')
_MONTHLY = N_(
    '"{template}" cannot stand here: at = "monthly" and template = "overview", which lists what asks for nothing, go '
    "together; write both or neither"
)
_TELLS = {
    "returned": N_('"{template}" says that a report was sent back; write at = "restart return", or another template'),
    "extended": N_('"{template}" says that there is a new date; write at = "restart extend", or another template'),
    "restarted": N_(
        '"{template}" says why the ladder starts again; write at = "restart resume" (adopt, date, event, undo), or '
        "another template"
    ),
}
_CHOSEN = N_('"{template}" is chosen by itself for what nobody owes yet; write "first" or "coming" here')


def misplaced(template: str, at: Offset | Anchor) -> str | None:
    """Why this wording cannot stand at this step, as a message with `{template}`; None where it can."""
    kind, act = (at.kind, at.act) if isinstance(at, Anchor) else ("", None)
    days = at.days if isinstance(at, Offset) else None
    if (template == "overview") != (kind == "monthly"):
        return _MONTHLY
    if template in _LATE:  # what is adopted is a backlog, so it is overdue
        return None if act is ActKind.ADOPT or (days is not None and days > 0) else _AHEAD
    if template == "coming":
        return _BEHIND if days is not None and days > 0 else None
    if template == "today":
        return None if days == 0 else _NOT_TODAY
    if template in ("checkpoint", "review"):
        return None if kind == template else _YEARLY
    if template in _TELLS:
        restart = ACTS[act].restart if act else None
        dated = template == "extended" and restart is not None and act is not ActKind.RETURN
        return None if dated or (restart and restart.template == template) else _TELLS[template]
    return _CHOSEN if template == "unassigned" else None
