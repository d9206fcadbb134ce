"""The number of a document: `512/UBND-KT`, `12/2025/TT-BNNMT`, `123-KH/TU`; in a draft only its sign, `/KH-UBND`."""

import re
from functools import cache, lru_cache

from reminder.documents.head.kinds import kinds
from reminder.documents.head.lines import LOOKED_AT

# Blanks that a pen is to fill.
_BLANK = r"[\s.…_‥·*]*"
_TOKEN = r"[A-ZĐ0-9][A-ZĐa-zđ0-9]{0,14}(?![^\W\d_])"
_CAPITALS = r"(?:TTg|[A-ZĐ][A-ZĐ0-9]{0,14})(?![^\W_])"
_SIGN = rf"{_TOKEN}(?:[-/&.](?=[A-ZĐ0-9]){_TOKEN}|\s*[-/&]\s*{_CAPITALS})*"


@cache
def _number() -> re.Pattern[str]:
    figures = rf"(?P<figures>\d{{1,6}}[a-zA-Z]?)?{_BLANK}"
    year = rf"(?:(?P<year>(?:19|20)\d\d){_BLANK}/\s*)?"
    sign = kinds().sign
    return re.compile(
        rf"{figures}(?:(?P<slash>/){_BLANK}{year}(?=[\dA-ZĐ]*[A-ZĐ])(?P<sign>{_SIGN})"
        rf"|(?:(?P<dash>[-–])\s*)?(?P<party>{sign}\s*[/-]\s*{_CAPITALS}(?:\s*-\s*{_CAPITALS})*))"
    )


# What comes before the number of the document itself, and not of one that it cites.
_OWN = re.compile(r"(?:^|(?<=[\s.:*)]))(?:Số|SỐ)(?:\s*[,/]?\s*(?:và\s+)?(?i:ký hiệu))?\s*[:.]?\s*")
_LAW = re.compile(r"^(?:Luật|Bộ luật|Nghị quyết|Pháp lệnh|Lệnh)\s+số\s*:\s*")
_CITING = re.compile(rf"(?:{kinds().named}|văn bản|\bvà|\bcủa|\btheo)\s*$", re.I)
_PLACE_AND_DAY = re.compile(r"[^\W\d_][\w .-]*,\s*ngày.*$", re.I)
_SUBJECT = re.compile(r"^\W*V/v\b", re.I)


@lru_cache(maxsize=512)
def number_in(line: str) -> tuple[str, int, int] | None:
    """The document's own number in a line of its letterhead, and where it begins and ends. Before it stands nothing,
    the issuer in capitals, the place and day, or the subject of a letter; the number of a document that is cited is
    none."""
    line = line[:LOOKED_AT]
    if match := _LAW.match(line):
        return _read(line, match.end(), 0)
    for match in _OWN.finditer(line):
        before = line[: match.start()]
        if _CITING.search(before) or not (letterhead(before) or (_SUBJECT.match(before) and ":" in match[0])):
            continue
        if found := _read(line, match.end(), match.start()):
            return found
    alone = _read(line, 0, 0) if line[:1].isdigit() else None
    return alone if alone and not line[alone[2] :].strip() else None


def read_number(text: str) -> tuple[str, int] | None:
    """The number that the text begins with, and where it ends."""
    found = _read(text, 0, 0)
    return (found[0], found[2]) if found else None


def _read(line: str, at: int, begin: int) -> tuple[str, int, int] | None:
    match = _number().match(line, at)
    if match is None:
        return None
    figures = match["figures"] or ""
    if match["slash"]:
        year = f"{match['year']}/" if match["year"] else ""
        number = f"{figures}/{year}{match['sign']}"
    else:
        kind, _, organ = re.sub(r"\s*/\s*", "/", match["party"]).partition("/")
        if not organ:  # "45 KH-UBND": the stroke behind the figures was forgotten
            number = f"{figures}/{kind}" if not match["dash"] else f"{figures}-{kind}"
        else:
            number = f"{figures}-{kind}/{organ}"
    return re.sub(r"\s+", "", number), begin, match.end()


def letterhead(before: str) -> bool:
    """Whether the words are of a letterhead: nothing but names in capitals, marks, and a place with its day."""
    words = _PLACE_AND_DAY.sub("", before)
    return words == words.upper()
