"""An import as the rows of a plan file: every key with its value, and what is kept out."""

import tomllib
from dataclasses import replace
from typing import Any

import pytest

from reminder.engine.importing.imported import Imported, asked
from reminder.engine.importing.plan_rows import plan_text
from reminder.rulefile.writing.plan_file import PlanChange
from tests.engine.test_plan_json import DUTY, MADE, TASK


def with_task(**given: Any) -> Imported:
    return replace(MADE, tasks=(replace(MADE.tasks[0], row=replace(TASK, **given)),))


def with_duty(**given: Any) -> Imported:
    return replace(MADE, duties=(replace(MADE.duties[0], row=replace(DUTY, **given)),))


def read(made: Imported, **given: Any) -> dict[str, Any]:
    text, changes = plan_text(made, **given)
    assert changes == ()
    return tomllib.loads(text)


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
    text, _ = plan_text(MADE)
    again, changes = plan_text(replace(with_task(output="Quyết định"), plan="other", focal="Sở D"), text)
    assert changes == (
        PlanChange("changed", "plan", "focal", "Sở C", "Sở D"),
        PlanChange("changed", "I.1", "output", "Báo cáo", "Quyết định"),
    )  # fmt: skip
    data = tomllib.loads(again)
    assert (data["plan"]["id"], data["plan"]["focal"], data["task"][0]["output"]) == (
        "bm-45-2026", "Sở D", "Quyết định",
    )  # fmt: skip
    with pytest.raises(ValueError, match=r"."):
        plan_text(MADE, "not = = toml")
