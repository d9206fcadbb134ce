"""An import as the rows of a plan file: every key with its value, and what is kept out."""

import tomllib
from dataclasses import replace
from typing import Any

import pytest

from reminder.documents.accounting import Printed, say_why
from reminder.documents.finding import Spot
from reminder.engine.importing.imported import Imported, asked
from reminder.engine.importing.plan_rows import PlanText, plan_text
from reminder.rulefile.writing.plan_file import PlanChange
from tests.engine.test_plan_json import DUTY, MADE, TASK


def with_task(**given: Any) -> Imported:
    return replace(MADE, tasks=(replace(MADE.tasks[0], row=replace(TASK, **given)),))


def with_duty(**given: Any) -> Imported:
    return replace(MADE, duties=(replace(MADE.duties[0], row=replace(DUTY, **given)),))


def read(made: Imported, **given: Any) -> dict[str, Any]:
    told = plan_text(made, **given)
    assert told.changes == ()
    return tomllib.loads(told.text)


def test_a_new_plan_file_says_everything() -> None:
    assert read(MADE) == {
        "plan": {
            "id": "bm-45-2026", "directory": "binh-mau", "number": "45/KH-UBND", "issued": "tháng 3 năm 2026",
            "title": "Kế hoạch", "issuer": "UBND TỈNH", "focal": "Sở C",
            "source": "ke hoach.docx",
        },
        "task": [
            {
                "id": "I.1", "stt": "1", "section": "I. Việc", "title": "Rà soát", "output": "Báo cáo",
                "lead": "Sở A, Sở B", "coordinators": "Đề nghị Sở C", "approver": "UBND tỉnh", "funding": "100 triệu",
                "timeframe": "Quý II/2026", "inherited": ["lead"], "source": "dòng 5", "note": "theo NQ",
            }
        ],
        "report": [
            {
                "id": "report-annual", "section": "III. Tổ chức", "title": "Tổng hợp báo cáo", "owed_by": "Sở A, Sở B",
                "to": "UBND tỉnh", "via": "Sở C", "schedule": "trước ngày 20/12 hằng năm",
                "quote": "Sở A tổng hợp, báo cáo.", "source": "trang 2; dòng 9; trang 4", "compiles": ["r-1", "r-2"],
            }
        ],
    }  # fmt: skip


def test_what_the_head_lacks_is_filled_in() -> None:
    bare = replace(MADE, head=replace(MADE.head, title="", issuer=""))
    assert (read(bare)["plan"]["title"], read(bare)["plan"]["issuer"]) == ("ke hoach", "UBND tỉnh")


def test_places_are_said_in_the_language_asked_for() -> None:
    made = read(MADE, lang="en")
    assert (made["task"][0]["source"], made["report"][0]["source"]) == ("line 5", "page 2; line 9; page 4")


@pytest.mark.parametrize("cell", ["lead", "coordinators", "approver", "timeframe"])
@pytest.mark.parametrize(("raw", "kept"), [("-", None), (" – ", None), ("...", None), ("- Sở A", "- Sở A"), ("", None)])
def test_a_dash_means_that_there_is_none(cell: str, raw: str, kept: str | None) -> None:
    assert read(with_task(**{f"{cell}_raw": raw}))["task"][0].get(cell) == kept


def test_a_title_that_was_lost_is_not_invented() -> None:
    assert read(with_task(title=""))["task"][0]["title"] == "[…]"


def test_a_task_of_the_sentences_is_a_task() -> None:
    made = read(with_duty(kind="task", asked=True))
    assert "report" not in made
    assert made["task"][1] == {
        "id": "report-annual", "section": "III. Tổ chức", "title": "Tổng hợp báo cáo", "lead": "Đề nghị Sở A, Sở B",
        "timeframe": "trước ngày 20/12 hằng năm", "quote": "Sở A tổng hợp, báo cáo.",
        "source": "trang 2; dòng 9; trang 4", "compiles": ["r-1", "r-2"],
    }  # fmt: skip
    assert read(with_duty(asked=True))["report"][0]["owed_by"] == "Đề nghị Sở A, Sở B"


@pytest.mark.parametrize(
    ("raw", "is_asked", "said"),
    [
        ("Sở A", True, "Đề nghị Sở A"), ("Sở A", False, "Sở A"), ("", True, ""), ("đề nghị Sở A", True, "đề nghị Sở A"),
        ("Kính đề nghị Sở A", True, "Kính đề nghị Sở A"), (" MỜI Sở A", True, " MỜI Sở A"),
        ("Sở A mời Sở B", True, "Đề nghị Sở A mời Sở B"), ("kính mời Sở A", True, "kính mời Sở A"),
    ],
)  # fmt: skip
def test_who_is_only_asked_stays_asked(raw: str, is_asked: bool, said: str) -> None:
    assert asked(replace(DUTY, owed_by_raw=raw, asked=is_asked)) == said


def test_brought_up_to_date_a_plan_keeps_its_id() -> None:
    text = plan_text(MADE).text
    again = plan_text(replace(with_task(output="Quyết định"), plan="other", focal="Sở D"), text)
    assert again.changes == (
        PlanChange("changed", "plan", "focal", "Sở C", "Sở D"),
        PlanChange("changed", "I.1", "output", "Báo cáo", "Quyết định"),
    )  # fmt: skip
    data = tomllib.loads(again.text)
    assert (data["plan"]["id"], data["plan"]["focal"], data["task"][0]["output"]) == (
        "bm-45-2026", "Sở D", "Quyết định",
    )  # fmt: skip
    with pytest.raises(ValueError, match=r"."):
        plan_text(MADE, "not = = toml")


SAME = {"I.1": "I.1", "report-annual": "report-annual"}


def test_what_is_in_no_row_becomes_a_question() -> None:
    printed = (
        Printed(Spot("paragraph", 12), "Sở A báo cáo\n trước ngày 20/6.", "trước  ngày\n20/6", "unplaced", "unread"),
        Printed(Spot("line", 4), "x", "hằng năm", "unplaced", "like", "I.1", "report-annual"),
    )
    made = replace(MADE, unplaced=printed)
    assert read(made)["unplaced"] == [
        {
            "line": "đoạn 12", "text": "Sở A báo cáo trước ngày 20/6.", "words": "trước ngày 20/6",
            "why": say_why(printed[0], "vi"),
        },
        {
            "line": "dòng 4", "text": "x", "words": "hằng năm", "why": say_why(printed[1], "vi"), "row": "I.1",
            "like": "report-annual",
        },
    ]  # fmt: skip
    text = plan_text(made).text
    assert plan_text(made, text) == PlanText(text, (), SAME)
    answered = text.replace('words = "trước ngày 20/6"\n', 'words = "trước ngày 20/6"\nobligation = "I.1"\n')
    assert plan_text(made, answered) == PlanText(answered, (), SAME)


@pytest.mark.parametrize(
    ("before", "after"), [(0, 0), (0, 45), (22, 23), (23, 23), (45, 0), (9, 90), (90, 9), (90, 90), (47, 1), (1, 47)]
)
def test_of_a_long_text_what_stands_around_the_words(before: int, after: int) -> None:
    whole = "aaaa " * before + "trước ngày 20/6" + " bbbb" * after
    (asked_,) = read(
        replace(MADE, unplaced=(Printed(Spot("line", 1), whole, "trước ngày 20/6", "unplaced", "unread"),))
    )["unplaced"]
    text = asked_["text"]
    kept = text.removeprefix("… ").removesuffix(" …")
    assert kept in whole and "trước ngày 20/6" in kept
    assert len(text) <= 255 and (kept == text) is (kept == whole)
    assert all(word in ("aaaa", "bbbb", "trước", "ngày", "20/6") for word in kept.split()), "words are whole"
