"""Thái Nguyên's real plans of 2025 and 2026, as the officer sees them on 22/11/2026."""

from collections import Counter
from typing import Any

import pytest
from icalendar import Calendar

from tests.journeys.desk import Desk, address, header, text_of

PREVIEW = ("preview", "--at", "2026-11-22", "--days", "60", "--format", "json")
KEYS = [
    "obligation", "plan", "kind", "title", "agency", "agency_name", "role", "period", "due_on", "bound", "last_on",
    "target_on", "late_from", "days_left", "status",
]  # fmt: skip


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    ran = Desk(tmp_path_factory.mktemp("province")).run(*PREVIEW)
    assert ran.status == 0
    rows: list[dict[str, Any]] = ran.json
    return rows


def test_every_row_has_the_contracts_keys(rows: list[dict[str, Any]]) -> None:
    assert all(list(row) == KEYS for row in rows)


def test_the_yearly_report_is_owed_once_by_each_commune_and_department(rows: list[dict[str, Any]]) -> None:
    due = [r for r in rows if r["due_on"] == "2026-12-15" and r["role"] == "lead"]
    owing = Counter(r["agency"] for r in due)
    assert set(owing.values()) == {1}
    communes = [r for r in due if r["agency_name"].startswith(("UBND xã", "UBND phường"))]
    assert len(communes) == 92
    departments = {r["agency_name"] for r in due} - {r["agency_name"] for r in communes}
    assert departments == {
        "Văn phòng UBND tỉnh", "Sở Xây dựng", "Sở Tài chính", "Sở Công Thương", "Sở Khoa học và Công nghệ",
        "Sở Văn hóa, Thể thao và Du lịch", "Sở Giáo dục và Đào tạo", "Sở Nội vụ", "Sở Y tế", "Sở Tư pháp",
        "Sở Dân tộc và Tôn giáo", "Thanh tra tỉnh", "Ban Quản lý các Khu công nghiệp tỉnh Thái Nguyên",
    }  # fmt: skip
    assert {(r["bound"], r["last_on"], r["target_on"], r["late_from"], r["status"]) for r in due} == {
        ("before", "2026-12-14", "2026-12-14", "2026-12-16", "open")
    }


def test_the_compiler_owes_the_ministrys_report_and_not_the_one_it_compiles(rows: list[dict[str, Any]]) -> None:
    mine = [
        (r["obligation"], r["due_on"], r["bound"])
        for r in rows
        if r["agency"] == "tn-snnmt" and r["kind"] == "report" and r["role"] == "lead"
    ]
    assert mine == [("tn-247-2026/report-ministry", "2026-12-31", "before")]


def test_works_without_a_lead_are_asked_of_the_focal_agency(rows: list[dict[str, Any]]) -> None:
    found = [r for r in rows if r["status"] == "unassigned" and r["kind"] == "task"]
    assert sorted(r["obligation"] for r in found) == [f"tn-247-2026/II.2.{n}" for n in range(1, 7)]
    assert {(r["agency"], r["role"], r["due_on"], r["bound"]) for r in found} == {
        ("tn-snnmt", "focal", "2026-12-31", "by")
    }


def test_who_else_owes_it_is_asked_of_the_focal_agency(province: Desk, rows: list[dict[str, Any]]) -> None:
    """ "Thủ trưởng các đơn vị có liên quan" are named beside those who owe it."""
    (asked,) = [r for r in rows if r["status"] == "unassigned" and r["kind"] == "report"]
    assert (asked["agency"], asked["role"], asked["obligation"]) == ("tn-snnmt", "focal", "tn-247-2026/report-annual")
    when = ["--at", "2026-11-22", "--lang", "en"]
    said = province.run("explain", "tn-247-2026/report-annual", *when).out
    part = "A part of it nobody owes yet: “Thủ trưởng các đơn vị có liên quan” names no agency of the directory"
    assert f"{part}. Department of Agriculture and Environment is asked; the others owe theirs." in said
    assert "If nobody else does, name one of those who owe it already." in said
    assert part in province.run("who", "tn-247-2026/report-annual", *when).err


def test_no_notice_stands_on_a_day_off(province: Desk) -> None:
    ran = province.run("notices", "--at", "2026-11-22", "--days", "60", "--format", "json")
    days = {row["send_at"][:10] for row in ran.json}
    assert "2026-11-23" in days
    assert not days & {"2026-11-22", "2026-11-24", "2026-11-28", "2026-11-29", "2027-01-01"}
    assert all(row["send_at"].endswith("+07:00") for row in ran.json)


def test_a_tick_on_8_december_mails_everyone_once_with_the_true_days_left(province: Desk) -> None:
    first = province.run("tick", "--at", "2026-12-08T09:00", "--format", "json")
    assert first.status == 0
    again = province.run("tick", "--at", "2026-12-08T09:00", "--format", "json")
    assert again.json["sent"] == again.json["notices"] == 0
    mails = province.mails()
    informs = [m for m in mails if header(m, "Subject").startswith("Tổng hợp tháng")]  # and asks for nothing
    asks = [m for m in mails if m not in informs]
    for each in (asks, informs):
        assert Counter(address(m) for m in each).most_common(1)[0][1] == 1
    mail = next(m for m in asks if address(m) == "vanthu.xa-vo-nhai@thainguyen.example")
    assert header(mail, "Subject").startswith("Còn 4 ngày làm việc (hạn trước ngày 15/12/2026): Báo cáo")
    said = text_of(mail)
    for part in (
        "Kính gửi: UBND xã Võ Nhai",
        "trước ngày 15 tháng 12 năm 2026 (thứ Ba)",
        "“trước ngày 15/12 hằng năm hoặc đột xuất theo yêu cầu”",
        "Còn lại: 6 ngày, trong đó có 4 ngày làm việc",
        "UBND tỉnh (qua Sở Nông nghiệp và Môi trường)",
        "ngày … tháng 4 năm 2026",
    ):
        assert part in said


def test_the_demo_tells_the_whole_story(province: Desk) -> None:
    ran = province.run("demo", "--format", "json", "--keep", "demo")
    assert ran.status == 0
    told = ran.json
    assert told["days"][-1]["on"] == "2026-12-16"
    assert sum(day["sent"] for day in told["days"]) == len(list((province.folder / "demo/mail/new").iterdir()))


def test_the_preview_as_a_calendar_holds_each_deadline_once(province: Desk) -> None:
    ran = province.run(*PREVIEW[:-1], "ics")
    found = Calendar.from_ical(ran.out)
    days = Counter(str(event.decoded("dtstart")) for event in found.walk("VEVENT"))
    assert days == {"2026-12-14": 1, "2026-12-31": 7, "2026-12-30": 1}
