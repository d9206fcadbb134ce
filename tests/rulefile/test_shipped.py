"""The files an office starts from: sound, complete, and true to the documents they were taken from."""

import re
import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest

from reminder.core.catalogue import Catalogue
from reminder.rulefile import load
from reminder.rulefile.writing import new_files
from tests.servers.needs import PLANS, needs_plans

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load(ROOT / "rules")


def test_what_is_warned_of_is_what_the_documents_leave_open(shipped: Catalogue) -> None:
    named = {(Path(w.place.path).name, w.key) for w in shipped.warnings if w.key.startswith(("task", "report"))}
    assert {row for row in named if row[0].startswith("tn-")} == {
        ("tn-125-2025.toml", "task[II.3]"),
        ("tn-125-2025.toml", "task[II.4]"),
        *(("tn-247-2026.toml", f"task[II.2.{n}]") for n in range(1, 7)),
        ("tn-247-2026.toml", "report[report-annual]"),  # "Thủ trưởng các đơn vị có liên quan" beside those it names
        ("tn-247-2026.toml", "report[report-annual].schedule"),
        ("tn-programmes-2011-2020.toml", "task[I.2]"),  # "Sở TN&MT và các DN"
    }
    assert not [w for w in shipped.warnings if Path(w.place.path).name == "reminders.toml"]


def test_who_owes_the_yearly_report(shipped: Catalogue) -> None:
    report = shipped.obligation_of["tn-247-2026/report-annual"]
    assert [(p.kind, p.id) for p in report.lead.parties] == [
        ("group", "tn-departments"),
        ("group", "tn-communes"),
        ("unspecific", ""),
    ]
    on = date(2026, 12, 15)
    assert len(shipped.directory.members("tn-communes", on)) == 92
    departments = shipped.directory.members("tn-departments", on)
    assert len(departments) == 14
    assert {"tn-snnmt", "tn-sdttg", "tn-thanhtra", "tn-vp", "tn-bqlkcn"} <= set(departments)
    assert not {"tn-stnmt", "tn-bdt"} & set(departments)
    assert report.lead.choice is False
    assert [d.on for d in report.reading.due(date(2026, 5, 1), date(2028, 12, 31))] == [
        date(year, 12, 15) for year in (2026, 2027, 2028)
    ]
    assert shipped.obligation_of["tn-247-2026/report-ministry"].compiles == (report.id,)


def test_whoever_leads_an_office_or_a_district_of_quang_ninh_is_meant_by_all(shipped: Catalogue) -> None:
    plan, (party,) = date(2018, 1, 15), shipped.obligation_of["qn-theme-2018/plan"].lead.parties
    members = {shipped.directory.agency(a).name for a in shipped.directory.members(party.id, plan)}
    assert (party.raw, party.id) == ("Người đứng đầu các cơ quan, đơn vị, địa phương", "qn-all")
    assert {"Sở Xây dựng", "Sở Tài nguyên và Môi trường", "UBND thành phố Hạ Long", "UBND huyện Ba Chẽ"} <= members
    of = shipped.directory.members
    assert set(of("qn-all", plan)) == set(of("qn-departments", plan)) | set(of("qn-districts", plan))
    now = date(2026, 5, 1)
    assert set(of("qn-all", now)) == set(of("qn-departments", now)) | set(of("qn-communes", now))


def test_undated_month_means_its_last_day(shipped: Catalogue) -> None:
    plan = shipped.plan_of["tn-247-2026"]
    assert (plan.issued_raw, plan.issued_on) == ("ngày … tháng 4 năm 2026", None)
    assert (plan.reckoned.on, plan.reckoned.missing) == (date(2026, 4, 30), "day")


@needs_plans
def test_the_2025_plan_says_what_its_table_says() -> None:
    """Cells, order, lines, and the eight blank merged cells taken from above."""
    rows = tomllib.loads((ROOT / "rules/plans/tn-125-2025.toml").read_text("utf-8"))["task"]
    lines = (PLANS / "thai-nguyen-125-kh-ubnd-2025.txt").read_text("utf-8").split("\n")
    assert len(rows) == 11
    above = {"lead": "", "coordinators": ""}
    for row in rows:
        cells = [c.strip() for c in lines[int(row["source"].removeprefix("dòng ")) - 1].split("\t")]
        printed = dict(zip(("stt", "title", "output", "lead", "coordinators", "timeframe"), cells, strict=True))
        printed["title"] = printed["title"].removesuffix(" ⁴")
        blank = [key for key in above if not printed[key]]
        assert row.get("inherited", []) == blank
        for key in above:
            above[key] = printed[key] = printed[key] or above[key]
        assert {key: row[key] for key in printed} == printed
    assert sum(len(row.get("inherited", [])) for row in rows) == 8


@needs_plans
def test_the_2026_plan_quotes_its_document() -> None:
    file = tomllib.loads((ROOT / "rules/plans/tn-247-2026.toml").read_text("utf-8"))
    lines = (PLANS / "thai-nguyen-247-2025-qh15-plan-2026.txt").read_text("utf-8").replace("*", "").split("\n")
    for row in [*file["task"], *file["report"]]:
        line = " ".join(lines[int(n) - 1] for n in re.findall(r"dòng (\d+)", row["source"]))
        assert row.get("quote", row["title"]) in line
        for key in ("owed_by", "schedule"):
            assert row.get(key, "") in line
    assert len(file["task"]) == 6 and all("lead" not in row for row in file["task"])
    assert all(row["timeframe"] in lines[78] for row in file["task"])


@pytest.mark.parametrize(
    ("on", "works"),
    [
        (date(2018, 12, 31), False),  # swapped with 5/1/2019
        (date(2019, 1, 5), True),
        (date(2024, 4, 29), False),  # 2450/VPCP-KGVX
        (date(2024, 5, 4), True),
        (date(2025, 1, 27), False),
        (date(2025, 2, 3), True),
        (date(2025, 5, 2), False),
        (date(2025, 4, 26), True),
        (date(2026, 1, 2), False),  # 12729/VPCP-KGVX, missing in holidays 0.109
        (date(2026, 1, 10), True),
        (date(2026, 2, 16), False),
        (date(2026, 2, 20), False),
        (date(2026, 2, 23), True),
        (date(2026, 4, 27), False),
        (date(2026, 8, 22), True),
        (date(2026, 8, 31), False),
        (date(2026, 9, 1), False),
        (date(2026, 11, 24), False),  # Nghị quyết 28/2026/QH16
        (date(2025, 11, 24), True),
        (date(2026, 11, 23), True),
        (date(2027, 2, 3), True),
        (date(2027, 2, 4), False),  # 10065/VPCP-KGVX: seven days
        (date(2027, 2, 10), False),
        (date(2027, 2, 11), True),
        (date(2027, 5, 3), False),
        (date(2027, 9, 1), True),
        (date(2027, 9, 3), False),
        (date(2027, 9, 6), True),
        (date(2028, 11, 24), False),  # past the entered years: fixed holidays only
        (date(2028, 1, 26), True),
    ],
)
def test_days(shipped: Catalogue, on: date, works: bool) -> None:
    assert shipped.calendar.works(on) is works


def test_no_year_entered_rests_on_estimates(shipped: Catalogue) -> None:
    assert shipped.calendar.horizon == 2027
    assert shipped.calendar.estimated(date(2018, 1, 1), date(2027, 12, 31)) == ()
    assert shipped.calendar.sure(date(2018, 1, 1), date(2027, 12, 31))
    assert not [w for w in shipped.warnings if "estimated" in w.message]


def test_the_weekdays_off_in_2027_and_what_says_so(shipped: Catalogue) -> None:
    rows = shipped.calendar.skipped(date(2027, 1, 1), date(2027, 12, 31))
    off = {row.on: row.document.partition(" ")[0] for row in rows}
    assert off == {
        date(2027, 1, 1): "Bộ",
        **{date(2027, 2, day): "10065/VPCP-KGVX" for day in (4, 5, 8, 9, 10)},
        date(2027, 4, 16): "Bộ",
        date(2027, 4, 30): "Bộ",
        date(2027, 5, 3): "Bộ",  # for Saturday 1 May
        date(2027, 9, 2): "Bộ",
        date(2027, 9, 3): "10065/VPCP-KGVX",
        date(2027, 11, 24): "Nghị",
    }
    assert not [row for row in shipped.calendar.year(2027) if row.kind in ("off_swap", "work_swap")]


def test_the_swap_of_august_2026_is_in_the_notice_of_the_year(shipped: Catalogue) -> None:
    rows = {row.on: row for row in shipped.calendar.year(2026)}
    for on, kind in (
        (date(2026, 8, 22), "work_swap"), (date(2026, 8, 31), "off_swap"), (date(2026, 9, 1), "holiday"),
    ):  # fmt: skip
        assert (rows[on].kind, rows[on].document) == (kind, "9441/TB-BNV ngày 16/10/2025")


@pytest.mark.parametrize(
    ("name", "month", "day"),
    [
        ("28 Tết", 12, 28), ("29 Tết", 12, 29), ("Tết Nguyên Đán", 1, 1), ("Mùng hai Tết Nguyên Đán", 1, 2),
        ("Mùng ba Tết Nguyên Đán", 1, 3), ("Mùng bốn Tết Nguyên Đán", 1, 4), ("Mùng năm Tết Nguyên Đán", 1, 5),
        ("Ngày Giỗ Tổ Hùng Vương", 3, 10),
    ],
)  # fmt: skip
def test_a_day_off_with_a_lunar_name_is_that_lunar_day(shipped: Catalogue, name: str, month: int, day: int) -> None:
    named = [row.on for row in shipped.calendar.rows if row.name == name]
    assert named
    assert named == [shipped.calendar.lunar.solar(on.year - (month == 12), month, day) for on in named]


def test_new_years_eve_is_the_day_before_tet(shipped: Catalogue) -> None:
    eves = [row.on for row in shipped.calendar.rows if row.name == "Giao thừa Tết Nguyên Đán"]
    assert [on + timedelta(1) for on in eves] == [shipped.calendar.lunar.tet(year) for year in range(2018, 2028)]


def test_succession_in_thai_nguyen(shipped: Catalogue) -> None:
    directory, on = shipped.directory, date(2026, 5, 1)
    cast = directory.resolve("Sở TN&MT", on, "thai-nguyen")
    (party,) = cast.parties
    assert (party.raw, party.id, party.via[0].basis) == (
        "Sở TN&MT",
        "tn-snnmt",
        "Nghị quyết 190/2025/QH15; Nghị định 45/2025/NĐ-CP",
    )
    assert directory.successor("tn-skhdt", on).agencies == ("tn-stc",)
    assert directory.successor("tn-sldtbxh", on).share == "split"
    assert directory.successor("tn-sxd", on).share == "same"
    assert directory.successor("tn-h-vo-nhai", on).agencies == ()


def test_every_body_can_be_reached(shipped: Catalogue) -> None:
    for register in shipped.directory.registers:
        for agency in register.agencies:
            assert agency.contacts and agency.contacts[0].mailbox.endswith(".example")


@pytest.mark.parametrize(("register", "communes"), [("thai-nguyen", 92), ("quang-ninh", 54)])
def test_communes_are_the_official_ones(shipped: Catalogue, register: str, communes: int) -> None:
    found = shipped.directory.register(register)
    text = new_files.commune_rows(found.province, "tn" if communes == 92 else "qn")
    rows = tomllib.loads(f"rows = [\n{text}]")["rows"]
    assert len(rows) == communes
    shipped_ids = {a.id: a.name for a in found.agencies if a.kind == "commune"}
    assert shipped_ids == {row["id"]: row["name"] for row in rows}


def test_names_that_differ_by_a_mark_keep_apart(shipped: Catalogue) -> None:
    for name, id_ in (("UBND xã Văn Lang", "tn-xa-van-lang-02143"), ("UBND xã Văn Lăng", "tn-xa-van-lang-05665")):
        assert [p.id for p in shipped.directory.resolve(name, date(2026, 1, 1), "thai-nguyen").parties] == [id_]


def test_a_province_nobody_knows() -> None:
    with pytest.raises(ValueError, match="99"):
        new_files.commune_rows(99, "x")
