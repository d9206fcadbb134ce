"""The letter of each kind of mail whole, the views that its words are made of, and the book that they rest on."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, timedelta
from typing import Any

import pytest

from reminder.config import Web
from reminder.core.act_kinds import ActKind
from reminder.core.answer_states import AnswerKind
from reminder.core.matter_status import Status
from reminder.core.reason import because
from reminder.core.told_instead import Destination
from reminder.engine.acts.agency_answers import Said, answer, refuse
from reminder.engine.context.links import links, revoke, rotate
from reminder.engine.context.office import Office
from reminder.engine.context.stored_occurrences import Book
from reminder.engine.context.transaction import Transaction
from reminder.engine.mails import prepare
from reminder.engine.mails.prepare import Letters, PreparedMail, Ready
from reminder.engine.outbox.alerts import alert
from reminder.engine.outbox.forward_replies import forward
from reminder.engine.planning.store_decisions import evaluate_into
from reminder.mail.compose import Letter, Mailbox
from reminder.mail.contents import Correspondent, ListedAgency, Mailed, MailView, Tally, WeekFigures
from reminder.mail.ics import Method
from reminder.mail.message_ids import message_id, return_path, thread_id
from reminder.mail.render import Rendered
from reminder.rulefile import load_texts
from reminder.store import outbox, replies
from reminder.store.database import Connection
from reminder.store.outbox import Carried, MailRow
from reminder.store.replies import ReplyRow
from tests.clock import Hand
from tests.engine.made import BOX, FILES, TUESDAY, act, item, mails, small_office, wall
from tests.journeys import desk as small
from tests.laws.whole import Whole, in_memory

LATE = date(2026, 12, 21)  # the yearly report is overdue


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


def letter_of(mail: MailRow, name: str, method: Method = "PUBLISH", **changed: Any) -> Letter:
    made = Letter(
        sender=Mailbox("Nhắc hạn", "nhachan@province.example"), recipient=Mailbox(name, mail.mailbox),
        subject=f"{mail.kind}!", text="words", html="<p>", date=wall(TUESDAY, 9),
        message_id=message_id(b"secret", mail.key, "province.example"), lang="vi",
        references=(thread_id(b"secret", f"{mail.mailbox}@kh-1", "province.example"),),
        reply_to=Mailbox("Sở Nông nghiệp và Môi trường", "vt@snnmt.example"), urgent=False,
        calendars=((method, name.encode()),), listing=b"a;b",
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
    words = "đề nghị gia hạn đến ngày 30/12/2026, lý do: bận"
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
            Correspondent("Sở Nông nghiệp và Môi trường" if agency else "Quản trị hệ thống", mail.mailbox),
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


@pytest.mark.parametrize("fact", ["reply", "words", "document"])
def test_the_words_of_others_in_an_alert_become_no_link(fact: str, bench: Bench) -> None:
    """What is stored stays as it was said, and what we say ourselves is left alone."""
    why = because("any", address="vt@so.example", title="TP.HCM", **{fact: "550 https://xã.evil.example/x evil-.com"})
    with bench.office.database.write() as connection:
        alert(Transaction.on(connection, bench.office.office(TUESDAY), bench.office.catalogue), [why])
    (seen,) = bench.view(kind="alert").reasons
    shown = {fact: "550 https[:]//xã[.]evil[.]example/x evil-[.]com"}
    assert seen == because("any", address="vt@so.example", title="TP.HCM", **shown)
    assert bench.mail(kind="alert").facts["reasons"] == [why.plain()]
