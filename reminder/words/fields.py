"""What the fields of a row are called, and how their values are said: the headings and cells of every list that is
written for a spreadsheet."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from reminder.core.act_kinds import ACTS, ActKind, SaidBy
from reminder.core.answer_states import AnswerKind, AnswerState
from reminder.core.matter_status import Status
from reminder.core.outbox_states import MailState, NoticeState
from reminder.core.reason import Reason
from reminder.core.urgency import Urgency
from reminder.translatable import N_
from reminder.words.catalogues import translator
from reminder.words.dates import period_words
from reminder.words.reasons import say
from reminder.words.states_and_roles import ANSWER_STATES, ANSWERS, CLASSES, MAIL_STATES, ROLES, STATUSES, URGENCIES

HEADINGS: dict[str, str] = {
    "about": N_("About"),
    "addresses": N_("Sent to"),
    "after": N_("After"),
    "agencies": N_("Agencies' ids"),
    "asked_on": N_("Progress asked on"),
    "agencies_name": N_("Agencies"),
    "agency": N_("Agency's id"),
    "agency_name": N_("Agency"),
    "before": N_("Before"),
    "begun_on": N_("Followed since"),
    "bound": N_("Before or by"),
    "by": N_("By"),
    "calendar": N_("Calendar address"),
    "change": N_("Change"),
    "class": N_("Class"),
    "contacts": N_("Mailboxes"),
    "days": N_("Days"),
    "days_left": N_("Days left"),
    "decided_at": N_("Decided at"),
    "decided_by": N_("Decided by"),
    "decision": N_("Decision"),
    "difficulty": N_("Difficulty"),
    "directory": N_("List of agencies"),
    "document": N_("Document"),
    "due_on": N_("Due"),
    "extended_by": N_("Extended by document"),
    "extended_to": N_("Extended to"),
    "first": N_("First day"),
    "gap": N_("Cannot be reached"),
    "chosen": N_("Chosen"),
    "head": N_("Head"),
    "id": N_("Id"),
    "key": N_("Key"),
    "kind": N_("Kind"),
    "last": N_("Last day"),
    "last_on": N_("Last day in time"),
    "late_from": N_("Overdue from"),
    "level": N_("Level"),
    "line": N_("Line"),
    "mail": N_("Mail"),
    "mailbox": N_("Mailbox"),
    "message": N_("Finding"),
    "name": N_("Name"),
    "name_en": N_("English name"),
    "note": N_("Remark"),
    "obligation": N_("Obligation's id"),
    "off": N_("Day off in our calendar"),
    "on": N_("On"),
    "owed_by": N_("Owner's id"),
    "owed_by_name": N_("Owed by"),
    "owner": N_("Owner's id"),
    "owner_name": N_("Owed by"),
    "page": N_("Page"),
    "path": N_("File"),
    "percent": N_("Percent done"),
    "period": N_("Period"),
    "place": N_("Place"),
    "plan": N_("Plan's id"),
    "progress": N_("Progress"),
    "progress_on": N_("Progress of"),
    "proposal": N_("What is proposed"),
    "reason": N_("Reason"),
    "remedy": N_("Remedy"),
    "rest": N_("Pieces assigned"),
    "restarts": N_("Ladder begins again"),
    "revision": N_("Revision"),
    "role": N_("Role"),
    "said_at": N_("Said at"),
    "said_by": N_("Whose word"),
    "seen": N_("Seen"),
    "send_at": N_("Leaves"),
    "send_on": N_("Day"),
    "state": N_("State"),
    "status": N_("Status"),
    "step": N_("Step"),
    "steps": N_("Steps"),
    "superior": N_("Superior body"),
    "target_on": N_("Target"),
    "template": N_("Template"),
    "title": N_("Obligation"),
    "tries": N_("Tries"),
    "undoes": N_("Undoes act"),
    "until_on": N_("Until"),
    "untold": N_("Not told, and why"),
    "urgency": N_("Urgency"),
    "why": N_("Why"),
    "words": N_("Words"),
    "at": N_("At"),
}

_OF_TYPE: dict[type[StrEnum], Mapping[Any, str]] = {
    ActKind: {kind: its.word for kind, its in ACTS.items()},
    AnswerKind: ANSWERS,
    AnswerState: ANSWER_STATES,
    MailState: MAIL_STATES,
    NoticeState: MAIL_STATES,
    SaidBy: {
        SaidBy.OFFICER: N_("officer"), SaidBy.AGENCY: N_("the agency"),
        SaidBy.CONFIRMED: N_("the agency, confirmed"),
    },
    Status: STATUSES,
    Urgency: URGENCIES,
}  # fmt: skip
GAPS = {
    "no contact": N_("no contact"),
    "stand-in": N_("only a stand-in address"),
    "unreachable": N_("mail has come back from every mailbox"),
}
_OF_FIELD: dict[str, Mapping[Any, str]] = {
    "bound": {"before": N_("before"), "by": N_("by")},
    "change": {"-": N_("taken away"), "+": N_("new")},
    "class": CLASSES,
    "gap": GAPS,
    "kind": {
        "task": N_("task"), "report": N_("report"),
        "reminder": N_("reminder"), "escalation": N_("escalation"), "rollcall": N_("rollcall"), "alert": N_("alert"),
        "summary": N_("summary"), "thanks": N_("thanks"), "reply": N_("reply"), "overview": N_("monthly overview"),
        "province": N_("province"), "department": N_("department"), "board": N_("board of management"),
        "commune": N_("commune"), "office": N_("office"), "association": N_("association"), "media": N_("press"),
        "central": N_("central body"), "unit": N_("unit"),
        "notice": N_("notice"), "attempt": N_("try"),
        "off": N_("days off"), "worked": N_("made-up day"), "month": N_("working days of the month"),
    },
    "level": {"error": N_("error"), "warning": N_("warning"), "fine": N_("fine"), "wrong": N_("wrong")},
    "role": {**ROLES, "lead": ROLES["owner"]},
    "state": {
        "accepted": N_("accepted"), "deferred": N_("deferred"), "rejected": N_("rejected"), "unknown": N_("unknown"),
        "coming": N_("will be told"), "not told": N_("not told"),
    },
    "status": {"official": N_("announced"), "estimated": N_("estimated")},
    "template": {
        "first": N_("first information"), "coming": N_("before the date"), "today": N_("on the day"),
        "checkpoint": N_("checkpoint"), "review": N_("review"), "unassigned": N_("unassigned"),
        "returned": N_("sent back"), "extended": N_("extended"), "restarted": N_("begun again"),
        "overdue": N_("overdue"), "escalation": N_("escalation"), "rollcall": N_("rollcall"),
        "overview": N_("monthly overview"),
    },
}  # fmt: skip


def cell(field: str, value: Any, lang: str, zone: ZoneInfo) -> str | int | date:
    """What a cell of this field holds: codes in words, instants on the wall of `zone` as `2026-12-08 08:00`, which a
    spreadsheet takes for a date; several in one cell; numbers and dates as they are."""
    _ = translator(lang)
    if isinstance(value, bool):
        return _("yes") if value else ""
    if isinstance(value, datetime):
        return f"{value.astimezone(zone):%Y-%m-%d %H:%M}"
    if isinstance(value, (int, date)):
        return value
    if isinstance(value, Reason):
        return say(value, lang)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, Iterable) and not isinstance(value, str):
        return "; ".join(str(cell(field, each, lang, zone)) for each in value)
    if value is None:
        return ""
    if field == "period":
        return "" if value == "once" else period_words(value, lang)
    known = _OF_TYPE.get(type(value)) or _OF_FIELD.get(field, {})
    return _(known[value]) if value in known else str(value)
