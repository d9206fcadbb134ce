"""What is allowed but deserves a look: each finding with its place, its key and its words, and where there is none."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from reminder.core.catalogue import Catalogue, Obligation, Rule, Select
from reminder.directory.agency import Agency, Cast, Contact, Group, Party, Succession
from reminder.errors import Place
from reminder.rulefile.reading import checks
from reminder.rulefile.reading.findings import FilePart, Findings, Source, parse
from reminder.rulefile.reading.schema import RulesFile
from reminder.rulefile.reading.schema_faults import shaped
from tests.core.made import agency, cast, catalogue, directory, obligation, plan, rule, step

DUE = "chậm nhất ngày 15/12/2026"
ROW, PLAN, RULE, STEP = Place("p.toml", 3), Place("p.toml", 1), Place("r.toml", 2), Place("r.toml", 5)


def row(phrase: str = DUE, *lead: str, **given: Any) -> Obligation:
    return obligation(phrase, *lead, **({"place": ROW} | given))


def found(check: str, rules: Catalogue, *files: Any) -> list[str]:
    findings = Findings()
    args: dict[str, tuple[Any, ...]] = {"rules": (rules, files), "agencies": (rules, files), "obligations": (rules,)}
    getattr(checks, check)(*args[check], findings)
    return [f"{p.level} {p}" for p in findings.problems]


def of_rows(o: Obligation, **given: Any) -> list[str]:
    more = {"directory": given.pop("directory")} if "directory" in given else {}
    return found("obligations", catalogue(plan(o, **({"place": PLAN} | given)), **more))


UNASSIGNED = "warning p.toml:3: task[1]: unassigned, nobody is late until a person assigns it: "
GONE = agency("old", until_on=date(2025, 12, 31))
SPLIT = Party("Sở cũ", "agency", "old", (Succession("old", ("a", "b"), date(2026, 1, 1), "split", "NQ"),))
MERGED = Party("Sở cũ", "agency", "a", (Succession("old", ("a",), date(2026, 1, 1), "merge", "NQ"),))
EMPTY = directory(
    GONE, groups=(Group("none", "Các đài", kinds=("media",)), Group("all", "Các sở", kinds=("department",))),
    successions=SPLIT.via,
)  # fmt: skip
NONE = Party("Các đài", "group", "none")


@pytest.mark.parametrize(
    ("lead", "said"),
    [
        (cast("a"), ""), (cast("all"), ""), (cast("a", "b"), ""), (Cast("Sở cũ", (MERGED,)), ""),
        (Cast(), "it names no lead"), (Cast("–"), "it names no lead"),
        (cast("a", "b", choice=True), '"a, b" leaves a choice'),
        (Cast("Các đơn vị", (Party("Các đơn vị", "unspecific"),)), '"Các đơn vị" names nobody in the directory'),
        (Cast("TKV", (Party("TKV", "outside"),)), '"TKV" names nobody in the directory'),
        (Cast("Sở cũ", (SPLIT,)), '"Sở cũ" has no confirmed successor'),
        (Cast("x", (Party("x", "unknown"), Party("b", "not-in-force", "b"))), ""),  # said where the names are judged
        (Cast("x; TKV", (Party("x", "unknown"), Party("TKV", "outside"))), '"x; TKV" names nobody in the directory'),
        (Cast("Các đài", (NONE,)), '"Các đài" had no member on the day of the plan'),
        (Cast("Các đài; các sở", (NONE, *cast("all").parties)), ""), (Cast("x", (NONE, *cast("a").parties)), ""),
    ],
)  # fmt: skip
def test_a_row_that_nobody_owes_says_why(lead: Cast, said: str) -> None:
    assert of_rows(row(lead=lead), directory=EMPTY) == ([UNASSIGNED + said] if said else [])
    assert of_rows(row(lead=lead, quiet="vì vậy"), directory=EMPTY) == []


@pytest.mark.parametrize(
    ("beside", "said"),
    [
        ((Party("TKV", "outside"),), '"TKV"'), ((SPLIT,), '"Sở cũ"'), ((Party("old", "agency", "gone"),), '"old"'),
        ((Party("các hộ", "unspecific"), Party("TKV", "outside")), '"các hộ", "TKV"'),
        ((Party("x", "unknown"),), ""), ((Party("b", "not-in-force", "b"),), ""),
        ((Party("x", "unknown"), Party("các hộ", "unspecific")), '"các hộ"'),
    ],
)  # fmt: skip
@pytest.mark.parametrize("known", ["a", "all"])
def test_words_behind_which_nobody_is_known_are_said_beside_those_who_owe(
    known: str, beside: tuple[Party, ...], said: str
) -> None:
    ceased = agency("gone", until_on=date(2024, 12, 31))
    some = directory(GONE, ceased, successions=SPLIT.via)
    lead = Cast("cả ô", (*cast(known).parties, *beside))
    half = (
        f"warning p.toml:3: task[1]: only half understood: nobody is known behind {said}, so that part of "
        '"cả ô" is unassigned and the focal agency is asked; the others owe theirs'
    )
    assert of_rows(row(lead=lead), directory=some) == [half] * bool(said)


def test_a_row_without_a_time_and_a_plan_without_a_focal_agency() -> None:
    assert of_rows(row("")) == ["warning p.toml:3: task[1]: has no time; a person gives its date"]
    assert of_rows(row("", quiet="đã hỏi")) == of_rows(row()) == []
    assert of_rows(row(kind="report", id_="p/quy", phrase="")) == [
        "warning p.toml:3: report[quy]: has no time; a person gives its date"
    ]
    assert of_rows(row(quiet="đã hỏi"), focal="") == [
        "warning p.toml:1: plan.focal: no focal agency is named, so nobody is asked about rows without a lead"
    ]
    assert len(of_rows(row("", lead=Cast()), focal="")) == 3


BEHIND = (
    "warning p.toml:3: task[1]: ends on 2026-12-15, behind the plan's last day (until = {0}): it is owed to its own "
    "date; if it ended with the plan, write until = {0} in the row"
)


@pytest.mark.parametrize(
    ("phrase", "until", "row_until", "behind"),
    [
        (DUE, date(2026, 12, 14), None, True), (DUE, date(2026, 12, 15), None, False), (DUE, None, None, False),
        (DUE, date(2026, 12, 14), date(2026, 12, 31), False),
        ("trước ngày 15/12 hằng năm", date(2027, 6, 30), None, False), ("thường xuyên", date(2026, 6, 30), None, False),
    ],
)  # fmt: skip
def test_a_date_behind_its_plans_last_day(
    phrase: str, until: date | None, row_until: date | None, behind: bool
) -> None:
    assert of_rows(row(phrase, until_on=row_until), until_on=until) == [BEHIND.format(until)] * behind


NEVER = (
    "warning p.toml:3: task[1]: no date of its series lies between {} and {}, where it is followed, so nothing of it "
    "is ever due; mend from, until or the schedule"
)
YEARLY = "trước ngày 15/12 hằng năm"


@pytest.mark.parametrize(
    ("phrase", "until", "own", "between"),
    [
        (YEARLY, date(2026, 6, 30), (None, None), (date(2026, 1, 6), date(2026, 6, 30))),
        (YEARLY, None, (date(2026, 3, 1), date(2026, 12, 14)), (date(2026, 3, 1), date(2026, 12, 14))),
        (YEARLY, None, (date(2026, 3, 1), date(2026, 12, 15)), ()), (YEARLY, None, (None, None), ()),
        (f"{YEARLY}, từ ngày 01/01/2026 đến ngày 30/6/2026", None, (None, None), ()),  # said of the phrase itself
        ("hằng quý", date(2026, 1, 31), (None, None), ()),
    ],
)  # fmt: skip
def test_a_series_that_is_never_due_while_it_is_followed(
    phrase: str, until: date | None, own: tuple[date | None, date | None], between: tuple[date, ...]
) -> None:
    found = of_rows(row(phrase, from_on=own[0], until_on=own[1]), until_on=until)
    assert found == ([NEVER.format(*between)] if between else [])
    assert of_rows(row(phrase, from_on=own[0], until_on=own[1], quiet="đã hỏi"), until_on=until) == []


# rules


def of_rules(*rules: Rule, rows: tuple[Obligation, ...] = (), **given: Any) -> list[str]:
    more = {"directory": given.pop("directory")} if "directory" in given else {}
    return found("rules", catalogue(plan(*(rows or (row(),)), **given), rules=rules, **more))


ANY = Select()


def ladder(*steps: Any, id_: str = "r", select: Select = ANY, **given: Any) -> Rule:
    return replace(rule(*(replace(s, place=STEP) for s in steps), id_=id_, **given), select=select, place=RULE)


ONE = step("d5", "-5wd")
NO_RULE = (
    "error p.toml:3: 1: no rule takes this row, so nobody is ever told; add one to reminders.toml with "
    'select = {{ kind = "{}" }}'
)


@pytest.mark.parametrize(
    ("select", "given", "taken"),
    [
        (Select(), {}, True), (Select(kind="task"), {}, True), (Select(kind="report"), {}, False),
        (Select(), {"until_on": date(2026, 1, 4)}, False), (Select(), {"until_on": date(2026, 1, 5)}, True),
        (Select(), {"from_on": date(2030, 1, 1)}, True),
    ],
)  # fmt: skip
def test_a_row_that_no_rule_takes_is_an_error(select: Select, given: dict[str, Any], taken: bool) -> None:
    said = of_rules(ladder(ONE, select=select, **given))
    assert (NO_RULE.format("task") in said) is not taken
    assert ("warning r.toml:2: rule[r]: takes no row of any plan" in said) is not taken
    report = of_rules(ladder(ONE, select=Select(kind="task")), rows=(row(kind="report"),))
    assert report[0] == NO_RULE.format("report")


def test_a_rule_that_takes_nothing_is_told_only_where_there_are_plans() -> None:
    spare = ladder(ONE, id_="spare", select=Select(tags=("none",)))
    assert of_rules(ladder(ONE), spare) == ["warning r.toml:2: rule[spare]: takes no row of any plan"]
    assert found("rules", catalogue(rules=(spare,))) == []


SAME = (
    'warning r.toml:2: rule[{}]: takes {} with the same right as rule "{}", which stands first and holds; select more '
    "closely, or give one of them from and until"
)
TO_JUNE, FROM_JULY = {"until_on": date(2026, 6, 30)}, {"from_on": date(2026, 7, 1)}
FROM_END = {"from_on": date(2026, 6, 30)}


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ({}, {}, True), (TO_JUNE, {}, True), (TO_JUNE, FROM_JULY, False), (FROM_JULY, TO_JUNE, False),
        (TO_JUNE, FROM_END, True), (FROM_END, TO_JUNE, True), (FROM_JULY, FROM_JULY, True), (TO_JUNE, TO_JUNE, True),
    ],
)  # fmt: skip
def test_rules_with_the_same_right_clash_on_a_day_that_both_hold(
    one: dict[str, Any], other: dict[str, Any], clash: bool
) -> None:
    said = of_rules(ladder(ONE, id_="x", **one), ladder(ONE, id_="y", **other))
    assert [line for line in said if "takes no row" not in line] == [SAME.format("y", "p/1", "x")] * clash
    closer = of_rules(ladder(ONE, id_="x", select=Select(kind="task"), **one), ladder(ONE, id_="y", **other))
    assert not any("same right" in line for line in closer)


def test_a_clash_is_told_once_by_its_first_row() -> None:
    rows = (row(), row(id_="p/2", place=Place("p.toml", 9)))
    rules = [ladder(ONE, id_=id_) for id_ in "xyz"]
    assert of_rules(*rules, rows=rows) == [
        SAME.format("y", "p/1", "x"), SAME.format("z", "p/1", "x"), *[f"warning r.toml:2: rule[{i}]: takes no row of "
        "any plan" for i in "yz"],
    ]  # fmt: skip


REACHES = "warning r.toml:5: rule[r].ladder[s]: reaches nobody: no row this rule takes has the role {}"


@pytest.mark.parametrize(
    ("role", "given", "reached"),
    [
        ("owner", {}, True), ("head", {}, True), ("operator", {}, True), ("focal", {}, True), ("superior", {}, True),
        ("coordinator", {}, False), ("approver", {}, False), ("via", {}, False), ("compiler", {}, False),
        ("coordinator", {"coordinators": cast("b")}, True), ("approver", {"approver": cast("b")}, True),
        ("via", {"via": cast("b")}, True), ("coordinator", {"via": cast("b")}, False),
        ("approver", {"coordinators": cast("b")}, False), ("via", {"approver": cast("b")}, False),
        ("superior", {"lead": cast("ubnd")}, False), ("superior", {"lead": cast("ubnd", "a")}, True),
        ("superior", {"lead": cast("all")}, True), ("superior", {"lead": Cast()}, True),
        ("superior", {"lead": Cast("TKV", (Party("TKV", "outside"),))}, True),
    ],
)  # fmt: skip
def test_a_step_that_reaches_nobody(role: Any, given: dict[str, Any], reached: bool) -> None:
    assert of_rules(ladder(step("s", "-5wd", role)), rows=(row(**given),)) == [REACHES.format(role)] * (not reached)
    assert of_rules(ladder(step("s", "-5wd", role, mailboxes=("vp@x.example",))), rows=(row(**given),)) == []
    assert of_rules(ladder(step("s", "-5wd", role, "owner")), rows=(row(**given),)) == []


def test_several_roles_that_no_row_has_are_named_together() -> None:
    said = of_rules(ladder(step("s", "-5wd", "via", "approver", "focal")), focal="")
    assert said == [REACHES.format("via, approver, focal")]
    assert of_rules(ladder(step("s", "-5wd", "focal"))) == []
    below, above = row(kind="report"), row(kind="report", id_="p/2", compiles=("p/1",))
    assert of_rules(ladder(step("s", "-5wd", "compiler")), rows=(below, above)) == []


FIRES = "warning r.toml:5: rule[r].ladder[s]: never fires: "


@pytest.mark.parametrize(
    ("at", "rows", "said"),
    [
        ("-5wd", (row("thường xuyên"),), "no row this rule takes has a date"),
        ("+5wd", (row("thường xuyên"),), "no row this rule takes has a date"),
        ("-5wd", (row("thường xuyên"), row(id_="p/2")), ""), ("issued", (row("thường xuyên"),), ""),
        ("restart return", (row("thường xuyên"),), ""), ("-5wd", (row("trước ngày 15/12 hằng năm"),), ""),
        ("-5wd", (row("trong 10 ngày kể từ ngày ban hành"),), ""),
        ("review 15/11", (row(kind="report"),), "only tasks have checkpoints and reviews"),
        ("checkpoint 15/11", (row(kind="report"),), "only tasks have checkpoints and reviews"),
        ("review 15/11", (row(kind="report"), row(id_="p/2")), ""), ("review 15/11", (row("thường xuyên"),), ""),
        ("issued", (row(kind="report"),), ""), ("restart return", (row(kind="report"),), ""),
    ],
)  # fmt: skip
def test_a_step_that_never_fires(at: str, rows: tuple[Obligation, ...], said: str) -> None:
    assert of_rules(ladder(step("s", at)), rows=rows) == [FIRES + said] * bool(said)


def test_of_a_rule_that_takes_nothing_no_step_is_judged() -> None:
    spare = ladder(step("s", "-5wd", "via"), step("t", "review 15/11"), id_="spare", select=Select(tags=("none",)))
    assert of_rules(ladder(ONE), spare) == ["warning r.toml:2: rule[spare]: takes no row of any plan"]


@pytest.mark.parametrize(
    ("first", "second", "roles"),
    [
        (("owner",), ("owner",), "owner"), (("owner", "focal"), ("focal", "owner"), "owner, focal"),
        (("owner", "focal"), ("focal",), "focal"), (("owner",), ("focal",), ""),
    ],
)  # fmt: skip
def test_a_step_whose_day_a_later_one_takes(first: Any, second: Any, roles: str) -> None:
    said = of_rules(ladder(step("s", "-5wd", *first), step("t", "-5wd", *second)))
    assert said == [FIRES[:-2] + f' for {roles}: step "t" stands on the same day and comes later'] * bool(roles)
    assert of_rules(ladder(step("s", "-5wd", *first), step("t", "-5d", *second))) == []


def test_names_in_a_selection_that_nothing_bears() -> None:
    text = """\
[[rule]]
id = "x"
[rule.select]
plans = ["p", "q"]
obligations = ["p/1", "p/9"]
groups = ["all", "al"]
tags = ["nuoc", "zzz"]
"""
    findings = Findings()
    whole = parse("r.toml", text, findings)
    assert whole
    file = shaped(RulesFile, whole)
    assert file
    checks.rules(catalogue(plan(row(tags=("nuoc",)))), ((whole, file),), findings)
    assert [str(p) for p in findings.problems] == [
        'r.toml:4: rule[x].select.plans[2]: nothing is called "q"; mend the name or drop it',
        'r.toml:5: rule[x].select.obligations[2]: nothing is called "p/9" — did you mean "p/1"?',
        'r.toml:6: rule[x].select.groups[2]: nothing is called "al" — did you mean "all"?',
        'r.toml:7: rule[x].select.tags[2]: nothing is called "zzz"; mend the name or drop it',
    ]


# agencies


def of_agencies(*agencies: Agency) -> list[str]:
    rules = catalogue(directory=replace(directory(), registers=(replace(directory().registers[0], agencies=agencies),)))
    whole = FilePart(Source("a.toml", "[directory]\n", {"directory": {}}), Findings())
    findings = whole.findings
    checks.agencies(rules, ((whole, None),), findings)  # type: ignore[arg-type]  # only its place is looked at
    return [f"{p.level} {p}" for p in findings.problems]


REAL = (Contact("vt@so.gov.vn"),)


def silent(n: int, **given: Any) -> Agency:
    return Agency(f"s{n}", f"Sở {n}", "unit", place=Place("a.toml", n), **given)


@pytest.mark.parametrize("count", [0, 1, 12, 13, 14])
def test_bodies_without_a_contact_one_by_one_or_counted(count: int) -> None:
    sound = (Agency("a", "A", "unit", contacts=REAL), silent(99, until_on=date(2025, 1, 1)))
    said = of_agencies(*sound, *(silent(n) for n in range(1, count + 1)))
    if count > 12:
        assert said == [
            f"warning a.toml:1: directory: {count} agencies have no contact (Sở 1, Sở 2, Sở 3, …); what they owe is "
            "told to the plan's focal agency instead; `reminder agencies missing` lists them"
        ]
    else:
        assert said == [
            f"warning a.toml:{n}: agency[s{n}]: Sở {n} has no contact; what it owes is told to the plan's focal agency "
            "instead" for n in range(1, count + 1)
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("contacts", "head", "count"),
    [
        (("vt@so.gov.vn",), (), 0), (("vt@a.example",), (), 1), (("vt@a.test", "b@a.invalid"), (), 2),
        (("vt@so.gov.vn",), ("gd@a.example",), 1), (("vt@a.example",), ("vt@a.example",), 1),
    ],
)  # fmt: skip
def test_mailboxes_that_only_stand_in(contacts: tuple[str, ...], head: tuple[str, ...], count: int) -> None:
    boxes, heads = (tuple(map(Contact, each)) for each in (contacts, head))
    gone = Agency("g", "G", "unit", contacts=(Contact("vt@g.example"),), until_on=date(2025, 1, 1))
    assert of_agencies(Agency("a", "A", "unit", contacts=boxes, head=heads), gone) == [
        f"warning a.toml:1: directory: {count} mailboxes are stand-ins (.example, .test, .invalid), delivered to a "
        "Maildir or a declared sink only; `reminder agencies import` brings the real ones"
    ] * bool(count)
