"""Agencies that share a mailbox have a part each in one mail, with name, matters and link; and a mail that has no room
for all names the rest in its list."""

import csv
from collections import Counter
from dataclasses import replace
from email.message import EmailMessage
from io import StringIO
from time import perf_counter

from reminder.core.matter_status import Status
from reminder.engine.tick import reload
from reminder.mail.attached_list import says_all
from reminder.mail.builtin_text import plain
from reminder.mail.contents import AgencyPart, ListedAgency
from reminder.mail.render import Renderer
from reminder.mail.samples import sample, sample_item
from tests.web.office import WebOffice
from tests.web.test_answering import DONE, TASK, say

BOX = "vt@sct.example"
TWO = ("Sở Công Thương", "Sở Xây dựng")


def sharing(web: WebOffice) -> WebOffice:
    """Sở Xây dựng reads the mailbox of Sở Công Thương."""
    web.edit("rules/agencies/tinh.toml", "vt@sxd.example", BOX)
    reload(web.office)
    return web


def words(mail: EmailMessage, kind: str = "plain") -> str:
    found = mail.get_body((kind,))
    assert found
    return " ".join(str(found.get_content()).split())


def test_each_agency_of_a_shared_mailbox_has_its_part(web: WebOffice) -> None:
    sharing(web).tick("2026-12-08")
    (mail,) = [m for m in web.received(BOX) if "08 Dec" in m["Date"]]
    for kind in ("plain", "html"):
        said = words(mail, kind)
        for name in TWO:
            assert said.count(name) >= 2, "greeted and headed"
        links = {word.split("~")[1].split(".")[0] for word in said.split() if "/a/1~" in word}
        assert links == {"sct", "sxd"}
    calendars = [p.get_filename() for p in mail.walk() if p.get_content_type() == "text/calendar"]
    assert calendars == ["nhac-han.ics", "nhac-han-2.ics"]
    query = "SELECT n.recipient FROM notice n JOIN mail_notice l ON l.notice_id = n.id JOIN mail m ON m.id = l.mail_id"
    assert {row for (row,) in web.rows(f"{query} WHERE m.mailbox = '{BOX}' AND n.state = 'sent'")} >= {"sct", "sxd"}


def test_when_one_has_answered_the_mail_is_the_others_alone(web: WebOffice) -> None:
    sharing(web)
    for key in (TASK, "kh-1/year@2026@sct"):
        say(web, DONE, key)
    web.tick("2026-12-08")
    mail = next(m for m in web.received(BOX) if not m["Subject"].startswith("Đã ghi nhận") and "08 Dec" in m["Date"])
    said = words(mail)
    assert f"Kính gửi: {TWO[1]}" in said and TWO[0] not in said
    assert {w.split("~")[1].split(".")[0] for w in said.split() if "/a/1~" in w} == {"sxd"}


def test_five_hundred_matters_are_all_named() -> None:
    units = tuple(ListedAgency(f"UBND xã Số {n}", Status.OPEN) for n in range(105))
    items = [
        replace(sample_item("coming"), obligation=f"kh-9/R.{n:03}x", title=f"{n:04} " + "Rà soát, cập nhật " * 6)
        for n in range(500)
    ]
    items[400] = replace(items[400], units=units, instead_of="UBND xã Số 0", role="owner")
    view = replace(
        sample("reminder"), items=tuple(items), links=(), parts=(AgencyPart("Sở A & B", 300), AgencyPart("Sở C", 200))
    )
    begun = perf_counter()
    made = Renderer().render(view)
    assert perf_counter() - begun < 20
    assert len(made.html.encode()) < 100_000
    assert says_all(view, made.text, "") and not says_all(view, made.text, made.html)
    rows = list(csv.reader(StringIO(made.listing.decode("utf-8-sig"))))
    assert {row[6] for row in rows[1:]} == {item.obligation for item in items}
    assert {row[5] for row in rows} >= {unit.name for unit in units}
    assert Counter(row[1] for row in rows[1:]) == {"Sở A & B": 300, "Sở C": 199, "UBND xã Số 0": 105}
    assert says_all(view, plain(view).text, "")


def test_what_a_short_mail_names_needs_no_list() -> None:
    for kind in ("reminder", "escalation", "rollcall", "thanks"):
        view = sample(kind)
        made = Renderer().render(view)
        assert not made.listing and says_all(view, made.text, made.html)
