"""What came in: by whom it is, which mail of ours it names, and its words. Reports are tested in `test_bounces`."""

import base64
import os
import random
from email.message import Message
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.mail.message_ids import return_path
from reminder.mail.mime import LARGEST, inside, parse
from reminder.mail.received import Received, read_received
from tests.mail.hostile import HOSTILE
from tests.mail.letters import letter
from tests.mail.returned import FORMS, PATH, SECRET, mail
from tests.reliability.reports import POSTFIX, automatic, person, postfix

MAILS = int(os.environ.get("REMINDER_FUZZ_MAILS", "1000"))
SEED = os.environ.get("REMINDER_FUZZ_SEED", "")
OURS = "<original@province.example>"


def answer(*headers: str, body: str = "đã nộp", path: str = "<vt@so.example>") -> Received:
    given = [h for h in headers if h.startswith("From:")] or ["From: vt@so.example"]
    rest = [h for h in headers if not h.startswith("From:")]
    return read_received(mail(body, *given, f"In-Reply-To: {OURS}", *rest, path=path), SECRET)


def test_an_answer_of_a_person() -> None:
    found = read_received(person(OURS), SECRET)
    assert (found.kind, found.mail, found.refers) == ("answer", None, (OURS,))
    assert (found.sender, found.subject) == ("vt@so.example", "Re: Báo cáo năm")
    assert found.text == "Sở đã gửi báo cáo ngày 08/12.\nTrân trọng."
    assert found.message_id == "<answer-1@so.example>"


@pytest.mark.parametrize("name", ["To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To"])
@pytest.mark.parametrize("form", ["{}", "<{}>", "Nhắc hạn <{}>, x@y.example", '"a, b <c>" <{}>', "=?utf-8?b?a?= {}"])
def test_an_answer_to_the_signed_return_path_names_its_mail(name: str, form: str) -> None:
    raw = f"From: a@so.example\n{name}: {form.format(PATH.upper() if name == 'Cc' else PATH)}\n\nđã nộp\n".encode()
    assert read_received(raw, SECRET).mail == 7
    assert read_received(raw, b"another key").mail is None


def test_b23_a_forged_or_foreign_report_names_no_mail() -> None:
    right = return_path(SECRET, 7, "nhachan@province.example")
    for forged in (right.replace("+7-", "+8-"), right[:-20] + "x" + right[-19:], "nhachan@province.example"):
        raw = postfix(7, "failed", "5.1.1").replace(right.encode(), forged.encode())
        assert read_received(raw, SECRET).mail is None


def encoded(text: str, how: str) -> str:
    if how == "b":
        return f"=?utf-8?b?{base64.b64encode(text.encode()).decode()}?="
    return "=?utf-8?q?" + "".join(f"={octet:02X}" for octet in text.encode()) + "?="


NAMES = ["Văn thư, Sở Y tế", "Sở Y tế; Văn thư", "Sở Y tế <Văn thư>", "a@b.example", 'x "y" (z)', "()<>@,;:.[]\\\"'"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ["b", "q", "raw", "quoted", "whole"])
def test_the_sender_is_found_before_his_name_is_decoded(name: str, form: str) -> None:
    if form == "quoted":
        said = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '" <vanthu@syt.example>'
    elif form == "whole":
        said = encoded(f"{name} <vanthu@syt.example>", "b")
    else:
        said = f"{name if form == 'raw' else encoded(name, form)} <vanthu@syt.example>"
    assert answer(f"From: {said}").sender == "vanthu@syt.example"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("vt@so.example", "vt@so.example"), ("vt@so.example (Văn thư, Sở)", "vt@so.example"),
        ("=?utf-8?b?a?= <vt@so.example>", "vt@so.example"),
        (f"vt@so.example ({encoded('<x@y.example>', 'b')})", "vt@so.example"), ("x <vt@so.example", "vt@so.example"),
        ("", ""), ("undisclosed", ""), ("(" * 3000 + "vt@so.example", ""), ("<>", ""),
    ],
)  # fmt: skip
def test_an_odd_sender(said: str, found: str) -> None:
    got = answer(f"From: {said}")
    assert (got.sender, got.kind) == (found, "answer" if found else "unknown")


@pytest.mark.parametrize("headers", [
    "Auto-Submitted: auto-replied", "Auto-Submitted: auto-generated; x", "X-Autoreply: yes", "Precedence: auto_reply",
    "Subject: Automatic reply: vắng mặt", "Subject: Trả lời tự động: Nhắc hạn",
    "Subject: =?utf-8?q?Tr=E1=BA=A3_l=E1=BB=9Di_t=E1=BB=B1_=C4=91=E1=BB=99ng?=",
    "Content-Type: multipart/report; report-type=disposition-notification; boundary=b",
])  # fmt: skip
def test_what_a_machine_marks_is_no_answer(headers: str) -> None:
    assert read_received(automatic(headers), SECRET).kind == "automatic"


@pytest.mark.parametrize("header", [
    "Precedence: bulk", "Precedence: list", "List-Id: <vanphong.example>", "X-Auto-Response-Suppress: All",
    "Auto-Submitted: no", "X-Autoreply: no", "Subject: Vắng mặt người ký, xin gia hạn",
    "Subject: Trả lời tự động hóa thủ tục", "Subject: Out of office hours we could not sign",
])  # fmt: skip
def test_what_a_person_may_write_is_an_answer(header: str) -> None:
    assert answer(header).kind == "answer"


def test_without_a_return_path_of_its_own_nobody_wrote_it() -> None:
    assert answer(path="<>").kind == "unknown"
    assert answer("Auto-Submitted: auto-replied", path="<>").kind == "automatic"
    assert answer("Subject: Trả lời tự động: x", path="<>").kind == "automatic"
    marked = mail("x", "From: vt@so.example", "Auto-Submitted: auto-replied")
    assert read_received(marked, SECRET).kind == "unknown", "it may be of a mail that did not arrive"


def test_our_own_mail_come_back_is_known_by_its_header() -> None:
    from reminder.mail.compose import compose

    assert read_received(compose(letter()), SECRET).kind == "own"


@pytest.mark.parametrize(
    ("kind", "body", "words"),
    [
        ("text/plain; charset=utf-8", "Sở Y tế\n\nđã  nộp", "Sở Y tế\n\nđã  nộp"),
        ("text/html", "<p>Sở Y tế <b>xin</b> gia hạn</p><p>đến 20/12</p>", "Sở Y tế xin gia hạn\nđến 20/12"),
        ("text/html", "<div>Số<br>45/BC</div><style>x</style><script>y</script><!-- z -->&lt;!", "Số\n45/BC\n<!"),
        ("text/html", "<table><tr><td>Số</td><td>45/BC</td></tr><tr><td>Ngày</td></tr></table>", "Số 45/BC\nNgày"),
        ("text/html", "không phải trang <", "không phải trang <"),
        ("text/html", "<p>một</p>" + "<div>" * 400 + "hai" + "</div>" * 400 + "<p>ba</p>", "một\nhai\nba"),
        ("text/html", "", ""),
        ("multipart/alternative; boundary=q",
         "--q\nContent-Type: text/plain\n\n \n--q\nContent-Type: text/html\n\n<p>nộp</p>\n--q--", "nộp"),
        ("multipart/alternative; boundary=q",
         "--q\nContent-Type: text/plain\n\nchữ\n--q\nContent-Type: text/html\n\n<p>nộp</p>\n--q--", "chữ"),
        ("multipart/mixed; boundary=q",
         "--q\nContent-Type: text/html\n\n<p>nộp</p>\n--q\nContent-Type: text/plain\n\n--\nqua danh sách\n--q--",
         "nộp\n\n--\nqua danh sách"),
        ("multipart/mixed; boundary=q",
         "--q\n\nchữ\n--q\nContent-Type: text/plain\nContent-Disposition: attachment\n\nkhác\n--q"
         "\nContent-Type: message/rfc822\n\nSubject: x\n\nthư cũ\n--q--", "chữ"),
        ("multipart/mixed", "đã nộp", "đã nộp"),
    ],
)  # fmt: skip
def test_the_words_of_an_answer(kind: str, body: str, words: str) -> None:
    assert answer(f"Content-Type: {kind}", body=body).text == words


@pytest.mark.parametrize("charset", [
    "idna", "punycode", "undefined", "unicode_escape", "raw-unicode-escape", "hex", "zlib", "rot13", "none", "us-ascii",
    "utf-8\0x", '"', "x" * 200, "utf-8*0*=x", "unknown-8bit", "",
])  # fmt: skip
def test_what_is_no_charset_is_read_as_utf_8(charset: str) -> None:
    assert answer(f"Content-Type: text/plain; charset={charset}").text == "đã nộp"
    assert answer(f"Subject: =?{charset}?q?x?= đã nộp").subject.endswith("đã nộp")


def test_text_in_another_charset() -> None:
    raw = mail("x", "From: vt@so.example", "Content-Type: text/plain; charset=utf-16")
    assert read_received(raw[:-1] + "đã nộp".encode("utf-16"), SECRET).text == "đã nộp"


def test_long_and_odd_words_are_cut_and_cleaned() -> None:
    found = answer("Subject: a\u202eb" + "x" * 9000, body="y\0\x1b" * 5000)
    assert (found.subject[:2], len(found.subject), found.text) == ("ab", 300, "y" * 4000)


@pytest.mark.parametrize(("body", "cut"), [
    ("x" * 4000, False), ("x" * 4000 + "\n \n", False), ("x" * 4001, True), ("đã nộp", False), ("đã nộp" * 3000, True),
])  # fmt: skip
def test_where_there_is_more_than_is_kept_it_is_said(body: str, cut: bool) -> None:
    assert answer("Content-Type: text/plain; charset=utf-8", body=body).cut is cut


def test_a_page_whose_words_lie_beyond_what_is_read_of_it_is_cut() -> None:
    page = f"<style>{'x' * 100_000}</style><p>đã nộp</p>"
    assert (answer("Content-Type: text/html", body=page).cut, answer("Content-Type: text/html", body="<p>x").cut) == (
        True, False
    )  # fmt: skip
    assert answer(body="x\n" + "\n" * LARGEST).cut, "what lies behind was not fetched"


FILE = "Content-Disposition: attachment; filename"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (f"Content-Type: application/pdf\n{FILE}=bc.pdf", "bc.pdf"),
        (f'Content-Type: text/plain\n{FILE}="Báo cáo.txt"', "Báo cáo.txt"),
        ("Content-Type: application/pdf; name*=utf-8''B%C3%A1o%20c%C3%A1o.pdf", "Báo cáo.pdf"),
        (f"Content-Type: application/x\n{FILE}={encoded('Báo cáo.doc', 'b')}", "Báo cáo.doc"),
        ("Content-Type: image/png", "image/png"), ("Content-Type: message/rfc822", "message/rfc822"),
        ("Content-Type: text/plain\nContent-Disposition: attachment", "text/plain"),
        (f"Content-Type: application/x\n{FILE}*=idna''%FF", "application/x"),
        (f"Content-Type: application/x\n{FILE}=a\x1b\u202eb" + "x" * 200, "ab" + "x" * 98),
        ("Content-Type: text/plain", ""), ("Content-Type: text/html", ""),
        ("Content-Type: text/calendar", "text/calendar"), ("Content-Type: text/csv", "text/csv"),
    ],
)  # fmt: skip
def test_what_is_attached_is_named(head: str, name: str) -> None:
    body = f"--q\n\nchữ\n--q\n{head}\n\nxyz\n--q--"
    found = answer("Content-Type: multipart/mixed; boundary=q", body=body)
    assert found.attached == ((name,) if name else ())


def test_of_many_attached_the_first_are_named() -> None:
    body = "".join(f"--q\nContent-Type: application/x; name={n}\n\nx\n" for n in range(50))
    found = answer("Content-Type: multipart/mixed; boundary=q", body=body + "--q--")
    assert found.attached == tuple(map(str, range(20)))


ON_ITS_WAY = st.lists(st.sampled_from([
    b"Received: from a by b; Tue, 8 Dec 2026 09:05:10 +0700", b"Delivered-To: x@y.example", b"X-Spam: no",
    b"Return-Path: <vt@so.example>", b"Authentication-Results: x; dkim=pass", b"DKIM-Signature: v=1;\n b=x",
]))  # fmt: skip


@given(st.sampled_from(sorted(FORMS)), ON_ITS_WAY, st.sampled_from([b"\n", b"\r\n", b"\r"]), st.integers(0, 2))
def test_a_mail_read_again_is_that_mail_whatever_way_it_came(
    form: str, before: list[bytes], end: bytes, blank: int
) -> None:
    raw = FORMS[form][0].replace(b"\r\n", b"\n")
    came = b"".join(line + b"\n" for line in before) + raw + b"\n" * blank
    key = read_received(raw, SECRET).key
    assert read_received(came.replace(b"\n", end), b"another key").key == key
    assert len(key) == 64


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=20), st.text("ab\n", max_size=20))
def test_two_mails_of_one_name_and_other_words_are_two(one: str, other: str) -> None:
    keys = {read_received(mail(body, "From: a@b.example"), SECRET).key for body in (one, other)}
    assert len(keys) == len({one.rstrip(), other.rstrip()})
    heads = ("Subject: x", "Date: Tue, 8 Dec 2026 09:05:10 +0700", "From: c@b.example")
    assert len({read_received(mail(one, head), SECRET).key for head in heads}) == 3


def test_a_mail_without_a_name_is_known_by_its_contents() -> None:
    one, two = (read_received(b"From: a@b.example\n\n" + words, SECRET).message_id for words in (b"1", b"2"))
    assert one != two == read_received(b"From: a@b.example\n\n2", SECRET).message_id
    assert one.endswith("@unnamed.invalid>")


def small(found: Received) -> None:
    """Nothing in it a database, a header or a terminal could stumble over."""
    named = (found.message_id, *found.refers, found.sender, found.subject, *found.attached)
    for text in (*named, found.text.replace("\n", " ")):
        assert len(text.encode()) <= 16_000
        assert text.isprintable() or not text.isascii(), repr(text)
    assert all(each.isascii() for each in (found.message_id, *found.refers))


def test_of_a_header_so_much_is_read_as_can_be_read_in_time() -> None:
    """The parser is quadratic in it."""
    assert len(str(parse(b"X: " + b"a" * 9000)["X"])) == 8000


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_mail_makes_it_fail_or_takes_long(kind: str) -> None:
    raw = HOSTILE[kind]
    began = process_time()
    small(read_received(raw, SECRET))
    assert process_time() - began < 5


@pytest.mark.parametrize("kind", [kind for kind, raw in HOSTILE.items() if raw.startswith(b"From: ")])
def test_a_mail_of_ours_is_named_whatever_else_it_holds(kind: str) -> None:
    assert read_received(f"To: {PATH}\n".encode() + HOSTILE[kind], SECRET).mail == 7


UNSEEN = ["\0", "\x1b", "\u202e", "\u200f", "\u2066", "\ue000", "\x7f", "\x9f", "\U000f0000", ""]


def deepest(part: Message) -> int:
    return max((1 + deepest(each) for each in inside(part)), default=0)


@given(st.lists(st.sampled_from(UNSEEN), min_size=9, max_size=9), st.integers(30, 120), st.booleans())
def test_however_the_word_is_spelled_no_more_parts_hold_parts(signs: list[str], depth: int, big: bool) -> None:
    word = "".join(a + b for a, b in zip("MULTIPART" if big else "multipart", signs, strict=True))
    raw = "".join(f"Content-Type: {word}/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(depth)).encode()
    assert deepest(parse(raw)) == (depth if depth <= 40 else 0)


@given(st.binary(max_size=400))
def test_no_bytes_make_it_fail(raw: bytes) -> None:
    small(read_received(raw, SECRET))


SEEDS = [*(raw for raw, _, _ in FORMS.values()), POSTFIX, person(OURS), automatic("Precedence: auto_reply")]
PIECES = [
    b"\n", b"\r\n\r\n", b"Content-Type: ", b"multipart/mixed; boundary=q\n", b"--q\n", b"--q--", b"text/html\n\n<p",
    b"message/rfc822\n\n", b"message/delivery-status\n\n", b"; charset=", b"idna", b"utf-16", b"utf-7", b"\xff", b"\0",
    b"=?utf-8?b?", b"?=", b"<", b">", b"@", b'"', b"(", b"base64\n", b"Content-Transfer-Encoding: ", b"x-uuencode\n",
    b"quoted-printable\n", b"Action: failed\n", b"Status: 5.1.1\n", b"550 5.1.1 ", b"\xed\xa0\x80", b"\xe2\x80\xae",
    b"*0*=utf-8''%", b";" * 50, b"From: ", b"Return-Path: <>\n", b"X-Failed-Recipients: ", b"begin 644 x\n",
]  # fmt: skip


def damaged(chance: random.Random) -> bytes:
    body = bytearray(chance.choice(SEEDS))
    for _ in range(chance.randrange(1, 6)):
        start = chance.randrange(len(body) + 1)
        match chance.randrange(5):
            case 0:
                del body[start : start + chance.randrange(1, 60)]
            case 1:
                body[start : start + 1] = chance.randbytes(1)
            case 2:
                body[start:start] = chance.choice(PIECES) * chance.choice((1, 1, 1, 3))
            case 3:
                other = chance.choice(SEEDS)
                place = chance.randrange(len(other))
                body[start:start] = other[place : place + chance.randrange(1, 300)]
            case 4:
                body[start:] = body[start:].replace(b"utf-8", chance.choice(PIECES), 1)
    return bytes(body)


@pytest.mark.parametrize("share", range(10))
def test_damaged_mails(share: int) -> None:
    """`make fuzz` tries a hundred times as many, and a million by `make fuzz MAILS=1000000`."""
    chance = random.Random(f"{share}{SEED}")
    for _ in range(MAILS // 10):
        raw = damaged(chance)
        try:
            small(read_received(raw, SECRET))
        except Exception as fault:
            raise AssertionError(raw) from fault
