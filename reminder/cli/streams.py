"""What is said to the person, and what becomes of a stream that nobody reads any more."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

import click


def open_streams() -> None:
    """stdout and stderr as they are written here, also where the caller has closed them."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w"))  # noqa: SIM115 — for as long as the process
        getattr(sys, name).reconfigure(encoding="utf-8", errors="replace")


def tell(text: str) -> None:
    """Say it on stderr. That nobody hears it changes nothing: neither what is done, nor the exit code."""
    with unheard():
        click.echo(text, err=True)


@contextmanager
def unheard() -> Iterator[None]:
    """The same of whatever is written to stderr inside."""
    try:
        yield
    except OSError:
        let_go(sys.stderr)


def let_go(stream: TextIO) -> None:
    """What the stream did not take is dropped: at its end Python would try again, and end with a code of its own."""
    with suppress(OSError):  # a stream without a file keeps nothing back
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
