"""Vietnamese timeframe and schedule phrases ↔ values. Pure.

`read(phrase, on)` gives a `Reading`; `Reading.due(from_on, to_on)` enumerates its dates;
`Reading.describe(lang)` says it back.
"""

from reminder.phrases.reading import Bound, DataPeriod, Due, Reading, Recurrence, Relative, Window

__all__ = ["Bound", "DataPeriod", "Due", "Reading", "Recurrence", "Relative", "Window"]
