"""The keys of the rule files: what each is where it is left out, and how far its values go."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from reminder.rulefile.reading import schema
from reminder.rulefile.reading.schema import TEMPLATES, Table

DAY = date(2026, 1, 5)
ROW: dict[str, Any] = {
    "id": "1", "title": "T", "source": "", "note": "", "quote": "", "tags": [], "quiet": "", "was": [],
    "from_on": None, "until_on": None,
}  # fmt: skip
# The least that a table holds, and what it says then.
LEAST: dict[type[Table], tuple[dict[str, Any], dict[str, Any]]] = {
    schema.FixedRow: ({"month": 9, "day": 2, "name": "N"}, {"since": 2019, "document": ""}),
    schema.DayTable: ({"on": DAY, "kind": "holiday", "name": "N"}, {"document": "", "status": "official"}),
    schema.CalendarHead: ({"id": "c"}, {"title": "", "fixed": [], "days": [], "lunar": []}),
    schema.ContactRow: ({"mailbox": "a@b.example"}, {"name": "", "from_on": None, "until_on": None}),
    schema.AgencyRow: (
        {"id": "a", "name": "A", "kind": "unit"},
        {"aliases": [], "name_en": "", "contacts": [], "head": [], "superior": "", "lang": "vi", "from_on": None,
         "until_on": None, "note": ""},
    ),
    schema.CommuneRow: (
        {"code": "05710", "id": "a", "name": "A"},
        {"aliases": [], "contacts": [], "head": [], "from_on": None, "until_on": None},
    ),
    schema.Communes: ({"rows": []}, {"superior": "", "from_on": None}),
    schema.GroupRow: (
        {"id": "g", "name": "G"},
        {"aliases": [], "kinds": [], "members": [], "except_": [], "from_on": None, "until_on": None},
    ),
    schema.DirectoryHead: ({"id": "d", "name": "D", "province": 19}, {"outside": [], "unspecific": []}),
    schema.PlanHead: (
        {"id": "p", "directory": "d", "title": "T", "issuer": "U"},
        {"number": "", "issued": "", "issued_on": None, "focal": "", "before": "lenient", "nonworking_due": "keep",
         "answers": "final", "source": "", "note": "", "from_on": None, "until_on": None},
    ),
    schema.TaskEntry: (
        {"id": "1", "title": "T"},
        ROW | dict.fromkeys(
            ("stt", "section", "output", "lead", "coordinators", "approver", "timeframe", "funding"), ""
        ) | {"inherited": []},
    ),
    schema.ReportRow: (
        {"id": "1", "title": "T", "schedule": "s"},
        ROW | {"section": "", "owed_by": "", "to": "", "via": "", "cutoff": "", "compiles": []},
    ),
    schema.StepRow: (
        {"id": "s", "at": "0", "to": ["owner"], "template": "today"},
        {"urgency": "normal", "every": [], "until": "", "single": False},
    ),
    schema.SelectRow: (
        {},
        {"kind": None, "plans": [], "obligations": [], "groups": [], "tags": [], "min_months": None,
         "max_months": None, "state": []},
    ),
}  # fmt: skip


@pytest.mark.parametrize("table", LEAST, ids=lambda t: t.__name__)
def test_what_is_left_out(table: type[Table]) -> None:
    given, open_ = LEAST[table]
    assert table.model_validate(given).model_dump() == open_ | given


def test_what_whole_files_leave_out() -> None:
    head = {"id": "d", "name": "D", "province": 19}
    file = schema.DirectoryFile.model_validate({"directory": head})
    assert (file.agency, file.communes, file.group, file.succession) == ([], None, [], [])
    plan = schema.PlanFile.model_validate({"plan": LEAST[schema.PlanHead][0]})
    assert (plan.task, plan.report) == ([], [])
    rule = schema.RuleRow.model_validate({"id": "r"})
    assert rule.select == schema.SelectRow()
    assert (rule.note, rule.base, rule.without, rule.ladder, rule.from_on, rule.until_on) == (
        "",
        "",
        [],
        [],
        None,
        None,
    )
    succession = {"old": "a", "new": ["b"], "from": DAY, "share": "one", "basis": "NQ"}
    assert schema.SuccessionRow.model_validate(succession).scope == ""
    assert schema.Table.model_config["frozen"] is True


# table, key, values that it takes, values that it refuses
LIMITS: list[tuple[type[Table], str, list[Any], list[Any]]] = [
    (schema.FixedRow, "month", [1, 12], [0, 13, "1"]), (schema.FixedRow, "day", [1, 31], [0, 32]),
    (schema.FixedRow, "since", [1945, 2099], [1944, 2100]), (schema.FixedRow, "name", ["x"], ["", " "]),
    (schema.DayTable, "kind", ["holiday", "off_swap", "work_swap", "off_local"], ["off"]),
    (schema.DayTable, "status", ["official", "estimated"], ["guessed"]),
    (schema.DirectoryHead, "province", [1, 99], [0, 100]),
    (schema.CommuneRow, "code", ["00000", "99999"], ["1234", "123456", "1234a", " 12345", "12345\n"]),
    (schema.AgencyRow, "id", ["a", "a-b.c", "0", "a" * 60], ["", "A", "a_b", "-a", "a-", "a..b", "đ", "a" * 61, "a\n"]),
    (schema.AgencyRow, "lang", ["vi", "en"], ["fr"]),
    (schema.AgencyRow, "kind",
     ["province", "department", "board", "commune", "office", "association", "media", "central", "unit"], ["x"]),
    (schema.AgencyRow, "from", [date(1900, 1, 1), date(2099, 12, 31), None], [date(1899, 12, 31), date(2100, 1, 1)]),
    (schema.TaskEntry, "id", ["I.1", "Đ-2_b", "đ", "a" * 60], ["", ".1", "1.", "a b", "ă", "a" * 61, "a\n"]),
    (schema.TaskEntry, "inherited",
     [[], ["title", "output", "lead", "coordinators", "approver", "timeframe", "funding"]], [["note"], "title"]),
    (schema.TaskEntry, "was", [["I.1"]], [["a b"], "I.1"]), (schema.TaskEntry, "tags", [["nuoc"]], [["Nuoc"]]),
    (schema.PlanHead, "before", ["lenient", "strict"], ["x"]),
    (schema.PlanHead, "nonworking_due", ["keep", "next", "previous"], ["x"]),
    (schema.PlanHead, "answers", ["final", "confirm"], ["x"]),
    (schema.StepRow, "to", [["owner"], ["x", "y"]], [[], [""], "owner"]),
    (schema.StepRow, "template", list(TEMPLATES), ["thanks", "refused", "undone", ""]),
    (schema.StepRow, "urgency", ["low", "normal", "high", "urgent"], ["x"]),
    (schema.StepRow, "single", [True, False], [1, "yes"]),
    (schema.SelectRow, "min_months", [1, 1200, None], [0, 1201, 1.5]),
    (schema.SelectRow, "max_months", [1, 1200, None], [0, 1201]),
    (schema.SelectRow, "kind", ["task", "report", None], ["both"]),
    (schema.SelectRow, "state", [[], ["returned"], ["adopted", "extended", "resumed"]], [["dated"], "returned"]),
    (schema.ContactRow, "mailbox", ["vt@so.gov.vn"], ["vt", "a@b.example, c@d.example", "A <a@b.example>", ""]),
    (schema.GroupRow, "except", [["a"]], [["A"]]),
]  # fmt: skip


@pytest.mark.parametrize(("table", "key", "taken", "refused"), LIMITS, ids=[f"{t.__name__}.{k}" for t, k, *_ in LIMITS])
def test_how_far_a_value_goes(table: type[Table], key: str, taken: list[Any], refused: list[Any]) -> None:
    given = LEAST[table][0]
    for value in taken:
        table.model_validate(given | {key: value})
    for value in refused:
        with pytest.raises(ValidationError) as caught:
            table.model_validate(given | {key: value})
        assert {str(error["loc"][0]) for error in caught.value.errors()} == {key}


@pytest.mark.parametrize("table", LEAST, ids=lambda t: t.__name__)
def test_nothing_else_may_stand_in_it_and_nothing_is_converted(table: type[Table]) -> None:
    given = LEAST[table][0]
    unknown: tuple[dict[str, Any], ...] = ({"xyz": 1}, {"from_on": DAY}, {"except_": []})
    for more in unknown:
        with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
            table.model_validate(given | more)
    for key in given:
        with pytest.raises(ValidationError):
            table.model_validate({k: v for k, v in given.items() if k != key})


def test_blanks_around_a_text_are_no_part_of_it() -> None:
    row = schema.TaskEntry.model_validate({"id": "1", "title": " T ", "lead": " Sở Y tế\n"})
    assert (row.title, row.lead) == ("T", "Sở Y tế")


def test_every_template_an_office_may_name_in_the_order_of_a_life() -> None:
    assert TEMPLATES == (
        "first", "coming", "today", "overdue", "checkpoint", "review", "unassigned", "escalation", "rollcall",
        "returned", "extended", "restarted", "overview",
    )  # fmt: skip
