"""A duty out of the sentences, as printed."""

from dataclasses import dataclass

from reminder.documents.finding import Finding, Spot
from reminder.documents.narrative.orders import DutyKind


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A duty as printed. `schedule_raw` is "" when no time is said; `title` are the words that order it;
    `quote` the sentences it rests on; `section` the heading above, `label` the number by the headings (`II.2.1`),
    `numbered` as far as it is printed; `asked`: it is requested ("Đề nghị"), not ordered; `also`: said there too."""

    kind: DutyKind
    title: str
    owed_by_raw: str
    to_raw: str
    via_raw: str
    schedule_raw: str
    quote: str
    spot: Spot
    section: str = ""
    label: str = ""
    asked: bool = False
    also: tuple[Spot, ...] = ()
    coordinators_raw: str = ""
    output: str = ""
    findings: tuple[Finding, ...] = ()
    numbered: str = ""
