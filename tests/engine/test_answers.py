"""Which remarks of an import a person has settled by hand in the plan file."""

import tomllib
from dataclasses import replace

import pytest

from reminder.documents.accounting import Printed
from reminder.documents.finding import Finding, Spot, found
from reminder.engine.importing.answers import Answers, still_asked
from reminder.engine.importing.plan_rows import plan_text
from tests.engine.test_plan_json import MADE

SPOT = Spot("line", 5)
NAMED = found("unknown", SPOT, name="Sở B", near="")


@pytest.mark.parametrize(
    ("finding", "old", "new", "settled"),
    [
        (found("no-lead", SPOT), 'lead = "Sở A, Sở B"', 'lead = "Sở A"', True),
        (found("no-lead", SPOT), 'timeframe = "Quý II/2026"', 'timeframe = "Quý I/2026"', False),
        (found("no-timeframe", SPOT), 'timeframe = "Quý II/2026"', 'timeframe = "Quý I/2026"', True),
        (found("phrase", SPOT, phrase="x", odd="y"), 'timeframe = "Quý II/2026"', "", True),
        (found("no-number", SPOT), 'stt = "1"', 'stt = "2"', True),
        (found("no-title", SPOT), 'title = "Rà soát"', 'title = "Rà"', True),
        (found("cut-end", SPOT), 'output = "Báo cáo"', 'output = "Sổ"', True),
        (found("cut-end", SPOT), 'output = "Báo cáo"', 'output = "Báo cáo" # như in', False),
        (found("gap", SPOT, missing="2"), 'stt = "1"', 'stt = "3"', False),
        (found("gap", SPOT, missing="2"), 'stt = "1"', 'stt = "1"\nquiet = "đã hỏi"', True),
        (NAMED, 'lead = "Sở A, Sở B"', 'lead = "Sở A"', True),
        (NAMED, 'lead = "Sở A, Sở B"', 'lead = "Sở C, Sở B"', False),
        (NAMED, 'coordinators = "Đề nghị Sở C"', 'coordinators = "Sở A"', False),
    ],
)  # fmt: skip
def test_what_was_written_by_hand_settles_what_asked_for_it(
    finding: Finding, old: str, new: str, settled: bool
) -> None:
    made = replace(MADE, tasks=(replace(MADE.tasks[0], findings=(finding,)),), findings=())
    text = plan_text(made).text
    again = plan_text(made, text.replace(old, new, 1))
    left = still_asked(made, again, "vi")
    assert (left.tasks[0].findings, left.settled) == (() if settled else (finding,), int(settled))
    assert left.duties == made.duties, "of the other row nothing was settled"


def test_a_renumbered_row_is_called_as_in_the_file() -> None:
    asked = Printed(SPOT, "Sở A rà soát", "Quý II", "unplaced", "like-row", like="I.7")
    renumbered = replace(MADE, tasks=(replace(MADE.tasks[0], id="I.7"),), unplaced=(asked,))
    again = plan_text(renumbered, plan_text(MADE).text)
    left = still_asked(renumbered, again, "vi")
    assert (left.tasks[0].id, left.unplaced[0].like) == ("I.1", "I.1")
    assert 'same_as = "I.1"' in tomllib.loads(again.text)["unplaced"][0]["why"]


def test_a_number_written_by_hand_settles_the_doubt_about_it() -> None:
    doubts = (
        found("file-number", named="125", number="12/KH-UBND"),
        found("two-numbers", SPOT, first="125/KH-UBND", second="12/KH-UBND"),
    )
    assert Answers(number="12/KH-UBND").still_open(doubts, "", "") == Answers().still_open(doubts, "", "") == doubts
    assert Answers(number="125/KH-UBND").still_open(doubts, "", "") == ()
