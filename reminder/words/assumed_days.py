"""What is assumed where a plan does not print its day, what that costs, and the key that answers it: said by `import`
and by `check`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reminder.core.reckoning import Missing, Reckoned, Whence
from reminder.errors import Fact
from reminder.translatable import N_
from reminder.words.catalogues import translator
from reminder.words.typed_days import TypedDay

ASSUMED_DAYS: Mapping[Missing, str] = {
    "day": N_(
        "the day of issue is not printed; write it under [plan] as issued_on = 2026-02-05 (year-month-day, no "
        "quotes). Until then the last day of its month, {on}, counts: series start after it{rests}"
    ),
    "month": N_(
        "the day of issue is not printed, nor its month; write it under [plan] as issued_on = 2026-02-05 "
        "(year-month-day, no quotes). Until then series start after {on}, and a time without a year is of "
        "{year}{rests}"
    ),
    "year": N_(
        "the day of issue is not printed, nor its year; write it under [plan] as issued_on = 2026-02-05 "
        "(year-month-day, no quotes). Until then {year} counts, the year that {whence}: series start after {on}, "
        "and a time without a year is of {year}{rests}"
    ),
    "from": N_(
        "the day of issue is not printed, nor a year that is surely its own; write it under [plan] as issued_on = "
        "2026-02-05 (year-month-day, no quotes). Until then a time without a year has no date, and series start on "
        "{since} (from){rests}"
    ),
}
_WHENCE: Mapping[Whence, str] = {
    "number": N_("its number names"),
    "title": N_("its title names"),
    "times": N_("its times name"),
}
_RESTS = N_(". What rests on it: {rows}")
_NAMED = 6  # rows told one by one


@dataclass(frozen=True, slots=True)
class Resting:
    """The rows that rest on such a day, as the end of the sentence."""

    rows: str

    def say(self, lang: str) -> str:
        return translator(lang)(_RESTS).format(rows=self.rows)


@dataclass(frozen=True, slots=True)
class Named:
    """What names the year that is taken."""

    whence: Whence

    def say(self, lang: str) -> str:
        return translator(lang)(_WHENCE[self.whence])


def assumed_facts(day: Reckoned, rows: Sequence[str]) -> dict[str, Fact]:
    """The facts of such a sentence; `rows` are the ids of what rests on the assumption."""
    more = f", … ({len(rows)})" if len(rows) > _NAMED else ""
    return {
        "on": (TypedDay(day.on),),
        "year": day.last.year,
        "since": (TypedDay(day.first),),
        "whence": (Named(day.whence),) if day.whence else (),
        "rests": (Resting(", ".join(rows[:_NAMED]) + more),) if rows else (),
    }
