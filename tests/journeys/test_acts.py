"""Acts as an officer types them: what each does, and what a wrong one is answered."""

import pytest

from tests.journeys.desk import Desk

AT = ("--at", "2026-12-08T09:00")


def act(desk: Desk, *words: str) -> tuple[int, str]:
    ran = desk.run(*words, *(() if "--at" in words else AT))
    return ran.status, ran.err.strip()


def state(desk: Desk, agency: str, period: str = "2026", at: str = AT[1]) -> str:
    shown = desk.run("explain", "kh-1/year", "--agency", agency, "--at", at, "--format", "json").json
    (mine,) = [
        o["status"] for p in shown["periods"] if p["period"] == period for o in p["owners"] if o["agency"] == agency
    ]
    return str(mine)


@pytest.mark.parametrize(
    ("words", "then"),
    [
        (["submit"], "submitted"),
        (["submit", "--nil"], "nil"),
        (["complete"], "completed"),
        (["waive"], "waived"),
        (["suspend"], "suspended"),
        (["extend", "--until", "2026-12-28"], "open"),
        (["silence", "--until", "2026-12-10"], "open"),
        (["acknowledge"], "open"),
    ],
)
def test_each_act_can_be_undone(desk: Desk, words: list[str], then: str) -> None:
    desk.run("tick", "--at", "2026-12-04T09:00")
    assert act(desk, *words, "kh-1/year", "--agency", "sxd") == (0, "")
    assert state(desk, "sxd") == then
    assert act(desk, "undo", "kh-1/year", "--agency", "sxd") == (0, "")
    assert state(desk, "sxd") == "open"
    assert [a["kind"] for a in desk.run("journal", "export").json][-1] == "undo"


def test_sent_back_resumed_and_adopted(desk: Desk) -> None:
    desk.run("tick", "--at", "2026-12-04T09:00")
    act(desk, "submit", "kh-1/year", "--agency", "sxd")
    assert act(desk, "return", "kh-1/year", "--agency", "sxd", "--note", "thiếu phụ lục")[0] == 0
    assert state(desk, "sxd") == "open"
    act(desk, "suspend", "kh-1/year", "--agency", "sct")
    assert act(desk, "resume", "kh-1/year", "--agency", "sct")[0] == 0
    assert state(desk, "sct") == "open"


def test_a_backlog_is_adopted(desk: Desk) -> None:
    late = "2027-01-05T09:00"
    desk.run("tick", "--at", late)
    assert state(desk, "sxd", at=late) == "backlog"
    assert act(desk, "adopt", "kh-1/year", "--agency", "sxd", "--at", late)[0] == 0
    assert state(desk, "sxd", at=late) == "late"


@pytest.mark.parametrize(
    ("words", "status", "remedy"),
    [
        ("submit kh-1/year", 1, "2 occurrences match; name one, or give --all"),
        ("submit kh-1/yaer", 1, "did you mean kh-1/year"),
        ("submit kh-1/year --agency sdx", 1, "did you mean Sở Xây dựng (sxd)"),
        ("submit kh-1/year --agency ubnd", 1, "reminder who kh-1/year shows who does"),
        ("submit kh-1/year --agency sxd --period 2019", 1, "there are: 2026"),
        ("submit kh-1/year --agency sxd --on 2026-12-20", 1, "lies in the future"),
        ("submit kh-1/year --agency sxd --on 20/12/2026", 1, "lies in the future"),
        ("submit kh-1/year --agency sxd --on 31/11/2026", 2, "is no date; write 15/12/2026 or 2026-12-15"),
        ("return kh-1/year --agency sxd", 1, "nothing has come in that could be sent back"),
        ("resume kh-1/year --agency sxd", 1, "nothing of it is suspended"),
        ("adopt kh-1/year --agency sxd", 1, "what is open is chased anyway"),
        ("extend kh-1/year --agency sxd", 2, "--until"),
        ("extend kh-1/year --agency sxd --until 2026-12-10", 1, "must end after the date it replaces, 2026-12-15"),
        ("silence kh-1/year --agency sxd --until 2026-12-01", 1, "a silence ends on a later day"),
        ("date kh-1/1 --until 2026-12-30", 1, "reminder extend gives a later one"),
        ("event kh-1/1 --until 2026-12-30", 1, "waits for no event; its timeframe is “Quý IV/2026”"),
        ("assign kh-1/2", 2, "--to"),
        ("assign kh-1/2 --to nobody", 1, "is no agency of the directory"),
        ("undo kh-1/year", 1, "reminder journal list shows all"),
    ],
)  # fmt: skip
def test_a_wrong_act_names_the_remedy_and_records_nothing(desk: Desk, words: str, status: int, remedy: str) -> None:
    found, said = act(desk, "--lang", "en", *words.split())
    assert found == status
    assert remedy in said
    assert desk.run("journal", "export").json == []


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        ("submit kh-1/year --agency sxd --on 20/12/2026", "--on 20/12/2026: "),
        ("extend kh-1/year --agency sxd --until 10/12/2026", "15/12/2026"),
        ("silence kh-1/year --agency sxd --until 01/12/2026", "--until 01/12/2026: "),
    ],
)
def test_a_day_is_said_again_as_it_is_typed_here(desk: Desk, words: str, remedy: str) -> None:
    status, said = act(desk, "--lang", "vi", *words.split())
    assert status == 1 and remedy in said and "2026-" not in said


def test_the_remedy_is_said_in_vietnamese(desk: Desk) -> None:
    assert "có phải là Sở Xây dựng (sxd)?" in act(desk, "--lang", "vi", "submit", "kh-1/year", "--agency", "sdx")[1]


def test_last_years_backlog_is_adopted_though_this_year_is_answered(desk: Desk) -> None:
    desk.edit("rules/plans/kh-1.toml", "issued_on = 2026-01-05", "issued_on = 2025-01-05")
    desk.run("tick", "--at", "2026-12-04T09:00")
    assert act(desk, "submit", "kh-1/year", "--agency", "sxd", "--period", "2026")[0] == 0
    assert act(desk, "adopt", "kh-1/year", "--agency", "sxd") == (0, "")
    assert state(desk, "sxd", period="2025") == "late"


def test_an_answer_typed_twice_does_not_close_the_next_period(desk: Desk) -> None:
    late = ("--at", "2026-12-18T09:00")  # within a year of the next one
    desk.run("submit", "kh-1/year", "--agency", "sxd", *late)
    again = desk.run("--lang", "en", "submit", "kh-1/year", "--agency", "sxd", *late)
    assert again.status == 1
    assert "closed already (year 2026: submitted); if another period is meant, name it: --period 2027" in again.err
    assert len(desk.run("journal", "export").json) == 1
    named = desk.run("submit", "kh-1/year", "--agency", "sxd", "--period", "2027", *late)
    assert named.status == 0


def test_the_next_period_is_meant_once_it_is_nearer(desk: Desk) -> None:
    desk.edit("rules/plans/kh-1.toml", "trước ngày 15/12 hằng năm", "trước ngày 15/6 và 15/12 hằng năm")
    for at, status in (("2026-06-10", 0), ("2026-08-20", 1), ("2026-10-01", 0)):
        assert desk.run("submit", "kh-1/year", "--agency", "sxd", "--at", at).status == status
    assert len({a["period"] for a in desk.run("journal", "export").json}) == 2
