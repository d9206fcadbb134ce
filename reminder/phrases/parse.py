"""A phrase from left to right: the longest that the grammar reads at each place, and what it means for the next."""

from datetime import date, time
from typing import Any, Final

from reminder.phrases.background import SPANS, apart, behind_prose, name_what_is_done, names_what_is_reported
from reminder.phrases.chart import Issued
from reminder.phrases.found import Cycle, Founds, Freqs, cycled, year_found
from reminder.phrases.grammar import GRAMMAR
from reminder.phrases.items import (
    About,
    Bracketed,
    Data,
    Hanging,
    Hour,
    Moments,
    Often,
    Purpose,
    Said,
    Stop,
    Term,
    TimeLabel,
    Weekdays,
)  # fmt: skip
from reminder.phrases.parsed import Parsed
from reminder.phrases.series import Freq
from reminder.phrases.spelling import forms
from reminder.phrases.tables import Grammar
from reminder.phrases.tokens import Tokens

_IN: Final = forms("trong")


class _Binding:
    """The word that binds what follows, until another one or the end of its clause unbinds it."""

    __slots__ = ("anchor", "around", "at", "family", "purpose")

    def __init__(self) -> None:
        self.anchor, self.family = "", ""
        self.at: time | None = None
        self.purpose = False
        self.around: list[tuple[str, str]] = []  # what binds outside the brackets that are open

    def free(self) -> None:
        self.anchor, self.family = "", ""


def parse(tokens: Tokens, on: date | None, grammar: Grammar = GRAMMAR) -> Parsed:
    """Reads every token; what no rule reads stands in `passed`. Never raises."""
    issued = Issued(on)
    chart, parsed, binding, at = grammar.chart(tokens, issued), Parsed(tokens, issued), _Binding(), 0
    while at < tokens.count:
        ends = chart.at("item", at)
        if not ends:
            parsed.passed.append(at)
            at += 1
            continue
        end, value, faults, _ = ends[0]
        parsed.faults += faults
        parsed.known = parsed.known or bool(faults)
        _take(parsed, binding, value, at, end - 1)
        at = end
    for first, last in parsed.hours:  # of no date
        parsed.passed += range(first, last + 1)
    parsed.passed.sort()
    return parsed


def _take(c: Parsed, binding: _Binding, value: Any, tok: int, upto: int) -> None:
    match value:
        case Moments(found):
            _moments(c, binding, found, tok, upto)
        case Bracketed(found):
            last, years = c.found[-1] if c.found else None, any(one.kind == "year" for one in found)
            if last and last.point and last.anchor and not years:
                _about(c, found, (), tok, upto)
            elif not years and any(f.clause == c.clause for f in c.freqs):
                _data(c, found, "", tok, upto)
            else:
                _moments(c, binding, found, tok + 1, upto - 1)
        case Weekdays(days, hour, anchor):
            if not any(f.freq == "weekly" for f in c.freqs):
                c.passed += range(tok, upto + 1)
            else:
                cycles = tuple(one for day in days for one in cycled(Cycle("weekly", weekday=day)))
                _moments(c, binding, tuple(one.but(at=hour, anchor=anchor) for one in cycles), tok, upto)
        case Hour(at, anchor):
            last = c.found[-1] if c.found else None
            if last and last.clause == c.clause and not last.at:
                c.found[-1] = last.but(at=at, anchor=last.anchor or anchor)
            else:
                binding.at = at
                c.hours.append((tok, upto))
                if anchor:
                    binding.anchor, binding.family = anchor, ""
        case Often(freqs, year):
            c.freqs += (one._replace(tok=tok, clause=c.clause) for one in freqs)
            if year:
                c.reported = True
                c.found.append(year_found(year)[0].but(tok=tok, upto=upto, clause=c.clause))
        case About(found, freqs):
            _about(c, found, freqs, tok, upto)
        case Data(found, words, estimated):
            c.estimated = estimated
            _data(c, found, words, tok, upto)
        case Term():
            if value.each:
                c.each.append((value, tok, upto))
            elif c.term is None or not c.term.event:
                c.term, c.term_at = value, (tok, upto)
            elif value.event:
                c.passed += range(tok, upto + 1)  # one term is counted, and what another one asks is said
            c.known = True
            c.event = upto + 1 if value.event else c.event
        case Said(what, year, passed):
            _said(c, what, year, tok)
            c.passed += passed
            if what == "undated":
                c.event = upto + 1
        case Hanging():
            c.undated = True
        case Purpose():
            binding.free()
            binding.purpose = True
        case TimeLabel():
            if not c.labelled:
                c.found = [one if one.anchor or one.cycle else one.but(kind="about") for one in c.found]
            c.labelled, c.label = True, upto + 1
        case Stop(sign):
            _stop(c, binding, sign, upto + 1)


def _moments(c: Parsed, binding: _Binding, found: Founds, tok: int, upto: int) -> None:
    if not found:
        c.known = True
        return
    if binding.at and c.hours:
        c.hours.pop()
    if any(one.kind in ("lunar", "working") for one in found):
        anchor = next((one.anchor for one in found if one.anchor), "") or binding.anchor
        c.calendar += (one.but(anchor=anchor, tok=tok, upto=upto, clause=c.clause, at=binding.at) for one in found)
        return
    family = "span" if found[0].kind in SPANS else "point"
    own = next((one.anchor for one in found if one.anchor), "")
    if behind_prose(c, tok):
        binding.free()  # "trước ngày 05/6 để dự họp ngày 09/6": what stands between binds no longer
    if own:
        binding.purpose = False
        binding.anchor, binding.family = (own if own in ("before", "by", "until") else ""), family
    elif binding.family and binding.family != family:
        binding.free()  # "trước ngày 25 hằng tháng, năm 2026": the year is not bound by "trước"
    last = c.found[-1] if c.found else None
    if last and found[0].kind == "year" and apart(c, last, tok):
        c.fault("year_apart", last.tok, upto)
    bound = own in ("before", "by")
    if bound and last and names_what_is_reported(c, last, tok):
        c.found[-1] = last.but(kind="about")
    if bound or c.tokens.words[tok - 1] in _IN[c.tokens.marked]:
        name_what_is_done(c)
    told = binding.around and not own and not binding.anchor
    if c.event > 0 and not own and _of_an_event(c, binding, tok):
        c.fault("event_day", tok, upto)
    told = told and behind_prose(c, tok) and any(one.anchor in ("before", "by", "until") for one in c.found)
    for one in found:
        anchor = one.anchor or binding.anchor
        if one.cycle and anchor in ("from", "after"):  # "từ ngày 15 hằng tháng" sets no limit
            c.passed += range(tok, upto + 1)
            continue
        kind = "day" if one.kind == "name" else one.kind
        if binding.purpose or told or (one.kind == "name" and not anchor):
            kind = "about"
        anchor = "" if anchor == "whole" else anchor
        at = one.at or binding.at
        c.found.append(one.but(kind=kind, anchor=anchor, at=at, clause=c.clause, tok=tok, upto=upto))
    binding.family = family


def _of_an_event(c: Parsed, binding: _Binding, tok: int) -> bool:
    """ "10 ngày sau khi kết thúc hội nghị (25/3/2026)", "…, 25/3/2026": the event's day, or the deadline; but "(hạn:
    25/3/2026)" says which."""
    words = c.tokens.words
    if c.label and words[c.label : tok] in ([], [":"]):
        return False
    bracketed = (binding.around and not binding.anchor) or (words[c.event] == "(" and words[tok - 1] == ")")
    return bool(bracketed) or (words[c.event] == "," and tok == c.event + 1 and c.term is not None)


def _data(c: Parsed, found: Founds, words: str, tok: int, upto: int) -> None:
    c.data_words = c.data_words or words
    c.found += (one.but(kind="cutoff", tok=tok, upto=upto, clause=c.clause, anchor="") for one in found)


def _about(c: Parsed, found: Founds, freqs: tuple[Freqs, ...], tok: int, upto: int) -> None:
    c.freqs += (one._replace(tok=tok, clause=c.clause) for one in freqs)
    for one in found:
        if one.kind == "half" and not one.y2:  # "báo cáo 6 tháng đầu năm"
            freq: Freq = "half_yearly" if one.m2 - one.m1 == 5 else "yearly"
            c.freqs.append(Freqs(freq, 1, one.m2 - one.m1 + 1, True, tok, c.clause))
        else:
            c.found.append(one.but(kind="about", tok=tok, upto=upto, clause=c.clause))


def _said(c: Parsed, what: str, year: int, tok: int) -> None:
    if what == "open":
        c.open, c.open_tok = True, tok
    elif what == "onward":
        c.goes_on = True
    elif what == "vision":
        c.vision, c.known = year, True
    elif what == "around":
        c.around = c.undated = True
    elif what == "yearly":
        c.yearly = True
    else:
        c.undated = True


def _stop(c: Parsed, binding: _Binding, sign: str, after: int) -> None:
    if sign in ")]" and binding.around:
        binding.anchor, binding.family = binding.around.pop()
        return
    if sign in "([":
        binding.around.append((binding.anchor, binding.family))
    binding.free()
    if sign in "()[]" or (sign == ":" and binding.around):
        return
    binding.around.clear()
    binding.at, binding.purpose = None, False
    if sign == ":":
        c.colons.add(c.clause)
        head = len(c.found) - 1
        if head >= 0 and "," not in c.tokens.words[c.found[head].upto : after]:
            while head >= 0 and c.found[head].clause == c.clause:
                c.found[head] = c.found[head].but(label="?")
                head -= 1
    c.starts.append(after)
