"""What was found → dates that come again, and how often."""

from bisect import bisect_left
from dataclasses import replace
from datetime import date
from typing import Final

from reminder.phrases.background import NEAR
from reminder.phrases.due import Bound
from reminder.phrases.found import LAST, WHOLE, Cycle, Found, Freqs, most
from reminder.phrases.parsed import Parsed
from reminder.phrases.reading import Recurrence
from reminder.phrases.series import MONTHS, Freq, Series
from reminder.phrases.spans import label_of
from reminder.phrases.spelling import forms

_FINE: Final = ("weekly", "monthly", "quarterly", "half_yearly", "yearly", "every_n_years")


def each_year_since(c: Parsed, found: list[Found]) -> date | None:
    """ "trước ngày 15/12/2026 và hằng năm" is the day of each year from that one on."""
    if len(found) != 1 or not found[0].point or found[0].kind != "day" or found[0].y2 <= 0 or found[0].cycle:
        return None
    one = found[0]
    again = any((f.freq == "yearly" and f.tok > one.tok) or f.freq == "every_n_years" for f in c.freqs)
    if one.anchor in ("from", "after") or not (c.goes_on or again):
        return None
    since = date(one.y2, 1, 1)
    one.y1 = one.y2 = 0
    one.yearly, c.goes_on = True, False
    return since


def series_of(c: Parsed, found: list[Found], recurring: bool) -> list[Series]:
    """Every date that comes again: those with a rule of their own, and those without a year in a recurring phrase."""
    chosen: list[tuple[Found, Freq, int, int, int]] = []
    _months(c, found)
    finest = min(c.freqs, key=lambda f: _FINE.index(f.freq)) if c.freqs else None
    cuts = [cutoff_freq(one) for one in found if one.kind == "cutoff"]
    common = finest.freq if finest else cuts[0] if cuts else None
    for one in found:
        if one.kind == "cutoff":
            continue
        rule = one.cycle
        if rule and (not rule.freq or rule.freq not in MONTHS) and rule.freq != "weekly":
            period = _nearest(c, one)
            if period is None or period.freq == "weekly":
                c.fault("no_period", one.tok, one.upto)
                c.undated = True
                continue
            size = MONTHS[period.freq]
            if rule.month > size:
                c.fault("no_such_period", one.tok, one.upto)
                continue
            if rule.day > most(rule, size):
                c.fault("no_such_date", one.tok, one.upto)
                continue
            chosen.append((one, period.freq, rule.month or size, rule.day, period.n))
        elif rule and rule.freq == "monthly" and rule.shift > 0 and (coarse := _coarser(c, one)):
            chosen.append((one, coarse, rule.month, rule.day, 1))  # "báo cáo quý gửi trước ngày 10 tháng sau"
        elif rule:
            chosen.append((one, rule.freq, rule.month or MONTHS[rule.freq], rule.day, 1))  # type: ignore[arg-type]
        elif not one.y2 and one.m2 and recurring and (one.kind != "year"):
            rare = finest if finest and finest.freq == "every_n_years" else None
            if rare and not any(other.y2 > 0 for other in found):
                c.fault("no_first_year", rare.tok, one.upto)
            freq: Freq = "every_n_years" if rare else "yearly"
            early = one.anchor == "before" and not one.point and one.kind != "range"
            month, day = (one.m1, one.d1) if early else (one.m2, one.d2)
            chosen.append((one, freq, month, -1 if day == LAST else day, rare.n if rare else 1))
        elif not one.y2 and not one.m2 and (own := _own_period(c, one) or common) in _SHORT:
            if own != "monthly":
                c.fault("month_of_quarter", one.tok, one.upto)
            chosen.append((one, own, MONTHS[own], one.d2, 1))
        elif one.kind == "day" and not one.m2:
            c.fault("no_month", one.tok, one.upto)
    if not chosen:
        return []
    covers = _covers(c, chosen)
    counts: dict[Freq, int] = {}
    for _, freq, *_rest in chosen:
        counts[freq] = counts.get(freq, 0) + 1
    made = []
    for (one, named, month, day, every), cover in zip(chosen, covers, strict=True):
        rule = one.cycle
        made.append(
            Series(
                named, Bound.BEFORE if one.anchor == "before" else Bound.BY, month, day,
                rule.weekday if rule else -1, bool(rule and rule.working), rule.shift if rule else one.shift,
                every if named == "every_n_years" else 1, one.at,
                cover if cover != named or named == "yearly" else None, counts[named] > 1 and cover is None,
                label_of(c, one), within=_within(rule, named), away=one.away,
            )
        )  # fmt: skip
    return made


def _within(rule: Cycle | None, freq: Freq) -> int:
    """Over how many months its working days are counted."""
    if rule and rule.within == WHOLE:
        return MONTHS.get(freq, 1)
    return rule.within if rule else 1


def told_apart(series: list[Series]) -> list[Series]:
    """All the series of a phrase; where two dates would name one period, by which they are known, each is its own."""
    return [replace(one, listed=True) for one in series] if _collide(series) else series


def _collide(series: list[Series]) -> bool:
    families = {one.covers or one.freq for one in series if not one.listed}
    coarser = any(one.covers and MONTHS[one.covers] > MONTHS.get(one.freq, 0) for one in series)
    if len(families) == len(series) and not coarser:
        return False
    if any(one.lunar for one in series):  # only a calendar tells its dates
        return True
    periods = [due.period for one in series for due in one.due(date(2027, 1, 1), date(2028, 12, 31))]
    return len(set(periods)) < len(periods)


_SHORT: Final = ("monthly", "quarterly", "half_yearly")


def _nearest(c: Parsed, one: Found) -> Freqs | None:
    """The period that is named last before it in its clause, the finest of a list; else the finest of all."""
    labels = {one.clause, one.clause - 1} if one.clause - 1 in c.colons else {one.clause}
    upto = bisect_left(c.freqs, one.tok, key=lambda f: f.tok)
    before = [f for f in c.freqs[max(0, upto - NEAR) : upto] if f.clause in labels]
    last = [f for f in before if f.tok == before[-1].tok]
    return finest_of(last or c.freqs) if c.freqs else None


def _coarser(c: Parsed, one: Found) -> Freq | None:
    own = _own_period(c, one)
    return own if own in ("quarterly", "half_yearly", "yearly") else None


def _own_period(c: Parsed, one: Found) -> Freq | None:
    period = _nearest(c, one)
    return period.freq if period else None


def _months(c: Parsed, found: list[Found]) -> None:
    """A day without a month takes the month of the date right behind it ("ngày 15 và 30 tháng 6")."""
    joining = _JOINING[c.tokens.marked]
    for left, right in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        if left.kind != "day" or left.m2 or left.cycle:
            continue
        near = joining.issuperset(c.tokens.words[left.upto + 1 : right.tok])
        if right.cycle and right.cycle.weekday < 0 and (near or not _own_period(c, left)):
            cycle = right.cycle
            left.cycle = Cycle(cycle.freq, cycle.month, left.d2, cycle.weekday, cycle.working, cycle.shift)
        elif right.kind in ("day", "range") and near:
            left.m1 = left.m2 = right.m1
            left.y1 = left.y2 = right.y1
            left.shift, left.yearly = right.shift, right.yearly


_JOINING: Final = forms(",", "(", "và", "hoặc")


def _covers(c: Parsed, chosen: list[tuple[Found, Freq, int, int, int]]) -> list[Freq | None]:
    """Which data period each date reports on, where the phrase names them beside the dates."""
    kinds = {f.freq for f in c.freqs if f.months != 9}
    if len(c.freqs) == len(chosen) and (len(kinds) > 1 or any(f.plain for f in c.freqs)):
        return [None if f.months == 9 else _known(f.freq) for f in c.freqs]
    one = kinds.pop() if len(kinds) == 1 else "yearly"
    fits = one in _SHORT and len(chosen) * MONTHS[one] <= 12
    return [_known(one) if fits else None] * len(chosen)


def _known(freq: Freq) -> Freq | None:
    return None if freq in ("every_n_years", "weekly") else freq


def cutoff_freq(cut: Found) -> Freq | None:
    return cut.cycle.freq if cut.cycle and cut.cycle.freq in MONTHS else None  # type: ignore[return-value]


def cutoff_of(c: Parsed, cut: Found) -> Series | None:
    """The days on which data are cut off, as one of each period; a single one begins and ends with itself."""
    if rule := cut.cycle:
        near = _nearest(c, cut)
        freq: Freq | None = rule.freq or (near.freq if near else None)  # type: ignore[assignment]
        if freq is None:
            return None
        month = rule.month or MONTHS.get(freq, 1)
        return Series(
            freq, Bound.BY, month, rule.day, rule.weekday, rule.working, rule.shift, within=_within(rule, freq)
        )
    if cut.this:  # beside what comes again that of each
        size, day = MONTHS[cut.this], -1 if cut.d2 == LAST else cut.d2
        return Series(cut.this, Bound.BY, (cut.m2 - 1) % size + 1, day)
    if not cut.m2:
        return Series("monthly", Bound.BY, day=cut.d2) if cut.point and cut.d2 else None
    if cut.y2 <= 0:
        return Series("yearly", Bound.BY, cut.m2, -1 if cut.d2 == LAST else cut.d2, shift=cut.shift)
    try:
        on = cut.last()
    except ValueError:
        return None
    return Series("yearly", Bound.BY, on.month, on.day, first=on, until=on)


def finest_of(freqs: list[Freqs]) -> Freqs:
    return min(freqs, key=lambda f: _FINE.index(f.freq))


def recurrence_of(series: list[Series], freqs: list[Freqs]) -> Recurrence | None:
    if series:
        freq = min((s.freq for s in series), key=_FINE.index)
        if freq == "every_n_years":
            return Recurrence(freq, series[0].every)
        return Recurrence(freq, sum(s.freq == freq for s in series))
    if not freqs:
        return None
    one = finest_of(freqs)
    if one.freq == "half_yearly" and any(f.months == 9 for f in freqs):
        return Recurrence("yearly", len({(f.freq, f.months == 9) for f in freqs}))
    return Recurrence(one.freq, one.n if one.freq != "yearly" else max(f.n for f in freqs if f.freq == "yearly"))
