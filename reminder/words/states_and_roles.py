"""The words for the values of the core and the outbox: where a matter or a mail stands, roles, units, steps. Those of
acts stand in the table of their kinds."""

import re

from reminder.core.act_kinds import ACTS
from reminder.core.matter_status import Status
from reminder.core.outbox_states import MailState, NoticeState
from reminder.translatable import N_
from reminder.words.catalogues import translator

# Where an occurrence stands, as the core names it.
STATUSES: dict[Status, str] = {
    Status.OPEN: N_("open"),
    Status.SUBMITTED: N_("submitted"),
    Status.NIL: N_("nothing to report"),
    Status.COMPLETED: N_("completed"),
    Status.WAIVED: N_("waived"),
    Status.SUSPENDED: N_("suspended"),
    Status.LATE: N_("overdue"),
    Status.UNDATED: N_("no date yet"),
    Status.UNASSIGNED: N_("unassigned"),
    Status.BACKLOG: N_("backlog"),
    Status.TRANSFERRED: N_("transferred"),
    Status.WAITING: N_("answered, not yet confirmed"),
}

# Where a mail or a notice stands, as the outbox names it.
MAIL_STATES: dict[MailState | NoticeState, str] = {
    NoticeState.QUEUED: N_("waiting"),
    MailState.PENDING: N_("waiting"),
    MailState.HELD: N_("held for approval"),
    MailState.SENDING: N_("being sent"),
    MailState.SENT: N_("sent"),
    MailState.UNKNOWN: N_("perhaps sent; will be tried again"),
    MailState.DEAD: N_("refused"),
    MailState.CANCELLED: N_("cancelled"),
    MailState.BOUNCED: N_("came back"),
    NoticeState.EXPIRED: N_("expired"),
    NoticeState.SUPERSEDED: N_("replaced by a newer step"),
    NoticeState.UNREACHABLE: N_("unreachable"),
}

# What a term counts in.
UNITS: dict[str, str] = {
    "hour": N_("hours"),
    "day": N_("days"),
    "working_day": N_("working days"),
    "week": N_("weeks"),
    "month": N_("months"),
    "year": N_("years"),
}

# What an agency is to an obligation, as the core names it.
ROLES: dict[str, str] = {
    "owner": N_("lead agency"),
    "coordinator": N_("coordinating agency"),
    "approver": N_("deciding body"),
    "via": N_("receiving agency"),
    "focal": N_("focal agency"),
    "compiler": N_("compiling agency"),
    "superior": N_("superior body"),
    "head": N_("head of the agency"),
    "operator": N_("operator"),
}


def step_words(at: str, lang: str) -> str:
    """When a step stands, from the rule file's `at`: `-10wd` → `10 working days before the target`."""
    _ = translator(lang)
    kind, _space, rest = at.partition(" ")
    found = _OFFSET.match(at) if at not in _STEPS else None
    if found:
        n, working = int(found["n"]), found["unit"] == "wd"
        if found["sign"] == "-":
            wording = _("{n} working days before the target") if working else _("{n} days before the target")
        else:
            wording = _("working day {n} after the date") if working else _("day {n} after the date")
        return wording.format(n=n)
    named = _STEPS.get(at if at in _STEPS else kind)
    return _(named).format(day=rest) if named else at


_OFFSET = re.compile(r"(?P<sign>[+-])(?P<n>\d+)(?P<unit>wd|d)\Z")
_STEPS = {f"restart {act}": kind.restart.when for act, kind in ACTS.items() if kind.restart} | {
    "0": N_("on the target day"),
    "-1wd": N_("the working day before the target"),
    "-1d": N_("the day before the target"),
    "+1wd": N_("the first working day after the date"),
    "+1d": N_("the first day after the date"),
    "issued": N_("when the plan is issued"),
    "checkpoint": N_("yearly checkpoint, {day}"),
    "review": N_("yearly review, {day}"),
    "recorded": N_("when put on record"),
    "refused": N_("when its answer was not accepted"),
    "taken-back": N_("when taken back"),
}
