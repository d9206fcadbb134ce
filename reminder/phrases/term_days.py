"""The days from which terms run, and the period that is named once: what is found of them, put in its place."""

from bisect import bisect_right

from reminder.phrases.background import SPANS
from reminder.phrases.distance import Distance
from reminder.phrases.found import Found, Founds
from reminder.phrases.items import Term
from reminder.phrases.parsed import Parsed
from reminder.phrases.series import MONTHS


def terms_of_days(c: Parsed) -> None:
    """Terms that run from days of which no year is printed: in a phrase that comes again from that of each period.
    Where a year is printed and nothing says that it comes again, the end of "the" period is that of the one named, else
    an event as any other, and a day is the next one after the document's date."""
    yearly = c.yearly or any(f.freq == "yearly" and not f.plain for f in c.freqs)
    again = c.yearly or any(not f.plain for f in c.freqs) or not any(one.y2 > 0 or _names(one) for one in c.found)
    for each, tok, upto in c.each:
        if again or not any(one.kind == "end" for one in each.each):
            _place(c, each, each.each, tok, upto)
        elif own := _ends_what_is_reported(c, each):
            c.found.remove(own)
            c.term, c.term_at = each._replace(event_on=own.but(point=True, tok=tok, upto=upto)), (tok, upto)
        elif c.term is None:
            c.term, c.term_at = each, (tok, upto)
            _ask_which_period(c, tok, upto)
        else:
            c.passed += range(tok, upto + 1)
    term, one = c.term, c.term and c.term.event_on
    if not term or not one or one.y2 > 0:
        return
    if yearly:
        _place(c, term, (one.but(yearly=True),), *c.term_at)
        c.term = None
    elif c.on and (one.m2, one.d2) != (2, 29):
        year = c.on.year + ((one.m2, one.d2) < (c.on.month, c.on.day))
        c.fault("year_from_document", one.tok, one.upto, str(year))
        c.term = term._replace(event_on=one.but(y1=year, y2=year))
    else:
        c.term = term._replace(event_on=None)


def _ask_which_period(c: Parsed, tok: int, upto: int) -> None:
    """ "năm 2026, 10 ngày sau khi kết thúc quý": the years are no deadline, and of which quarter is not said."""
    of_years = [at for at, one in enumerate(c.found) if one.kind in SPANS and one.y2 > 0 and not one.anchor]
    for at in of_years:
        c.found[at] = c.found[at].but(kind="about")
    if of_years:
        c.fault("no_period", tok, upto)


def _ends_what_is_reported(c: Parsed, term: Term) -> Found | None:
    """ "Báo cáo quý II/2026 trong 10 ngày sau khi kết thúc quý": the named period, at whose end the term begins."""
    one = term.each[0].cycle if len(term.each) == 1 else None
    return _named_period(c, one.freq) if one and one.day == -1 and not (one.working or one.shift) else None


def bound_by_what_is_reported(c: Parsed) -> None:
    """ "Báo cáo quý II/2026 trong 10 ngày đầu quý sau": the day of a period comes but once where one is named."""
    freqs = {one.cycle.freq for one in c.found if one.cycle} | {"yearly" for one in c.found if one.yearly and one.shift}
    each_month = any(one.cycle and one.cycle.freq == "monthly" and not one.cycle.shift for one in c.found)
    if c.freqs or c.yearly or len(freqs) != 1 or each_month:  # "ngày 25 hằng tháng" comes again in words
        return
    own = _named_period(c, *freqs)
    if own and own.kind == "about":
        c.found[c.found.index(own)] = own.but(kind="range")


def _named_period(c: Parsed, freq: str) -> Found | None:
    """The one period that is named, if it is as long as those of `freq`, of any length where that is not known. A year
    that is not printed is that of the next one after the document's date, and said."""
    named = [one for one in c.found if _names(one)]
    if len(named) != 1 or named[0].d1 != 1 or named[0].d2 < 28 or not (named[0].y2 > 0 or c.on):
        return None
    one = named[0]
    if freq and (one.y2 - one.y1) * 12 + one.m2 - one.m1 + 1 != MONTHS.get(freq):
        return None
    if one.y2 <= 0 and c.on:
        one.y1 = one.y2 = c.on.year + (one.m2 < c.on.month)
        c.fault("year_from_document", one.tok, one.upto, str(one.y2))
    return one


def _names(one: Found) -> bool:
    """Whether it names a period, with its year or without, and no word makes it a limit."""
    spans = one.kind in (*SPANS, "about") and one.m2 > 0 and one.y1 >= 0 and one.y2 >= 0
    return spans and not (one.cycle or one.anchor or one.point or one.yearly) and (one.y2 > 0 or one.m1 > 0)


def _place(c: Parsed, term: Term, days: Founds, tok: int, upto: int) -> None:
    """The days of a term that comes again among what was found, in their order and clause."""
    distance = Distance(term.n, term.unit, term.after)
    clause = bisect_right(c.starts, tok) - 1
    placed = [one.but(anchor="by", away=distance, tok=tok, upto=upto, clause=clause) for one in days]
    at = bisect_right(c.found, tok, key=lambda one: one.tok)
    c.found[at:at] = placed
