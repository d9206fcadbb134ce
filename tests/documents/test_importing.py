"""Rows joined with names and phrases: ids, readings, JSON keys, and a plan file that loads clean."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from reminder.directory.agency import Agency, Group
from reminder.directory.directory import Directory
from reminder.directory.register import Register
from reminder.engine.importing.imported import Imported
from reminder.engine.importing.plan import import_plan
from reminder.engine.importing.plan_json import as_json as import_json
from reminder.engine.importing.plan_rows import plan_text
from reminder.errors import BadInput
from tests.documents.office_files import para, row, run, tasks, word
from tests.documents.papers import DATA, PAPERS
from tests.documents.plans import QUANG_NINH, TN_247, TN_2011
from tests.servers.needs import PLANS, needs_plans

TODAY = date(2026, 11, 22)
TASK_KEYS = [
    "id", "stt", "section", "title", "output", "lead_raw", "coordinators_raw", "approver_raw", "funding_raw",
    "timeframe_raw", "lead", "coordinators", "timeframe", "inherited", "line", "problems",
]  # fmt: skip
PLAN_KEYS = ["id", "directory", "number", "issued", "issued_on", "title", "issuer", "focal"]
REPORT_KEYS = ["id", "owed_by_raw", "to_raw", "via_raw", "schedule_raw", "schedule", "quote", "line", "problems"]


def directory() -> Directory:
    names = ("Sở Khoa học và Công nghệ", "Sở Tài chính", "Công an tỉnh", "Văn phòng UBND tỉnh")
    agencies = [Agency(f"bm-{n}", name, "department") for n, name in enumerate(names)]
    agencies += [
        Agency("bm-ubnd", "UBND tỉnh Bình Mẫu", "province", ("UBND tỉnh",)),
        Agency("bm-kcn", "Ban Quản lý các khu công nghiệp tỉnh", "board"),
        Agency("bm-xa-an", "UBND xã An", "commune"),
    ]
    groups = (
        Group("bm-so", "Các sở, ban, ngành", kinds=("department", "board")),
        Group("bm-xa", "UBND các xã, phường", kinds=("commune",)),
    )
    return Directory((Register("binh-mau", "Bình Mẫu", 99, tuple(agencies), groups),))


def imported(name: str) -> Imported:
    return import_plan(DATA / name, directory(), TODAY)


def test_ids_and_readings() -> None:
    plan = imported("plan.docx")
    assert (plan.plan, plan.register, plan.focal) == ("bm-45-2026", "binh-mau", "Sở Khoa học và Công nghệ")
    assert [t.id for t in plan.tasks] == ["I.1", "I.2", "I.3", "II.1", "II.2"]
    assert plan.tasks[0].timeframe.end == date(2026, 6, 30)
    assert [p.id for p in plan.tasks[1].lead.parties] == ["bm-0"]
    assert [p.id for p in plan.tasks[0].coordinators.parties] == ["bm-so", "bm-xa"]
    assert plan.tasks[2].coordinators.parties == ()
    assert [d.id for d in plan.duties] == ["plan", "report-half-year", "report-annual"]
    assert plan.duties[2].compiles == ("report-half-year",)


@pytest.mark.parametrize("name", [n for n in PAPERS if not n.endswith("xlsx")])
def test_every_layout_becomes_the_same_plan(name: str) -> None:
    def body(plan: Imported) -> list[tuple[object, ...]]:
        tasks = [(t.id, t.lead.parties, t.coordinators.parties, t.timeframe) for t in plan.tasks]
        return [*tasks, *((d.id, d.owed_by.parties, d.schedule, d.compiles) for d in plan.duties)]

    assert body(imported(name)) == body(imported("plan.docx"))


def test_what_a_reader_did_not_see_is_told_with_its_place(tmp_path: Path) -> None:
    gone = (para(run(text, "<w:strike/>")) for text in ("Rà soát vườn ươm", "Sở Tài chính", "Quý I/2026"))
    title, lead, when = gone
    path = tmp_path / "plan.docx"
    path.write_bytes(
        word(tasks(row("1", title, lead, "", when), row("2", "Trồng cây", "Công an tỉnh", "", "Quý II/2026")))
    )
    plan = import_plan(path, directory(), TODAY)
    assert [task.row.title for task in plan.tasks] == ["Trồng cây"]
    told = [str(problem) for problem in plan.problems("vi")]
    assert any("bảng 1, hàng 2" in line and "Rà soát vườn ươm … Sở Tài chính … Quý I/2026" in line for line in told)


def test_json_has_the_promised_keys() -> None:
    data = import_json(imported("plan-tab-led.txt"), "vi")
    assert list(data) == ["plan", "tasks", "reports", "background", "unplaced", "assumed", "problems"]
    assert list(data["plan"]) == PLAN_KEYS
    assert all(list(task) == TASK_KEYS for task in data["tasks"])
    assert all(list(report) == REPORT_KEYS for report in data["reports"])
    assert data["tasks"][0]["id"] == "bm-45-2026/I.1" and isinstance(data["tasks"][0]["line"], int)
    assert data["reports"][2]["schedule"]["recurrence"] == {"freq": "yearly", "n": 1}
    assert import_json(imported("plan.pdf"), "vi")["tasks"][0]["line"] != 0


def test_unknown_names_are_told_once_with_their_place() -> None:
    plan = imported("plan-tab-led.txt")
    assert "Ủy ban MTTQ Việt Nam tỉnh" not in plan.unknown
    without = Directory((Register("binh-mau", "Bình Mẫu", 99),))
    bare = import_plan(DATA / "plan-tab-led.txt", without, TODAY)
    assert "Sở Tài chính" in bare.unknown
    assert len(bare.unknown) == len(set(bare.unknown))
    assert any(p.place.line for p in bare.problems("vi"))


def test_without_a_directory_everything_printed_is_kept() -> None:
    plan = import_plan(DATA / "plan.docx", Directory(()), TODAY)
    assert plan.tasks[0].lead.raw == "Sở Khoa học và Công nghệ" and plan.tasks[0].lead.parties == ()


def test_the_plan_file_survives_its_own_reimport() -> None:
    plan = imported("plan.docx")
    text = plan_text(plan).text
    again = plan_text(plan, text)
    assert (again.text, again.changes, again.by_hand) == (text, (), {})
    data = tomllib.loads(text)
    assert data["task"][1]["inherited"] == ["lead", "coordinators"]
    assert "coordinators" not in data["task"][2]


def test_another_form_of_the_same_plan_only_moves_the_sources() -> None:
    text = plan_text(imported("plan.docx")).text
    changes = plan_text(imported("plan-tab-led.txt"), text).changes
    # The line of a question (a limit among the recipients) moves too.
    assert {(c.what, c.key) for c in changes} == {("changed", "source"), ("changed", "line")}


@needs_plans
@pytest.mark.parametrize("name", [QUANG_NINH, TN_247, TN_2011])
def test_the_plans_become_files_that_load(name: str) -> None:
    from reminder.rulefile import load, load_texts

    rules = Path(__file__).parents[2] / "rules"
    catalogue = load(rules)
    plan = import_plan(PLANS / f"{name}.docx", catalogue.directory, TODAY)
    text = plan_text(plan).text
    shipped = {path: body for path, body in catalogue.texts if not path.startswith("plans/")}
    try:
        loaded = load_texts({**shipped, "plans/imported.toml": text})
    except BadInput as refused:
        # Names that the import has already asked for are all that may be missing.
        assert {str(p.template).split(" is ")[0] for p in refused.problems} == {'"{name}"'}
        assert len(refused.problems) == len(plan.unknown)
    else:
        assert len(loaded.plans[0].obligations) == len(plan.tasks) + len(plan.duties)
        assert plan.unknown == ()


COMMUNES = "UBND các xã, phường báo cáo kết quả"
GATHERED = "Sở Tài chính tổng hợp, báo cáo UBND tỉnh trước ngày 20/12 hằng năm."


@pytest.mark.parametrize(
    ("below", "above", "gathers"),
    [
        (f"{COMMUNES} về Sở Tài chính trước ngày 10/12 hằng năm.", GATHERED, True),
        (f"{COMMUNES} về UBND tỉnh (qua Sở Tài chính) trước ngày 10/12 hằng năm.", GATHERED, True),
        (f"{COMMUNES} về Sở Tài chính (qua Công an tỉnh) trước ngày 10/12 hằng năm.", GATHERED, False),
        (f"{COMMUNES} về Công an tỉnh trước ngày 10/12 hằng năm.", GATHERED, False),
        (f"{COMMUNES} trước ngày 10/12 hằng năm.", GATHERED, False),
        ("UBND các xã, phường gửi Sở Tài chính nhu cầu trước ngày 10/12 hằng năm.", GATHERED, False),
        ("Sở Tài chính, Công an tỉnh báo cáo Sở Tài chính trước ngày 10/12 hằng năm.", GATHERED, False),
        (
            f"{COMMUNES} về Sở Tài chính trước ngày 10/12 hằng năm.",
            "Sở Tài chính, Công an tỉnh báo cáo UBND tỉnh trước ngày 20/12 hằng năm.", False,
        ),
        (
            f"{COMMUNES} về Sở Tài chính trước ngày 10/12 hằng năm.",
            "Sở Tài chính trình UBND tỉnh dự toán trước ngày 20/12 hằng năm.", False,
        ),
    ],
)  # fmt: skip
def test_a_report_gathers_those_that_go_to_its_one_author(
    below: str, above: str, gathers: bool, tmp_path: Path
) -> None:
    (tmp_path / "plan.txt").write_text(f"KẾ HOẠCH\n\n1. {below}\n\n2. {above}\n", "utf-8")
    first, second = import_plan(tmp_path / "plan.txt", directory(), TODAY).duties
    assert (first.compiles, second.compiles) == ((), (first.id,) * gathers)


@needs_plans
def test_what_a_sentence_says_much_like_a_row_is_asked_with_the_row() -> None:
    plan = import_plan(PLANS / f"{QUANG_NINH}.txt", Directory(()), TODAY)
    assert [(one.like, one.row, one.spot.n) for one in plan.unplaced if one.why == "like-row"] == [
        ("IV.21", "", 56), ("IV.23", "", 58), ("IV.26", "", 60), ("14", "", 83),
    ]  # fmt: skip
    assert [d.id for d in plan.duties if d.row.kind == "task"] == ["II.B.6.1", "IV.19.3"]
