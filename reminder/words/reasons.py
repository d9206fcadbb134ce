"""One wording for each reason that the core, the engine or the mailer gives."""

from datetime import date, datetime

from reminder.core.matter_status import Status
from reminder.core.reason import Fact, Reason
from reminder.translatable import N_
from reminder.words.catalogues import translator
from reminder.words.dates import short_date
from reminder.words.mail_replies import reply_words
from reminder.words.states_and_roles import STATUSES, UNITS, step_words
from reminder.words.term_law import law_words

# Facts stand in braces by their names.
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
    "plan-without-day": N_("the plan leaves its day blank; the last day of its month, {on}, counts"),
    "plan-without-month": N_("the plan leaves its day and month blank; the year is that of the plan, {year}"),
    "plan-without-year": N_("the plan prints no date; by its number, title or times its year is {year}"),
    "plan-without-from": N_("the plan prints no year that is surely its own; it is followed from {since}"),
    "year-of-plan": N_("no year is printed here; the year is that of the plan"),
    "term": N_("{n} {unit} counted from {event_on} (“{event}”) end on {due_on} {law}"),
    "counted": N_("{n} ({unit}) counted from the day after {from_on}: {due_on}"),
    "counted-back": N_("{n} ({unit}) counted back from the day before {from_on}: {due_on}"),
    "not-counted": N_("{day} ({name}) is a day off and is not counted"),
    "no-such-day": N_("{month} has no day {nth}, so its last day counts: {on} {law}"),
    "no-such-working-day": N_("{month} has no working day {nth}, so its last one counts: {on}"),
    "no-such-lunar-day": N_("that lunar month has no day {nth}, so its last day counts: {on}"),
    "data-until": N_("its data count up to and including {on}"),
    "extended": N_("extended to {due_on} on {on} by {by} {document}"),
    "dated": N_("dated {due_on} on {on} by {by} {document}"),
    # who owes (core.occurrence)
    "no-lead": N_("the plan names nobody"),
    "choice": N_("“{printed}” leaves a choice: a person must assign it"),
    "no-agency": N_("“{printed}” names no agency of the directory"),
    "other-days": N_("“{printed}” is in the directory, but was not in force on the day of the plan"),
    "nobody-behind": N_("nobody is known behind “{printed}”"),
    "no-heir": N_("{agency} has ceased and no successor is confirmed"),
    "split": N_("{agency} was split among {heirs}: a person must say who took this over"),
    "owed-to-itself": N_("{agencies} would report to itself"),
    # what is told, and what is not (core.evaluate)
    "step": N_("step “{step}” ({at}) stands on {planned_on}"),
    "step-listed": N_("step “{step}” ({at}) of {own_on} stands in the weekly list of {planned_on}"),
    "overview-left": N_("step “{step}” is left out: the agency has left the monthly overview"),
    "superseded": N_("step “{step}” of {planned_on} gave way to the newer “{by}”"),
    "newer-told": N_("step “{step}” is no newer than what was told on {latest}"),
    "acknowledged": N_("step “{step}” is left out: receipt was confirmed, only the last two come"),
    "progress-said": N_("review “{step}” is answered: progress was reported on {on}"),
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
    "mail-rejected": N_("mail {mail} to {address} was refused: {reply}"),
    "mail-bounced": N_("mail {mail} to {address} came back: {reply}"),
    "mail-expired": N_("mail {mail} to {address} was given up after {tries} tries: {reply}"),
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
    "heard-difficulty": N_("{agency} reports a difficulty with “{title}” ({obligation}), {on}: {difficulty}"),
    "heard-proposal": N_("{agency} makes a proposal on “{title}” ({obligation}), {on}: {proposal}"),
    "heard-both": N_(
        "{agency} reports a difficulty with “{title}” ({obligation}), {on}: {difficulty}. Its proposal: {proposal}"
    ),
    "call-them": N_(
        "{agency} goes on answering “{title}” ({obligation}); no more is told of it today: please call them, "
        "reminder answers list shows what waits"
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
        "what became of mail {mail} to {address} cannot be recorded ({fault}); it was put aside, "
        "reminder outbox retry {mail} sends it again"
    ),
    "mail-not-stored": N_("the mail to {address} cannot be stored ({fault}); the others are, see the log"),
    "mail-not-dealt-with": N_(
        "an incoming mail could not be dealt with ({fault}); it lies in the folder {folder}, "
        "and its Message-ID stands in the log"
    ),
    "mails-stay": N_(
        "{stay} mails stay in the folder {folder}: the mail server does not give them out or move them, "
        "see the log; those behind them are dealt with"
    ),
    "mail-not-understood": N_(
        "what came back to mail {mail} to {address} was not understood, so that mail may not have arrived; "
        "what it says: reminder outbox show {mail}"
    ),
    "answers-kept": N_(
        "more answers to mails to {address} came than are forwarded ({an_hour} of a sender an hour, {a_day} a day): "
        "the others are kept, the first with mail {first}: reminder outbox show {first}"
    ),
    "answers-full": N_(
        "{most} answers were forwarded today; the others are kept, the first with mail {first}: "
        "reminder outbox show {first}"
    ),
    "answers-too-many": N_(
        "more mails about ours to {address} came within a day than are kept ({of_one} of a sender, {most} in all), "
        "the first beyond that about mail {first}; they lie in the mailbox they came to"
    ),
    "incoming-counted": N_(
        "incoming mails that nothing followed from: {unverified} that answer no mail of ours, {automatic} automatic, "
        "{unbelieved} delivery reports without our signature, {own} of our own that came back; they lie in the mailbox"
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
    said = {"law": law_words(reason.code)} | facts
    try:
        return " ".join(translator(lang)(SAYINGS[reason.code]).format_map(said).split())
    except KeyError:
        return ": ".join(p for p in (reason.code, ", ".join(f"{k}={v}" for k, v in facts.items())) if p)


def _fact(name: str, value: Fact, lang: str) -> str:
    _ = translator(lang)
    match value:
        case None:
            return _("none")
        case "" if name == "why":
            return _("weekend")
        case str() if name == "status":
            return _(STATUSES[Status(value)]) if value else ""
        case str() if name == "at":
            return step_words(value, lang)
        case str() if name == "reply":
            return reply_words(value, lang)
        case str() if name == "unit":
            return _(UNITS.get(value, value))
        case datetime():
            return f"{value:%H:%M} {short_date(value.date(), lang)}"
        case date():
            return short_date(value, lang)
        case tuple() if name == "law":
            return " ".join(map(law_words, value))
        case tuple():
            return ", ".join(value)
        case _:
            return str(value)
