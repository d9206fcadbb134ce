"""What the surface says: catalogues of words, dates in words, and one wording for each reason code.

msgids are English and stand in the code; Vietnamese lies in `locale/vi/LC_MESSAGES/reminder.po`. After
changing one (Babel is needed for that only):

    pybabel extract -k N_ -k NN_:1,2 -k say_ --no-location -o /tmp/reminder.pot reminder
    pybabel update -D reminder -i /tmp/reminder.pot -d reminder/locale -l vi --no-fuzzy-matching
    pybabel compile -D reminder -d reminder/locale -l vi
"""

import gettext
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from reminder.core.reason import Fact, Reason
from reminder.errors import Problem, ReminderError, said

_PERIOD = re.compile(r"(?P<year>\d{4})(?:-(?P<kind>[HQMW])(?P<number>\d{1,2}))?\Z")
LOCALES = Path(__file__).parent / "locale"


def N_(message: str) -> str:
    """Marks a msgid for extraction where it is only looked up later."""
    return message


def NN_(one: str, many: str) -> tuple[str, str]:
    """The same for a msgid that counts."""
    return one, many


@lru_cache(maxsize=8)
def translator(lang: str) -> Callable[[str], str]:
    """The function msgid → words in `lang`; a language without a catalogue speaks English."""
    return gettext.translation("reminder", LOCALES, [lang], fallback=True).gettext


_WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip
_MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"),
    N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip


def weekday(on: date, lang: str) -> str:
    """`thứ Ba`; `Tuesday`."""
    return translator(lang)(_WEEKDAYS[on.weekday()])


def day_words(on: date, lang: str) -> str:
    """The date in words as Nghị định 30/2020/NĐ-CP writes it: `ngày 05 tháng 02 năm 2026` (days below 10
    and months 1 and 2 get a zero); `5 February 2026`."""
    say_ = translator(lang)
    if lang != "vi":
        return f"{on.day} {say_(_MONTHS[on.month - 1])} {on.year}"
    return say_("{day} {month} {year}").format(day=f"{on.day:02}", month=_month(on), year=on.year)


def long_date(on: date, lang: str) -> str:
    """With its weekday: `thứ Ba, ngày 15 tháng 12 năm 2026`; `Tuesday, 15 December 2026`."""
    return f"{weekday(on, lang)}, {day_words(on, lang)}"


def short_date(on: date, lang: str) -> str:
    """In figures as Vietnamese documents print them: `08/5/2025`, `15/12/2026`; `8 May 2025` in English,
    where figures would be read two ways."""
    return f"{on.day:02}/{_month(on)}/{on.year}" if lang == "vi" else day_words(on, lang)


def day_and_date(on: date, lang: str) -> str:
    """`thứ Ba, 15/12/2026`; `Tuesday, 15 December 2026`."""
    return f"{weekday(on, lang)}, {short_date(on, lang)}"


def period_words(period: str, lang: str) -> str:
    """A reporting period as people say it: `2026-H1` → `6 tháng đầu năm 2026`; a listed date as a short
    date; `once` and what is unknown as it stands."""
    say_ = translator(lang)
    found = _PERIOD.match(period)
    if not found:
        try:
            return short_date(date.fromisoformat(period), lang)
        except ValueError:
            return period
    year, kind, number = found["year"], found["kind"] or "", int(found["number"] or 0)
    match kind:
        case "H":
            form = say_("first half of {year}") if number == 1 else say_("second half of {year}")
        case "Q":
            form = say_("quarter {roman} of {year}")
        case "M":
            form = say_("month {number} of {year}")
        case "W":
            form = say_("week {number} of {year}")
        case _:
            form = say_("year {year}")
    return form.format(year=year, number=number, roman=("", "I", "II", "III", "IV")[number % 5])


def _month(on: date) -> str:
    return f"{on.month:02}" if on.month < 3 else str(on.month)


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
    "owner": N_("responsible"),
    "coordinator": N_("coordinating"),
    "approver": N_("deciding"),
    "via": N_("receiving"),
    "focal": N_("focal agency"),
    "compiler": N_("compiling"),
    "superior": N_("superior"),
    "head": N_("head of the agency"),
    "operator": N_("operator"),
}

# One wording for each reason the core, the engine or the mailer gives. Facts stand in braces by their names.
SAYINGS: dict[str, str] = {
    # how a day was reached (core.deadline)
    "last-before": N_("“before {due_on}” leaves {last_on} as the last day"),
    "last-by": N_("due by {due_on}, that day included"),
    "target-moved": N_("{last_on} is a day off ({why}), so the target is {target_on}"),
    "target-same": N_("{target_on} is a working day: it is the target"),
    "before-lenient": N_("the plan is read leniently: {due_on} itself is not yet late"),
    "before-strict": N_("the plan is read strictly: {due_on} itself is late"),
    "nonworking-keep": N_("{day} is a day off ({why}), so nothing is late before {until} has passed"),
    "nonworking-next": N_("{day} is a day off ({why}) and the plan moves it to the next working day, {until}"),
    "nonworking-previous": N_("{day} is a day off ({why}) and the plan moves it to the previous working day, {until}"),
    "late-from": N_("overdue from {late_from}"),
    "estimated": N_("{day} ({name}) is an estimate: no document has decided it yet"),
    "term": N_("{n} {unit} counted from {event_on} (“{event}”) end on {due_on} {law}"),
    "extended": N_("extended to {due_on} on {on} by {by} {document}"),
    "dated": N_("dated {due_on} on {on} by {by} {document}"),
    # who owes (core.occurrence)
    "no-lead": N_("the plan names nobody"),
    "choice": N_("“{printed}” leaves a choice: a person must assign it"),
    "no-agency": N_("“{printed}” names no agency of the directory"),
    "no-heir": N_("{agency} has ceased and no successor is confirmed"),
    "split": N_("{agency} was split among {heirs}: a person must say who took this over"),
    "owed-to-itself": N_("{agencies} would report to itself"),
    # what is told, and what is not (core.evaluate)
    "step": N_("step “{step}” ({at}) stands on {planned_on}"),
    "superseded": N_("step “{step}” of {planned_on} gave way to the newer “{by}”"),
    "already-told": N_("step “{step}” was told before"),
    "newer-told": N_("step “{step}” is no newer than what was told on {latest}"),
    "acknowledged": N_("step “{step}” is left out: receipt was confirmed, only the last two come"),
    "answered": N_("closed since {on}: {status} {document}"),
    "suspended": N_("suspended since {since}"),
    "silenced": N_("silenced until {until}"),
    "backlog": N_("overdue from {late_from}, first seen on {first_seen}: listed, not chased, until adopted"),
    "not-in-force": N_("not yet in force; it is from {since}"),
    "next-look": N_("the next look brings it"),
    "cancelled-by-hand": N_("cancelled by {by}"),
    "unreachable": N_("nobody could be reached: correct the contact, then reminder outbox retry"),
    "expired": N_("held until its day had passed"),
    "given-up": N_("its mail was given up: {reply}; reminder outbox list"),
    "mail-held": N_("its mail waits for approval: reminder outbox approve"),
    "mail-sending": N_("its mail is being sent"),
    "mail-unknown": N_("its mail may have arrived and is tried again at {at}: {reply}"),
    "mail-waits": N_("its mail waits until {at} {reply}"),
    "date-wanted": N_("given back on {since}, when its date was due or past: nothing is due until a new one is given"),
    "transferred": N_("its body ceased before the date; the duty lies with {heirs}"),
    "no-rule": N_("no rule takes it"),
    # whether a mail may go (mail.address)
    "bad-address": N_("“{address}” is not a mail address"),
    "reserved-domain": N_("{domain} is reserved: such mail goes to a Maildir or a declared sink only"),
    "domain-not-allowed": N_("{domain} is not on the list of allowed domains"),
    # what an operator is told of mail
    "batch-held": N_("{count} mails exceed the limit of {limit} a day and wait for approval"),
    "held-waiting": N_("{count} mails have waited for approval, the oldest since {since}: reminder outbox approve"),
    "held-expired": N_("{count} notices held too long have expired: their day has passed"),
    "backlog-found": N_(
        "{count} matters were already overdue when first seen: listed, not chased, until adopted. "
        "The list: reminder status --state backlog; to have one chased: reminder adopt OBLIGATION"
    ),
    "date-asked": N_(
        "“{title}” ({obligation}), {agencies}: given back on {since} and without a date; reminder extend gives one"
    ),
    "mail-rejected": N_("the mail to {address} was refused: {reply}"),
    "mail-bounced": N_("the mail to {address} came back: {reply}"),
    "mail-expired": N_("the mail to {address} was given up after {tries} tries: {reply}"),
    "server-unreachable": N_("the mail server has not taken mail since {since}: {reply}"),
    "template-fault": N_("template {place} failed ({message}); the built-in plain text goes out instead"),
    # what an agency said on its page, to the officer who decides and back to the agency
    "reported-waits": N_(
        "{agency} reports “{title}” ({obligation}): document {document}, {on}. Answer {number} waits for confirmation"
    ),
    "nil-waits": N_(
        "{agency} has nothing to report for “{title}” ({obligation}). Answer {number} waits for confirmation"
    ),
    "extension-waits": N_(
        "{agency} asks for an extension of “{title}” ({obligation}) until {until_on}: {words}. "
        "Answer {number} waits for a decision"
    ),
    "wrong-waits": N_(
        "{agency} says that “{title}” ({obligation}) is not its task: {words}. Answer {number} waits for a decision"
    ),
    "undone": N_("what was told is taken back by act {act}"),
    "taken-back": N_("“{what}”, recorded for {on} (document: {document}), was taken back on {day}"),
    "stands-again": N_(
        "“{what}”, recorded for {on} (document: {document}), had been taken back; that was reversed on {day} "
        "and it stands again"
    ),
    "said-reported": N_("reported, document {document}, {on}"),
    "said-nil": N_("nothing to report"),
    "said-extension": N_("asked for an extension until {until_on}: {words}"),
    "said-wrong": N_("said it is not its task: {words}"),
    "recorded": N_("act {act} closed it"),
    "refused": N_("answer {answer} was not taken"),
    "sender-blocked": N_("three recipients in a row refused our own address by policy: {reply}"),
    "result-not-recorded": N_(
        "what became of the mail to {address} cannot be recorded ({fault}); it was put aside, "
        "reminder outbox retry sends it again"
    ),
    "mail-not-stored": N_("the mail to {address} cannot be stored ({fault}); the others are, see the log"),
    "mail-not-dealt-with": N_(
        "an incoming mail could not be dealt with ({fault}); it was moved aside, see the log"
    ),
    "no-contact": N_("{agency} has no mailbox that can be reached"),
    "calendar-missing": N_("the working calendar of {year} has not been entered"),
    "clock-moved": N_("the clock moved by {minutes} minutes; nothing is evaluated until it returns or is accepted"),
    "clock-absurd": N_(
        "the clock says {now}, the last round was {last}; nothing is evaluated until that is right or accepted"
    ),
}  # fmt: skip


def say(reason: Reason, lang: str) -> str:
    """The reason in words. A code or a fact this table does not know is shown as it is, never hidden."""
    facts = {name: _fact(name, value, lang) for name, value in reason.facts}
    wording = SAYINGS.get(reason.code)
    if wording is not None:
        try:
            return " ".join(translator(lang)(wording).format_map(facts).split())
        except KeyError:
            pass
    return ": ".join(p for p in (reason.code, ", ".join(f"{k}={v}" for k, v in facts.items())) if p)


def fault_words(fault: ReminderError, lang: str) -> str:
    """The fault in words, one line for each problem it carries."""
    return "\n".join(problem_words(p, lang).removeprefix(": ") for p in fault.problems)


def problem_words(p: Problem, lang: str) -> str:
    """The problem with its place; what it was made from is translated, what was found stays as it stands."""
    say_ = translator(lang)
    facts = {name: _hint(said(fact, lang), say_) for name, fact in p.facts}
    message = say_(p.template).format(**facts) if p.template else p.message
    return str(replace(p, message=message))


def why(fault: OSError) -> str:
    """What the system says is wrong, to be a fact of a problem."""
    if isinstance(fault, FileExistsError):  # said of a folder to be made where a file stands
        return "Not a directory"
    return fault.strerror or str(fault)


# What the system says most, as it says it.
_WHYS = frozenset((
    N_("No such file or directory"), N_("Permission denied"), N_("Not a directory"), N_("Is a directory"),
    N_("No space left on device"), N_("Read-only file system"), N_("File name too long"),
    N_("Operation not permitted"), N_("Input/output error"), N_("Address already in use"),
    N_("file is not a database"), N_("unable to open database file"), N_("database is locked"),
    N_("database disk image is malformed"), N_("attempt to write a readonly database"), N_("disk I/O error"),
    N_("database or disk is full"),
))  # fmt: skip
_NEAR = N_(' — did you mean "{word}"?')


def _hint(value: str | int, say_: Callable[[str], str]) -> str | int:
    """A fact as it stands; the hint at the nearest word in the reader's language."""
    if not isinstance(value, str):
        return value
    if value in _WHYS:
        return say_(value)
    found = _DID_YOU_MEAN.fullmatch(value)
    if found:
        return say_(_NEAR).format(word=found[1])
    return say_(value) if value.startswith("; ") else value


_DID_YOU_MEAN = re.compile(r' — did you mean "(.*)"\?')


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


def _fact(name: str, value: Fact, lang: str) -> str:
    _ = translator(lang)
    match value:
        case None:
            return _("none")
        case "" if name == "why":
            return _("weekend")
        case str() if name == "status":
            return _(STATUSES.get(value, value)) if value else ""
        case str() if name == "at":
            return step_words(value, lang)
        case str() if name == "unit":
            return _(UNITS.get(value, value))
        case datetime():
            return f"{value:%H:%M} {short_date(value.date(), lang)}"
        case date():
            return short_date(value, lang)
        case tuple():
            return ", ".join(value)
        case _:
            return str(value)
