"""The whole way, with a real browser and a real mail server: a plan, a mail in a mailbox, its link, "đã báo cáo, số
123/BC", and then silence, the roll-call and the calendar that know it."""

import re
import socket
import subprocess
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest
from icalendar import Calendar

from reminder.engine.context.links import item_id
from tests.browser.webdriver import ENTER, Browser, browser
from tests.journeys.desk import AGENCIES, CALENDAR, PLAN, RULES, Desk, address, text_of
from tests.servers.postfix import Postfix, arrived
from tests.servers.waiting import PATIENCE, until

CONFIG = """\
database = "sqlite:///reminder.db"
operator = "quantri@tinh.example"
[mail]
transport = "smtp"
sender = "nhachan@tinh.example"
[smtp]
host = "127.0.0.1"
port = {smtp}
tls = "none"
sink = true
[web]
url = "http://127.0.0.1:{web}"
listen = "127.0.0.1:{web}"
"""
PHONE = (390, 844)
REPORT = "kh-1/year@2026@sct"


@pytest.fixture(scope="module")
def postfix() -> Iterator[Postfix]:
    with Postfix() as running:
        yield running


@pytest.fixture(scope="module")
def phone() -> Iterator[Browser]:
    with browser() as made:
        made.size(*PHONE)
        yield made


class Served:
    """An office whose page runs in a process of its own, at a day of our choosing."""

    def __init__(self, desk: Desk, port: int) -> None:
        self.desk, self.port = desk, port
        self._process: subprocess.Popen[str] | None = None

    def on(self, day: str) -> None:
        """Serve as on this day; returns when it listens."""
        self.stop()
        self._process = self.desk.spawn("web", "--at", day, PYTHONUNBUFFERED="1")
        assert self._process.stderr
        assert any("page served" in line for line in self._process.stderr)

    def stop(self) -> None:
        if self._process:
            self._process.terminate()
            self._process.communicate(timeout=PATIENCE)
            assert self._process.returncode == 0
            self._process = None


@pytest.fixture
def served(tmp_path: Path, postfix: Postfix) -> Iterator[Served]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    desk = Desk(tmp_path)
    desk.write("reminder.toml", CONFIG.format(smtp=postfix.port, web=port))
    desk.write("rules/calendars/vietnam.toml", CALENDAR)
    desk.write("rules/agencies/tinh.toml", AGENCIES)
    desk.write("rules/plans/kh-1.toml", PLAN)
    desk.write("rules/reminders.toml", RULES)
    made = Served(desk, port)
    yield made
    made.stop()


class Post:
    """Rounds of the engine, and the mailboxes they fill."""

    def __init__(self, desk: Desk, postfix: Postfix) -> None:
        self.desk, self.postfix = desk, postfix
        self._had = {str(m["Message-ID"]) for m in self._all()}
        self._sent = 0

    def tick(self, *days: str) -> None:
        for day in days:
            done = self.desk.run("tick", "--at", day, "--format", "json")
            assert done.status == 0, done.err
            self._sent += int(done.json["sent"])

    def to(self, address_: str, day: str = "") -> list[Message]:
        """What this mailbox has got (on one day, as the mail says it), once Postfix's own processes are done."""
        assert until(lambda: len(self._mine()) >= self._sent), self.postfix.log
        return [m for m in self._mine() if address(m) == address_ and day in str(m["Date"])]

    def _mine(self) -> list[Message]:
        return [m for m in self._all() if str(m["Message-ID"]) not in self._had]

    def _all(self) -> list[Message]:
        return list(arrived(self.postfix.maildir))


def test_reported_checked_sent_and_then_silence(served: Served, postfix: Postfix, phone: Browser) -> None:
    desk, post = served.desk, Post(served.desk, postfix)
    post.tick("2026-11-23", "2026-12-07")
    (mail,) = post.to("vt@sct.example", "07 Dec 2026")
    (report,) = re.findall(rf"http://127\.0\.0\.1:{served.port}/a/\S+/{item_id(REPORT)}", text_of(mail))
    served.on("2026-12-08")

    before = desk.run("status", "--at", "2026-12-08", "--format", "json").json
    phone.open(report)
    assert phone.text("h1") == "Báo cáo năm"
    assert phone.text(".agency") == "Sở Công Thương"
    assert phone.width() <= PHONE[0]
    phone.open(report)
    assert desk.run("status", "--at", "2026-12-08", "--format", "json").json == before  # looking changed nothing

    phone.type("#reported-document", "124/BC")
    phone.type("#reported-on", "8/12/2026")
    phone.follow("form.main button")
    assert "124/BC" in phone.text(".facts") and "Thứ Ba, 08/12/2026" in phone.text(".facts")
    assert desk.run("status", "--at", "2026-12-08", "--format", "json").json == before  # one press changed nothing
    phone.follow("button[value=edit]")
    phone.type("#reported-document", "123/BC")
    phone.follow("form.main button")
    phone.follow("button[value=send]")
    assert phone.url == report
    assert "văn bản số 123/BC, ngày 08/12/2026" in phone.text("[role=status]")
    phone.back()
    phone.open(report)
    assert phone.text(".history li").count("Đã báo cáo") == 1

    post.tick("2026-12-11", "2026-12-14", "2026-12-16", "2026-12-21")
    days = ("11", "14", "16", "21")
    after = [[m for m in post.to("vt@sct.example", f"{on} Dec") if "Báo cáo năm" in text_of(m)] for on in days]
    assert [len(mails) for mails in after] == [1, 0, 0, 0]  # the record, and then silence
    assert "Văn bản: số 123/BC, ngày 08/12/2026" in text_of(after[0][0])
    assert [m for m in post.to("vt@sxd.example", "16 Dec 2026") if "Báo cáo năm" in text_of(m)]  # others are told
    roll = [m for m in post.to("vt@snnmt.example") if "123/BC" in text_of(m)]
    assert roll and all("Sở Công Thương" in text_of(m) for m in roll)

    found = desk.run("links", "show", "sct", "--at", "2026-12-21", "--format", "json").json
    with urllib.request.urlopen(found[0]["calendar"], timeout=PATIENCE) as response:
        events = {str(e["SUMMARY"]): e for e in Calendar.from_ical(response.read()).walk("VEVENT")}
    entry = events["Hạn: Báo cáo năm (năm 2026)"]
    assert (str(entry["STATUS"]), str(entry["SEQUENCE"])) == ("CANCELLED", "1")


def test_faults_are_shown_where_they_are_and_an_extension_waits(
    served: Served, postfix: Postfix, phone: Browser
) -> None:
    desk = served.desk
    Post(desk, postfix).tick("2026-11-23", "2026-12-07")
    found = desk.run("links", "show", "sct", "--at", "2026-12-08", "--format", "json").json
    served.on("2026-12-08")
    phone.open(found[0]["page"])
    assert "Sở Công Thương" in phone.text("h1")
    phone.follow(".card.soon:first-child .title")
    phone.follow("form.main button")
    assert phone.attribute("#reported-document", "aria-invalid") == "true"
    assert phone.text("#reported-document-fault") == "Xin điền ô này."
    assert phone.focused() == phone.one("[role=alert]")
    assert len(phone.find("[role=alert] li")) == 2
    phone.tap("a[href='#reported-on']")
    assert phone.url.endswith("#reported-on") and phone.focused() == phone.one("#reported-on")

    phone.tap("details:has(#extension-until) > summary")
    phone.type("#extension-until", "25/12/2026")
    phone.type("#extension-note", "Chờ số liệu của các đơn vị")
    phone.follow("details:has(#extension-until) button")
    assert phone.focused() == phone.one("h1")
    phone.follow("button[value=send]")
    assert "Đề nghị gia hạn đến ngày 25/12/2026" in phone.text("[role=status]")
    phone.follow(".foot a[lang=en]")
    assert "Extension until 25 December 2026 asked for" in phone.text("[role=status]")

    (asked,) = desk.run("answers", "list", "--format", "json").json
    assert asked["note"] == "Chờ số liệu của các đơn vị"
    granted = desk.run(
        "answers", "confirm", str(asked["id"]), "--document", "60/UBND", "--by", "lan", "--at", "2026-12-08"
    )
    assert granted.status == 0, granted.err
    phone.open(phone.url.partition("?")[0])
    assert "chậm nhất ngày 25/12/2026 (thứ Sáu)".casefold() in phone.text(".facts").casefold()


def test_what_was_sent_by_mistake_is_taken_back_without_a_pointer(
    served: Served, postfix: Postfix, phone: Browser
) -> None:
    desk = served.desk
    Post(desk, postfix).tick("2026-11-23", "2026-12-07")
    found = desk.run("links", "show", "sct", "--at", "2026-12-08", "--format", "json").json
    served.on("2026-12-08")
    phone.open(f"{found[0]['page']}/{item_id(REPORT)}")
    phone.press("details:has([value=nil]) > summary", ENTER)
    phone.press("details:has([value=nil]) button", ENTER, leads=True)
    phone.press("button[value=send]", ENTER, leads=True)
    assert "không phát sinh" in phone.text("[role=status]")
    phone.press("form button", ENTER, leads=True)
    assert "Thu hồi: Không phát sinh" in phone.text(".facts")
    phone.press("button[value=send]", ENTER, leads=True)
    assert "đã được thu hồi" in phone.text("[role=status]")
    kinds = [a["kind"] for a in desk.run("journal", "list", "--format", "json").json]
    assert kinds == ["nil", "undo"]


def test_every_page_fits_a_phone_and_a_desktop_in_light_and_dark(
    served: Served, postfix: Postfix, phone: Browser
) -> None:
    desk = served.desk
    Post(desk, postfix).tick("2026-11-23", "2026-12-07")
    found = desk.run("links", "show", "sct", "snnmt", "--at", "2026-12-08", "--format", "json").json
    served.on("2026-12-17")
    pages = [found[0]["page"], found[1]["page"], f"http://127.0.0.1:{served.port}/a/x"]
    phone.open(found[0]["page"])
    pages.append(phone.link(".card .title"))
    for width, height in (PHONE, (360, 640), (320, 568), (1280, 800)):
        for dark in (False, True):
            phone.size(width, height, dark)
            for page in pages:
                phone.open(page)
                assert phone.width() <= width, (page, width)
                assert phone.picture()[:4] == b"\x89PNG"
            phone.open(pages[-1])
            phone.follow("form.main button")  # faulty
            assert phone.width() <= width
            phone.type("#reported-document", "1234567/BC-UBND-VPUBND-KTTHNS" * 3)
            phone.type("#reported-on", "17/12/2026")
            phone.follow("form.main button")  # to check
            assert phone.find("button[value=send]") and phone.width() <= width
    phone.size(*PHONE)
