"""A claimed mail as values and as bytes: what its items say, how it is addressed, what a broken template costs."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest

from reminder.config import Web
from reminder.core.act_kinds import ActKind, SaidBy
from reminder.core.answer_states import AnswerKind
from reminder.core.catalogue import Catalogue
from reminder.core.matter_status import Status
from reminder.core.outbox_states import NoticeState
from reminder.core.reason import because
from reminder.core.told_instead import Destination
from reminder.engine.acts.agency_answers import Said, answer, refuse
from reminder.engine.acts.record import Wish, record
from reminder.engine.context.links import links, revoke, rotate
from reminder.engine.context.office import Office
from reminder.engine.context.stored_occurrences import Book, StoredNotice
from reminder.engine.context.transaction import Transaction
from reminder.engine.mails import prepare
from reminder.engine.mails.build_view import parted, view
from reminder.engine.mails.prepare import Letters, PreparedMail, Ready
from reminder.engine.outbox.alerts import alert
from reminder.engine.outbox.forward_replies import forward
from reminder.engine.outbox.still_due import still
from reminder.engine.planning.store_decisions import evaluate_into
from reminder.errors import Place
from reminder.mail.compose import Letter, Mailbox
from reminder.mail.contents import Correspondent, Item, ListedAgency, Mailed, MailView, Tally, WeekFigures
from reminder.mail.message_ids import message_id, return_path, thread_id
from reminder.mail.render import Rendered, TemplateFault
from reminder.rulefile import load_texts
from reminder.store import journal, notices, outbox, replies
from reminder.store.database import Connection
from reminder.store.outbox import Carried, MailRow
from reminder.store.replies import ReplyRow
from tests.clock import Hand
from tests.engine.made import FILES, TUESDAY, act, mails, small_office, wall
from tests.engine.sending import Desk
from tests.journeys import desk as small
from tests.laws.whole import Whole, in_memory

LATE = date(2026, 12, 21)  # the yearly report is overdue
BOX = "vt@sct.example"


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


def item(found: MailView, obligation: str) -> Item:
    return next(each for each in found.items if each.obligation == obligation)


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
        bare = replace(plan, number="/KH-UBND", issued_raw="ngày     tháng 01 năm 2026", issuer="")
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
    assert (found.template, found.note) == ("unassigned", "kế hoạch không nêu đơn vị nào")


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


# The letter whole, and the views that its words are made of


class Press:
    """A renderer that keeps what it is shown."""

    def __init__(self) -> None:
        self.views: list[MailView] = []

    def render(self, view: MailView) -> Rendered:
        self.views.append(view)
        return Rendered(f"{view.kind}!", "words", "<p>", b"a;b")


class Bench:
    """Letters made of a small office's outbox; `entries` are what the calendar files are made of."""

    def __init__(self, office: Whole, patch: pytest.MonkeyPatch, **config: Any) -> None:
        self.office, self.press = office, Press()
        self.letters: list[Letter] = []
        self.entries: list[tuple[Any, ...]] = []
        self.hand = Hand()
        self.config = office.config.model_copy(update=config)
        patch.setattr(prepare, "compose", self._compose)
        patch.setattr(prepare, "calendar_file", self._file)
        self.on(TUESDAY)

    def on(self, day: date) -> None:
        self.hand.now = wall(day, 9).astimezone(UTC)
        self.maker = Letters(Office(self.config, self.hand.clock), self.press, b"secret")  # type: ignore[arg-type]

    def _compose(self, letter: Letter) -> bytes:
        self.letters.append(letter)
        return b"bytes"

    def _file(self, found: Any, stamp: Any, name: str, method: str) -> bytes:
        self.entries.append((*[(e.on, e.cancelled) for e in found], stamp, name, method))
        return name.encode()

    def mail(self, **wanted: Any) -> MailRow:
        (found,) = mails(self.office, **wanted)
        return found

    def draft(self, mail: MailRow) -> PreparedMail:
        return self.maker.draft(self.office.database, mail, self.office.catalogue)

    def view(self, **wanted: Any) -> MailView:
        self.draft(self.mail(**wanted))
        return self.press.views[-1]


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    with small_office() as office:
        evaluate_into(office.database, office.office(TUESDAY), office.catalogue)
        yield Bench(office, monkeypatch)


def letter_of(mail: MailRow, name: str, method: str = "PUBLISH", **changed: Any) -> Letter:
    made = Letter(
        sender=Mailbox("Nhắc hạn", "nhachan@province.example"), recipient=Mailbox(name, mail.mailbox),
        subject=f"{mail.kind}!", text="words", html="<p>", date=wall(TUESDAY, 9),
        message_id=message_id(b"secret", mail.key, "province.example"), lang="vi",
        references=(thread_id(b"secret", f"{mail.mailbox}@kh-1", "province.example"),),
        reply_to=Mailbox("Sở Nông nghiệp và Môi trường", "vt@snnmt.example"), urgent=False,
        calendars=(name.encode(),), listing=b"a;b", calendar_method=method,  # type: ignore[arg-type]
    )  # fmt: skip
    return replace(made, **changed)


def test_a_reminder_whole(bench: Bench) -> None:
    mail = bench.mail(mailbox=BOX)
    draft = bench.draft(mail)
    assert bench.letters == [letter_of(mail, "Sở Công Thương")]
    assert bench.letters[0].date.utcoffset() == timedelta(hours=7)
    days = (date(2026, 12, 31), False), (date(2026, 12, 14), False)
    assert bench.entries == [(*days, wall(TUESDAY, 0), "Sở Công Thương", "PUBLISH")]
    assert draft.ready
    path = return_path(b"secret", mail.id, "nhachan@province.example")
    assert draft.ready == Ready(path, b"bytes", draft.ready.lines, bench.letters[0].message_id, None)
    assert [line.occurrence.obligation.id for line in draft.ready.lines] == ["kh-1/1", "kh-1/year"]
    assert (draft.mail, draft.moot, draft.fault) == (mail, (), None)


def test_a_record_takes_the_day_from_the_calendar(bench: Bench) -> None:
    bench.office.round(TUESDAY)
    act(bench.office, ActKind.SUBMIT, TUESDAY)
    mail = bench.mail(kind="thanks")
    bench.letters.clear()
    bench.entries.clear()
    bench.draft(mail)
    assert bench.letters == [letter_of(mail, "Sở Công Thương", "CANCEL")]
    assert bench.entries == [((date(2026, 12, 14), True), wall(TUESDAY, 0), "Sở Công Thương", "CANCEL")]


def test_what_is_urgent_says_so_and_who_chases_gets_no_calendar(bench: Bench) -> None:
    bench.on(LATE)
    evaluate_into(bench.office.database, bench.office.office(LATE), bench.office.catalogue)
    mail = bench.mail(kind="escalation", mailbox="gd@sct.example", state="pending")
    bench.draft(mail)
    at = wall(LATE, 9)
    assert bench.letters == [letter_of(mail, "Sở Công Thương", calendars=(), urgent=True, date=at)]
    assert bench.entries == []
    bench.draft(mail := bench.mail(kind="reminder", mailbox="vt@sct.example"))
    assert bench.letters[-1] == letter_of(mail, "Sở Công Thương", urgent=True, date=at)


def test_agencies_that_share_a_mailbox_have_a_calendar_each(monkeypatch: pytest.MonkeyPatch) -> None:
    with small_office(agencies=small.AGENCIES.replace("vt@sxd.example", BOX)) as office:
        evaluate_into(office.database, office.office(TUESDAY), office.catalogue)
        bench = Bench(office, monkeypatch)
        bench.draft(bench.mail(mailbox=BOX))
    assert sorted(entry[-2] for entry in bench.entries) == ["Sở Công Thương", "Sở Xây dựng"]
    (letter,) = bench.letters
    assert len(letter.calendars) == 2


def test_a_mail_of_several_plans_is_of_all_their_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = FILES | {"plans/kh-2.toml": small.PLAN.replace("kh-1", "kh-2")}
    with in_memory(load_texts(texts)) as office:
        evaluate_into(office.database, office.office(TUESDAY), office.catalogue)
        bench = Bench(office, monkeypatch)
        mail = bench.mail(mailbox=BOX)
        bench.draft(mail)
    names = (f"{BOX}@kh-1", f"{BOX}@kh-2")
    assert bench.letters[0].references == tuple(thread_id(b"secret", n, "province.example") for n in names)


def test_without_a_focal_agency_nobody_is_to_reply_to(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = small.PLAN.replace('focal = "Sở Nông nghiệp và Môi trường"\n', "")
    for plans, agencies in ((plan, small.AGENCIES), (small.PLAN, small.AGENCIES.replace(FOCAL_BOX, ""))):
        with small_office(plans=plans, agencies=agencies) as office:
            evaluate_into(office.database, office.office(TUESDAY), office.catalogue)
            bench = Bench(office, monkeypatch)
            bench.draft(mails(office, mailbox=BOX)[0])
            assert bench.letters[0].reply_to is None


FOCAL_BOX = 'contacts = [{ mailbox = "vt@snnmt.example" }]\n'


def test_a_chase_says_when_they_were_mailed_and_a_roll_what_they_answered(bench: Bench) -> None:
    office, monday, wednesday = bench.office, date(2026, 12, 14), date(2026, 12, 16)
    office.round(TUESDAY)
    office.round(monday)
    said = Said(AnswerKind.EXTENSION, note="bận", until_on=date(2026, 12, 30))
    answer(office.office(monday), office.database, office.catalogue, "sct", "kh-1/year@2026@sct", said)
    told = Mailed(TUESDAY, "vt@sxd.example"), Mailed(monday, "vt@sxd.example")
    late = ListedAgency("Sở Xây dựng", Status.LATE, told)
    bench.on(wednesday)
    evaluate_into(office.database, office.office(wednesday), office.catalogue)
    roll = item(bench.view(kind="rollcall", mailbox="vt@snnmt.example"), "kh-1/year")
    words = "xin gia hạn đến ngày 30/12/2026, lý do: bận"
    assert roll.units[0] == late
    assert replace(roll.units[1], told=()) == ListedAgency("Sở Công Thương", Status.LATE, note=words)
    bench.on(LATE)
    evaluate_into(office.database, office.office(LATE), office.catalogue)
    chase = item(bench.view(kind="escalation", mailbox="gd@sxd.example"), "kh-1/year")
    assert chase.units == (late,)
    own = item(bench.view(kind="escalation", mailbox="gd@sct.example"), "kh-1/year")
    assert own.units == (ListedAgency("Sở Công Thương", Status.LATE, tuple(replace(one, mailbox=BOX) for one in told)),)


def test_a_refusal_says_what_was_asked_and_why_not(bench: Bench) -> None:
    office = bench.office
    office.round(TUESDAY)
    said = Said(AnswerKind.EXTENSION, note="bận", until_on=date(2026, 12, 30))
    desk = office.office(TUESDAY)
    row = answer(desk, office.database, office.catalogue, "sct", "kh-1/year@2026@sct", said).row
    assert row
    refuse(desk, office.database, office.catalogue, row.id, "an", "không")
    found = item(bench.view(kind="reminder", mailbox=BOX, state="pending"), "kh-1/year")
    asked = because("said-extension", document="", on=TUESDAY, until_on=date(2026, 12, 30), words="bận")
    assert (found.template, found.said, found.note, found.on) == ("refused", asked, "không", TUESDAY)


@pytest.mark.parametrize("agency", ["snnmt", ""])
def test_an_alert_is_an_officers_or_the_operators(agency: str, bench: Bench) -> None:
    why = because("mail-bounced", address="a@x.example", reply="550")

    def tell(connection: Connection) -> None:
        to = Destination("vt@snnmt.example", agency) if agency else None
        alert(Transaction.on(connection, bench.office.office(TUESDAY), bench.office.catalogue), [why], to)

    bench.office.database.transact(tell)
    mail = bench.mail(kind="alert")
    draft = bench.draft(mail)
    assert bench.press.views == [
        MailView(
            "alert", "vi", TUESDAY,
            Correspondent("Sở Nông nghiệp và Môi trường" if agency else mail.mailbox, mail.mailbox),
            Correspondent(bench.config.office, "nhachan@province.example"), reasons=(why,), officer=bool(agency),
        )
    ]  # fmt: skip
    assert draft.ready and draft.ready.lines == ()
    assert (bench.letters[0].references, bench.letters[0].calendars, bench.letters[0].reply_to) == ((), (), None)


def test_a_summary_has_its_figures(bench: Bench) -> None:
    assert bench.view(kind="reminder", mailbox=BOX).tallies == ()
    bench.office.round(TUESDAY)
    found = bench.view(kind="summary")
    assert found.tallies == (Tally("1/KH-UBND: Kế hoạch thử", 0, 4, 0, 1),)
    assert (found.figures, found.items) == (WeekFigures(sent=4), ())


def test_an_answer_on_its_way_to_the_officer_is_a_letter_while_it_is_stored(bench: Bench) -> None:
    came = ReplyRow("<in@x>", None, wall(TUESDAY, 8), "a@sct.example", "Trả lời", "đã nộp")

    def bring(connection: Connection) -> None:
        tx = Transaction.on(connection, bench.office.office(TUESDAY), bench.office.catalogue)
        kept = replies.keep(connection, came)
        assert kept
        forward(tx, kept, tx.reach)

    bench.office.database.transact(bring)
    mail = bench.mail(kind="reply")
    path = return_path(b"secret", mail.id, "nhachan@province.example")
    id_ = message_id(b"secret", mail.key, "province.example")
    assert bench.draft(mail) == PreparedMail(mail, Ready(path, b"bytes", (), id_))
    (letter,) = bench.letters
    assert (letter.recipient, letter.message_id) == (Mailbox("", bench.config.operator), id_)
    assert "> đã nộp" in letter.text.splitlines()
    lost = replace(mail, facts={"reply": 99})
    assert bench.draft(lost) == PreparedMail(lost)


def test_links_are_of_the_office_and_change_when_they_are_revoked(monkeypatch: pytest.MonkeyPatch) -> None:
    with small_office() as office:
        evaluate_into(office.database, office.office(TUESDAY), office.catalogue)
        bench = Bench(office, monkeypatch, web=Web(url="https://x.example"))
        first = bench.view(mailbox=BOX)
        with office.database.read() as connection:
            now = links(connection, bench.config, b"secret").pages("sct", wall(TUESDAY, 9))
        assert first.link == now("")
        assert first.links == (now("kh-1/1@once@sct"), now("kh-1/year@2026@sct"))
        assert bench.view(mailbox=BOX).link == first.link
        office.database.transact(lambda c: revoke(c, "sct"))
        second = bench.view(mailbox=BOX)
        assert second.link != first.link
        office.database.transact(rotate)
        assert bench.view(mailbox=BOX).link not in (first.link, second.link)
        changed = bench.config.model_copy(update={"web": Web(url="https://y.example")})
        bench.maker.office = Office(changed, bench.hand.clock)
        assert bench.view(mailbox=BOX).link.startswith("https://y.example/a/")


def basis(draft: PreparedMail) -> Book:
    assert draft.basis
    return draft.basis[1]


def test_the_book_is_kept_until_something_is_written(bench: Bench) -> None:
    mail, office = bench.mail(mailbox=BOX), bench.office
    first = basis(bench.draft(mail))
    assert basis(bench.draft(mail)) is first
    act(office, ActKind.SUSPEND)
    second = bench.draft(mail)
    assert basis(second) is not first
    assert second.moot and second.ready and len(second.ready.lines) == 1
    assert basis(bench.draft(mail)) is basis(second)
    rules = replace(office.catalogue)
    assert basis(bench.maker.draft(office.database, mail, rules)).catalogue is rules
    kept = bench.draft(mail)
    bench.hand.forward(days=1)
    assert basis(bench.draft(mail)).today == TUESDAY + timedelta(1)
    assert basis(kept).today == TUESDAY


def test_what_a_mail_carried_when_it_was_claimed_is_believed_unless_the_book_is_newer(bench: Bench) -> None:
    mail, office = bench.mail(mailbox=BOX), bench.office

    def draft(known: Carried) -> PreparedMail:
        return bench.maker.draft(office.database, mail, office.catalogue, known)

    with office.database.read() as connection:
        old = outbox.carried(connection, [mail.id])[mail.id]
    fewer = Carried(old.stamp, old.rows[:1])
    assert (made := draft(fewer).basis) and made[0] is fewer, "nothing is asked again"
    assert (made := draft(fewer).basis) and made[0] is fewer
    act(office, ActKind.SUSPEND)
    assert (made := draft(fewer).basis) and made[0] is fewer, "the book at hand is of then"
    assert (newer := bench.draft(mail)).basis and newer.basis[0] != old
    assert (made := draft(fewer).basis) and made[0] == newer.basis[0]


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
