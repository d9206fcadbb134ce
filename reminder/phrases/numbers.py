"""Rules of numbers: dates, months of a year, years, each with the signs officials put between them."""

from typing import Final

from reminder.phrases.cursor import LAST, NUMBERS, ROMAN, SIGNS, Cursor, Found

_NEXT: Final = {
    ("sau",): 1, ("toi",): 1, ("tiep", "theo"): 1, ("ke", "tiep"): 1, ("lien", "ke"): 1, ("lien", "sau"): 1,
    ("lien", "tiep"): 1, ("tiep",): 1, ("truoc",): -1, ("nay",): 0, ("bao", "cao"): 0, ("thuc", "hien"): 0,
    ("ke", "hoach"): 0, ("hien", "tai"): 0,
}  # fmt: skip
_FILL: Final = frozenset({"cua", ",", "trong", "vao"})
MONTH_WORDS: Final = {"gieng": 1, "tu": 4, "bay": 7, "tam": 8, "chin": 9, "muoi": 10, "chap": 12, "hai": 2, "ba": 3}


def neighbour(c: Cursor, k: int) -> tuple[int, int] | None:
    """ "sau", "kế tiếp", "liền kề trước" … at `k`: how many periods on, and what follows."""
    w = c.w
    for width in (2, 1):
        step = _NEXT.get(tuple(w[k : k + width]))
        if step is not None:
            k += width
            if step == -1 and (w[k] in ("ngay", "thang") or w[k].isdigit()):
                return None  # "báo cáo năm trước ngày 15/12"
            if step == 1 and w[k] in ("theo", "ke", "sau", "lien"):
                k += 1 + (w[k] == "lien" and w[k + 1] in ("ke", "sau"))
            if w[k : k + 2] == ["lien", "ke"] or (w[k] == "truoc" and w[k - 1] == "ke"):
                step, k = (-1, k + 1) if w[k] == "truoc" else (step, k + 2)
            elif w[k] == "do" and step == -1:
                k += 1
            while w[k] in ("ky", "bao", "cao", "thuoc"):  # "năm trước kỳ báo cáo", "năm sau năm báo cáo"
                k += 1
            if step == 1 and w[k : k + 3] == ["nam", "bao", "cao"]:
                k += 3
            return step, k
    return None


def year_number(c: Cursor, k: int) -> int:
    """The year printed at `k`, 0 (with a fault) when the digits cannot be one."""
    word = c.w[k]
    if len(word) == 4 and 1945 <= int(word) <= 2150:
        return int(word)
    c.fault("broken_year", k, k)
    return 0


def year_tail(c: Cursor, found: list[Found]) -> None:
    """A year after what lacks one: "năm 2026", "/2026", "năm sau", "hằng năm" is left to its own rule."""
    w, k = c.w, c.i
    if w[k] in SIGNS and w[k + 1] in ("nam", "hang", "moi"):
        c.i = k = k + 1
    while w[k] in _FILL:
        k += 1
    if w[k] != "nam":
        return
    word = w[k + 1]
    if word.isdigit():
        if len(word) < 3 or w[k + 2] == "lan":
            return
        year, c.i = year_number(c, k + 1), k + 2
        for one in found:
            if not one.y2:
                one.y1 = one.y2 = year
        if not year:
            del found[:]
        return
    if word == "n" and w[k + 2] == "+":
        step, after = 1, k + 4
    else:
        near = neighbour(c, k + 1)
        if near is None:
            if w[k - 1] == "cua" and word in ("", ",", ";", ".", ")"):  # "trước 15/12 của năm"
                c.i, c.yearly = k + 1, True
            return
        step, after = near
    c.i = after
    for one in found:
        if w[k + 1] == "nay" and c.on:
            one.y1 = one.y2 = c.on.year
        else:
            one.shift, one.yearly = step, True


def day_found(c: Cursor, tok: int, day: int, month: int, year: int) -> list[Found]:
    """A date, or nothing and a fault when the calendar has no such day."""
    if not 1 <= day <= 31 or month > 12 or (month and day > (29, 30, 31)[_LONG[month]]):
        c.fault("no_such_date", tok, max(tok, c.i - 1))
        c.known = True
        return []
    if year and month == 2 and day == 29 and (year % 4 or (year % 100 == 0 and year % 400)):
        c.fault("no_such_date", tok, max(tok, c.i - 1))
        c.known = True
        return []
    return [Found("day", tok, (year, month, day), (year, month, day))]


_LONG: Final = (2, 2, 0, 2, 1, 2, 1, 2, 2, 1, 2, 1, 2)


def month_found(c: Cursor, tok: int, month: int, year: int) -> list[Found]:
    if not 1 <= month <= 12:
        c.fault("no_such_period", tok, max(tok, c.i - 1))
        c.known = True
        return []
    return [Found("month", tok, (year, month, 1), (year, month, LAST))]


def year_found(tok: int, year: int) -> Found:
    return Found("year", tok, (year, 1, 1), (year, 12, 31))


def chain(c: Cursor, hint: str) -> list[Found] | None:
    """Digits joined by signs: 15/12/2026, 15.12, 12/2026, 2026-12-15, 15 12 2026. None when it is no time.

    `hint` says what a lone number would be: day, month, quarter, year or "".
    """
    w, tok = c.w, c.i
    parts, j, doubled = [tok], tok + 1, False
    if w[j] == "-" and w[j + 1].isdigit():
        a, b, third = len(w[tok]), len(w[j + 1]), w[j + 3]
        if (a <= 2 and b <= 2 and w[j + 2] == "-" and len(third) == 4 and third.isdigit() and w[j + 4] != "/") or (
            a == 4 and b == 2 and w[j + 2] == "-" and third.isdigit() and len(third) == 2
        ):
            parts, j = [tok, j + 1, j + 3], j + 4
        elif a <= 2 and b == 4 and hint != "day" and w[j + 2] not in SIGNS:
            parts, j = [tok, j + 1], j + 2
    elif w[j].isdigit() and len(w[tok]) <= 2 and len(w[j]) <= 2 and len(w[j + 1]) == 4 and w[j + 1].isdigit():
        parts, j = [tok, j, j + 1], j + 2
    else:
        while w[j] in SIGNS and len(parts) < 3:
            k = j + 1
            while w[k] in SIGNS:
                k += 1
            if not w[k].isdigit():
                break
            doubled = doubled or k > j + 1
            parts.append(k)
            j = k + 1
            if len(w[k]) >= 3:
                break
    sign = w[tok + 1]
    if len(parts) == 2 and sign == "." and len(w[parts[1]]) < 4 and hint != "day" and not c.anchor:
        return None  # 1.2 numbers a heading
    values = [int(w[p][:6]) for p in parts]
    c.i = j
    if doubled:
        c.fault("doubled_sign", tok, j - 1)
    return _three(c, tok, parts, values) if len(parts) == 3 else _fewer(c, tok, parts, values, hint)


def _three(c: Cursor, tok: int, parts: list[int], values: list[int]) -> list[Found]:
    c.known = True
    if len(c.w[parts[0]]) == 4:
        return day_found(c, tok, values[2], values[1], values[0])
    width = len(c.w[parts[2]])
    if width == 2:
        year = 2000 + values[2]
        c.fault("short_year", tok, c.i - 1, str(year))
    else:
        year = year_number(c, parts[2])
        if not year:
            return []
    if not values[1]:
        c.fault("no_such_date", tok, c.i - 1)
        return []
    return day_found(c, tok, values[0], values[1], year)


def _fewer(c: Cursor, tok: int, parts: list[int], values: list[int], hint: str) -> list[Found] | None:
    width = len(c.w[parts[-1]])
    if len(parts) == 2:
        c.known = True
        if len(c.w[tok]) == 4:
            return month_found(c, tok, values[1], values[0])
        if width >= 3:
            year = year_number(c, parts[1])
            if not year:
                return []
            if hint == "quarter":
                return quarter_found(c, tok, values[0], year)
            return month_found(c, tok, values[0], year)
        if not values[1]:
            c.fault("no_such_date", tok, c.i - 1)
            return []
        return day_found(c, tok, values[0], values[1], 0)
    if width == 4 and 1945 <= values[0] <= 2150:
        return [year_found(tok, values[0])]
    if hint == "day" and width <= 2:
        return day_found(c, tok, values[0], 0, 0)
    if hint == "month" and width <= 2:
        return month_found(c, tok, values[0], 0)
    if hint == "quarter" and width <= 2:
        return quarter_found(c, tok, values[0], 0)
    if hint == "year":
        c.known = True
        year_number(c, tok)
        return []
    c.i = tok
    return None


def quarter_found(c: Cursor, tok: int, quarter: int, year: int) -> list[Found]:
    if not 1 <= quarter <= 4:
        c.fault("no_such_period", tok, max(tok, c.i - 1))
        c.known = True
        return []
    return [Found("quarter", tok, (year, quarter * 3 - 2, 1), (year, quarter * 3, LAST))]


_QUARTER_WORDS: Final = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4}


def ordinal(word: str, kind: str) -> int:
    """The number of a month or quarter in digits, words or Roman figures; 0 when it is none."""
    if word.isdigit():
        return int(word) if len(word) <= 2 else 0
    if kind == "month":
        return MONTH_WORDS.get(word, 0)
    return ROMAN.get(word, 0) or _QUARTER_WORDS.get(word, 0)


def ordinals(c: Cursor, k: int, kind: str) -> list[Found]:
    """A list of months or quarters from `k` on: "3, 6, 9 và 12/2026", "II-III/2026", "3, tháng 6 và tháng 11"."""
    w, found = c.w, list[Found]()
    head = "thang" if kind == "month" else "quy"
    make = month_found if kind == "month" else quarter_found
    joined = False
    while True:
        tok, value, k = k, ordinal(w[k], kind), k + 1
        if kind == "month" and value == 10 and w[k] in ("mot", "hai"):
            value, k = 10 + NUMBERS[w[k]], k + 1
        c.i = k
        one = make(c, tok, value, 0)
        if joined and found and one:
            found[-1].y2, found[-1].m2, found[-1].d2 = one[0].y2, one[0].m2, one[0].d2
            if found[-1].m1 > found[-1].m2:
                found[-1].y2 = -1  # set right once the year is known
        else:
            found += one
        sign = w[k]
        if sign in ("/", ".", "-") and w[k + 1].isdigit() and len(w[k + 1]) >= 3:
            year = year_number(c, k + 1)
            c.i = k + 2
            for each in found:
                each.y1 = year - (each.y2 < 0)
                each.y2 = year
            return found if year else []
        if sign in SIGNS and w[k + 1] in SIGNS and w[k + 2].isdigit() and len(w[k + 2]) == 4:
            c.fault("doubled_sign", tok, k + 2)
            year, c.i = year_number(c, k + 2), k + 3
            for each in found:
                each.y1, each.y2 = year - (each.y2 < 0), year
            return found
        follow = _follows(w, k, kind, head)
        if not follow:
            year_tail(c, found)
            return found
        joined, k = w[k] == "-", follow


def _follows(w: list[str], k: int, kind: str, head: str) -> int:
    """Where the next number of the list stands, 0 when the list ends at `k`."""
    if w[k] not in (",", "va", "-", "+", "hoac"):
        return 0
    k += 1
    if w[k] == "va":
        k += 1
    if w[k] == head:
        k += 1
        if not ordinal(w[k], kind):
            return 0
    elif kind == "month" and not w[k].isdigit():
        return 0
    value = ordinal(w[k], kind)
    if not value or value > (12 if kind == "month" else 4):
        return 0
    after = w[k + 1]
    if after == "/" and len(w[k + 2]) < 3:
        return 0
    if after in ("thang", "ngay", "gio", "h", "tuan", "lan", "%", "quy") and kind == "month" and w[k - 1] != head:
        return 0
    if after == "nam" and w[k - 1] != head and not (w[k + 2].isdigit() and len(w[k + 2]) == 4):
        return 0
    return k
