"""A plan file as a person may have written it on: an import over it changes what the document changed, and nothing
else; no comment is lost, nothing stands twice, and the result is TOML."""

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reminder.rulefile.reading.positions import comments
from reminder.rulefile.writing.plan_file import PlanRow, update_plan, write_plan
from reminder.rulefile.writing.toml_text import Value, literal
from reminder.rulefile.writing.unplaced_entries import Question

HEAD: dict[str, Value] = {"id": "p", "issued_on": date(2026, 3, 12), "title": "Kế hoạch"}
WORDS = [
    "Rà soát",
    "quy chế",
    "Đề án",
    "# 3",
    '"""',
    "'''",
    "[[task]]",
    "a = 1",
    "\\",
    "\t",
    "đường\ndây",
    '"',
    "x\r\ny",
]
TITLES = ["Xây dựng quy chế", "Ban hành danh mục", "Nâng cấp cổng dữ liệu", "Đào tạo cán bộ cấp xã", "Kiểm tra xả thải"]

words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
remarks = st.sampled_from(["", "", "", "# x", "# [[task]]", '# """', "# '''", "#", '# title = "y"', "# hỏi chị Lan  "])


@st.composite
def rows(draw: st.DrawFn) -> list[PlanRow]:
    titles = draw(st.lists(st.sampled_from(TITLES), min_size=1, max_size=4, unique=True))
    found = []
    for n, title in enumerate(titles, 1):
        inherited = tuple(draw(st.lists(st.sampled_from(["lead", "output"]), max_size=2)))
        cells: dict[str, Value] = {
            "lead": draw(words),
            "output": draw(words),
            "note": draw(st.just("") | words),
            "inherited": inherited,
        }
        found.append(PlanRow("task", f"I.{n}", {"title": title, **cells}, {}))
    return found


class Hand:
    """A person who writes a file on in a way of their own, the meaning kept."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw, self.said = draw, Counter[str]()

    def comment(self) -> str:
        made = self.draw(remarks)
        if made:
            self.said[made.rstrip()] += 1
        return made

    def lines(self) -> list[str]:
        """Blank lines and comments between two lines of the file."""
        found = []
        for _ in range(self.draw(st.integers(0, 2))):
            made = self.comment()
            found.append(f"{self.draw(st.sampled_from(['', '  ', chr(9)]))}{made}" if made else "")
        return found

    def key(self, name: str) -> str:
        return self.draw(st.sampled_from([name, f'"{name}"', f"'{name}'"]))

    def value(self, value: Value) -> str:
        ways = [literal(value)]
        if isinstance(value, str):
            if not any(c in value for c in "'\n\t\r"):
                ways.append(f"'{value}'")
            if "'''" not in value and value[-1:] != "'" and "\r" not in value and "\n" in value:
                ways.append(f"'''\n{value}'''")
        elif isinstance(value, tuple) and value:
            made = self.comment()
            ways = [f"[ {made}\n   {f', {chr(10)}'.join(map(literal, value))} ,\n ]"] if made else ways
        return self.draw(st.sampled_from(ways))

    def table(self, header: str, values: Mapping[str, Value], stamp: str) -> list[str]:
        indent = self.draw(st.sampled_from(["", "  ", "\t"]))
        found = [*self.lines(), f"{self.draw(st.sampled_from(['', '  ']))}{header}{self.trailing()}"]
        for name in self.draw(st.permutations(sorted(k for k, v in values.items() if v not in ("", ())))):
            found += self.lines()
            sign = self.draw(st.sampled_from([" = ", "=", "  =\t"]))
            found.append(f"{indent}{self.key(name)}{sign}{self.value(values[name])}{self.trailing()}")
        return [*found, *self.lines(), indent + stamp, *self.lines()]

    def trailing(self) -> str:
        made = self.comment()
        return f"  {made}" if made else ""


@st.composite
def files(draw: st.DrawFn) -> tuple[str, list[PlanRow], Counter[str]]:
    """A file, the rows of the document it came from, and its comments."""
    printed, hand = draw(rows()), Hand(draw)
    stamps = [line for line in write_plan(HEAD, printed).split("\n") if line.startswith("# in văn bản:")]
    lines = hand.table(draw(st.sampled_from(["[plan]", "[ plan ]", '["plan"]'])), HEAD, stamps[0])
    for place in draw(st.permutations(range(len(printed)))):
        header = draw(st.sampled_from(["[[task]]", "[[ task ]]", "[['task']]"]))
        own: dict[str, Value] = {"tags": ("gap",)} if draw(st.booleans()) else {}
        lines += hand.table(header, {"id": printed[place].id, **printed[place].values, **own}, stamps[place + 1])
    text = "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n\n"]))
    text = draw(st.sampled_from(["", "\ufeff"])) + (text.replace("\n", "\r\n") if draw(st.booleans()) else text)
    return text, printed, hand.said


def data_of(text: str) -> dict[str, Any]:
    return tomllib.loads(text.removeprefix("\ufeff"))


def said_in(text: str) -> Counter[str]:
    found = (c.rstrip() for _, c in comments(text.removeprefix("\ufeff")))
    return Counter(c for c in found if not c.startswith("# in văn bản:"))


@settings(max_examples=50, deadline=None)
@given(files())
def test_the_same_document_changes_no_byte(file: tuple[str, list[PlanRow], Counter[str]]) -> None:
    text, printed, said = file
    assert said_in(text) == said, "the hand writes what it means to"
    found, changes, ids = update_plan(text, HEAD, printed)
    assert (found, changes) == (text, ())
    assert ids == {n: row.id for n, row in enumerate(printed)}


@st.composite
def corrected(draw: st.DrawFn, printed: Sequence[PlanRow]) -> list[PlanRow]:
    """The rows with some words other than before, new or gone."""
    keys = st.sampled_from(["lead", "output", "note"])
    changes = [draw(st.dictionaries(keys, st.just("") | words, max_size=2)) for _ in printed]
    lists = [draw(st.sampled_from([row.values["inherited"], (), ("output",)])) for row in printed]
    return [
        replace(row, values={**row.values, **change, "inherited": inherited})
        for row, change, inherited in zip(printed, changes, lists, strict=True)
    ]


@settings(max_examples=80, deadline=None)
@given(st.data(), files(), st.booleans())
def test_a_corrected_document_changes_what_is_due(
    data: st.DataObject, file: tuple[str, list[PlanRow], Counter[str]], more: bool
) -> None:
    text, printed, said = file
    rows_now = data.draw(corrected(printed))
    if more:
        rows_now.append(PlanRow("task", "I.9", {"title": "Việc hoàn toàn khác"}, {}))
    before = data_of(text)
    found, changes, ids = update_plan(text, HEAD, rows_now)
    after = data_of(found)
    known = {task["id"]: task for task in after["task"]}
    assert len(known) == len(after["task"]) == len(rows_now), "nothing stands twice"
    assert after["plan"] == before["plan"]
    for n, row in enumerate(rows_now):
        wanted = {k: list(v) if isinstance(v, tuple) else v for k, v in row.values.items() if v not in ("", ())}
        assert {k: v for k, v in known[ids[n]].items() if k not in ("id", "tags")} == wanted
    assert [t["id"] for t in after["task"] if t["id"] != "I.9"] == [t["id"] for t in before["task"]], "the order stays"
    assert said_in(found) == said, "each comment is there"
    assert found.startswith("\ufeff") == text.startswith("\ufeff")
    assert "\n" not in found.replace("\r\n", "") if "\r\n" in text else "\r\n" not in found
    assert {c.what for c in changes} <= {"changed", "added"}
    assert update_plan(found, HEAD, rows_now)[:2] == (found, ()), "and a second time nothing"


ODD = [
    "plan = 3", "task = 3", "task = [1, {}]", "[task]", "[[plan]]", "[plan.x]", "[[task.x]]", "[task.x]", "task.x = 1",
    'task = [{ id = "I.1", title = "Xây dựng quy chế", lead = "x" }]', 'plan = { id = "p", title = "Kế hoạch" }',
    "title = 3", "title = [1]", "was = 3", "id = 3", "lead = [\n'a', # b\n]", "lead.x = 1", "[unplaced]",
    "[[unplaced]]", 'unplaced = [{ words = "x" }]', "words = 3", "words = 'x'\ntext = 'y'", "row = []",
    "same_as = 'I.1'", '"""', "'''", "# x",
    '["ta\\u0073k"]', '[["ta\\u0073k"]]', "[[task]] # x", "  [[task]]", "[[other]]", "",
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.data(), rows(), st.lists(st.sampled_from(ODD), min_size=1, max_size=4), st.booleans())
def test_any_toml_at_all_is_brought_up_to_date_or_refused(
    data: st.DataObject, printed: list[PlanRow], odd: list[str], whole: bool
) -> None:
    """Nothing but the one refusal, and never a text that lost a comment or says something else."""
    lines = write_plan(HEAD, printed, [Question("1", "y", "x", "?")]).split("\n") if whole else []
    for line in odd:
        lines.insert(data.draw(st.integers(0, len(lines))), line)
    text = "\n".join(lines)
    try:
        before = data_of(text)
    except tomllib.TOMLDecodeError:
        before = {}
    asked = [Question("2", "y z", "x", "?"), Question("3", "", "mới", "?")]
    try:
        found, changes, _ = update_plan(text, HEAD, data.draw(corrected(printed)), asked)
    except ValueError:
        return
    after = data_of(found)
    assert said_in(text) - said_in(found) == Counter()
    assert {k: v for k, v in after.items() if k not in ("plan", "task", "unplaced")} == {
        k: v for k, v in before.items() if k not in ("plan", "task", "unplaced")
    }
    kept = [row for row in before.get("task", []) if isinstance(row, dict) and "title" not in row]
    assert all(row in after["task"] for row in kept)
    assert changes or found == text


def test_what_only_a_person_can_change_is_refused() -> None:
    row = PlanRow("task", "I.1", {"title": "Xây dựng quy chế"}, {})
    listed = '[plan]\nid = "p"\n'
    text = 'task = [{ id = "I.1", title = "Xây dựng quy chế" }]\n' + listed
    assert update_plan(text, HEAD, [row])[0] == text
    with pytest.raises(ValueError, match="task"):
        update_plan(text, HEAD, [row, PlanRow("task", "I.2", {"title": "Việc khác"}, {})])
