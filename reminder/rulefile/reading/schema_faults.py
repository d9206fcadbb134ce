"""A file against its shape: what pydantic finds, said so that an officer can mend it."""

from datetime import date
from typing import Any, TypeVar, get_args

from pydantic import ValidationError

from reminder.rulefile.reading.findings import DAY_FIRST, FilePart, day_first, like
from reminder.rulefile.reading.schema import Table
from reminder.translatable import N_

_T = TypeVar("_T", bound=Table)

_PATTERNS = {
    "mailbox": N_(
        '"{value}" is not a mailbox; write one address such as vanthu@so.example, without a name, spaces or marks'
    ),
    "code": N_('"{value}" is not a commune code; write the five digits of the official list in quotes'),
    "months": N_(
        '"{value}" is not the lengths of a lunar year\'s months; write 29 or 30 for each, with a blank between'
    ),
    "id": N_('"{value}" cannot be an id; use letters without marks, digits, and - or . between them'),
}
_TYPES = {
    "bool_type": N_("must be true or false, without quotes"),
    "missing": N_('required key "{key}" is missing; add it to this table'),
    "string_type": N_("must be text; put it in quotes"),
    "int_type": N_("must be a whole number, without quotes"),
    "list_type": N_("must be a list; put it in [ ]"),
    "model_type": N_("must be a table; write {{ key = … }} or a [section]"),
    "dict_type": N_("must be a table; write {{ key = … }} or a [section]"),
    "string_too_short": N_("must not be empty"),
    "string_too_long": N_("is too long; {max_length} characters at most"),
    "too_short": N_("must have at least one entry"),
    "greater_than_equal": N_("is too small; {ge} at least"),
    "less_than_equal": N_("is too large; {le} at most"),
}


def shaped(model: type[_T], whole: FilePart) -> _T | None:
    """The file as values of its shape, or None with every fault found."""
    try:
        return model.model_validate(whole.source.data)
    except ValidationError as fault:
        for error in fault.errors(include_url=False):
            _tell(model, whole.of(*error["loc"]), error)
        return None


def _tell(model: type[Table], at: FilePart, error: Any) -> None:
    kind, value, path = error["type"], error.get("input"), at.path
    key = str(path[-1]) if path else ""
    if kind == "extra_forbidden":
        known = _keys(model, path[:-1])
        at.fault(
            N_('unknown key "{key}"; known here: {known}{like}'), key=key, like=like(key, known), known=", ".join(known)
        )  # fmt: skip
    elif kind == "literal_error":
        expected = error["ctx"]["expected"].replace(" or ", ", ").replace("'", "")
        at.fault(
            N_('"{value}" is not known here; write one of: {expected}{like}'),
            value=str(value), like=like(str(value), expected.split(", ")), expected=expected,
        )  # fmt: skip
    elif kind in ("string_pattern_mismatch", "mailbox"):
        at.fault(_PATTERNS.get(key, _PATTERNS["id"]), value=str(value))
    elif kind.startswith("date") and (day := day_first(str(value))):
        at.fault(DAY_FIRST, **day)
    elif kind.startswith("date"):
        at.fault(N_("must be a date; write it as 2026-12-15, without quotes and without a time"))
    else:
        facts = {k: str(v) for k, v in error.get("ctx", {}).items() if isinstance(v, str | int | date)}
        template = _TYPES.get(kind, N_("is not understood: {msg}"))
        at.fault(template, **{"key": key, "msg": error["msg"], **facts})


def _keys(model: type[Table], path: tuple[str | int, ...]) -> list[str]:
    """The keys a table at this path may have."""
    at: Any = model
    for step in path:
        if isinstance(step, str):
            at = {f.alias or n: f.annotation for n, f in at.model_fields.items()}[step]
            while parts := get_args(at):  # the table within `list[…]` or `… | None`
                at = parts[0]
    return [f.alias or name for name, f in at.model_fields.items()]
