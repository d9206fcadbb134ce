"""Vietnamese timeframe and schedule phrases ↔ values. Pure.

`read(phrase, on)` gives a `Reading`; `Reading.due(from_on, to_on)` enumerates its dates;
`describe(reading, lang)` says it back.
"""

from datetime import date

from reminder.phrases.assemble import assemble
from reminder.phrases.data_period import DataPeriod
from reminder.phrases.due import Bound, Due
from reminder.phrases.faults import Fault
from reminder.phrases.jsonform import as_json
from reminder.phrases.parse import parse
from reminder.phrases.reading import Reading, Recurrence, Relative, Series, Window
from reminder.phrases.say import describe
from reminder.phrases.settle import settled
from reminder.phrases.tokens import Tokens

__all__ = [
    "Bound", "DataPeriod", "Due", "Fault", "Reading", "Recurrence", "Relative", "Series", "Window", "as_json",
    "describe", "read", "settled",
]  # fmt: skip


def read(phrase: str, on: date | None) -> Reading:
    """What `phrase` means. `on` is the date of its document: it gives the year where none is printed, and
    the start of "từ nay". Never raises; what is odd or missing stands in `problems`."""
    return assemble(parse(Tokens(phrase), on))
