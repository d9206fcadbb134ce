"""Which language the command line speaks: `--lang`, else the configuration's, else the environment's, else English."""

import gettext
import os
import tomllib
from collections.abc import Sequence
from pathlib import Path

import click

from reminder.translatable import N_, NN_
from reminder.words import LOCALES


def language(ctx: click.Context | None) -> str:
    """`vi` or `en`, as far as it is known before the configuration named on the command line is read."""
    while ctx is not None:
        given = ctx.params.get("lang") or (ctx.obj or {}).get("lang")
        if given:
            return str(given)
        ctx = ctx.parent
    return usual()


def asked(words: Sequence[str]) -> str:
    """The language of a command line that may not even be understood."""
    for n, word in enumerate(words):
        given = word.removeprefix("--lang=") if word != "--lang" else "".join(words[n + 1 : n + 2])
        if word.startswith("--lang") and given in ("vi", "en"):
            return given
    return usual()


def usual() -> str:
    """What is spoken here unless `--lang` says otherwise: what a sound `reminder.toml` in this folder sets, else what
    the environment asks for. Asked before anything is loaded."""
    try:
        lang = tomllib.loads(Path("reminder.toml").read_text("utf-8-sig")).get("lang")
    except (OSError, ValueError):
        lang = None
    return lang if lang in ("vi", "en") else environment()


def environment() -> str:
    """What the environment asks for; English where it asks for nothing known."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        value = os.environ.get(name, "")
        if value:
            return "vi" if value.startswith("vi") else "en"
    return "en"


def speak(lang: str) -> None:
    """click's own words in `lang` from now on: it asks gettext's default domain, which asks the environment."""
    gettext.bindtextdomain("reminder", LOCALES)
    gettext.textdomain("reminder")
    os.environ["LANGUAGE"] = lang


# What click says on its own.
_CLICK = (
    N_("Usage:"), N_("Options"), N_("Positional arguments"), N_("Show this message and exit."),
    N_("default: {default}"), N_("required"), N_("Error: {message}"), N_("Aborted!"), N_("Missing command."),
    N_("Try '{command} {option}' for help."), N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"), N_("Missing argument"), N_("Missing option"),
    N_("No such option {name!r}."), N_("No such command {name!r}."), N_("Option {name!r} does not take a value."),
    N_("{value} is not in the range {range}."), N_("{name} {filename!r} does not exist."),
    N_("{name} {filename!r} is a directory."), N_("{name} {filename!r} is a file."),
    N_("{name} {filename!r} is not readable."), N_("{name} {filename!r} is not writable."),
    N_("Could not open file {filename!r}: {message}"), N_("Error: invalid input"),
    N_("file"), N_("directory"), N_("path"), N_("File"), N_("Directory"), N_("Path"),
    NN_("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    NN_("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    NN_("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    NN_("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
)  # fmt: skip
