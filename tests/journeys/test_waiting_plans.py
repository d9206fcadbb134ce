"""A plan whose questions nobody has answered, through the command line: it alone waits, and everybody is told so."""

from tests.journeys.desk import PLAN, Desk

AT = ("--at", "2026-12-07T09:00")
NEW = "rules/plans/kh-2.toml"
QUESTIONS = """
[[unplaced]]
line = "đoạn 12"
text = "Sở Công Thương báo cáo trước ngày 20/12."
words = "trước ngày 20/12"
why = "là nghĩa vụ nào?"

[[unplaced]]
line = "đoạn 13"
words = "trước ngày 15/12"
row = "province"
like = "year"
"""


def test_a_new_plan_stays_out_until_it_is_answered(desk: Desk) -> None:
    desk.write(NEW, PLAN.replace("kh-1", "kh-2") + QUESTIONS)
    line = PLAN.count("\n") + 2
    checked = desk.run("check")
    assert checked.status == 0
    assert f"{NEW}:{line}: unplaced: questions that wait for an answer: 2, the first here" in checked.out
    assert "reminder reload --despite kh-2" in checked.out
    said = f"{NEW}:{line}: kh-2: out of force until its questions are answered (2, the first here)"
    for command in ("preview", "notices", "status", "simulate"):
        more = ("--from", "2026-12-07", "--to", "2026-12-08") if command == "simulate" else ()
        ran = desk.run(command, *more, *AT, "--format", "json")
        assert (ran.status, ran.err.count(said)) == (0, 1), command
        assert "kh-2/" not in ran.out, command
    assert desk.run("status", *AT, "--format", "json").json["waiting"][0]["plan"] == "kh-2"
    asked = desk.run("explain", "kh-2/year", *AT)
    assert (asked.status, asked.err.count(said)) == (1, 1)
    ticked = desk.run("tick", *AT)
    assert (ticked.status, ticked.err.count(said)) == (0, 1)
    assert said in desk.run("reload").err
    assert all("kh-2" not in m.as_string() for m in desk.mails())
    desk.edit(NEW, 'why = "là nghĩa vụ nào?"\n', 'why = "là nghĩa vụ nào?"\nobligation = "year"\n')
    desk.edit(NEW, 'like = "year"\n', 'like = "year"\nobligation = "province"\n')
    assert "unplaced" not in desk.run("check").out
    assert desk.run("tick", *AT).status == 1, "like any change it waits for a reload"
    assert desk.run("reload").err == ""
    assert any(row["obligation"] == "kh-2/year" for row in desk.run("preview", *AT, "--format", "json").json)


def test_a_plan_in_force_goes_on_as_it_was(desk: Desk) -> None:
    assert desk.run("tick", "--at", "2026-12-04T09:00").status == 0
    told = len(desk.mails())
    desk.write("rules/plans/kh-1.toml", PLAN.replace("Báo cáo năm", "Báo cáo cả năm") + QUESTIONS)
    ran = desk.run("tick", *AT)
    assert (ran.status, "kh-1: in force as it was until its questions" in ran.err) == (0, True)
    assert len(desk.mails()) > told, "it is reminded of, by the words it had"
    titles = {row["title"] for row in desk.run("preview", *AT, "--format", "json").json}
    assert "Báo cáo năm" in titles and "Báo cáo cả năm" not in titles
    assert desk.run("submit", "kh-1/year", "--agency", "sct", *AT).status == 0
    taken = desk.run("reload", "--despite", "kh-1")
    assert taken.status == 0
    assert "kh-1: in force as its file says, despite questions that nobody has answered (2" in taken.err
    titles = {row["title"] for row in desk.run("preview", *AT, "--format", "json").json}
    assert "Báo cáo cả năm" in titles
    assert desk.run("tick", "--at", "2026-12-09T09:00").status == 0
    assert "despite" in desk.run("doctor", "--at", "2026-12-09T09:00").out
    desk.edit("rules/plans/kh-1.toml", 'like = "year"\n', 'like = "year"\nsame_as = "year"\n')
    assert "in force as it was" in desk.run("preview", *AT).err, "a change asks again"
    desk.edit("rules/plans/kh-1.toml", 'why = "là nghĩa vụ nào?"\n', 'not_obligation = "x"\n')
    refused = desk.run("reload")
    assert (refused.status, "province: has acts or notices on record, so this answer" in refused.err) == (1, True)


def test_a_plan_that_is_none_is_refused(desk: Desk) -> None:
    ran = desk.run("reload", "--despite", "kh-9")
    assert (ran.status, ran.err) == (1, "“kh-9” is no plan; did you mean kh-1?\n")


def test_check_goes_the_daemon_s_way(desk: Desk) -> None:
    """What is in force by a stored text is counted, and shown without the lines of that text; what does not fit any
    more stops alone, and both say so."""
    assert desk.run("tick", "--at", "2026-12-04T09:00").status == 0
    desk.write("rules/plans/kh-1.toml", "# một dòng\n" * 40 + PLAN.replace("Báo cáo năm", "Báo cáo cả năm") + QUESTIONS)
    desk.write(NEW, PLAN.replace("kh-1", "kh-2"))
    checked = desk.run("check", "--lang", "en")
    assert (checked.status, "Fine: 2 plans" in checked.err) == (0, True)
    assert "kh-1 is counted as it was" in checked.err and desk.run("reload").out.startswith("In force: 2 plans")
    told = desk.run("explain", "kh-1/year", *AT).out
    assert "kh-1.toml" in told and "kh-1.toml:" not in told
    assert "kh-2.toml:" in desk.run("explain", "kh-2/year", *AT).out

    for path in ("rules/agencies/tinh.toml", "rules/plans/kh-1.toml", NEW):
        desk.edit(path, "Sở Nông nghiệp và Môi trường", "Sở Nông nghiệp")
    checked = desk.run("check", "--lang", "en")
    assert (checked.status, "Fine: 1 plans" in checked.err) == (0, True)
    assert "kh-1: out of force until its questions are answered (2, the first here), for as it was" in checked.out
    assert "kh-1 is not counted" in checked.err
    assert {row["plan"] for row in desk.run("preview", *AT, "--format", "json").json} == {"kh-2"}
    reloaded = desk.run("reload", "--lang", "en")
    assert reloaded.status == 1 and "kh-1: has acts or notices on record, waits for answers" in reloaded.err
    assert desk.run("reload", "--despite", "kh-1").status == 0
