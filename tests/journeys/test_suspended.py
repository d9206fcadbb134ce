"""A duty is suspended and resumed, as an officer types it and as its agency reads it."""

from tests.journeys.desk import Desk, address, header, text_of


def told(desk: Desk, day: str) -> list[tuple[str, str, str]]:
    """To whom, subject and words of what left on a day."""
    desk.run("tick", "--at", day)
    on = [m for m in desk.mails() if m["Date"].split(", ")[1].startswith(day[8:10].lstrip("0").zfill(2))]
    return [(address(m), header(m, "Subject"), " ".join(text_of(m).split())) for m in on]


def calendars(desk: Desk, box: str) -> list[str]:
    """The calendar parts that a mailbox got, oldest first."""
    parts = [part for m in desk.mails() if address(m) == box for part in m.walk()]
    return [p.get_payload(decode=True).decode() for p in parts if p.get_content_type() == "text/calendar"]  # type: ignore[union-attr]


def test_a_suspension_and_its_end_are_told_to_whom_they_concern(desk: Desk) -> None:
    desk.run("tick", "--at", "2026-12-08T09:00")
    report = ("kh-1/year", "--agency", "sxd")
    assert desk.run("suspend", *report, "--document", "12/UBND-TH", "--at", "2026-12-10T09:00").status == 0
    assert desk.run("suspend", "kh-1/province", "--document", "12/UBND-TH", "--at", "2026-12-10T09:00").status == 0
    ((to, subject, words),) = [m for m in told(desk, "2026-12-10T10:00") if m[0].endswith("sxd.example")]
    assert (to, subject) == ("vt@sxd.example", "Tạm dừng thực hiện theo văn bản số 12/UBND-TH: Báo cáo năm")
    assert "Trong thời gian tạm dừng, hệ thống không nhắc nội dung này" in words
    for day in ("11", "14", "15", "16", "17", "21"):
        assert not [m for m in told(desk, f"2026-12-{day}T09:00") if "sxd" in m[0]], "suspended means silent"
    assert desk.run("resume", *report, "--until", "29/12/2026", "--at", "2026-12-22T09:00").status == 0
    ((to, subject, _),) = [m for m in told(desk, "2026-12-22T10:00") if "sxd" in m[0]]
    assert (to, subject) == ("vt@sxd.example", "Thực hiện trở lại (hạn 29/12/2026): Báo cáo năm")
    first, cancelled, again = calendars(desk, "vt@sxd.example")
    assert "METHOD:PUBLISH" in first and "METHOD:CANCEL" in cancelled and "METHOD:PUBLISH" in again
    assert "STATUS:CANCELLED" in cancelled and "DTSTART;VALUE=DATE:20261229" in again
    uids = {line for each in (first, cancelled, again) for line in each.splitlines() if line.startswith("UID")}
    assert len(uids) == 1
