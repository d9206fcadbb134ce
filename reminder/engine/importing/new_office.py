"""`reminder init`: the folder a new office starts from, whole or not at all."""

import contextlib
import shutil
import tempfile
from collections.abc import Collection
from pathlib import Path

from reminder.errors import BadInput, WrongUse
from reminder.rulefile.writing.new_files import OPTIONAL, Province, directory_text, provinces
from reminder.shipped import SHIPPED
from reminder.text_matching import slug
from reminder.translatable import N_
from reminder.words import why

CONFIG = "reminder.toml"
_STANDS = (CONFIG, "rules", "reminder.db")
_HEAD = "# Every key with its default. Paths are relative to this file.\n"


def province_of(given: str) -> Province:
    """The province of an official code (`22`, `01`) or of a name in any spelling (`Quảng Ninh`, `quang-ninh`).
    Raises WrongUse with the whole list."""
    for province in provinces():
        if (given.isdecimal() and int(given) == province.code) or slug(given) == province.id:
            return province
    known = ", ".join(f"{p.code:02} {p.name}" for p in provinces())
    raise WrongUse.of(N_("--province {given}: no such province; the codes are {known}"), given=given, known=known)


def lay_out(folder: Path, province: Province, also: Collection[str] = ()) -> tuple[Path, ...]:
    """Configuration, calendar, directory, ladders and an empty place for plans. `also` names departments of
    `OPTIONAL` that this province has. A province whose directory ships gets that one, with its former
    districts and boards; its mailboxes are stand-ins. Gives the files by their path in `folder`.

    Other files in the folder are left alone. Raises BadInput where it holds an office already or cannot be
    written, WrongUse for a department nobody knows.
    """
    if unknown := set(also) - set(OPTIONAL):
        raise WrongUse.of(
            N_("--also {given}: one of {known}"), given=", ".join(sorted(unknown)), known=", ".join(OPTIONAL)
        )
    for name in _STANDS:
        if (folder / name).exists() or (folder / name).is_symlink():
            raise BadInput.at(folder / name, N_("an office stands here already; name another folder"))
    texts = _texts(province, also)
    made = [d for d in (folder, *folder.parents) if not d.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Built aside and moved in at the end: a full disk or a lost power line leaves no half office.
        with tempfile.TemporaryDirectory(prefix=".reminder-init-", dir=folder) as aside:
            for name, text in texts.items():
                path = Path(aside) / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8")
            (Path(aside) / "rules" / "plans").mkdir()
            (Path(aside) / "rules").rename(folder / "rules")
            try:
                (Path(aside) / CONFIG).rename(folder / CONFIG)
            except OSError:
                shutil.rmtree(folder / "rules", ignore_errors=True)
                raise
    except OSError as fault:
        for directory in made:
            with contextlib.suppress(OSError):
                directory.rmdir()
        raise BadInput.at(folder, N_("cannot be laid out: {why}; name another folder"), why=why(fault)) from None
    return tuple(map(Path, texts))


def _texts(province: Province, also: Collection[str]) -> dict[str, str]:
    example = (SHIPPED / "config.example.toml").read_text("utf-8")
    config = _HEAD + example.partition("\n")[2]
    if province.city:
        config = config.replace('office = "Văn phòng UBND tỉnh"', 'office = "Văn phòng UBND thành phố"')
    shipped = SHIPPED / "rules" / "agencies" / f"{province.id}.toml"
    if shipped.exists() and also:
        raise WrongUse.of(
            N_("--also: the directory of {province} ships whole; add what it lacks to it"), province=province.name
        )
    directory = shipped.read_text("utf-8") if shipped.exists() else directory_text(province, also)
    return {
        CONFIG: config,
        "rules/calendars/vietnam.toml": (SHIPPED / "rules/calendars/vietnam.toml").read_text("utf-8"),
        f"rules/agencies/{province.id}.toml": directory,
        "rules/reminders.toml": (SHIPPED / "rules/reminders.toml").read_text("utf-8"),
    }
