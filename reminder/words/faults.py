"""Faults in words, for the person who can mend them."""

import re
from collections.abc import Callable
from dataclasses import replace

from reminder.errors import Problem, ReminderError, said
from reminder.translatable import N_
from reminder.words.catalogues import translator


def fault_words(fault: ReminderError, lang: str) -> str:
    """The fault in words, one line for each problem it carries."""
    return "\n".join(problem_words(p, lang).removeprefix(": ") for p in fault.problems)


def problem_words(p: Problem, lang: str) -> str:
    """The problem with its place, in words."""
    return str(problem_in(p, lang))


def problem_in(p: Problem, lang: str) -> Problem:
    """The problem in this language: what it was made from is translated, what was found stays as it stands."""
    say_ = translator(lang)
    facts = {name: _hint(said(fact, lang), say_) for name, fact in p.facts}
    message = say_(p.template).format(**facts) if p.template else p.message
    return replace(p, message=message)


def why(fault: OSError) -> str:
    """What the system says is wrong, to be a fact of a problem."""
    if isinstance(fault, FileExistsError):  # said of a folder to be made where a file stands
        return "Not a directory"
    return fault.strerror or str(fault)


# What the system says most, as it says it.
_WHYS = frozenset((
    N_("No such file or directory"), N_("Permission denied"), N_("Not a directory"), N_("Is a directory"),
    N_("No space left on device"), N_("Read-only file system"), N_("File name too long"),
    N_("Operation not permitted"), N_("Input/output error"), N_("Address already in use"),
    N_("file is not a database"), N_("unable to open database file"), N_("database is locked"),
    N_("database disk image is malformed"), N_("attempt to write a readonly database"), N_("disk I/O error"),
    N_("database or disk is full"),
))  # fmt: skip
_NEAR = N_(' — did you mean "{word}"?')


def _hint(value: str | int, say_: Callable[[str], str]) -> str | int:
    """A fact as it stands; the hint at the nearest word in the reader's language."""
    if not isinstance(value, str):
        return value
    if found := _DID_YOU_MEAN.fullmatch(value):
        return say_(_NEAR).format(word=found[1])
    return say_(value) if value in _WHYS or value.startswith("; ") else value


_DID_YOU_MEAN = re.compile(r' — did you mean "(.*)"\?')
