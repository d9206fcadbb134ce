"""What the header of a column of times adds to its cells: the year, the unit of bare numbers, and in a chart the
months, quarters or years that are ticked."""

import re
from collections.abc import Iterator, Sequence

from reminder.documents.bullets import roman_value
from reminder.documents.tables.cells import is_dated, is_tick, odd
from reminder.phrases import read
from reminder.text_matching import folded

_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d\d(?![\d/.-])")
_SPAN = re.compile(r"(?:19|20)\d\d\s*[-–—]\s*(?:19|20)\d\d|giai doan|nam hoc")
_UNIT = re.compile(r"\b(tháng|quý)\b", re.I)
_BARE = re.compile(r"(?:^|\()(tháng|quý)\b", re.I)
_BOUND = re.compile(r"\b(trước|chậm nhất|muộn nhất)(?: là)?(?: ngày)?\s*(?:\(.*\))?\s*$", re.I)
_DAY = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*(?:19|20)\d\d)?")
_NUMBERS = re.compile(r"(?:\d{1,2}|[IVX]{1,4})(?:\s*(?:[-–,;+]|và|đến)\s*(?:\d{1,2}|[IVX]{1,4}))*")
_OFTEN = re.compile(r"(?:(?:định kỳ|báo cáo)\s+)*(?:hằng|hàng|mỗi)?\s*(tuần|tháng|quý|năm)", re.I)
_DAYS = r"\d{1,2}(?:\s*(?:[-–]|đến(?: ngày)?)\s*\d{1,2})?"
_PART_OF_MONTH = re.compile(
    r"(?:(?:từ|trước|đến|hết|trong|vào|xong|trình|khoảng|dự kiến|hoàn thành|(?:chậm|muộn) nhất(?: là)?)\s+)*"
    rf"(?:(?:ngày\s+)?{_DAYS}|tuần (?:thứ )?\w+)",
    re.I,
)
_BARE_DAY = re.compile(rf"(?<!ngày )(?<!tuần )(?<!thứ )(?<!\w)(?={_DAYS}$)(?<![–-])(?<![–-] )(?<!đến )", re.I)
_OWN_YEAR = re.compile(r"(?:19|20)\d\d")


def year_of(*heads: str) -> str:
    """The one year the words of a header give its column, as words (`năm 2026`); "" when there is none or several."""
    words = " ".join(heads)
    years = set(_YEAR.findall(words))
    return f"năm {years.pop()}" if len(years) == 1 and not _SPAN.search(folded(words)) else ""


def readable(words: str, year: str, *heads: str) -> str:
    """The words of a cell so that they can be read on their own: the unit before a bare number (`III` under "Quý"),
    what the header says of the day (`Trước ngày 15/3` under "Hoàn thành trước ngày"), and its year in brackets behind
    words that have none: `Tháng 3 (năm 2026)`."""
    unit, bound = (next(filter(None, map(sign.search, heads)), None) for sign in (_BARE, _BOUND))
    if unit and _NUMBERS.fullmatch(words) and odd(counted := f"{unit[1].capitalize()} {words}") <= {"no_year"}:
        words = counted
    elif bound and _DAY.fullmatch(words):
        words = f"{bound[1].capitalize()} ngày {words}"
    if not year or "no_year" not in odd(words):
        return words
    with_year = f"{words} ({year})"
    return with_year if is_dated(with_year) and "no_year" not in odd(with_year) else words


def within(words: str, section: str) -> str:
    """The words of a cell under a section that is a month, a quarter or a year: `Cuối tháng` under "Tháng 3/2027" is
    `Cuối tháng 3/2027`, `Trước ngày 15` is `Trước ngày 15 tháng 3/2027`, `22/3` is `22/3 (năm 2027)`; as they stand
    where they say when by themselves or the day would lie outside the section."""
    if is_dated(words) and "no_year" not in odd(words):
        return words
    year = year_of(section.replace("/", " "))
    over = read(section, None)
    for joined in _inside(words, section, year):
        said = read(joined, None)
        first, last = over.start or over.end, over.end
        placed = not last or (said.end is not None and first is not None and first <= said.end <= last)
        if is_dated(joined) and placed and odd(joined) <= {"no_year", "vague"}:
            return joined
    return words


def _inside(words: str, section: str, year: str) -> Iterator[str]:
    """What the words may mean under the section, the likeliest first."""
    if "no_year" in odd(words):
        if year:
            yield f"{words} ({year})"
        return
    unit, _, number = section.partition(" ")
    if unit.isalpha() and (ends := re.search(rf"\b{unit}(?: này)?$", words, re.I)):
        yield f"{words[: ends.start()]}{unit.lower()} {number}"
    elif unit.lower() == "tháng" and _PART_OF_MONTH.fullmatch(words):
        yield f"{_BARE_DAY.sub('ngày ', words)} {section.lower()}"


def period_words(head: str, above: str) -> str:
    """What a column of a chart stands for, in words: `7` or `T7` under "Tháng" is `Tháng 7`, `II` under "Quý" is
    `Quý II`."""
    plain = folded(head).strip(" .:()")
    if match := re.fullmatch(r"(?:thang|th|t)[ .]*(\d{1,2})(?:[ /.-]+(?:nam )?(20\d\d))?", plain):
        return f"Tháng {int(match[1])}" + (f"/{match[2]}" if match[2] else "")
    if match := re.fullmatch(r"q([1-4]|i{1,3}|iv)(?:[ /-]+(?:nam )?(20\d\d))?", plain):
        return f"Quý {match[1].upper()}" + (f"/{match[2]}" if match[2] else "")
    if match := re.fullmatch(r"(0?[1-9]|1[0-2])/(20\d\d)", plain):
        return f"Tháng {match[1]}/{match[2]}"
    if re.fullmatch(r"20\d\d", plain):
        return f"Năm {plain}"
    if unit := _UNIT.search(above):
        return f"{unit[1].capitalize()} {head.strip()}" if is_bare_period(head) else head
    return head


def is_bare_period(head: str) -> bool:
    """`7` or `II`: a month or a quarter, if the header above says so."""
    plain = head.strip(" .:()")
    return (plain.isdigit() and 1 <= int(plain) <= 12) or (plain.isupper() and 1 <= roman_value(plain) <= 12)


def ticked(cells: Sequence[str], periods: Sequence[str], years: Sequence[str]) -> list[tuple[str, str, int]]:
    """What a row of a chart says: words and their year for each run of ticked periods (`Tháng 7 - Tháng 9`), and for
    each cell that gives a day itself; with these the place of the cell, else -1. Figures alone say nothing."""
    said: list[tuple[str, str, int]] = []
    runs: list[list[int]] = []
    for place, cell in enumerate(cells):
        if not is_tick(cell):
            continue
        if day := _day(cell, periods[place]):
            said.append((day, years[place], place))
        elif runs and runs[-1][-1] == place - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    for run in runs:
        words = periods[run[0]] if len(run) == 1 else f"{periods[run[0]]} - {periods[run[-1]]}"
        said.append((words, years[run[0]], -1))
    return said


def _day(cell: str, period: str) -> str:
    """`Trước ngày 15` under "Tháng 7" → `Trước ngày 15 tháng 7`; "" where the cell gives no day."""
    if is_dated(cell):
        return cell
    joined = f"{cell} {period[:1].lower()}{period[1:]}"
    month = period.startswith("Tháng") and re.search(r"\b(?:ngày|trước|đến|tuần)\b", cell, re.I)
    return joined if month and not odd(joined) - {"no_year"} else ""


def repeating(words: str, frequency: str) -> str:
    """A time and how often it comes, printed in a column of its own: `Trước 15/12 (hằng năm)`; the words alone where
    they say so themselves, or make no sense together."""
    match = _OFTEN.fullmatch(frequency.strip())
    before = read(words, None)
    if not match or before.recurrence or _OWN_YEAR.search(words):
        return words
    joined = f"{words} (hằng {match[1].lower()})"
    return joined if read(joined, None).series and not odd(joined) else words
