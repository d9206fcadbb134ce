"""Rules of weeks and weekdays."""

from datetime import date, timedelta
from typing import Final

from reminder.phrases.cursor import EACH, LAST, NUMBERS, SIGNS, Cursor, Found, Rule
from reminder.phrases.months import OF, ruled
from reminder.phrases.numbers import ordinal, ordinals, year_number

WEEKDAYS: Final = {
    "hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5, "2": 0, "3": 1, "4": 2, "5": 3, "6": 4, "7": 5,
}  # fmt: skip


def weekday(c: Cursor) -> list[Found] | None:
    """ "thứ Sáu hằng tuần", "thứ 2 và thứ 5 hằng tuần", "thứ Sáu cuối cùng của tháng"."""
    w, tok = c.w, c.i
    days, k = list[int](), tok
    while True:
        if w[k] == "thu" and w[k + 1] in WEEKDAYS:
            days.append(WEEKDAYS[w[k + 1]])
        elif w[k] == "chu" and w[k + 1] == "nhat":
            days.append(6)
        else:
            break
        k += 2
        if w[k] in (",", "va") and w[k + 1] in ("thu", "chu", "ngay"):
            k += 1 + (w[k + 1] == "ngay")
        else:
            break
    if not days:
        return None
    weekly = w[k] in EACH and w[k + 1] == "tuan"
    edge = k + (w[k] == "tuan")  # "tuần đầu", or the day's own "đầu tiên"
    if w[edge] in ("cuoi", "dau") and (edge > k or w[edge + 1] in ("cung", "tien", "thang") or w[edge + 1] in OF):
        nth = -1 if w[edge] == "cuoi" else 1
        k = edge + 1 + (w[edge + 1] in ("cung", "tien"))
        while w[k] in OF:
            k += 1
        if w[k] != "thang":
            return None
        c.i = k + 1
        return [ruled(tok, Rule("monthly", 1, nth, day)) for day in days]
    if weekly or any(f.freq == "weekly" for f in c.freqs):
        c.i = k + 2 * weekly
        return [ruled(tok, Rule("weekly", 1, 1, day)) for day in days]
    return None


_TENS: Final = {"thuong": (1, 10), "trung": (11, 20), "ha": (21, LAST)}


def week(c: Cursor) -> list[Found] | None:
    """ "tuần 2 tháng 6/2026" (days 8–14), "tuần cuối tháng 12/2026", "tuần 25 năm 2026" (ISO), "trung tuần tháng 8"
    (days 11–20)."""
    w, tok = c.w, c.i
    if w[tok - 1] in _TENS and tok and w[tok + 1] == "thang" and ordinal(w[tok + 2], "month"):
        found = ordinals(c, tok + 2, "month")
        for one in found:
            one.kind, one.tok = "week", tok - 1
            one.d1, one.d2 = _TENS[w[tok - 1]]
        return found
    k = tok + 1 + (w[tok + 1] == "thu")
    last = False
    if w[k] in ("dau", "cuoi"):
        last = w[k] == "cuoi"
        number, k = 1, k + 1 + (w[k + 1] in ("tien", "cung"))
    else:
        number = int(w[k]) if w[k].isdigit() and len(w[k]) <= 2 else NUMBERS.get(w[k], 0)
        k += 1
    if not number:
        return None
    while w[k] in OF:
        k += 1
    if w[k] == "thang" and ordinal(w[k + 1], "month"):
        found = ordinals(c, k + 1, "month")
        for one in found:
            one.kind, one.tok = "week", tok
            if last:
                one.d1, one.d2 = 25, LAST
            else:
                one.d1, one.d2 = min(number, 4) * 7 - 6, min(number, 4) * 7 if number < 5 else LAST
                one.d1 = 29 if number > 4 and one.m1 != 2 else one.d1
            c.fault("vague", tok, c.i - 1, f"{one.d1}–{'cuối tháng' if one.d2 == LAST else one.d2}")
        return found
    c.i = k + 1 if w[k] in SIGNS else k
    if w[c.i].isdigit() and len(w[c.i]) == 4:
        year, c.i = year_number(c, c.i), c.i + 1
    elif w[k] == "nam" and w[k + 1].isdigit() and len(w[k + 1]) == 4:
        year, c.i = year_number(c, k + 1), k + 2
    else:
        c.i = tok
        return None
    try:
        first = date.fromisocalendar(year, number, 1)
    except ValueError:
        c.fault("no_such_period", tok, c.i - 1)
        return []
    end = first + timedelta(6)
    return [Found("week", tok, (first.year, first.month, first.day), (end.year, end.month, end.day))]
