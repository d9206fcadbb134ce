"""What was found in a phrase → one Reading: years filled in, recurrences made, spans joined, contradictions said."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from reminder.phrases.cursor import LAST, Cursor, Found, Freqs
from reminder.phrases.faults import Fault
from reminder.phrases.reading import DataPeriod, Reading, Recurrence, Relative, Window
from reminder.phrases.series import MONTHS, Bound, Freq, Series
from reminder.phrases.tokens import tidy

_FINE: Final = ("weekly", "monthly", "quarterly", "half_yearly", "yearly", "every_n_years")
_DAY: Final = timedelta(1)


def assemble(c: Cursor) -> Reading:
    found = _without_context(c) if c.found else []
    dated = found
    series = list[Series]()
    if found:
        recurring = c.yearly or bool(c.freqs) or any(one.yearly for one in found)
        since = _each_year_since(c, found) if recurring or c.goes_on else None
        series = _series(c, found, recurring or since is not None)
        if since and series:
            series = [replace(one, first=since, covers=None, label="") for one in series]
        dated = [
            one for one in found if not one.rule and one.kind != "cutoff" and not (series and not one.y2)
        ]
    _years(c, dated)
    spans = [span for one in dated if (span := _span(c, one))]
    return _reading(c, series, _joined(spans), _data(c, found))


@dataclass(slots=True)
class _Span:
    """A window on its way: `open` to the end, `point` without a start, `loose` in its meaning."""

    start: date | None
    end: date | None
    bound: Bound
    found: Found
    label: str = ""
    open: bool = False


def _without_context(c: Cursor) -> list[Found]:
    """Spans that only say what a dated point is about ("báo cáo năm 2026: trước 15/12") give it their year."""
    found = c.found
    if len(found) < 2:
        return found
    firm = {one.clause for one in found if one.label != "?" and one.kind != "about"}
    kept = []
    for one in found:
        heads = one.label == "?" and one.clause + 1 in firm and not one.rule
        if heads or (one.kind == "about" and firm):
            _lend(found, one)
        else:
            kept.append(one)
    return kept


def _lend(found: list[Found], context: Found) -> None:
    if context.y2 and context.y1 == context.y2:
        for one in found:
            near = one.clause in (context.clause, context.clause + 1) and one is not context
            if near and not one.y2 and not one.yearly and not one.rule:
                one.y1 = one.y2 = context.y2


def _each_year_since(c: Cursor, found: list[Found]) -> date | None:
    """ "trước ngày 15/12/2026 và hằng năm" is the day of each year from that one on."""
    if len(found) != 1 or not found[0].point or found[0].kind != "day" or found[0].y2 <= 0 or found[0].rule:
        return None
    one = found[0]
    if one.anchor in ("from", "after") or not (
        c.goes_on or any(f.freq == "yearly" and f.tok > one.tok for f in c.freqs)
    ):
        return None
    since = date(one.y2, 1, 1)
    one.y1 = one.y2 = 0
    one.yearly, c.goes_on = True, False
    return since


def _series(c: Cursor, found: list[Found], recurring: bool) -> list[Series]:
    """Every date that comes again: those with a rule of their own, and those without a year in a recurring phrase."""
    chosen = list[tuple[Found, Freq, int, int, int]]()
    _months(found)
    finest = min(c.freqs, key=lambda f: _FINE.index(f.freq)) if c.freqs else None
    cuts = [_freq(one) for one in found if one.kind == "cutoff"]
    common = finest.freq if finest else cuts[0] if cuts else None
    for one in found:
        if one.kind == "cutoff":
            continue
        rule = one.rule
        if rule and (not rule.freq or rule.freq not in MONTHS) and rule.freq != "weekly":
            if finest is None or finest.freq == "weekly":
                c.fault("no_period", one.tok, one.upto)
                c.undated = True
                continue
            size = MONTHS[finest.freq]
            chosen.append((one, finest.freq, rule.month or size, rule.day, finest.n))
        elif rule:
            chosen.append((one, rule.freq, rule.month or MONTHS[rule.freq], rule.day, 1))  # type: ignore[arg-type]
        elif not one.y2 and one.m2 and recurring and (one.kind != "year"):
            rare = finest if finest and finest.freq == "every_n_years" else None
            freq: Freq = "every_n_years" if rare else "yearly"
            early = one.anchor == "before" and not one.point and one.kind != "range"
            month, day = (one.m1, one.d1) if early else (one.m2, one.d2)
            chosen.append((one, freq, month, -1 if day == LAST else day, rare.n if rare else 1))
        elif not one.y2 and not one.m2 and common in ("monthly", "quarterly", "half_yearly"):
            if common != "monthly":
                c.fault("month_of_quarter", one.tok, one.upto)
            chosen.append((one, common, MONTHS[common], one.d2, 1))
    if not chosen:
        return []
    covers = _covers(c, chosen)
    counts: dict[Freq, int] = {}
    for _, freq, *_rest in chosen:
        counts[freq] = counts.get(freq, 0) + 1
    made = []
    for (one, named, month, day, every), cover in zip(chosen, covers, strict=True):
        rule = one.rule
        made.append(
            Series(
                named, Bound.BEFORE if one.anchor == "before" else Bound.BY, month, day,
                rule.weekday if rule else -1, bool(rule and rule.working), rule.shift if rule else one.shift,
                every if named == "every_n_years" else 1, one.at,
                cover if cover != named or named == "yearly" else None, counts[named] > 1 and cover is None,
                _label(c, one),
            )
        )  # fmt: skip
    return made


def _months(found: list[Found]) -> None:
    """A day without a month takes the month of the date after it ("ngày 15 và 30 tháng 6")."""
    for left, right in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        if left.kind == "day" and not left.m2 and not left.rule and right.kind in ("day", "range"):
            left.m1 = left.m2 = right.m1
            left.y1 = left.y2 = right.y1
            left.shift, left.yearly = right.shift, right.yearly
            if right.rule and not left.m2:
                rule = right.rule
                left.rule = type(rule)(rule.freq, rule.month, left.d2, rule.weekday, rule.working, rule.shift)
        elif left.kind == "day" and not left.m2 and not left.rule and right.rule and right.rule.day > 0:
            rule = right.rule
            left.rule = type(rule)(rule.freq, rule.month, left.d2, rule.weekday, rule.working, rule.shift)


def _covers(c: Cursor, chosen: list[tuple[Found, Freq, int, int, int]]) -> list[Freq | None]:
    """Which data period each date reports on, where the phrase names them beside the dates."""
    named = [f for f in c.freqs if f.months != 9]
    kinds = {f.freq for f in named}
    if named and len(named) == len(chosen) and (len(kinds) > 1 or any(f.plain for f in named)):
        return [_known(f.freq) for f in named]
    if len(kinds) == 1 and not kinds <= {"yearly", "every_n_years", "weekly"}:
        return [_known(named[0].freq)] * len(chosen)
    return [None] * len(chosen)


def _known(freq: Freq) -> Freq | None:
    return None if freq in ("every_n_years", "weekly") else freq


def _years(c: Cursor, dated: list[Found]) -> None:
    """A date without a year takes that of the next one that has it, else of the one before, else of the document."""
    year = 0
    for one in reversed(dated):
        if one.y2 > 0:
            year = one.y1
        elif year and one.m2:
            _set(one, year)
    year = 0
    for one in dated:
        if one.y2 > 0:
            year = one.y2
        elif year and one.m2:
            _set(one, year)
        elif one.m2 and c.on:
            across = one.y2 < 0
            _set(one, c.on.year + 1 if across else c.on.year)
            if _safe_last(one) < c.on and one.kind != "rest":
                _set(one, one.y2 + 1)
            if one.kind != "rest":
                c.fault("year_from_document", one.tok, one.upto, str(one.y2))


def _set(one: Found, year: int) -> None:
    one.y1, one.y2 = year - (one.y2 < 0), year


def _safe_last(one: Found) -> date:
    return one.first() if one.anchor == "before" and not one.point and one.kind != "range" else one.last()


def _span(c: Cursor, one: Found) -> _Span | None:
    if not one.m2:
        c.fault("no_month", one.tok, one.upto)
        c.known = True
        return None
    if one.y2 <= 0:
        c.fault("no_year", one.tok, one.upto)
        c.known = True
        return None
    try:
        first, last = one.first(), one.last()
    except ValueError:
        c.fault("no_such_date", one.tok, one.upto)
        return None
    if first > last:
        c.fault("backwards", one.tok, one.upto)
        c.known = True
        return None
    label = _label(c, one)
    whole = _Span(first, last, Bound.BY, one, label)
    if one.kind == "now" or one.kind == "rest":
        whole.start = c.on
        whole.bound = Bound.BEFORE if one.anchor == "before" else Bound.BY
        if c.on and c.on > last:
            c.fault("backwards", one.tok, one.upto)
            return None
    elif one.anchor == "before":
        whole.bound = Bound.BEFORE
        if one.kind != "range" and not (one.first() != one.last() and _multi(one)):
            whole.start, whole.end = None, last if one.point else first
        if one.point:
            whole.start = None
    elif one.anchor == "after":
        whole.start, whole.end, whole.open = last + _DAY, None, True
    elif one.anchor == "from":
        whole.end, whole.open = None, True
    elif one.anchor in ("by", "until") or one.point:
        whole.start = None
    return whole


def _multi(one: Found) -> bool:
    return one.kind in ("year", "month", "quarter") and (
        one.y1 != one.y2
        or (one.kind == "month" and one.m1 != one.m2)
        or (one.kind == "quarter" and one.m2 - one.m1 > 2)
    )


def _label(c: Cursor, one: Found) -> str:
    """The words before the colon of its clause; or behind it where the date itself stands before the colon."""
    clause = one.clause if one.label == "?" else one.clause - 1
    if clause < 0 or clause not in c.colons:
        return ""
    if one.label == "?":
        begin, end = c.starts[clause + 1], c.starts[clause + 2] - 1 if clause + 2 < len(c.starts) else c.n
    else:
        begin, end = c.starts[clause], c.starts[clause + 1] - 1
    if begin >= end:
        return ""
    here, there = c.tokens.span(begin, end - 1)
    return tidy(c.tokens.text[here:there]).strip(" -*•+")[:200]


def _joined(spans: list[_Span]) -> list[_Span]:
    """Adjoining spans are one; a single point inside a single span is the span's end."""
    out = list[_Span]()
    for span in spans:
        if out:
            last = out[-1]
            if (last.start, last.end, last.bound, last.label, last.found.at) == (
                span.start, span.end, span.bound, span.label, span.found.at,
            ):  # fmt: skip
                continue
            plain = not (last.label or span.label or last.open or span.open or last.found.at or span.found.at)
            if (
                (
                    plain
                    and last.start
                    and last.end
                    and span.start
                    and span.end
                    and span.start == last.end + _DAY
                )
                and last.bound is Bound.BY
                and span.bound is Bound.BY
            ):
                last.end = span.end
                continue
            if (
                last.open
                and not last.label
                and last.start
                and not span.start
                and span.end
                and span.end >= last.start
            ) and last.found.anchor in ("from", "after"):
                last.end, last.bound, last.open, last.found = span.end, span.bound, False, span.found
                continue
        out.append(span)
    if len(out) == 2 and not (out[0].label and out[1].label):
        one, two = out if out[0].start else (out[1], out[0])
        bare = not two.start and not one.open and not two.found.at
        if one.start and one.end and two.end and bare and one.start <= two.end <= one.end + _DAY:
            one.end, one.bound = two.end, two.bound
            return [one]
    return out


def _data(c: Cursor, found: list[Found]) -> DataPeriod | None:
    cut = next((one for one in found if one.kind == "cutoff"), None)
    if cut is None:
        return None
    last = cut.upto + 1
    while c.w[last] in ("cua", "thuoc", "ky", "bao", "cao", "do", "nam", "thang"):
        last += 1
    words = c.tokens.quote(cut.tok, last - 1)
    if cut.rule:
        return DataPeriod(_freq(cut), words=words)
    try:
        dates = (None if cut.point else cut.first(), cut.last()) if cut.y2 > 0 and cut.m2 else (None, None)
    except ValueError:
        dates = (None, None)
    return DataPeriod(None if dates[1] else "yearly", dates[0], dates[1], words)


def _freq(cut: Found) -> Freq | None:
    return cut.rule.freq if cut.rule and cut.rule.freq in MONTHS else None  # type: ignore[return-value]


def _reading(c: Cursor, series: list[Series], spans: list[_Span], data: DataPeriod | None) -> Reading:
    start = end = bound = at = None
    windows: tuple[Window, ...] = ()
    open_ended = c.open or c.goes_on
    freqs = c.freqs
    if series:
        start, end, spans, series = _limits(c, series, spans)
        bound = series[0].bound
        at = series[0].at
        windows = tuple(Window(s.start, s.end, s.bound, s.label, s.found.at) for s in spans)
        open_ended = c.open
    elif spans:
        if len(spans) > 1:
            windows = tuple(Window(s.start, s.end, s.bound, s.label, s.found.at) for s in spans)
        if all(s.start for s in spans):
            start = min(s.start for s in spans if s.start)
        elif spans[0].start:
            start = spans[0].start
        ends = [s for s in spans if s.end]
        if any(s.open for s in spans):
            open_ended = True
        if ends:
            last = max(ends, key=lambda s: s.end or date.min)
            end, bound, at = last.end, last.bound, last.found.at
            if start and end and start > end:
                start = None
        one = spans[0].found
        if freqs and len(spans) == 1 and _goes_on_yearly(c, one):
            open_ended = True
            c.goes_on = True
        if c.goes_on and len(spans) == 1 and spans[0].start:
            end = bound = at = None
        elif c.open and not c.goes_on and all(s.start and s.end for s in spans):
            open_ended = _apart(c, spans)
        if c.reported and data is None:
            data, start, end, bound, windows = (
                DataPeriod(_finest(freqs).freq, start, end),
                None,
                None,
                None,
                (),
            )
    recurrence = _recurrence(series, freqs)
    if data and data.freq and not recurrence and not spans:
        recurrence = Recurrence(data.freq)
    has_date = bool(series or start or end or windows)
    awaited = c.relative if c.relative and (c.relative[3] or not (has_date or recurrence or c.open)) else None
    relative = Relative(*awaited) if awaited else None  # type: ignore[arg-type]
    if relative and c.event_on and not has_date and (settled := relative.ends(c.event_on)):
        end, bound, has_date = settled, Bound.BY, True
    if relative and not relative.event:
        c.fault("no_event", 0, max(0, c.n - 1))
    if not has_date and recurrence and not relative and (not c.reported):
        open_ended = True
    known = has_date or recurrence or relative or open_ended or c.vision or data
    if not known and not c.undated and not c.known and not c.faults and _says_something(c):
        c.fault("no_period" if c.yearly else "no_date", 0, max(0, c.n - 1))
        c.undated = True
    if not known and not c.faults:
        c.undated = True
    indeterminate = bool(
        not has_date and not open_ended and not (recurrence and not relative) and (c.undated or relative)
    )
    for place in c.tokens.slips:
        c.faults.append(Fault("letter_in_number", c.tokens.text[place], place, c.tokens.folded[place]))
    faults = tuple(c.faults)
    loose = any(s.found.loose for s in spans)
    return Reading(
        c.tokens.raw, start, end, bound, at, windows, recurrence, data, relative, bool(open_ended), indeterminate,
        c.vision, tuple(f.say("en") for f in faults) if faults else (),
        0.5 if loose else 0.7 if faults else 1.0, tuple(series), faults,
    )  # fmt: skip


def _apart(c: Cursor, spans: list[_Span]) -> bool:
    """ "thường xuyên" is said of something else than the printed years: "quý I/2026 và thường xuyên"."""
    clause = sum(start <= c.open_tok for start in c.starts) - 1
    return "va" in c.w[max(0, c.open_tok - 3) : c.open_tok] or all(s.found.clause != clause for s in spans)


def _says_something(c: Cursor) -> bool:
    return any(word.isalnum() for word in c.w[: c.n])


def _goes_on_yearly(c: Cursor, one: Found) -> bool:
    """ "2011 và hàng năm": the year begins what then comes every year; "2026-2030, hằng năm" is a limit."""
    first = c.freqs[0]
    if first.freq != "yearly" or first.tok < one.tok or one.anchor in ("by", "until", "before"):
        return False
    return one.kind in ("year", "month", "quarter", "day") and not _multi(one)


def _limits(
    c: Cursor, series: list[Series], spans: list[_Span]
) -> tuple[date | None, date | None, list[_Span], list[Series]]:
    """Years printed beside a series bound it; dated points stay beside it."""
    start = end = None
    points = list[_Span]()
    for span in spans:
        if span.open and span.start:
            start = span.start
        elif span.start is None and span.found.point and span.found.anchor != "until":
            points.append(span)
        elif span.start is None and span.bound is Bound.BEFORE and span.end:
            end = span.end - _DAY
        else:
            start, end = span.start or start, span.end or end
    if start and end and start > end:
        c.fault("backwards", spans[0].found.tok, spans[-1].found.upto)
        start = end = None
    first, until = start, end
    fine = [s for s in series if s.freq not in ("yearly", "every_n_years")]
    if fine and points and not c.freqs and not start and not end:
        year = points[-1].end.year if points[-1].end else 0
        same = len({p.found.clause for p in points} | {one.clause for one in c.found if one.rule}) == 1
        if year and same and len({p.end.year for p in points if p.end}) == 1:
            first, until = date(year, 1, 1), date(year, 12, 31)
    if first or until:
        series = [replace(s, first=first, until=until) for s in series]
    return start, end, points, series


def _finest(freqs: list[Freqs]) -> Freqs:
    return min(freqs, key=lambda f: _FINE.index(f.freq))


def _recurrence(series: list[Series], freqs: list[Freqs]) -> Recurrence | None:
    if series:
        freq = min((s.freq for s in series), key=_FINE.index)
        if freq == "every_n_years":
            return Recurrence(freq, series[0].every)
        return Recurrence(freq, sum(s.freq == freq for s in series))
    if not freqs:
        return None
    one = _finest(freqs)
    if one.freq == "half_yearly" and any(f.months == 9 for f in freqs):
        return Recurrence("yearly", len({(f.freq, f.months == 9) for f in freqs}))
    return Recurrence(
        one.freq, one.n if one.freq != "yearly" else max(f.n for f in freqs if f.freq == "yearly")
    )
