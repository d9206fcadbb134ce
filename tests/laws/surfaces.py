"""What each surface says of one matter on one day, read from what is really shown: the words of mails, pages and
papers, with nothing known of how they were made."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from io import BytesIO
from typing import Any, Final

from docx import Document
from openpyxl import load_workbook

_DAY: Final = r"(\d\d)/(\d\d)/(\d{4})"
_LONG: Final = r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})"
_ISO: Final = r"(\d{4})-(\d\d)-(\d\d)"
# The standing in the words of each surface → one word for it.
STANDINGS: Final = {
    "chưa ghi nhận": "owed", "chưa báo cáo": "owed", "chưa có ngày": "owed", "quá hạn": "owed", "tồn đọng": "owed",
    "đang thực hiện": "owed", "đã báo cáo": "answered", "đã hoàn thành": "answered", "không phát sinh": "nil",
    "không phải báo cáo kỳ này": "waived", "không phải thực hiện": "waived", "tạm dừng": "suspended",
}  # fmt: skip


@dataclass(frozen=True)
class Said:
    """The facts of one matter. None: the surface says nothing of it. `due` is its date, None where there is none;
    `extended` the date of an extension and `document` its number, or the number of what it stands by."""

    standing: str | None = None
    due: tuple[date | None] | None = None
    extended: tuple[date | None] | None = None
    document: tuple[str] | None = None
    on: tuple[date | None] | None = None
    returned: bool | None = None
    times: int | None = None


def differences(true: Said, said: Said) -> list[str]:
    """Where what is said is not so."""
    names = ("standing", "due", "extended", "document", "on", "returned", "times")
    pairs = ((name, getattr(true, name), getattr(said, name)) for name in names)
    return [f"{name}: {stands!r}, says {says!r}" for name, stands, says in pairs if says is not None and says != stands]


def day(text: str) -> date | None:
    """The first day in the text."""
    if iso := re.fullmatch(_ISO, text):
        return date.fromisoformat(iso[0])
    if found := re.search(f"{_DAY}|{_LONG}", text):
        d, m, y = (n for n in found.groups() if n)
        return date(int(y), int(m), int(d))
    return None


def standing(words: str) -> str:
    """The standing that words begin with."""
    return next(code for phrase, code in STANDINGS.items() if words.casefold().startswith(phrase))


# mails


@dataclass(frozen=True)
class Letter:
    """A mail as it arrived: to whom, its subject and the words of its text part, and its calendar entries by method."""

    to: str
    subject: str
    text: str
    entries: tuple[tuple[str, dict[str, str]], ...]


def letter(to: str, raw: bytes) -> Letter:
    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    body = mail.get_body(("plain",))
    assert body
    entries = []
    for part in mail.walk():
        if part.get_content_type() == "text/calendar":
            text = part.get_content().replace("\r\n", "\n").replace("\n ", "")
            for event in text.split("BEGIN:VEVENT")[1:]:
                pairs = (line.partition(":") for line in event.split("END:VEVENT")[0].splitlines())
                facts = {name.partition(";")[0]: value for name, _, value in pairs}
                entries.append((str(part.get_param("method")), facts))
    return Letter(to, str(mail["Subject"]), body.get_content().replace("\r\n", "\n"), tuple(entries))


@dataclass(frozen=True)
class Block:
    """One matter in a mail: its lead line, what is asked, its facts by label, and the agencies listed below it."""

    lead: str
    ask: str
    facts: dict[str, str] = field(hash=False)
    units: dict[str, str] = field(hash=False)


def blocks(text: str, title: str, reference: str) -> list[Block]:
    """The matters of this title and reference that a mail tells in full."""
    found = []
    for piece in re.split(rf"^(?:\d+\. )?{re.escape(title)}\n", text, flags=re.M)[1:]:
        if f"Mã theo dõi: {reference}\n" not in piece:
            continue
        whole = re.split(r"\n(?=\d+\. |[A-ZĐ][^\n]*\n-{5,}|Xem và trả lời|Quý cơ quan có thể)", piece)[0]
        lead, ask, rest = (*whole.split("\n\n", 2), "", "")[:3]
        lines = re.sub(r"\n {5,}", " ", rest).splitlines()
        pairs = (line.strip().partition(": ") for line in lines)
        facts = {label: value for label, _, value in pairs if value and not label.startswith("- ")}
        units = {
            label[2:]: value for label, _, value in (x.strip().partition(": ") for x in lines) if label[:2] == "- "
        }
        found.append(Block(" ".join(lead.split()), " ".join(ask.split()), facts, units))
    return found


def of_block(b: Block) -> Said:
    """What a mail says of the matter to its own agency."""
    f, record = b.facts, "Ghi nhận" in b.facts
    due = f.get("Thời hạn", f.get("Thời hạn trước khi tạm dừng", ""))
    extended = re.search(rf"Đồng ý gia hạn đến ngày {_DAY}(?: \(văn bản số ([^)]+)\))?", b.ask)
    given = extended[0] if extended else f.get("Đã gia hạn", "")
    number = re.search(r"văn bản số ([^\s),]+)", given)
    held = "tạm dừng" if "Tạm dừng thực hiện" in b.lead else f.get("Ghi nhận", "chưa ghi nhận")
    document = f.get("Văn bản", "") if record else number[1] if number else ""
    stands = re.match(r"số ([^,]+)", document)
    return Said(
        standing=standing(held),
        due=None if record and not due else (day(due),),
        extended=None if record else (day(given) if given else None,),
        document=(stands[1] if stands else document,),
        returned=True if b.lead.startswith("Đề nghị hoàn thiện lại") else None,
    )


def of_unit(words: str) -> Said:
    """What a list says of one agency."""
    told = re.search(r"đã nhắc (?:(\d+) lần)?", words)
    given = re.search(rf"được gia hạn đến (?:ngày )?{_DAY}(?: \(văn bản số ([^)]+)\))?", words)
    own = words.startswith(("được gia hạn", "thời hạn riêng"))
    stands = "owed" if own else standing(words)
    resting = None if stands == "owed" else re.search(rf"(?:, (?:văn bản số )?([^,;]+))?, ngày {_DAY}", words)
    return Said(
        standing=stands,
        extended=(day(given[0]) if given else None,) if stands == "owed" else None,
        document=((given[4] or "") if given else "",) if stands == "owed" else ((resting and resting[1]) or "",),
        on=(day(resting[0]) if resting else None,) if stands != "owed" else None,
        returned="hoàn thiện lại" in words if stands == "owed" and not given else None,
        times=(int(told[1] or 1) if told else 0) if stands == "owed" else None,
    )  # fmt: skip


# the agency's page


class _Text(HTMLParser):
    """Visible words, a mark before each term of a list."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._hidden = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self._hidden = tag in ("style", "title") or self._hidden
        if tag in ("dt", "h1", "h2", "form", "div", "dl", "p", "li"):
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden = False if tag in ("style", "title") else self._hidden

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(" " + data)


def visible(html: str) -> str:
    """The words of a page, a line for each of its parts."""
    read = _Text()
    read.feed(html)
    return "\n".join(" ".join(line.split()) for line in "".join(read.words).split("\n") if line.strip())


def of_page(html: str) -> Said:
    """What the page of one matter says."""
    text = visible(html).partition("\nTrả lời\n")[0] + "\n"
    record = re.search(rf"Đã ghi nhận: (?:văn bản số ([^,]+)|([^,]+)), ngày {_DAY}\.", text)
    stopped = re.search(rf"Tạm dừng thực hiện từ ngày {_DAY}\.[^(\n]*(?:\(văn bản số ([^)]+)\))?\n", text)
    due = re.search(r"^Thời hạn (.*)$", text, re.M)
    given = re.search(rf"Đã được gia hạn đến ngày {_DAY}\.?(?: \(văn bản số ([^)]+)\))?", text)
    accused = "chưa ghi nhận" in text or "Còn " in text or "là ngày cuối" in text
    dated = (day(due[1]) if due else None,)
    if record:
        assert not accused and not stopped, "answered, and asked for"
        stands = standing(record[2]) if record[2] else None
        return Said(stands, dated, document=(record[1] or "",), on=(day(record[0].rpartition("ngày")[2]),))
    if stopped:
        assert not accused, "suspended, and asked for"
        return Said("suspended", dated, document=(stopped[4] or "",), on=(day(stopped[0]),))
    return Said(
        "owed", dated, (day(given[0]) if given else None,), ((given[4] or "") if given else "",),
        returned="trả lại để hoàn thiện" in text,
    )  # fmt: skip


# papers


def table(docx: bytes) -> list[list[str]]:
    """The rows of a paper's table of agencies or matters, its heading first."""
    rows = [[[cell.text for cell in row.cells] for row in found.rows] for found in Document(BytesIO(docx)).tables]
    (wanted,) = [each for each in rows if {"Cơ quan", "Thời hạn"} & set(each[0])]
    return wanted


def sheet(xlsx: bytes) -> list[list[Any]]:
    """The rows of a workbook's first sheet."""
    return [[cell.value for cell in row] for row in load_workbook(BytesIO(xlsx)).worksheets[0].iter_rows()]


def of_status(row: Mapping[str, str]) -> Said:
    """What a row of `status --format csv` says."""
    stands = standing(row["Tình trạng"])
    owed = stands == "owed"
    return Said(
        stands, (day(row["Thời hạn"]),), (day(row["Gia hạn đến"]),),
        (row["Văn bản gia hạn"] if owed else row["Văn bản"],), (day(row["Ngày"]),),
    )  # fmt: skip


def of_report(cells: Iterable[Any]) -> Said:
    """What a row of the compiled report says."""
    _n, _name, stands, document, on, _timely, remark = (cell or "" for cell in cells)
    given = re.search(rf"được gia hạn đến (?:ngày )?{_DAY}(?:, văn bản số ([^;,]+))?", str(remark))
    code = standing(str(stands))
    said_on = day(on) if isinstance(on, str) else on.date()
    if code != "owed":
        return Said(code, document=(str(document),), on=(said_on,))
    return Said(
        code, extended=(day(given[0]) if given else None,), document=((given[4] or "") if given else "",),
        returned="hoàn thiện lại" in str(remark),
    )  # fmt: skip
