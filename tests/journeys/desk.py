"""A desk to try commands at: a folder of its own, the real command line, the real database and Maildir."""

import contextlib
import csv
import io
import json
import mailbox
import os
import subprocess
import sys
from dataclasses import dataclass
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

from reminder import cli

CALENDAR = """\
[calendar]
id = "vietnam"
fixed = [{ month = 9, day = 2, name = "Quốc khánh", since = 2019, document = "điều 112" }]
days = [
  { on = 2026-11-24, kind = "holiday", name = "Ngày Văn hóa Việt Nam", document = "Nghị quyết 28/2026/QH16" },
  { on = 2027-01-01, kind = "holiday", name = "Tết Dương lịch", document = "điều 112" },
]
"""
AGENCIES = """\
[directory]
id = "tinh"
name = "Thử Nghiệm"
province = 19

[[agency]]
id = "ubnd"
name = "UBND tỉnh"
kind = "province"
contacts = [{ mailbox = "vt@ubnd.example" }]

[[agency]]
id = "snnmt"
name = "Sở Nông nghiệp và Môi trường"
kind = "department"
superior = "ubnd"
contacts = [{ mailbox = "vt@snnmt.example" }]
head = [{ mailbox = "gd@snnmt.example" }]

[[agency]]
id = "sxd"
name = "Sở Xây dựng"
kind = "department"
superior = "ubnd"
contacts = [{ mailbox = "vt@sxd.example" }, { mailbox = "pth@sxd.example" }]
head = [{ mailbox = "gd@sxd.example" }]

[[agency]]
id = "sct"
name = "Sở Công Thương"
kind = "department"
superior = "ubnd"
contacts = [{ mailbox = "vt@sct.example" }]
head = [{ mailbox = "gd@sct.example" }]

[[group]]
id = "departments"
name = "Các sở, ban, ngành"
kinds = ["department", "board"]
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
id = "1"
title = "Xây dựng quy chế"
output = "Quy chế"
lead = "Sở Công Thương"
timeframe = "Quý IV/2026"

[[task]]
id = "2"
title = "Rà soát văn bản"
timeframe = "hoàn thành đến hết năm 2026"

[[report]]
id = "year"
title = "Báo cáo năm"
owed_by = "Các sở, ban, ngành"
to = "UBND tỉnh"
via = "Sở Nông nghiệp và Môi trường"
schedule = "trước ngày 15/12 hằng năm"

[[report]]
id = "province"
title = "Báo cáo của tỉnh"
owed_by = "Sở Nông nghiệp và Môi trường"
to = "UBND tỉnh"
schedule = "trước ngày 31/12 hằng năm"
compiles = ["year"]
"""
RULES = """\
[[rule]]
id = "all"
select = {}
ladder = [
  { id = "first", at = "issued", to = ["owner"], template = "first" },
  { id = "d10", at = "-10wd", to = ["owner"], template = "coming" },
  { id = "d5", at = "-5wd", to = ["owner"], template = "coming" },
  { id = "d1", at = "-1wd", to = ["owner"], template = "coming", urgency = "high" },
  { id = "d0", at = "0", to = ["owner"], template = "today", urgency = "high" },
  { id = "overdue", at = "+1wd", to = ["owner"], template = "overdue", urgency = "high" },
  { id = "rollcall", at = "+1wd", to = ["compiler"], template = "rollcall" },
  { id = "head", at = "+3wd", to = ["head", "focal"], template = "escalation", urgency = "high" },
]
"""
CONFIG = """\
database = "sqlite:///reminder.db"
operator = "quantri@tinh.example"

[mail]
sender = "nhachan@tinh.example"
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """One call of the command line."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Desk:
    """A folder with rules and configuration, and the command line run in it."""

    folder: Path

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        text = (self.folder / name).read_text("utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def run(self, *words: str) -> Ran:
        """In this process, by the road of the installed script."""
        out, err, before = io.TextIOWrapper(io.BytesIO()), io.TextIOWrapper(io.BytesIO()), sys.argv
        sys.argv, status = ["reminder", *words], 0
        try:
            with (
                contextlib.chdir(self.folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err),
                patch.dict(os.environ),  # the command line sets a language
            ):  # fmt: skip
                cli.main()
        except SystemExit as done:
            status = int(done.code or 0)
        finally:
            sys.argv = before
        return Ran(status, _text(out), _text(err))

    def spawn(self, *words: str, **environment: str) -> subprocess.Popen[str]:
        """As a process of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "reminder", *words],
            cwd=self.folder,
            env=os.environ | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def mails(self, operator: bool = False) -> list[Message]:
        """Everything delivered to agencies, in order of sending; with `operator` what the operator got instead."""
        if not (self.folder / "mail").exists():
            return []
        found = mailbox.Maildir(self.folder / "mail", create=False)
        wanted = (m for m in found if address(m).startswith("quantri@") == operator)
        return sorted(wanted, key=lambda m: (parsedate_to_datetime(m["Date"]), m["To"]))

    def told(self) -> list[tuple[str, str]]:
        """Address and subject of everything delivered to agencies."""
        return [(address(m), header(m, "Subject")) for m in self.mails()]


def sheet(ran: Ran) -> list[list[str]]:
    """The CSV that was printed, as a spreadsheet reads it: its headings, then its lines."""
    assert ran.out.startswith("\ufeff"), ran.err
    return list(csv.reader(io.StringIO(ran.out.removeprefix("\ufeff"), newline="")))


def header(message: Message, name: str) -> str:
    return str(make_header(decode_header(message[name])))


def address(message: Message) -> str:
    return header(message, "To").rpartition("<")[2].rstrip(">")


def text_of(message: Message) -> str:
    """The text part."""
    for part in message.walk():
        if part.get_content_type() == "text/plain":
            payload = part.get_payload(decode=True)
            assert isinstance(payload, bytes)
            return payload.decode()
    raise AssertionError("no text part")


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    raw = stream.buffer
    assert isinstance(raw, io.BytesIO)
    return raw.getvalue().decode()
