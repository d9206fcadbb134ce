"""`reminder import` at the command line: results, review, the file, and what a bad file ends with."""

import os
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from reminder.directory.first_words import is_outside, kind_of
from reminder.rulefile import load_directory
from reminder.rulefile.writing.missing_agencies import rows
from tests.contacts.lists import office
from tests.documents import papers
from tests.journeys.desk import Desk

OUT = "rules/plans/kh-45.toml"
AT = ("--at", "2026-03-20", "--lang", "en")
TASK_KEYS = [
    "id", "stt", "section", "title", "output", "lead_raw", "coordinators_raw", "approver_raw", "funding_raw",
    "timeframe_raw", "lead", "coordinators", "timeframe", "inherited", "line", "problems",
]  # fmt: skip
REPORT_KEYS = [
    "id", "owed_by_raw", "to_raw", "via_raw", "schedule_raw", "schedule", "quote", "line", "problems",
]  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = office(tmp_path)
    (tmp_path / "kh.docx").write_bytes(papers.word())
    return made


def plans(desk: Desk) -> list[str]:
    folder = desk.folder / "rules/plans"
    return sorted(p.name for p in folder.iterdir()) if folder.exists() else []


def test_without_out_the_plan_goes_to_stdout_and_the_review_beside_it(desk: Desk) -> None:
    ran = desk.run("import", "kh.docx", *AT)
    plan = tomllib.loads(ran.out)
    assert ran.status == 0 and plan["plan"]["number"] == "45/KH-UBND" and len(plan["task"]) == 5
    assert plan["plan"]["directory"] == "tinh" and plans(desk) == []
    assert "5 tasks, 3 duties from the text" in ran.err and "“Công an tỉnh” (table" in ran.err


def test_json_has_the_contracts_keys(desk: Desk) -> None:
    (desk.folder / "rules/plans").mkdir()
    ran = desk.run("import", "kh.docx", "--format", "json", "--plan-id", "x-45", "--out", OUT, *AT)
    found = ran.json
    assert (ran.status, list(found)) == (
        0, ["plan", "tasks", "reports", "background", "unplaced", "assumed", "problems"],
    )  # fmt: skip
    assert all(list(task) == TASK_KEYS for task in found["tasks"])
    assert all(list(report) == REPORT_KEYS for report in found["reports"])
    assert found["tasks"][0]["id"] == "x-45/I.1" and found["plan"]["id"] == "x-45"
    assert plans(desk) == ["kh-45.toml"]


def test_again_changes_nothing_and_a_corrected_document_shows_what(desk: Desk) -> None:
    (desk.folder / "rules/plans").mkdir()
    assert desk.run("import", "kh.docx", "--out", OUT, *AT).status == 0
    first = (desk.folder / OUT).read_bytes()
    assert desk.run("import", "kh.docx", "--out", OUT, *AT).status == 0
    assert (desk.folder / OUT).read_bytes() == first
    desk.edit(OUT, 'lead = "Văn phòng UBND tỉnh"', 'lead = "Sở NN&MT"  # sửa tay')
    corrected = tuple(tuple(c.replace("30/9/2026", "15/9/2026") for c in row) for row in papers.ROWS)
    (desk.folder / "kh.docx").write_bytes(papers.word((papers.HEADER, *corrected)))
    ran = desk.run("import", "kh.docx", "--out", OUT, *AT)
    assert "I.2.timeframe: changed: Trước ngày 30/9/2026 → Trước ngày 15/9/2026" in ran.out
    text = (desk.folder / OUT).read_text("utf-8")
    assert 'lead = "Sở NN&MT"  # sửa tay' in text and 'timeframe = "Trước ngày 15/9/2026"' in text


HANDS: dict[str, Callable[[str], str]] = {
    "indented": lambda text: re.sub(r"(?m)^([a-z_]+ =)", r"  \1", text),
    "quoted keys": lambda text: re.sub(r"(?m)^([a-z_]+) =", r'"\1" =', text),
    "quotes in a comment": lambda text: f"# chuỗi nhiều dòng viết trong \"\"\", '''\n{text}",
    "from Windows": lambda text: "\ufeff" + text.replace("\n", "\r\n"),
    "headers apart": lambda text: text.replace("[[task]]", "  [[ 'task' ]]  # việc"),
}


@pytest.mark.parametrize("hand", HANDS)
def test_however_a_person_wrote_the_file_it_is_changed_in_place(desk: Desk, hand: str) -> None:
    (desk.folder / "rules/plans").mkdir()
    desk.run("import", "kh.docx", "--out", OUT, *AT)
    before = (desk.folder / OUT).read_bytes().decode()
    mine = HANDS[hand](before)
    (desk.folder / OUT).write_bytes(mine.encode())
    assert desk.run("import", "kh.docx", "--out", OUT, *AT).status == 0
    assert (desk.folder / OUT).read_bytes().decode() == mine, "the same document changes no byte"
    corrected = tuple(tuple(c.replace("30/9/2026", "15/9/2026") for c in row) for row in papers.ROWS)
    (desk.folder / "kh.docx").write_bytes(papers.word((papers.HEADER, *corrected)))
    assert desk.run("import", "kh.docx", "--out", OUT, *AT).status == 0
    after = (desk.folder / OUT).read_bytes().decode()
    old, new = (tomllib.loads(text.removeprefix("\ufeff")) for text in (before, after))
    assert [task["id"] for task in new["task"]] == [task["id"] for task in old["task"]]
    changed = [line for line in after.splitlines() if line not in mine.splitlines()]
    assert len(changed) == 2 and "15/9/2026" in changed[0] and "# in văn bản:" in changed[1]


def test_what_only_a_person_can_change_is_said_and_left(desk: Desk) -> None:
    (desk.folder / "rules/plans").mkdir()
    listed = 'task = [{ id = "1", title = "Việc" }]\n[plan]\nid = "p"\n'
    desk.write(OUT, listed)
    ran = desk.run("import", "kh.docx", "--out", OUT, *AT)
    assert ran.status == 1
    assert f"{OUT}: is written in a way that only a person can bring up to date; give each row a header" in ran.err
    assert (desk.folder / OUT).read_text("utf-8") == listed


def test_what_a_person_filled_in_is_not_said_again(desk: Desk) -> None:
    rows = (
        papers.HEADER,
        ("1", "Rà soát số liệu", "", "Sở Tưởng", "", ""),
        ("2", "Lập sổ", "Sở Tưởng", "", "", "Năm 2026"),
    )
    (desk.folder / "rules/plans").mkdir()
    (desk.folder / "kh.docx").write_bytes(papers.word(rows, papers.TOP[:6]))
    first = desk.run("import", "kh.docx", "--out", OUT, *AT)
    said = ("the row names no lead", "the row has no timeframe", "“Sở Tưởng”")
    assert all(words in first.out for words in said) and "Settled" not in first.err
    desk.edit(
        OUT, 'title = "Rà soát số liệu"\n', 'title = "Rà soát số liệu"\nlead = "UBND tỉnh"\ntimeframe = "Quý II/2026"\n'
    )
    again = desk.run("import", "kh.docx", "--out", OUT, *AT)
    assert [words in again.out for words in said] == [False, False, True]
    assert "Settled in the plan file, and not said again: 2" in again.err
    desk.edit(OUT, 'lead = "Sở Tưởng"', 'lead = "UBND tỉnh"')
    desk.edit(OUT, 'coordinators = "Sở Tưởng"', 'coordinators = "Sở Tưởng"\nquiet = "đã hỏi"')
    last = desk.run("import", "kh.docx", "--out", OUT, "--at", "2026-03-20", "--lang", "vi")
    assert "Sở Tưởng" not in last.out.partition("# Dán vào")[0]
    assert "Đã trả lời hoặc sửa trong tệp kế hoạch: 4 chỗ, không nhắc lại" in last.err


OTHER = (("STT", "Nội dung", "Đơn vị chủ trì", "Thời hạn"), ("1", "Tuyển viên chức", "Sở Nội vụ", "Quý I/2026"))


def test_another_document_is_not_brought_into_the_file(desk: Desk) -> None:
    (desk.folder / "rules/plans").mkdir()
    desk.run("import", "kh.docx", "--out", OUT, *AT)
    before = (desk.folder / OUT).read_bytes()
    (desk.folder / "other.docx").write_bytes(
        papers.word(OTHER, tuple(t.replace("45/KH", "46/KH") for t in papers.TOP[:6]))
    )
    ran = desk.run("import", "other.docx", "--out", OUT, "--format", "json", *AT)
    assert (ran.status, ran.out, (desk.folder / OUT).read_bytes()) == (1, "", before)
    assert f"{OUT}: holds the plan 45/KH-UBND, this document is 46/KH-UBND" in ran.err and "--out" in ran.err
    said = desk.run("import", "other.docx", "--out", OUT, "--lang", "vi")
    assert "đang giữ kế hoạch 45/KH-UBND, văn bản này là 46/KH-UBND" in said.err and "Chưa ghi gì" in said.err
    desk.edit(OUT, 'number = "45/KH-UBND"', 'number = "46/KH-UBND"')
    assert desk.run("import", "other.docx", "--out", OUT, *AT).status == 0, "as the message says"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("none.docx", None, "there is no such file"),
        ("a.docx", b"PK\x03\x04 cut", "damaged"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "save it as .docx or .xlsx"),
        ("a.pdf", b"%PDF-1.4 nothing", "damaged"),
        ("a.txt", b"", "empty"),
    ],
)
def test_a_bad_file_is_one_sentence_and_writes_nothing(desk: Desk, name: str, data: bytes | None, said: str) -> None:
    if data is not None:
        (desk.folder / name).write_bytes(data)
    ran = desk.run("import", name, "--out", OUT, *AT)
    assert (ran.status, ran.out, plans(desk)) == (1, "", [])
    assert said in ran.err and len(ran.err.splitlines()) == 1
    vi = desk.run("import", name, "--lang", "vi")
    assert vi.status == 1 and vi.err != ran.err and len(vi.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("more", "status", "said"),
    [
        (("--out", "rules/plans/kh-45"), 2, "ends in .toml"),
        (("--out", "none/kh.toml"), 1, "none/kh.toml: cannot be written: No such file"),
        (("--out", "reminder.toml"), 1, "this is no plan file"),
        (("--out", "broken.toml"), 1, "not valid TOML"),
        (("--out", "latin.toml"), 1, "not valid TOML"),
        (("--plan-id", "KH 45"), 2, "letters without marks"),
        (("--plan-id", "a" * 61), 2, "letters without marks"),
        (("--directory", "khac"), 2, "there are tinh"),
    ],
)
def test_wrong_use(desk: Desk, more: tuple[str, ...], status: int, said: str) -> None:
    desk.write("broken.toml", "[plan\n")
    (desk.folder / "latin.toml").write_bytes(b"[plan]\nx = '\xff'")
    config = (desk.folder / "reminder.toml").read_bytes()
    ran = desk.run("import", "kh.docx", *more, *AT)
    assert ran.status == status and said in ran.err and "Traceback" not in ran.err
    assert (desk.folder / "reminder.toml").read_bytes() == config and plans(desk) == []


def test_a_full_disk_leaves_the_plan_that_was(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.write(OUT, '[plan]\nid = "x"\n')

    def full(_fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    ran = desk.run("import", "kh.docx", "--out", OUT, *AT)
    assert ran.status == 1 and "No space left" in ran.err
    assert (desk.folder / OUT).read_text("utf-8") == '[plan]\nid = "x"\n' and plans(desk) == ["kh-45.toml"]


def test_a_broken_plan_beside_it_does_not_stand_in_the_way(desk: Desk) -> None:
    desk.write("rules/plans/other.toml", "[plan\n")
    assert desk.run("import", "kh.docx", "--out", OUT, *AT).status == 0
    desk.write("rules/agencies/tinh.toml", "[directory\n")
    ran = desk.run("import", "kh.docx", *AT)
    assert ran.status == 1 and "rules/agencies/tinh.toml:1" in ran.err


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Sở Ngoại vụ", "department"), ("Thanh tra tỉnh", "department"), ("Ban Quản lý các KCN", "board"),
        ("Ban Chỉ đạo 389 tỉnh", "unit"), ("UBND phường Gia Sàng", "commune"), ("Đặc khu Vân Đồn", "commune"),
        ("UBND huyện Ba Chẽ", "unit"), ("Hội Nông dân tỉnh", "association"), ("Tỉnh đoàn", "association"),
        ("UBMTTQ tỉnh", "association"), ("Công an tỉnh", "central"), ("BCHQS tỉnh", "central"),
        ("Kho bạc Nhà nước Khu vực VII", "central"), ("Đài Phát thanh và Truyền hình tỉnh", "media"),
        ("Đài KTTV tỉnh", "central"), ("Trường Cao đẳng nghề", "unit"), ("", "unit"),
    ],
)  # fmt: skip
def test_what_a_name_most_likely_is(name: str, kind: str) -> None:
    assert kind_of(name) == kind


def test_rows_to_paste_make_a_sound_directory(desk: Desk) -> None:
    register = load_directory(desk.folder / "rules").register()
    names = {
        "Sở Ngoại vụ": ["a@b.gov.vn"],
        'Ban "Mới"': [],
        "SỞ NGOẠI VỤ ": [],
        "Thường trực Tỉnh ủy": [],
        "x" * 200: [],
    }
    text = rows(register, names)
    assert text.endswith('# [directory]: outside = ["Thường trực Tỉnh ủy"]\n') and is_outside("HĐND tỉnh")
    file = desk.folder / "rules/agencies/tinh.toml"
    file.write_text(file.read_text("utf-8") + "\n" + text, "utf-8")
    ids = [a.id for a in load_directory(desk.folder / "rules").register().agencies]
    assert [id_ for id_ in ids if "ngoai" in id_ or "moi" in id_] == ["t-so-ngoai-vu", "t-ban-moi", "t-so-ngoai-vu-2"]
