"""Rule files written whole or not at all."""

import contextlib
import os
import stat
import tempfile
from pathlib import Path

from reminder.errors import BadInput
from reminder.translatable import N_
from reminder.words import why


def save(path: Path, text: str, instead_of: bytes | None = None) -> None:
    """Write `text` in UTF-8, line ends as given, beside the file and rename it into place: whoever reads sees the
    old file or the new one. A link is followed, permissions stay. With `instead_of`, only while the file still
    holds that. Raises BadInput with one sentence; nothing is left behind then."""
    target = path.resolve()
    try:
        if instead_of is not None and target.read_bytes() != instead_of:
            raise BadInput.at(path, N_("was changed meanwhile; run the command again"))
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
        # A leading dot: whoever loads the folder at this very moment passes it over.
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as fault:
        raise BadInput.at(path, N_("cannot be written: {why}"), why=why(fault)) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(target)
    except OSError as fault:
        raise BadInput.at(path, N_("cannot be written: {why}"), why=why(fault)) from None
    finally:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
