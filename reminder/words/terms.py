"""The words for the values of the core and the outbox: where a matter or a mail stands, acts, roles, units, steps."""

import re

from reminder.msgids import N_
from reminder.words.catalogues import translator

# Where an occurrence stands, as the core names it.
STATUSES: dict[str, str] = {
    "open": N_("open"),
    "submitted": N_("submitted"),
    "nil": N_("nothing to report"),
    "completed": N_("completed"),
    "waived": N_("waived"),
    "suspended": N_("suspended"),
    "late": N_("overdue"),
    "undated": N_("no date yet"),
    "unassigned": N_("unassigned"),
    "backlog": N_("backlog"),
    "transferred": N_("transferred"),
    "waiting": N_("answered, not yet confirmed"),
}

# Where a mail or a notice stands, as the outbox names it.
MAIL_STATES: dict[str, str] = {
    "queued": N_("waiting"),
    "pending": N_("waiting"),
    "held": N_("held for approval"),
    "sending": N_("being sent"),
    "sent": N_("sent"),
    "unknown": N_("perhaps sent; will be tried again"),
    "dead": N_("refused"),
    "cancelled": N_("cancelled"),
    "bounced": N_("came back"),
    "expired": N_("expired"),
    "superseded": N_("replaced by a newer step"),
}

# What a person has recorded or decided.
ACTS: dict[str, str] = {
    "submit": N_("reported"),
    "nil": N_("nothing to report"),
    "complete": N_("done"),
    "return": N_("sent back"),
    "waive": N_("released"),
    "extend": N_("extended"),
    "suspend": N_("suspended"),
    "resume": N_("resumed"),
    "silence": N_("silenced"),
    "acknowledge": N_("receipt confirmed"),
    "adopt": N_("backlog adopted"),
    "assign": N_("assigned"),
    "date": N_("dated"),
    "event": N_("event entered"),
    "undo": N_("undone"),
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
_STEPS = {
    "0": N_("on the target day"),
    "-1wd": N_("the working day before the target"),
    "-1d": N_("the day before the target"),
    "+1wd": N_("the first working day after the date"),
    "+1d": N_("the first day after the date"),
    "issued": N_("when the plan is issued"),
    "checkpoint": N_("yearly checkpoint, {day}"),
    "review": N_("yearly review, {day}"),
    "restart extend": N_("when extended"),
    "restart return": N_("when sent back"),
    "restart adopt": N_("when adopted"),
    "restart resume": N_("when resumed"),
    "restart date": N_("when dated"),
    "restart event": N_("when its event is entered"),
    "restart undo": N_("when an act is undone"),
    "recorded": N_("when put on record"),
    "refused": N_("when its answer was not accepted"),
    "taken-back": N_("when taken back"),
}
