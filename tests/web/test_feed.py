"""The private calendar, and the days a mail brings: stable UIDs, rising sequences, what is done cancelled."""

from datetime import date, timedelta
from typing import Any

from icalendar import Calendar

from reminder.core.act_kinds import ActKind
from reminder.core.answer_states import AnswerKind
from reminder.engine.acts.agency_answers import Said, answer
from reminder.engine.acts.record import Wish, record
from tests.journeys.desk import Desk, text_of
from tests.mail.test_calendar import unfolded
from tests.web.office import REPORT, WebOffice


def read(file: str | bytes) -> tuple[Any, list[Any]]:
    """A calendar and its events, through the library."""
    calendar: Any = Calendar.from_ical(file)
    return calendar, list(calendar.walk("VEVENT"))


def events(web: WebOffice, agency: str = "sct") -> dict[str, dict[str, str]]:
    """The feed by summary, read by the library and by a reader of our own, which must agree."""
    body = web.get(web.feed(agency)).body.encode()
    calendar, made = read(body)
    assert calendar.to_ical() == body
    found = {
        str(e["SUMMARY"]): {
            "uid": str(e["UID"]), "sequence": str(e["SEQUENCE"]), "status": str(e["STATUS"]),
            "start": e["DTSTART"].dt.isoformat(), "end": e["DTEND"].dt.isoformat(),
        }
        for e in made
    }  # fmt: skip
    lines = unfolded(body)
    assert [v for k, v in lines if k == "UID"] == [e["uid"] for e in found.values()]
    assert [v for k, v in lines if k == "STATUS"] == [e["status"] for e in found.values()]
    assert [v.replace("-", "") for e in found.values() for v in [e["start"]]] == [
        v for k, v in lines if k == "DTSTART;VALUE=DATE"
    ]
    return found


def test_every_dated_duty_is_a_day(web: WebOffice) -> None:
    found = events(web)
    task = found["Hạn: Xây dựng quy chế"]
    assert (task["start"], task["end"], task["status"]) == ("2026-12-31", "2027-01-01", "CONFIRMED")
    body = web.get(web.feed()).body
    assert web.get(web.feed()).header("content-type") == "text/calendar; charset=utf-8"
    assert "METHOD" not in body
    starts = {e["DTSTART"].dt for e in read(body)[1]}
    assert starts == {date(2026, 12, 14), date(2026, 12, 31), date(2027, 12, 14)}


def test_the_same_all_day_and_not_sent_again_unchanged(web: WebOffice) -> None:
    first = web.get(web.feed())
    web.time.at += timedelta(hours=3)
    again = web.get(web.feed(), **{"if-none-match": first.header("etag")})
    assert (again.status, again.body) == (304, "")
    web.send(web.page(occurrence=REPORT), answer="nil")
    assert web.get(web.feed(), **{"if-none-match": first.header("etag")}).status == 200


def test_each_act_makes_a_newer_entry_of_the_same_uid(web: WebOffice) -> None:
    def entry() -> tuple[str, int, str, str]:
        _, made = read(web.get(web.feed()).body)
        (found,) = [e for e in made if e["SUMMARY"] == "Hạn: Báo cáo năm (năm 2026)"]
        return (str(found["UID"]), int(found["SEQUENCE"]), str(found["STATUS"]), found["DTSTART"].dt.isoformat())

    def act(kind: str, **more: object) -> None:
        wish = Wish(ActKind(kind), "kh-1/year", "sct", "2026", by="lan", **more)  # type: ignore[arg-type]
        record(web.office, web.database, web.catalogue, wish)

    seen = [entry()]
    act("extend", until_on=date(2026, 12, 22))
    seen.append(entry())
    answer(web.office, web.database, web.catalogue, "sct", REPORT, Said(AnswerKind.NIL))
    seen.append(entry())
    act("return")
    seen.append(entry())
    act("undo")
    seen.append(entry())
    uids, sequences, states, days = zip(*seen, strict=True)
    assert len(set(uids)) == 1
    assert sequences == (0, 1, 2, 3, 4)
    assert states == ("CONFIRMED", "CONFIRMED", "CANCELLED", "CONFIRMED", "CANCELLED")
    assert days == ("2026-12-14", "2026-12-22", "2026-12-22", "2026-12-22", "2026-12-22")


def test_what_was_answered_long_ago_leaves_the_calendar(web: WebOffice) -> None:
    web.send(web.page(occurrence=REPORT), answer="nil")
    web.set("2027-03-01")
    assert "20261214" in web.get(web.feed()).body
    web.set("2027-06-01")
    assert "20261214" not in web.get(web.feed()).body


def test_mails_bring_links_and_days_that_the_feed_knows(web: WebOffice) -> None:
    web.tick("2026-12-07")
    mail = next(m for m in Desk(web.folder).mails() if "vt@sct" in m["To"])
    assert web.links().page("sct", web.time.at).rpartition(".")[0].rpartition(".")[0] in text_of(mail)
    (part,) = [p for p in mail.walk() if p.get_content_type() == "text/calendar"]
    raw = part.get_payload(decode=True)
    assert isinstance(raw, bytes)
    brought, days = read(raw)
    assert brought["METHOD"] == "PUBLISH"
    assert {str(e["UID"]) for e in days} <= {e["uid"] for e in events(web).values()}
    link = next(word for word in text_of(mail).split() if word.startswith("https://") and "/a/" in word)
    assert web.get(link.removeprefix("https://nhachan.tinh.example")).status == 200


def test_a_link_is_for_who_owes_it(web: WebOffice) -> None:
    """A superior and a compiler read of others; they get no link that answers for them."""
    web.tick("2026-12-16")
    web.tick("2026-12-18")
    mails = Desk(web.folder).mails()
    for mail in mails:
        text, box = text_of(mail), str(mail["To"])
        for agency in ("sct", "sxd", "snnmt", "ubnd"):
            if f"~{agency}." in text:
                assert f"@{agency}.example" in box
    assert any("gd@snnmt.example" in str(m["To"]) or "gd@sct.example" in str(m["To"]) for m in mails)
