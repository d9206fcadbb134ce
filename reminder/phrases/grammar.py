"""The grammar: the rules of every file."""

from typing import Final

from reminder.phrases.rules import (
    amounts,
    asides,
    bounds,
    cycles,
    dates,
    each_term,
    edges,
    glosses,
    halves,
    hanging,
    hours,
    lunar,
    months,
    numbers,
    often,
    parts,
    quarters,
    reports,
    school,
    spans,
    states,
    terms,
    weekdays,
    weeks,
    working_days,
    years,
)
from reminder.phrases.tables import Grammar
from reminder.phrases.terminals import TERMINALS

FILES: Final = (
    numbers, dates, hours, months, quarters, years, halves, school, parts, weeks, cycles, edges, weekdays, often,
    lunar, glosses, spans, bounds, terms, each_term, working_days, states, hanging, reports, amounts, asides,
)  # fmt: skip
GRAMMAR: Final = Grammar([rule for file in FILES for rule in file.BOOK], TERMINALS)
