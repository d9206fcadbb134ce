"""A small office of agencies with a name of every kind, and lists for it in the forms offices keep them."""

import io
import unicodedata
from pathlib import Path

import openpyxl

from tests.journeys.desk import CALENDAR, CONFIG, RULES, Desk

AGENCIES = """\
# Danh bạ thử
[directory]
id = "tinh"
name = "Thử Nghiệm"
province = 19

[[agency]]
id = "t-ubnd"
name = "UBND tỉnh"
kind = "province"
contacts = [{ mailbox = "vt@ubnd.example" }]   # giữ sẵn

[[agency]]
id = "t-snnmt"
name = "Sở Nông nghiệp và Môi trường"   # từ 01/3/2025
kind = "department"
from = 2025-03-01

[[agency]]
id = "t-svhttdl"
name = "Sở Văn hóa, Thể thao và Du lịch"
kind = "department"
contacts = [
  { mailbox = "cu@vhttdl.gov.vn" },                        # văn thư cũ
  { mailbox = "sau@vhttdl.gov.vn", from = 2027-01-01 },    # từ 2027
]

[[agency]]
id = "t-stnmt"
name = "Sở Tài nguyên và Môi trường"
kind = "department"
until = 2025-02-28

[[agency]]
id = "t-stttt"
name = "Sở Thông tin và Truyền thông"
kind = "department"
until = 2025-02-28

[[agency]]
id = "t-bqlda"
name = "Ban Quản lý dự án"
kind = "board"
until = 2024-12-31

[communes]
superior = "t-ubnd"
from = 2025-07-01
rows = [
  { code = "00001", id = "t-xa-hoa-binh", name = "UBND xã Hòa Bình" },   # một
  { code = "00002", id = "t-phuong-van-lang", name = "UBND phường Văn Lang" },
  { code = "00003", id = "t-xa-van-lang", name = "UBND xã Văn Lăng" },
]

[[group]]
id = "t-departments"
name = "Các sở, ban, ngành"
kinds = ["department", "board"]

[[succession]]
old = "t-stnmt"
new = ["t-snnmt"]
from = 2025-03-01
share = "merge"
basis = "Nghị quyết 190/2025/QH15"

[[succession]]
old = "t-stttt"
new = ["t-snnmt", "t-svhttdl"]
from = 2025-03-01
share = "split"
basis = "Nghị quyết 190/2025/QH15"
"""
FILE = "rules/agencies/tinh.toml"
LIST = """\
Cơ quan,Email
Sở Nông nghiệp và Môi trường,vanthu@nnmt.gov.vn
"Sở Văn hóa, Thể thao và Du lịch",vanthu@vhttdl.gov.vn
UBND xã Hòa Bình,vanthu@hoabinh.gov.vn
"""
SAID = {
    "t-snnmt": ["vanthu@nnmt.gov.vn"],
    "t-svhttdl": ["vanthu@vhttdl.gov.vn", "sau@vhttdl.gov.vn"],
    "t-xa-hoa-binh": ["vanthu@hoabinh.gov.vn"],
}


def office(folder: Path) -> Desk:
    """The desk of that office; its date is 1/12/2026 in the tests."""
    made = Desk(folder)
    made.write("reminder.toml", CONFIG)
    made.write("rules/calendars/vietnam.toml", CALENDAR)
    made.write("rules/reminders.toml", RULES)
    made.write(FILE, AGENCIES)
    return made


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def workbook(*rows: tuple[str | int | None, ...], merged: str = "", title: str = "Danh bạ", hidden: int = 0) -> bytes:
    """An xlsx of one sheet; `hidden` is a row that does not show."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    if merged:
        sheet.merge_cells(merged)
    if hidden:
        sheet.row_dimensions[hidden].hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
