"""A row of a task table, as a value."""

from dataclasses import dataclass

from reminder.documents.finding import Finding, Spot


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task as printed. `inherited` names the cells filled from a merged cell above, or from the section; `part`
    numbers the section (`II`), by its place where no number is printed; `place` counts the rows of a table that numbers
    none (else 0); `note` holds footnotes, remark columns and columns without a place of their own. `timeframe_full` are
    the words of the timeframe that can be read on their own, "" where those printed can: `Tháng 3 (năm 2026)`."""

    stt: str
    section: str
    title: str
    output: str
    lead_raw: str
    coordinators_raw: str
    approver_raw: str
    funding_raw: str
    timeframe_raw: str
    inherited: tuple[str, ...]
    spot: Spot
    part: str = ""
    note: str = ""
    cut: bool = False
    place: int = 0
    findings: tuple[Finding, ...] = ()
    timeframe_full: str = ""

    @property
    def timeframe(self) -> str:
        """The words of the timeframe, together with what the header of its column adds to them."""
        return self.timeframe_full or self.timeframe_raw
