"""`status` as an officer reads it: totals first, what is late or near before the rest, colour only beside words."""

import os
import pty
import re
import sys

import pytest

from tests.journeys.desk import PLAN, Desk

LATE = ("--lang", "vi", "--at", "17/12/2026")
OLD = """
[[report]]
id = "old"
title = "Báo cáo cũ"
owed_by = "Sở Công Thương"
schedule = "trước ngày 15/01/2026"

[[report]]
id = "monthly"
title = "Báo cáo tháng"
owed_by = "Sở Xây dựng"
schedule = "trước ngày 25 hằng tháng"
"""
COLOUR = "\x1b["


@pytest.fixture
def office(desk: Desk) -> Desk:
    """From December on; a report of January was late before that."""
    desk.write("rules/plans/kh-1.toml", PLAN + OLD)
    desk.run("tick", "--at", "2026-12-01T09:00")
    return desk


def shown(desk: Desk, *words: str) -> str:
    return desk.run(*LATE, "status", *words).out


def test_totals_come_first_then_what_is_late_or_near(office: Desk) -> None:
    told = shown(office)
    order = [
        "Tính đến 17/12/2026: ", "✗   Quá hạn", "!   Sắp đến hạn", "?   Chờ xác định", "✓   Đã xong", "·   Tồn đọng",
        "Quá hạn và sắp đến hạn trước", "15/12/2026", "25/12/2026", "31/12/2026", "Theo cơ quan",
    ]  # fmt: skip
    places = [told.index(words) for words in order]
    assert places == sorted(places)
    assert re.search(r"Quá hạn +2 +đã quá thời hạn, chưa ghi nhận", told)
    assert "2 quá hạn: Sở Xây dựng, Sở Công Thương" in told


def test_the_backlog_is_folded_and_can_be_unfolded(office: Desk) -> None:
    told = shown(office)
    assert "Báo cáo cũ" not in told and re.search(r"Tồn đọng +\d+ +quá hạn trước khi theo dõi", told)
    assert "Báo cáo cũ" in shown(office, "--state", "backlog")
    why = told.partition("Chưa nhắc, và lý do")[2]
    assert why and "kh-1/old" not in why, "that it is not told of is what a backlog is"


def test_who_has_answered_does_not_look_open_for_the_year_to_come(office: Desk) -> None:
    office.run("submit", "year", "--agency", "sct", "--at", "2026-12-14")
    office.run("complete", "1", "--at", "2026-12-14")
    told = shown(office)
    assert "1 đã báo cáo" in told and "1 quá hạn: Sở Xây dựng" in told
    agencies = told.partition("Theo cơ quan")[2]
    assert "Sở Công Thương" not in agencies
    assert "1 cơ quan khác không có nội dung quá hạn hoặc sắp đến hạn" in agencies
    assert "2027" not in told


def test_of_a_series_one_period_to_come_and_one_that_is_over_are_shown(office: Desk) -> None:
    for month in range(8, 12):
        office.run("adopt", "monthly", "--period", f"2026-M{month:02}", "--at", "2026-12-02")
        office.run("submit", "monthly", "--period", f"2026-M{month:02}", "--at", "2026-12-14")
    told = shown(office)
    lines = [line for line in told.splitlines() if "kh-1/monthly" in line]
    assert [re.findall(r"tháng \d+", line) for line in lines] == [["tháng 12"], ["tháng 11"]]
    assert "đã xong 3" in told


def test_of_what_is_late_every_period_is_shown(office: Desk) -> None:
    for month in (9, 10):
        office.run("adopt", "monthly", "--period", f"2026-M{month:02}", "--at", "2026-12-02")
    lines = [line for line in shown(office).splitlines() if "kh-1/monthly" in line]
    assert [re.findall(r"tháng \d+", line) for line in lines] == [["tháng 9"], ["tháng 10"], ["tháng 12"]]


def test_where_nothing_was_ever_sent_it_does_not_say_that_all_were_told(desk: Desk) -> None:
    ran = desk.run(*LATE, "status")
    assert "Không có nội dung nào còn chờ nhắc" not in ran.out + ran.err
    assert "Chưa nhắc, và lý do" in ran.out and not (desk.folder / "reminder.db").exists()


def test_who_is_late_stands_at_the_date_that_has_passed_and_others_have_theirs_beside(office: Desk) -> None:
    office.run("extend", "year", "--agency", "sct", "--until", "30/12/2026", "--at", "2026-12-10")
    told = shown(office)
    assert re.search(
        r"15/12/2026 .*1 quá hạn: Sở Xây dựng *\n Quá hạn .*1 sắp đến hạn \(30/12/2026\): Sở Công Thương", told
    )


@pytest.mark.parametrize(
    ("at", "left"),
    [
        ("13/12/2026", "còn 1 ngày"), ("14/12/2026", "hôm nay là ngày cuối"),
        ("15/12/2026", "đã qua ngày cuối, chưa tính"),
    ],
)  # fmt: skip
def test_how_long_there_is_is_said_to_the_day_on_which_it_is_late(office: Desk, at: str, left: str) -> None:
    told = office.run("--lang", "vi", "--at", at, "status").out
    assert left in told and "còn 0 ngày" not in told


def test_the_agencies_of_the_heading_are_those_of_the_lines_below(office: Desk) -> None:
    office.run("waive", "year", "--agency", "sct", "--at", "2026-12-10")
    told = shown(office)
    assert re.search(r"Không còn phải thực hiện +1 +ngoài tổng số: không phải thực hiện 1", told)
    found = office.run("--at", "17/12/2026", "status", "--format", "json").json
    n, agencies = map(int, re.findall(r"(\d+) nội dung của (\d+) cơ quan", told)[0])
    lines = re.findall(r"^ ([✗!?✓·]) +\S.*?  +(\d+)(?= |$)", told, re.M)
    assert n == sum(int(count) for _mark, count in lines) - 1 == sum(len(p["units"]) for p in found["periods"]) - 1
    listed = told.partition("Theo cơ quan")[2]
    rows = re.findall(r"^ +(\d+)   \S", listed.partition("Chưa nhắc")[0], re.M)
    others = re.findall(r"^(\d+) cơ quan", listed, re.M)
    assert agencies == sum(map(int, (*rows, *others)))


def test_an_office_without_plans_says_so(office: Desk) -> None:
    (office.folder / "rules/plans/kh-1.toml").unlink()
    ran = office.run(*LATE, "status")
    assert ran.status == 0 and "Chưa có kế hoạch nào" in ran.err


@pytest.mark.parametrize("words", [("status",), ("preview",), ("doctor",), ("agencies", "list")])
def test_nothing_is_coloured_that_nobody_looks_at(
    office: Desk, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    ran = office.run(*LATE, *words)
    assert COLOUR not in ran.out + ran.err


@pytest.mark.parametrize("words", [("status",), ("preview",), ("agencies", "list"), ("notices",)])
@pytest.mark.parametrize("columns", ["80", "100", "200"])
def test_what_is_piped_is_as_wide_as_it_was_told_to_be_and_no_line_ends_in_blanks(
    office: Desk, words: tuple[str, ...], columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    lines = office.run(*LATE, *words).out.splitlines()
    assert lines and all(len(line) <= int(columns) and line == line.rstrip() for line in lines)
    monkeypatch.setenv("COLUMNS", "0")
    unknown = office.run(*LATE, *words).out
    monkeypatch.delenv("COLUMNS")
    assert office.run(*LATE, *words).out == unknown


def looked_at(desk: Desk, *words: str, **environment: str) -> str:
    """What a terminal of 80 columns gets."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(desk.folder)
        os.environ.pop("NO_COLOR", None)
        os.environ.update(environment, TERM="xterm-256color", COLUMNS="80")
        os.execv(sys.executable, [sys.executable, "-m", "reminder", *words])
    got = b""
    while True:
        try:
            more = os.read(terminal, 65536)
        except OSError:  # the other end is closed
            break
        if not more:
            break
        got += more
    os.waitpid(pid, 0)
    os.close(terminal)
    return got.decode().replace("\r\n", "\n")


def test_on_a_terminal_colour_says_nothing_that_words_do_not(office: Desk) -> None:
    coloured, plain = looked_at(office, *LATE, "status"), looked_at(office, *LATE, "status", NO_COLOR="1")
    assert COLOUR in coloured and COLOUR not in plain
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain
    assert all(len(line) <= 80 for line in plain.splitlines())
    red = re.findall(r"\x1b\[1;31m([^\x1b]+)", coloured)
    assert "Quá hạn" in "".join(red)
