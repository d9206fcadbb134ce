"""Plan files: written whole, unchanged by the same document, mended by a corrected one, the office's words kept."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reminder.rulefile.writing.another_plan import AnotherPlan
from reminder.rulefile.writing.plan_file import PlanRow, update_plan, write_plan
from reminder.rulefile.writing.toml_text import Value

HEAD: dict[str, Value] = {"id": "bm-45-2026", "issued_on": date(2026, 3, 12), "title": "Chuyển đổi số"}


def row(id_: str, title: str, **more: Value) -> PlanRow:
    values: dict[str, Value] = {
        "stt": id_.rpartition(".")[2], "section": "I CHUNG", "title": title, "lead": "Sở Y tế",
            "timeframe": "Năm 2026", **more,
    }  # fmt: skip
    return PlanRow("task", id_, values, {})


ROWS = (
    row("I.1", "Xây dựng quy chế quản lý cổng dữ liệu mở"),
    row("I.2", "Ban hành danh mục dữ liệu dùng chung"),
    row("I.3", "Nâng cấp trung tâm dữ liệu", output="- Dự án\n- Trung tâm"),
)
REPORT = PlanRow(
    "report",
    "report-annual",
    {"title": "Báo cáo", "owed_by": "Các sở", "schedule": "trước ngày 15/12 hằng năm", "quote": "báo cáo trước 15/12"},
    {"compiles": ("report",)},
)
TEXT = write_plan(HEAD, (*ROWS, REPORT))


def test_what_is_written_is_read_back() -> None:
    data = tomllib.loads(TEXT)
    assert data["plan"]["issued_on"] == date(2026, 3, 12)
    assert [task["id"] for task in data["task"]] == ["I.1", "I.2", "I.3"]
    assert data["task"][2]["output"] == "- Dự án\n- Trung tâm"
    assert data["report"][0]["compiles"] == ["report"]


def test_the_same_document_changes_nothing() -> None:
    text, changes, ids = update_plan(TEXT, HEAD, (*ROWS, REPORT))
    assert (text, changes) == (TEXT, ())
    assert ids == {0: "I.1", 1: "I.2", 2: "I.3", 3: "report-annual"}


def test_a_corrected_document_shows_its_difference() -> None:
    corrected = (ROWS[0], row("I.2", "Ban hành danh mục dữ liệu dùng chung", timeframe="Quý II/2026"), ROWS[2], REPORT)
    text, changes, _ = update_plan(TEXT, HEAD, corrected)
    assert [(c.what, c.id, c.key, c.before, c.after) for c in changes] == [
        ("changed", "I.2", "timeframe", "Năm 2026", "Quý II/2026")
    ]
    assert tomllib.loads(text)["task"][1]["timeframe"] == "Quý II/2026"
    assert update_plan(text, HEAD, corrected)[:2] == (text, ())


def test_words_changed_by_hand_stay() -> None:
    mine = TEXT.replace('lead = "Sở Y tế"', 'lead = "Sở Tài chính"  # theo công văn 12', 1)
    mine = mine.replace('id = "I.1"\n', 'id = "I.1"\n# ghi chú của văn phòng\ntags = ["gap"]\n')
    assert update_plan(mine, HEAD, (*ROWS, REPORT))[0:1] == (update_plan(mine, HEAD, (*ROWS, REPORT))[0],)
    text, changes, _ = update_plan(mine, HEAD, (*ROWS, REPORT))
    assert text == mine and changes == ()
    corrected = (row("I.1", "Xây dựng quy chế quản lý cổng dữ liệu mở", lead="Sở Nội vụ"), *ROWS[1:], REPORT)
    text, changes, _ = update_plan(mine, HEAD, corrected)
    assert [(c.what, c.id, c.before, c.after) for c in changes] == [("kept", "I.1", "Sở Tài chính", "Sở Nội vụ")]
    task = tomllib.loads(text)["task"][0]
    assert (task["lead"], task["tags"]) == ("Sở Tài chính", ["gap"])
    assert "# ghi chú của văn phòng" in text
    assert update_plan(text, HEAD, corrected)[:2] == (text, ())


def test_rows_that_move_or_are_renumbered_keep_their_ids() -> None:
    moved = (
        row("I.1", "Đào tạo cán bộ chuyển đổi số cấp xã"),
        row("I.2", "Xây dựng quy chế quản lý cổng dữ liệu mở"),
        row("I.3", "Ban hành danh mục dữ liệu dùng chung"),
        row("I.4", "Nâng cấp trung tâm dữ liệu", output="- Dự án\n- Trung tâm"),
        REPORT,
    )
    text, changes, ids = update_plan(TEXT, HEAD, moved)
    assert ids == {0: "I.1b", 1: "I.1", 2: "I.2", 3: "I.3", 4: "report-annual"}
    assert [c.id for c in changes if c.what == "added"] == ["I.1b"]
    assert {c.key for c in changes if c.what == "changed"} == {"stt"}
    assert len(tomllib.loads(text)["task"]) == 4


def test_rows_that_vanish_stay_and_are_told() -> None:
    text, changes, _ = update_plan(TEXT, HEAD, (ROWS[0], ROWS[2], REPORT))
    assert [(c.what, c.id) for c in changes] == [("gone", "I.2")]
    assert text == TEXT


def test_rows_of_the_office_are_left_alone() -> None:
    own = TEXT + '\n[[task]]\nid = "them-1"\ntitle = "Việc văn phòng tự thêm"\n'
    text, changes, _ = update_plan(own, HEAD, (*ROWS, REPORT))
    assert (text, changes) == (own, ())


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@settings(max_examples=80)
@given(st.lists(st.tuples(WORDS, WORDS), max_size=4), WORDS)
def test_any_words_survive_the_round(pairs: list[tuple[str, str]], title: str) -> None:
    rows = [row(f"I.{n}", title + f" {n}", output=output, note=note) for n, (output, note) in enumerate(pairs)]
    text = write_plan({**HEAD, "title": title}, rows)
    data = tomllib.loads(text)
    assert [(t.get("output", ""), t.get("note", "")) for t in data.get("task", [])] == pairs
    assert data["plan"].get("title", "") == title
    assert update_plan(text, {**HEAD, "title": title}, rows)[:2] == (text, ())


FOREIGN = (row("I.1", "Tuyển dụng viên chức ngành giáo dục"), row("I.2", "Tổ chức hội thao"))
NUMBERED: dict[str, Value] = {**HEAD, "number": "45/KH-UBND"}


@pytest.mark.parametrize(
    ("held", "given", "rows", "entry"),
    [
        (NUMBERED, {"number": "46/KH-UBND"}, FOREIGN, 'number = "46/KH-UBND"'),
        (NUMBERED, {"issued_on": date(2027, 3, 1)}, FOREIGN, "issued_on = 2027-03-01"),
        (HEAD, {"title": "Hội thao"}, FOREIGN, 'title = "Hội thao"'),
        (NUMBERED, {"number": "", "title": "Hội thao"}, FOREIGN, 'title = "Hội thao"'),
        (NUMBERED, {"number": "46/KH-UBND"}, (), 'number = "46/KH-UBND"'),
        # One plan, however much of it changed:
        (NUMBERED, {"number": "46/KH-UBND"}, ROWS, ""),
        (NUMBERED, {"number": "45 /kh-ubnd"}, FOREIGN, ""),
        (NUMBERED, {"number": "45/KH-UBND", "issued_on": ""}, FOREIGN, ""),
        (NUMBERED, {"number": "/KH-UBND", "issued_on": ""}, FOREIGN, ""),
        (HEAD, {"issued_on": "", "title": "CHUYỂN ĐỔI SỐ"}, FOREIGN, ""),
        (HEAD, {"title": "Chuyển đổi số tỉnh"}, ROWS, ""),
        ({"id": "x"}, NUMBERED, FOREIGN, ""),
    ],
)
def test_another_plan_does_not_come_into_the_file(
    held: Mapping[str, Value], given: Mapping[str, Value], rows: Sequence[PlanRow], entry: str
) -> None:
    text = write_plan(held, ROWS)
    fresh = {**held, **given}
    if not entry:
        assert {task["id"] for task in tomllib.loads(update_plan(text, fresh, rows)[0])["task"]} >= {"I.1", "I.2"}
        return
    with pytest.raises(AnotherPlan) as refused:
        update_plan(text, fresh, rows)
    assert refused.value.entry == entry
    key, _, _ = entry.partition(" = ")
    lines = [entry if line.startswith(f"{key} =") else line for line in text.split("\n")]
    update_plan("\n".join(lines), fresh, rows)  # as the message says
