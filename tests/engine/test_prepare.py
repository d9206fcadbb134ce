"""A claimed mail as values and as bytes: what its items say, how it is addressed, what a broken template costs."""

from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest

from reminder.core.act_kinds import ActKind, SaidBy
from reminder.core.catalogue import Catalogue
from reminder.core.outbox_states import NoticeState
from reminder.core.reason import because
from reminder.engine.acts.record import Wish, record
from reminder.engine.context.stored_occurrences import Book, StoredNotice
from reminder.engine.mails.build_view import parted, view
from reminder.engine.mails.prepare import Letters, PreparedMail
from reminder.engine.outbox.still_due import still
from reminder.errors import Place
from reminder.mail.contents import Correspondent, MailView
from reminder.mail.render import TemplateFault
from reminder.store import journal, notices, outbox
from reminder.store.outbox import Carried, MailRow
from tests.engine.made import BOX, TUESDAY, item, mails, small_office, wall
from tests.engine.sending import Desk
from tests.journeys import desk as small
from tests.laws.whole import Whole


def seen(office: Whole, catalogue: Catalogue, box: str = BOX, agency: str = "sct", kind: str = "reminder") -> MailView:
    """What the mail of the day says to a mailbox."""
    desk = office.office(TUESDAY)
    (mail,) = mails(office, mailbox=box, kind=kind)
    with office.database.read() as connection:
        rows = notices.by_ids(connection, outbox.notice_ids(connection, mail.id))
        acts = journal.journal(connection)
    book = Book(catalogue, lambda *_: acts, TUESDAY)
    lines: list[StoredNotice] = still(book, rows)[0]
    return view(desk, book, box, kind, parted(book, box, agency, lines), {})


def test_what_a_report_and_a_task_say() -> None:
    with small_office() as office:
        office.round(TUESDAY)
        found = seen(office, office.catalogue)
    assert (found.kind, found.lang, found.as_of) == ("reminder", "vi", TUESDAY)
    assert found.recipient == Correspondent("Sở Công Thương", BOX)
    assert found.focal == Correspondent("Sở Nông nghiệp và Môi trường", "vt@snnmt.example")
    year, task = item(found, "kh-1/year"), item(found, "kh-1/1")
    assert (year.kind, year.title, year.phrase, year.period) == (
        "report", "Báo cáo năm", "trước ngày 15/12 hằng năm", "2026",
    )  # fmt: skip
    assert (year.send_to, year.via, year.lead, year.output) == (
        "UBND tỉnh", "Sở Nông nghiệp và Môi trường", "Các sở, ban, ngành", "",
    )  # fmt: skip
    assert (task.send_to, task.via, task.period, task.output, task.lead) == ("", "", "", "Quy chế", "Sở Công Thương")
    assert (year.due_on, year.last_on, year.target_on, year.late_from) == (
        date(2026, 12, 15), date(2026, 12, 14), date(2026, 12, 14), date(2026, 12, 16),
    )  # fmt: skip
    assert (year.days_left, year.working_days_left, year.estimated) == (6, 4, False)
    assert (year.plan_number, year.plan_title, year.plan_issuer) == ("1/KH-UBND", "Kế hoạch thử", "UBND tỉnh")
    assert (year.plan_issued_on, year.plan_issued_raw) == (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026")
    assert (year.template, year.role, year.urgency, year.ordinal) == ("coming", "owner", "normal", 1)
    assert (year.document, year.on, year.units, year.instead_of) == ("", None, (), "")


def test_what_the_document_leaves_blank_stays_blank() -> None:
    with small_office() as office:
        office.round(TUESDAY)
        (plan,) = office.catalogue.plans
        bare = replace(plan, number="/KH-UBND", issued_raw="ngày     tháng 01 năm 2026", issuer="", issuer_raw="")
        year = item(seen(office, replace(office.catalogue, plans=(bare,))), "kh-1/year")
    assert (year.plan_number, year.plan_issued_on, year.plan_issuer) == ("", None, "")
    assert year.plan_issued_raw == "ngày     tháng 01 năm 2026"


def test_a_day_that_rests_on_an_estimate_is_said_to() -> None:
    guess = '  { on = 2026-12-16, kind = "holiday", name = "Nghỉ", status = "estimated" },\n]'
    with small_office(calendars=small.CALENDAR.removesuffix("]\n") + guess) as office:
        office.round(TUESDAY)
        found = seen(office, office.catalogue)
    assert item(found, "kh-1/year").estimated
    assert not item(found, "kh-1/1").estimated


def test_of_what_nobody_owes_yet_it_is_said_why() -> None:
    with small_office() as office:
        office.round(TUESDAY)
        found = item(seen(office, office.catalogue, "vt@snnmt.example", "snnmt"), "kh-1/2")
    assert (found.template, found.note) == ("unassigned", "kế hoạch không nêu cơ quan nào")


@pytest.mark.parametrize(
    ("given", "by"),
    [({"said_by": SaidBy.AGENCY, "by": "sct"}, ""), ({"said_by": SaidBy.AGENCY, "by": "sxd"}, "Sở Xây dựng"),
     ({"by": "an"}, "an")],
)  # fmt: skip
def test_a_record_says_who_wrote_it_unless_that_is_its_reader(given: dict[str, Any], by: str) -> None:
    with small_office() as office:
        office.round(TUESDAY)
        wish = Wish(ActKind.SUBMIT, "kh-1/year", "sct", "2026", document="5/BC", **given)
        record(office.office(TUESDAY), office.database, office.catalogue, wish)
        found = item(seen(office, office.catalogue, kind="thanks"), "kh-1/year")
    assert (found.by, found.document, found.recorded_on) == (by, "5/BC", TUESDAY)


def sent(desk: Desk, box: str = BOX) -> EmailMessage:
    (raw,) = [message for to, message in desk.mailer.messages if to == box]
    return message_from_bytes(raw, policy=default)


def test_how_a_mail_is_addressed(desk: Desk) -> None:
    desk.send()
    message = sent(desk)
    (mail,) = mails(desk.whole, mailbox=BOX, kind="reminder")
    assert [a.addr_spec for a in message["To"].addresses] == [BOX]
    assert message["To"].addresses[0].display_name == "Sở Công Thương"
    assert [a.addr_spec for a in message["From"].addresses] == [desk.office.config.mail.sender]
    assert [a.addr_spec for a in message["Reply-To"].addresses] == ["vt@snnmt.example"]
    assert (message["Message-ID"], message["Date"].datetime) == (mail.message_id, wall(TUESDAY, 9))
    assert len(message["References"].split()) == 1
    assert message["Importance"] is None
    (calendar,) = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    assert calendar.get_param("method") in (None, "PUBLISH")
    assert mail.message_id and mail.message_id.endswith(f"@{desk.office.config.mail.sender.rpartition('@')[2]}>")


def test_a_broken_template_sends_the_words_built_in_and_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def render(_view: MailView) -> Any:
        raise TemplateFault(Place("templates/reminder.txt", 7), "'x' is undefined")

    monkeypatch.setattr(desk.sender.letters, "renderer", type("Broken", (), {"render": staticmethod(render)})())
    (mail,) = [m for m in desk.claim() if m.mailbox == BOX]
    draft = desk.sender.draft(mail, desk.whole.catalogue)
    assert draft.ready
    place, words = "templates/reminder.txt:7", "'x' is undefined"
    assert draft.ready.fault == because("template-fault", place=place, message=words)
    body = message_from_bytes(draft.ready.message, policy=default).get_body(("plain",))
    assert body and "Báo cáo năm" in body.get_content()


def test_a_draft_stands_while_nothing_has_changed(desk: Desk) -> None:
    (mail,) = [m for m in desk.claim() if m.mailbox == BOX]
    letters, database, rules = desk.sender.letters, desk.whole.database, desk.whole.catalogue
    draft = letters.draft(database, mail, rules)
    assert letters.final(database, draft, rules) is draft
    assert letters.final(database, draft, replace(rules)) is not draft, "other rules"
    desk.hand.forward(days=1)
    tomorrow = Letters(desk.office, letters.renderer, letters.secret)
    made = tomorrow.final(database, draft, rules)
    assert made is not draft and made.ready and draft.ready
    assert made.ready.message_id == draft.ready.message_id
    with database.write() as connection:
        ids = outbox.notice_ids(connection, mail.id)
        notices.set_state(connection, ids[:1], NoticeState.SUPERSEDED)
    fewer = tomorrow.final(database, made, rules)
    assert fewer.ready and [line.notice.id for line in fewer.ready.lines] == ids[1:]
    database.transact(lambda c: notices.set_state(c, ids[1:], NoticeState.SUPERSEDED))
    assert tomorrow.final(database, fewer, rules).ready is None, "nothing is left to say"


def test_what_changes_faster_than_it_can_be_made_waits(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    (mail,) = [m for m in desk.claim() if m.mailbox == BOX]
    letters, database, rules = desk.sender.letters, desk.whole.database, desk.whole.catalogue
    draft = letters.draft(database, mail, rules)
    looks: list[bool] = []

    def unchanged(_connection: object, _mail: MailRow, _known: Carried) -> bool:
        looks.append(False)
        return len(looks) >= enough

    monkeypatch.setattr(outbox, "unchanged", unchanged)
    enough = 20
    assert letters.final(database, draft, rules) == replace(draft, basis=letters.draft(database, mail, rules).basis)
    looks.clear()
    enough = 21
    with pytest.raises(ValueError, match="what it says changes faster than it can be made"):
        letters.final(database, draft, rules)
    assert len(looks) == 20


def test_what_rests_on_nothing_is_final(desk: Desk) -> None:
    (mail,) = [m for m in desk.claim() if m.mailbox == BOX]
    draft = PreparedMail(mail)
    assert desk.sender.letters.final(desk.whole.database, draft, replace(desk.whole.catalogue)) is draft
