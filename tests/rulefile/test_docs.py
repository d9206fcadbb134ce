"""docs/rules.md and docs/rules.vi.md: the examples make an office that loads, and the faults read as shown."""

import re
from pathlib import Path
from typing import get_args

import pytest

from reminder.core.agency import AgencyKind
from reminder.core.calendar import DayKind
from reminder.core.catalogue import Role
from reminder.errors import BadInput
from reminder.rulefile import load_texts
from reminder.rulefile.schema import TEMPLATES

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {name: (DOCS / name).read_text("utf-8") for name in ("rules.md", "rules.vi.md")}


def office(page: str) -> dict[str, str]:
    blocks = re.findall(r"```toml\n# rules/(\S+)\n(.*?)```", page, re.DOTALL)
    return {path: f"# rules/{path}\n{text}" for path, text in blocks}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_the_examples_are_an_office(page: str) -> None:
    catalogue = load_texts(office(page), "rules")
    assert len(catalogue.obligation_of) == 3
    assert not [w for w in catalogue.warnings if w.key.startswith(("task", "report", "rule"))]


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_the_faults_read_as_shown(page: str) -> None:
    texts = office(page)
    texts["plans/kh-1-2026.toml"] = texts["plans/kh-1-2026.toml"].replace("lead =", "laed =")
    texts["reminders.toml"] = texts["reminders.toml"].replace('"-5wd"', '"5 ngày"')
    with pytest.raises(BadInput) as caught:
        load_texts(texts, "rules")
    (shown,) = re.findall(r"```text\n(.*?)\n```", page, re.DOTALL)
    assert str(caught.value) == shown


def test_both_pages_show_the_same_examples() -> None:
    english, vietnamese = PAGES.values()
    assert re.findall(r"```.*?```", english, re.DOTALL) == re.findall(r"```.*?```", vietnamese, re.DOTALL)


@pytest.mark.parametrize("words", [get_args(AgencyKind), get_args(DayKind), get_args(Role), TEMPLATES])
@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_every_closed_list_is_whole(page: str, words: tuple[str, ...]) -> None:
    assert [word for word in words if not re.search(rf"[` ]{word}[` ]", page)] == []
