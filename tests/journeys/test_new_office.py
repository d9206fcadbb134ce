"""From an empty folder to the first mails, as README.vi.md says it: init, import, contacts, check, preview, tick.

No file is edited by hand but to answer what the import asked.
"""

import io
import re
import tomllib
from collections import Counter
from pathlib import Path

import openpyxl

from tests.documents import papers
from tests.journeys.desk import Desk, Ran, address, header, text_of
from tests.servers.needs import PLANS, needs_plans

SUNDAY, TEN_DAYS_BEFORE = "2026-11-22", "2026-11-25"
TOP = tuple(line.replace("BÌNH MẪU", "TUYÊN QUANG").replace("Bình Mẫu", "Tuyên Quang") for line in papers.TOP)


def founded(folder: Path, province: str, plan: bytes) -> Desk:
    """A new office with a plan lying in its folder."""
    assert Desk(folder).run("init", "co-quan", "--province", province).status == 0
    desk = Desk(folder / "co-quan")
    (desk.folder / "ke-hoach.docx").write_bytes(plan)
    return desk


def answer(desk: Desk, ran: Ran) -> None:
    """Paste what the import proposes for names it does not know into the directory, as it stands."""
    (file,) = (desk.folder / "rules/agencies").glob("*.toml")
    text = file.read_text("utf-8")
    for row in re.findall(r"^\[\[agency\]\]\n(?:[^\n]+\n)+", ran.out, re.M):
        text += f"\n{row}"
    for names in re.findall(r"^# \[directory\]: outside = \[(.*)\]$", ran.out, re.M):
        text = text.replace("\noutside = [", f"\noutside = [{names}, ", 1)
    file.write_text(text, "utf-8")


def settle(desk: Desk, name: str) -> int:
    """Answer each question of the plan file: what looks like a row is that row, anything else orders nothing."""
    file = desk.folder / "rules/plans" / name
    text = file.read_text("utf-8")
    entries = tomllib.loads(text).get("unplaced", [])
    for entry in entries:
        said = f'same_as = "{entry["like"]}"' if entry.get("like") else 'not_obligation = "nơi nhận"'
        block = f'words = "{entry["words"]}"\n'
        at = text.index(block, text.index(f'line = "{entry["line"]}"', text.index("[[unplaced]]")))
        text = f"{text[:at]}{said}\n{text[at:]}"
    file.write_text(text, "utf-8")
    return len(entries)


def contact_list(desk: Desk) -> bytes:
    """What an office fills in: the names of `agencies missing`, an address beside each."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(("STT", "Tên cơ quan, đơn vị", "Thư điện tử"))
    rows = desk.run("agencies", "missing", "--at", SUNDAY, "--format", "json").json
    for n, row in enumerate(rows, 1):
        sheet.append((n, row["name"], f"vanthu.{row['id'].partition('-')[2]}@tuyenquang.example"))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_from_an_empty_folder_to_the_first_mails(tmp_path: Path) -> None:
    desk = founded(tmp_path, "08", papers.word(top=TOP))

    imported = desk.run("import", "ke-hoach.docx", "--out", "rules/plans/ke-hoach.toml")
    assert imported.status == 0
    assert "Ban Quản lý các khu công nghiệp tỉnh" in imported.out
    asked = desk.run("check", "--lang", "en")
    assert asked.status == 0 and asked.out.count("is not in the directory, so") == 1
    answer(desk, imported)
    assert settle(desk, "ke-hoach.toml") == 1
    assert desk.run("check").status == 0
    plan = (desk.folder / "rules/plans/ke-hoach.toml").read_bytes()
    assert desk.run("import", "ke-hoach.docx", "--out", "rules/plans/ke-hoach.toml").status == 0
    assert (desk.folder / "rules/plans/ke-hoach.toml").read_bytes() == plan

    (desk.folder / "danh-ba.xlsx").write_bytes(contact_list(desk))
    shown = desk.run("agencies", "import", "danh-ba.xlsx")
    assert shown.status == 0 and shown.out.count("\n    + ") == 124 + 12 + 1 + 1 + 3
    assert desk.run("agencies", "import", "danh-ba.xlsx", "--yes").status == 0
    assert desk.run("agencies", "missing", "--at", SUNDAY, "--lang", "en").err.startswith("141 agencies")  # stand-ins
    checked = desk.run("check", "--lang", "en")
    assert checked.status == 0 and "has no contact" not in checked.out

    preview = desk.run("preview", "--at", SUNDAY, "--format", "json").json
    due = [r for r in preview if r["obligation"] == "tq-45-2026/report-half-year"]
    assert {(r["due_on"], r["target_on"], r["status"]) for r in due} == {("2026-12-10", "2026-12-09", "open")}
    # Every commune, every department and the new board, each once; the compiler does not report to itself.
    assert len({r["agency"] for r in due}) == len(due) == 124 + 11 + 1
    assert "tq-skhcn" not in {r["agency"] for r in due}
    day = ("--at", TEN_DAYS_BEFORE)
    notices = desk.run("notices", *day, "--days", "0", "--format", "json").json
    told = {box for n in notices for box in n["addresses"]}

    assert desk.run("tick", *day).status == 0
    mails = desk.mails()
    # The operator hears of what was over before the office began; everyone else gets what was announced.
    asks = [m for m in mails if not header(m, "Subject").startswith("Tổng hợp tháng")]
    sent = Counter(address(m) for m in asks) - Counter(["quantri@province.example"])
    informed = Counter(address(m) for m in mails if m not in asks)  # of what it supports, in one overview
    assert set(sent) | set(informed) == told and set(sent.values()) == set(informed.values()) == {1}
    assert len(sent) >= len(due)
    assert sent["vanthu.xa-truong-sinh@tuyenquang.example"] == 1
    letter = next(m for m in mails if address(m) == "vanthu.syt@tuyenquang.example")
    assert "45/KH-UBND" in text_of(letter) and "10/12/2026" in text_of(letter)
    again = desk.run("tick", *day)
    assert again.status == 0 and len(desk.mails()) == len(mails)


@needs_plans
def test_the_real_plan_of_quang_ninh_in_a_new_office(tmp_path: Path) -> None:
    desk = founded(tmp_path, "22", (PLANS / "quang-ninh-theme-2018.docx").read_bytes())
    imported = desk.run("import", "ke-hoach.docx", "--out", "rules/plans/chu-de-2018.toml", "--plan-id", "qn-2018")
    assert imported.status == 0
    answer(desk, imported)
    assert settle(desk, "chu-de-2018.toml") == 4
    checked = desk.run("check")
    assert checked.status == 0, checked.out
    rows = desk.run(
        "preview", "--from", "2018-01-01", "--to", "2018-12-31", "--at", "2018-01-02", "--format", "json"
    ).json
    assert {r["plan"] for r in rows} == {"qn-2018"}
    assert "2018-12-31" in {r["due_on"] for r in rows} and "2018-06-30" in {r["due_on"] for r in rows}
    assert desk.run("tick", "--at", "2018-11-20T09:00").status == 0 and desk.mails()
