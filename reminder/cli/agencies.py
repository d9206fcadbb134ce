"""agencies: the directory, who cannot be reached, a contact list brought in."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reminder.cli.act_table import show_acts
from reminder.cli.common import Noun, command
from reminder.cli.desk import Desk
from reminder.cli.options import BY, DIRECTORY
from reminder.cli.output import names_of
from reminder.cli.worded_choice import WordedChoice
from reminder.core.act_kinds import ACTS, ActKind
from reminder.core.mail_choices import CHOICES
from reminder.directory.directory import Directory
from reminder.engine.context.typed_names import known_agency, known_register
from reminder.errors import BadInput, WrongUse
from reminder.translatable import N_
from reminder.words import problem_words
from reminder.words.fields import GAPS

if TYPE_CHECKING:
    from reminder.engine.importing.contacts import Reachability, Update

_SHOWN = 50
_HOW = {kind: ACTS[kind].word for kind in CHOICES}
_FIELDS = ("id", "name", "kind", "contacts", "head", "superior", "directory", "gap", "name_en", "chosen")


def _reach(desk: Desk, directory: str) -> "tuple[Reachability, ...]":
    from reminder.engine.context.ledger import chosen_in
    from reminder.engine.context.transaction import unreachable
    from reminder.engine.importing.contacts import reach
    from reminder.rulefile import load_directory

    known = load_directory(desk.config.rules_dir)
    register = known_register(known, directory)
    with desk.office.reading() as database:
        found = chosen_in(database)
        return reach(known, desk.office.today, unreachable(database), register, found)


def _show(desk: Desk, rows: "list[Reachability]", title: str, empty: str) -> None:
    _ = desk._
    desk.show(
        rows,
        [
            (_("Agency"), lambda r: f"{(desk.lang == 'en' and r.name_en) or r.name}\n{r.id}"),
            (_("Mailboxes"), lambda r: "\n".join(r.contacts)),
            (_("Head"), lambda r: "\n".join(r.head)),
            (_("Cannot be reached"), lambda r: _(GAPS[r.gap]) if r.gap else ""),
            (_("Chosen"), lambda r: "\n".join(_(ACTS[kind].word) for kind in r.chosen)),
        ],
        title=title,
        empty=empty,
        style=lambda r: "yellow" if r.gap else None,
        fields=_FIELDS,
    )


@command("list", N_("The agencies in force, with their mailboxes"))
@DIRECTORY
def list_(desk: Desk, directory: str) -> None:
    rows = _reach(desk, directory)
    _show(desk, list(rows), desk._("Agencies in force"), desk._("There is none."))


@command("missing", N_("Agencies nobody can be reached at"))
@DIRECTORY
def missing(desk: Desk, directory: str) -> None:
    _ = desk._
    rows = [r for r in _reach(desk, directory) if r.gap]
    _show(desk, rows, _("Agencies nobody can be reached at"), _("Every agency has a mailbox."))
    if rows and desk.format == "table":
        desk.say(_("{n} agencies; reminder agencies import CONTACTS.xlsx brings their mailboxes").format(n=len(rows)))


@command("choose", N_("How an agency is mailed, entered for it; the opposite takes it back"))
@click.argument("agency", help=N_("Id or name of the agency"))
@click.argument("how", type=WordedChoice(_HOW), metavar="HOW", help=N_("weekly, daily; leave or rejoin the overview"))
@click.option("--note", default="", help=N_("Why, in words"))
@BY
def choose(desk: Desk, agency: str, how: str, note: str, by: str) -> None:
    from reminder.engine.acts.choose import choose as record

    catalogue = desk.catalogue()
    id_ = known_agency(catalogue, "", agency, desk.office.today)
    with desk.office.writing() as database:
        done = record(desk.office, database, catalogue, id_, ActKind(how), by=by, note=note)
    show_acts(desk, [done.act] if done.act else [], empty=desk._("Nothing changes: it was so already."))


@command("import", N_("Bring in a contact list; shows what changes before it writes"))
@click.argument("file", type=click.Path(path_type=Path), help=N_("The list: xlsx, csv, or a table in docx"))
@DIRECTORY
@click.option("--partial", is_flag=True, help=N_("Take the good rows of a list that has faults"))
@click.option("--yes", is_flag=True, help=N_("Write without asking"))
def import_(desk: Desk, file: Path, directory: str, partial: bool, yes: bool) -> int:
    from reminder.documents import Unreadable
    from reminder.documents.contact_lists import read_contact_list
    from reminder.engine.importing.contacts import ContactChange, update
    from reminder.rulefile import load_directory
    from reminder.rulefile.writing.atomic_save import save

    known = load_directory(desk.config.rules_dir)
    register = _register(known, directory)
    try:
        listed = read_contact_list(file)
    except Unreadable as fault:
        raise BadInput(fault.say(desk.lang)) from None
    changed = update(listed, known, register, desk.config, desk.office.today)
    refused = bool(changed.problems) and not partial
    if desk.format == "table":
        _show_update(desk, changed)
    written = bool(changed.changes) and not refused
    if written and not yes:  # asked on a terminal; without one nobody can agree
        question = desk._("Write this into {file}?").format(file=changed.file)
        written = desk.format == "table" and sys.stdin.isatty() and click.confirm(question, err=True)
    if written:
        save(changed.file, changed.text, changed.before)
    if desk.format == "csv":
        for problem in (*changed.problems, *changed.notes):
            desk.say(problem_words(problem, desk.lang))
        desk.csv(changed.changes, names_of(ContactChange))
    desk.json({
        "file": str(changed.file), "changes": changed.changes, "unchanged": changed.same, "written": written,
        "problems": [str(p) for p in changed.problems], "notes": [str(n) for n in changed.notes],
        "paste": changed.paste,
    })  # fmt: skip
    _close(desk, changed, refused, written)
    return int(bool(changed.problems))


def _register(directory: Directory, given: str) -> str:
    if given or len(directory.registers) == 1:
        return known_register(directory, given) or directory.registers[0].id
    ids = " | ".join(r.id for r in directory.registers)
    raise WrongUse.of(N_("say whose list it is: --directory {ids}"), ids=ids)


def _show_update(desk: Desk, changed: "Update") -> None:
    _, lang = desk._, desk.lang
    for problem in changed.problems[:_SHOWN]:
        click.echo(problem_words(problem, lang))
    if len(changed.problems) > _SHOWN:
        click.echo(_("and {n} more").format(n=len(changed.problems) - _SHOWN))
    for note in changed.notes[:_SHOWN]:
        click.echo(_("warning: {problem}").format(problem=problem_words(note, lang)))
    if changed.paste:
        click.echo(_("# To be pasted into {file} and mended, or name them as aliases there:").format(file=changed.file))
        click.echo(changed.paste)
    if changed.changes:
        click.echo(str(changed.file))
    for change in changed.changes:
        click.echo(f"  {change.name} ({change.agency}) {change.key}")
        # Only turned round: shown as taken out and put in, lest nothing seem to change.
        kept = set(change.before) & set(change.after) if set(change.before) != set(change.after) else set()
        for mailbox in change.before:
            click.echo(f"    {' ' if mailbox in kept else '-'} {mailbox}")
        for mailbox in change.after:
            if mailbox not in kept:
                click.echo(f"    + {mailbox}")


def _close(desk: Desk, changed: "Update", refused: bool, written: bool) -> None:
    _ = desk._
    if refused:
        desk.say(
            _("{n} problems; nothing was written. Mend the list, or take its good rows with --partial").format(
                n=len(changed.problems)
            )
        )
    elif written:
        desk.say(_("{file} is written: {n} changes").format(file=changed.file, n=len(changed.changes)))
    elif changed.changes:
        desk.say(_("Nothing was written; --yes writes it"))
    else:
        desk.say(_("Nothing changes: {n} entries are as the directory has them").format(n=changed.same))


agencies = Noun("agencies", (list_, missing, choose, import_))
