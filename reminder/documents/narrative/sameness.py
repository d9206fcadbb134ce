"""Which duties are one said twice, and which only look alike: the latter a person has to tell apart."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from reminder.documents.accounting import short
from reminder.documents.finding import found
from reminder.documents.narrative.duty import DutyRow
from reminder.phrases import read
from reminder.text_matching import alike, folded, shared

_ON: Final = date(2000, 1, 1)  # phrases are held against each other, whatever the document's date
_COMMON: Final = re.compile(
    r"\b(?:bao cao|ket qua|tinh hinh|thuc hien|cong tac|trien khai|ubnd|uy ban nhan dan|tinh|gui|ve|truoc|ngay|thang"
    r"|quy|nam|tong hop"
    r"|so|de|va|cac|theo|ke hoach|hang|dinh ky|cham nhat|hoan thanh|trong|nay|qua|cho|trinh|xay dung|chu tri|phoi hop"
    r"|voi|cua|\d+)\b"
)


def said_once(duties: Sequence[DutyRow]) -> tuple[DutyRow, ...]:
    """The same duty said twice — the same words, time and owner — is one, with both places."""
    kept: list[DutyRow] = []
    for duty in duties:
        twin = next((place for place, other in enumerate(kept) if _same(other, duty)), None)
        if twin is None:
            kept.append(duty)
        else:
            other = kept[twin]
            remark = found("said-again", duty.spot, words=short(duty.quote, 80))
            kept[twin] = replace(other, also=(*other.also, duty.spot), findings=(*other.findings, remark))
    return tuple(kept)


def likenesses(duties: Sequence[DutyRow]) -> list[tuple[int, int]]:
    """Pairs (later, earlier) of places that look like one duty and differ in words: a question."""
    out: list[tuple[int, int]] = []
    for place, duty in enumerate(duties):
        for before in range(place):
            if _like(duties[before], duty):
                out.append((place, before))
                break
    return out


def same_time(one: str, other: str) -> bool:
    """The two phrases mean the same, however they are written: `quý III` is not `quý II`."""
    if folded(one) == folded(other):
        return bool(one)
    first, second = (read(text, _ON) for text in (one, other))
    if first.problems or second.problems or first.indeterminate or second.indeterminate:
        return False
    key = [(r.start, r.end, r.bound, r.windows, r.recurrence, r.series, r.relative) for r in (first, second)]
    return key[0] == key[1]


def _same(one: DutyRow, other: DutyRow) -> bool:
    return (
        one.kind == other.kind
        and _owner(one) == _owner(other)
        and same_time(one.schedule_raw, other.schedule_raw)
        and alike(folded(one.title), folded(other.title)) >= 0.9
    )


def _like(one: DutyRow, other: DutyRow) -> bool:
    owners = {_owner(one), _owner(other)} - {""}
    words = [_COMMON.sub(" ", folded(duty.title)) for duty in (one, other)]
    return (
        len(owners) < 2
        and (one.kind == other.kind)
        and same_time(one.schedule_raw, other.schedule_raw)
        and min(len(text.split()) for text in words) >= 2
        and shared(*words) >= 0.6
    )


def _owner(duty: DutyRow) -> str:
    return folded(re.sub(r"\(.*?\)", " ", duty.owed_by_raw)).replace("uy ban nhan dan", "ubnd")
