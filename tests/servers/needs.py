"""What a test needs of the machine: skipped by name on a laptop without it, failed where CI promises it."""

import os
import shutil
from collections.abc import Sequence

import pytest


def need(found: bool, what: str) -> None:
    """Go on only with `what`."""
    if found:
        return
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is not installed, and CI promises it")
    pytest.skip(f"{what} is not installed")


def need_program(*names: str) -> Sequence[str]:
    """The paths of programs, all of them needed."""
    path = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
    found = [shutil.which(name, path=path) for name in names]
    for name, place in zip(names, found, strict=True):
        need(place is not None, name)
    return [place for place in found if place]
