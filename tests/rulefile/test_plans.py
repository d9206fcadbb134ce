# ruff: noqa: E501  (a table of cases is read by its rows)
"""Plan files as plans: every field of every row, the lines they stand on, and what is wrong in them."""

from dataclasses import fields
from datetime import date
from typing import Any

import pytest

from reminder.core.catalogue import Obligation, Plan
from reminder.core.reckoning import Reckoned
from reminder.core.working_calendar import WorkingCalendar
from reminder.directory.agency import Agency, Cast, Group, Party
from reminder.directory.directory import Directory
from reminder.directory.register import Register
from reminder.phrases import Reading
from reminder.phrases import read as understand
from reminder.rulefile.reading import plans
from reminder.rulefile.reading.findings import Findings, parse
from reminder.rulefile.reading.schema import PlanFile
from reminder.rulefile.reading.schema_faults import shaped

ISSUED = date(2026, 1, 5)
BOOK = Directory(
    (
        Register(
            "tinh", "Tỉnh", 19,
            (
                Agency("ubnd", "UBND tỉnh", "province"), Agency("syt", "Sở Y tế", "department"),
                Agency("snv", "Sở Nội vụ", "department"), Agency("stp", "Sở Tư pháp", "department"),
                Agency("moi", "UBND xã Mới", "commune", from_on=date(2026, 7, 1)),
            ),
            (
                Group("all", "Các sở, ban, ngành", kinds=("department",)),
                Group("districts", "UBND các huyện", kinds=("unit",), until_on=date(2025, 6, 30)),
            ),
            (), ("Tập đoàn Than",),
        ),
    )
)  # fmt: skip
HEAD = """\
[plan]
id = "p"
directory = "tinh"
issued_on = 2026-01-05
title = "Kế hoạch"
issuer = "UBND tỉnh"
"""
TEXT = (
    HEAD
    + """\
number = "1/KH"
issued = "ngày 05/01/2026"
focal = "Sở Nội vụ"
before = "strict"
nonworking_due = "next"
answers = "confirm"
source = "tệp"
note = "N"
from = 2026-02-01
until = 2026-12-31

[[task]]
id = "1"
title = "Việc"
stt = "I.1"
section = "Mục"
output = "Văn bản"
lead = "Sở Y tế"
coordinators = "Các sở, ban, ngành"
approver = "UBND tỉnh"
timeframe = "Quý III/2026"
funding = "NS"
inherited = ["lead", "output"]
source = "tr. 1"
note = "n1"
quote = "q1"
tags = ["nuoc", "dat"]
quiet = "vì"
was = ["0"]
from = 2026-03-01
until = 2026-11-30

[[report]]
id = "r"
title = "Báo cáo"
section = "Mục II"
owed_by = "Sở Y tế; Sở Nội vụ"
to = "UBND tỉnh"
via = "Sở Tư pháp"
schedule = "trước ngày 15/12 hằng năm"

[[report]]
id = "s"
title = "Tổng hợp"
owed_by = "Sở Nội vụ"
schedule = "trước ngày 31/12 hằng năm"
compiles = ["r", "p/r"]
"""
)


def read(*texts: str, directory: Directory | None = BOOK) -> tuple[tuple[Plan, ...], list[str]]:
    findings, files = Findings(), []
    for n, text in enumerate(texts):
        whole = parse(f"{n}.toml", text, findings)
        assert whole
        file = shaped(PlanFile, whole)
        assert file, [str(p) for p in findings.problems]
        files.append((whole, file))
    found = plans.plans(files, directory, WorkingCalendar(()), findings)
    return found, [f"{p.level} {p}" for p in findings.problems]


def cell(raw: str, *ids: str) -> Cast:
    names = [name.strip() for name in raw.split(";")]
    parties = (Party(n, "group" if i == "all" else "agency", i) for n, i in zip(names, ids, strict=True))
    return Cast(raw, tuple(parties))


def test_a_whole_plan() -> None:
    (plan,), said = read(TEXT)
    assert said == []
    task = Obligation(
        id="p/1", plan="p", kind="task", title="Việc", phrase="Quý III/2026", reading=understand("Quý III/2026", ISSUED),
        lead=cell("Sở Y tế", "syt"), coordinators=cell("Các sở, ban, ngành", "all"), approver=cell("UBND tỉnh", "ubnd"),
        stt="I.1", section="Mục", output="Văn bản", funding="NS", source="tr. 1", quote="q1", note="n1",
        inherited=("lead", "output"), tags=("nuoc", "dat"), quiet="vì", was=("0",), from_on=date(2026, 3, 1),
        until_on=date(2026, 11, 30),
    )  # fmt: skip
    report = Obligation(
        id="p/r", plan="p", kind="report", title="Báo cáo", phrase="trước ngày 15/12 hằng năm",
        reading=understand("trước ngày 15/12 hằng năm", ISSUED), lead=cell("Sở Y tế; Sở Nội vụ", "syt", "snv"),
        to=cell("UBND tỉnh", "ubnd"), via=cell("Sở Tư pháp", "stp"), section="Mục II",
    )  # fmt: skip
    above = Obligation(
        id="p/s", plan="p", kind="report", title="Tổng hợp", phrase="trước ngày 31/12 hằng năm",
        reading=understand("trước ngày 31/12 hằng năm", ISSUED), lead=cell("Sở Nội vụ", "snv"),
        compiles=("p/r",),
    )  # fmt: skip
    assert plan.obligations == (task, report, above)
    assert plan == Plan(
        id="p", number="1/KH", title="Kế hoạch", issued_on=ISSUED, issued_raw="ngày 05/01/2026",
        reckoned=Reckoned.printed(ISSUED), issuer="ubnd", issuer_raw="UBND tỉnh",
        focal="snv", obligations=(task, report, above), directory="tinh", before="strict", nonworking_due="next",
        answers="confirm", source="tệp", note="N", from_on=date(2026, 2, 1), until_on=date(2026, 12, 31),
    )  # fmt: skip
    assert [str(each.place) for each in (plan, *plan.obligations)] == [
        "0.toml:1",
        "0.toml:18",
        "0.toml:39",
        "0.toml:48",
    ]


def test_a_plan_without_a_directory_is_read_and_its_names_are_not_judged() -> None:
    (plan,), said = read(TEXT.replace("Sở Y tế", "Sở Lạ"), directory=None)
    assert said == []
    assert (plan.issuer, plan.focal, plan.directory) == ("", "", "tinh")
    assert [o.lead for o in plan.obligations] == [Cast("Sở Lạ"), Cast("Sở Lạ; Sở Nội vụ"), Cast("Sở Nội vụ")]
    other, said = read(TEXT.replace('"tinh"', '"tin"').replace("Sở Y tế", "Sở Lạ"))
    assert said == ['error 0.toml:3: plan.directory: there is no directory "tin"; known: tinh — did you mean "tinh"?']
    assert other[0].issuer == ""
    _, said = read(TEXT, directory=Directory(()))
    assert said == ['error 0.toml:3: plan.directory: there is no directory "tinh"; known: none']


def row(*more: str, id_: str = "1", table: str = "task") -> str:
    return f'\n[[{table}]]\nid = "{id_}"\ntitle = "T"\n' + "".join(f"{line}\n" for line in more)


def said(*more: str, head: str = HEAD, **given: Any) -> list[str]:
    return read(head + "".join(more), **given)[1]


NOT_UNDERSTOOD = (
    ' is not understood: {}; mend it if it was mistyped, else keep it as printed and add quiet = "reason": a person '
    "then gives the date"
)


def test_a_row_without_a_time_waits_for_a_person_and_one_phrase_is_read_once() -> None:
    (plan,), found = read(
        HEAD + row() + row('timeframe = "Quý III/2026"', id_="2") + row('timeframe = "Quý III/2026"', id_="3")
    )
    assert found == []
    assert plan.obligations[0].reading == Reading("", indeterminate=True)
    assert plan.obligations[0].phrase == ""
    assert plan.obligations[1].reading is plan.obligations[2].reading


ADD = "; add it there, or as an alias, or under outside = […]"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('timeframe = "2021-2020"', 'error 0.toml:11: task[1].timeframe: "2021-2020"' + NOT_UNDERSTOOD.format(
            'the end lies before the start')),
        ('timeframe = "2021-2020"\nquiet = "x"', 'warning 0.toml:11: task[1].timeframe: "2021-2020"' +
         NOT_UNDERSTOOD.format('the end lies before the start')),
        ('timeframe = "Trước 30/06//2026"', None), ('lead = "Sở Y tế"', ""), ('lead = "Tập đoàn Than"', ""),
        ('lead = "Sở Nội vị"', 'warning 0.toml:11: task[1].lead: "Sở Nội vị" is not in the directory — near: Sở Nội vụ; '
         "its part is unassigned and the focal agency is asked" + ADD),
        ('lead = "Sở Y tế; Zzz"', 'warning 0.toml:11: task[1].lead: "Zzz" is not in the directory, so its part is unassigned '
         "and the focal agency is asked" + ADD),
        ('lead = "Zzz"\nquiet = "x"', ""),
        ('coordinators = "Sở Y tế; Zzz"', 'warning 0.toml:11: task[1].coordinators: "Zzz" is not in the directory, so it is '
         "not told" + ADD),
        ('coordinators = "Sở Nội vị"', 'warning 0.toml:11: task[1].coordinators: "Sở Nội vị" is not in the directory — near: '
         "Sở Nội vụ; it is not told" + ADD),
        ('approver = "Zzz"', 'warning 0.toml:11: task[1].approver: "Zzz" is not in the directory, so it is not told' + ADD),
        ('lead = "UBND xã Mới"', 'warning 0.toml:11: task[1].lead: "UBND xã Mới" is in the directory, but not in force on '
         "2026-01-05 (it exists from 2026-07-01), so its part is unassigned and the focal agency is asked; mend the name, or "
         "the days in the directory"),
        ('coordinators = "UBND các huyện"', 'warning 0.toml:11: task[1].coordinators: "UBND các huyện" is in the directory, but '
         "not in force on 2026-01-05 (it existed until 2025-06-30; no successor is known), so it is not told; mend the name, "
         "or the days in the directory"),
        ("from = 2026-02-01\nuntil = 2026-01-31", "error 0.toml:12: task[1].until: until lies before from; swap them"),
        ("from = 2026-02-01\nuntil = 2026-02-01", ""),
    ],
)  # fmt: skip
def test_one_line_of_a_row(line: str, found: str | None) -> None:
    if found is None:
        (odd,) = said(row(line))
        assert odd.startswith('warning 0.toml:11: task[1].timeframe: "Trước 30/06//2026" is odd: ')
        assert said(row(line, 'quiet = "x"')) == [odd]
    else:
        assert said(row(line)) == [found] * bool(found)


@pytest.mark.parametrize(("key", "table"), [("owed_by", "report"), ("to", "report"), ("via", "report")])
def test_a_name_of_a_report_that_nobody_knows(key: str, table: str) -> None:
    left = "its part is unassigned and the focal agency is asked" if key == "owed_by" else "it is not told"
    assert said(row('schedule = "Quý III/2026"', f'{key} = "Zzz"', table=table)) == [
        f'warning 0.toml:12: report[1].{key}: "Zzz" is not in the directory, so {left}{ADD}'
    ]


ONE = 'error 0.toml:{}: plan.{}: "{}" must be one agency; name the one that answers for the plan'


@pytest.mark.parametrize(
    ("name", "ok"),
    [("Sở Y tế", True), ("", True), ("Các sở, ban, ngành", False), ("Sở Y tế; Sở Nội vụ", False), ("Tập đoàn Than", False),
     ("Sở Y tế; Tập đoàn Than", False)],
)  # fmt: skip
def test_whoever_follows_a_plan_is_one_agency(name: str, ok: bool) -> None:
    (plan,), found = read(HEAD + f'focal = "{name}"\n' + row())
    assert found == [ONE.format(7, "focal", name)] * (not ok)
    assert plan.focal == ("syt" if "Sở Y tế" in name and name != "Sở Y tế; Sở Nội vụ" else "")
    unknown = said(row(), head=HEAD + 'focal = "Zzz"\n')
    assert [line.split(": ")[1] for line in unknown] == ["plan.focal"]
    assert "is not in the directory" in unknown[0]


SHOWN = (
    'warning 0.toml:6: plan.issuer: "{}" is not one agency of the directory, so it is shown as printed and told of nothing; '
    "mend issuer if it should be, or name it under outside = […]"
)


@pytest.mark.parametrize(
    ("name", "id_", "ok"),
    [("Sở Y tế", "syt", True), ("SỞ Y TẾ", "syt", True), ("Tập đoàn Than", "", True), ("Các sở, ban, ngành", "", False),
     ("Sở Y tế; Sở Nội vụ", "", False), ("Zzz", "", False), ("Sở Y tế; Tập đoàn Than", "", False)],
)  # fmt: skip
def test_a_body_outside_may_issue_a_plan(name: str, id_: str, ok: bool) -> None:
    head = HEAD.replace("UBND tỉnh", name)
    (plan,), found = read(head + row())
    assert (plan.issuer, plan.issuer_raw, found) == (id_, name, [SHOWN.format(name)] * (not ok))


def test_a_plan_that_asks_for_nothing_or_ends_before_it_begins() -> None:
    assert said() == ["error 0.toml:1: plan: the plan asks for nothing; add a [[task]] or a [[report]]"]
    assert said(row(), head=HEAD + "from = 2026-02-01\nuntil = 2026-01-31\n") == [
        "error 0.toml:8: plan.until: until lies before from; swap them"
    ]
    assert said(row(), head=HEAD + "from = 2026-02-01\nuntil = 2026-02-01\n") == []


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ((row(), row()), ['13: task[1].id: row "1" stands at 0.toml:8 too; a repeated number becomes 1b']),
        ((row(), row('schedule = "x"', table="report")),
         ['13: report[1].id: row "1" stands at 0.toml:8 too; a repeated number becomes 1b']),
        ((row(id_="a"), row(id_="A")),
         ['13: task[A].id: row "A" and row "a" at 0.toml:8 differ only in capital and small letters, which people mistake '
          'for each other; give one of them another id, and was = ["its old id"] if it has been in force']),
        ((row('was = ["2"]'), row(id_="2")), ['11: task[1].was[1]: row "2" still stands at 0.toml:13; take one of the two out']),
        ((row('was = ["0", "9"]'), row('was = ["8", "9"]', id_="2")),
         ['16: task[2].was[2]: row "1" says it was "9" too; leave it to one of them']),
        ((row('was = ["0"]'), row('was = ["8"]', id_="2")), []),
    ],
)  # fmt: skip
def test_ids_of_rows(rows: tuple[str, ...], found: list[str]) -> None:
    assert [line for line in said(*rows) if "timeframe" not in line and "schedule" not in line] == [
        f"error 0.toml:{line}" for line in found
    ]


def report(id_: str, *below: str) -> str:
    lines = [f"compiles = {list(below)}"] if below else []
    return row('schedule = "Quý III/2026"', *lines, id_=id_, table="report")


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ((report("r"), report("s", "r")), []), ((report("r"), report("s", "p/r")), []),
        ((report("s", "zzz"),), ['12: report[s].compiles[1]: there is no report "zzz"; write its id, or plan/id for one '
         "of another plan"]),
        ((report("quy"), report("s", "qui")), ['17: report[s].compiles[1]: there is no report "qui" — did you mean "p/quy"?']),
        ((row(), report("s", "1")), ['16: report[s].compiles[1]: there is no report "1" — did you mean "p/s"?']),
        ((report("s", "s"),), ['12: report[s].compiles[1]: "s" gathers this report in turn; drop one of the two']),
        ((report("r", "s"), report("s", "r")), [
            f'{n}: report[{a}].compiles[1]: "{b}" gathers this report in turn; drop one of the two'
            for n, a, b in ((12, "r", "s"), (18, "s", "r"))]),
        ((report("a", "b"), report("b", "c"), report("c", "a")), [
            f'{n}: report[{a}].compiles[1]: "{b}" gathers this report in turn; drop one of the two'
            for n, a, b in ((12, "a", "b"), (18, "b", "c"), (24, "c", "a"))]),
        ((report("a", "b", "c"), report("b", "c"), report("c")), []),
    ],
)  # fmt: skip
def test_reports_that_gather_reports(rows: tuple[str, ...], found: list[str]) -> None:
    assert said(*rows) == [f"error 0.toml:{line}" for line in found]


def test_plans_of_several_files() -> None:
    other = HEAD.replace('"p"', '"q"') + report("s", "p/r", "t")
    (one, two), found = read(HEAD + report("r"), other)
    assert found == ['error 1.toml:12: report[s].compiles[2]: there is no report "t" — did you mean "q/s"?']
    assert (one.id, two.id, two.obligations[0].compiles) == ("p", "q", ("p/r", "q/t"))
    (kept,), found = read(HEAD + report("r"), HEAD + report("s", "zzz"))
    assert found == ['error 1.toml:2: plan.id: plan "p" stands at 0.toml:1 too; give each its own id']
    assert [o.id for o in kept.obligations] == ["p/r"]


def test_an_id_in_its_own_plan_or_in_any() -> None:
    assert [plans.full_id("p", row_) for row_ in ("r", "q/r")] == ["p/r", "q/r"]


@pytest.mark.parametrize("part", ["end", "start", "windows", "recurrence", "relative", "open_ended", "indeterminate"])
def test_what_something_can_be_done_with(part: str) -> None:
    assert part in {f.name for f in fields(Reading)}
    given: Any = {part: True}
    assert plans.understood(Reading("x", **given))
    assert not plans.understood(Reading("x"))
