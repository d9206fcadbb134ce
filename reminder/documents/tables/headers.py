"""Which column is which, by the words of its header."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from reminder.text_matching import folded

# `also`: a further column of deadlines; `period`: one month, quarter or year of a chart; `subject`: what a visit or a
# check is of, which owes nothing by that.
Field = Literal[
    "stt", "title", "output", "lead", "coordinators", "approver", "funding", "timeframe", "roles",
    "start", "end", "also", "period", "subject", "note", "other",
]  # fmt: skip
TIMES: tuple[Field, ...] = ("timeframe", "also", "start", "end")

_COUNTING = re.compile(r"(s?tt|so tt|so thu tu|so|#|no\.?|ma so|ma nhiem vu)")
# Times that are dates of something, and deadlines of nothing.
_NO_DEADLINE = re.compile(r"hieu luc|bao quan|cong tac$|bo nhiem|giu chuc|xay ra|thanh lap")
# In this order: "thời gian chủ trì trình" is a timeframe, "sản phẩm của nhiệm vụ" an output.
_FIELDS: tuple[tuple[Field, str], ...] = (
    ("start", r"^(thoi gian |thoi diem |ngay )?(bat dau|khoi cong)|^tu( ngay| thang)?$"),
    ("end", r"^(thoi gian |thoi diem |ngay )?ket thuc|^den( ngay| thang)?$"),
    (
        "timeframe",
        r"thoi gian|thoi han|thoi diem|tien do|thoi ky|lo trinh|(?<!dung )(?<!qua )(?<!tre )\bhan\b(?! muc| che)"
        r"|ngay hoan thanh"
        r"|nam (thuc hien|hoan thanh)|^hoan thanh|^ky han|giai doan thuc hien|moc hoan thanh|ke hoach thoi gian"
        r"|^(khi nao|bao gio|luc nao|(ngay |lam )?xong)\b|moc thoi gian|^(thang|quy|nam|ngay|tuan|gio|buoi"
        r"|thoi luong)$|^(thu,? )?ngay(, thang)?(, nam)?$"
        r"|^(thang|quy|ngay|nam) (gui|nop|trinh|bao cao|kiem tra|thanh tra|thuc hien|to chuc|hop|trien khai"
        r"|giam sat|lam viec|tiep|kham|truc|tap huan)",
    ),
    ("funding", r"kinh phi|nguon von|nguon luc|du toan|ngan sach|\bvon\b|tong muc|nguon tai chinh"),
    ("roles", r"(chu tri|thuc hien).*phoi hop.*"),
    (
        "coordinators",
        r"phoi hop|tham gia|^(ai|nguoi|don vi|co quan) (giup|ho tro|cung lam)\b|^(co quan|don vi).* lien quan",
    ),
    ("approver", r"^(co quan|don vi|noi) (tiep )?nhan\b"),
    (
        "subject",
        r"duoc (kiem tra|thanh tra|giam sat|khao sat|lam viec|danh gia|kiem toan|tham dinh|tham van|ho tro|tiep"
        r"|kiem dinh|phuc tra|xac minh)|^(ten )?(doanh nghiep|to chuc, ca nhan)|^doi tuong (kiem|thanh|giam|khao|danh)"
        r"|^(xa|phuong|dia phuong|don vi|co quan|cu tri|diem|noi)\b.*\btiep xuc",
    ),
    (
        "lead",
        r"chu tri|dau moi|^(ai|nguoi) (lam|lo|chu|phu trach|chiu)\b|(co quan|don vi|to chuc"
        r"|bo phan)[^a-z]*.*(thuc hien|duoc giao|chiu trach nhiem|tham muu"
        r"|trien khai|soan thao|bao cao|trinh\b)|phan cong|trach nhiem|^(ten )?(cac )?(don vi|co quan|dia phuong"
        r"|co quan,? don vi|don vi,? dia phuong|co quan,? don vi,? dia phuong|so,? nganh|so,? ban,? nganh|xa,? phuong)$"
        r"|^(co quan|don vi|dia phuong) (gui|nop|lap|tong hop|phu trach|to chuc|chu quan|dang ky)|^chu dau tu"
        r"|nguoi thuc hien|^giao\b|^phu trach( chinh| thuc hien)?$|^thuc hien$",
    ),
    ("note", r"ghi chu|can cu|co so phap ly|dien giai|luu y|^(dinh )?ky( bao cao)?$|^tan suat"),
    (
        "title",
        r"^(ten|noi dung|nhiem vu|cac nhiem vu|cong viec|noi dung cong viec|chuong trinh|du an|de an|hoat dong"
        r"|danh muc|nhom nhiem vu|giai phap|bien phap|hang muc|viec|(cac )?(loai )?bao cao"
        r"|lop |khoa |chuyen de|hoi nghi|su kien|phien hop|cuoc |goi thau|cong trinh|de tai|mo hinh)",
    ),
    (
        "approver",
        r"quyet dinh|phe duyet|cap trinh|noi trinh|trinh (duyet|ban hanh)|ban hanh|tham quyen|cap quyet"
        r"|co quan nhan|^trinh",
    ),
    ("output", r"san pham|ket qua|muc tieu|dau ra|hinh thuc|chi tieu|yeu cau|muc dich|quy mo|loai van ban"),
    ("title", r"nhiem vu|noi dung|cong viec|chuong trinh|du an|de an|hoat dong|giai phap|van ban|tieu chi"),
)
_STT = re.compile(r"(\d{1,3}(\.\d{1,3}){0,3}|[IVXL]{1,6}|[A-ZĐa-zđ])[.)]?|\*|[-–+]")
# A header may tell the day of all its cells: "Thời gian (ngày 15/3/2026)", "Số liệu tính đến 31/12/2025".
_ASIDE = re.compile(r"\([^()]*\)|\bđến (?:hết )?(?:ngày )?\d[\d/]*", re.I)
_PERIOD = re.compile(
    r"(thang|th|t)[ .]*(0?[1-9]|1[0-2])([ /.-]+(nam )?20\d\d)?|(quy |q)([1-4]|i{1,3}|iv)([ /-]+(nam )?20\d\d)?"
    r"|(nam )?20\d\d|(0?[1-9]|1[0-2])/20\d\d|(6|sau) thang (dau|cuoi) nam( 20\d\d)?"
)


@lru_cache(maxsize=4096)
def field_of(header: str) -> Field | None:
    """The field a header cell names, None when it names none we know."""
    words = folded(header)
    if not words or len(words) > 120:
        return None
    if _COUNTING.fullmatch(words.strip(" .:()")):
        return "stt"
    if _PERIOD.fullmatch(words.strip(" .:()")):
        return "period"
    field = next((field for field, pattern in _FIELDS if re.search(pattern, words)), None)
    return None if field == "timeframe" and _NO_DEADLINE.search(words) else field


def fields_of(texts: Sequence[str]) -> tuple[Field, ...] | None:
    """The field of each column of a row that may be a header, None when it cannot be one: it is numbered, holds a
    whole date or a sentence. Repeated cells of a merge count once."""
    if not texts or re.match(r"\W*\d", texts[0]):
        # Words like "Chủ trì: … Phối hợp: …" stand in rows too; a header is not numbered.
        return None
    if any(len(text) > 120 or re.search(r"\d{1,2}/\d{1,2}/\d{4}", _ASIDE.sub("", text)) for text in texts):
        return None
    fields: list[Field] = [field_of(text) or "other" for text in texts]
    if "title" not in fields and "output" in fields:
        fields[fields.index("output")] = "title"
    if fields.count("lead") > 1:
        # Of "Đơn vị" and "Cơ quan chủ trì" the latter leads.
        leads = [place for place, field in enumerate(fields) if field == "lead"]
        first = next((place for place in leads if "chu tri" in folded(texts[place])), leads[0])
        fields = [field if field != "lead" or place == first else "note" for place, field in enumerate(fields)]
    seen: set[Field] = set()
    for place, field in enumerate(fields):
        if field in seen and field not in ("note", "other", "period"):
            # "Nội dung" beside "Nhiệm vụ" says what comes out of it; anything else is kept as a remark.
            spares: dict[Field, Field] = {"title": "note" if "output" in fields else "output", "timeframe": "also"}
            fields[place] = spares.get(field, "note") if texts[place] else "other"
        elif texts[place]:
            seen.add(field)
    return tuple(fields)


def read_header(texts: Sequence[str]) -> tuple[Field, ...] | None:
    """The fields of a header row, None when the row is none.

    A row is a header when it names a task column and two more, among them who or when.
    """
    fields = fields_of(texts)
    if fields is None:
        return None
    known = set(fields) - {"other", "also", "period", "subject"}
    whom = known & {"lead", "timeframe", "coordinators", "roles", "end"}
    return fields if "title" in known and whom and len(known) >= 3 else None


def schedule_fields(texts: Sequence[str]) -> tuple[Field, ...] | None:
    """The fields of a row that may head a schedule, where no task is named: all are known and one is a time."""
    fields = fields_of(texts)
    known = fields is not None and len(texts) > 1 and all(texts) and "other" not in fields
    return fields if known and not set(fields or ()).isdisjoint(TIMES) else None


def is_number(text: str) -> bool:
    """A row's number as printed: `1.`, `2.3`, `IV`, `a)`, `-`."""
    return bool(_STT.fullmatch(text.strip()))
