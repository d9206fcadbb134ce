"""Rows for bodies the directory does not know yet, ready to be pasted into its file."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from reminder.directory.agency import AgencyKind
from reminder.directory.directory import Register
from reminder.directory.spelling import key
from reminder.rulefile.writing.toml_text import literal
from reminder.text import slug

_LONGEST_ID = 50
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
_OUTSIDE = tuple(
    key(start)
    for start in (
        "Tỉnh ủy", "Thành ủy", "Thường trực Tỉnh ủy", "Thường trực Thành ủy", "Ban Thường vụ", "Ban Chấp hành",
        "HĐND", "Thường trực HĐND", "Đoàn đại biểu Quốc hội", "Chính phủ", "Quốc hội",
    )
)  # fmt: skip
_FORMS = tuple((key(start), kind) for start, kind in _KINDS)


def kind_of(name: str) -> AgencyKind:
    """What a body of this name most likely is; `unit` when nothing tells."""
    words = key(name)
    return next((kind for start, kind in _FORMS if words[: len(start)] == start), "unit")


def is_outside(name: str) -> bool:
    """Whether the name is of a body no province directs: the Party's organs, councils, the Government."""
    words = key(name)
    return any(words[: len(start)] == start for start in _OUTSIDE)


def rows(register: Register, names: Mapping[str, Sequence[str]]) -> str:
    """`[[agency]]` tables for names with their mailboxes; names of party and elected bodies, which answer to no
    province, as a line for `outside`. Kind, id and superior are proposals: a person pastes and mends them."""
    ids = {a.id for a in register.agencies} | {g.id for g in register.groups}
    prefixes = Counter(a.id.split("-")[0] for a in register.agencies)
    prefix = prefixes.most_common(1)[0][0] if prefixes else ""
    beyond = [name for name in names if is_outside(name)]
    parts = []
    for name, mailboxes in names.items():
        if name in beyond:
            continue
        id_ = _free(f"{prefix}-{slug(name)}"[:_LONGEST_ID].strip("-"), ids)
        ids.add(id_)
        parts.append(_row(register, id_, name, mailboxes))
    if beyond:
        parts.append(f"# [directory]: outside = [{', '.join(map(literal, beyond))}]\n")
    return "\n".join(parts)


def _row(register: Register, id_: str, name: str, mailboxes: Sequence[str]) -> str:
    kind = kind_of(name)
    above = Counter(a.superior for a in register.agencies if a.kind == kind and a.superior)
    lines = ["[[agency]]", f'id = "{id_}"', f"name = {literal(name)}", f'kind = "{kind}"']
    if mailboxes:
        lines.append(f"contacts = [{', '.join(literal({'mailbox': box}) for box in mailboxes)}]")
    if above:
        lines.append(f'superior = "{above.most_common(1)[0][0]}"')
    return "\n".join(lines) + "\n"


def _free(wanted: str, taken: Collection[str]) -> str:
    return next(i for i in (wanted, *(f"{wanted}-{n}" for n in range(2, 10_000))) if i not in taken)
