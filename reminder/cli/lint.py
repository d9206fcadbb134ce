"""lint: a draft plan before it is signed, and the page of comments on it."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reminder.cli.common import command
from reminder.cli.desk import Desk
from reminder.cli.document import read_document
from reminder.cli.new_file import write_new
from reminder.cli.options import DIRECTORY
from reminder.errors import BadInput, WrongUse
from reminder.translatable import N_
from reminder.words.assumed_days import ASSUMED_DAYS

if TYPE_CHECKING:  # reading commands need none of the document readers
    from reminder.directory.directory import Directory
    from reminder.engine.importing.imported import Imported
    from reminder.engine.linting.remark import Remark

# What is said of a draft by a remark, or does not keep it from being looked at.
_OTHERWISE = frozenset(
    {"no-plan-number", "no-issue-day", "two-numbers", "two-days", "file-number", "undated", "no-tasks"}
    | {f"plan-without-{missing}" for missing in ASSUMED_DAYS}
)


@command("lint")
@click.argument(
    "file", type=click.Path(path_type=Path), help=N_("The draft: txt, docx, xlsx, pdf and what else import reads")
)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.docx",
    help=N_("Write the page of comments into this new file"),
)  # fmt: skip
@DIRECTORY
def lint(desk: Desk, file: Path, out: Path | None, directory: str) -> int:
    """1 where there is a remark: the draft should not be signed as it is."""
    from reminder.documents.writing import annex_file
    from reminder.engine.linting.lint import lint as remarks_on
    from reminder.engine.linting.page import comments
    from reminder.rulefile import load_calendar, load_directory

    if out and out.suffix != ".docx":
        raise WrongUse.of(N_("--out {file}: the page of comments ends in .docx"), file=str(out))
    known, calendar = load_directory(desk.config.rules_dir), load_calendar(desk.config.rules_dir)
    draft = _read(desk, file, known, directory)
    remarks = remarks_on(draft, calendar)
    if out:
        page = comments(draft, remarks, desk.office.today, desk.config.office, desk.lang)
        write_new(out, annex_file((page,), desk.config.office, desk.office.clock.now()))
    _show(desk, remarks)
    _tell(desk, draft, known, remarks, out)
    return int(bool(remarks))


def _read(desk: Desk, file: Path, known: "Directory", directory: str) -> "Imported":
    """Raises BadInput where the file cannot be read, and where nothing in it could be looked at."""
    draft = read_document(desk, file, known, directory)
    if not draft.tasks and not draft.duties:
        raise BadInput.at(file, N_("no task and no report was found in it; check that it is the draft of a plan"))
    return draft


def _show(desk: Desk, remarks: "tuple[Remark, ...]") -> None:
    """One line a remark for programs; for people like remarks together, as on the page."""
    from reminder.engine.linting.lint import grouped
    from reminder.engine.linting.page import cells
    from reminder.engine.linting.remark import KINDS

    _ = desk._
    rows = [_row(remark, desk.lang) for remark in remarks]
    if desk.json({"remarks": rows}):
        return
    if desk.format == "csv":
        named = [row | {"kind": _(KINDS[remark.kind])} for row, remark in zip(rows, remarks, strict=True)]
        desk.csv(named, ("kind", "line", "place", "words", "why"))
        return
    shown = [(_(KINDS[group[0].kind]), *cells(group, desk.lang)) for group in grouped(remarks)]
    desk.show(
        shown,
        [
            (_("Kind"), lambda row: row[0]), (_("Place"), lambda row: row[1]),
            (_("Words of the draft"), lambda row: row[2]), (_("Opinion"), lambda row: row[3]),
            (_("Proposal"), lambda row: row[4]),
        ],
    )  # fmt: skip


def _row(remark: "Remark", lang: str) -> dict[str, Any]:
    from reminder.documents.finding import say_spot

    return {
        "kind": remark.kind, "line": remark.spot.line or say_spot(remark.spot, lang), "place": remark.place(lang),
        "words": remark.words or remark.about, "why": remark.why(lang),
    }  # fmt: skip


def _tell(desk: Desk, draft: "Imported", known: "Directory", remarks: "tuple[Remark, ...]", out: Path | None) -> None:
    """What was not looked at, and what was found."""
    from reminder.engine.linting.lint import grouped

    _ = desk._
    for finding in draft.findings:
        if finding.code not in _OTHERWISE:
            desk.say(str(finding.problem(draft.path, lang=desk.lang)))
    if not draft.register:
        ids = ", ".join(r.id for r in known.registers)
        desk.say(_("It is not clear whose agencies the document names; say --directory {ids}").format(ids=ids))
    items = len(draft.tasks) + len(draft.duties)
    found = (
        _("{items} tasks and reports looked at, {n} remarks in {groups} points")
        if remarks
        else _("{items} tasks and reports looked at, nothing to remark")
    )
    desk.say(found.format(items=items, n=len(remarks), groups=len(grouped(remarks))))
    if out:
        desk.say(_("{file} is written; look it over before it goes out").format(file=out))
