"""`reminder lint`: what a draft plan should be asked to change before it is signed."""

from collections.abc import Sequence
from typing import Final

from reminder.core.working_calendar import WorkingCalendar
from reminder.documents.finding import Spot
from reminder.engine.importing.imported import Imported
from reminder.engine.linting import bodies, clashes, due_days, rows, times
from reminder.engine.linting.draft import Draft
from reminder.engine.linting.remark import Remark, Rule

RULES: Final = (*clashes.RULES, *times.RULES, *bodies.RULES, *due_days.RULES, *rows.RULES)


def lint(imported: Imported, calendar: WorkingCalendar, rules: Sequence[Rule] = RULES) -> tuple[Remark, ...]:
    """The remarks in the order of the draft."""
    draft = Draft(imported, calendar)
    found = [
        Remark(
            rule.kind, hit.item.spot, hit.item.row, hit.item.label, hit.item.about, " ".join(hit.words.split()),
            rule.says, rule.asks, tuple(hit.facts.items()),
        )
        for rule in rules
        for hit in rule.finds(draft)
    ]  # fmt: skip
    return tuple(sorted(dict.fromkeys(found), key=lambda remark: _where(remark.spot)))


def grouped(remarks: Sequence[Remark]) -> tuple[tuple[Remark, ...], ...]:
    """Remarks that ask for the same, each group where its first one stands."""
    groups: dict[tuple[str, str], list[Remark]] = {}
    for remark in remarks:
        groups.setdefault((remark.kind, remark.proposal("vi")), []).append(remark)
    return tuple(map(tuple, groups.values()))


def _where(spot: Spot) -> tuple[int, str, int]:
    """Places in order: lines, pages and paragraphs, then tables and sheets."""
    return int(spot.kind in ("row", "cell")), spot.at.zfill(9) if spot.kind == "row" else "", spot.n
