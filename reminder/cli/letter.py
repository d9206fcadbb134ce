"""letter, report: drafts of official paper for a person to number, date and sign. Nothing is sent."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from reminder.cli.common import command
from reminder.cli.desk import Desk
from reminder.cli.new_file import write_new
from reminder.cli.options import PLAN, day_option, named, typed_period
from reminder.errors import WrongUse
from reminder.translatable import N_

F = TypeVar("F", bound=Callable[..., Any])


def _out(metavar: str, help: str) -> Callable[[F], F]:
    """Where what is drafted goes."""
    return click.option("--out", type=click.Path(path_type=Path), default=Path(), metavar=metavar, help=help)


@command("letter", formats=("table", "json"))
@click.argument("obligation", default="", help=N_("The task or report it urges; or give --overdue"))
@click.option("--overdue", is_flag=True, help=N_("Of all that is overdue, instead of one obligation"))
@click.option(
    "--agency",
    "agencies",
    multiple=True,
    callback=named,
    metavar="AGENCY",
    help=N_("Only to this agency, by id or name; again for each further one"),
)
@click.option("--each", is_flag=True, help=N_("A letter for each agency instead of one to all"))
@click.option("--from", "sender", default="", metavar="AGENCY", help=N_("Who signs it; without it, the focal agency"))
@day_option("--reply-by", help=N_("The day by which it asks for an answer"))
@click.option("--sign", default="", help=N_("The words above the signature, as “KT. GIÁM ĐỐC/PHÓ GIÁM ĐỐC”"))
@_out("FILE.docx|FOLDER", N_("The new file, or the folder for several; without it, this folder"))
def letter(
    desk: Desk, obligation: str, overdue: bool, agencies: tuple[str, ...], each: bool, sender: str,
    reply_by: date | None, sign: str, out: Path,
) -> None:  # fmt: skip
    from reminder.documents.writing import letter_file
    from reminder.engine.papers.official_letter import Asked, drafts

    if bool(obligation) == overdue:
        raise WrongUse.of(N_("letter: name an obligation, or give --overdue for all that is overdue"))
    asked = Asked(obligation, agencies, sender, each, reply_by, sign)
    with desk.office.reading() as database:
        made = drafts(desk.office, desk.catalogue(), database, asked)
    if out.suffix == ".docx" and len(made) > 1:
        raise WrongUse.of(N_("--out {file}: there are {n} letters; name a folder"), file=str(out), n=len(made))
    written = []
    for draft in made:
        path = out if out.suffix == ".docx" else out / f"{draft.name}.docx"
        written.append((write_new(path, letter_file(draft.letter, desk.office.clock.now())), draft))
    if desk.json([{"file": str(p), "sender": d.sender, "agencies": d.agencies} for p, d in written]):
        return
    for path, draft in written:
        click.echo(desk._("{file} (agencies: {n})").format(file=path, n=len(draft.agencies)))
    desk.say(desk._("Drafts: number, day and signature are left blank. Nothing was sent."))


@command("report", formats=("table", "json"))
@click.argument(
    "period", callback=typed_period, help=N_("The reporting period: 2026, 2026-H1, 2026-Q4, 2026-M03, or its date")
)
@PLAN
@_out("FILE.docx|FILE.xlsx|FOLDER", N_("The new file, or a folder for both; without it, this folder"))
def report(desk: Desk, period: str, plan: str, out: Path) -> None:
    from reminder.documents.writing import annex_file, workbook_file
    from reminder.engine.context.typed_names import known_plan
    from reminder.engine.papers.compiled_report import compilation

    catalogue = desk.catalogue()
    with desk.office.reading() as database:
        found = compilation(desk.office, catalogue, database, period, known_plan(catalogue, plan) if plan else "")
    forms = {".docx": annex_file, ".xlsx": workbook_file}
    if out.suffix and out.suffix not in forms:
        raise WrongUse.of(N_("--out {file}: .docx, .xlsx, or a folder for both"), file=str(out))
    now = desk.office.clock.now()
    name = f"tong-hop-bao-cao-{period}-{desk.office.today:%Y%m%d}"
    paths = [out] if out.suffix else [out / f"{name}{suffix}" for suffix in forms]
    written = [write_new(path, forms[path.suffix](found, desk.config.office, now)) for path in paths]
    tables = [{"title": a.title, "summary": a.summary, "columns": a.columns, "rows": a.lines} for a in found]
    if desk.json({"files": [str(path) for path in written], "tables": tables}):
        return
    for annex in found:
        click.echo(annex.summary[0])
    for path in written:
        click.echo(str(path))
