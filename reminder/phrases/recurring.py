"""Rules of periods and durations: "hằng quý, 6 tháng, năm", "02 năm một lần", "10 ngày làm việc kể từ …"."""

from typing import Final

from reminder.phrases.cursor import EACH, NUMBERS, Cursor, Found, Freqs
from reminder.phrases.months import day_tail
from reminder.phrases.numbers import ordinal
from reminder.phrases.series import Freq
from reminder.phrases.units import unit as unit_of_time

_PERIODS: Final[dict[str, Freq]] = {"nam": "yearly", "quy": "quarterly", "thang": "monthly", "tuan": "weekly"}
_UNITS: Final = {"ngay": "day", "tuan": "week", "thang": "month", "nam": "year", "gio": "hour", "h": "hour", "quy": ""}
_PLAIN: Final = frozenset(NUMBERS) - {"nam", "sau"}
"""Number words that are no other word: năm is a year as well, and sáu without its mark is "after"."""
_BREAK: Final = frozenset({"", ",", ";", "\n", ":", "(", ")", "."})


def each(c: Cursor, k: int) -> bool:
    """Periods from `k` on, behind "hằng", "mỗi", "định kỳ": a list, each of them a frequency."""
    w = c.w
    any_read = False
    while True:
        k += w[k] in EACH or w[k] == "mot"
        if k < c.n and w[k] == "ky":
            k += 1
            any_read = True
        elif w[k] in _PERIODS:
            here = w[k]
            numbered = w[k + 1].isdigit() and (here != "nam" or len(w[k + 1]) == 4)
            if numbered and (here != "nam" or not (w[k - 1] in EACH or (any_read and _reports(c, k)))):
                break
            c.freqs.append(Freqs(_PERIODS[here], k, c.clause))
            if numbered:
                c.reported = c.freqs[-1].plain = any_read
                c.i = k
                return True
            k += 1
            any_read = True
            k = _how_often(c, k, 1, here)
        elif w[k] == "ngay" and not any_read:
            c.open, c.open_tok, any_read = True, k, True
            k += 1
        elif _six(w, k) and w[k + 2] not in ("dau", "cuoi"):
            n = int(w[k]) if w[k].isdigit() else NUMBERS[w[k]]
            _every(c, k, n, "thang")
            k = _once(c, k + 2)
            any_read = True
        elif w[k] == "nua" and w[k + 1] == "nam":
            c.freqs.append(Freqs("half_yearly", k, c.clause))
            k = _once(c, k + 2)
            any_read = True
        elif (w[k].isdigit() or w[k] in _PLAIN) and w[k + 1] in ("nam", "tuan", "quy") and not any_read:
            _every(c, k, int(w[k][:2]) if w[k].isdigit() else NUMBERS[w[k]], w[k + 1])
            k, any_read = _once(c, k + 2), True
        else:
            break
        c.i = k
        if w[k] in (",", "va", "/", "hoac", "-") or (w[k] == "(" and w[k + 1] in EACH):
            step = k + 1 + (w[k + 1] == "va")
            if w[step] in EACH or w[step] in _PERIODS or _six(w, step):
                if w[step] in EACH and w[step + 1] not in _PERIODS and not _six(w, step + 1):
                    break
                if w[step] == "quy" and (ordinal(w[step + 1], "quarter") or w[step + 1] == "dinh"):
                    break
                if w[step] == "nam" and w[step + 1] in ("tiep", "sau", "ke", "nay"):
                    break
                k = step
                continue
        break
    return any_read


def _reports(c: Cursor, k: int) -> bool:
    """ "hàng quý, 6 tháng và năm 2018" lists what is reported on; "hằng năm, năm 2018" is a limit."""
    named = [f for f in c.freqs if f.clause == c.clause]
    if not named or (named[-1].freq == "yearly" and named[-1].months != 9):
        return False
    return c.w[k - 1] == "va" or len(named) > 1


def _six(w: list[str], k: int) -> bool:
    return (
        w[k + 1] == "thang"
        and (w[k] in ("3", "03", "6", "06", "9", "09", "sau", "chin", "ba"))
        and not w[k + 2].isdigit()
    )


def _once(c: Cursor, k: int) -> int:
    """Past "một lần", "/lần", "01 lần"."""
    w = c.w
    start = k
    k += w[k] == "/"
    k += w[k] in ("mot", "1", "01")
    return k + 1 if w[k] == "lan" else start


def _how_often(c: Cursor, k: int, n: int, period: str) -> int:
    """Behind "mỗi năm": "02 lần" makes two dates of it."""
    w = c.w
    place = k + (w[k] == "(") + (w[k] == ",")
    if (w[place].isdigit() or w[place] in NUMBERS) and w[place + 1] == "lan":
        count = int(w[place][:3]) if w[place].isdigit() else NUMBERS[w[place]]
        c.freqs[-1].n = max(1, count)
        k = place + 2
        if w[k] == "/" and w[k + 1] == period:
            k += 2
    return k


def _every(c: Cursor, tok: int, n: int, period: str) -> None:
    """One date every `n` periods."""
    months = n * {"thang": 1, "quy": 3, "nam": 12}.get(period, 0)
    if period == "tuan":
        if n == 1:
            c.freqs.append(Freqs("weekly", tok, c.clause))
        else:
            c.fault("no_interval", tok, tok + 1)
            c.open = True
    elif months in (1, 3, 6, 12):
        freq: Freq = {1: "monthly", 3: "quarterly", 6: "half_yearly", 12: "yearly"}[months]  # type: ignore[assignment]
        c.freqs.append(Freqs(freq, tok, c.clause, months=months))
    elif months in (2, 4):
        c.freqs.append(Freqs("yearly", tok, c.clause, n=12 // months, months=months))
    elif months == 9:
        c.freqs.append(Freqs("yearly", tok, c.clause, months=9))
    elif months and months % 12 == 0:
        c.freqs.append(Freqs("every_n_years", tok, c.clause, n=months // 12, months=months))
    else:
        c.fault("no_interval", tok, tok + 1)
        c.open = True


def times(c: Cursor) -> bool:
    """ "02 lần/năm", "một năm hai lần", "năm 2 lần"."""
    w, i = c.w, c.i
    if w[i] in ("mot", "1", "01") and w[i + 1] in _PERIODS and w[i + 3] == "lan":  # một năm hai lần
        i += 1
    if w[i + 1] == "lan" and (w[i].isdigit() or w[i] in NUMBERS):
        count = int(w[i][:3]) if w[i].isdigit() else NUMBERS[w[i]]
        k = i + 2
        while w[k] in ("/", "moi", "trong", "tren", "mot", "01", "1", "hang"):
            k += 1
        if w[k] in _PERIODS and count:
            c.freqs.append(Freqs(_PERIODS[w[k]], i, c.clause, n=count))
            c.i = k + 1
            return True
        if _six(w, k) or (w[k].isdigit() and w[k + 1] in ("nam", "thang")):
            _every(c, i, int(w[k][:2]) if w[k].isdigit() else NUMBERS[w[k]], w[k + 1])
            c.freqs[-1:] = c.freqs[-1:]
            c.i = k + 2
            return True
    if w[i] in _PERIODS and (w[i + 1].isdigit() or w[i + 1] in NUMBERS) and w[i + 2] == "lan" and len(w[i + 1]) < 4:
        count = int(w[i + 1]) if w[i + 1].isdigit() else NUMBERS[w[i + 1]]
        c.freqs.append(Freqs(_PERIODS[w[i]], i, c.clause, n=max(1, count)))
        c.i = i + 3
        return True
    return False


def duration(c: Cursor, ahead: bool = False, periodic: bool = False) -> bool:
    """A number and a unit: a recurrence ("02 năm một lần"), a term with its event, or a data period ("9 tháng").

    `ahead`: behind "trước" (the term runs before its event). `periodic`: behind "định kỳ".
    """
    w, i = c.w, c.i
    if times(c):
        return True
    word = w[i]
    n = int(word[:4]) if word.isdigit() else NUMBERS.get(word, 0)
    k = i + 1
    if w[k] == "(" and w[k + 2] == ")":  # 10 (mười) ngày
        k += 3
    period = w[k]
    if period not in _UNITS or not n or len(word) > 4 or (word.isdigit() and len(word) == 4 and n > 1900):
        return False
    if period == "nam" and len(word) <= 2 and w[k + 1].isdigit() and len(w[k + 1]) == 4 and c.anchor:
        return False
    if period == "thang" and ((w[k + 1].isdigit() and w[k + 2] != "lan") or w[k + 1] in ("dau", "cuoi", "con")):
        return False
    if (
        period == "thang"
        and w[k + 2] != "lan"
        and ordinal(w[k + 1], "month")
        and w[k + 1] not in ("mot", "hai", "ba", "sau")
    ):
        return False
    unit = _UNITS[period]
    k += 1
    after_once = _once(c, k)
    if (after_once > k or periodic or w[i - 1] in EACH) and period in ("nam", "thang", "quy", "tuan"):
        _every(c, i, n, period)
        c.i = after_once
        if w[c.i] in ("/", ",", "va") and not each(c, c.i + 1 + (w[c.i + 1] == "va")):
            pass
        return True
    if unit == "day" and w[k] == "lam" and w[k + 1] == "viec":
        unit, k = "working_day", k + 2
    if unit and _term(c, i, k, n, unit, ahead):
        return True
    if period == "thang" and n in (3, 6, 9):
        _every(c, i, n, "thang")
        c.freqs[-1].plain = True
        c.i = k
        if w[k] in (",", "va", "/"):
            step = k + 1 + (w[k + 1] == "va")
            if (w[step] in _PERIODS and not w[step + 1].isdigit()) or w[step] in EACH or _six(w, step):
                each(c, step)
            elif w[step] == "nam" and w[step + 1].isdigit():
                c.freqs.append(Freqs("yearly", step, c.clause, plain=True))
        return True
    if ahead:
        return False
    if unit == "day" and w[k] == "dau":  # "trong 10 ngày đầu của tháng sau": by the 10th
        c.i = k + 1
        c.found += _placed(c, day_tail(c, i, n))
        return True
    if unit and c.relative is None:
        c.relative = (n, unit, True, "")
        c.known = True
    c.i = k
    return True


def _placed(c: Cursor, found: list[Found]) -> list[Found]:
    for one in found:
        one.clause, one.upto, one.anchor = c.clause, c.i - 1, c.anchor
    return found


def _term(c: Cursor, i: int, k: int, n: int, unit: str, ahead: bool) -> bool:
    """The event a term runs from: "kể từ ngày nhận được …", "sau khi …", "trước ngày họp"."""
    w = c.w
    k += w[k] == "," and w[k + 1] in ("ke", "tinh", "sau", "tu")
    after = True
    link = w[k]
    if link in ("ke", "tinh") and w[k + 1] == "tu":
        k += 2
    elif (link in ("ke", "tinh") and w[k + 1] in ("ngay", "tu")) or link == "tu" or link == "sau":
        k += 1
    elif link == "so" and w[k + 1] == "voi":
        k, after = k + 2, False
    elif link == "truoc":
        if w[k + 1].isdigit() or (w[k + 1] == "ngay" and w[k + 2].isdigit()):
            return False  # "báo cáo 6 tháng trước ngày 15/6"
        k, after = k + 1, False
    elif ahead and link not in _BREAK and not link.isdigit():
        after = False
    else:
        return False
    if ahead:
        after = False
    first = k
    while k < c.n and w[k] not in _BREAK:
        k += 1
    event = c.tokens.quote(first, k - 1) if k > first else ""
    if c.relative is None or not c.relative[3]:
        c.relative = (n, unit, after, event)
    c.known = True
    c.i = k
    _known_event(c, first, k)
    return True


def _known_event(c: Cursor, first: int, last: int) -> None:
    """An event that is itself a printed date ("kể từ ngày 01/7/2026") needs no waiting."""
    if first >= last:
        c.fault("no_event", c.i - 1, c.i - 1)
        return
    faults = len(c.faults)
    c.i = first
    found = unit_of_time(c, "day")
    if found and c.i == last and found[0].kind == "day" and found[0].y2 > 0 and found[0].m2:
        c.event_on = found[0].last()
    del c.faults[faults:]
    c.i = last
