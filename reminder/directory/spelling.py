"""Normal forms of Vietnamese names: how two spellings of one body are seen to be one.

`tokens` keeps letters and tone but forgets case, composed or decomposed letters, where the tone mark
stands (hoá = hóa, Uỷ = Ủy) and y for i (quản lí = quản lý). `key` forgets connectors and punctuation
besides. `bare` forgets all marks: never enough by itself, for Văn Lăng and Văn Lang are two communes.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from reminder.text_matching import plain

_WORD = re.compile(r"[^\W_]+")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_Y = re.compile(r"\A([bcdđghklmnpqrstvx]+)y\Z")
# Only names that mean one thing everywhere stand here; what a province's own bodies are called
# is matched by `aligns` against its directory.
_SHORT = {
    "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân",
    "đbqh": "đại biểu quốc hội",
    "ubmttq": "ủy ban mặt trận tổ quốc",
    "ubmttqvn": "ủy ban mặt trận tổ quốc việt nam",
    "mttq": "mặt trận tổ quốc",
    "bql": "ban quản lý",
    "ql": "quản lý",
    "kcn": "khu công nghiệp",
    "ccn": "cụm công nghiệp",
    "kkt": "khu kinh tế",
    "kttv": "khí tượng thủy văn",
    "ptth": "phát thanh truyền hình",
    "htx": "hợp tác xã",
    "dn": "doanh nghiệp",
    "tp": "thành phố",
    "tx": "thị xã",
    "vn": "việt nam",
    "ks": "khoáng sản",
    "lhpn": "liên hiệp phụ nữ",
    "lđlđ": "liên đoàn lao động",
    "ccb": "cựu chiến binh",
    "bhxh": "bảo hiểm xã hội",
    "bch": "bộ chỉ huy",
    "bchqs": "bộ chỉ huy quân sự",
    "bđbp": "bộ đội biên phòng",
    "tnmt": "tài nguyên môi trường",
    "nnmt": "nông nghiệp môi trường",
    "nnptnt": "nông nghiệp phát triển nông thôn",
    "khcn": "khoa học công nghệ",
    "khđt": "kế hoạch đầu tư",
    "gtvt": "giao thông vận tải",
    "gdđt": "giáo dục đào tạo",
    "tttt": "thông tin truyền thông",
    "vhttdl": "văn hóa thể thao du lịch",
    "lđtbxh": "lao động thương binh xã hội",
}
_DOTTED = re.compile(r"\b(p|x|h|q|tt)\.\s*(?=[^\W\d_])", re.IGNORECASE)
_LEVELS = {"p": "phường ", "x": "xã ", "h": "huyện ", "q": "quận ", "tt": "thị trấn "}


def _tone_last(word: str) -> str:
    letters: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFD", word.casefold()):
        (tones if char in _TONES else letters).append(char)
    plain = _Y.sub(r"\1i", unicodedata.normalize("NFC", "".join(letters)))
    return plain + "".join(tones)


def tokens(text: str) -> tuple[str, ...]:
    """The words of `text` in normal form, punctuation gone."""
    text = _DOTTED.sub(lambda found: _LEVELS[found[1].casefold()], unicodedata.normalize("NFC", text))
    return tuple(_tone_last(word) for word in _WORD.findall(text))


def listed(names: str) -> tuple[tuple[str, ...], ...]:
    """The normal forms of several names, given with commas between."""
    return tuple(tokens(name) for name in names.split(","))


_EXPANDED = {_tone_last(short): tokens(full) for short, full in _SHORT.items()}
_CONNECTORS = frozenset(tokens("và các của thuộc những cùng"))
_BARE_CONNECTORS = frozenset(map(plain, _CONNECTORS))


def expand(words: Iterable[str]) -> tuple[str, ...]:
    """Well-known abbreviations written out. Neighbours are taken together first, so that TN-MT,
    TN&MT and KH - CN read as TNMT and KHCN do."""
    row, at, out = list(words), 0, list[str]()
    while at < len(row):
        for width in (4, 3, 2, 1):
            if full := _EXPANDED.get("".join(row[at : at + width])):
                out += full
                break
        else:
            out.append(row[at])
        at += width
    return tuple(out)


@lru_cache(maxsize=8192)
def key(text: str) -> tuple[str, ...]:
    """What is compared: words in normal form, abbreviations written out, connectors left out."""
    return tuple(word for word in expand(tokens(text)) if word not in _CONNECTORS)


def bare(words: Iterable[str]) -> str:
    """The words without any mark, đ as d, one space between; connectors typed without marks left out."""
    return " ".join(word for word in map(plain, words) if word not in _BARE_CONNECTORS)


def aligns(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether `short` is `full` with some runs of words given by their initials: `sở lđ tb xh`,
    `ban xtđt`. Every word of `full` must be used, and at least one run be shortened."""
    at, shortened = 0, False
    for word in short:
        if at < len(full) and word == full[at]:
            at += 1
            continue
        run = full[at : at + len(word)]
        if not 2 <= len(word) <= 8 or len(run) < len(word) or word != "".join(w[0] for w in run):
            return False
        at, shortened = at + len(word), True
    return shortened and at == len(full)
