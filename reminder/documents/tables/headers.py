"""Which column is which: by the words of its header, or by what it holds when the header is lost."""

import re
from collections.abc import Callable, Sequence
from typing import Literal

from reminder.directory.first_words import ANYONE, BODIES, LEVELS, pattern
from reminder.text_matching import folded

Field = Literal[
    "stt", "title", "output", "lead", "coordinators", "approver", "funding", "timeframe", "roles",
    "start", "end", "note", "other",
]  # fmt: skip

_COUNTING = re.compile(r"(s?tt|so tt|so thu tu|so|#|no\.?|ma so|ma nhiem vu)")
# In this order: "thời gian chủ trì trình" is a timeframe, "sản phẩm của nhiệm vụ" an output.
_FIELDS: tuple[tuple[Field, str], ...] = (
    ("start", r"^(thoi gian |thoi diem |ngay )?(bat dau|khoi cong)"),
    ("end", r"^(thoi gian |thoi diem |ngay )?ket thuc"),
    (
        "timeframe",
        r"thoi gian|thoi han|thoi diem|tien do|thoi ky|lo trinh|\bhan\b|ngay hoan thanh|nam (thuc hien|hoan thanh)"
        r"|^hoan thanh|^ky han|giai doan thuc hien|^thang$|^quy$|^nam$|moc hoan thanh|ke hoach thoi gian",
    ),
    ("funding", r"kinh phi|nguon von|nguon luc|du toan|ngan sach|\bvon\b|tong muc|nguon tai chinh"),
    ("roles", r"(chu tri|thuc hien).*phoi hop.*"),
    ("coordinators", r"phoi hop|tham gia|^(co quan|don vi).* lien quan"),
    (
        "lead",
        r"chu tri|dau moi|(co quan|don vi|to chuc|bo phan)[^a-z]*.*(thuc hien|duoc giao|chiu trach nhiem|tham muu"
        r"|trien khai|soan thao|bao cao|trinh\b)|phan cong|trach nhiem|^don vi$|^co quan$|^co quan,? don vi$"
        r"|nguoi thuc hien|^giao\b",
    ),
    ("note", r"ghi chu|can cu|co so phap ly|dien giai|luu y"),
    (
        "title",
        r"^(ten|noi dung|nhiem vu|cac nhiem vu|cong viec|noi dung cong viec|chuong trinh|du an|de an|hoat dong"
        r"|danh muc|nhom nhiem vu|giai phap|hang muc|viec)",
    ),
    (
        "approver",
        r"quyet dinh|phe duyet|cap trinh|noi trinh|trinh (duyet|ban hanh)|ban hanh|tham quyen|cap quyet"
        r"|co quan nhan|^trinh",
    ),
    ("output", r"san pham|ket qua|muc tieu|dau ra|hinh thuc|chi tieu|yeu cau|muc dich|quy mo|loai van ban"),
    ("title", r"nhiem vu|noi dung|cong viec|chuong trinh|du an|de an|hoat dong|giai phap|van ban|tieu chi"),
)

AGENCY_START = re.compile(rf"(?:các |mỗi )?{pattern('tỉnh', *BODIES, *LEVELS, *ANYONE)}", re.I)
TIME_WORDS = re.compile(
    r"^\W*(từ |trước |trong |sau |hết |đến |chậm nhất|muộn nhất|định kỳ|hằng |hàng |thường xuyên|quý|tháng|năm"
    r"|ngày|giai đoạn|hoàn thành|theo (lộ trình|quy định|tiến độ|kế hoạch|yêu cầu)|cuối|đầu|giữa|cả năm|đột xuất"
    r"|khi có|\d{1,2}\s*/\s*\d|(19|20)\d\d)",
    re.I,
)
_MONEY = re.compile(r"ngân sách|nguồn|vốn|kinh phí|\bns\b|xã hội hóa|triệu|tỷ đồng|htqt", re.I)
_STT = re.compile(r"(\d{1,3}(\.\d{1,3}){0,3}|[IVXL]{1,6}|[A-ZĐa-zđ])[.)]?|\*|[-–+]")


def field_of(header: str) -> Field | None:
    """The field a header cell names, None when it names none we know."""
    words = folded(header)
    if not words or len(words) > 120:
        return None
    if _COUNTING.fullmatch(words.strip(" .:()")):
        return "stt"
    return next((field for field, pattern in _FIELDS if re.search(pattern, words)), None)


def read_header(texts: Sequence[str]) -> tuple[Field, ...] | None:
    """The fields of a header row, None when the row is none. Repeated cells of a merge count once.

    A row is a header when it names a task column and two more, among them who or when.
    """
    if not texts or re.match(r"\W*\d", texts[0]):
        # Words like "Chủ trì: … Phối hợp: …" stand in rows too; a header is not numbered.
        return None
    if any(len(text) > 120 or re.search(r"\d{1,2}/\d{1,2}/\d{4}", text) for text in texts):
        return None
    fields: list[Field] = [field_of(text) or "other" for text in texts]
    seen: set[Field] = set()
    for place, field in enumerate(fields):
        if field in seen and field not in ("note", "other"):
            # "Nội dung" beside "Nhiệm vụ" says what comes out of it; anything else is kept as a remark.
            spare: Field = "output" if field == "title" and "output" not in fields else "note"
            fields[place] = spare if texts[place] else "other"
        elif texts[place]:
            seen.add(field)
    known = seen - {"other"}
    tasks = "title" in known or ("output" in known and "stt" in known)
    whom = known & {"lead", "timeframe", "coordinators", "roles", "end"}
    return tuple(fields) if tasks and whom and len(known) >= 3 else None


def is_number(text: str) -> bool:
    """A row's number as printed: `1.`, `2.3`, `IV`, `a)`, `-`."""
    return bool(_STT.fullmatch(text.strip()))


def read_shape(rows: Sequence[Sequence[str]]) -> tuple[Field, ...] | None:
    """The fields of a table without header, told by what its columns hold; None when it is no task table.

    It must have a column of agencies and one of times; the longest words before them are the task.
    """
    width = max(map(len, rows), default=0)
    full = [row for row in rows if len(row) == width and sum(bool(c) for c in row) >= min(3, width)]
    if width < 3 or len(full) < 2:
        return None
    columns = [[row[i] for row in full if row[i]] for i in range(width)]

    def mostly(place: int, holds: Callable[[str], object]) -> bool:
        return bool(columns[place]) and sum(bool(holds(text)) for text in columns[place]) >= 0.6 * len(columns[place])

    fields: list[Field] = ["other"] * width
    if mostly(0, is_number):
        fields[0] = "stt"
    times = [i for i in range(width) if mostly(i, TIME_WORDS.match) and fields[i] != "stt"]
    offices = [i for i in range(width) if mostly(i, AGENCY_START.match) and i not in times]
    if not times or not offices:
        return None
    fields[times[-1]] = "timeframe"
    ranks: tuple[Field, ...] = ("lead", "coordinators", "approver")
    for rank, place in enumerate(offices):
        fields[place] = ranks[min(rank, 2)]
    rest = [i for i in range(width) if fields[i] == "other" and columns[i]]
    for place in rest:
        if mostly(place, _MONEY.search):
            fields[place] = "funding"
    words = [i for i in rest if fields[i] == "other"]
    kinds: tuple[Field, ...] = ("title", "output")
    for place, kind in zip(words, kinds, strict=False):
        fields[place] = kind
    return tuple(fields) if words else None
