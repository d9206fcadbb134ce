"""Tables that hold no tasks: forms to be filled in, agendas, figures, lists. Which of them one is."""

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from reminder.documents.tables.cells import is_blank, is_dated, is_figure, is_hour, is_length, is_tick, is_time, is_unit
from reminder.documents.tables.headers import TIMES, Field
from reminder.text_matching import folded

Kind = Literal["form", "agenda", "figures", "scores", "people", "documents", "glossary", "procedure", "left out"]

_UNIT = r"^(dvt|d\.?v\.?t|don vi do)$|^don vi tinh"
_PEOPLE = r"\bho( va|,)? ?ten\b|^ten (can bo|nguoi|dai bieu|thanh vien)|ngay,? (thang,? nam )?sinh|nam sinh|cccd|cmnd"
# One of these words says what the table is; of the others two must agree.
_SURE: tuple[tuple[Kind, str], ...] = (
    ("people", _PEOPLE),
    ("scores", r"diem (toi da|chuan|tu cham|tu danh gia|tham dinh|dat|so)\b|thang diem|^(so )?diem$"),
    ("form", _UNIT),
    ("glossary", r"viet tat|thuat ngu|tu ngu|khai niem"),
    ("documents", r"^so,? ?(va |hieu,? )?ky hieu|trich yeu"),
    (
        "procedure",
        r"thu tuc hanh chinh|\btthc\b|^(cac )?buoc( thuc hien)?$|^trinh tu( cac buoc)?|ma ho so|thoi han bao quan",
    ),
)
_LIKELY: tuple[tuple[Kind, str], ...] = (
    ("people", r"chuc vu|chuc danh|dien thoai|e ?mail|^so dt|di dong|vai tro"),
    (
        "documents",
        r"(ngay|thang|nam|co quan) (ban hanh|ky)|ten (loai )?(van ban|loai)|hieu luc|so van ban|^van ban|ngay van ban",
    ),
    ("glossary", r"giai (thich|nghia)|\bnghia\b|dinh nghia|^tu$|^dien giai"),
    (
        "procedure",
        r"phi,? le phi|dia diem (thuc hien|tiep nhan|tra)|thoi (gian|han) (giai quyet|xu ly|thuc hien)|cach thuc"
        r"|thanh phan ho so|muc do|nguoi thuc hien|bo phan",
    ),
    (
        "figures",
        r"so lieu|ky (truoc|nay)|cung ky|so sanh|luy ke|cong don|^uoc|^thuc hien|^ke hoach|so (luong|tien|vu|nguoi)"
        r"|^tong|^ty le|^tang|^giam|thanh tien|don gia|dien tich|san luong|gia tri|^von\b|chi tieu|kinh phi|%"
        r"|^(nam|quy|thang) (20|\d|i)",
    ),
)
_FORM = re.compile(
    r"^\W*(?:phụ lục \w+\W+)?(?:biểu )?mẫu(?: số| biểu| báo cáo|:| \d| [IVX]+\b)|biểu mẫu|đề cương", re.I
)
_ASSIGNED = re.compile(r"chu tri|thuc hien|phan cong")


def kind_by_words(heads: Sequence[str]) -> Kind | None:
    """The kind that the words of a header name, None when they name none."""
    words = [folded(head).strip(" .:()") for head in heads if head]
    for kind, pattern in _SURE:
        if any(re.search(pattern, word) for word in words) and len(words) > 1:
            return kind
    for kind, pattern in _LIKELY:
        if sum(bool(re.search(pattern, word)) for word in words) >= 2:
            return kind
    return None


def kind_of(
    heads: Sequence[str], fields: Sequence[Field], rows: Sequence[Sequence[str]], caption: str, sure: bool
) -> Kind | None:
    """The kind of a table with a header, None when it holds tasks: some cell of a time gives one, or some cell of an
    owner names a body, and nothing says that it is something else. `sure`: its header calls them tasks."""
    words = kind_by_words(heads)
    times = _filled(rows, fields, *TIMES)
    if _is_agenda(fields, rows):
        return "agenda"
    if (words == "procedure" or not sure) and times and _mostly(map(is_length, times)):
        return "procedure"
    charted = _filled(rows, fields, "period") if fields.count("period") > 1 else []
    if any(map(is_dated, times)) or _mostly(map(is_tick, charted)):
        return None
    if charted or _mostly(map(is_figure, _filled(rows, fields, "title"))):
        return "figures"
    owned = any(_ASSIGNED.search(folded(head)) for head, field in zip(heads, fields, strict=False) if field == "lead")
    if words == "scores" or (words == "people" and not owned):
        return words
    owners = _filled(rows, fields, "lead", "coordinators", "roles")
    timed = any(map(is_time, times))
    if not timed and (_FORM.search(caption) or not (owners or _filled(rows, fields, "title", "subject"))):
        return "form"
    if timed or (owners and not _mostly(is_unit(text) or is_figure(text) for text in owners)):
        return None
    return words_or_figures(words, rows)


def _is_agenda(fields: Sequence[Field], rows: Sequence[Sequence[str]]) -> bool:
    """Most rows have an hour, and a day stands over many of them or nowhere; bodies that are visited at an hour, and do
    nothing, are no agenda as soon as a day is named."""
    whens = [_filled([row], fields, *TIMES) for row in rows]
    hours = sum(any(map(is_hour, when)) for when in whens)
    days = sum(any(map(is_dated, when)) for when in whens)
    return 0 < len(rows) <= 2 * hours and (not days or ("title" in fields and 2 * days < len(rows)))


def words_or_figures(words: Kind | None, rows: Sequence[Sequence[str]]) -> Kind | None:
    """Where figures are asked for, a form has more blanks than figures yet."""
    if words not in (None, "form", "figures"):
        return words
    cells = [text for row in rows for text in row[1:]]
    filled = [text for text in cells if not is_blank(text)]
    figures = sum(map(is_figure, filled))
    if words and figures < len(cells) - len(filled):
        return "form"
    return "figures" if words or (filled and figures >= 0.4 * len(filled)) else None


def _filled(rows: Sequence[Sequence[str]], fields: Sequence[Field], *wanted: Field) -> list[str]:
    return [
        text for row in rows for field, text in zip(fields, row, strict=False) if field in wanted and not is_blank(text)
    ]


def _mostly(tests: Iterable[bool]) -> bool:
    results = list(tests)
    return bool(results) and 2 * sum(results) >= len(results)
