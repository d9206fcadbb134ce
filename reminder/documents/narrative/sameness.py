"""Which duties are one said twice, and which only look alike: the latter a person has to tell apart."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Final

from reminder.documents.accounting import short
from reminder.documents.finding import found
from reminder.documents.narrative.duty import DutyRow
from reminder.phrases import read
from reminder.text_matching import folded, shared

_ON: Final = date(2000, 1, 1)  # phrases are held against each other, whatever the document's date
_COMMON: Final = re.compile(
    r"\b(?:bao cao|ket qua|tinh hinh|thuc hien|cong tac|trien khai|ubnd|uy ban nhan dan|tinh|gui|ve|truoc|ngay|thang"
    r"|quy|nam|tong hop"
    r"|so|de|va|cac|theo|ke hoach|hang|dinh ky|cham nhat|hoan thanh|trong|nay|qua|cho|trinh|xay dung|chu tri|phoi hop"
    r"|voi|cua|\d+)\b"
)


def said_once(duties: Sequence[DutyRow]) -> tuple[DutyRow, ...]:
    """The same duty said twice — in the same words, of the same time and owner — is one, with both places."""
    kept: list[DutyRow] = []
    told: dict[tuple[str, str, str], list[int]] = {}
    for duty in duties:
        places = told.setdefault((duty.kind, _owner(duty), folded(duty.title)), [])
        twin = next((n for n in places if same_time(kept[n].schedule_raw, duty.schedule_raw)), None)
        if twin is None:
            places.append(len(kept))
            kept.append(duty)
        else:
            other = kept[twin]
            remark = found("said-again", duty.spot, words=short(duty.quote, 80))
            kept[twin] = replace(other, also=(*other.also, duty.spot), findings=(*other.findings, remark))
    return tuple(kept)


def likenesses(duties: Sequence[DutyRow]) -> list[tuple[int, int]]:
    """Pairs (later, earlier) of places that look like one duty and differ in words: a question."""
    said = [(_owner(duty), _words(_COMMON.sub(" ", folded(duty.title)))) for duty in duties]
    out: list[tuple[int, int]] = []
    for place, duty in enumerate(duties):
        for before in range(place):
            if _like(said[before], said[place]) and _also(duties[before], duty):
                out.append((place, before))
                break
    return out


def like_row(title: str, when: str, words: str, said_when: str) -> bool:
    """The words of a sentence look like a table's row: the same time, and seven words of ten of the shorter one."""
    return shared(title, words) >= 0.7 and same_time(when, said_when)


def same_time(one: str, other: str) -> bool:
    """The two phrases mean the same, however they are written: `quý III` is not `quý II`."""
    return bool(one) and (one == other or _meaning(one) == _meaning(other))


@lru_cache(maxsize=4096)
def _meaning(phrase: str) -> object:
    """Equal for phrases that mean the same; one that is not sure means no other than itself."""
    reading = read(phrase, _ON)
    if reading.problems or reading.indeterminate:
        return folded(phrase)
    r = reading
    return r.start, r.end, r.bound, r.windows, r.recurrence, r.series, r.relative


def _like(one: tuple[str, frozenset[str]], other: tuple[str, frozenset[str]]) -> bool:
    """The same owner, or none is named, and six words of ten that are not said in every duty."""
    (owner, words), (other_owner, other_words) = one, other
    fewer = min(len(words), len(other_words))
    return fewer >= 2 and len(words & other_words) >= 0.6 * fewer and len({owner, other_owner} - {""}) < 2


def _also(one: DutyRow, other: DutyRow) -> bool:
    return one.kind == other.kind and same_time(one.schedule_raw, other.schedule_raw)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _owner(duty: DutyRow) -> str:
    return folded(re.sub(r"\(.*?\)", " ", duty.owed_by_raw)).replace("uy ban nhan dan", "ubnd")
