"""One line for a reading: what the tables of cases compare."""

from reminder.phrases import Reading


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
