"""The head of a plan: number, date, title, issuer, as printed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reminder.documents.blocks import Document, Paragraph
from reminder.documents.finding import Finding, found
from reminder.documents.narrative.outline import outline
from reminder.documents.tables.finding_tables import sort_blocks

_NUMBER = re.compile(
    r"\bSố\s*:?\s*(?P<no>\d{1,6}[a-zA-Z]?)?\s*/\s*(?P<sign>(?:KH|QĐ|CTr|CT|ĐA|NQ|CV)\s*-\s*(?:UBND|HĐND|TU"
    r"|TTg|BCĐ|[A-ZĐ]{2,8}))\b"
)
_ANNEXED = re.compile(
    r"^\W*(?:ban hành )?kèm theo (?:kế hoạch|quyết định|chương trình|đề án|công văn"
    r"|văn bản)[^.]{0,20}?số\s*:?\s*(?P<no>\d{1,6}[a-zA-Z]?)?\s*/\s*(?P<sign>[A-ZĐ]+\s*-\s*[A-ZĐ&]+)\s*,?\s*"
    r"(?:ngày\s*(?P<day>\d{1,2})?[\s/]*(?:tháng\s*)?(?P<month>\d{1,2})[\s/]*(?:năm\s*)?(?P<year>\d{4}))?",
    re.I,
)
_DAY = re.compile(r"ngày\s*(?P<day>\d{1,2}|[….]+)?\s*tháng\s*(?P<month>\d{1,2}|[….]+)?\s*năm\s*(?P<year>\d{4})", re.I)
_KIND = re.compile(r"^(KẾ HOẠCH|QUYẾT ĐỊNH|CHƯƠNG TRÌNH|CHỈ THỊ|ĐỀ ÁN|PHƯƠNG ÁN)\b(?!/)")
_OPENING = re.compile(
    r"^(thực hiện|căn cứ|triển khai thực hiện nghị quyết|nhằm|để |trên cơ sở|ngày \d|thi hành|theo "
    r"|tiếp tục thực hiện|[IVX]+\.\s|1\.\s|\()",
    re.I,
)
_ISSUER = re.compile(
    r"(?:UBND|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|Ủy ban nhân dân|Uỷ ban nhân dân)\s+(?:TỈNH|tỉnh|Tỉnh|THÀNH PHỐ"
    r"|thành phố)\s+[A-ZĐÀ-Ỹ][\wÀ-ỹ]*(?:[ -][A-ZĐÀ-Ỹ][\wÀ-ỹ]*)*"
)
_FOLLOWS = re.compile(
    r"(?:đầu mối|chủ trì|chịu trách nhiệm|theo dõi|hướng dẫn)[^.;]{0,80}(?:theo dõi|đôn đốc|tổng hợp)"
    r"[^.;]{0,200}(?:Kế hoạch|kế hoạch|UBND tỉnh|triển khai)",
    re.I,
)
_NAMELESS = re.compile(r"(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân) (?:tỉnh|thành phố)\b", re.I)


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the top. `number` is only the sign (`/KH-UBND`) in a draft; `issued_on` None when
    the day is not printed, `issued` is then as far as it is; `focal` is the body told to follow the plan."""

    number: str
    title: str
    issued: str
    issued_on: date | None
    issuer: str
    focal: str = ""
    findings: tuple[Finding, ...] = ()


def read_head(document: Document) -> Head:
    """Number, title, date and issuer. The annex names the number again, and is believed where they differ."""
    paragraphs = sort_blocks(document).paragraphs
    top = paragraphs[:40]
    findings: list[Finding] = []
    spot = top[0].spot if top else None
    number = next((_sign(m) for p in top if (m := _NUMBER.search(p.text))), "")
    issued, issued_on = _day(top)
    if match := next((m for p in paragraphs if (m := _ANNEXED.search(p.text))), None):
        if match["no"]:
            if number and number.split("/")[0] and number != _sign(match):
                findings.append(found("two-numbers", spot, first=number, second=_sign(match)))
            number = _sign(match)
        if match["day"] and issued_on is None:
            issued_on = _date(match["year"], match["month"], match["day"])
            issued = f"ngày {match['day']} tháng {match['month']} năm {match['year']}"
    title = _title(top)
    if not number or number.startswith("/"):
        findings.append(found("no-plan-number", spot))
    if issued_on is None:
        findings.append(found("no-issue-day", spot))
    names = [m[0] for pattern in (_ISSUER, _NAMELESS) for p in paragraphs if (m := pattern.search(p.text))]
    focal = next((p.who for p in outline(paragraphs) if p.who and _FOLLOWS.search(p.words)), "")
    focal = re.sub(r"^(?:giao|yêu cầu)\s+", "", focal, flags=re.I)
    return Head(number, title, issued, issued_on, names[0] if names else "", focal, tuple(findings))


def _sign(match: re.Match[str]) -> str:
    return f"{match['no'] or ''}/" + "".join(match["sign"].split())


def _day(top: Sequence[Paragraph]) -> tuple[str, date | None]:
    for paragraph in top[:15]:
        match = _DAY.search(paragraph.text)
        # The date line is short; a law cited by its date stands in a long one.
        if match and len(paragraph.text) < 90:
            day, month = match["day"] or "", match["month"] or ""
            exact = _date(match["year"], month, day) if day.isdigit() and month.isdigit() else None
            return " ".join(match[0].split()), exact
    return "", None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _title(top: Sequence[Paragraph]) -> str:
    """The lines between "KẾ HOẠCH" and the first sentence."""
    for place, paragraph in enumerate(top):
        match = _KIND.match(paragraph.text)
        if not match or len(paragraph.text) > 300:
            continue
        lines = [paragraph.text[match.end() :].strip(" :")]
        for following in top[place + 1 : place + 10]:
            text = following.text
            done = any(lines)
            if (done and (_OPENING.match(text) or text.endswith(":"))) or len(text) > 600:
                break
            lines.append(text)
            if text.endswith(".") or sum(map(len, lines)) > 500:
                break
        title = " ".join(line for line in lines if line)
        if title:
            return title
    return ""
