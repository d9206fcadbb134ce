"""Offices with a page."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.office import WebOffice


@pytest.fixture
def web(tmp_path: Path, migrated_once: None) -> Iterator[WebOffice]:
    """An office that takes answers as final."""
    yield from _open(WebOffice(tmp_path))


@pytest.fixture
def careful(tmp_path: Path, migrated_once: None) -> Iterator[WebOffice]:
    """One whose officer confirms every answer."""
    made = WebOffice(tmp_path)
    made.edit("rules/plans/kh-1.toml", 'id = "kh-1"\n', 'id = "kh-1"\nanswers = "confirm"\n')
    yield from _open(made)


def _open(made: WebOffice) -> Iterator[WebOffice]:
    made.set("2026-11-20")
    with made.office.writing() as database:
        made.database = database
        yield made.begin()
