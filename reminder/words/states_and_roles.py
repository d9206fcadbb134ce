"""The words for the values of the core and the outbox: where a matter, a mail or an answer stands, how a matter
presses, roles, units, steps. Those of acts stand in the table of their kinds."""

import re

from reminder.core.act_kinds import ACTS
from reminder.core.answer_states import AnswerKind, AnswerState
from reminder.core.matter_status import Status
from reminder.core.outbox_states import MailState, NoticeState
from reminder.core.statistics import Class
from reminder.core.urgency import Urgency
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

# How a matter presses, as the core names it.
URGENCIES: dict[Urgency, str] = {
    Urgency.OVERDUE: N_("overdue"),
    Urgency.NEAR: N_("near its date"),
    Urgency.UNDECIDED: N_("waits for a decision"),
    Urgency.AHEAD: N_("not due yet"),
    Urgency.SUSPENDED: N_("suspended"),
    Urgency.LATER: N_("its period has not begun"),
    Urgency.DONE: N_("finished"),
    Urgency.BACKLOG: N_("backlog"),
    Urgency.RELEASED: N_("no longer owed"),
}

# The classes of official statistics.
CLASSES: dict[Class, str] = {
    "done_in_time": N_("done in time"),
    "done_late": N_("done late"),
    "open_in_time": N_("open, in time"),
    "open_overdue": N_("open, overdue"),
    "not_counted": N_("not counted"),
}

# What an agency says on its page, and where that stands.
ANSWERS: dict[AnswerKind, str] = {
    AnswerKind.RECEIVED: N_("receipt confirmed"),
    AnswerKind.PROGRESS: N_("progress reported"),
    AnswerKind.REPORTED: N_("reported"),
    AnswerKind.NIL: N_("nothing to report"),
    AnswerKind.EXTENSION: N_("asks for an extension"),
    AnswerKind.WRONG: N_("says it is not its task"),
}
ANSWER_STATES: dict[AnswerState, str] = {
    AnswerState.WAITING: N_("waits for you"),
    AnswerState.RECORDED: N_("recorded"),
    AnswerState.CONFIRMED: N_("confirmed"),
    AnswerState.REFUSED: N_("not accepted"),
    AnswerState.REPLACED: N_("replaced by a later answer"),
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
    "monthly": N_("in the monthly overview"),
    "checkpoint": N_("yearly checkpoint, {day}"),
    "review": N_("yearly review, {day}"),
    "recorded": N_("when put on record"),
    "refused": N_("when its answer was not accepted"),
    "taken-back": N_("when taken back"),
}
