"""A suspension is told as a record is: once, to whom a mail of the matter had reached, and its day is taken back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from reminder.core.act_kinds import ActKind
from reminder.engine.context.transaction import Transaction
from reminder.engine.planning.store_decisions import evaluate_into
from tests.engine.made import BOX, TUESDAY, act, mails, small_office
from tests.journeys import desk as small
from tests.laws.whole import Whole

NEXT = TUESDAY + timedelta(1)
LATER = time(10)


@dataclass(frozen=True)
class Came:
    """A mail as it arrived, and of each of its calendar entries method, status, sequence, UID and day."""

    to: str
    subject: str
    text: str
    entries: tuple[tuple[str, str, int, str, str], ...]


def came(office: Whole, on: date, at: time = LATER) -> list[Came]:
    """What leaves in a round."""
    before = len(office.mailer.messages)
    office.round(on, at)
    return [_read(to, raw) for to, raw in office.mailer.messages[before:]]


def _read(to: str, raw: bytes) -> Came:
    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    body = mail.get_body(("plain",))
    assert body
    found = list[tuple[str, str, int, str, str]]()
    for part in mail.walk():
        if part.get_content_type() == "text/calendar":
            lines = [line.partition(":")[::2] for line in part.get_content().replace("\n ", "").splitlines()]
            (method,) = [v for k, v in lines if k == "METHOD"]
            assert part.get_param("method") == method
            values = [[v for k, v in lines if k.partition(";")[0] == name] for name in _PARTS]
            found += [(method, s, int(n), uid, day) for s, n, uid, day in zip(*values, strict=True)]
    return Came(to, str(mail["Subject"]), " ".join(body.get_content().split()), tuple(found))


_PARTS = ("STATUS", "SEQUENCE", "UID", "DTSTART")


@pytest.fixture
def office() -> Iterator[Whole]:
    with small_office() as made:
        yield made


def year(found: list[Came], to: str = BOX) -> list[tuple[str, str, int, str, str]]:
    """The entries of the yearly report, which has its last day in December before the end of the year."""
    return [e for m in found if m.to == to for e in m.entries if e[4] != "20261231"]


def test_a_suspension_is_told_and_its_day_comes_back_with_it(office: Whole) -> None:
    (sent,) = year(came(office, TUESDAY))
    act(office, ActKind.SUSPEND, NEXT, document="12/UBND-TH", note="chờ hướng dẫn")
    (told,) = came(office, NEXT)
    assert told.subject == "Tạm dừng thực hiện theo văn bản số 12/UBND-TH: Báo cáo năm"
    assert "Văn phòng UBND tỉnh xin thông báo tạm dừng thực hiện nội dung sau đây của quý cơ quan" in told.text
    assert "được tạm dừng thực hiện từ ngày 09/12/2026 theo văn bản số 12/UBND-TH" in told.text
    assert "hệ thống không nhắc nội dung này; khi nội dung được thực hiện trở lại" in told.text
    assert "Ghi nhận: tạm dừng Văn bản: số 12/UBND-TH, ngày 09/12/2026 Người cập nhật: an, ngày 09/12/2026" in told.text
    assert "Ghi chú: chờ hướng dẫn" in told.text
    assert "Thời hạn trước khi tạm dừng: trước ngày 15 tháng 12 năm 2026 (thứ Ba)" in told.text
    assert (sent[0], sent[1]) == ("PUBLISH", "CONFIRMED")
    assert told.entries == (("CANCEL", "CANCELLED", sent[2] + 1, sent[3], "20261214"),)
    assert came(office, NEXT + timedelta(1)) == [], "once"
    act(office, ActKind.RESUME, NEXT + timedelta(5), until_on=date(2026, 12, 25))
    (resumed,) = [m for m in came(office, NEXT + timedelta(5), time(11)) if m.to == BOX]
    assert resumed.subject == "Thực hiện trở lại (hạn 25/12/2026): Báo cáo năm"
    assert resumed.entries == (("PUBLISH", "CONFIRMED", sent[2] + 2, sent[3], "20261225"),)


def test_who_was_never_told_of_it_is_not_told_of_its_suspension(office: Whole) -> None:
    """Neither where its first mail has not left yet, which is then cancelled."""
    act(office, ActKind.SUSPEND)
    assert mails(office, kind="thanks") == []
    evaluate_into(office.database, office.office(TUESDAY), office.catalogue)
    act(office, ActKind.SUSPEND, agency="sxd")
    act(office, ActKind.WAIVE, obligation="kh-1/1", period="once")
    assert mails(office, kind="thanks") == []
    assert not [
        m for m in came(office, TUESDAY) if "Tạm dừng" in m.subject or ("Báo cáo năm" in m.text and m.to == BOX)
    ]


def test_what_ended_before_it_was_told_is_not_told(office: Whole) -> None:
    came(office, TUESDAY)
    for ends in (ActKind.UNDO, ActKind.RESUME):
        act(office, ActKind.SUSPEND, NEXT)
        act(office, ends, NEXT)
    act(office, ActKind.SUSPEND, NEXT)
    act(office, ActKind.SUBMIT, NEXT, document="9/BC")
    (told,) = [m for m in came(office, NEXT) if m.to == BOX]
    assert told.subject == "Đã ghi nhận 9/BC: Báo cáo năm"


def test_a_second_suspension_is_another_one_and_told_once(office: Whole) -> None:
    came(office, TUESDAY)
    act(office, ActKind.SUSPEND, NEXT, document="1/UBND")
    act(office, ActKind.RESUME, NEXT)
    act(office, ActKind.SUSPEND, NEXT, document="2/UBND")
    (told,) = [m for m in came(office, NEXT) if m.to == BOX]
    assert told.subject.startswith("Tạm dừng thực hiện theo văn bản số 2/UBND") and told.text.count("Ghi nhận:") == 1


def test_a_suspension_that_was_told_is_taken_back_aloud(office: Whole) -> None:
    (sent,) = year(came(office, TUESDAY))
    act(office, ActKind.SUSPEND, NEXT, document="12/UBND-TH")
    came(office, NEXT)
    act(office, ActKind.UNDO, NEXT + timedelta(1))
    (told,) = [m for m in came(office, NEXT + timedelta(1)) if m.to == BOX]
    assert "tạm dừng" in told.text and "12/UBND-TH" in told.text
    assert told.entries == (("PUBLISH", "CONFIRMED", sent[2] + 2, sent[3], "20261214"),)


def test_the_date_given_meanwhile_changes_nothing_of_it(office: Whole) -> None:
    """What is suspended is so by its own document, whatever date it is given."""
    came(office, TUESDAY)
    act(office, ActKind.SUSPEND, NEXT, document="12/UBND-TH")
    act(office, ActKind.EXTEND, NEXT, document="13/UBND-TH", until_on=date(2026, 12, 28))
    (told,) = [m for m in came(office, NEXT) if m.to == BOX]
    assert told.subject.startswith("Tạm dừng thực hiện theo văn bản số 12/UBND-TH")
    assert "từ ngày 09/12/2026 theo văn bản số 12/UBND-TH" in told.text


def test_what_lost_its_date_lost_its_day_in_the_calendar_too(office: Whole) -> None:
    """Whichever mail says so."""
    came(office, TUESDAY)
    late = date(2026, 12, 22)
    act(office, ActKind.EXTEND, NEXT, until_on=date(2026, 12, 30))
    (given,) = year(came(office, NEXT))
    act(office, ActKind.UNDO, late)
    taken = year(came(office, late))
    assert given[:2] == ("PUBLISH", "CONFIRMED")
    assert [e[:2] + e[3:4] for e in taken] == [("CANCEL", "CANCELLED", given[3])] and taken[0][2] > given[2]


def test_who_was_told_in_place_of_another_is_told_of_its_suspension(office: Whole) -> None:
    came(office, TUESDAY)
    office.database.transact(
        lambda c: Transaction.on(c, office.office(TUESDAY), office.catalogue).close_mailbox(BOX, "550")
    )
    act(office, ActKind.SUSPEND, NEXT, document="12/UBND-TH")
    (told,) = came(office, NEXT)
    assert told.to == "vt@snnmt.example" and told.entries == ()
    assert "Sở Công Thương" in told.text and "được tạm dừng thực hiện" in told.text


@pytest.mark.parametrize("english", [False, True])
def test_several_suspensions_and_records_are_one_mail(english: bool) -> None:
    agencies = small.AGENCIES.replace('name = "Sở Công Thương"', 'name = "Sở Công Thương"\nlang = "en"')
    with small_office(**({"agencies": agencies} if english else {})) as office:
        came(office, TUESDAY)
        act(office, ActKind.SUSPEND, NEXT)
        act(office, ActKind.COMPLETE, NEXT, "kh-1/1", period="once")
        (told,) = [m for m in came(office, NEXT) if m.to == BOX]
        assert ("SUSPENDED" if english else "TẠM DỪNG THỰC HIỆN") in told.text
        assert ("RECEIVED" if english else "ĐÃ GHI NHẬN") in told.text
        assert {e[:2] for e in told.entries} == {("CANCEL", "CANCELLED")} and len(told.entries) == 2
