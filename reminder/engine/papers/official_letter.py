"""The official letter that urges ("công văn đôn đốc"): what is late, gathered by sender and addressee, as a draft
for a person to number, date and sign. Nothing here is ever sent.

It asserts what is on record, not lateness (design 3.2): "chưa ghi nhận … tính đến ngày …".
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reminder.core.catalogue import Catalogue
from reminder.core.deadline import Deadline
from reminder.core.evaluate import Ledger, status
from reminder.core.ladder import horizon
from reminder.core.matter_status import OVERDUE, Status
from reminder.core.occurrence import Occurrence, Occurrences
from reminder.directory.agency import Agency
from reminder.documents.writing import Grid, OfficialLetter
from reminder.engine.context.ledger import ledger_of, whole_ledger
from reminder.engine.context.office import Office
from reminder.engine.context.transaction import Transaction
from reminder.engine.context.typed_names import known_agency, known_obligation
from reminder.engine.papers.letterhead import LANG, _, heading, plan_words, signer
from reminder.errors import BadInput, WrongUse
from reminder.phrases import Bound
from reminder.store import outbox
from reminder.store.database import Database
from reminder.text_matching import slug
from reminder.translatable import N_
from reminder.words import day_words, due_words, period_words, short_date
from reminder.words.typed_days import TypedDay

_ANSWER = N_(
    "If it has been sent or done, please state number and date of the document; if there are difficulties, "
    "please state the reason and the day it is expected to be done."
)
MANY = 12  # addressees named one by one; more are named by the table
ToldDays = Mapping[str, Sequence[tuple[date, str]]]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which letters are wanted. Without an obligation, everything overdue that is being chased; `each` makes
    one letter for each agency; `reply_by` is the last day on which an answer is in time, blank without one."""

    obligation: str = ""
    agencies: tuple[str, ...] = ()
    sender: str = ""
    each: bool = False
    reply_by: date | None = None
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Late:
    """One agency and one thing nothing is on record of."""

    agency: str
    occurrence: Occurrence


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """One letter, and a name for its file without an ending."""

    name: str
    sender: str
    agencies: tuple[str, ...]
    letter: OfficialLetter


def drafts(office: Office, catalogue: Catalogue, database: Database | None, asked: Asked) -> list[LetterDraft]:
    """The letters asked for, one for each sender (the plans' focal agencies, unless one is named) or, with
    `each`, for each sender and addressee. Raises BadInput when nothing is late,
    WrongUse where the day asked for has passed."""
    if asked.reply_by and asked.reply_by < office.today:
        raise WrongUse.of(
            N_("--reply-by {day}: has passed by {today}; name a day that lies ahead"),
            day=(TypedDay(asked.reply_by),), today=(TypedDay(office.today),),
        )  # fmt: skip
    if asked.obligation:
        asked = replace(asked, obligation=known_obligation(catalogue, asked.obligation))
    found, told = _on_record(office, catalogue, database, asked)
    if not found:
        about = " ".join((asked.obligation or "--overdue", *(f"--agency {a}" for a in asked.agencies)))
        raise BadInput.of(
            N_("{about}: everything has been answered, so there is nothing to write; reminder status shows it"),
            about=about,
        )
    sender = known_agency(catalogue, asked.obligation, asked.sender, office.today) if asked.sender else ""
    groups: dict[tuple[str, str], list[Late]] = {}
    for late in found:
        plan = late.occurrence.plan
        by = sender or catalogue.focal(plan, office.today)
        if not by:
            raise BadInput.of(N_("{plan}: no focal agency that could write; name the sender with --from"), plan=plan.id)
        if late.agency != by:
            groups.setdefault((by, late.agency if asked.each else ""), []).append(late)
    if not groups:
        raise BadInput.of(N_("the only agency that is late would write to itself; name another sender with --from"))
    return [_draft(office, catalogue, by, lates, told, asked) for (by, _each), lates in groups.items()]


def _on_record(
    office: Office, catalogue: Catalogue, database: Database | None, asked: Asked
) -> tuple[list[Late], ToldDays]:
    """What is late, and when whom it concerns was told."""
    if database is None:
        return _late(office, catalogue, Ledger(), asked), {}
    with database.read() as connection:
        tx, one = Transaction.on(connection, office, catalogue), asked.obligation
        ledger = ledger_of(tx, one) if one else whole_ledger(connection, tx.zone)
        found = _late(office, catalogue, ledger, asked)
        return found, outbox.told(connection, list({late.occurrence.key for late in found}))


def _late(office: Office, catalogue: Catalogue, ledger: Ledger, asked: Asked) -> list[Late]:
    today, named = office.today, asked.obligation
    wanted = {known_agency(catalogue, named, a, today) for a in asked.agencies}
    known = [
        (o, status(o, ledger, today))
        for o in Occurrences(catalogue, ledger.journal).known(horizon(catalogue.rules, today), today, named)
        if o.owner.agencies
    ]
    # Backlog is listed, not chased, unless somebody asks for this very obligation (design 3.9).
    states = OVERDUE if named else {Status.LATE}
    chosen = [o for o, state in known if state in states]
    if named and not chosen:
        ahead = [(o.deadline.due_on, o) for o, state in known if state is Status.OPEN and o.deadline]
        first = min((due_on for due_on, _ in ahead), default=None)
        chosen = [o for due_on, o in ahead if due_on == first]
    return [Late(a, o) for o in chosen for a in o.owner.agencies if not wanted or a in wanted]


def _draft(
    office: Office, catalogue: Catalogue, by: str, lates: Sequence[Late], told: ToldDays, asked: Asked
) -> LetterDraft:
    directory, today = catalogue.directory, office.today
    sender = directory.agency(by)
    agencies = tuple(dict.fromkeys(late.agency for late in lates))
    lates = sorted(lates, key=lambda late: (agencies.index(late.agency), _deadline(late.occurrence).due_on))
    matters = {(late.occurrence.obligation.id, late.occurrence.period) for late in lates}
    reports = all(late.occurrence.obligation.kind == "report" for late in lates)
    subject = _("Re: urging reports") if reports else _("Re: urging tasks and reports")
    one = lates[0] if len(matters) == 1 and len(agencies) > 1 else None
    names = tuple(directory.agency(a).name for a in agencies)
    issuers = dict.fromkeys(p.issuer for p in (late.occurrence.plan for late in lates) if p.issuer != by)
    letter = OfficialLetter(
        heading=heading(catalogue, sender, subject, today),
        greeting=_("To:"),
        to=names if len(names) <= MANY else (_("The agencies named in the table below"),),
        before=_before(catalogue, sender, lates, one, today),
        table=_table(catalogue, lates, told, len(agencies) > 1, one is None),
        after=_after(sender, catalogue, lates, asked.reply_by),
        copies_label=_("Recipients:"),
        copies=_copies(directory.agency(a).name for a in issuers if a),
        signer=signer(sender, asked.sign),
        title=subject,
        author=sender.name,
    )
    whom = agencies[0] if len(agencies) == 1 else f"{len(agencies)}-co-quan"
    return LetterDraft(f"cong-van-don-doc-{slug(by)}-{slug(whom)}-{today:%Y%m%d}", by, agencies, letter)


def _copies(reported_to: Iterable[str]) -> tuple[str, ...]:
    to = _("{agency} (for report)")
    lines = (f"{line};" for line in (_("As above"), *(to.format(agency=name) for name in reported_to)))
    return tuple(f"- {line}" for line in (*lines, _("Filed: clerical office, ……")))


def _before(
    catalogue: Catalogue, sender: Agency, lates: Sequence[Late], one: Late | None, today: date
) -> tuple[str, ...]:
    plans = list({late.occurrence.plan.id: late.occurrence.plan for late in lates}.values())
    named = "; ".join(plan_words(p, catalogue) for p in plans)
    basis = (
        _("{sender} follows how the agencies carry out {plans}.")
        if _ordered(sender, lates)
        else _("Carrying out {plans}, {sender} has been given to follow, urge and gather the results.")
    ).format(plans=named, sender=sender.name)
    day = day_words(today, LANG).removeprefix("ngày ")
    if one:
        o = one.occurrence
        period = f"{_('reporting period')} {period_words(o.reported_period, LANG)}; " if o.reported_period else ""
        return basis, _(
            "As of {day}, {sender} has no result or report on record of your agency on the following matter: {title} "
            "({period}deadline as printed: “{phrase}”{due})."
        ).format(
            day=day, sender=sender.name, title=o.obligation.called, period=period, phrase=o.obligation.phrase,
            due=_reckoned(o),
        )  # fmt: skip
    form = (
        _("As of {day}, {sender} has no result or report on record of your agency on the following matter:")
        if len(lates) == 1
        else _("As of {day}, {sender} has no result or report on record of your agency on the following matters:")
    )
    return basis, form.format(day=day, sender=sender.name)


def _after(sender: Agency, catalogue: Catalogue, lates: Sequence[Late], reply_by: date | None) -> tuple[str, ...]:
    issuers = {late.occurrence.plan.issuer for late in lates} - {""}
    if _ordered(sender, lates):
        return _orders(sender, reply_by)
    to = catalogue.directory.agency(issuers.pop()).name if len(issuers) == 1 else _("the competent level")
    by = _by(reply_by)
    return (
        _(
            "So that it can be gathered and reported to {to} in time, {sender} asks your agency to carry the above out "
            "promptly and to send the document to {sender} no later than {by}."
        ).format(to=to, sender=sender.name, by=by),
        _(_ANSWER),
        _("{sender} asks for your agency's attention and cooperation./.").format(sender=sender.name),
    )


def _ordered(sender: Agency, lates: Sequence[Late]) -> bool:
    """Whether all of it was ordered by who writes."""
    return all(late.occurrence.plan.issuer == sender.id for late in lates)


def _orders(sender: Agency, reply_by: date | None) -> tuple[str, ...]:
    """The words of whoever ordered it: it asks for nothing and reports to nobody."""
    return (
        _(
            "{sender} requires your agency to carry the above out without delay and to send the document to {sender} "
            "no later than {by}."
        ).format(sender=sender.name, by=_by(reply_by)),
        _(_ANSWER),
        _("{sender} requires your agency to comply./.").format(sender=sender.name),
    )


def _by(reply_by: date | None) -> str:
    return short_date(reply_by, LANG) if reply_by else "     /     /……"


def _table(
    catalogue: Catalogue, lates: Sequence[Late], told: ToldDays, many_agencies: bool, many_matters: bool
) -> Grid:
    owed = [late.occurrence for late in lates]
    reminded = any(told.get(o.key) for o in owed)
    columns = (
        (True, _("No."), 9.0, [str(n + 1) for n in range(len(owed))]),
        (many_agencies, _("Agency"), 46.0, [catalogue.directory.agency(late.agency).name for late in lates]),
        (many_matters, _("Matter"), 62.0, [_matter(o) for o in owed]),
        (many_matters, _("Deadline"), 38.0, [f"“{o.obligation.phrase}”{_reckoned(o)}" for o in owed]),
        (reminded, _("Reminded"), 26.0 if many_matters else 60.0, [_reminded(told.get(o.key, ())) for o in owed]),
    )
    names, widths, cells = zip(*(column for wanted, *column in columns if wanted), strict=True)
    return Grid(names, tuple(zip(*cells, strict=True)), widths, (0, len(names) - 1) if reminded else (0,))


def _matter(o: Occurrence) -> str:
    return o.obligation.called + (f" ({period_words(o.reported_period, LANG)})" if o.reported_period else "")


def _reckoned(o: Occurrence) -> str:
    """The day reckoned from the printed words, where they do not say it whole."""
    d = _deadline(o)
    return f"; {due_words(short_date(d.due_on, LANG), d.bound is Bound.BEFORE, LANG)}"


def _reminded(told: Sequence[tuple[date, str]]) -> str:
    if not told:
        return _("not yet")
    return _("{n} times, last on {day}").format(n=len(told), day=short_date(max(on for on, _box in told), LANG))


def _deadline(o: Occurrence) -> Deadline:
    assert o.deadline is not None  # `_late` takes nothing else
    return o.deadline
