"""A value as TOML text."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date

Value = str | date | tuple[str, ...]
TomlTable = Mapping[str, str | date]


def literal(value: Value | TomlTable) -> str:
    """The value on one line, but a text of several lines over as many, as printed; of a table what is not empty."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return "[" + ", ".join(map(literal, value)) + "]"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {literal(v)}" for key, v in value.items() if v) + " }"
    text = _controls(value.replace("\\", "\\\\"))
    if "\n" not in value:
        return '"' + text.replace('"', '\\"') + '"'
    # The first line end after the quotes is TOML's own; a quote before another one or at the end might close the text.
    return '"""\n' + re.sub(r'"(?="|\Z)', r'\\"', text) + '"""'


def parsed(text: str) -> dict[str, object] | None:
    """What the text says; None where it is no TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _controls(text: str) -> str:
    return "".join(c if c == "\n" or (c >= " " and c != "\x7f") else f"\\u{ord(c):04x}" for c in text)
