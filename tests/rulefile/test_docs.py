"""docs/rules.md and docs/rules.vi.md: the examples make an office that loads, and the faults read as shown."""

import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest

from reminder.core.catalogue import Role
from reminder.core.evaluate import Ledger, evaluate
from reminder.core.ladder import Timetable
from reminder.core.offsets import Offset
from reminder.core.working_calendar import DayKind
from reminder.directory.agency import AgencyKind
from reminder.errors import BadInput
from reminder.rulefile import load_texts
from reminder.rulefile.reading import schema
from reminder.rulefile.reading.schema import TEMPLATES
from reminder.words import fault_words

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {name: (DOCS / name).read_text("utf-8") for name in ("rules.md", "rules.vi.md")}


def office(page: str) -> dict[str, str]:
    blocks = re.findall(r"```toml\n# rules/(\S+)\n(.*?)```", page, re.DOTALL)
    return {path: f"# rules/{path}\n{text}" for path, text in blocks}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_the_examples_are_an_office(page: str) -> None:
    catalogue = load_texts(office(page), "rules")
    assert len(catalogue.obligation_of) == 5
    assert not [w for w in catalogue.warnings if w.key.startswith(("task", "report", "rule"))]


@pytest.mark.parametrize(("name", "lang"), [("rules.md", "en"), ("rules.vi.md", "vi")])
def test_the_faults_read_as_shown(name: str, lang: str) -> None:
    page = PAGES[name]
    texts = office(page)
    texts["plans/kh-1-2026.toml"] = texts["plans/kh-1-2026.toml"].replace("lead =", "laed =", 1)
    texts["reminders.toml"] = texts["reminders.toml"].replace('"-5wd"', '"5 ngày"')
    with pytest.raises(BadInput) as caught:
        load_texts(texts, "rules")
    (shown,) = re.findall(r"```text\n(.*?)\n```", page, re.DOTALL)
    assert fault_words(caught.value, lang) == shown


@pytest.mark.parametrize(
    ("row", "in_2026", "in_2027"),
    [
        ("I.1", "task", "task"),
        ("I.2", "long", "long"),
        ("I.3", "water", "water"),
        ("nam", "report", "communes-2027"),
        ("tong-hop", "year-end", "year-end"),
    ],
)
def test_the_most_specific_rule_holds(row: str, in_2026: str, in_2027: str) -> None:
    catalogue = load_texts(office(PAGES["rules.md"]))
    o = catalogue.obligation_of[f"kh-1-2026/{row}"]
    for day, id_ in ((date(2026, 6, 1), in_2026), (date(2027, 6, 1), in_2027)):
        assert Timetable(catalogue).rule(o, day).id == id_


def test_every_step_of_the_page_is_told_in_its_time() -> None:
    catalogue = load_texts(office(PAGES["rules.md"]))
    told = evaluate(catalogue, Ledger(), date(2026, 1, 5), date(2028, 12, 29)).notices
    seen = {(n.occurrence.obligation.id.split("/")[1], n.rung.step.id) for n in told}
    wanted = {
        ("I.1", "d15"), ("I.1", "superior"),
        ("I.2", "overview"), ("I.2", "checkpoint"), ("I.2", "d90"), ("I.2", "d15"),
        ("I.3", "first"), ("I.3", "review"),
        ("nam", "first"), ("nam", "d15"), ("nam", "d5"), ("nam", "d0"), ("nam", "rollcall"), ("nam", "overdue"),
        ("nam", "head"),
        ("tong-hop", "first"), ("tong-hop", "d5"), ("tong-hop", "overdue"), ("tong-hop", "head"),
    }  # fmt: skip
    assert seen == wanted
    repeats = sorted(n.rung.on for n in told if n.rung.step.id == "overdue" and n.recipient == "linh-son")
    gaps = [catalogue.calendar.count(a, b) - 1 for a, b in pairwise(repeats[:4])]
    assert gaps == [3, 5, 5]
    # 31 December 2028 is a Sunday, so 29 December is the target; 90 days before it is Saturday, 30 September.
    (early,) = {n.rung.on for n in told if n.rung.step.at == Offset(-90)}
    assert early == date(2028, 9, 29)


def test_every_key_of_the_language_stands_on_both_pages() -> None:
    tables = [t for t in vars(schema).values() if isinstance(t, type) and issubclass(t, schema.Table)]
    keys = {f.alias or name for table in tables for name, f in table.model_fields.items()}
    for name, page in PAGES.items():
        quoted = {word for run in re.findall(r"`([^`\n]+)`", page) for word in re.findall(r"\w+", run)}
        shown = {*quoted, *re.findall(r"(\w+) = ", page), *re.findall(r"\[\[?(\w+)\]", page)}
        assert keys - shown == set(), name


def test_both_pages_show_the_same_examples() -> None:
    english, vietnamese = PAGES.values()
    assert re.findall(r"```toml.*?```", english, re.DOTALL) == re.findall(r"```toml.*?```", vietnamese, re.DOTALL)


@pytest.mark.parametrize("words", [get_args(AgencyKind), get_args(DayKind), get_args(Role), TEMPLATES])
@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_every_closed_list_is_whole(page: str, words: tuple[str, ...]) -> None:
    assert [word for word in words if not re.search(rf"[` ]{word}[` ]", page)] == []
