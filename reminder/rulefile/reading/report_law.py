"""What the law says of periodic reports, out of `report_law.toml`."""

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

_FILE = Path(__file__).with_name("report_law.toml")


class ReportLaw(NamedTuple):
    """`slack_days`: working days that lie at least between a data cut-off and the day a report is due, by
    `slack_article`; `cutoff_day`: the day of a period's last month on which its data end unless otherwise provided, by
    `cutoff_article`."""

    document: str
    slack_days: int
    slack_article: str
    cutoff_day: int
    cutoff_article: str


@cache
def report_law() -> ReportLaw:
    """The law as the file has it."""
    law = tomllib.loads(_FILE.read_text("utf-8"))
    slack, cutoff = law["slack"], law["cutoff"]
    return ReportLaw(
        law["decree"]["short"], slack["working_days"], slack["article"], cutoff["day"], cutoff["article"]
    )  # fmt: skip
