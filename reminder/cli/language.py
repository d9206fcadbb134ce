"""Which language the command line speaks: `--lang`, else the configuration's, else the environment's, else English."""

import gettext
import os
import tomllib
from collections.abc import Sequence
from itertools import takewhile, zip_longest
from pathlib import Path

import click

from reminder.translatable import N_, NN_
from reminder.words import LOCALES


def language(ctx: click.Context | None) -> str:
    """`vi` or `en`, as far as it is known before the configuration named on the command line is read. Help and what
    is wrong with an option are said before the options behind it are read, so the command line itself was asked."""
    return str((ctx and ctx.obj) or given_above(ctx, "lang") or usual())


def given_above(ctx: click.Context | None, name: str) -> str | None:
    """What an option of every command was given, here or before the names of noun and verb."""
    while ctx is not None:
        if ctx.params.get(name) is not None:
            return str(ctx.params[name])
        ctx = ctx.parent
    return None


def typed(words: Sequence[str]) -> str | None:
    """The language that a command line asks for, even one that cannot be understood: as for any option, the last."""
    found = None
    for word, following in zip_longest(takewhile(lambda word: word != "--", words), words[1:], fillvalue=""):
        given = following if word == "--lang" else word.removeprefix("--lang=") if word.startswith("--lang=") else ""
        found = given if given in ("vi", "en") else found
    return found


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
