"""The duties that lines of text hold, in short."""

from reminder.documents.narrative.sameness import said_once
from tests.documents.test_accounting import told as read

Told = tuple[str, str, str, str, str]


def told(*lines: str) -> list[Told]:
    duties = said_once(read(*lines).duties)
    return [(d.kind, d.owed_by_raw, d.to_raw, d.via_raw, d.schedule_raw) for d in duties]
