"""A reading back in plain words. The Vietnamese ones are phrases of the grammar: they read to the same value."""

from datetime import date, time, timedelta
from typing import Final

from reminder.phrases.due import Bound
from reminder.phrases.reading import Reading, Recurrence, Relative
from reminder.phrases.say_en import describe_en
from reminder.phrases.series import MONTHS, Freq, Series

_ROMAN: Final = ("I", "II", "III", "IV")
_WEEKDAYS: Final = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_PERIOD: Final[dict[Freq, str]] = {
    "weekly": "tuần", "monthly": "tháng", "quarterly": "quý", "half_yearly": "6 tháng", "yearly": "năm",
    "every_n_years": "năm",
}  # fmt: skip
_UNIT: Final = {
    "day": "ngày", "working_day": "ngày làm việc", "week": "tuần", "month": "tháng", "year": "năm", "hour": "giờ",
}  # fmt: skip


def describe(r: Reading, lang: str) -> str:
    """`r` in words, `vi` or `en`; a "trước" also with its strict reading."""
    if lang != "vi":
        return describe_en(r)
    parts = ["thường xuyên" if r.open_ended and r.series else "", _dated(r)]
    if r.data_period and r.data_period.words:
        parts.append(f"số liệu {r.data_period.words}")
    if r.relative:
        parts.append(_term(r.relative))
    if r.recurrence and not r.series:
        parts.insert(0 if r.end else len(parts), _frequency(r))
        if r.open_ended and not r.start and not r.windows and not r.data_period:
            parts.append("không nêu ngày")
    if r.open_ended and not r.recurrence and not r.series:
        goes_on = (r.start and not r.end) or any(w.start and not w.end for w in r.windows)
        if not goes_on:
            parts[1] = f"{parts[1]} và thường xuyên" if parts[1] else "thường xuyên"
    if r.indeterminate and not r.relative:
        parts.append("chưa xác định thời gian")
    if r.vision:
        parts.append(f"tầm nhìn {r.vision}")
    return ", ".join(part for part in parts if part) or "không có thời hạn đọc được"


def day(on: date) -> str:
    return f"{on.day:02d}/{on.month:02d}/{on.year}"


def _dated(r: Reading) -> str:
    if r.series:
        return _recurring(r)
    if r.windows:
        return "; ".join(
            (f"{w.label}: " if w.label else "")
            + span(w.start, w.end, w.bound, w.at)
            + (f" ({strict(w.end)})" if _has_strict(w.bound, w.end, w.at) and w.end else "")
            for w in r.windows
        )
    if not r.start and not r.end:
        return ""
    words = span(r.start, r.end, r.bound, r.at)
    if r.end and _has_strict(r.bound, r.end, r.at):
        return f"{words}: {strict(r.end)}"
    return words


def _has_strict(bound: Bound | None, end: date | None, at: time | None) -> bool:
    return bound is Bound.BEFORE and end is not None and at is None


def strict(end: date) -> str:
    """The strict reading of "trước ngày D": the last day is the one before."""
    return f"chậm nhất là hết ngày {day(end - timedelta(1))} nếu tính chặt"


def span(start: date | None, end: date | None, bound: Bound | None, at: time | None = None) -> str:
    """One window: whole years, quarters and months by their names, all else by its dates."""
    if not end:
        return f"từ ngày {day(start)} trở đi" if start else ""
    if not start:
        return f"{_head(bound)}{hour(at)} ngày {day(end)}"
    if bound is Bound.BEFORE:
        return f"từ ngày {day(start)} đến trước{hour(at)} ngày {day(end)}"
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if not at and start.day == 1 and (end + timedelta(1)).day == 1:
        if start.month == 1 and end.month == 12:
            return f"năm {start.year}" if months == 12 else f"từ năm {start.year} đến hết năm {end.year}"
        if months == 3 and start.month % 3 == 1:
            return f"quý {_ROMAN[start.month // 3]}/{start.year}"
        if months == 1:
            return f"tháng {start.month}/{start.year}"
    return f"từ ngày {day(start)} đến hết{hour(at)} ngày {day(end)}"


def _head(bound: Bound | None) -> str:
    return "trước" if bound is Bound.BEFORE else "chậm nhất"


def hour(at: time | None) -> str:
    return "" if at is None else f" {at.hour} giờ" + (f" {at.minute:02d} phút" if at.minute else "")


def _recurring(r: Reading) -> str:
    said = list[str]()
    last = next((s for s in reversed(r.series) if s.freq == "yearly" and not s.covers), None)
    for s in r.series:
        text = (f"{s.label}: " if s.label else "") + _reported(r, s)
        text += _away(s) if s.away else f"{_head(s.bound)}{hour(s.at)} {_place(s)}"
        if s.freq == "yearly" and not s.shift and (s.away or s is last) and s.within < MONTHS[s.freq]:
            text += " hằng năm"
        said.append(text)
    windows = [(f"{w.label}: " if w.label else "") + span(w.start, w.end, w.bound, w.at) for w in r.windows]
    opens = r.windows and begins_behind(r)
    parts = [*windows, *said] if opens else [*said, *windows]
    bounded = r.series[0].until and not r.end  # the year behind both holds for both
    apart = any(s.label or s.away for s in r.series) or (r.windows and not bounded)
    words = ("; " if apart else " và ").join(parts)
    if r.windows and any(s.covers for s in r.series):
        words = f"định kỳ {words}"
    first = r.series[0]
    if first.freq == "every_n_years":
        words += f", {first.every:02d} năm một lần"
    if first.away and (r.start or r.end):
        words = f"hằng {_PERIOD[first.freq]}, {words}"
    if r.start and r.end:
        words += f", từ ngày {day(r.start)} đến hết ngày {day(r.end)}"
    elif opens:
        return words
    elif r.start:
        words += f", từ ngày {day(r.start)}"
    elif r.end:
        words += f", đến hết ngày {day(r.end)}"
    elif first.first and not first.until:
        words = f"{_head(first.bound)} ngày {first.day:02d}/{first.month:02d}/{first.first.year} và hằng năm"
    if len(parts) == 1 and first.bound is Bound.BEFORE and first.at is None and not first.weekday >= 0:
        words += f" ({_strict_series(first)})"
    return words


def _away(s: Series) -> str:
    """So long behind or before its day."""
    assert s.away
    length = f"{s.away.n:02d} {_UNIT[s.away.unit]}"
    words = f"trong thời hạn {length} kể từ {_place(s)}" if s.away.after else f"{length} trước {_place(s)}"
    return f"{words},{hour(s.at)}" if s.at else words


def begins_behind(r: Reading) -> bool:
    """Whether the series begins where its label says, behind all the dates beside it: "Năm 2026: …; từ năm 2027: …"."""
    first = r.series[0]
    named = first.first and first.label.startswith(("từ ", "Từ ")) and str(first.first.year) in first.label
    return bool(named) and all(w.end and first.first and w.end < first.first for w in r.windows)


def _reported(r: Reading, s: Series) -> str:
    """The data period, unless the label names it."""
    if not any(one.covers for one in r.series) or any(word in s.label.lower() for word in ("năm", "quý", "tháng")):
        return ""
    period = s.covers or s.freq
    return f"báo cáo {_PERIOD[period]} " if s.covers or period != "yearly" else ""


def _strict_series(s: Series) -> str:
    if s.freq in ("yearly", "every_n_years") and s.day > 0 and not s.lunar and not s.working:
        before = date(2025, s.month, min(s.day, 28)) - timedelta(1)  # no leap year: 1/3 is behind 28/2
        last = f"{before.day + max(0, s.day - 28):02d}/{before.month:02d}"
    elif s.day > 1 and not s.lunar and not s.working:
        last = f"{s.day - 1:02d}"
    else:
        last = "liền trước"
    return f"chậm nhất là hết ngày {last} nếu tính chặt"


def _place(s: Series) -> str:
    """Which day of which period."""
    if s.lunar:
        return f"ngày {s.day:02d} tháng {s.month} âm lịch"
    if s.freq == "weekly" and s.working:
        return f"ngày làm việc {'cuối cùng' if s.day < 0 else 'đầu tiên'} của tuần"
    if s.freq == "weekly":
        return f"{_WEEKDAYS[s.weekday]} hằng tuần"
    if s.weekday >= 0:
        which = "cuối cùng" if s.day < 0 else "đầu tiên" if s.day == 1 else f"tuần thứ {s.day}"
        return f"{_WEEKDAYS[s.weekday]} {which} của tháng"
    head = "ngày làm việc" if s.working else "ngày"
    if s.day < 0:
        which = f"{head} {'cuối cùng' if s.day == -1 else 'áp chót'} của"
    elif s.working:
        which = f"{head} đầu tiên của" if s.day == 1 else f"{head} thứ {s.day} của"
    else:
        which = f"ngày {s.day:02d} của"
    after = {1: " sau", -1: " trước", 0: ""}[s.shift]
    if s.freq == "monthly":
        plain = not after and s.day > 0 and not s.working
        return f"ngày {s.day:02d} hằng tháng" if plain else f"{which} tháng{after}"
    if s.within > 1 and s.within == MONTHS[s.freq]:
        return f"{which} {_PERIOD[s.freq]}{after}"
    if s.within == 3:  # of a quarter that comes each year
        return f"{which} quý {_ROMAN[(s.month - 1) // 3]}"
    if s.freq in ("quarterly", "half_yearly"):
        month = {1: "đầu", 2: "giữa"}.get(s.month, "cuối")
        return f"{which} tháng {month} {'quý' if s.freq == 'quarterly' else 'kỳ 6 tháng'}{after}"
    year = f" năm{after}" if after else ""
    if s.day > 0 and not s.working:
        return f"ngày {s.day:02d}/{s.month:02d}{year}"
    return f"{which} tháng {s.month}{year}"


def _frequency(r: Reading) -> str:
    one: Recurrence | None = r.recurrence
    assert one is not None
    words = f"hằng {_PERIOD[one.freq]}"
    if one.freq == "half_yearly":
        words = "6 tháng một lần"
    elif one.freq == "every_n_years":
        words = f"{one.n:02d} năm một lần"
    elif one.n > 1:
        words = f"{one.n} lần mỗi {_PERIOD[one.freq]}"
    if r.data_period and r.data_period.start:
        return f"{words} và năm {r.data_period.start.year}"
    return words


def _term(r: Relative) -> str:
    length = f"{r.n:02d} {_UNIT[r.unit]}"
    if r.after:
        return f"trong thời hạn {length} kể từ {r.event}" if r.event else f"trong thời hạn {length}"
    return f"{length} trước {r.event}" if r.event else f"trước {length}"
