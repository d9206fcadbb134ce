"""The way from a folder, or from stored texts, to a catalogue. `check` and the daemon go the same way."""

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from reminder.core.catalogue import Catalogue
from reminder.core.working_calendar import WorkingCalendar
from reminder.directory.directory import Directory
from reminder.errors import BadInput, Place
from reminder.rulefile.reading import calendars, checks, directories, ladders, plans, tiers, undated
from reminder.rulefile.reading.findings import FilePart, Findings, like, parse
from reminder.rulefile.reading.schema import CalendarFile, DirectoryFile, PlanFile, RulesFile, Table
from reminder.rulefile.reading.schema_faults import shaped
from reminder.translatable import N_

_KINDS: Mapping[str, type[Table]] = {
    "calendars": CalendarFile,
    "agencies": DirectoryFile,
    "plans": PlanFile,
    "": RulesFile,
}
_MISSING = {
    "calendars": N_("no calendar; add calendars/vietnam.toml, as `reminder init` writes it"),
    "agencies": N_("no directory of agencies; add agencies/<province>.toml, as `reminder init` writes it"),
    "": N_("no ladder; add reminders.toml, as `reminder init` writes it"),
}
_LARGEST = 8_000_000
_T = TypeVar("_T", bound=Table)
_Made = TypeVar("_Made", WorkingCalendar, Directory)


def load(rules_dir: Path) -> Catalogue:
    """Everything under `rules_dir`, as one consistent set with its warnings.

    Reads `calendars/*.toml`, `agencies/*.toml`, `plans/*.toml` and `*.toml`, in UTF-8. Raises BadInput with
    every problem found, places named by `rules_dir` as it was given.
    """
    if not rules_dir.is_dir():
        raise BadInput.at(rules_dir, N_("there is no such folder; `reminder init` makes one"))
    findings = Findings()
    read = {file.relative_to(rules_dir).as_posix(): _text(file, findings) for file in _files(rules_dir)}
    return _load({path: text for path, text in read.items() if text is not None}, str(rules_dir), findings)


def load_texts(texts: Mapping[str, str], root: str = "", *, judged: bool = False) -> Catalogue:
    """The same from texts by their path relative to the rules' folder, as the rule set in force is stored.
    `root` goes before the paths in messages. `judged`: they came into force together once, so that rules which name
    a row of a plan that then waited are no fault, and nothing is warned of."""
    return _load(dict(texts), root, Findings(), judged)


def plan_id(text: str) -> str:
    """The id of a plan file; "" where it has none."""
    try:
        plan = tomllib.loads(text).get("plan")
    except ValueError:
        return ""
    return str(plan.get("id", "")) if isinstance(plan, dict) else ""


def load_calendar(rules_dir: Path) -> WorkingCalendar:
    """Only the calendar under `rules_dir`, for who needs no plan. Raises BadInput with every problem of its files."""
    findings = Findings()
    return _sound(calendars.calendar(_shaped(rules_dir / "calendars", CalendarFile, findings)), findings)


def load_directory(rules_dir: Path) -> Directory:
    """Only the agencies under `rules_dir`, for who needs no plan and must not stumble over one.

    Raises BadInput with every problem of the agency files."""
    findings = Findings()
    files = _shaped(rules_dir / "agencies", DirectoryFile, findings)
    if not files and not findings.problems:
        findings.at(Place(str(rules_dir)), "", _MISSING["agencies"])
    return _sound(directories.directory(files, findings), findings)


def _shaped(folder: Path, model: type[_T], findings: Findings) -> list[tuple[FilePart, _T]]:
    """The files of one folder that have the shape they should."""
    found = list[tuple[FilePart, _T]]()
    for path in _files(folder):
        text = _text(path, findings)
        whole = parse(str(path), unicodedata.normalize("NFC", text), findings) if text is not None else None
        file = shaped(model, whole) if whole else None
        if whole and file:
            found.append((whole, file))
    return found


def _sound(made: _Made, findings: Findings) -> _Made:
    if errors := findings.of("error"):
        raise BadInput(errors)
    return made


def _files(folder: Path) -> list[Path]:
    """Every rule file below, `KE-HOACH.TOML` too: none is passed over in silence, but what is hidden."""
    found = (file for file in folder.rglob("*") if file.suffix.lower() == ".toml")
    return sorted(f for f in found if not any(part.startswith(".") for part in f.relative_to(folder).parts))


def _text(file: Path, findings: Findings) -> str | None:
    try:
        if file.stat().st_size > _LARGEST:
            findings.at(Place(str(file)), "", N_("larger than 8 MB, so not a rule file; take it out of this folder"))
            return None
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = file.read_bytes()[: fault.start].count(b"\n") + 1
        findings.at(Place(str(file), line), "", N_("not UTF-8; save the file as UTF-8"))
    except OSError as fault:
        findings.at(Place(str(file)), "", N_("cannot be read: {fault}"), fault=fault.strerror or str(fault))
    return None


def _load(texts: dict[str, str], root: str, findings: Findings, judged: bool = False) -> Catalogue:
    # Composed letters at the door: a name typed in decomposed ones must equal itself.
    texts = {path: unicodedata.normalize("NFC", text) for path, text in sorted(texts.items())}
    parts: dict[str, list[FilePart]] = {folder: [] for folder in _KINDS}
    incomplete = {problem.place.path for problem in findings.problems}
    for path, text in texts.items():
        shown = f"{root}/{path}" if root else path
        folder = path.rpartition("/")[0]
        if folder not in _KINDS:
            findings.at(
                Place(shown), "",
                N_('the folder "{folder}" is not read; rule files stand in calendars, agencies, plans or on top{like}'),
                folder=folder, like=like(folder, [k for k in _KINDS if k]),
            )  # fmt: skip
            continue
        whole = parse(shown, text, findings)
        if whole:
            parts[folder].append(whole)
        else:
            incomplete.add(shown)
    catalogue = _catalogue(parts, texts, root, findings, bool(incomplete), judged)
    errors = findings.of("error")
    if errors or catalogue is None:
        raise BadInput(errors)
    return catalogue


def _catalogue(
    parts: dict[str, list[FilePart]], texts: dict[str, str], root: str, findings: Findings, incomplete: bool,
    judged: bool,
) -> Catalogue | None:  # fmt: skip
    def files(folder: str, model: type[_T]) -> list[tuple[FilePart, _T]]:
        found = [(whole, shaped(model, whole)) for whole in parts[folder]]
        if not found and not incomplete and folder in _MISSING:
            findings.at(Place(root or "rules"), "", _MISSING[folder])
        return [(whole, file) for whole, file in found if file is not None]

    calendar_files = files("calendars", CalendarFile)
    directory_files = files("agencies", DirectoryFile)
    plan_files, rule_files = files("plans", PlanFile), files("", RulesFile)
    calendar = calendars.calendar(calendar_files)
    directory = directories.directory(directory_files, findings)
    # Names are judged against a whole directory only: one slip in it would make a line of every name.
    sound = not any(whole.source.path in findings.faulty for whole in parts["agencies"]) and not incomplete
    known = directory if sound and parts["agencies"] else None
    found_plans = plans.plans(plan_files, known, calendar, findings, judged=judged)
    found_rules = ladders.rules(rule_files)
    if incomplete or findings.faulty:
        return None
    catalogue = Catalogue(found_plans, found_rules, directory, calendar, tuple(texts.items()))
    if judged:
        return catalogue
    checks.rules(catalogue, rule_files, findings)
    if findings.faulty:
        return None
    calendars.warn(calendar_files)
    checks.agencies(catalogue, directory_files, findings)
    undated.undated(catalogue, findings)
    checks.obligations(catalogue, findings)
    tiers.tiers(catalogue, findings)
    return replace(catalogue, warnings=findings.of("warning"))
