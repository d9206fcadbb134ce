"""Whether a document is another plan than the one a file holds: what is printed of both differs, and their rows do."""

from collections.abc import Mapping
from typing import Any

from reminder.rulefile.writing.toml_text import Value, literal
from reminder.text_matching import folded

_LEAST = 3  # one row in so many is alike in two states of one plan


class AnotherPlan(ValueError):
    """`held` and `given` are how the two plans call themselves; `entry` is the line of the file that would make them
    one."""

    def __init__(self, held: str, given: str, entry: str) -> None:
        super().__init__(held, given, entry)
        self.held, self.given, self.entry = held, given, entry


def refuse_another(held: Mapping[str, Any], given: Mapping[str, Value], alike: int, most: int) -> None:
    """Raises `AnotherPlan` where the plans differ and only `alike` of at `most` so many rows are in both."""
    key = _differs(held, given)
    if key and alike * _LEAST < max(most, 1):
        names = (_name(held, key), _name(given, key))
        raise AnotherPlan(*names, f"{key} = {literal(given[key])}")


def _differs(held: Mapping[str, Any], given: Mapping[str, Value]) -> str:
    """The key that tells two plans apart: their numbers; where those are the same, as each year begins anew with 1,
    their years; where one has none, their titles. "" for what is the same, or not known of both."""
    numbers = [_number(plan) for plan in (held, given)]
    if not all(numbers):
        titles = [folded(str(plan.get("title", ""))) for plan in (held, given)]
        return "title" if all(titles) and titles[0] != titles[1] else ""
    if numbers[0] != numbers[1]:
        return "number"
    years = [str(plan.get("issued_on", ""))[:4] for plan in (held, given)]
    return "issued_on" if all(years) and years[0] != years[1] else ""


def _number(plan: Mapping[str, Any]) -> str:
    number = "".join(str(plan.get("number", "")).casefold().split())
    return number if number[:1].isdigit() else ""


def _name(plan: Mapping[str, Any], key: str) -> str:
    """By its number, and by what else tells it apart."""
    return ", ".join(dict.fromkeys(str(plan[k]) for k in ("number", key) if plan.get(k)))
