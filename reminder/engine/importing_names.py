"""Names the directory does not know, written so that they can be pasted into it."""

import json
import re

from reminder.core.agency import AgencyKind
from reminder.documents.headers import folded
from reminder.engine.importing import Imported

# By how a name begins, in folded letters; what fits none of them is some unit.
_KINDS: tuple[tuple[str, AgencyKind], ...] = (
    (r"so |van phong ubnd|thanh tra tinh|cong an tinh|bo chi huy", "department"),
    (r"ban ", "board"),
    (r"ubnd (xa|phuong|dac khu|thi tran|huyen|thi xa|thanh pho)", "commune"),
    (r"ubnd tinh|uy ban nhan dan tinh", "province"),
    (r"bao |dai ", "media"),
    (r"hoi |lien minh|lien doan|doan |tinh doan|ubmttq|uy ban mttq|uy ban mat tran|mat tran", "association"),
    (r"bo |cuc |tong cuc|kho bac|bao hiem|thue|hai quan|ngan hang", "central"),
)
# Party and elected bodies are named by plans and answer to none.
_OUTSIDE = re.compile(
    r"(thuong truc|ban thuong vu|ban chap hanh|tinh uy|thanh uy|hdnd|hoi dong nhan dan|chinh phu)"
)
_SMALL = {"va", "cua", "cac", "tinh", "quan"}


def paste(imported: Imported, prefix: str) -> str:
    """`[[agency]]` tables for the unknown names, ids under `prefix` (`bm-stc`), kinds guessed from the names;
    bodies outside the administration as a line for `outside`. "" when every name is known."""
    taken: set[str] = set()
    parts: list[str] = []
    outside: list[str] = []
    for name in imported.unknown:
        plain = folded(name)
        if _OUTSIDE.match(plain):
            outside.append(name)
            continue
        kind = next((kind for pattern, kind in _KINDS if re.match(pattern, plain)), "unit")
        id_ = _id(plain, prefix, taken)
        parts.append(
            f'[[agency]]\nid = "{id_}"\nname = {json.dumps(name, ensure_ascii=False)}\nkind = "{kind}"\n'
        )
    if outside:
        names = ", ".join(json.dumps(name, ensure_ascii=False) for name in outside)
        parts.append(f"# [directory] outside = [{names}]\n")
    return "\n".join(parts)


def _id(plain: str, prefix: str, taken: set[str]) -> str:
    """The initials, as the shipped directories have them: `so tai chinh` → `bm-stc`."""
    words = [w for w in re.findall(r"[a-z0-9]+", plain) if w not in _SMALL] or ["x"]
    letters = "".join(word if word == "ubnd" else word[0] for word in words)[:20]
    id_, n = f"{prefix}-{letters}", 2
    while id_ in taken:
        id_, n = f"{prefix}-{letters}-{n}", n + 1
    taken.add(id_)
    return id_
