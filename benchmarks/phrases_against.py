"""Our reading of Vietnamese time phrases beside that of the library `dateparser`: how often right, how often wrong.

python benchmarks/phrases_against.py [FILE.jsonl ...]

A file has a case a line: {"raw": phrase, "on": date of its document, "expect": {...}, "or": [{...}, ...]}; `expect`
names what must stand in `reminder read --format json`, or is {"ask": true}: no date, and a word that there is none.
Without a file: tests/phrases/cases.txt, then the cases of ../shared.

right: what is expected, or one of its alternatives. asked: not all of it, but no wrong date, and a problem or the lack
of a date is said. wrong, said: a wrong date, with a problem. silent: a date is expected; none is given and nothing
said. wrong, sure: anything else. ms: processor time to read a phrase. `dateparser` knows no span,
series or term, no "before" and no doubt: beside it stand only phrases that have a single end date or none, and only
that date is compared.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from time import process_time
from typing import Any

from dateparser import parse
from dateparser.search import search_dates

from reminder.phrases import Reading, as_json, read, settled
from reminder.rulefile import load_calendar
from reminder.shipped import SHIPPED
from tests.phrases.test_cases import cases

say = sys.stdout.write
SHARED = Path(__file__).parents[2] / "shared" / "cases" / "phrases.jsonl"
CALENDAR = load_calendar(SHIPPED / "rules")
ON = date(2026, 1, 10)  # due dates are counted from here where a document has no date
KNOWN = """
Both sets are known to us: the tests keep each reading of cases.txt, which is right by construction, and what the cases
of ../shared found wrong was mended. Only cases that nobody has seen judge us: FILE.jsonl.
"""
VERDICTS = ("right", "asked", "wrong, said", "silent", "wrong, sure")
Values = dict[str, Any]
NO_DATE: Values = {"end": None, "due": []}
# Its best chance: of the settings tried, those that were right most often on cases.txt for few wrong dates. No relative
# dates ("trước" is "ago" to it), and never a year, a number or an hour alone.
SETTINGS = {
    "DATE_ORDER": "DMY", "PREFER_DATES_FROM": "future", "PREFER_DAY_OF_MONTH": "last", "PREFER_MONTH_OF_YEAR": "last",
    "PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["month"], "NORMALIZE": False,
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A phrase of a document of that day, and what is expected of it: any of `wants`."""

    raw: str
    on: date | None
    wants: list[Values]


def own() -> Iterator[Case]:
    """The phrases of cases.txt: each line of tests/phrases/brief.py as an expectation."""
    for on, raw, line in cases():
        told, _, term = re.sub(r" ?\[.*?\]| ?→.*", "", line).partition("~")  # windows and next dates
        words = told.split()
        start, _, end = words[0].partition("..") if ".." in told else ("", "", "")
        want: Values = {"start": start, "end": end, "bound": next((w for w in words if w in ("by", "before")), None)}
        want |= {"open_ended": "open" in words, "indeterminate": "undated" in words, "problem": "!" in line}
        if again := re.search(r"([a-z_]+)/(\d+)", told):
            want["recurrence"] = {"freq": again[1], "n": int(again[2])}
        if waits := re.match(r"(\d+)([a-z_]+)([<>])", term):
            want["relative"] = {"n": int(waits[1]), "unit": waits[2], "after": waits[3] == ">"}
        yield Case(raw, on, [want])


def listed(path: Path) -> Iterator[Case]:
    """The cases of a file."""
    for row in map(json.loads, filter(str.strip, path.read_text("utf-8").split("\n"))):
        on = date.fromisoformat(row["on"]) if row.get("on") else None
        yield Case(row["raw"], on, [row["expect"], *row.get("or", [])])


def as_reading(case: Case) -> Reading:
    return read(case.raw, case.on)


def as_read(case: Case) -> Values:
    """What `read` alone makes of it, as cases.txt has it."""
    return as_json(read(case.raw, case.on), case.on or ON)


def as_told(case: Case) -> Values:
    """What `reminder read` tells: lunar days and working days by the calendar."""
    return as_json(settled(read(case.raw, case.on), CALENDAR), case.on or ON, "en", CALENDAR)


def dateparsed(case: Case, strict: bool = False) -> Values:
    """The whole phrase as a date, or else the last date that is found in it: "từ … đến …" ends with its end."""
    settings = SETTINGS | {"RELATIVE_BASE": datetime.combine(case.on or ON, time()), "STRICT_PARSING": strict}
    found = parse(case.raw, languages=["vi"], settings=settings)
    if not found and (dates := search_dates(case.raw, languages=["vi"], settings=settings)):
        found = dates[-1][1]
    return {"end": found.date().isoformat(), "due": [found.date().isoformat()]} if found else NO_DATE


def said(got: Values) -> bool:
    """Whether a reading says itself that something is odd or lacks."""
    return bool(got.get("problems") or got.get("indeterminate"))


def met(got: Values, want: Values) -> bool:
    """Whether all that is expected stands in a reading."""
    if want.get("ask"):
        return met(got, NO_DATE) and (said(got) or bool(got.get("relative")))
    return all(holds(got, key, value) for key, value in want.items())


def holds(got: Values, key: str, value: Any) -> bool:
    """Whether a reading has this value; of a series the first due dates are compared."""
    match key:
        case "due":
            again = bool(value and got.get("recurrence"))
            return bool(value == (got["due"][: len(value)] if again else got["due"]))
        case "end_between":
            return bool(got["end"]) and value[0] <= got["end"] <= value[1]
        case "problem":
            return bool(got.get("problems")) == value
        case "day":
            return value in (got.get("start"), got["end"])
        case "recurrence" | "relative":
            return bool(value.items() <= (got.get(key) or {}).items())
    return (got.get(key) or None) == (value or None)


def dates(want: Values) -> Values:
    """What is expected of its dates alone."""
    return NO_DATE if want.get("ask") else {key: want[key] for key in ("end", "end_between", "due") if key in want}


def verdict(got: Values, wants: list[Values]) -> str:
    """One of the five words that are explained above."""
    if any(met(got, want) for want in wants):
        return "right"
    given = bool(got["end"] or got["due"])
    if said(got):
        return "wrong, said" if given and not any(met(got, dates(want)) for want in wants) else "asked"
    return "silent" if not given and any(any(dates(want).values()) for want in wants) else "wrong, sure"


def common(want: Values) -> tuple[str, Values] | None:
    """What a library for dates could give of it: a day, the end of a span, or that there is no date; beside them it may
    be enough to say a problem, which only ours can."""
    if want.keys() == {"problem"}:
        return "no date", want
    if want.get("recurrence") or want.get("relative") or len(want.get("due", ())) > 1:
        return None
    end = {key: want[key] for key in ("end", "end_between") if want.get(key)}
    if end:
        return ("the end of a span" if want.get("start") else "a day"), end
    undated = want.get("ask") or ("end" in want and not want.get("start") and not want.get("due"))
    return ("no date", NO_DATE) if undated else None


def row(name: str, reader: Callable[[Case], Values], cases: list[Case]) -> None:
    """A line of the table: how often a reader comes to each verdict. Ours is timed without what its JSON adds."""
    got = [reader(case) for case in cases]
    timed = reader if name.startswith("dateparser") else as_reading
    begun = process_time()
    for case in cases:
        timed(case)
    spent = (process_time() - begun) / len(cases) * 1000
    count = Counter(verdict(each, case.wants) for each, case in zip(got, cases, strict=True))
    say(f"{name:44}{len(cases):8}" + "".join(f"{count[v]:13}" for v in VERDICTS) + f"{spent:8.2f}\n")


def table(name: str, ours: Callable[[Case], Values], found: Iterable[Case]) -> None:
    """All phrases; then by their date alone those of which both readers can tell it, by what is expected."""
    cases, kinds = list(found), dict[str, list[Case]]()
    for case in cases:
        plain = [each for each in map(common, case.wants) if each]
        if case.on and len(plain) == len(case.wants):
            dated = replace(case, wants=[end for _, end in plain])
            kinds.setdefault("the date alone", []).append(dated)
            kinds.setdefault(plain[0][0], []).append(dated)
    say(f"\n{name}\n{'':44}{'phrases':>8}" + "".join(f"{v:>13}" for v in VERDICTS) + f"{'ms':>8}\n")
    row("reminder: the whole reading", ours, cases)
    for kind in ("the date alone", "a day", "the end of a span", "no date"):
        if kind in kinds:
            row(f"reminder: {kind}", ours, kinds[kind])
            row(f"dateparser: {kind}", dateparsed, kinds[kind])
            row(f"dateparser, strict: {kind}", lambda case: dateparsed(case, strict=True), kinds[kind])


def main() -> None:
    say((__doc__ or "").split("\n\n")[-1])
    dateparsed(Case("ngày 15/12/2026", ON, []))  # loads its language
    if len(sys.argv) > 1:
        for name in sys.argv[1:]:
            table(name, as_told, listed(Path(name)))
        return
    say(KNOWN)
    table("tests/phrases/cases.txt", as_read, own())
    if SHARED.exists():
        table("../shared/cases/phrases.jsonl", as_told, listed(SHARED))


if __name__ == "__main__":
    main()
