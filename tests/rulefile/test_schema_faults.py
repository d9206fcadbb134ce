"""What does not fit the shape of a file, said so that an officer can mend it: in every table, of every kind."""

from collections.abc import Iterator
from typing import Any, get_args

import pytest

from reminder.rulefile.reading.findings import FilePart, Findings, Source
from reminder.rulefile.reading.schema import CalendarFile, DirectoryFile, PlanFile, RulesFile, Table
from reminder.rulefile.reading.schema_faults import shaped

FILES = (CalendarFile, DirectoryFile, PlanFile, RulesFile)


def tables(model: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], type[Table]]]:
    """Every table of a file with the way to it; of a list its first element."""
    yield path, model
    for name, field in model.model_fields.items():
        inner = [field.annotation]
        for part in inner:
            inner += get_args(part)
        table = next((t for t in inner if isinstance(t, type) and issubclass(t, Table)), None)
        if table:
            element = (0,) if str(field.annotation).startswith("list[") else ()
            yield from tables(table, (*path, field.alias or name, *element))


WAYS = [(model, path, table) for model in FILES for path, table in tables(model)]


def said(model: type[Table], data: dict[str, Any]) -> list[str]:
    findings = Findings()
    assert shaped(model, FilePart(Source("a.toml", "", data), findings)) is None
    return [str(p) for p in findings.problems]


def put(path: tuple[Any, ...], value: Any) -> Any:
    for step in reversed(path):
        value = [value] if step == 0 else {step: value}
    return value


def test_every_table_is_walked() -> None:
    assert len(WAYS) == 25


@pytest.mark.parametrize(("model", "path", "table"), WAYS, ids=lambda v: getattr(v, "__name__", None))
def test_an_unknown_key_is_told_with_those_of_its_own_table(
    model: type[Table], path: tuple[Any, ...], table: type[Table]
) -> None:
    keys = [{"from_on": "from", "until_on": "until", "except_": "except"}.get(k, k) for k in table.model_fields]
    found = [line for line in said(model, put(path, {"qqq": 1})) if "unknown key" in line]
    assert found == [f'a.toml: {found[0].split(": ")[1]}: unknown key "qqq"; known here: {", ".join(keys)}']
    assert found[0].split(": ")[1].endswith("qqq")


ROW = {"plan": {"id": "p", "directory": "d", "issued_on": 2026, "title": "t", "issuer": "u"}}
STEP = {"id": "s", "at": "0", "to": ["owner"], "template": "today"}


def of_step(**given: Any) -> list[str]:
    return said(RulesFile, {"rule": [{"id": "r", "ladder": [STEP | given]}]})


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"single": 1}, "single: must be true or false, without quotes"),
        ({"at": 1}, "at: must be text; put it in quotes"), ({"at": ""}, "at: must not be empty"),
        ({"at": " "}, "at: must not be empty"), ({"to": "owner"}, "to: must be a list; put it in [ ]"),
        ({"to": []}, "to: must have at least one entry"), ({"to": [1]}, "to[1]: must be text; put it in quotes"),
        ({"id": "A"}, 'id: "A" cannot be an id; use letters without marks, digits, and - or . between them'),
        ({"id": "a" * 61}, "id: is too long; 60 characters at most"),
        ({"urgency": "hgh"}, 'urgency: "hgh" is not known here; write one of: low, normal, high, urgent — did you mean '
         '"high"?'),
        ({"urgency": 1}, 'urgency: "1" is not known here; write one of: low, normal, high, urgent'),
        ({"colour": 1},
         'colour: unknown key "colour"; known here: id, at, to, template, urgency, every, until, single'),
        ({"unti": 1}, 'unti: unknown key "unti"; known here: id, at, to, template, urgency, every, until, single — did '
         'you mean "until"?'),
    ],
)  # fmt: skip
def test_one_key_of_a_step(given: dict[str, Any], words: str) -> None:
    assert of_step(**given) == [f"a.toml: rule[r].ladder[{given.get('id', 's')}].{words}"]


@pytest.mark.parametrize(
    ("model", "data", "line"),
    [
        (RulesFile, {}, 'rule: required key "rule" is missing; add it to this table'),
        (RulesFile, {"rule": 1}, "rule: must be a list; put it in [ ]"),
        (RulesFile, {"rule": [1]}, "rule[1]: must be a table; write { key = … } or a [section]"),
        (RulesFile, {"rule": [{"id": "r", "select": 1}]},
         "rule[r].select: must be a table; write { key = … } or a [section]"),
        (RulesFile, {"rule": [{"id": "r", "select": {"min_months": 0}}]},
         "rule[r].select.min_months: is too small; 1 at least"),
        (RulesFile, {"rule": [{"id": "r", "select": {"min_months": 1201}}]},
         "rule[r].select.min_months: is too large; 1200 at most"),
        (RulesFile, {"rule": [{"id": "r", "select": {"min_months": "1"}}]},
         "rule[r].select.min_months: must be a whole number, without quotes"),
        (RulesFile, {"rule": [{"id": "r", "from": "1/1/2026"}]},
         "rule[r].from: 1/1/2026 is not how a date is written here; write 2026-01-01, year-month-day and without "
         "quotes"),
        (RulesFile, {"rule": [{"id": "r", "from": "soon"}]},
         "rule[r].from: must be a date; write it as 2026-12-15, without quotes and without a time"),
        (DirectoryFile, {"directory": {"id": "d", "name": "D", "province": 1}, "communes": {"rows": [
            {"code": "1", "id": "c", "name": "C"}]}},
         'communes.rows[c].code: "1" is not a commune code; write the five digits of the official list in quotes'),
        (DirectoryFile, {"directory": {"id": "d", "name": "D", "province": 1}, "agency": [
            {"id": "a", "name": "A", "kind": "unit", "contacts": [{"mailbox": "x"}]}]},
         'agency[a].contacts[1].mailbox: "x" is not a mailbox; write one address such as vanthu@so.example, without a '
         "name, spaces or marks"),
        (PlanFile, ROW, "plan.issued_on: must be a date; write it as 2026-12-15, without quotes and without a time"),
    ],
)  # fmt: skip
def test_one_fault_of_a_file(model: type[Table], data: dict[str, Any], line: str) -> None:
    assert said(model, data) == [f"a.toml: {line}"]


def test_every_fault_is_told() -> None:
    assert len(of_step(single=1, at=1, urgency="x")) == 3
