"""What a cell of names prints that is no body: a document by its number, a date, "theo …", a person. Pure text."""

import re
from collections.abc import Iterator
from functools import lru_cache

from reminder.directory.first_words import BODIES, HEADS, pattern

_DOCUMENT = (
    r"(?:Hiến pháp|Bộ luật|Luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Thông tư|Chỉ thị|Kết luận|Quy định|Quy chế"
    r"|Chương trình|Đề án|Kế hoạch|Công văn|Công điện|Thông báo|Tờ trình|Báo cáo|Hướng dẫn|Văn bản)"
)
# "99/QĐ-UBND", "12-NQ/TU", "247/2025/QH15"; of a body behind a number ("… số 1/Sở Y tế") nothing.
_SHORT = "|".join(word for word in BODIES if word.isupper())
_NUMBER = (
    rf"\d+(?:/\d{{4}})?\s?[/-]\s?(?!(?:{_SHORT})\s)(?=[A-ZĐ]{{2}}|[A-ZĐ]+-)[A-ZĐ][\w.]*\w"
    rf"(?:[-&][\w.]*\w|/(?!{pattern(*BODIES)}\s)[\w.]*\w)*"
)
_DATE = r"\d{1,2}\s?/\s?\d{4}|\d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{2,4})?"
# "theo …" goes as far as the next body that is named for itself.
_BODY = rf"(?:(?:các|Các)\s+)?(?:{pattern(*BODIES, *HEADS)})"
_BY = (
    r"(?<!\w)(?:[Tt]heo|THEO|[Cc]ăn cứ)(?!\w)"
    rf"(?:(?!\s*(?:[;\n\t]|(?:,|/|\+|(?<!\w)(?:và|hoặc|cùng)(?!\w))\s*{_BODY})).)*"
)
_UNCUT = re.compile(rf"{_BY}|{_NUMBER}|{_DATE}|\b[Đđ]/[Cc]\b", re.DOTALL)
_CITED = re.compile(
    r"(?:theo|căn cứ|như trên|như (?:mục|điểm|phần))(?!\w)|(?:ngày|tháng|năm|số)\s+\d|-?nt-?\Z"
    rf"|{_DOCUMENT}\s+(?:số\s+)?\d",
    re.IGNORECASE,
)
_NAMES_A_DOCUMENT = re.compile(rf"{_NUMBER}|\b{_DOCUMENT}\s+(?:số\s+)?\d")
_ONE_CITATION = (
    rf"(?:(?:{_DOCUMENT}|[A-ZĐ]{{2,4}})\s*(?:số:?\s*)?(?:{_NUMBER}|\d+)|(?:[Ss]ố:?\s*)?{_NUMBER})"
    rf"(?:,?\s*\(?(?:ký\s+)?(?:ngày\s+)?(?:{_DATE})\)?)?(?:\s+của\s+[^,;\n]{{1,80}})?"
)
_ONLY_CITED = re.compile(rf"{_ONE_CITATION}(?:\s*(?:[;,+\n]|và)\s*{_ONE_CITATION})*[.;]?")
_YEAR = r"(?:19|20)\d\d"
# "Nghị định số 30 năm 2020", "… 12-NQ/TU của Tỉnh ủy, ngày 05/3/2024"; a law by its name: "Luật Đất đai 2024", but
# neither "giáo dục pháp luật năm 2026" nor "Luật Đất đai trên địa bàn tỉnh năm 2026", and "Đề án 06" is a name.
_ELSEWHERE = (
    r"(?<!\w)(?:trong|trên|tại|về|kế hoạch|công tác|nhiệm vụ|giai đoạn|đợt|từ|đến|trước|chậm|muộn|xong|hoàn thành"
    r"|hạn|hết|gửi)(?!\w)"
)
_DATED = (
    rf"[,\s(]*(?:ký\s+)?(?:ngày\s+)?(?:{_DATE}|(?:\d{{1,2}}\s+)?(?:tháng\s+\d{{1,2}}\s+)?năm\s+{_YEAR}|{_YEAR}\))(?!\d)"
)
_WITH_YEAR = re.compile(
    rf"(?!(?:Chương trình|Đề án)\s+\d+\s+năm\s){_DOCUMENT}(?:\s+liên tịch)?\s+(?:số:?\s*)?"
    rf"(?!{_YEAR}(?![\w/-]))\d[\w/&.-]*"
    rf"(?:(?:\s+của\s(?:(?!{_ELSEWHERE})[^;.,]){{1,60}}?)?{_DATED})?"
    rf"|\S{{0,40}}/{_YEAR}/\S+(?:{_DATED})?"
    rf"|(?<!pháp )(?<!kỷ )(?<!\w)(?:Hiến pháp|Luật|Pháp lệnh)(?! (?:sư|gia|pháp)(?!\w))"
    rf"\s(?:(?!{_ELSEWHERE})[^;:.]){{0,100}}?"
    rf"{_YEAR}(?!\d)",
    re.IGNORECASE,
)
_SPOKEN_TO = ("đ/c", "đồng chí", "ông", "bà")
# Behind a body, how it acts, not which it is.
_MANNER = re.compile(
    r"(?:\A|\s+)theo\s+(?:đúng\s+)?(?:(?:từng|các)\s+)?"
    r"(?:chức năng|nhiệm vụ|thẩm quyền|trách nhiệm|quy định|ngành|lĩnh vực)(?!\w)(?:(?!\d).)*\Z",
    re.IGNORECASE | re.DOTALL,
)
_BASIS = re.compile(r"(?:\A|\s+)(?:theo|căn cứ|(?:được|do)\s+(?:giao|phân công))(?!\w).*\Z", re.IGNORECASE | re.DOTALL)
_WITHIN = re.compile(
    r"(?<=\w)[\s.\-–—_·•*]+(?:(?:\d{1,2}[.)]|[a-zđ]\))\s*)?"
    rf"(?={pattern(*BODIES, *HEADS, 'đồng chí')}|(?:xã|phường|đặc khu|thị trấn)\s)",
    re.IGNORECASE,
)


def uncut(text: str) -> list[tuple[int, int]]:
    """The spans `[start, end)` in which a comma, "và", "/" or a dash divides no names."""
    return [found.span() for found in _UNCUT.finditer(text)]


def cited(text: str) -> bool:
    """Whether the words are no body: a document, a date, a number, a person, "theo quy định"."""
    if not any(c.isalpha() for c in text) or re.fullmatch(_NUMBER, text.strip()):
        return True
    return bool(_CITED.match(text)) or _person(text)


def _person(text: str) -> bool:
    """ "Đ/c Nguyễn Văn A", but neither "Đồng chí Giám đốc" nor Bà Rịa."""
    name = next((text[len(w) :].split() for w in _SPOKEN_TO if text.casefold().startswith(f"{w} ")), [])
    return len(name) > 1 and all(word[0].isupper() for word in name[:2])


def cites(text: str) -> bool:
    """Whether a document is named in the words by its number."""
    return bool(_NAMES_A_DOCUMENT.search(text))


def only_cites(text: str) -> bool:
    """Whether the words are documents by their numbers, with their days and issuers, and nothing else."""
    return bool(_ONLY_CITED.fullmatch(text.strip()))


def without_citations(text: str) -> str:
    """The words without the documents they cite, by number or a law by its name, and the years of these."""
    return _WITH_YEAR.sub(" ", text)


@lru_cache(maxsize=256)  # asked for each time of a sentence
def with_years(text: str) -> tuple[tuple[int, int], ...]:
    """The spans `[start, end)` of the documents that the words cite, each with its day or year."""
    return tuple(found.span() for found in _WITH_YEAR.finditer(text))


def without_manner(text: str) -> str:
    """The words, of one piece, without "theo chức năng, nhiệm vụ được giao" and its like behind them."""
    return _MANNER.sub("", text)


def without_basis(text: str) -> str:
    """The words, of one piece, without "theo …" or "được giao …" behind them: who is meant, if it is one body."""
    return _BASIS.sub("", text)


def within(text: str) -> Iterator[tuple[int, int]]:
    """Where in the words, behind what stands first, the name of a body may begin though nothing divides them: the end
    of what stands before, and the beginning of the name."""
    return (found.span() for found in _WITHIN.finditer(text))
