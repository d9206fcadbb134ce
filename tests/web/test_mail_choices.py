"""How an agency chooses to be mailed: by the link of an overview, by its page, by an officer; never what it owes."""

from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from reminder.core.act_kinds import ActKind, SaidBy
from reminder.engine.acts.choose import MOST, choose, on_record
from reminder.engine.planning.store_decisions import evaluate_into
from reminder.engine.tick import tick_once
from tests.journeys.desk import Desk
from tests.web.office import WebOffice, pressed

OVERVIEW = '  { id = "overview", at = "monthly", to = ["coordinator"], template = "overview" },\n'
ONE_CLICK = {"List-Unsubscribe": "One-Click"}
MULTIPART = (
    b'--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
    b"--x\r\nContent-Disposition: form-data; name=List-Unsubscribe\r\nContent-Type: text/plain\r\n\r\nOne-Click\r\n"
    b"--x--",
)


@pytest.fixture
def office(tmp_path: Path, migrated_once: None) -> Iterator[WebOffice]:
    """An office in which Sở Xây dựng supports a task of Sở Công Thương and owes a report of its own."""
    made = WebOffice(tmp_path)
    made.edit(
        "rules/plans/kh-1.toml", 'lead = "Sở Công Thương"\n', 'lead = "Sở Công Thương"\ncoordinators = "Sở Xây dựng"\n'
    )
    made.edit("rules/reminders.toml", "ladder = [\n", "ladder = [\n" + OVERVIEW)
    made.set("2026-11-20")
    with made.office.writing() as database:
        made.database = database
        yield made.begin()


def kinds(web: WebOffice, agency: str = "sxd") -> list[str]:
    return [
        kind for (kind,) in web.rows(f"SELECT kind FROM act WHERE owner = '{agency}' AND obligation = '' ORDER BY id")
    ]


def sent(web: WebOffice, on: str, mailbox: str = "vt@sxd.example") -> list[EmailMessage]:
    before = len(web.received(mailbox))
    web.tick(on)
    return web.received(mailbox)[before:]


def overviews(mails: list[EmailMessage]) -> list[EmailMessage]:
    return [m for m in mails if str(m["Subject"]).startswith("Tổng hợp tháng")]


def leave(web: WebOffice, agency: str = "sxd") -> str:
    return urlsplit(web.links().leave(agency, web.time.at)).path


def test_only_what_informs_can_be_left_by_one_press_and_says_where(office: WebOffice) -> None:
    mails = sent(office, "2026-12-01")
    (overview,) = overviews(mails)
    address = office.links().leave("sxd", office.time.at)
    assert overview["List-Unsubscribe"] == f"<{address}>"
    assert overview["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    for part in overview.walk():
        if part.get_content_maintype() == "text":
            said = " ".join(part.get_content().split())
            assert address in said and "Sở Công Thương" in said and "/a/" not in said
    asked = [m for box in ("vt@sxd.example", "vt@sct.example", "gd@sct.example") for m in office.received(box)]
    asked = [m for m in asked if m not in overviews(asked)]
    assert asked and not any(m["List-Unsubscribe"] or m["List-Unsubscribe-Post"] for m in asked)


def test_looking_changes_nothing(office: WebOffice) -> None:
    before = office.contents()
    for path in (leave(office), office.page("sxd") + "/mails"):
        for method in ("GET", "HEAD"):
            assert office.get(path, method).status == 200
        assert "không thể thôi nhận" in office.get(path).body
    assert office.contents() == before


@pytest.mark.parametrize("body", [b"List-Unsubscribe=One-Click", *MULTIPART])
def test_a_mail_program_leaves_by_one_press_and_the_overview_comes_no_more(office: WebOffice, body: bytes) -> None:
    kind = "multipart/form-data; boundary=x" if b"--x" in body else "application/x-www-form-urlencoded"
    for _ in range(2):  # the same press again says the same again
        assert office.request("POST", leave(office), body, {"content-type": kind}).status == 200
    assert kinds(office) == ["leave"]
    assert not overviews(sent(office, "2026-12-01"))
    owed = sent(office, "2026-12-14")
    assert owed and not overviews(owed)


def test_that_link_opens_nothing_else_and_presses_nothing_else(office: WebOffice) -> None:
    token = leave(office).rpartition("/")[2]
    assert office.get(f"/a/{token}").status == office.get(f"/a/{token}/mails").status == 404
    assert office.get(f"/u/{office.page('sxd').rpartition('/')[2]}").status == 404
    for choice in ("weekly", "daily", "submit", ""):
        assert office.post(leave(office), choose=choice).status == 422
    assert office.post(leave(office)[:-1] + "x", **ONE_CLICK).status == 404
    assert office.post(office.page("sxd") + "/mails", **ONE_CLICK).status == 422
    assert office.post(office.page("sxd"), **ONE_CLICK).status == 404
    assert kinds(office) == []


def test_what_is_pressed_on_a_page_is_read_over_first(office: WebOffice) -> None:
    for path in (leave(office), office.page("sxd") + "/mails"):
        before = office.contents()
        said = office.to_check(path, choose="leave")
        assert office.post(path, **said | {"seal": "x"}).status == 409
        assert office.post(path, **said | {"choose": "rejoin"}).status == 409
        assert office.post(path, **said | {"step": "edit"}).status == 200
        assert office.contents() == before
        assert office.post(path, **said).status == 303
        assert office.post(path, **office.to_check(path, choose="rejoin")).status == 303
    assert kinds(office) == ["leave", "rejoin"] * 2
    assert overviews(sent(office, "2026-12-01"))


def test_a_page_that_another_choice_has_overtaken_is_shown_again(office: WebOffice) -> None:
    path = office.page("sxd") + "/mails"
    said = office.to_check(path, choose="weekly")
    choose(office.office, office.database, office.catalogue, "sxd", ActKind.LEAVE, by="lan")
    shown = office.post(path, **said)
    assert shown.status == 409 and "đã thay đổi" in shown.body
    assert office.post(path, **pressed(shown.body)).status == 303
    assert kinds(office) == ["leave", "weekly"]


def test_a_weekly_list_comes_early_and_the_last_day_on_its_day(office: WebOffice) -> None:
    assert office.send(office.page("sxd") + "/mails", choose="weekly").status == 303
    sent(office, "2026-12-01")
    told = {on: sent(office, f"2026-12-{on:02}") for on in (7, 8, 9, 10, 11, 14, 15, 16)}
    assert {on: len(mails) for on, mails in told.items() if mails} == {7: 1, 14: 1, 16: 1}
    assert "hạn trước ngày 15/12/2026" in str(told[7][0]["Subject"])  # told on Friday otherwise
    assert str(told[14][0]["Subject"]).startswith("Hôm nay là ngày")


def test_a_queued_overview_leaves_no_more_once_it_is_left(office: WebOffice) -> None:
    office.set("2026-12-01")
    evaluate_into(office.database, office.office, office.catalogue)
    assert office.rows("SELECT state FROM mail WHERE kind = 'overview'")[1:] == [("pending",)]
    office.post(leave(office), **ONE_CLICK)
    tick_once(office.office)
    assert office.rows("SELECT state FROM mail WHERE kind = 'overview'")[1:] == [("cancelled",)]


def test_an_agency_changes_its_mind_ten_times_a_day_an_officer_as_often_as_needed(office: WebOffice) -> None:
    def said(n: int, by: str = "") -> str:
        kind = (ActKind.LEAVE, ActKind.REJOIN)[n % 2]
        done = choose(office.office, office.database, office.catalogue, "sxd", kind, by=by)
        return done.fault

    assert {said(n) for n in range(MOST)} == {""}
    assert said(MOST) == "often"
    assert said(MOST, by="lan") == ""
    with office.database.read() as connection:
        found = on_record(connection, "sxd")
    assert found.choice.left and found.since and (found.since.by, found.since.said_by) == ("lan", SaidBy.OFFICER)
    office.set("2026-12-08", 10)
    assert said(1) == ""


def test_an_officer_sees_and_takes_back_what_was_chosen(office: WebOffice) -> None:
    office.post(leave(office), **ONE_CLICK)
    desk = Desk(office.folder)
    rows = {row["id"]: row["chosen"] for row in desk.run("agencies", "list", "--format", "json").json}
    assert rows["sxd"] == ["leave"] and rows["sct"] == []
    assert "thôi nhận thư tổng hợp tháng" in desk.run("--lang", "vi", "agencies", "list").out.replace("\n", " ")
    assert desk.run("agencies", "choose", "Sở Xây dựng", "rejoin", "--by", "lan", "--note", "gọi điện").status == 0
    again = desk.run("--lang", "en", "agencies", "choose", "sxd", "rejoin")
    assert again.status == 0 and "was so already" in again.out + again.err
    acts = [row for row in desk.run("journal", "export").json if row["obligation"] == ""]
    assert [(a["kind"], a["owner"], a["by"], a["said_by"], a["note"]) for a in acts] == [
        ("leave", "sxd", "sxd", "agency", ""), ("rejoin", "sxd", "lan", "officer", "gọi điện"),
    ]  # fmt: skip
    assert desk.run("agencies", "choose", "sxd", "submit").status == 2
    assert desk.run("reload").status == 0  # an act of no obligation holds no row
    assert overviews(sent(office, "2026-12-01"))
