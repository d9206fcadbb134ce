"""CSV for spreadsheets: every field has its heading, every code its words, no cell is a formula, dates are dates."""

import csv
import io
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.core.act_kinds import ActKind, SaidBy
from reminder.core.answer_states import AnswerKind, AnswerState
from reminder.core.matter_status import Status
from reminder.core.outbox_states import MailState, NoticeState
from reminder.core.reason import because
from reminder.core.urgency import Urgency
from reminder.words import say, translator
from reminder.words.fields import _OF_FIELD, HEADINGS, cell
from reminder.words.spreadsheet import as_csv, harmless, lines_as_csv

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
FORMULA = tuple("=+-@\t\r＝＋－＠")


def read(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


CELLS = st.text() | st.builds("".join, st.tuples(st.sampled_from([*FORMULA, " =", "\n-", "\u00a0@"]), st.text()))


@given(st.lists(st.lists(CELLS | st.integers() | st.dates() | st.none(), min_size=2, max_size=2), max_size=5))
def test_what_is_written_is_read_back_and_nothing_of_it_is_a_formula(lines: list[list[Any]]) -> None:
    _headings, *found = read(lines_as_csv(["a", "b"], lines))
    for line, read_back in zip(lines, found, strict=True):
        for value, shown in zip(line, read_back, strict=True):
            if isinstance(value, str):
                assert shown.removeprefix("'") == value.removeprefix("'")
                assert not shown.lstrip().startswith(FORMULA)
                assert (shown != value) <= value.strip(" \n\u00a0").startswith(FORMULA)
            else:
                assert shown == ("" if value is None else str(value))


@pytest.mark.parametrize("cell_", ['=HYPERLINK("http://x")', "+84 208", "-10wd", "@SUM(A1)", "\t=1", " =1+1", "＝1"])
def test_a_cell_that_would_run_is_shown_instead(cell_: str) -> None:
    assert harmless(cell_) == f"'{cell_}"
    assert harmless(-3) == -3


TYPES: list[type[StrEnum]] = [ActKind, AnswerKind, AnswerState, MailState, NoticeState, SaidBy, Status, Urgency]


def codes() -> Iterator[tuple[str, Any]]:
    yield from (("state", value) for of in TYPES for value in of)
    yield from ((field, code) for field, known in _OF_FIELD.items() for code in known)


@pytest.mark.parametrize(("field", "code"), [*codes()])
def test_every_code_has_its_words_in_either_language(field: str, code: Any) -> None:
    vietnamese, english = (cell(field, code, lang, ZONE) for lang in ("vi", "en"))
    assert vietnamese and english and vietnamese != english


def test_every_heading_is_vietnamese_in_vietnamese() -> None:
    assert [h for h in HEADINGS.values() if translator("vi")(h) == h] == []


@pytest.mark.parametrize(
    ("field", "value", "vietnamese"),
    [
        ("period", "2026-Q4", "quý IV năm 2026"), ("period", "once", ""), ("days_left", -3, -3),
        ("restarts", True, "có"),
        ("restarts", False, ""), ("on", None, ""), ("due_on", date(2026, 12, 5), date(2026, 12, 5)),
        ("send_at", datetime(2026, 12, 7, 23, 30, tzinfo=UTC), "2026-12-08 06:30"),
        ("addresses", ("a@x.example", "b@x.example"), "a@x.example; b@x.example"), ("title", "Báo cáo", "Báo cáo"),
        ("untold", (because("backlog", late_from=date(2018, 5, 3), first_seen=date(2026, 11, 23)),),
         say(because("backlog", late_from=date(2018, 5, 3), first_seen=date(2026, 11, 23)), "vi")),
        ("key", "contacts", "contacts"), ("kind", "report", "báo cáo"), ("bound", "before", "trước"),
    ],
)  # fmt: skip
def test_cells(field: str, value: Any, vietnamese: str | int | date) -> None:
    assert cell(field, value, "vi", ZONE) == vietnamese


def test_without_a_row_the_headings_stand_alone() -> None:
    assert read(as_csv([], ["due_on", "agency_name"], "vi", ZONE)) == [["Thời hạn", "Cơ quan"]]


def shapes() -> Iterator[type[Any]]:
    from reminder.core.journal import Act
    from reminder.engine.importing.contacts import ContactChange
    from reminder.engine.operations.doctor import HealthFinding
    from reminder.engine.queries.preview import Planned, UpcomingDeadline
    from reminder.engine.queries.who import Recipient
    from reminder.engine.queries.working_year import Difference

    yield from (Act, ContactChange, HealthFinding, Planned, UpcomingDeadline, Recipient, Difference)


@pytest.mark.parametrize("shape", [*shapes()])
def test_every_field_of_what_is_listed_whole_has_its_heading(shape: type[Any]) -> None:
    assert {f.name.rstrip("_") for f in fields(shape)} <= HEADINGS.keys()
