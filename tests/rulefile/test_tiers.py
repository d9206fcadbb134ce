# ruff: noqa: E501  (a table of cases is read by its rows)
"""Reports that gather reports, and data cut-offs: each warning with its days (NĐ 09/2019/NĐ-CP, điều 8, 12)."""

from datetime import date
from typing import Any

import pytest

from reminder.core.catalogue import Obligation
from reminder.errors import Place
from reminder.phrases import read
from reminder.rulefile.reading.findings import Findings
from reminder.rulefile.reading.tiers import law_cutoff, tiers
from tests.core.made import catalogue, obligation, plan


def report(phrase: str, id_: str = "p/r", **given: Any) -> Obligation:
    return obligation(phrase, id_=id_, kind=given.pop("kind", "report"), place=Place("p.toml", 7), **given)


def found(*rows: Obligation, **given: Any) -> list[str]:
    findings = Findings()
    tiers(catalogue(plan(*rows, **given)), findings)
    return [f"{p.level} {p}" for p in findings.problems]


BELOW = (
    "warning p.toml:7: report[up].schedule: less than one working day after p/r is due ({}), yet due by {} itself; ask "
    "for the earlier one sooner"
)
SUGGESTED = (
    "warning p.toml:7: report[r].schedule: suggestion: due by {}, with 0 working days behind the general data cut-off {}; "
    "at least 1 must lie between (điểm b khoản 5 Điều 8, Điều 12, Nghị định số 09/2019/NĐ-CP)"
)
STATED = (
    "warning p.toml:7: report[r].schedule: due by {}, with 0 working days behind the data cut-off {} that the plan states; "
    "at least 1 must lie between (điểm b khoản 5 Điều 8, Nghị định số 09/2019/NĐ-CP)"
)
BEHIND = (
    "warning p.toml:7: report[r].schedule: due by {}, yet the data run to {}, which the plan states: mend the one that is "
    'wrong, or write that they are estimated, as in "số liệu ước đến ngày 31/12"'
)
NO_DAY = (
    "warning p.toml:7: report[r].schedule: no day of the data cut-off that the plan states surely belongs to what is due "
    "by {}, so none is told; write one for each due date"
)
OTHER = (
    "warning p.toml:7: report[r].cutoff: for what is due by {} this says {}, yet the schedule prints {}; keep the one that "
    "the document prints (until then this one counts)"
)


@pytest.mark.parametrize(
    ("below", "above", "said"),
    [
        ("chậm nhất ngày 09/12/2026", "chậm nhất ngày 09/12/2026", BELOW.format("2026-12-09", "2026-12-09")),
        ("chậm nhất ngày 09/12/2026", "chậm nhất ngày 10/12/2026", ""),
        ("trước ngày 10/12/2026", "trước ngày 10/12/2026", BELOW.format("2026-12-09", "2026-12-09")),
        ("trước ngày 10/12/2026", "chậm nhất ngày 10/12/2026", ""),
        ("chậm nhất ngày 11/12/2026", "chậm nhất ngày 13/12/2026", BELOW.format("2026-12-11", "2026-12-13")),
        ("chậm nhất ngày 11/12/2026", "chậm nhất ngày 14/12/2026", ""),
        ("chậm nhất ngày 20/12/2026", "chậm nhất ngày 10/12/2026", BELOW.format("2026-12-20", "2026-12-10")),
        ("chậm nhất ngày 17/12 hằng năm", "chậm nhất ngày 17/12 hằng năm", BELOW.format("2026-12-17", "2026-12-17")),
        # a Friday and a Saturday in 2027
        ("chậm nhất ngày 17/12 hằng năm", "chậm nhất ngày 18/12 hằng năm", BELOW.format("2027-12-17", "2027-12-18")),
        ("chậm nhất ngày 20/12 hằng năm", "chậm nhất ngày 31/12 hằng năm", ""),
        ("thường xuyên", "chậm nhất ngày 10/12/2026", ""),
    ],
)  # fmt: skip
def test_a_working_day_between_a_report_and_what_gathers_it(below: str, above: str, said: str) -> None:
    rows = (report(below), report(above, "p/up", compiles=("p/r",)))
    assert [line for line in found(*rows) if "report[up]" in line] == [said] * bool(said)
    quiet = (rows[0], report(above, "p/up", compiles=("p/r",), quiet="đã hỏi"))
    assert not any("report[up]" in line for line in found(*quiet))


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("trước ngày 15/12 hằng năm", SUGGESTED.format("2026-12-14", "2026-12-14")),
        ("chậm nhất ngày 14/12 hằng năm", SUGGESTED.format("2026-12-14", "2026-12-14")),
        ("chậm nhất ngày 15/12 hằng năm", ""), ("chậm nhất ngày 13/12 hằng năm", ""),
        ("hằng quý, chậm nhất ngày 15 của tháng cuối quý", SUGGESTED.format("2026-03-15", "2026-03-14")),
        ("hằng quý, chậm nhất ngày 16 của tháng cuối quý", ""), ("chậm nhất ngày 14/12/2026", ""),
        ("trước ngày 20/12/2026 (số liệu đến ngày 19/12/2026)", STATED.format("2026-12-19", "2026-12-19")),
        ("trước ngày 21/12/2026 (số liệu đến ngày 19/12/2026)", STATED.format("2026-12-20", "2026-12-19")),
        ("trước ngày 23/12/2026 (số liệu đến ngày 19/12/2026)", ""),
        ("trước ngày 18/12/2026 (số liệu đến ngày 19/12/2026)", BEHIND.format("2026-12-17", "2026-12-19")),
        ("trước ngày 18/12/2026, số liệu ước đến ngày 31/12/2026", ""),
        ("trước ngày 10/12 hằng năm, số liệu chốt đến ngày 14/12", BEHIND.format("2026-12-09", "2026-12-14")),
        ("trước ngày 10/12 hằng năm, số liệu ước thực hiện đến ngày 14/12", ""),
        ("trước ngày 20/6 hằng năm, số liệu tính đến 31/12", NO_DAY.format("2026-06-19")),
        # each due date has its own, which is not the general one
        ("trước ngày 20/12 hằng năm (số liệu chốt đến ngày 19/12)", STATED.format("2026-12-19", "2026-12-19")),
        ("trước ngày 15/12 hằng năm (số liệu chốt đến ngày 30/11)", ""),
        ("Số liệu tính từ 15/12 năm trước đến 14/12, gửi trước 15/12 hằng năm", STATED.format("2026-12-14", "2026-12-14")),
        ("ngày 15 hằng tháng, số liệu chốt đến ngày 14", STATED.format("2026-02-15", "2026-02-14")),
        ("ngày 18 hằng tháng, số liệu chốt đến ngày 14", STATED.format("2026-02-18", "2026-02-14")),  # Tết
        ("ngày 24 hằng tháng, số liệu chốt đến ngày 14", ""),
    ],
)  # fmt: skip
def test_a_working_day_behind_a_data_cut_off(phrase: str, said: str) -> None:
    assert found(report(phrase)) == [said] * bool(said)
    assert found(report(phrase, quiet="đã hỏi")) == found(report(phrase, kind="task")) == []


PRINTED = "trước ngày 20/12 hằng năm (số liệu chốt đến ngày 14/12)"


@pytest.mark.parametrize(
    ("phrase", "cutoff", "said"),
    [
        (PRINTED, "số liệu chốt đến ngày 30/11", OTHER.format("2026-12-19", "2026-11-30", "2026-12-14")),
        (PRINTED, "số liệu chốt đến ngày 14/12", ""), (PRINTED, "chốt số liệu: 14/12 hằng năm", ""),
        ("trước ngày 20/12 hằng năm", "số liệu chốt đến ngày 14/12", ""),
        ("trước ngày 20/6 hằng năm", "số liệu chốt đến ngày 31/12", NO_DAY.format("2026-06-19").replace("schedule:", "cutoff:")),
        ("trước ngày 20/12 hằng năm", "số liệu chốt đến ngày 25/12", BEHIND.format("2026-12-19", "2026-12-25").replace("schedule:", "cutoff:")),
        ("trước ngày 20/12 hằng năm", "số liệu ước đến ngày 25/12", ""),
    ],
)  # fmt: skip
def test_a_cut_off_of_its_own_beside_the_printed_one(phrase: str, cutoff: str, said: str) -> None:
    given: Any = {"cutoff": cutoff, "data_period": read(cutoff, date(2026, 1, 10)).data_period}
    assert found(report(phrase, **given)) == [said] * bool(said)
    assert found(report(phrase, quiet="đã hỏi", **given)) == []


@pytest.mark.parametrize(
    ("period", "cutoff"),
    [
        *((f"2026-M{m:02}", (m, 14)) for m in range(1, 13)), *((f"2026-Q{q}", (3 * q, 14)) for q in range(1, 5)),
        ("2026-H1", (6, 14)), ("2026-H2", (12, 14)), ("2026", (12, 14)), ("2026-M13", None), ("2026-M00", None),
        ("2026-Q5", None), ("2026-H3", None), ("2026-Q0", None), ("2026-X1", None), ("2026-06-15", None),
        ("2026-W07", None), ("once", None), ("", None), ("26", None), ("20266", None), ("2026-M", None), ("2026-Mx", None),
    ],
)  # fmt: skip
def test_the_general_cut_off_of_a_period(period: str, cutoff: tuple[int, int] | None) -> None:
    assert law_cutoff(period) == (date(2026, *cutoff) if cutoff else None)
