"""An import as JSON: every key with its value."""

from dataclasses import replace
from datetime import date

from reminder.core.reckoning import Reckoned
from reminder.directory.agency import Cast, Party, Succession
from reminder.documents import DutyRow, Head, TaskRow
from reminder.documents.accounting import Printed, say_why
from reminder.documents.finding import Spot, found
from reminder.engine.importing.imported import Assumed, Imported, ImportedDuty, ImportedTask
from reminder.engine.importing.plan_json import as_json
from reminder.phrases import read
from reminder.phrases.jsonform import as_json as reading_json
from reminder.words.assumed_days import Resting

ON = date(2026, 3, 31)
DAY = Reckoned(ON, date(2026, 3, 1), ON, "day")
VIA = (Succession("cu", ("moi", "nua"), ON, "split", "NQ 2"),)
LEAD = Cast("Sở A, Sở B", (Party("Sở A", "agency", "a", VIA), Party("Sở B", "unknown", "", (), (("b", 91), ("c", 72)))))
COORDINATORS = Cast("Đề nghị Sở C", (Party("Sở C", "group", "c"),), True)
QUARTER, YEARLY = read("Quý II/2026", ON), read("trước ngày 20/12 hằng năm", ON)
TASK = TaskRow(
    "1", "I. Việc", "Rà soát", "Báo cáo", "Sở A, Sở B", "Đề nghị Sở C", "UBND tỉnh", "100 triệu", "Quý II/2026",
    ("stt", "lead"), Spot("line", 5), "I", "theo NQ", findings=(),
)  # fmt: skip
DUTY = DutyRow(
    "report", "tổng hợp", "Sở A, Sở B", "UBND tỉnh", "Sở C", "trước ngày 20/12 hằng năm", "Sở A tổng hợp, báo cáo.",
    Spot("page", 2), "III. Tổ chức", "III.1", also=(Spot("line", 9), Spot("page", 4)),
)  # fmt: skip
NUMBERLESS = found("no-number", Spot("line", 5))
MADE = Imported(
    "plans/ke hoach.docx", "bm-45-2026", "binh-mau",
    Head("45/KH-UBND", "Kế hoạch", "tháng 3 năm 2026", None, "UBND TỈNH"), DAY, "Sở C",
    (ImportedTask("I.1", TASK, LEAD, COORDINATORS, Cast("UBND tỉnh"), QUARTER, (NUMBERLESS,)),),
    (
        ImportedDuty(
            "report-annual", DUTY, "Tổng hợp báo cáo", LEAD, Cast("UBND tỉnh"), Cast("Sở C"), YEARLY, ("r-1", "r-2"),
            (found("no-recipient", Spot("page", 2)),),
        ),
    ),
    (found("gap", Spot("line", 3), missing="2"),), ("Sở B",),
    assumed=(
        Assumed(
            "issued_on", "2026-03-31",
            found("plan-without-day", Spot("line", 2), on="2026-03-31", rests=(Resting("I.1"),)),
        ),
    ),
)  # fmt: skip


NO_NUMBER = 'the row has no number; if it should have one, write stt = "…" in the plan file'
NO_RECIPIENT = 'it is not said to whom it goes; write to = "…" in the plan file'


def test_what_an_import_prints() -> None:
    assert as_json(MADE, "en") == {
        "plan": {
            "id": "bm-45-2026", "directory": "binh-mau", "number": "45/KH-UBND", "issued": "tháng 3 năm 2026",
            "issued_on": None, "title": "Kế hoạch", "issuer": "UBND TỈNH", "focal": "Sở C",
        },
        "tasks": [
            {
                "id": "bm-45-2026/I.1", "stt": "1", "section": "I. Việc", "title": "Rà soát", "output": "Báo cáo",
                "lead_raw": "Sở A, Sở B", "coordinators_raw": "Đề nghị Sở C", "approver_raw": "UBND tỉnh",
                "funding_raw": "100 triệu", "timeframe_raw": "Quý II/2026",
                "lead": [
                    {
                        "raw": "Sở A", "kind": "agency", "id": "a",
                        "via": [{"old": "cu", "new": ["moi", "nua"], "share": "split", "basis": "NQ 2"}],
                        "proposals": [], "choice": False,
                    },
                    {
                        "raw": "Sở B", "kind": "unknown", "id": "", "via": [],
                        "proposals": [{"id": "b", "score": 91}, {"id": "c", "score": 72}], "choice": False,
                    },
                ],
                "coordinators": [
                    {"raw": "Sở C", "kind": "group", "id": "c", "via": [], "proposals": [], "choice": True}
                ],
                "timeframe": reading_json(QUARTER, ON, "en"), "inherited": ["stt", "lead"], "line": 5,
                "problems": [NO_NUMBER],
            }
        ],
        "reports": [
            {
                "id": "bm-45-2026/report-annual", "owed_by_raw": "Sở A, Sở B", "to_raw": "UBND tỉnh", "via_raw": "Sở C",
                "schedule_raw": "trước ngày 20/12 hằng năm", "schedule": reading_json(YEARLY, ON, "en"),
                "quote": "Sở A tổng hợp, báo cáo.", "line": "page 2",
                "problems": [NO_RECIPIENT],
            }
        ],
        "background": [], "unplaced": [],
        "assumed": [
            {
                "key": "issued_on", "value": "2026-03-31", "line": 2,
                "why": "the day of issue is not printed; write it under [plan] as issued_on = 2026-02-05 "
                "(year-month-day, no quotes). Until then the last day of its month, 2026-03-31, counts: series start "
                "after it. What rests on it: I.1",
            }
        ],
        "problems": [
            "plans/ke hoach.docx:3: number 2 is missing before this row; if a task was lost, add a [[task]] to the "
            "plan file",
            f"plans/ke hoach.docx:5: I.1: {NO_NUMBER}",
            f"plans/ke hoach.docx: report-annual: page 2: {NO_RECIPIENT}",
        ],
    }  # fmt: skip
    assert as_json(MADE) == as_json(MADE, "en")


def test_what_is_said_is_said_in_the_language_asked_for() -> None:
    made = as_json(MADE, "vi")
    assert made["tasks"][0]["problems"] == ['hàng không có số thứ tự; nếu cần thì ghi stt = "…" trong tệp kế hoạch']
    assert made["reports"][0]["line"] == "trang 2"
    assert made["problems"][1] == f"plans/ke hoach.docx:5: I.1: {made['tasks'][0]['problems'][0]}"


def test_what_is_in_no_row_is_printed_with_its_place() -> None:
    made = replace(
        MADE,
        background=(Printed(Spot("line", 7), "Căn cứ ngày 1/2/2026", "ngày 1/2/2026", "background", "cited"),),
        unplaced=(
            Printed(Spot("paragraph", 12), "Báo cáo trước ngày 20/6.", "trước ngày 20/6", "unplaced", "no-order"),
            Printed(Spot("page", 3), "hằng quý", "hằng quý", "unplaced", "like", "report-b", "report"),
        ),
    )  # fmt: skip
    found_ = as_json(made, "vi")
    assert found_["background"] == [
        {"line": 7, "text": "Căn cứ ngày 1/2/2026", "words": "ngày 1/2/2026", "why": "văn bản viện dẫn"}
    ]
    assert found_["unplaced"] == [
        {
            "line": "đoạn 12", "text": "Báo cáo trước ngày 20/6.", "words": "trước ngày 20/6",
            "why": say_why(made.unplaced[0], "vi"),
        },
        {
            "line": "trang 3", "text": "hằng quý", "words": "hằng quý", "why": say_why(made.unplaced[1], "vi"),
            "like": "report",
        },
    ]  # fmt: skip
