"""What was found in a phrase → one Reading."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from reminder.phrases.cursor import Cursor, Found
from reminder.phrases.faults import Fault
from reminder.phrases.reading import DataPeriod, Reading, Recurrence, Relative, Window
from reminder.phrases.repeating import cutoff_freq, each_year_since, finest_of, recurrence_of, series_of
from reminder.phrases.series import Bound, Series
from reminder.phrases.spans import Span, fill_years, joined, several, span_of, without_context

_DAY: Final = timedelta(1)


def assemble(c: Cursor) -> Reading:
    found = without_context(c) if c.found else []
    dated = found
    series = list[Series]()
    if found:
        recurring = c.yearly or bool(c.freqs) or any(one.yearly for one in found)
        since = each_year_since(c, found) if recurring or c.goes_on else None
        series = series_of(c, found, recurring or since is not None)
        if since and series:
            series = [replace(one, first=since, covers=None, label="") for one in series]
        dated = [
            one for one in found if not one.rule and one.kind != "cutoff" and not (series and not one.y2)
        ]
    fill_years(c, dated)
    spans = [span for one in dated if (span := span_of(c, one))]
    return _reading(c, series, joined(spans), _data(c, found))


def _data(c: Cursor, found: list[Found]) -> DataPeriod | None:
    cut = next((one for one in found if one.kind == "cutoff"), None)
    if cut is None:
        return None
    last = cut.upto + 1
    while c.w[last] in ("cua", "thuoc", "ky", "bao", "cao", "do", "nam", "thang"):
        last += 1
    words = c.tokens.quote(cut.tok, last - 1)
    if cut.rule:
        return DataPeriod(cutoff_freq(cut), words=words)
    try:
        dates = (None if cut.point else cut.first(), cut.last()) if cut.y2 > 0 and cut.m2 else (None, None)
    except ValueError:
        dates = (None, None)
    return DataPeriod(None if dates[1] else "yearly", dates[0], dates[1], words)


def _reading(c: Cursor, series: list[Series], spans: list[Span], data: DataPeriod | None) -> Reading:
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
                DataPeriod(finest_of(freqs).freq, start, end),
                None,
                None,
                None,
                (),
            )
    recurrence = recurrence_of(series, freqs)
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


def _apart(c: Cursor, spans: list[Span]) -> bool:
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
    return one.kind in ("year", "month", "quarter", "day") and not several(one)


def _limits(
    c: Cursor, series: list[Series], spans: list[Span]
) -> tuple[date | None, date | None, list[Span], list[Series]]:
    """Years printed beside a series bound it; dated points stay beside it."""
    start = end = None
    points = list[Span]()
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
