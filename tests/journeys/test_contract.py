"""The command line's contract, whole in one place: the keys of each JSON, and what stands behind them."""

import json
import tomllib
from datetime import date, datetime
from typing import Any

import icalendar
import pytest

from reminder.words.fields import HEADINGS
from tests.documents import papers
from tests.journeys.desk import AGENCIES, Desk, Ran, sheet

AT = ("--at", "2026-12-01", "--lang", "en")
PREVIEW = (
    "obligation plan kind title agency agency_name role period due_on bound last_on target_on late_from days_left "
    "status"
)
NOTICES = "send_at mail agency addresses owed_by role obligation period revision step reason template"
READ = "raw start end bound recurrence due open_ended indeterminate relative data_period vision unread problems"
TASK = (
    "id stt section title output lead_raw coordinators_raw approver_raw funding_raw timeframe_raw lead coordinators "
    "timeframe inherited line problems"
)
REPORT = "id owed_by_raw to_raw via_raw schedule_raw schedule quote line problems"
DATES = {"due_on", "last_on", "target_on", "late_from", "start", "end"}
WHOLE = {"days_left", "revision", "vision"}
LISTS = {"addresses", "due", "unread", "problems", "lead", "coordinators", "inherited"}
FLAGS = {"open_ended", "indeterminate"}
MAYBE = {"start", "end", "bound", "recurrence", "relative", "data_period", "owed_by", "vision"}
OBJECTS = {"recurrence", "relative", "data_period", "timeframe", "schedule"}
NAMES = {agency["id"]: agency["name"] for agency in tomllib.loads(AGENCIES)["agency"]}
WORDED = {"kind", "role", "period", "bound", "status", "template"}
COMMANDS: dict[str, tuple[str, ...]] = {
    "preview": ("preview", *AT),
    "notices": ("notices", *AT),
    "simulate": ("simulate", "--from", "2026-12-01", "--to", "2026-12-31", *AT),
}


def sound(row: dict[str, Any], keys: str) -> None:
    """Exactly these keys, in this order; dates in ISO form, lists where there may be many, null for nothing."""
    assert list(row) == keys.split()
    for key, value in row.items():
        if value is None:
            assert key in MAYBE, key
        elif key in DATES:
            assert date.fromisoformat(value).isoformat() == value
        elif key == "send_at":
            assert datetime.fromisoformat(value).utcoffset() is not None
        elif key == "line":
            assert isinstance(value, (int, str))
        else:
            kinds = ((WHOLE, int), (LISTS, list), (FLAGS, bool), (OBJECTS, dict))
            assert type(value) is next((kind for known, kind in kinds if key in known), str), key


@pytest.mark.parametrize(("name", "keys"), [("preview", PREVIEW), ("notices", NOTICES), ("simulate", NOTICES)])
def test_rows(desk: Desk, name: str, keys: str) -> None:
    rows = desk.run(*COMMANDS[name], "--format", "json").json
    assert rows
    for row in rows:
        sound(row, keys)
    headings, *written = sheet(desk.run(*COMMANDS[name], "--format", "csv"))
    named = [key for key in ("agency", "owed_by") if key in keys.split() and "agency_name" not in keys]
    wanted = [column for key in keys.split() for column in (key, f"{key}_name") if column == key or key in named]
    assert headings == [HEADINGS[column] for column in wanted]
    for line, row in zip(written, rows, strict=True):
        of_line = dict(zip(wanted, line, strict=True))
        assert all(of_line[f"{key}_name"] == NAMES.get(of_line[key], of_line[key]) for key in named)
        for cell, (key, value) in ((of_line[key], (key, value)) for key, value in row.items()):
            if key not in WORDED:
                shown = "; ".join(value) if isinstance(value, list) else "" if value is None else str(value)
                assert cell == (f"{value[:10]} {value[11:16]}" if key == "send_at" else shown)


def test_a_preview_is_a_calendar(desk: Desk) -> None:
    rows = desk.run(*COMMANDS["preview"], "--format", "json").json
    calendar = icalendar.Calendar.from_ical(desk.run(*COMMANDS["preview"], "--format", "ics").out)
    days = {event.decoded("DTSTART").isoformat() for event in calendar.walk("VEVENT")}
    assert days == {row["last_on"] for row in rows}


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("trước ngày 15/12 hằng năm", {"recurrence": {"freq": "yearly", "n": 1}, "bound": "before", "start": None}),
        ("đến hết năm 2026", {"end": "2026-12-31", "bound": "by", "due": ["2026-12-31"], "recurrence": None}),
        ("2011 và hàng năm", {"recurrence": {"freq": "yearly", "n": 1}, "open_ended": True, "start": "2011-01-01"}),
        ("theo lộ trình", {"indeterminate": True, "due": [], "end": None, "bound": None}),
        ("30/06//2018", {"end": "2018-06-30", "bound": "by"}),
        ("2021-2020", {"end": None, "due": []}),
        ("15 ngày kể từ ngày Luật có hiệu lực", {"indeterminate": True, "due": []}),
        ("", {"indeterminate": True}),
    ],
)
def test_readings(desk: Desk, phrase: str, expected: dict[str, Any]) -> None:
    found = desk.run("read", phrase, "--on", "2025-07-16", "--format", "json").json
    sound(found, READ)
    assert {key: found[key] for key in expected} == expected
    assert len(found["due"]) <= 8


def test_an_imported_plan(desk: Desk) -> None:
    (desk.folder / "plan.docx").write_bytes(papers.word())
    found = desk.run("import", "plan.docx", "--format", "json").json
    assert list(found) == ["plan", "tasks", "reports", "background", "unplaced", "assumed", "problems"]
    assert found["tasks"]
    for task in found["tasks"]:
        sound(task, TASK)
        sound(task["timeframe"], READ)
    (desk.folder / "plan.txt").write_text(
        "KẾ HOẠCH\nSố: 9/KH-UBND\nSở Công Thương báo cáo kết quả về UBND tỉnh trước ngày 15/12 hằng năm.\n", "utf-8"
    )
    reports = desk.run("import", "plan.txt", "--format", "json").json["reports"]
    assert reports
    for report in reports:
        sound(report, REPORT)
        sound(report["schedule"], READ)


TABLES = [
    ("preview",), ("notices",), ("explain", "year"), ("read", "15/12/2026"), ("simulate",), ("status",), ("check",),
    ("who", "year"), ("calendar", "2026"), ("agencies", "list"), ("agencies", "missing"), ("outbox", "list"),
    ("answers", "list"), ("journal", "list"), ("doctor",), ("templates", "check"), ("tick",),
    ("submit", "year", "--agency", "sxd"), ("report", "2026"),
]  # fmt: skip


@pytest.mark.parametrize("words", TABLES, ids=" ".join)
def test_every_table_has_its_json(desk: Desk, words: tuple[str, ...]) -> None:
    ran: Ran = desk.run(*words, *AT, "--format", "json")
    assert isinstance(json.loads(ran.out), (dict, list)), ran.err
    assert ran.status in (0, 1)


def test_a_backup_makes_its_folder_which_only_its_owner_may_open(desk: Desk) -> None:
    """The nightly line of docs/operations.md, on its first night."""
    assert desk.run("tick", "--at", "2026-12-08T09:00").status == 0
    assert desk.run("db", "backup", "backups/2026-12-08.db").status == 0
    assert (desk.folder / "backups").stat().st_mode & 0o777 == 0o700
    assert (desk.folder / "backups" / "2026-12-08.db").stat().st_mode & 0o777 == 0o600
