"""How the names of bodies begin: the one list for whoever looks for a body in what a plan prints, and what a name that
begins so most likely stands for. Pure text."""

import re

from reminder.directory.agency import AgencyKind
from reminder.directory.spelling import key, listed

# What a report may go to, the Government and above apart.
AUTHORITIES = (
    "Sở", "UBND", "Ủy ban", "Uỷ ban", "HĐND", "Hội đồng", "Ban", "Bộ", "Công an", "Văn phòng", "VP", "Thanh tra",
    "Cục", "Chi cục", "Tổng cục", "Kho bạc", "Liên minh", "Phòng", "Tỉnh ủy", "Tỉnh uỷ", "Thành ủy", "Thành uỷ",
    "Huyện ủy", "Huyện uỷ", "Đảng ủy", "Đảng uỷ",
)  # fmt: skip
HEADS = ("Chủ tịch", "Phó Chủ tịch", "Giám đốc", "Lãnh đạo", "Thường trực", "Thủ trưởng", "Người đứng đầu")
GOVERNMENT = ("Chính phủ", "Thủ tướng", "Quốc hội", "Trung ương")
BODIES = (
    *AUTHORITIES, "BQL", "Trung tâm", "Mặt trận", "MTTQ", "UBMTTQ", "Hội", "Liên đoàn", "Liên hiệp", "Đoàn",
    "Tỉnh đoàn", "Tỉnh Đoàn", "Thành đoàn", "Thành Đoàn",
    "Đài", "Báo", "Hải quan", "Thuế", "Thống kê tỉnh", "Bảo hiểm", "Ngân hàng", "Quỹ", "Tòa án", "Toà án",
    "Thi hành án", "Trường", "Viện", "Bệnh viện", "Tổ công tác", "Tổ giúp việc", "Cảng vụ", "Tập đoàn", "Tổng công ty",
    "Công ty", "BHXH", "LĐLĐ", "VNPT", "Viettel", "Điện lực", "Bưu điện", "Hạt Kiểm lâm", "Đội",
    "Vườn quốc gia", "Hiệp hội", "Bảo tàng", "Thư viện", "Nhà hát", "Nhà văn hóa",
)  # fmt: skip
LEVELS = ("huyện", "thị xã", "thành phố", "xã", "phường", "thị trấn", "đặc khu", "quận")
# "Tổ chức" is left out: at the head of a sentence it is a verb.
ANYONE = ("cơ quan", "đơn vị", "địa phương", "doanh nghiệp", "chủ đầu tư", "ngành")
# Common words that begin as a body does, and what follows then.
_COMMON = {
    "Sở": " hữu", "Ban": " hành", "Bộ": " phận| quy| chỉ số| tiêu| máy", "Báo": " cáo| động| chí", "Cục": " bộ",
    "Hội": " nghị| thảo| thi| chợ| trại| diễn| khỏe| đua| hoa| sách| báo", "Trường": " hợp",
    "Phòng": " ngừa|,| chống| cháy", "Đoàn": " kết| viên",
    "Đội": " ngũ| tuyển| viên| hình", "Quỹ": " đất",
    "Xã": " hội", "Thuế": " suất| thu nhập| giá trị",
    "Thanh tra": " dự án| việc| công tác| trách nhiệm| chuyên đề| đột xuất| theo| hành chính| lại",
}  # fmt: skip


def pattern(*names: str) -> str:
    """The names as alternatives of a regular expression, each a whole word and none of the common words."""
    guards = (_COMMON.get(name[0].upper() + name[1:]) for name in names)
    words = (f"{name}(?!{guard})" if guard else name for name, guard in zip(names, guards, strict=True))
    return f"(?:{'|'.join(words)})(?!\\w)"


_BODY = re.compile(pattern(*BODIES), re.IGNORECASE)


def begins_body(text: str) -> bool:
    """Whether the words begin as a body's name does; in small letters only before a proper name: "sở Y tế", but not
    "phòng hộ"."""
    words = text.split()
    return bool(_BODY.match(text)) and (not words[0][0].islower() or (len(words) > 1 and words[1][0].isupper()))


def first_word_alone(text: str) -> bool:
    """Whether they are no more than that beginning: the "Báo" of "Báo và Đài Phát thanh"."""
    return bool(_BODY.fullmatch(text))


# First words of names → kind; the longer beginnings stand first.
_KINDS: tuple[tuple[str, AgencyKind], ...] = (
    ("UBND xã", "commune"), ("UBND phường", "commune"), ("UBND đặc khu", "commune"),
    ("UBND thị trấn", "commune"), ("Xã", "commune"), ("Phường", "commune"), ("Đặc khu", "commune"),
    ("Sở", "department"), ("Văn phòng UBND", "department"), ("Thanh tra", "department"),
    ("Ban Tuyên giáo", "association"), ("Ban Dân vận", "association"), ("Ban Chỉ đạo", "unit"), ("Ban", "board"),
    ("Ủy ban Mặt trận Tổ quốc", "association"), ("Mặt trận Tổ quốc", "association"), ("Hội", "association"),
    ("Liên", "association"), ("Đoàn", "association"), ("Tỉnh đoàn", "association"),
    ("Báo", "media"), ("Đài Phát thanh", "media"), ("Trung tâm Truyền thông", "media"),
    ("Công an", "central"), ("Bộ Chỉ huy", "central"), ("Bộ đội", "central"), ("Cục", "central"), ("Thuế", "central"),
    ("Kho bạc", "central"), ("Hải quan", "central"), ("Bảo hiểm xã hội", "central"), ("Ngân hàng", "central"),
    ("Tòa án", "central"), ("Viện Kiểm sát", "central"), ("Thi hành án", "central"), ("Thống kê", "central"),
    ("Đài Khí tượng", "central"),
)  # fmt: skip
_KIND_KEYS = tuple((key(start), kind) for start, kind in _KINDS)
_OUTSIDE = listed(
    "Tỉnh ủy, Thành ủy, Thường trực Tỉnh ủy, Thường trực Thành ủy, Ban Thường vụ, Ban Chấp hành, hội đồng nhân dân, "
    "Thường trực hội đồng nhân dân, Đoàn đại biểu Quốc hội, Chính phủ, Quốc hội"
)


def kind_of(name: str) -> AgencyKind:
    """What a body of this name most likely is; `unit` when nothing tells."""
    words = key(name)
    return next((kind for start, kind in _KIND_KEYS if words[: len(start)] == start), "unit")


def is_outside(name: str) -> bool:
    """Whether the name is of a body no province directs: the Party's organs, councils, the Government."""
    words = key(name)
    return any(words[: len(start)] == start for start in _OUTSIDE)
