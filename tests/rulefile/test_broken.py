# ruff: noqa: E501  (a table of cases is read by its rows)
"""Every fault gives one line: its place, the key, and what to do. `broken.txt` has these lines, in the order of the
cases: what an officer reads, to the letter."""

from pathlib import Path

import pytest

from reminder.errors import BadInput
from reminder.rulefile import load_texts
from reminder.words import problem_words
from tests.rulefile.office import OFFICE, RULES, office

# file, what stands there, what an officer wrote instead, text on the line to be named, words of the message
CASES: list[tuple[str, str, str, str, str]] = [
    # syntax
    ("plan", 'title = "Kế hoạch thử"', "title = Kế hoạch thử", "title = Kế", "not valid TOML"),
    ("plan", 'id = "kh-1"', 'id = "kh-1', 'id = "kh-1', "not valid TOML"),
    ("plan", "[[task]]", "[[task]", "[[task]", "not valid TOML"),
    ("plan", 'number = "1/KH-UBND"', 'number = "1"\nnumber = "2"', 'number = "2"', "not valid TOML"),
    ("plan", "issued_on = 2026-01-05", "issued_on = 2026-13-05", "issued_on = 2026-13-05", "not valid TOML"),
    ("plan", "issued_on = 2026-01-05", "issued_on = 2026-02-30", "issued_on = 2026-02-30", "not valid TOML"),
    ("rules", "ladder = [\n", "ladder = \n", "ladder = ", "not valid TOML"),
    ("agencies", "province = 19", "province == 19", "province ==", "not valid TOML"),
    ("calendar", "[calendar]", "calendar]", "calendar]", "not valid TOML"),
    # unknown keys
    ("plan", 'lead = "Sở NN&MT"', 'laed = "Sở NN&MT"', "laed", 'did you mean "lead"?'),
    ("plan", "timeframe =", "time_frame =", "time_frame", 'did you mean "timeframe"?'),
    ("plan", "focal =", "dau_moi =", "dau_moi", 'unknown key "dau_moi"; known here: id, directory'),
    ("plan", "[[task]]", "[[tasks]]", "[[tasks]]", 'did you mean "task"?'),
    ("rules", 'select = { kind = "task" }', 'select = { kidn = "task" }', "kidn", 'did you mean "kind"?'),
    ("rules", 'template = "today"', 'tmplate = "today", template = "today"', "tmplate", 'did you mean "template"?'),
    ("agencies", 'aliases = ["Sở NN&MT"]', 'alias = ["Sở NN&MT"]', "alias = ", 'did you mean "aliases"?'),
    ("agencies", '[{ mailbox = "gd@snnmt.example" }]', '[{ mail = "a", mailbox = "gd@snnmt.example" }]', "mail = ", 'did you mean "mailbox"?'),
    ("agencies", 'code = "05710", id', 'code = "05710", alias = [], id', "linh-son", 'known here: code, id, name, aliases, contacts, head, from, until — did you mean "aliases"?'),
    ("agencies", "[communes]\n", '[communes]\nsuperiors = "ubnd"\n', "superiors", 'did you mean "superior"?'),
    ("agencies", 'share = "merge"', 'share = "merge"\nshared = 1', "shared", 'did you mean "share"?'),
    ("agencies", 'except = ["dong-hy"]', 'excepts = ["dong-hy"]', "excepts", 'did you mean "except"?'),
    ("rules", "[[rule]]\nid = \"task\"", "[[rule]]\nwithot = []\nid = \"task\"", "withot", 'did you mean "without"?'),
    ("calendar", "since = 2019", "sinc = 2019, since = 2019", "Quốc khánh", 'did you mean "since"?'),
    ("calendar", 'name = "Làm bù", ', 'name = "Làm bù", note = "x", ', "Làm bù", 'unknown key "note"'),
    # wrong types
    ("plan", 'number = "1/KH-UBND"', "number = 1", "number = 1", "must be text; put it in quotes"),
    ("plan", "issued_on = 2026-01-05", 'issued_on = "05/01/2026"', "issued_on", "is not how a date is written here; write 2026-01-05"),
    ("plan", "issued_on = 2026-01-05", "issued_on = 2026-01-05T00:00:00", "issued_on", "without a time"),
    ("plan", 'tags = ["nuoc"]', 'tags = "nuoc"', "tags", "must be a list; put it in [ ]"),
    ("plan", 'compiles = ["quy"]', 'compiles = "quy"', "compiles", "must be a list; put it in [ ]"),
    ("agencies", "province = 19", 'province = "19"', "province", "must be a whole number, without quotes"),
    ("agencies", "province = 19", "province = 190", "province", "is too large; 99 at most"),
    ("agencies", 'contacts = [{ mailbox = "vt@ubnd.example" }]', 'contacts = ["vt@ubnd.example"]', "contacts = [\"vt", "must be a table"),
    ("rules", 'to = ["owner"], template = "today"', 'to = "owner", template = "today"', 'id = "d0"', "must be a list"),
    ("calendar", "since = 2019", 'since = "2019"', "since", "must be a whole number"),
    # missing and empty
    ("plan", 'title = "Kế hoạch thử"\n', "", "[plan]", 'required key "title" is missing'),
    ("plan", 'id = "I.1"\n', "", "[[task]]", 'required key "id" is missing'),
    ("plan", 'schedule = "trước ngày 10/12 hằng năm"\n', "", "[[report]]", 'required key "schedule" is missing'),
    ("plan", 'title = "Xây dựng quy chế"', 'title = " "', 'title = " "', "must not be empty"),
    ("agencies", 'kind = "province"\n', "", "[[agency]]", 'required key "kind" is missing'),
    ("agencies", 'basis = "Nghị quyết 190/2025/QH15"\n', "", "[[succession]]", 'required key "basis" is missing'),
    ("rules", 'to = ["owner"], template = "today"', 'to = [], template = "today"', 'id = "d0"', "must have at least one entry"),
    ("rules", ', template = "today"', "", 'id = "d0"', 'required key "template" is missing'),
    # words from a closed list
    ("rules", 'template = "today"', 'template = "tody"', 'id = "d0"', 'did you mean "today"?'),
    ("rules", 'template = "today"', 'template = "sms"', 'id = "d0"', "write one of: first, coming, today"),
    ("rules", 'to = ["owner", "coordinator"]', 'to = ["owner", "cordinator"]', 'id = "d15"', 'did you mean "coordinator"?'),
    ("rules", 'to = ["compiler"]', 'to = ["chủ trì"]', 'id = "rollcall"', "write one of: owner, coordinator"),
    ("rules", 'kind = "task"', 'kind = "tasks"', "select = {", 'did you mean "task"?'),
    ("rules", 'kind = "task"', 'kind = "task", state = ["returnd"]', "select = {", 'did you mean "returned"?'),
    ("rules", 'kind = "task"', 'kind = "task", state = ["late"]', "select = {", "write one of: returned, extended, resumed, adopted"),
    ("rules", 'kind = "task"', 'kind = "task", state = "returned"', "select = {", "must be a list; put it in [ ]"),
    ("rules", 'template = "today" }', 'template = "today", urgency = "khẩn" }', 'id = "d0"', "write one of: low, normal, high, urgent"),
    ("agencies", 'kind = "province"', 'kind = "provinces"', "provinces", 'did you mean "province"?'),
    ("agencies", 'share = "merge"', 'share = "merged"', "merged", 'did you mean "merge"?'),
    ("calendar", 'kind = "off_swap"', 'kind = "off-swap"', "off-swap", 'did you mean "off_swap"?'),
    ("plan", 'issuer = "UBND tỉnh"', 'issuer = "UBND tỉnh"\nbefore = "loose"', "before", "write one of: lenient, strict"),
    # ids
    ("plan", 'id = "kh-1"', 'id = "Kế hoạch 1"', "Kế hoạch 1", "cannot be an id; use letters without marks"),
    ("plan", 'id = "nam"', 'id = "quy"', 'id = "quy"', 'row "quy" stands at plans/kh-1.toml:19 too'),
    ("plan", 'id = "nam"', 'id = "QUY"', 'id = "QUY"', 'row "quy" at plans/kh-1.toml:19 differ only in capital'),
    ("rules", 'id = "report"', 'id = "task"', 'id = "task"', 'rule "task" stands twice'),
    ("rules", 'id = "d5"', 'id = "first"', '-5wd', 'step "first" stands twice in this ladder'),
    ("agencies", 'id = "stnmt"', 'id = "snnmt"', 'id = "snnmt"\nname = "Sở Tài', 'id "snnmt" is taken at agencies/tinh.toml:13'),
    ("agencies", 'id = "dong-hy"', 'id = "communes"', 'id = "communes"\nname = "UBND các', 'id "communes" is taken at agencies/tinh.toml:35'),
    ("agencies", 'code = "05710"', 'code = "5710"', '"5710"', "write the five digits"),
    # mailboxes
    ("agencies", "vt@ubnd.example", "vt.ubnd.example", "vt.ubnd.example", "is not a mailbox; write one address"),
    ("agencies", "gd@snnmt.example", "Giám đốc <gd@snnmt.example>", "Giám đốc <", "is not a mailbox"),
    ("agencies", "vt@linhson.example", "a@x.example, b@x.example", "a@x.example", "is not a mailbox"),
    # references
    ("agencies", 'superior = "ubnd"\nfrom = 2025-03', 'superior = "ubdn"\nfrom = 2025-03', "ubdn", 'did you mean "ubnd"?'),
    ("agencies", 'except = ["dong-hy"]', 'except = ["dong-hi"]', "dong-hi", 'did you mean "dong-hy"?'),
    ("agencies", 'kinds = ["department", "board"]\n', "", '[[group]]', "has no one in it; give kinds or members"),
    ("agencies", 'except = ["dong-hy"]', 'members = [\n"linh-son",\n"dong-hi",\n]', '"dong-hi"', 'no agency or group has the id "dong-hi"'),
    ("agencies", 'except = ["dong-hy"]', 'except = [\n"dong-hy",\n"linh-sơn",\n]', '"linh-sơn"', "cannot be an id"),
    ("agencies", 'except = ["dong-hy"]', 'except = [\n"dong-hy",\n"linh-so",\n]', '"linh-so"', 'did you mean "linh-son"?'),
    ("agencies", 'new = ["snnmt"]', 'new = ["snnmx"]', "snnmx", 'did you mean "snnmt"?'),
    ("agencies", 'new = ["snnmt"]', 'new = ["snnmt", "ubnd"]', "new = ", 'need share = "split"'),
    ("agencies", 'new = ["snnmt"]', 'new = ["stnmt"]', "new = ", "a body cannot succeed itself"),
    ("agencies", "until = 2025-02-28\n", "", "old = ", '"stnmt" has no until'),
    ("agencies", "from = 2025-03-01\n\n", "from = 2025-03-01\nuntil = 2024-01-01\n\n", "until = 2024", "until lies before from"),
    ("plan", 'directory = "tinh"', 'directory = "tỉnh khác"', "tỉnh khác", "cannot be an id"),
    ("plan", 'directory = "tinh"', 'directory = "tin"', '"tin"', 'there is no directory "tin"; known: tinh — did you mean "tinh"?'),
    ("plan", 'focal = "Sở Nông nghiệp và Môi trường"', 'focal = "Các sở, ban, ngành"', "focal", "must be one agency"),
    ("plan", 'compiles = ["quy"]', 'compiles = ["qui"]', "compiles", 'there is no report "qui" — did you mean "kh-1/quy"?'),
    ("plan", 'compiles = ["quy"]', 'compiles = ["nam"]', "compiles", "gathers this report in turn"),
    ("rules", 'select = { kind = "report" }', 'select = { kind = "report", plans = ["kh-2"] }', "kh-2", 'did you mean "kh-1"?'),
    ("rules", 'select = { kind = "task" }', 'select = { tags = ["nước"] }', "nước", "cannot be an id"),
    ("rules", 'select = { kind = "task" }', 'select = { kind = "task", tags = ["rung"] }', "rung", 'nothing is called "rung"'),
    ("rules", 'select = { kind = "task" }', 'select.kind = "task"\nselect.plans = [\n"xyz"]', '"xyz"', 'nothing is called "xyz"'),
    ("rules", 'select = { kind = "task" }', 'select.kind = "task"\nselect.obligations = [\n"xyz"]', '"xyz"', 'nothing is called "xyz"'),
    ("rules", 'select = { kind = "task" }', 'select.kind = "task"\nselect.groups = [\n"xyz"]', '"xyz"', 'nothing is called "xyz"'),
    ("rules", 'select = { kind = "task" }', 'select.kind = "task"\nselect.tags = [\n"xyz"]', '"xyz"', 'nothing is called "xyz"'),
    ("rules", 'select = { kind = "task" }', 'select = { kind = "task", groups = ["comunes"] }', "comunes", 'did you mean "communes"?'),
    ("plan", 'tags = ["nuoc"]', 'was = ["quy"]', "was = ", 'row "quy" still stands at plans/kh-1.toml:19; take one'),
    ("plan", 'compiles = ["quy"]', 'compiles = ["quy"]\nwas = ["bc-1", "bc-1"]', "was = ", 'row "nam" says it was "bc-1" too'),
    # dates and phrases
    ("plan", 'timeframe = "Quý III/2026"', 'timeframe = "2021-2020"', "2021-2020", "is not understood"),
    ("plan", 'timeframe = "Quý III/2026"', 'timeframe = "Quý V/2026"', "Quý V/2026", "is not understood"),
    ("plan", "trước ngày 10/12 hằng năm", "trước ngày 31/02/2026", "31/02", "is not understood"),
    ("plan", 'number = "1/KH-UBND"', "from = 2027-01-01\nuntil = 2026-01-01", "until", "until lies before from; swap them"),
    ("rules", 'id = "task"', 'id = "task"\nfrom = 0001-01-01', "0001", "is too small; 1900-01-01 at least"),
    ("plan", 'number = "1/KH-UBND"', "until = 9999-12-31", "9999", "is too large; 2099-12-31 at most"),
    ("calendar", "on = 2026-01-02", "on = 2026-01-01", "off_swap", "2026-01-01 stands twice; keep one row for a day"),
    ("calendar", "on = 2026-01-10", "on = 2026-01-12", "work_swap", "is a weekday, so it is worked anyway"),
    ("calendar", "on = 2026-01-02", "on = 2026-01-03", "off_swap", "is a weekend day, so it is off anyway"),
    ("calendar", "on = 2026-01-01", "on = 1926-01-01", "1926", "lies outside 2000–2099"),
    ("calendar", ', document = "điều 112" },\n  { on = 2026-01-02', " },\n  { on = 2026-01-02", "2026-01-01", "needs its document"),
    ("calendar", "day = 2, ", "day = 31, ", "day = 31", "there is no 31/9"),
    # offsets and repeats
    ("rules", 'at = "-15wd"', 'at = "15 days"', 'id = "d15"', '"15 days" is not an offset; write -15d'),
    ("rules", 'at = "-15wd"', 'at = "-15w"', 'id = "d15"', "is not an offset"),
    ("rules", 'at = "-15wd"', 'at = "15wd"', 'id = "d15"', "is not an offset"),
    ("rules", 'at = "0"', 'at = "checkpoint 31/2"', 'id = "d0"', "there is no 31/2 in every year"),
    ("rules", 'at = "0"', 'at = "review 29/2"', 'id = "d0"', "there is no 29/2 in every year"),
    ("rules", 'at = "restart return"', 'at = "restart retrun"', 'id = "again"', 'did you mean "return"?'),
    ("rules", 'every = ["5wd"]', 'every = ["weekly"]', 'id = "weekly"', "is not a gap; write 7d"),
    ("rules", 'every = ["5wd"]', 'every = [\n"1wd",\n"weekly",\n]', '"weekly",', "is not a gap; write 7d"),
    ("rules", 'to = ["compiler"]', 'to = [\n"compiler",\n"a b@so.example",\n]', "a b@so.example", "a b@so.example"),
    ("rules", 'until = "+40wd", ', "", 'id = "weekly"', "a repeat needs an end"),
    ("rules", 'every = ["5wd"], ', "", 'id = "weekly"', "until ends a repeat, but none is given"),
    ("rules", 'until = "+40wd"', 'until = "+2wd"', 'id = "weekly"', "so the step never repeats"),
    ("rules", 'until = "+40wd"', 'until = "40"', 'id = "weekly"', "is not an offset"),
    ("rules", 'at = "+3wd", every', 'at = "-3wd", every', 'id = "weekly"', "only a step after the due date repeats"),
    ("rules", 'every = ["5wd"]', "every = []", 'id = "weekly"', "until ends a repeat, but none is given"),
    ("rules", 'at = "0"', 'at = "+0wd"', 'id = "d0"', '"+0wd" is not an offset'),
    ("rules", 'at = "0"', 'at = "checkpoint"', 'id = "d0"', "or issued, checkpoint 15/11"),
    # wordings that would say what is not so
    ("rules", '"-15wd", to = ["owner", "coordinator"], template = "coming"', '"-15wd", to = ["owner"], template = "overdue"', 'id = "d15"', '"overdue" speaks of what is overdue, yet this step stands before that; write template = "coming"'),
    ("rules", 'template = "today"', 'template = "escalation"', 'id = "d0"', '"escalation" speaks of what is overdue'),
    ("rules", 'at = "0"', 'at = "-1wd"', 'id = "d0"', '"today" says that the day is today; write at = "0"'),
    ("rules", '"+1wd", to = ["owner"], template = "overdue"', '"+1wd", to = ["owner"], template = "coming"', 'id = "late"', '"coming" speaks of a day to come, yet this step stands behind it'),
    ("rules", 'template = "today"', 'template = "checkpoint"', 'id = "d0"', 'write at = "checkpoint 15/11"'),
    ("rules", 'template = "today"', 'template = "review"', 'id = "d0"', 'write at = "review 15/11"'),
    ("rules", 'template = "today"', 'template = "returned"', 'id = "d0"', 'write at = "restart return"'),
    ("rules", 'template = "today"', 'template = "extended"', 'id = "d0"', 'write at = "restart extend"'),
    ("rules", 'at = "restart return"', 'at = "restart extend"', 'id = "again"', 'write at = "restart return"'),
    ("rules", 'template = "today"', 'template = "unassigned"', 'id = "d0"', "is chosen by itself for what nobody owes yet"),
    # rules that rest on another
    ("rules", 'select = { kind = "task" }', 'select = { kind = "task" }\nbase = "reprot"', "base", 'there is no rule "reprot" — did you mean "report"?'),
    ("rules", 'select = { kind = "task" }', 'select = { kind = "task" }\nbase = "task"', "base", "the bases go round in a circle"),
    ("rules", 'select = { kind = "task" }', 'select = { kind = "task" }\nbase = "report"\nwithout = ["d7"]', "without", 'the base has no step "d7"'),
    ("rules", 'select = { kind = "task" }', 'select = { kind = "task" }\nwithout = ["first"]', "without", "there is no base to leave steps out of"),
    ("rules", 'select = { kind = "report" }', 'select = { kind = "report" }\nfrom = 2027-01-01\nuntil = 2026-01-01', "until", "until lies before from; swap them"),
    ("rules", 'template = "today"', 'template = "today", single = "yes"', 'id = "d0"', "must be true or false, without quotes"),
    ("rules", 'to = ["compiler"]', 'to = ["compiler", "vanthu@"]', 'id = "rollcall"', '"vanthu@" is not known here'),
    ("plan", 'issuer = "UBND tỉnh"', 'issuer = "UBND tỉnh"\nanswers = "later"', "answers", "write one of: final, confirm"),
    ("plan", 'issuer = "UBND tỉnh"', 'issuer = "UBND tỉnh"\nnonworking_due = "nxt"', "nonworking_due", 'did you mean "next"?'),
    ("plan", 'timeframe = "Quý III/2026"', 'timeframe = "trước ngày 30/02/2026"', "30/02", "there is no such date"),
    ("rules", 'kind = "task" }', 'kind = "task", min_months = 12, max_months = 6 }', "max_months", "below min_months"),
    ("rules", 'select = { kind = "report" }', 'select = { obligations = ["kh-1/quy"] }', None, "no rule takes this row"),  # type: ignore[list-item]
]  # fmt: skip
LINES = Path(__file__).with_name("broken.txt").read_text("utf-8").splitlines()
PATHS = {
    "plan": "plans/kh-1.toml",
    "rules": "reminders.toml",
    "agencies": "agencies/tinh.toml",
    "calendar": "calendars/vietnam.toml",
}


def test_the_office_is_sound() -> None:
    assert len(load_texts(OFFICE).plans) == 1


@pytest.mark.parametrize(("file", "old", "new", "at", "words"), CASES, ids=[f"{c[0]}: {c[2][:40]}" for c in CASES])
def test_one_line_with_place_and_remedy(file: str, old: str, new: str, at: str | None, words: str) -> None:
    texts = office(**{file: (old, new)})
    with pytest.raises(BadInput) as caught:
        load_texts(texts, "rules")
    assert len(caught.value.problems) == 1, str(caught.value)
    (problem,) = caught.value.problems
    assert problem_words(problem, "en") == str(problem)
    in_vietnamese = problem_words(problem, "vi")
    assert in_vietnamese.startswith(f"{problem.place}: ") and in_vietnamese != str(problem)
    assert (
        words.replace("at plans/", "at rules/plans/").replace("at agencies/", "at rules/agencies/") in problem.message
    )
    if at is None:
        assert problem.place.path == "rules/plans/kh-1.toml"
        return
    assert problem.place.path == f"rules/{PATHS[file]}"
    text = texts[PATHS[file]]
    assert at in text
    line = text[: text.rindex(at)].count("\n") + 1
    first = text[: text.index(at)].count("\n") + 1
    assert problem.place.line in (line, first), f"{problem} but line {line} was meant"
    assert str(problem).startswith(f"rules/{PATHS[file]}:{problem.place.line}: ")


def test_there_are_enough_of_them() -> None:
    assert len({case[:3] for case in CASES}) >= 60


@pytest.mark.parametrize(
    ("case", "line"), list(zip(CASES, LINES, strict=True)), ids=[f"{c[0]}: {c[2][:40]}" for c in CASES]
)
def test_what_an_officer_reads(case: tuple[str, str, str, str, str], line: str) -> None:
    with pytest.raises(BadInput) as caught:
        load_texts(office(**{case[0]: case[1:3]}), "rules")
    assert str(caught.value) == line


def test_all_faults_are_told_at_once_in_file_order() -> None:
    texts = office(
        plan=('lead = "Sở NN&MT"', 'laed = "x"'),
        rules=('at = "-15wd"', 'at = "15"'),
        calendar=("since = 2019", "sinse = 2019"),
    )
    with pytest.raises(BadInput) as caught:
        load_texts(texts, "rules")
    assert [str(p.place) for p in caught.value.problems] == [
        "rules/calendars/vietnam.toml:4",
        "rules/plans/kh-1.toml:14",
        "rules/reminders.toml:5",
    ]


def test_a_faulty_directory_does_not_make_every_name_unknown() -> None:
    with pytest.raises(BadInput) as caught:
        load_texts(office(agencies=('kind = "department"\naliases', 'kind = "departmnt"\naliases')))
    assert len(caught.value.problems) == 1


@pytest.mark.parametrize(("longest", "sound"), [(6, False), (11, False), (12, True), (13, True)])
def test_a_span_of_months_the_wrong_way_round_is_shown_where_its_end_stands(longest: int, sound: bool) -> None:
    extra = f"""
[[rule]]
id = "spare"
ladder = [{{ id = "a", at = "0", to = ["owner"], template = "today" }}]
[rule.select]
kind = "task"
min_months = 12
tags = ["nuoc"]
max_months = {longest}
"""
    texts = {**OFFICE, "reminders.toml": RULES + extra}
    if sound:
        load_texts(texts)
        return
    with pytest.raises(BadInput) as caught:
        load_texts(texts)
    line = (RULES + extra).count("\n")
    assert str(caught.value) == (
        f"reminders.toml:{line}: rule[spare].select.max_months: lies below min_months, so the rule takes nothing; "
        "swap them"
    )
