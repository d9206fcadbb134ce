"""A file that a command makes for a person to work on."""

from pathlib import Path

from reminder.errors import BadInput
from reminder.translatable import N_
from reminder.words import why


def write_new(path: Path, content: bytes) -> Path:
    """A new file; one that a person may have worked on is never replaced."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(content)
    except OSError as fault:
        if isinstance(fault, FileExistsError) and path.exists():
            raise BadInput.at(path, N_("exists already; name another with --out, or remove it")) from None
        raise BadInput.at(path, N_("cannot be written: {why}; name another with --out"), why=why(fault)) from None
    return path
