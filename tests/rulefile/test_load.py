# ruff: noqa: E501  (a table of cases is read by its rows)
"""From a folder or from stored texts to a catalogue: what is read and what is refused."""

import dataclasses
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from reminder.errors import BadInput
from reminder.rulefile import load, load_directory, load_texts
from tests.rulefile.office import AGENCIES, OFFICE, PLAN, office


def written(folder: Path, texts: dict[str, str]) -> Path:
    for path, text in texts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


def fault(folder: Path) -> str:
    with pytest.raises(BadInput) as caught:
        load(folder)
    return str(caught.value)


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


def test_what_a_file_leaves_open_is_open() -> None:
    assert [(rule.from_on, rule.until_on) for rule in load_texts(OFFICE).rules] == [(None, None), (None, None)]


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
    folder = written(
        tmp_path, office(plan=('focal = "Sở Nông nghiệp và Môi trường"', 'focal = "các sở"'), rules=('"-15wd"', '"x"'))
    )
    (folder / "calendars/vietnam.toml").write_text("[calendar")
    assert [line.split(": ")[0] for line in refused(load, folder)] == [
        "rules/calendars/vietnam.toml:1", "rules/reminders.toml:5",
    ]  # fmt: skip
    (folder / "calendars/vietnam.toml").write_text(OFFICE["calendars/vietnam.toml"])
    assert [line.split(": ")[0] for line in refused(load, folder)] == [
        "rules/plans/kh-1.toml:9", "rules/reminders.toml:5",
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
