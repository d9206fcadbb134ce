"""Who is to do it, and to whom it goes: nobody, one of several, a body of another name or none any more."""

import re
from collections.abc import Iterator
from typing import Final

from reminder.directory.agency import Cast
from reminder.directory.cell_splitting import cut
from reminder.directory.first_words import BODIES, HEADS, kind_of, pattern
from reminder.directory.spelling import key
from reminder.documents.narrative.action_words import ACTIONS
from reminder.engine.linting.draft import Draft, Item, blank
from reminder.engine.linting.remark import Hit, Rule
from reminder.text_matching import folded, near
from reminder.translatable import N_

_ASKED: Final = re.compile(r"\s*(?:kính )?(?:đề nghị|mời)\b", re.I)
_TO: Final = re.compile(
    r"\b(?:về|gửi|cho|trình|lên|tới|đến|với|báo cáo|trên|qua|tại|để)\s+(?:\w+ )?"
    r"(?:[A-ZĐ]|(?:sở|ban|ngành|bộ|cơ quan|đơn vị|cấp|đường dẫn|hệ thống|phần mềm|địa chỉ|hộp thư)\b)"
)
_ACTS: Final = (
    r"[^.;:]{0,60}\b(?:báo cáo|gửi|chủ trì|thực hiện|tổng hợp|phối hợp|chịu trách nhiệm|trình|hoàn thành|hoàn thiện)\b"
)
_NAMED_ACTOR: Final = re.compile(rf"(?:{pattern(*BODIES, *HEADS)}|\bCác (?:cơ quan|đơn vị|địa phương|sở)\b){_ACTS}")
_ACTOR: Final = re.compile(
    rf"{_NAMED_ACTOR.pattern}|\b(?:cơ quan|đơn vị|địa phương|sở|ngành|phòng|xã|phường|các cấp)\b{_ACTS}"
)
_REPORTS: Final = re.compile(r"[^,.;:A-ZĐ]{0,60}?(?<!lập )(?<!gửi )(?<!nộp )(?<!hai )(?<!thảo )(?<!dựng )\bbáo cáo\b")
_PASSIVE: Final = re.compile(r"\b(?:phải )?được báo cáo\b|^\W*(?:\w[.)] )?báo cáo\b[^.;]*:", re.I)
_PART: Final = re.compile(r"liên quan|chức năng|\bcơ quan, đơn vị\b", re.I)
_ENDS: Final = re.compile(r"\s*[,;:.()–/-]|\s+(?:và|hoặc|cùng|với|để|theo|trước|trong|chậm|có|phải)\b")
# Bodies of the province itself: of others its list need not know.
_OWN: Final = frozenset({"commune", "department", "board"})
_ALIKE = 0.65


def _without_lead(draft: Draft) -> Iterator[Hit]:
    return (Hit(row, "") for row in draft.rows if blank(row.lead.raw) and row.title)


def _nobody_told(draft: Draft) -> Iterator[Hit]:
    """A sentence that begins with what is to be done; one that begins otherwise may be no order at all."""
    for duty in draft.duties:
        ordered = ACTIONS.match(_small(duty.quote)) or ACTIONS.match(_small(duty.title))
        if ordered and not duty.lead.raw and not _sends(duty) and not _NAMED_ACTOR.search(duty.quote):
            yield Hit(duty, duty.quote)


def _nobody_reports(draft: Draft) -> Iterator[Hit]:
    for duty in draft.duties:
        if _sends(duty) and not duty.lead.raw and not _ACTOR.search(duty.quote) and not _PASSIVE.search(duty.quote):
            yield Hit(duty, duty.quote)


def _sends(duty: Item) -> bool:
    return duty.kind in ("report", "submission")


def _small(text: str) -> str:
    text = re.sub(r"^\W*(?:ưu tiên|cần|phải|tổ chức)\s+", "", text, flags=re.I)
    return text[:1].lower() + text[1:]


def _unspecific(draft: Draft) -> Iterator[Hit]:
    """ "Các đơn vị liên quan" lead; that "các đơn vị" report is said of all the document is for."""
    for item in draft.items:
        parties = item.lead.parties
        led = item.row or item.kind in ("task", "plan")
        if led and parties and all(party.kind == "unspecific" for party in parties) and _PART.search(item.lead.raw):
            yield Hit(item, item.lead.raw)


def _choice(draft: Draft) -> Iterator[Hit]:
    return (Hit(item, item.lead.raw) for item in draft.items if _is_choice(item.lead))


def _is_choice(lead: Cast) -> bool:
    """The names are alternatives; a body that is only asked is none."""
    if lead.parties:
        return lead.choice and len(lead.parties) > 1 and not _ASKED.match(lead.raw)
    return not re.search(r"\d", lead.raw) and any(atom.cut == "or" for atom in cut(lead.raw).atoms[1:])


def _to_nobody(draft: Draft) -> Iterator[Hit]:
    """A sentence that says who reports, and to nobody. What only goes on from another may have its recipient there."""
    for duty in draft.duties:
        if duty.kind != "report" or not duty.lead.raw or not any(duty.codes("no-recipient")):
            continue
        # Who a sentence is addressed to is no part of its words.
        behind = duty.quote.partition(duty.lead.raw)[2] if duty.lead.raw in duty.quote else duty.quote
        if _REPORTS.match(behind) and not _TO.search(duty.quote):
            yield Hit(duty, duty.quote)


def _unknown(draft: Draft) -> Iterator[Hit]:
    return (Hit(item, name) for item, name, near in _strangers(draft) if not near)


def _nearly_known(draft: Draft) -> Iterator[Hit]:
    return (Hit(item, name, {"name": name, "near": near}) for item, name, near in _strangers(draft) if near)


def _strangers(draft: Draft) -> Iterator[tuple[Item, str, str]]:
    """The province's own bodies that its list does not know, among those that lead, receive or decide, each with the
    name that it most likely is a slip of, or ""."""
    for item in draft.items:
        told = " ".join(cast.raw for cast in (item.named if not item.row else (item.lead, *item.named[2:])))
        for finding in item.codes("unknown", "unknown-near"):
            facts = {fact: str(value) for fact, value in finding.facts}
            if facts["name"] in told and kind_of(facts["name"]) in _OWN and (item.row or _whole(facts["name"], item)):
                likest = facts.get("near", "").partition("; ")[0]
                yield item, facts["name"], likest if likest and _slip(facts["name"], likest) else ""


def _slip(name: str, known: str) -> bool:
    """Whether each word is the known name's or like it: two communes share all but their own names."""
    one, other = (folded(" ".join(key(each))).split() for each in (name, known))
    return len(one) == len(other) and all(near(a, [b], cutoff=_ALIKE) for a, b in zip(one, other, strict=True))


def _whole(name: str, item: Item) -> bool:
    """Whether a name in a sentence ends where it was cut: before a mark, a further name or what the body does."""
    _, found, behind = item.quote.partition(name)
    return not found or not behind.strip() or bool(_ENDS.match(behind)) or bool(ACTIONS.match(behind.lstrip()))


def _reorganised(draft: Draft) -> Iterator[Hit]:
    return _ceased(draft, "succession")


def _divided(draft: Draft) -> Iterator[Hit]:
    return _ceased(draft, "split")


def _elsewhen(draft: Draft) -> Iterator[Hit]:
    return _ceased(draft, "other-days")


def _ceased(draft: Draft, code: str) -> Iterator[Hit]:
    for item in draft.items:
        for finding in item.codes(code):
            facts = dict(finding.facts)
            yield Hit(item, str(facts["name"]), facts)


RULES: Final = (
    Rule(
        "no lead", _without_lead,
        N_("No lead agency is written."),
        N_("Please name one lead agency."),
        "Xây dựng Đề án cấp nước | Đề án | | Quý III/2026",
    ),
    Rule(
        "no lead", _nobody_told,
        N_("It is not written who carries this out."),
        N_("Please name the lead agency, here or in the part on who carries out what."),
        "Hoàn thành lắp đặt hệ thống quan trắc trước ngày 30/6/2026.",
    ),
    Rule(
        "no lead", _nobody_reports,
        N_("It is not written which agency has to report."),
        N_("Please name who reports."),
        "Kết quả rà soát gửi về Sở Nội vụ trước ngày 14/8/2026.",
    ),
    Rule(
        "no lead", _unspecific,
        N_("The lead agency is named in general words only."),
        N_("Please name the lead agency, so that it is clear who carries this out."),
        "Xây dựng Đề án cấp nước | Đề án | Các đơn vị liên quan | Quý III/2026",
    ),
    Rule(
        "choice of leads", _choice,
        N_("Several agencies are named as alternatives, so that none is answerable for the task."),
        N_("Please name one as lead and the others as coordinating agencies."),
        "Xây dựng Đề án cấp nước | Đề án | Sở Y tế/ Sở Xây dựng | Quý III/2026",
    ),
    Rule(
        "no recipient", _to_nobody,
        N_("It is not written to whom the report goes."),
        N_("Please name the agency that receives it."),
        "Sở Y tế báo cáo kết quả kiểm tra trước ngày 14/8/2026.",
    ),
    Rule(
        "unknown body", _unknown,
        N_("This name is not in the province's list of agencies."),
        N_("Please check it and write the agency's full name as it is now."),
        "Xây dựng Đề án cấp nước | Đề án | Sở Đê điều và Thủy nông | Quý III/2026",
    ),
    Rule(
        "unknown body", _nearly_known,
        N_("“{name}” is not the name of an agency; near it is {near}."),
        N_("Please check and correct the name."),
        "Xây dựng Đề án cấp nước | Đề án | Sở Tài chánh | Quý III/2026",
    ),
    Rule(
        "ceased body", _reorganised,
        N_("“{name}” is now {heir} ({basis})."),
        N_("Please write “{heir}”."),
        "Xây dựng Đề án cấp nước | Đề án | Sở Giao thông vận tải | Quý III/2026",
    ),
    Rule(
        "ceased body", _divided,
        N_("“{name}” was reorganised and its work divided among several agencies ({basis})."),
        N_("Please name the agency that has taken this work over."),
        "Xây dựng Đề án cấp nước | Đề án | Sở Lao động - Thương binh và Xã hội | Quý III/2026",
    ),
    Rule(
        "ceased body", _elsewhen,
        N_("“{name}” is not there at the time of the document ({why})."),
        N_("Please name the agency that does this work now."),
        "Xây dựng Đề án cấp nước | Đề án | UBND các huyện | Quý III/2026",
    ),
)  # fmt: skip
"""Those about names."""
