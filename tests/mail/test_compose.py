"""The bytes: headers that say what they should and nothing else, bodies that no server can misread."""

import email
from datetime import datetime
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.mail.compose import Letter, Mailbox, UnsafeHeader, compose
from tests.mail.letters import letter, message
from tests.servers.needs import PLANS, needs_plans

NAMES = {
    "MIME-Version", "Content-Type", "From", "To", "Subject", "Date", "Message-ID", "Content-Language",
    "Auto-Submitted", "X-Auto-Response-Suppress", "X-Nhac-Han",
}  # fmt: skip


def read(made: Letter) -> Message:
    return email.message_from_bytes(compose(made))


def decoded(mail: Message, name: str) -> str:
    return str(make_header(decode_header(mail[name])))


def test_the_headers_are_the_ones_we_name() -> None:
    mail = read(letter())
    assert set(mail.keys()) == NAMES
    assert len(mail.keys()) == len(NAMES)
    assert decoded(mail, "Subject") == letter().subject
    assert mail["Date"] == "Mon, 07 Dec 2026 08:30:00 +0700"
    assert mail["Message-ID"] == letter().message_id
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Content-Language"] == "vi"


def test_what_is_asked_for_is_added() -> None:
    mail = read(
        letter(
            references=("<a@x.example>", "<b@x.example>"),
            reply_to=Mailbox("Trần Văn Bình", "binh@x.example"),
            urgent=True,
        )
    )
    assert set(mail.keys()) - NAMES == {"References", "In-Reply-To", "Reply-To", "Importance"}
    assert (mail["In-Reply-To"], mail["References"].split()) == ("<b@x.example>", ["<a@x.example>", "<b@x.example>"])
    assert decoded(mail, "Reply-To") == "Trần Văn Bình <binh@x.example>"


def test_both_parts_say_it_and_a_calendar_lies_beside_them() -> None:
    mail = read(letter(calendars=(("PUBLISH", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"),)))
    kinds = [(p.get_content_type(), p.get_content_disposition()) for p in mail.walk()]
    assert kinds == [
        ("multipart/mixed", None),
        ("multipart/alternative", None),
        ("text/plain", None),
        ("text/html", None),
        ("text/calendar", "attachment"),
    ]
    *_, plain, html, calendar = mail.walk()
    assert bytes(plain.get_payload(decode=True)).decode() == letter().text.replace("\n", "\r\n")
    assert bytes(html.get_payload(decode=True)).decode() == letter().html.replace("\n", "\r\n")
    assert calendar.get_payload(decode=True) == b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
    assert (calendar.get_param("method"), calendar.get_filename()) == ("PUBLISH", "nhac-han.ics")


def test_without_html_it_is_one_plain_part() -> None:
    mail = read(letter(html=""))
    assert mail.get_content_type() == "text/plain"
    assert not mail.is_multipart()


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert compose(letter()) == compose(letter())
    assert compose(letter()) != compose(letter(subject="Khác"))


def lines_are_proper(raw: bytes) -> None:
    """ASCII, CRLF only, no line beyond 78, no line a server could take for the end."""
    assert raw.isascii() and raw.endswith(b"\r\n")
    assert raw.replace(b"\r\n", b"").find(b"\n") == raw.replace(b"\r\n", b"").find(b"\r") == -1
    lines = raw.split(b"\r\n")
    assert max(map(len, lines)) <= 78
    assert b"." not in lines


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Co"]), min_size=1, max_size=200))
def test_any_subject_comes_back_and_any_line_is_proper(subject: str) -> None:
    made = letter(subject=subject.replace("\u2028", "").replace("\u2029", ""))
    try:
        raw = compose(made)
    except UnsafeHeader:
        return  # a bidi control: refused, see below
    lines_are_proper(raw)
    mail = email.message_from_bytes(raw)
    assert set(mail.keys()) == NAMES
    assert decoded(mail, "Subject").split() == made.subject.split()


def subjects() -> list[str]:
    """Every heading and duty of the province's real plans, as a subject would carry it."""
    found = []
    for plan in sorted(PLANS.glob("*.txt")):
        for line in plan.read_text(encoding="utf-8-sig").splitlines():
            words = line.strip(" \t*_|-").split()
            if 6 <= len(words) <= 60:
                found.append("Còn 5 ngày làm việc (hạn trước ngày 15/12/2026): " + " ".join(words))
    return found


@needs_plans
def test_real_vietnamese_subjects_lose_no_blank() -> None:
    tried = subjects()
    assert len(tried) >= 181
    for subject in tried:
        raw = compose(letter(subject=subject))
        assert decoded(email.message_from_bytes(raw), "Subject") == subject
        lines_are_proper(raw)


HOSTILE = [
    "a\rb", "a\nb", "a\r\nBcc: v@evil.test", "a\u0085b", "a\u2028b", "a\u2029b", "a\vb", "a\fb", "a\0b", "a\x1fb",
    "a\x7fb", "a\u202eb", "a\u2066b", "a\r\n\r\nbody", "a\ud800b",
]  # fmt: skip


@pytest.mark.parametrize("bad", HOSTILE)
@pytest.mark.parametrize("where", ["subject", "sender", "recipient", "reply_to", "message_id", "references", "lang"])
def test_g1_a_break_in_any_header_stops_the_mail(where: str, bad: str) -> None:
    value: object = bad
    if where in ("sender", "recipient", "reply_to"):
        value = Mailbox(bad, "a@x.example")
    elif where == "references":
        value = (bad,)
    with pytest.raises(UnsafeHeader, match="line break or a control"):
        compose(letter(**{where: value}))


@pytest.mark.parametrize("text", ["=?utf-8?q?a=0ABcc:_v@evil.test?=", "xin =?utf-8?b?Cg==?= chào"])
def test_g1_text_that_looks_encoded_stays_text(text: str) -> None:
    mail = read(letter(subject=text, recipient=Mailbox(text, "a@x.example")))
    assert decoded(mail, "Subject") == text
    assert set(mail.keys()) == NAMES
    assert "\n" not in decoded(mail, "To")


@pytest.mark.parametrize(
    "name",
    [
        "Sở A, v@example.test", "A, B", 'A "B" C', "A <v@evil.test>", "A; B", "A (B)", "A\\", "A\\\" <v@evil.test>,",
        "Sở Nông nghiệp và Môi trường tỉnh Thái Nguyên, cơ quan đầu mối theo dõi Kế hoạch", "x" * 200, "@", "",
    ],
)  # fmt: skip
def test_g2_a_name_makes_no_second_recipient(name: str) -> None:
    mail = read(letter(recipient=Mailbox(name, "vanthu@x.example")))
    assert [a for _, a in getaddresses([mail["To"]])] == ["vanthu@x.example"]
    # Read as a mail program does: split into addresses first, decode the name afterwards.
    assert str(make_header(decode_header(getaddresses([mail["To"]])[0][0]))).split() == name.split()


@pytest.mark.parametrize("bad", ["a@b.example\r\nX: y", "a", "a@b.example,c@d.example", "A <a@b.example>"])
def test_g2_an_address_is_checked_here_too(bad: str) -> None:
    with pytest.raises(ValueError, match="not a mail address"):
        compose(letter(recipient=Mailbox("", bad)))


@pytest.mark.parametrize("smuggled", ["a\n.\nMAIL FROM:<v@evil.test>", "a\r.\rb", "a\r\n.\r\nb", ".\r\n"])
def test_g11_bodies_hold_no_end_of_mail(smuggled: str) -> None:
    raw = message(text=smuggled, html=f"<p>{smuggled}</p>")
    lines_are_proper(raw)
    assert b"evil.test" not in raw


def test_a_date_needs_its_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        compose(letter(date=datetime(2026, 12, 7, 8)))  # noqa: DTZ001 — a naive one is the point


def test_names_beyond_ascii_in_addresses() -> None:
    raw = compose(letter(recipient=Mailbox("", "a@thái-nguyên.example")))
    assert b"\r\nTo: a@xn--thi-nguyn-11a9h.example\r\n" in raw
    with pytest.raises(ValueError, match="not a mail address"):
        compose(letter(recipient=Mailbox("", "vănthư@x.example")))


def test_a_mail_that_can_be_left_says_where_on_one_line() -> None:
    address = "https://nhachan.tinh.example/u/" + "x" * 150
    raw = compose(letter(unsubscribe=address))
    assert f"\r\nList-Unsubscribe: <{address}>\r\n".encode() in raw
    assert b"\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in raw
    assert set(email.message_from_bytes(raw).keys()) == {*NAMES, "List-Unsubscribe", "List-Unsubscribe-Post"}
    assert b"List-Unsubscribe" not in compose(letter())
    with pytest.raises(UnsafeHeader):
        compose(letter(unsubscribe="https://x.example/\r\nBcc: v@evil.test"))
