# ruff: noqa: E501  (a table of cases is read by its rows)
"""From a folder or from stored texts to a catalogue: what is read, what is refused, what is warned of."""

import dataclasses
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from reminder.errors import BadInput
from reminder.rulefile import load, load_directory, load_texts
from tests.rulefile.office import AGENCIES, OFFICE, PLAN, RULES, office


def written(folder: Path, texts: dict[str, str]) -> Path:
    for path, text in texts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


def fault(folder: Path) -> str:
    with pytest.raises(BadInput) as caught:
        load(folder)
    return str(caught.value)


def warnings(texts: dict[str, str]) -> list[str]:
    return [str(w) for w in load_texts(texts).warnings]


def test_a_folder_and_its_texts_give_the_same(tmp_path: Path) -> None:
    catalogue = load(written(tmp_path / "rules", OFFICE))
    again = load_texts(dict(catalogue.texts))
    assert [path for path, _ in catalogue.texts] == sorted(OFFICE)
    assert (again.plans, again.rules, again.calendar) == (catalogue.plans, catalogue.rules, catalogue.calendar)
    assert again.texts == catalogue.texts
    assert str(catalogue.plans[0].place).startswith(f"{tmp_path}/rules/plans/kh-1.toml:")


def test_values_are_what_the_files_say() -> None:
    catalogue = load_texts(OFFICE)
    plan = catalogue.plans[0]
    assert (plan.id, plan.directory, plan.issuer, plan.focal) == ("kh-1", "tinh", "ubnd", "snnmt")
    task, quarterly, yearly = plan.obligations
    assert (task.id, task.lead.parties[0].id, task.reading.end) == ("kh-1/I.1", "snnmt", date(2026, 9, 30))
    assert quarterly.via.parties[0].id == "snnmt"
    assert yearly.compiles == ("kh-1/quy",)
    assert catalogue.directory.members("communes", date(2026, 1, 1)) == ("linh-son",)
    assert not catalogue.calendar.works(date(2026, 1, 2)) and catalogue.calendar.works(date(2026, 1, 10))


def test_no_folder_an_empty_one_and_a_file_in_its_place(tmp_path: Path) -> None:
    assert "there is no such folder; `reminder init` makes one" in fault(tmp_path / "none")
    (tmp_path / "empty").mkdir()
    lines = fault(tmp_path / "empty").splitlines()
    assert len(lines) == 3 and all("`reminder init` writes it" in line for line in lines)
    (tmp_path / "file").write_text("")
    assert "there is no such folder" in fault(tmp_path / "file")


def test_no_plans_yet_is_not_a_fault() -> None:
    texts = {path: text for path, text in OFFICE.items() if not path.startswith("plans/")}
    assert load_texts(texts).plans == ()


@pytest.mark.parametrize("missing", ["agencies/tinh.toml", "calendars/vietnam.toml", "reminders.toml"])
def test_what_an_office_cannot_do_without(missing: str) -> None:
    with pytest.raises(BadInput) as caught:
        load_texts({path: text for path, text in OFFICE.items() if path != missing}, "rules")
    assert len(caught.value.problems) == 1
    assert "`reminder init` writes it" in str(caught.value)


@pytest.mark.parametrize("only", [load, load_directory])
def test_a_folder_without_agencies_is_said_by_its_own_name(only: Callable[[Path], object], tmp_path: Path) -> None:
    sound = {path: text for path, text in OFFICE.items() if not path.startswith("agencies/")}
    with pytest.raises(BadInput) as raised:
        only(written(tmp_path / "rules", sound))
    (missing, *_) = [p for p in raised.value.problems if "agencies" in str(p)]
    assert (missing.place.path, missing.key) == (str(tmp_path / "rules"), "")
    assert "`reminder init` writes it" in str(missing)


def test_a_fixed_day_without_a_year_holds_since_the_present_labour_code() -> None:
    assert load_texts(office(calendar=("since = 2019, ", ""))).calendar == load_texts(OFFICE).calendar


def test_a_file_in_capitals_is_not_passed_over(tmp_path: Path) -> None:
    for path, text in OFFICE.items():
        file = tmp_path / path.replace("kh-1.toml", "KH-1.TOML")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    assert [plan.id for plan in load(tmp_path).plans] == ["kh-1"]


def test_files_as_editors_write_them(tmp_path: Path) -> None:
    folder = written(tmp_path, OFFICE)
    plan = folder / "plans/kh-1.toml"
    plan.write_bytes(b"\xef\xbb\xbf" + PLAN.replace("\n", "\r\n").encode())
    (folder / "agencies/tinh.toml").write_text(unicodedata.normalize("NFD", AGENCIES), "utf-8")
    (folder / ".plan.toml.swp").write_text("x")
    (folder / ".trash").mkdir()
    (folder / ".trash/old.toml").write_text("broken")
    (folder / "agencies/._thai-nguyen.toml").write_bytes(b"\0\5")  # as a Macintosh leaves it beside each file
    assert load(folder).plans == load_texts(OFFICE, str(folder)).plans
    assert load_directory(folder).registers == load(folder).directory.registers


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("[plan]\ntitle = 'Kế hoạch'".encode("utf-16"), "not UTF-8; save the file as UTF-8"),
        (b'[plan]\n# c\ntitle = "K\xea"', "kh-1.toml:3: not UTF-8"),
        (b"a = " + b"[" * 5000 + b"]" * 5000, "not valid TOML: nested too deep"),
        (b"a = " + b"9" * 5000, "not valid TOML: nested too deep or a number too long"),
        (b"#" * 8_000_001, "larger than 8 MB"),
        (b"\x00", "not valid TOML"),
        (b"", 'required key "plan" is missing'),
    ],
    ids=["utf-16", "latin-1", "nested", "number", "huge", "nul", "empty"],
)
def test_files_that_are_none(tmp_path: Path, data: bytes, words: str) -> None:
    folder = written(tmp_path, OFFICE)
    (folder / "plans/kh-1.toml").write_bytes(data)
    text = fault(folder)
    assert words in text and len(text.splitlines()) == 1


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    folder = written(tmp_path, OFFICE)
    (folder / "plans/kh-2.toml").mkdir()
    assert "kh-2.toml: cannot be read: " in fault(folder)


def test_a_folder_misspelt_is_said_not_skipped() -> None:
    with pytest.raises(BadInput) as caught:
        load_texts({**OFFICE, "plan/kh-2.toml": PLAN}, "rules")
    assert [str(p) for p in caught.value.problems] == [
        'rules/plan/kh-2.toml: the folder "plan" is not read; rule files stand in calendars, agencies, plans or on top'
        ' — did you mean "plans"?'
    ]


def test_one_id_in_two_files() -> None:
    with pytest.raises(BadInput) as caught:
        load_texts({**OFFICE, "plans/other.toml": PLAN}, "rules")
    (problem,) = caught.value.problems
    assert str(problem) == (
        'rules/plans/other.toml:2: plan.id: plan "kh-1" stands at rules/plans/kh-1.toml:1 too; give each its own id'
    )
    with pytest.raises(BadInput, match='directory "tinh" stands in two files'):
        load_texts({**OFFICE, "agencies/two.toml": AGENCIES})


def test_problems_carry_template_and_facts_for_other_languages() -> None:
    with pytest.raises(BadInput) as caught:
        load_texts(office(rules=('at = "-15wd"', 'at = "x"')))
    (problem,) = caught.value.problems
    assert problem.template.format(**dict(problem.facts)) == problem.message


def test_a_sound_office_warns_only_of_what_is_so() -> None:
    assert warnings(OFFICE) == [
        "agencies/tinh.toml:1: directory: 5 mailboxes are stand-ins (.example, .test, .invalid), delivered to a Maildir "
        "or a declared sink only; "
        "`reminder agencies import` brings the real ones",
        "calendars/vietnam.toml:6: calendar.days: the calendar is entered up to 2026; later dates know only weekends and fixed "
        "holidays",
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("agencies", 'contacts = [{ mailbox = "vt@ubnd.example" }]\n', "", "agency[ubnd]: UBND tỉnh has no contact"),
        ("plan", 'lead = "Sở NN&MT"\n', "", "task[I.1]: unassigned, nobody is late until a person assigns it: it names no lead"),
        ("plan", 'lead = "Sở NN&MT"', 'lead = "Sở NN&MT/ UBND các xã, phường"', "leaves a choice"),
        ("plan", 'lead = "Sở NN&MT"', 'lead = "Đề nghị Sở NN&MT"', "leaves a choice"),
        ("plan", 'lead = "Sở NN&MT"', 'lead = "Các đơn vị liên quan"', "names nobody in the directory"),
        ("plan", 'lead = "Sở NN&MT"', 'lead = "Tập đoàn Than"', "names nobody in the directory"),
        ("plan", 'timeframe = "Quý III/2026"\n', "", "task[I.1]: has no time; a person gives its date"),
        ("plan", 'focal = "Sở Nông nghiệp và Môi trường"\n', "", "plan.focal: no focal agency is named"),
        ("plan", '"Quý III/2026"', '"Trước 30/06//2026"', '"Trước 30/06//2026" is odd'),
        ("plan", '"Quý III/2026"', '"2021-2020"\nquiet = "in sai trong văn bản"', '"2021-2020" is not understood'),
        ("plan", '"trước ngày 31/12 hằng năm"', '"trước ngày 10/12 hằng năm"', "less than one working day after kh-1/quy is due (2026-12-09), yet due by 2026-12-09 itself"),
        ("plan", '"trước ngày 10/12 hằng năm"', '"trước ngày 15/12 hằng năm"', "suggestion: due by 2026-12-14, less than one working day behind the general data cut-off 2026-12-14 "),
        ("plan", '"trước ngày 10/12 hằng năm"', '"trước ngày 20/12/2026 (số liệu đến ngày 19/12/2026)"', "schedule: due by 2026-12-19, less than one working day behind the data cut-off 2026-12-19 that the plan states"),
        ("rules", 'to = ["owner"], template = "today"', 'to = ["via"], template = "today"', "ladder[d0]: reaches nobody: no row this rule takes has the role via"),
        ("rules", 'id = "first", at = "issued", to = ["owner"], template = "first"', 'id = "first", at = "review 15/11", to = ["owner"], template = "review"', "ladder[first]: never fires: only tasks have"),
        ("rules", '"-15wd", to = ["owner", "coordinator"]', '"0", to = ["owner", "coordinator"]', 'ladder[d15]: never fires for owner: step "d0"'),
        ("plan", '"Quý III/2026"', '"Thường xuyên"', "ladder[d15]: never fires: no row this rule takes has a date"),
        ("calendar", 'document = "12729/VPCP-KGVX" },\n]', 'status = "estimated" },\n]', "estimated days of 2026: 1"),
    ],
)  # fmt: skip
def test_warned_of(file: str, old: str, new: str, words: str) -> None:
    found = [w for w in warnings(office(**{file: (old, new)})) if words in w]
    assert len(found) == 1, warnings(office(**{file: (old, new)}))


@pytest.mark.parametrize(
    ("below", "above", "warned"),
    [
        # NĐ 09/2019/NĐ-CP, điều 8: a working day between the one and the one that gathers it
        ("chậm nhất ngày 09/12/2026", "chậm nhất ngày 09/12/2026", True),
        ("chậm nhất ngày 09/12/2026", "chậm nhất ngày 10/12/2026", False),
        ("chậm nhất ngày 11/12/2026", "chậm nhất ngày 13/12/2026", True),  # a weekend only
        ("chậm nhất ngày 11/12/2026", "chậm nhất ngày 14/12/2026", False),
        # and behind the general cut-off, Monday 14/12
        ("chậm nhất ngày 13/12 hằng năm", "chậm nhất ngày 31/12 hằng năm", False),  # it closes later: another's data
        ("chậm nhất ngày 14/12 hằng năm", "chậm nhất ngày 31/12 hằng năm", True),
        ("chậm nhất ngày 15/12 hằng năm", "chậm nhất ngày 31/12 hằng năm", False),
    ],
)
def test_a_working_day_behind_what_it_rests_on(below: str, above: str, warned: bool) -> None:
    plan = OFFICE["plans/kh-1.toml"].replace("trước ngày 10/12 hằng năm", below)
    texts = {**OFFICE, "plans/kh-1.toml": plan.replace("trước ngày 31/12 hằng năm", above)}
    assert any("less than one working day" in w for w in warnings(texts)) is warned


@pytest.mark.parametrize(
    ("timeframe", "fires"),
    [
        ("Quý III/2026", True), ("Quý IV/2025", True), ("hằng năm", True), ("trước ngày 10/12 hằng năm", True),
        ("trước ngày 30/6/2026, lần hai trước ngày 30/9/2026", True), ("Quý III/2026; từ năm 2027", True),
        ("trước ngày 20 tháng cuối quý và trước 20 tháng 11 năm 2026", True),
        ("15 ngày kể từ ngày ban hành Kế hoạch", True), ("Thường xuyên", False), ("từ năm 2027", False),
        ("Khi có yêu cầu", False),
    ],
)  # fmt: skip
def test_a_step_counted_from_a_date_fires_where_a_row_has_or_awaits_one(timeframe: str, fires: bool) -> None:
    told = warnings(office(plan=('"Quý III/2026"', f'"{timeframe}"')))
    assert any("rule[task].ladder[d15]: never fires" in w for w in told) is not fires, told


def test_what_a_file_leaves_open_is_open() -> None:
    assert [(rule.from_on, rule.until_on) for rule in load_texts(OFFICE).rules] == [(None, None), (None, None)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('lead = "Sở NN&MT"', 'quiet = "đã giao miệng"'),
        ('"trước ngày 10/12 hằng năm"', '"trước ngày 15/12 hằng năm"\nquiet = "UBND tỉnh chốt số liệu 30/11"'),
    ],
)
def test_a_warning_about_a_row_is_quieted_in_the_row(old: str, new: str) -> None:
    assert warnings(office(plan=(old, new))) == warnings(OFFICE)


REAL = "so.tinh-mau.gov.vn"  # as no stand-in ends


@pytest.mark.parametrize(
    ("real", "said"),
    [
        ((), "5 mailboxes are stand-ins"), (("vt@ubnd.example",), "4 mailboxes are stand-ins"),
        (("gd@snnmt.example",), "4 mailboxes are stand-ins"), (("vt@stnmt.example",), "5 mailboxes are stand-ins"),
        (("vt@ubnd.example", "vt@snnmt.example", "gd@snnmt.example", "vt@linhson.example", "vt@donghy.example"), ""),
    ],
)  # fmt: skip
def test_mailboxes_that_only_stand_in_are_counted_while_their_body_stands(real: tuple[str, ...], said: str) -> None:
    texts = dict(OFFICE)
    for box in real:
        texts["agencies/tinh.toml"] = texts["agencies/tinh.toml"].replace(box, box.split("@")[0] + f"@{REAL}")
    told = [w for w in warnings(texts) if "stand-ins" in w]
    assert [said in w for w in told] == [True] * bool(said)


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("UBND phường Linh Sơn", "linh-son"),
        ("phường Linh Sơn", "linh-son"),
        ("UBND xã Đồng Hỷ", "dong-hy"),
        ("xã Đồng Hỷ", "dong-hy"),
        ("UBND TT Chùa Hang", "dong-hy"),
    ],
)
def test_a_commune_is_known_with_and_without_its_committee_and_by_its_other_names(name: str, id_: str) -> None:
    files = office(
        agencies=('id = "dong-hy", ', 'id = "dong-hy", from = 2025-09-01, aliases = ["UBND TT Chùa Hang"], ')
    )
    directory = load_texts(files).directory
    assert [p.id for p in directory.resolve(name, date(2026, 1, 1), "tinh").parties] == [id_]
    one = directory.agency(id_)
    began = date(2025, 7, 1) if id_ == "linh-son" else date(2025, 9, 1)
    assert (one.kind, one.superior, one.from_on) == ("commune", "ubnd", began)


def test_two_rules_with_the_same_right() -> None:
    second = RULES[: RULES.index("\n[[rule]]")].replace('id = "task"', 'id = "task-b"')
    texts = {**OFFICE, "reminders.toml": RULES + "\n" + second}
    found = [w for w in warnings(texts) if "with the same right" in w]
    assert len(found) == 1 and 'takes kh-1/I.1 with the same right as rule "task"' in found[0]
    apart = second.replace('select = { kind = "task" }', 'select = { kind = "task" }\nfrom = 2027-01-01')
    before = RULES.replace('select = { kind = "task" }', 'select = { kind = "task" }\nuntil = 2026-12-31')
    assert warnings({**OFFICE, "reminders.toml": before + "\n" + apart}) == warnings(OFFICE)
    overlap = RULES + "\n" + apart
    assert [w for w in warnings({**OFFICE, "reminders.toml": overlap}) if "same right" in w]


def test_owner_and_head_are_told_apart() -> None:
    step = '{ id = "d0", at = "0", to = ["owner"], template = "today" }'
    both = step.replace('["owner"]', '["owner", "head"]')
    assert not any("ladder[d0]" in w for w in warnings(office(rules=(step, both))))
    apart = f"{step},\n{step.replace('d0', 'h0').replace('owner', 'head')}"
    assert not any("ladder[d0]" in w for w in warnings(office(rules=(step, apart))))


def test_a_date_behind_its_plans_last_day_is_named() -> None:
    ended = {
        k: v.replace("[plan]\n", "[plan]\nuntil = 2026-06-30\n", 1) if k.startswith("plans/") else v
        for k, v in OFFICE.items()
    }
    found = [w for w in warnings(ended) if "behind the plan's last day" in w]
    assert found and all("2026-06-30" in w for w in found)


def test_a_superior_nobody_has() -> None:
    told = ('to = ["owner"], template = "today"', 'to = ["superior"], template = "today"')
    assert warnings(office(rules=told)) == warnings(OFFICE)
    alone = office(rules=told, agencies=('superior = "ubnd"\nfrom = 2025-03-01', "from = 2025-03-01"))
    assert any("ladder[d0]: reaches nobody: no row this rule takes has the role superior" in w for w in warnings(alone))


REPORTS = RULES[RULES.index('[[rule]]\nid = "report"') :]
TWIN = """
[[rule]]
id = "{id}"
select = {{ kind = "task" }}
{days}
ladder = [{{ id = "d1", at = "-1wd", to = ["owner"], template = "coming" }}]
"""


@pytest.mark.parametrize(
    ("first", "second", "clash"),
    [
        ("", "", True),
        ("until = 2026-06-30", "", True),
        ("until = 2026-06-30", "from = 2026-07-01", False),
        ("until = 2026-06-30", "from = 2026-06-30", True),
        ("until = 2026-07-01", "from = 2026-06-30", True),
        ("from = 2026-06-30", "", True),
        ("until = 2026-06-30", "until = 2026-12-31", True),
        ("until = 2026-06-30", "from = 2026-06-30\nuntil = 2026-06-30", True),  # one of them never has its day
        ("from = 2026-06-30", "from = 2026-06-30\nuntil = 2026-06-30", True),
    ],
)
def test_two_rules_with_the_same_right_clash_on_the_days_both_hold(first: str, second: str, clash: bool) -> None:
    for one, other in ((first, second), (second, first)):  # whichever stands first
        extra = TWIN.format(id="one", days=one) + TWIN.format(id="other", days=other)
        told = warnings({**OFFICE, "reminders.toml": REPORTS + extra})
        assert any('with the same right as rule "one"' in w for w in told) is clash, told


@pytest.mark.parametrize(("silent", "one_by_one"), [(1, True), (12, True), (13, False)])
def test_many_agencies_without_a_contact_are_told_in_one_line(silent: int, one_by_one: bool) -> None:
    rows = "".join(f'[[agency]]\nid = "s{n}"\nname = "Sở Thứ {n}"\nkind = "board"\n\n' for n in range(silent))
    told = [w for w in warnings({**OFFICE, "agencies/tinh.toml": AGENCIES.replace("[communes]", rows + "[communes]")})
            if "no contact" in w]  # fmt: skip
    assert len(told) == (silent if one_by_one else 1)
    assert (
        any(f"{silent} agencies have no contact (Sở Thứ 0, Sở Thứ 1, Sở Thứ 2, …)" in w for w in told) is not one_by_one
    )


def test_a_rule_that_takes_nothing() -> None:
    extra = '\n[[rule]]\nid = "spare"\nselect = { kind = "task", min_months = 900 }\nladder = [{ id = "a", at = "0", to = ["owner"], template = "today" }]\n'
    assert any(
        "rule[spare]: takes no row of any plan" in w for w in warnings({**OFFICE, "reminders.toml": RULES + extra})
    )


def test_a_second_calendar_adds_a_provinces_own_days() -> None:
    own = '[calendar]\nid = "tinh"\ndays = [{ on = 2026-03-16, kind = "off_local", name = "Ngày hội", document = "5/QĐ-UBND" }]\n'
    calendar = load_texts({**OFFICE, "calendars/tinh.toml": own}).calendar
    assert not calendar.works(date(2026, 3, 16)) and not calendar.works(date(2026, 1, 2))


def test_places_do_not_count_in_comparing() -> None:
    plan = load_texts(OFFICE).plans[0]
    assert plan == dataclasses.replace(load_texts({**OFFICE, "plans/kh-1.toml": "\n\n" + PLAN}).plans[0])


def refused(load_: Callable[[Path], object], folder: Path) -> list[str]:
    with pytest.raises(BadInput) as caught:
        load_(folder)
    return [str(p).replace(str(folder), "rules") for p in caught.value.problems]


def test_the_agencies_alone(tmp_path: Path) -> None:
    """For who needs no plan: nothing else is read, and what is wrong with them is told as ever."""
    folder = written(tmp_path, {"agencies/tinh.toml": AGENCIES, "plans/kh-1.toml": "broken"})
    assert [r.id for r in load_directory(folder).registers] == ["tinh"]
    (folder / "agencies/zwei.toml").write_bytes(b"\xff")
    (folder / "agencies/drei.toml").write_text("x = ")
    (folder / "agencies/vier.toml").write_text("x = 1")
    assert refused(load_directory, folder) == [
        "rules/agencies/drei.toml:1: not valid TOML: Invalid value; text stands in quotes, a date as 2026-12-15, each "
        "key once",
        'rules/agencies/vier.toml: directory: required key "directory" is missing; add it to this table',
        'rules/agencies/vier.toml:1: x: unknown key "x"; known here: directory, agency, communes, group, succession',
        "rules/agencies/zwei.toml:1: not UTF-8; save the file as UTF-8",
    ]
    none = tmp_path / "none"
    assert refused(load_directory, none) == [
        "rules: no directory of agencies; add agencies/<province>.toml, as `reminder init` writes it"
    ]


def test_what_is_missing_is_told_by_kind(tmp_path: Path) -> None:
    assert refused(load, written(tmp_path, {"plans/kh-1.toml": PLAN})) == [
        "rules: no calendar; add calendars/vietnam.toml, as `reminder init` writes it",
        "rules: no directory of agencies; add agencies/<province>.toml, as `reminder init` writes it",
        "rules: no ladder; add reminders.toml, as `reminder init` writes it",
    ]
    with pytest.raises(BadInput) as caught:
        load_texts({})
    assert {p.place.path for p in caught.value.problems} == {"rules"}
    without = {path: text for path, text in OFFICE.items() if not path.startswith("plans/")}
    assert load_texts(without).plans == ()


def test_how_large_a_file_may_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = written(tmp_path, OFFICE)
    largest = max(file.stat().st_size for file in folder.rglob("*.toml"))
    monkeypatch.setattr("reminder.rulefile.reading.load._LARGEST", largest)
    assert load(folder)
    monkeypatch.setattr("reminder.rulefile.reading.load._LARGEST", largest - 1)
    (line,) = refused(load, folder)
    assert line == "rules/agencies/tinh.toml: larger than 8 MB, so not a rule file; take it out of this folder"


def test_a_fault_in_one_file_hides_none_of_another(tmp_path: Path) -> None:
    folder = written(tmp_path, office(plan=('lead = "Sở NN&MT"', 'lead = "Sở Lạ"'), rules=('"-15wd"', '"x"')))
    (folder / "calendars/vietnam.toml").write_text("[calendar")
    assert [line.split(": ")[0] for line in refused(load, folder)] == [
        "rules/calendars/vietnam.toml:1", "rules/reminders.toml:5",
    ]  # fmt: skip
    (folder / "calendars/vietnam.toml").write_text(OFFICE["calendars/vietnam.toml"])
    assert [line.split(": ")[0] for line in refused(load, folder)] == [
        "rules/plans/kh-1.toml:14", "rules/reminders.toml:5",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("plan/x.toml", 'the folder "plan" is not read; rule files stand in calendars, agencies, plans or on top — did '
         'you mean "plans"?'),
        ("zzz/x.toml", 'the folder "zzz" is not read; rule files stand in calendars, agencies, plans or on top'),
        ("plans/a/x.toml", 'the folder "plans/a" is not read; rule files stand in calendars, agencies, plans or on top — '
         'did you mean "plans"?'),
    ],
)  # fmt: skip
@pytest.mark.parametrize("root", ["", "rules"])
def test_where_rule_files_stand(path: str, said: str, root: str) -> None:
    with pytest.raises(BadInput) as caught:
        load_texts({**OFFICE, path: ""}, root)
    assert str(caught.value) == f"{f'{root}/' if root else ''}{path}: {said}"
