"""What was found in a phrase → one Reading."""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Final

from reminder.phrases.background import without_context
from reminder.phrases.data_period import DataPeriod
from reminder.phrases.doubts import (
    same_term,
    say_each_day,
    say_never,
    say_side_by_side,
    say_what_is_over,
    say_what_stands_beside,
    say_which_counts,
)
from reminder.phrases.due import Bound
from reminder.phrases.faults import Fault
from reminder.phrases.found import Found
from reminder.phrases.parsed import Parsed
from reminder.phrases.reading import CalendarDay, Reading, Recurrence, Relative, Window
from reminder.phrases.repeating import (
    cutoff_freq,
    cutoff_of,
    each_year_since,
    finest_of,
    recurrence_of,
    series_of,
    told_apart,
)
from reminder.phrases.series import Series
from reminder.phrases.spans import Span, fill_years, joined, several, span_of
from reminder.phrases.spelling import forms
from reminder.phrases.term_days import bound_by_what_is_reported, terms_of_days
from reminder.phrases.unread import unread


def assemble(c: Parsed) -> Reading:
    """The reading of a phrase that has been parsed."""
    if c.around:
        c.found, c.open, c.goes_on, c.undated = [], False, False, True
    terms_of_days(c)
    bound_by_what_is_reported(c)
    say_side_by_side(c)
    found = without_context(c)
    _next_ones(c, found)
    dated = found
    series: list[Series] = []
    if found:
        if (
            c.freqs
            and not c.yearly
            and all(f.plain for f in c.freqs)
            and any(one.point and one.y2 > 0 for one in found)
        ):
            c.freqs = []  # "sơ kết 6 tháng trước 15/6; tổng kết trước 30/11/2026" names what is reported, once
        recurring = c.yearly or bool(c.freqs) or any(one.yearly for one in found)
        since = each_year_since(c, found) if recurring or c.goes_on else None
        series = series_of(c, found, recurring or since is not None)
        if since and series:
            series = [replace(one, first=since, covers=None, label="") for one in series]
        dated = [one for one in found if not one.cycle and one.kind != "cutoff" and not (series and not one.y2)]
    waiting, comes_again = _of_a_calendar(c)
    series = told_apart([*series, *comes_again])
    fill_years(c, dated)
    spans = [span for one in dated if (span := span_of(c, one))]
    say_what_stands_beside(c, bool(series), spans)
    spans = joined(c, spans)
    if len(spans) + len(series) + bool(c.term and c.term.event) > 1:
        say_which_counts(c, spans)
    say_each_day(c, spans)
    if not series:
        say_what_is_over(c, max((span.end for span in spans if span.end), default=None))
    return _reading(c, series, spans, _data(c, found), waiting)


def _next_ones(c: Parsed, found: list[Found]) -> None:
    """ "đầu năm sau": where nothing recurs, that of the year behind the document's."""
    if found and not c.freqs and not c.yearly and all(one.shift and one.kind == "part" for one in found) and c.on:
        for one in found:
            one.y1 = one.y2 = c.on.year + one.shift
            one.yearly, one.shift = False, 0
            c.fault("year_from_document", one.tok, one.upto, str(one.y2))


def _of_a_calendar(c: Parsed) -> tuple[tuple[CalendarDay, ...], list[Series]]:
    """Lunar days and first or last working days: what waits for a calendar, and what comes every year."""
    waiting, series = [], []
    yearly = c.yearly or any(f.freq == "yearly" for f in c.freqs)
    for one in c.calendar:
        bound = Bound.BEFORE if one.anchor == "before" else Bound.BY
        lunar = one.kind == "lunar"
        if one.anchor in ("from", "after"):
            c.undated = True
        elif not one.y2 and (yearly or one.yearly):
            again = Series(
                "yearly", bound, one.m2, one.d2, -1, not lunar, one.shift, at=one.at, lunar=lunar, within=one.within
            )
            series.append(again)
        else:
            waiting.append(CalendarDay(one.y2, one.m2, one.d2, lunar, bound, one.at, one.within))
            c.undated = True
    return tuple(waiting), series


def _data(c: Parsed, found: list[Found]) -> DataPeriod | None:
    cuts = [one for one in found if one.kind == "cutoff"]
    if not cuts:
        return None
    cut, ends = cuts[0], tuple(end for one in cuts if (end := cutoff_of(c, one)))
    words = c.data_words or c.tokens.quote(cut.tok, cut.upto)
    if cut.cycle:
        return DataPeriod(cutoff_freq(cut), words=words, ends=ends, estimated=c.estimated)
    try:
        dates = (None if cut.point else cut.first(), cut.last()) if cut.y2 > 0 and cut.m2 else (None, None)
    except ValueError:
        dates = (None, None)
    return DataPeriod(None if dates[1] else "yearly", dates[0], dates[1], words, ends, c.estimated)


_AND: Final = forms("và")


@dataclass(slots=True)
class _Dates:
    """The dated part of a reading."""

    start: date | None = None
    end: date | None = None
    bound: Bound | None = None
    at: time | None = None
    windows: tuple[Window, ...] = ()
    open: bool = False


def _reading(
    c: Parsed, series: list[Series], spans: list[Span], data: DataPeriod | None, waiting: tuple[CalendarDay, ...]
) -> Reading:
    if series:
        dates, series = _beside(c, series, spans)
    else:
        dates = _of_spans(c, spans) if spans else _Dates(open=c.open or c.goes_on)
        if c.reported and data is None:
            data = DataPeriod(finest_of(c.freqs).freq, dates.start, dates.end)
            dates = _Dates(open=dates.open)
    recurrence = recurrence_of(series, c.freqs)
    if data and not (recurrence or spans or c.term or c.open or c.undated):
        c.fault("no_date", 0, max(0, c.tokens.count - 1))  # what is counted is known, when it is due is not
    if data and data.freq and not recurrence and not spans:
        recurrence = Recurrence(data.freq)
    dated = bool(series or dates.start or dates.end or dates.windows)
    term = c.term if c.term and (c.term.event or not (dated or recurrence or c.open)) else None
    if c.term and not term and not dates.start and c.term.unit not in ("month", "year") and not same_term(c):
        c.fault("beside", *c.term_at)
    from_on = term.event_on.last() if term and term.event_on else None
    relative = Relative(term.n, term.unit, term.after, term.event, from_on) if term else None
    if relative and from_on and not dated and (settled := relative.ends(from_on)):
        dates.end, dates.bound, dated = settled, Bound.BY, True
    if relative and not relative.event:
        c.fault("no_event", 0, max(0, c.tokens.count - 1))
    if recurrence and not dated and not relative and not c.reported:
        dates.open = True  # "hằng năm" without a day has no end
    known = dated or recurrence or relative or dates.open or c.vision or data
    if not known and not c.undated and not c.known and not c.faults and _says_something(c):
        c.fault("no_period" if c.yearly else "no_date", 0, max(0, c.tokens.count - 1))
        c.undated = True
    if data and not (dated or recurrence or relative or dates.open):
        c.undated = True  # what is counted is known, when it is due is not
    waits = relative or (not recurrence and (c.undated or (not known and not c.faults)))
    if c.passed:
        runs = unread(c.tokens, c.passed)
        c.faults += (Fault("unread", c.tokens.quote(*run), c.tokens.span(*run)[0]) for run in runs)
    c.faults += (Fault("unread", c.tokens.text[first:end], first) for first, end in c.tokens.foreign)
    for at, right in c.tokens.misspelt:
        c.fault("misspelt", at, at, right)
    for at in c.tokens.unlike:
        c.fault("two_numbers", at, at, c.tokens.words[at])
    c.faults += (Fault("letter_in_number", c.tokens.text[place], place, digit) for place, digit in c.tokens.slips)
    return Reading(
        c.tokens.raw, dates.start, dates.end, dates.bound, dates.at, dates.windows, recurrence, data, relative,
        dates.open, bool(waits) and not dated and not dates.open, c.vision, tuple(series), tuple(c.faults), waiting,
        c.issued.asked,
    )  # fmt: skip


def _window(span: Span) -> Window:
    return Window(span.start, span.end, span.bound, span.label, span.found.at)


def _of_spans(c: Parsed, spans: list[Span]) -> _Dates:
    """The whole of them: from the first start to the last end, with that one's bound."""
    dates = _Dates(windows=tuple(map(_window, spans)) if len(spans) > 1 else ())
    starts = [span.start for span in spans if span.start]
    if len(starts) == len(spans):
        dates.start = min(starts)
    elif spans[0].start:
        dates.start = spans[0].start
    ends = [span for span in spans if span.end]
    if ends:
        last = max(ends, key=lambda span: span.end or date.min)
        dates.end, dates.bound, dates.at = last.end, last.bound, last.found.at
        if dates.start and last.end and dates.start > last.end:
            dates.start = None
    onward = c.goes_on or (len(spans) == 1 and bool(c.freqs) and _goes_on_yearly(c, spans[0].found))
    dates.open = onward or c.open or any(span.open for span in spans)
    if onward and len(spans) == 1 and spans[0].start and not _finished(c, spans[0].found):
        dates.end = dates.bound = dates.at = None
    elif c.open and not onward and all(span.start and span.end for span in spans):
        dates.open = _apart(c, spans)
    return dates


def _finished(c: Parsed, one: Found) -> bool:
    """ "hoàn thành trong quý II/2026 và duy trì các năm tiếp theo" has an end all the same."""
    return bool(_DONE[c.tokens.marked].intersection(c.tokens.words[max(0, one.tok - 3) : one.tok]))


_DONE: Final = forms("thành", "xong")


def _apart(c: Parsed, spans: list[Span]) -> bool:
    """ "thường xuyên" is said of something else than the printed years: "quý I/2026 và thường xuyên"."""
    clause = sum(start <= c.open_tok for start in c.starts) - 1
    return bool(_AND[c.tokens.marked] & set(c.tokens.words[max(0, c.open_tok - 3) : c.open_tok])) or all(
        s.found.clause != clause for s in spans
    )


def _says_something(c: Parsed) -> bool:
    return any(letter.isalnum() for letter in c.tokens.text)


def _goes_on_yearly(c: Parsed, one: Found) -> bool:
    """ "2011 và hàng năm": the year begins what then comes every year; "2026-2030, hằng năm" is a limit."""
    first = c.freqs[0]
    if first.freq != "yearly" or first.tok < one.tok or one.anchor in ("by", "until", "before"):
        return False
    return one.kind in ("year", "month", "quarter", "day") and not several(one)


def _beside(c: Parsed, series: list[Series], spans: list[Span]) -> tuple[_Dates, list[Series]]:
    """Years printed beside a series bound it; dated points stay beside it."""
    dates = _Dates(bound=series[0].bound, at=series[0].at, open=c.open)
    points: list[Span] = []
    for span in spans:
        if span.open and span.start:
            dates.start = span.start
        elif span.start is None and span.found.point and span.found.anchor != "until":
            points.append(span)
        elif span.start is None and span.bound is Bound.BEFORE and span.end:
            dates.end = span.end - timedelta(1)
        else:
            dates.start, dates.end = span.start or dates.start, span.end or dates.end
    if dates.start and dates.end and dates.start > dates.end:
        c.fault("backwards", spans[0].found.tok, spans[-1].found.upto)
        dates.start = dates.end = None
    again = {span.end for span in points if span.end and _comes_again(span, series)}
    if again:  # "lần đầu trước ngày 30/9/2026, sau đó trước ngày 30/9 hằng năm"
        points = [span for span in points if span.end not in again]
    dates.windows = tuple(map(_window, points))
    first, until = dates.start, dates.end
    if not first and not until:
        first, until = _same_year(c, series, points)
    if not first and not until and c.goes_on and points:  # "năm 2026: …; các năm sau: …"
        first = date(max(span.end.year for span in points if span.end) + 1, 1, 1)
    if first or until:
        # What is printed beside a series is what is reported on: its dates may lie behind it.
        series = [replace(one, first=first and one.behind(first), until=until and one.behind(until)) for one in series]
        say_never(c, series, spans, points)
    return dates, series


def _comes_again(span: Span, series: list[Series]) -> bool:
    on = span.end
    return bool(on and any(due.bound is span.bound for one in series for due in one.due(on, on)))


def _same_year(c: Parsed, series: list[Series], points: list[Span]) -> tuple[date | None, date | None]:
    """ "trước ngày 20 tháng cuối quý và trước 20 tháng 11 năm 2018": the year behind both holds for both."""
    years = {point.end.year for point in points if point.end}
    finer = any(one.freq not in ("yearly", "every_n_years") for one in series)
    clauses = {point.found.clause for point in points} | {one.clause for one in c.found if one.cycle}
    if not finer or c.freqs or len(years) != 1 or len(clauses) != 1:
        return None, None
    year = years.pop()
    return date(year, 1, 1), date(year, 12, 31)
