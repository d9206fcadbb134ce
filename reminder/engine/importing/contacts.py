"""Who can be reached, and a contact list joined with the directory: what it would change, then the writing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from reminder.config import Config
from reminder.core.act_kinds import ActKind
from reminder.core.mail_address import parse_address
from reminder.core.mail_choices import USUAL, MailChoice
from reminder.directory.agency import Contact, exists_on
from reminder.directory.directory import Directory
from reminder.documents.contact_lists import ContactList
from reminder.engine.importing.contact_rows import Join
from reminder.errors import BadInput, Problem
from reminder.mail.recipient_policy import Policy
from reminder.rulefile.writing import missing_agencies
from reminder.rulefile.writing.contact_file import ContactEntry, contact_rows, with_contacts
from reminder.shipped import SHIPPED
from reminder.translatable import N_
from reminder.words import why

PASTED = 20  # rows proposed at once; a list of more strangers is of another province
Gap = Literal["no contact", "stand-in", "unreachable"]


@dataclass(frozen=True, slots=True)
class Reachability:
    """One agency and the mailboxes in force on the day asked; `gap` is why nobody can be told there, `chosen` how it
    chose to be mailed otherwise than usual."""

    id: str
    name: str
    kind: str
    contacts: tuple[str, ...]
    head: tuple[str, ...]
    superior: str
    directory: str
    gap: Gap | None
    name_en: str = ""
    chosen: tuple[ActKind, ...] = ()


@dataclass(frozen=True, slots=True)
class ContactChange:
    """What an import does to one agency's `contacts` or `head`: mailboxes in order, `Name <mailbox>` with a name."""

    agency: str
    name: str
    key: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Update:
    """A contact list understood. Nothing is written yet: `text` may take the place of `before` in `file`. `paste` are
    rows for names unknown."""

    changes: tuple[ContactChange, ...]
    same: int
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    paste: str
    file: Path
    text: str = field(repr=False)
    before: bytes = field(repr=False)


def reach(
    directory: Directory, on: date, unreachable: Iterable[str] = (), register: str = "",
    choices: Mapping[str, MailChoice] = MappingProxyType({}),
) -> tuple[Reachability, ...]:  # fmt: skip
    """Every agency in force on `on`, in file order. `unreachable` are mailboxes that mail has come back from."""
    dead = {box.casefold() for box in unreachable}
    return tuple(
        Reachability(
            a.id, a.name, a.kind, _boxes(a.contacts, on), _boxes(a.head, on), a.superior, r.id,
            _gap(_boxes(a.contacts, on), dead), a.name_en, choices.get(a.id, USUAL).made,
        )
        for r in directory.registers
        if register in ("", r.id)
        for a in r.agencies
        if exists_on(a, on)
    )  # fmt: skip


def _gap(boxes: tuple[str, ...], dead: set[str]) -> Gap | None:
    if not boxes:
        return "no contact"
    if all(parse_address(box).reserved for box in boxes):
        return "stand-in"
    return "unreachable" if all(box.casefold() in dead for box in boxes) else None


def _boxes(contacts: Iterable[Contact], on: date) -> tuple[str, ...]:
    return tuple(c.mailbox for c in contacts if exists_on(c, on))


def update(listed: ContactList, directory: Directory, register: str, config: Config, on: date) -> Update:
    """What the list makes of the register's file. For each agency it names, the list's mailboxes, in its order,
    take the place of those the file has; rows dated for other days stay behind them, and so do all where one of the
    list's is refused. Problems leave their row or mailbox out; whether the rest may be written is the caller's to
    say.

    Raises BadInput when the file is one that ships, or cannot be edited.
    """
    file = Path(directory.register(register).place.path)
    if file.resolve().is_relative_to(SHIPPED.resolve() / "rules") and not (config.folder / config.rules).exists():
        raise BadInput.of(
            N_("these are the rules that ship with the program; reminder init makes a folder of your own")
        )
    try:
        before = file.read_bytes()
    except OSError as fault:
        raise BadInput.at(file, N_("cannot be read: {why}"), why=why(fault)) from None
    join = Join(directory, directory.register(register), Policy(tuple(config.mail.domains), config.sink), on)
    entries = join.taken(listed.rows)
    text = before.decode("utf-8")
    old = contact_rows(text)
    wanted: dict[tuple[str, str], Sequence[ContactEntry]] = {}
    changes: list[ContactChange] = []
    for (id_, key), boxes in entries.items():
        rows = _merged(old[id_, key], boxes, on, keep=(id_, key) in join.incomplete)
        was, now = _shown(old[id_, key]), _shown(rows)
        if list(rows) != list(old[id_, key]):
            wanted[id_, key] = rows
            changes.append(ContactChange(id_, directory.agency(id_).name, key, was, now))
    try:
        text = with_contacts(text, wanted)
    except ValueError:
        raise BadInput.at(
            file, N_("is written in a way only a person can change; give its contacts keys of their own")
        ) from None
    problems = [p for p in listed.problems if p.level == "error"] + join.problems
    notes = [p for p in listed.problems if p.level == "warning"] + join.notes
    return Update(
        tuple(changes), len(entries) - len(changes), _ordered(problems), _ordered(notes),
        missing_agencies.rows(join.register, dict(islice(join.unknown.items(), PASTED))), file, text, before,
    )  # fmt: skip


def _ordered(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda p: p.place.line))


def _shown(rows: Sequence[ContactEntry]) -> tuple[str, ...]:
    return tuple(f"{row['name']} <{row['mailbox']}>" if row.get("name") else str(row["mailbox"]) for row in rows)


def _merged(old: Sequence[ContactEntry], entries: Mapping[str, str], on: date, *, keep: bool) -> list[ContactEntry]:
    """The listed mailboxes with what the file says about them besides; of the others only those of other days, or all
    (`keep`) where the list is not good for all: a part does not take the place of the whole."""
    known = {str(row["mailbox"]).casefold(): row for row in old}
    rows: list[ContactEntry] = []
    for mailbox, person in entries.items():
        row: dict[str, Any] = dict(known.get(mailbox.casefold(), {"mailbox": mailbox}))
        if person:
            row["name"] = person
        rows.append(row)
    listed = {mailbox.casefold() for mailbox in entries}
    return rows + [row for row in old if str(row["mailbox"]).casefold() not in listed and (keep or not _now(row, on))]


def _now(row: ContactEntry, on: date) -> bool:
    since, until = row.get("from"), row.get("until")
    return exists_on(
        Contact("", "", since if isinstance(since, date) else None, until if isinstance(until, date) else None), on
    )
