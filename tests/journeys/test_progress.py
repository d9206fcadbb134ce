"""An officer at the command line: progress typed, seen in each table and on paper, taken back."""

from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.journeys.desk import Desk, sheet
from tests.web.test_progress import STEPS, TASKS

NOW = ("--at", "2026-11-26")
SAID = (
    "--agency",
    "sct",
    "--percent",
    "60",
    "--note",
    "đã khảo sát",
    "--difficulty",
    "thiếu vốn",
    "--proposal",
    "cấp vốn",
)


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Two long tasks were asked of on 25 November."""
    desk.edit("rules/plans/kh-1.toml", '\n[[report]]\nid = "year"\n', TASKS)
    desk.edit("rules/reminders.toml", "\n]\n", STEPS)
    desk.run("tick", "--at", "2026-11-20T09:00")
    desk.run("tick", "--at", "2026-11-25T09:00")
    return desk


def units(desk: Desk, *words: str) -> dict[str, dict[str, object]]:
    found = desk.run("status", *words, *NOW, "--format", "json").json["periods"]
    return {p["obligation"]: u for p in found for u in p["units"]}


def test_who_has_not_said_how_it_goes_is_seen(office: Desk) -> None:
    shown = office.run("--lang", "vi", "status", *NOW).out
    assert "Rà soát tiến độ: 2 nhiệm vụ chưa báo cáo tiến độ; 0 nhiệm vụ đã báo" in shown
    assert shown.count("Chưa báo cáo tiến độ (đợt rà soát 25/11/2026)") == 2
    assert set(units(office, "--state", "unreported")) == {"kh-1/3", "kh-1/4"}
    assert set(units(office, "--state", "chưa báo cáo tiến độ")) == {"kh-1/3", "kh-1/4"}


def test_what_is_typed_stands_in_each_table(office: Desk) -> None:
    done = office.run("progress", "kh-1/3", *SAID, *NOW, "--format", "json")
    (act,) = done.json
    assert (act["kind"], act["percent"], act["note"], act["difficulty"], act["proposal"], act["said_by"]) == (
        "progress", 60, "đã khảo sát", "thiếu vốn", "cấp vốn", "officer",
    )  # fmt: skip
    unit = units(office)["kh-1/3"]
    assert unit["status"] == "open" and unit["asked_on"] is None
    assert unit["progress"] == {
        "on": "2026-11-26", "percent": 60, "words": "đã khảo sát", "difficulty": "thiếu vốn", "proposal": "cấp vốn",
    }  # fmt: skip
    assert set(units(office, "--state", "unreported")) == {"kh-1/4"}
    shown = office.run("--lang", "vi", "status", *NOW).out
    assert "1 nhiệm vụ chưa báo cáo tiến độ; 1 nhiệm vụ đã báo" in shown
    (headings, *lines) = sheet(office.run("--lang", "vi", "status", *NOW, "--format", "csv"))
    line = next(dict(zip(headings, each, strict=True)) for each in lines if "kh-1/3" in each)
    assert (line["Tỷ lệ hoàn thành (%)"], line["Tiến độ"], line["Ngày báo tiến độ"]) == (
        "60",
        "đã khảo sát",
        "2026-11-26",
    )
    assert (line["Khó khăn, vướng mắc"], line["Đề xuất, kiến nghị"]) == ("thiếu vốn", "cấp vốn")
    words = "60%, đã khảo sát; khó khăn, vướng mắc: thiếu vốn; đề xuất, kiến nghị: cấp vốn"
    assert words in office.run("--lang", "vi", "explain", "kh-1/3", *NOW).out
    listed = " ".join(office.run("--lang", "vi", "journal", "list").out.split())
    assert "đã báo tiến độ" in listed and "60%" in listed


def test_it_goes_with_the_report(office: Desk) -> None:
    office.run("progress", "kh-1/3", *SAID, *NOW)
    done = office.run("report", "2026", *NOW, "--out", "bang", "--format", "json").json
    table = done["tables"][-1]
    assert table["title"] == "TIẾN ĐỘ THỰC HIỆN CÁC NHIỆM VỤ"
    assert table["rows"] == [
        [1, "Xây dựng cơ sở dữ liệu môi trường", "Sở Công Thương", "60%", "đã khảo sát", "thiếu vốn", "cấp vốn",
         "2026-11-26"],
        [2, "Tuyên truyền bảo vệ môi trường", "Sở Công Thương", "",
         "chưa báo cáo tiến độ (đợt rà soát 25/11/2026)", "", "", None],
    ]  # fmt: skip
    assert (
        "2 nhiệm vụ thuộc diện rà soát tiến độ; 1 nhiệm vụ đã báo cáo tiến độ, 1 nhiệm vụ chưa" in table["summary"][0]
    )
    docx, xlsx = done["files"]
    words = "\n".join(p.text for p in Document(str(office.folder / docx)).paragraphs)
    assert "PHỤ LỤC I" in words and "TIẾN ĐỘ THỰC HIỆN" in words
    book = load_workbook(BytesIO((office.folder / xlsx).read_bytes()))
    assert "thiếu vốn" in [c.value for row in book.worksheets[-1].iter_rows() for c in row]


def test_it_is_undone_as_any_act(office: Desk) -> None:
    office.run("progress", "kh-1/3", *SAID, *NOW)
    office.run("undo", "kh-1/3", *NOW)
    assert units(office)["kh-1/3"]["progress"] is None
    assert set(units(office, "--state", "unreported")) == {"kh-1/3", "kh-1/4"}


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("kh-1/3",), 2, "say how it is going with --percent, --note, --difficulty or --proposal"),
        (("kh-1/3", "--percent", "101"), 2, "101"),
        (
            ("kh-1/year", "--agency", "sct", "--percent", "50"),
            1,
            "a report has no progress; reminder submit records it",
        ),
        (("kh-1/2", "--percent", "50"), 1, "not under way"),
        (("kh-1/3", "--percent", "50", "--on", "2026-12-01"), 1, "lies in the future"),
    ],
)
def test_what_cannot_be_recorded_is_refused_with_the_remedy(
    office: Desk, words: tuple[str, ...], status: int, said: str
) -> None:
    done = office.run("--lang", "en", "progress", *words, *NOW)
    assert done.status == status and said in done.err


def test_what_is_done_has_no_progress_any_more(office: Desk) -> None:
    office.run("complete", "kh-1/3", *NOW)
    done = office.run("--lang", "en", "progress", "kh-1/3", "--percent", "100", *NOW)
    assert done.status == 1 and "not under way" in done.err
