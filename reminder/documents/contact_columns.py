"""Which column of a contact list holds what: by its headings, in up to three levels, else by what the cells hold."""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from reminder.documents.blocks import Row, Table
from reminder.text_matching import folded

ListColumn = Literal["name", "mailbox", "head", "person"]

_MAIL = re.compile(r"\b((e |e|g)?mails?|thu dien tu|hop thu|mailbox(es)?|dia chi thu|thu cong vu)\b")
_HEADS = re.compile(r"\b(lanh dao|thu truong|dung dau|giam doc|chu tich|head)\b")
_PRIVATE = re.compile(r"\b(ca nhan|rieng|personal|private)\b")
_PERSON = re.compile(r"\b(nguoi|ho (va )?ten|dau moi|can bo|chuyen vien|contact|person)\b")
_BODY = re.compile(r"\b(co quan|don vi|agency|agencies|unit)\b")
_NAME = re.compile(r"\b(co quan|don vi|so|nganh|xa|phuong|ten|agency|agencies|name|unit)\b")
_NEITHER = re.compile(
    r"\b(dien thoai|di dong|dtdd|sdt|stt|tt|thu tu|dia chi|ghi chu|chuc vu|chuc danh|fax|website|ma|dinh danh"
    r"|loai|so luong)\b"
)
_TITLE = re.compile(r"cong hoa xa hoi|doc lap|(danh (ba|sach|muc)|phu luc|kem theo|bieu|ubnd|uy ban|hdnd|hoi dong)\b")
_LEVELS, _LONGEST = 3, 60  # rows of headings, letters of one
_SEARCHED = 20  # rows in which headings are looked for


class Layout(NamedTuple):
    """The rows that hold the list begin at `first`; `heads` are those above that head its `columns`. `guessed`: no
    heading told. `private`: columns of persons' own mailboxes beside those of their offices, with their headings."""

    first: int
    columns: dict[int, ListColumn]
    heads: tuple[Row, ...] = ()
    guessed: bool = False
    private: tuple[tuple[int, str], ...] = ()


def layout(table: Table, before: Layout | None) -> Layout | None:
    """Where the list is and what its columns are; a table without headings goes on under those `before` it. None
    where no list is."""
    for n in range(min(_SEARCHED, len(table.rows))):
        if found := _headed(table.rows, n):
            if not any(_TITLE.match(_words(text)) for text in table.rows[n].texts):
                return found
            # A letterhead may look like the upper level of the headings below it.
            return next(filter(None, (_headed(table.rows, k) for k in range(n + 1, found.first))), found)
    if before is not None and not before.guessed and table.width > max(before.columns):
        boxes = [at for at, what in before.columns.items() if what in ("mailbox", "head")]
        if any("@" in row.texts[at] for row in table.rows for at in boxes if at < len(row.cells)):
            return before._replace(first=0, private=())
    return _by_content(table)


def _headed(rows: Sequence[Row], n: int) -> Layout | None:
    """The list under the headings that begin in row `n`: as many levels as there are."""
    if sum(bool(text) for text in rows[n].texts) < 2:  # a title
        return None
    heads = [rows[n]]
    for row in rows[n + 1 : n + _LEVELS]:
        if not _goes_on(heads[-1], row):
            break
        heads.append(row)
    columns: dict[int, ListColumn] = {}
    private: list[tuple[int, str]] = []
    for at in range(len(rows[n].cells)):
        upper, lower = _heading(heads, at)
        what = _column(_words(upper), _words(lower))
        if what == "mailbox" and _PRIVATE.search(_words(f"{upper} {lower}")):
            private.append((at, f"{upper} {lower}".strip()))
        elif what and not (what == "name" and "name" in columns.values()):
            columns[at] = what
    if "mailbox" not in columns.values():
        columns |= {at: "mailbox" for at, _ in private}
        private = []
    if not {"name", "mailbox"} <= set(columns.values()):
        return None
    return Layout(n + len(heads), columns, tuple(heads), False, tuple(private))


def _goes_on(top: Row, low: Row) -> bool:
    """The row is a lower level of headings: it divides one that is above, and holds nothing that a list does."""
    divides = False
    for above, cell in zip(top.cells, low.cells, strict=False):
        if re.search(r"[\d@]", cell.text) or len(cell.text) > _LONGEST:
            return False
        divides |= bool(cell.text) and not above.text and _means(_words(cell.text))
    return divides


def _heading(heads: Sequence[Row], at: int) -> tuple[str, str]:
    """What stands over the column in the upper levels, and the lowest words of its own."""
    words: list[str] = []
    for level, row in enumerate(heads):
        text = row.texts[at] if at < len(row.cells) else ""
        if not text and any(at < len(low.cells) and low.texts[at] for low in heads[level + 1 :]):
            text = next((word for word in reversed(row.texts[:at]) if word), "")  # it spans the columns it divides into
        words += [text] if text and len(text) <= _LONGEST and "@" not in text else []
    return " ".join(words[:-1]), words[-1] if words else ""


def _words(text: str) -> str:
    """The words without their marks, in small letters, with single blanks between."""
    return re.sub(r"[^a-z0-9]+", " ", folded(text)).strip()


def _means(words: str) -> bool:
    return any(pattern.search(words) for pattern in (_MAIL, _HEADS, _PRIVATE, _PERSON, _NAME, _NEITHER))


def _column(upper: str, lower: str) -> ListColumn | None:
    words = f"{upper} {lower}".strip()
    if _MAIL.search(lower) or (_MAIL.search(upper) and not _NEITHER.search(lower)):
        return "head" if _HEADS.search(words) else "mailbox"
    if not words or _NEITHER.search(words):
        return None
    body = _BODY.search(lower) and not re.search(r"\b(nguoi|ho (va )?ten|can bo|chuyen vien)\b", lower)
    if (_PERSON.search(lower) or (_PERSON.search(upper) and re.search(r"\bten\b", lower))) and not body:
        return None if _HEADS.search(words) else "person"
    return "name" if _NAME.search(words) else None


def _by_content(table: Table) -> Layout | None:
    width = table.width
    mail = [sum("@" in row.texts[at] for row in table.rows if at < len(row.cells)) for at in range(width)]
    if not any(mail):
        return None
    mailbox = mail.index(max(mail))
    letters = [
        0 if at == mailbox else sum(sum(c.isalpha() for c in r.texts[at]) for r in table.rows if at < len(r.cells))
        for at in range(width)
    ]
    if not any(letters):
        return None
    return Layout(0, {letters.index(max(letters)): "name", mailbox: "mailbox"}, guessed=True)
