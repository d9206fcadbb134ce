"""The table of forms in docs/phrases.md says what the code does."""

import re
from datetime import date
from pathlib import Path

import pytest

from reminder.phrases import read
from tests.phrases.brief import brief

DOCS = Path(__file__).parents[2] / "docs" / "phrases.md"
ROWS = re.findall(r"^\| `(.+?)` \| `(.+?)` \|", DOCS.read_text(encoding="utf-8"), re.MULTILINE)


def test_the_table_is_there() -> None:
    assert len(ROWS) > 60


@pytest.mark.parametrize(("phrase", "reading"), ROWS)
def test_a_row_of_the_documentation_holds(phrase: str, reading: str) -> None:
    assert brief(read(phrase, date(2026, 1, 10))) == reading
