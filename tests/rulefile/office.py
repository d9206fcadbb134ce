"""A small office, whole and without fault: what the broken files are broken from."""

CALENDAR = """\
[calendar]
id = "vietnam"
fixed = [
  { month = 9, day = 2, name = "Quốc khánh", since = 2019, document = "điều 112" },
]
days = [
  { on = 2026-01-01, kind = "holiday", name = "Tết Dương lịch", document = "điều 112" },
  { on = 2026-01-02, kind = "off_swap", name = "Nghỉ hoán đổi", document = "12729/VPCP-KGVX" },
  { on = 2026-01-10, kind = "work_swap", name = "Làm bù", document = "12729/VPCP-KGVX" },
]
"""

AGENCIES = """\
[directory]
id = "tinh"
name = "Thử Nghiệm"
province = 19
outside = ["Tập đoàn Than"]

[[agency]]
id = "ubnd"
name = "UBND tỉnh"
kind = "province"
contacts = [{ mailbox = "vt@ubnd.example" }]

[[agency]]
id = "snnmt"
name = "Sở Nông nghiệp và Môi trường"
kind = "department"
aliases = ["Sở NN&MT"]
contacts = [{ mailbox = "vt@snnmt.example" }]
head = [{ mailbox = "gd@snnmt.example" }]
superior = "ubnd"
from = 2025-03-01

[[agency]]
id = "stnmt"
name = "Sở Tài nguyên và Môi trường"
kind = "department"
contacts = [{ mailbox = "vt@stnmt.example" }]
until = 2025-02-28

[communes]
superior = "ubnd"
from = 2025-07-01
rows = [
  { code = "05710", id = "linh-son", name = "UBND phường Linh Sơn", contacts = [{ mailbox = "vt@linhson.example" }] },
  { code = "05692", id = "dong-hy", name = "UBND xã Đồng Hỷ", contacts = [{ mailbox = "vt@donghy.example" }] },
]

[[group]]
id = "departments"
name = "Các sở, ban, ngành"
kinds = ["department", "board"]

[[group]]
id = "communes"
name = "UBND các xã, phường"
kinds = ["commune"]
except = ["dong-hy"]

[[succession]]
old = "stnmt"
new = ["snnmt"]
from = 2025-03-01
share = "merge"
basis = "Nghị quyết 190/2025/QH15"
"""

PLAN = """\
[plan]
id = "kh-1"
directory = "tinh"
number = "1/KH-UBND"
issued = "ngày 05 tháng 01 năm 2026"
issued_on = 2026-01-05
title = "Kế hoạch thử"
issuer = "UBND tỉnh"
focal = "Sở Nông nghiệp và Môi trường"

[[task]]
id = "I.1"
title = "Xây dựng quy chế"
lead = "Sở NN&MT"
coordinators = "Các sở, ban, ngành"
timeframe = "Quý III/2026"
tags = ["nuoc"]

[[report]]
id = "quy"
title = "Báo cáo quý"
owed_by = "UBND các xã, phường"
to = "UBND tỉnh"
via = "Sở Nông nghiệp và Môi trường"
schedule = "trước ngày 10/12 hằng năm"

[[report]]
id = "nam"
title = "Báo cáo tổng hợp"
owed_by = "Sở Nông nghiệp và Môi trường"
schedule = "trước ngày 31/12 hằng năm"
compiles = ["quy"]
"""

RULES = """\
[[rule]]
id = "task"
select = { kind = "task" }
ladder = [
  { id = "d15", at = "-15wd", to = ["owner", "coordinator"], template = "coming" },
  { id = "d0", at = "0", to = ["owner"], template = "today" },
  { id = "weekly", at = "+3wd", every = ["5wd"], until = "+40wd", to = ["owner"], template = "overdue" },
]

[[rule]]
id = "report"
select = { kind = "report" }
ladder = [
  { id = "first", at = "issued", to = ["owner"], template = "first" },
  { id = "d5", at = "-5wd", to = ["owner"], template = "coming" },
  { id = "rollcall", at = "-1wd", to = ["compiler"], template = "rollcall" },
  { id = "late", at = "+1wd", to = ["owner"], template = "overdue" },
  { id = "again", at = "restart return", to = ["owner"], template = "returned" },
]
"""

OFFICE = {
    "agencies/tinh.toml": AGENCIES,
    "calendars/vietnam.toml": CALENDAR,
    "plans/kh-1.toml": PLAN,
    "reminders.toml": RULES,
}


def office(**changes: tuple[str, str]) -> dict[str, str]:
    """The office with one piece of text replaced in each file named (`plan=("old", "new")`)."""
    paths = {
        "agencies": "agencies/tinh.toml",
        "calendar": "calendars/vietnam.toml",
        "plan": "plans/kh-1.toml",
        "rules": "reminders.toml",
    }
    texts = dict(OFFICE)
    for name, (old, new) in changes.items():
        path = paths[name]
        assert texts[path].count(old) >= 1, f"{old!r} is not in {path}"
        texts[path] = texts[path].replace(old, new, 1)
    return texts
