"""import: a plan document to a plan file, with a review of what needs a person."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reminder.cli.common import command
from reminder.cli.desk import Desk
from reminder.cli.document import read_document
from reminder.cli.options import DIRECTORY
from reminder.directory.directory import Directory
from reminder.errors import BadInput, WrongUse
from reminder.translatable import N_
from reminder.words import why

if TYPE_CHECKING:  # reading commands need none of the document readers
    from reminder.engine.importing.imported import Imported
    from reminder.rulefile.writing.plan_file import PlanChange

_UNFIT = N_(
    "is written in a way that only a person can bring up to date; give each row a header of its own, [[task]] or "
    "[[report]], or import into another file. Nothing was written"
)
_ANOTHER = N_(
    "holds the plan {held}, this document is {given}, and hardly any row is alike. Nothing was written: name another "
    "file with --out; if this document is to take that plan's place, write {entry} under [plan] and import again"
)
_TO_ANSWER = N_(
    "# To be answered in the plan file, which stays out of force until then: one key into each [[unplaced]], its id "
    "that of a [[task]] or [[report]] there (none fits: add a [[task]] first)"
)
_TO_MEND = N_("# To be looked at, and mended in the plan file or the directory:")
_TO_NOTE = N_("# Nothing to do if it is right:")
_ID = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*\Z")


@command("import", formats=("table", "json"))
@click.argument("file", type=click.Path(path_type=Path), help=N_("The plan's document"))
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.toml",
    help=N_("Write the plan into this file, or bring it up to date; without it, the plan is printed"),
)
@click.option("--plan-id", default="", metavar="ID", help=N_("The plan's id, as tn-125-2025; else made of its number"))
@DIRECTORY
def import_(desk: Desk, file: Path, out: Path | None, plan_id: str, directory: str) -> None:
    from reminder.engine.importing.answers import answers, still_asked
    from reminder.engine.importing.plan_json import as_json
    from reminder.engine.importing.plan_rows import plan_text
    from reminder.rulefile import load_directory
    from reminder.rulefile.writing.another_plan import AnotherPlan
    from reminder.rulefile.writing.atomic_save import save

    if plan_id and not (_ID.match(plan_id) and len(plan_id) <= 60):
        raise WrongUse.of(
            N_("--plan-id {given}: letters without marks, digits, and - or . between them"), given=plan_id
        )
    if out and out.suffix != ".toml":
        raise WrongUse.of(N_("--out {file}: a plan file ends in .toml, so that it is read"), file=str(out))
    known = load_directory(desk.config.rules_dir)
    before = _existing(out) if out else None
    existing = before.decode("utf-8") if before else None
    imported = read_document(desk, file, known, directory, plan_id, answers(existing))
    try:
        made = plan_text(imported, existing, desk.lang)
    except AnotherPlan as fault:
        raise BadInput.at(out, _ANOTHER, held=fault.held, given=fault.given, entry=fault.entry) from None
    except ValueError:
        raise BadInput.at(out, _UNFIT) from None
    if out and made.text != existing:
        save(out, made.text, before)
    _pictures(desk, imported, file, out)
    if desk.json(as_json(imported, desk.lang)):
        return
    if out is None:
        click.echo(made.text, nl=False)
    asked = still_asked(imported, made, desk.lang)
    _review(desk, asked, made.changes, out, known)


def _pictures(desk: Desk, imported: "Imported", source: Path, out: Path | None) -> None:
    """Of what was recognised in an image: beside the plan file, else only told of."""
    from reminder.documents import Unreadable
    from reminder.engine.importing.scanned import save_pictures

    if out is None or not imported.scans:
        return
    folder = out.with_suffix(".images")
    try:
        n = save_pictures(imported, source, folder)
    except Unreadable as fault:
        raise BadInput(fault.say(desk.lang)) from None
    except OSError as fault:
        raise BadInput.at(folder, N_("cannot be written: {why}"), why=why(fault)) from None
    desk.say(desk._("{folder}: {n} pictures of what was recognised").format(folder=folder, n=n))


def _existing(out: Path) -> bytes | None:
    """The plan file to bring up to date, None where there is none. Raises BadInput for anything else."""
    from reminder.rulefile.reading.findings import Findings, parse

    findings = Findings()
    try:
        data = out.read_bytes()
        whole = parse(str(out), data.decode("utf-8-sig"), findings)
    except FileNotFoundError:
        return None
    except OSError as fault:
        raise BadInput.at(out, N_("cannot be read: {why}"), why=why(fault)) from None
    except UnicodeDecodeError as fault:
        raise BadInput.at(out, N_("not valid TOML ({why}); mend it or name another file"), why=str(fault)) from None
    if whole is None:
        raise BadInput(findings.problems)
    if "plan" not in whole.source.data:
        raise BadInput.at(out, N_("this is no plan file; name another"))
    return data


def _review(
    desk: Desk, imported: "Imported", changes: "Sequence[PlanChange]", out: Path | None, directory: Directory
) -> None:
    """What was found and what needs a person: on stdout, or beside the plan when that went there."""
    from reminder.engine.importing.review import background, review
    from reminder.rulefile.writing.missing_agencies import rows

    _ = desk._
    beside = out is None
    told = review(imported, desk.lang)
    if told.questions or told.remarks or told.notes:
        click.echo(f"# {imported.path}", err=beside)
    for heading, lines in ((_TO_ANSWER, told.questions), (_TO_MEND, told.remarks), (_TO_NOTE, told.notes)):
        for line in ([_(heading), *lines]) if lines else ():
            click.echo(line, err=beside)
    if imported.background:
        click.echo(_("Times that order nothing: {kinds}").format(kinds=background(imported, desk.lang)), err=beside)
    said = {"added": _("new"), "changed": _("changed"), "kept": _("kept as a person wrote it"), "gone": _("gone")}
    for change in changes:
        words = f"{change.id}.{change.key}" if change.key else change.id
        before, after = (value or _("(empty)") for value in (change.before, change.after))
        click.echo(f"{words}: {said[change.what]}: {before} → {after}", err=beside)
    if imported.unknown and imported.register:
        register = directory.register(imported.register)
        if paste := rows(register, dict.fromkeys(imported.unknown, ())):
            click.echo(_("# To be pasted into {file} and mended, or name them as aliases there:").format(
                file=register.place.path), err=beside)  # fmt: skip
            click.echo(paste, err=beside)
    if not imported.register:
        ids = ", ".join(r.id for r in directory.registers)
        desk.say(_("It is not clear whose agencies the document names; say --directory {ids}").format(ids=ids))
    desk.say(
        _("{plan}: {tasks} tasks, {duties} duties from the text, {problems} places need a person").format(
            plan=imported.plan, tasks=len(imported.tasks), duties=len(imported.duties), problems=told.places
        )
    )
    if imported.settled:
        desk.say(_("Settled in the plan file, and not said again: {n}").format(n=imported.settled))
    if out:
        desk.say(_("{file} is written; look it over, then run reminder check").format(file=out))
