"""One line for a reading: what the tables of cases compare."""

from datetime import date
from itertools import islice

from reminder.phrases import Bound, Due, Reading, Window

SOON, LATER = date(2026, 1, 10), date(2036, 1, 10)


def brief(r: Reading) -> str:
    """`2026-01-01..2026-12-31 by yearly/2 open undated ~45day>event vision=2050 !fault` – the parts there are."""
    parts = list[str]()
    if r.start or r.end:
        parts.append(f"{r.start or ''}..{r.end or ''}")
    if r.bound:
        parts.append(r.bound.value)
    if r.at:
        parts.append(f"{r.at:%H:%M}")
    if r.recurrence:
        parts.append(f"{r.recurrence.freq}/{r.recurrence.n}")
    if r.open_ended:
        parts.append("open")
    if r.indeterminate:
        parts.append("undated")
    if r.relative:
        parts.append(f"~{r.relative.n}{r.relative.unit}{'>' if r.relative.after else '<'}{r.relative.event}")
    if r.vision:
        parts.append(f"vision={r.vision}")
    parts += [f"!{fault.code}" for fault in r.faults]
    return " ".join(parts)


def whole(r: Reading) -> str:
    """The same, behind it in brackets the windows of a list and behind `→` the next dates of a series."""
    parts = [brief(r)]
    if r.windows:
        parts.append(f"[{', '.join(map(_window, r.windows))}]")
    if r.series:
        parts.append(f"→ {', '.join(_due(due) for due in islice(r.due(SOON, LATER), 3))}".strip())
    return " ".join(parts).strip()


def _window(w: Window) -> str:
    hour = f" {w.at:%H:%M}" if w.at else ""
    return f"{w.start or ''}..{w.end or ''}{' before' if w.bound is Bound.BEFORE else ''}{hour}"


def _due(due: Due) -> str:
    hour = f" {due.at:%H:%M}" if due.at else ""
    return f"{due.on}{' before' if due.bound is Bound.BEFORE else ''}{hour}"
