"""Which duties are one said twice, and which only look alike: the latter a person has to tell apart."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Final

from reminder.directory.spelling import key
from reminder.documents.accounting import short
from reminder.documents.bullets import without_number
from reminder.documents.finding import found
from reminder.documents.narrative.addressees import owner
from reminder.documents.narrative.duty import DutyRow
from reminder.phrases import read
from reminder.text_matching import folded, shared

_ON: Final = date(2000, 1, 1)  # phrases are held against each other, whatever the document's date
_Body = tuple[str, ...]
_COMMON: Final = re.compile(
    r"\b(?:bao cao|ket qua|tinh hinh|thuc hien|cong tac|trien khai|ubnd|uy ban nhan dan|tinh|gui|ve|truoc|ngay|thang"
    r"|quy|nam|tong hop"
    r"|so|de|va|cac|theo|ke hoach|hang|dinh ky|cham nhat|hoan thanh|trong|nay|qua|cho|trinh|xay dung|chu tri|phoi hop"
    r"|voi|cua|\d+)\b"
)


def said_once(duties: Sequence[DutyRow]) -> tuple[DutyRow, ...]:
    """The same duty said twice under one heading — in the same words, of the same time, by and for the same bodies — is
    one, with both places."""
    kept: list[DutyRow] = []
    told: dict[tuple[object, ...], list[int]] = {}
    for duty in duties:
        said = (
            duty.title, duty.owed_by_raw, duty.to_raw, duty.via_raw, duty.coordinators_raw, duty.output, _about(duty),
        )  # fmt: skip
        places = told.setdefault((duty.kind, *map(key, said)), [])
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
    """Pairs (later, earlier) of places that look like one duty and differ in words, in their heading or in what comes
    of them: a question."""
    said = [(_owner(duty), folded(duty.title), _words(_COMMON.sub(" ", folded(duty.title)))) for duty in duties]
    out: list[tuple[int, int]] = []
    of_a_time: dict[tuple[str, object], list[int]] = {}
    for place, duty in enumerate(duties):
        if duty.schedule_raw:
            earlier = of_a_time.setdefault((duty.kind, _meaning(duty.schedule_raw)), [])
            out += [(place, before) for before in earlier if _like(said[before], said[place])][:1]
            earlier.append(place)
    return out


def like_row(title: str, when: str, words: str, said_when: str) -> bool:
    """The words of a sentence look like a table's row: the same time, and seven words of ten of the shorter one."""
    return shared(title, words) >= 0.7 and same_time(when, said_when)


def may_be_one(lead: str, owner: str) -> bool:
    """Whether who owes a duty may be who leads a row: nobody is named, or the one is named within the other."""
    bodies, body = frozenset(key(lead)), frozenset(key(owner))
    return not bodies or not body or bodies <= body or body <= bodies


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


def _like(one: tuple[_Body, str, frozenset[str]], other: tuple[_Body, str, frozenset[str]]) -> bool:
    """The same owner, or none is named, and the same words, or six of ten that are not said in every duty."""
    (owner, text, words), (other_owner, other_text, other_words) = one, other
    if owner and other_owner and owner != other_owner:
        return False
    fewer = min(len(words), len(other_words))
    return text == other_text or (fewer >= 2 and len(words & other_words) >= 0.6 * fewer)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _owner(duty: DutyRow) -> _Body:
    """Its marks count: Xã Phú Bình is not Xã Phú Bính."""
    return _unbracketed(duty.owed_by_raw)


def _about(duty: DutyRow) -> str:
    """The heading above; "" where that only says who owes it."""
    heading = without_number(duty.section)
    return "" if _unbracketed(owner(heading, "")) == _owner(duty) else heading


def _unbracketed(name: str) -> _Body:
    return key(re.sub(r"\(.*?\)", " ", name))
