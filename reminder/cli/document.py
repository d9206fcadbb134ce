"""A plan's document, read with a bar beside it."""

from pathlib import Path
from typing import TYPE_CHECKING

from reminder.cli.desk import Desk
from reminder.cli.progress import progress
from reminder.directory.directory import Directory
from reminder.engine.context.typed_names import known_register
from reminder.errors import BadInput

if TYPE_CHECKING:  # reading commands need none of the document readers
    from reminder.engine.importing.answers import Answers
    from reminder.engine.importing.imported import Imported


def read_document(
    desk: Desk, file: Path, known: Directory, directory: str, plan: str = "", answers: "Answers | None" = None
) -> "Imported":
    """What the file says, the agencies it names looked up in `known`. Raises BadInput where it cannot be read."""
    from reminder.documents import Unreadable
    from reminder.engine.importing.answers import NONE
    from reminder.engine.importing.plan import import_plan

    register = known_register(known, directory)
    try:
        with progress(desk._("Reading {file}").format(file=file.name)) as advance:
            return import_plan(
                file, known, desk.office.today, register=register, plan=plan, progress=advance, answers=answers or NONE
            )
    except Unreadable as fault:
        raise BadInput(fault.say(desk.lang)) from None
