"""What is owed in a schedule, which names bodies and days and no task: its title says it, or its header does."""

import re

from reminder.directory.first_words import begins_body
from reminder.documents.tables.captions import Caption
from reminder.documents.tables.cells import is_name
from reminder.documents.tables.headers import TIMES, Field, field_of
from reminder.documents.tables.timeframes import Columns
from reminder.text_matching import folded

_ACTIVITY = re.compile(r"(?:thời gian|thời hạn|thời điểm|hạn|ngày|tháng|quý|lịch|được)\s+(?P<what>[^()]+)", re.I)
_ANY = re.compile(
    r"(?:(?:dự kiến|thực hiện|hoàn thành|tổ chức|cuối cùng|triển khai|bắt đầu|kết thúc|trong|năm|của|\d+)\s*)*"
)


def activity(columns: Columns, place: int | None) -> str:
    """What is done by the time in that column: `Kiểm tra` of "Thời gian kiểm tra", else of "Đơn vị được kiểm tra";
    `Báo cáo quý I` where the head names it alone; "" when the header says no more than when."""
    subject = columns.fields.index("subject") if "subject" in columns.fields else None
    for at in (place, subject):
        head = columns.heads[at].replace("\n", " ") if at is not None else ""
        match = _ACTIVITY.search(head)
        words = (match["what"] if match else "") if at == subject or field_of(head) in TIMES else head
        words = words.strip(" .:")
        if words and not _ANY.fullmatch(words.lower()):
            return words[:1].upper() + words[1:]
    return ""


def subject_column(columns: Columns, texts: tuple[str, ...], *, titled: bool) -> int | None:
    """The column that tells one row from the next: what is visited or checked, else, where nobody is named, the first
    column of words that has no other part; beside who does it a column without a part, where it names a body or where
    neither the table's title nor its header says what is done (not `titled`)."""
    if "subject" in columns.fields:
        return columns.fields.index("subject")
    led = "lead" in columns.fields
    spare: tuple[Field, ...] = ("other",) if led else ("other", "note", "approver")
    others = (place for place, field in enumerate(columns.fields) if field in spare and place < len(texts))
    names = begins_body if led and titled else is_name
    return next((place for place in others if names(texts[place])), None)


def schedule_title(columns: Columns, caption: Caption, subject: str, place: int | None) -> str:
    """The title of a row: the table's, what is done by the time in that column where that does not say it, and what it
    is done to."""
    done = activity(columns, place)
    parts = [caption.title, "" if folded(done) in folded(caption.title) else done, subject.replace("\n", " ")]
    return " – ".join(filter(None, parts))
