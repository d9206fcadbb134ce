"""Calendar entries, read back by the library and by a reader of our own that knows the grammar only."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from reminder.mail.ics import Entry, calendar_file

STAMP = datetime(2026, 12, 7, 1, 30, tzinfo=UTC)
ENTRY = Entry(
    "tn-247-2026-report-annual-2026-tn-syt@thainguyen.example", 2, date(2026, 12, 14),
    "Hạn trước ngày 15/12/2026: Báo cáo kết quả thực hiện Kế hoạch; Sở Y tế, Sở Công Thương",
    "Gửi UBND tỉnh\nqua Sở Nông nghiệp và Môi trường",
    "https://nhachan.thainguyen.example/a/x",
)  # fmt: skip


def unfolded(file: bytes) -> list[tuple[str, str]]:
    """RFC 5545 3.1 by hand: lines end in CRLF, hold at most 75 octets, go on behind a blank."""
    assert file.endswith(b"\r\n")
    physical = file.split(b"\r\n")[:-1]
    assert all(len(line) <= 75 for line in physical)
    assert all(line.decode("utf-8") is not None for line in physical)  # no letter is cut in two
    logical: list[str] = []
    for line in physical:
        text = line.decode("utf-8")
        if text.startswith(" "):
            logical[-1] += text[1:]
        else:
            logical.append(text)
    return [(name, value) for name, _, value in (line.partition(":") for line in logical)]


def unescaped(value: str) -> str:
    return value.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")


def test_an_entry_is_a_whole_day_with_what_it_is_about() -> None:
    lines = dict(unfolded(calendar_file([ENTRY], STAMP, "Nhắc hạn")))
    assert lines["METHOD"] == "PUBLISH"
    assert lines["UID"] == ENTRY.uid
    assert lines["DTSTAMP"] == "20261207T013000Z"
    assert lines["DTSTART;VALUE=DATE"] == "20261214"
    assert lines["DTEND;VALUE=DATE"] == "20261215"
    assert lines["SEQUENCE"] == "2"
    assert lines["STATUS"] == "CONFIRMED"
    assert unescaped(lines["SUMMARY"]) == ENTRY.summary
    assert unescaped(lines["DESCRIPTION"]) == ENTRY.description
    assert lines["URL"] == ENTRY.link


def test_what_is_done_is_cancelled_and_a_feed_names_no_method() -> None:
    done = Entry(ENTRY.uid, 3, ENTRY.on, ENTRY.summary, cancelled=True)
    lines = dict(unfolded(calendar_file([done], STAMP, "Nhắc hạn", "CANCEL")))
    assert (lines["STATUS"], lines["METHOD"], lines["SEQUENCE"]) == ("CANCELLED", "CANCEL", "3")
    assert "METHOD" not in dict(unfolded(calendar_file([done], STAMP, "Nhắc hạn", "")))


@given(st.text(st.characters(exclude_categories=["Cs", "Co"]), max_size=120))
def test_any_words_come_back_through_two_readers(words: str) -> None:
    file = calendar_file([Entry("a@x.example", 0, date(2026, 12, 14), words)], STAMP, "x")
    lines = unfolded(file)
    assert [name for name, _ in lines if name in ("BEGIN", "END")] == ["BEGIN", "BEGIN", "END", "END"]
    event = Calendar.from_ical(file).walk("VEVENT")[0]
    assert event["UID"] == "a@x.example"
    assert not set(str(event["SUMMARY"])) & set("\r\n\0\u202e")
    assert Calendar.from_ical(file).to_ical() == file


def test_many_entries_in_one_file() -> None:
    file = calendar_file([ENTRY, Entry("b@x.example", 0, date(2026, 12, 31), "Khác")], STAMP, "Nhắc hạn")
    assert [e["UID"] for e in Calendar.from_ical(file).walk("VEVENT")] == [ENTRY.uid, "b@x.example"]


def test_a_stamp_needs_its_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        calendar_file([], datetime(2026, 12, 7), "x")  # noqa: DTZ001 — a naive one is the point
