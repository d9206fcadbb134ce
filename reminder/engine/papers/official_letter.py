"""The official letter that urges ("công văn đôn đốc"): what is late, gathered by sender and addressee, as a draft
for a person to number, date and sign. Nothing here is ever sent.

It asserts what is on record, not lateness (design 3.2): "chưa ghi nhận … tính đến ngày …".
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from reminder.core.catalogue import Catalogue
from reminder.core.evaluate import Ledger, status
from reminder.core.ladder import horizon
from reminder.core.matter_status import OVERDUE, Status
from reminder.core.occurrence import Occurrences
from reminder.documents.writing import OfficialLetter
from reminder.engine.context.ledger import ledger_of, whole_ledger
from reminder.engine.context.office import Office
from reminder.engine.context.transaction import Transaction
from reminder.engine.context.typed_names import known_agency, known_obligation
from reminder.engine.papers.letter_words import Late, LetterWords, ToldDays, copies, deadline_of
from reminder.engine.papers.letterhead import _, heading, signer
from reminder.errors import BadInput, WrongUse
from reminder.store import outbox
from reminder.store.database import Database
from reminder.text_matching import slug
from reminder.translatable import N_
from reminder.words.typed_days import TypedDay

MANY = 12  # addressees named one by one; more stand in an enclosed list


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
    lates = sorted(lates, key=lambda late: (agencies.index(late.agency), deadline_of(late.occurrence).due_on))
    names = tuple(directory.agency(a).name for a in agencies)
    said = LetterWords(catalogue, sender, lates, names, today)
    listed = len(agencies) > MANY
    issuers = dict.fromkeys(late.occurrence.plan.issuer for late in lates)
    letter = OfficialLetter(
        heading=heading(catalogue, sender, said.subject, today),
        greeting=_("To:"),
        to=(_("Agencies and bodies (list enclosed)"),) if listed else names,
        before=said.before(),
        table=said.table(told),
        after=said.after(asked.reply_by),
        copies_label=_("Recipients:"),
        copies=copies((directory.agency(a).name for a in issuers if a and a != by), listed),
        signer=signer(sender, asked.sign),
        title=said.subject,
        author=sender.name,
        annex=said.annex() if listed else (),
    )
    whom = agencies[0] if len(agencies) == 1 else f"{len(agencies)}-co-quan"
    return LetterDraft(f"cong-van-don-doc-{slug(by)}-{slug(whom)}-{today:%Y%m%d}", by, agencies, letter)
