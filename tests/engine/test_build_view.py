"""Of which act a mail tells, and whom it lists, among all that was done about a matter."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from reminder.core.act_kinds import ActKind, SaidBy
from reminder.core.answer_states import AnswerKind, AnswerState
from reminder.core.journal import Journal
from reminder.core.matter import matter_of
from reminder.core.matter_status import Status
from reminder.core.outbox_states import NoticeState
from reminder.core.reason import because
from reminder.engine.acts.record import Wish, record
from reminder.engine.context.stored_occurrences import Book, StoredNotice
from reminder.engine.mails.build_view import parted, said_words, view
from reminder.mail.contents import AgencyPart, Correspondent, Item, ListedAgency, Mailed, MailView
from reminder.store import journal
from reminder.store.answers import AnswerRow
from reminder.store.notices import NoticeRow
from tests.engine.made import TUESDAY, act, small_office, wall
from tests.journeys import desk as small
from tests.laws.whole import Whole

BOX = "vt@sct.example"
LATE = date(2026, 12, 21)  # the yearly report is overdue


def told(
    office: Whole, template: str, *owners: str, on: date = TUESDAY, to: str = "sct", box: str = "", ordinal: int = 1,
    role: str = "owner",
) -> Item:  # fmt: skip
    """What a mail says of the report that these owe."""
    with office.database.read() as connection:
        acts = journal.journal(connection)
    book, lines = Book(office.catalogue, lambda *_: acts, on), list[StoredNotice]()
    for n, owner in enumerate(owners or ("sct",)):
        key = f"kh-1/year@2026@{owner}"
        recipient = to or owner
        row = NoticeRow(
            f"k{n}", key, 1, "s", ordinal, recipient, role, template, "normal", on, NoticeState.QUEUED, {}, None, n
        )
        found = book.find(key)
        assert found
        lines.append(StoredNotice(row, found))
    box = box or f"vt@{to}.example"
    made = view(office.office(on), book, box, "reminder", parted(book, box, to or owners[0], lines), {})
    (item,) = made.items
    return item


WEEK = TUESDAY + timedelta(20)
DONE: list[tuple[str, list[tuple[ActKind, dict[str, Any]]], str]] = [
    ("returned", [(ActKind.SUBMIT, {"note": "gửi"}), (ActKind.RETURN, {"note": "thiếu"})], "thiếu"),
    ("returned", [
        (ActKind.SUBMIT, {"note": "gửi"}), (ActKind.RETURN, {"note": "thiếu"}),
        (ActKind.ACKNOWLEDGE, {"note": "đã rõ"}),
    ], "thiếu"),
    ("returned", [
        (ActKind.SUBMIT, {}), (ActKind.RETURN, {"note": "một"}), (ActKind.SUBMIT, {}),
        (ActKind.RETURN, {"note": "hai"}),
    ], "hai"),
    ("extended", [(ActKind.EXTEND, {"note": "thêm", "until_on": WEEK})], "thêm"),
    ("extended", [
        (ActKind.EXTEND, {"note": "thêm", "until_on": WEEK}), (ActKind.SILENCE, {"note": "nghỉ", "until_on": WEEK}),
    ], "thêm"),
    ("extended", [
        (ActKind.EXTEND, {"note": "thêm", "until_on": WEEK}),
        (ActKind.EXTEND, {"note": "nữa", "until_on": WEEK + timedelta(1)}), (ActKind.UNDO, {"note": "nhầm"}),
    ], "thêm"),
    ("coming", [(ActKind.ACKNOWLEDGE, {"note": "đã rõ"})], ""),
]  # fmt: skip


@pytest.mark.parametrize(("template", "acts", "note"), DONE)
def test_a_mail_tells_of_the_act_that_called_for_it_whatever_followed(
    template: str, acts: list[tuple[ActKind, dict[str, Any]]], note: str
) -> None:
    with small_office() as office:
        for kind, given in acts:
            act(office, kind, **given)
        assert told(office, template).note == note


def test_a_record_is_of_its_own_act() -> None:
    with small_office() as office:
        (first,) = act(office, ActKind.SUBMIT, document="1/BC")
        act(office, ActKind.RETURN, document="2/CV")
        (third,) = act(office, ActKind.SUBMIT, document="3/BC")
        assert told(office, "thanks", ordinal=first.id).document == "1/BC"
        assert told(office, "thanks", ordinal=third.id).document == "3/BC"


@pytest.mark.parametrize(
    ("template", "owners", "to", "listed"),
    [
        ("escalation", ("sct",), "snnmt", ["Sở Công Thương"]),
        ("escalation", ("sct", "sxd"), "snnmt", ["Sở Công Thương", "Sở Xây dựng"]),
        ("rollcall", ("sct",), "snnmt", ["Sở Xây dựng", "Sở Công Thương"]),
        ("overdue", ("sct",), "sct", []),
    ],
)  # fmt: skip
def test_who_chases_gets_a_list_and_who_owes_gets_none(
    template: str, owners: tuple[str, ...], to: str, listed: list[str]
) -> None:
    with small_office() as office:
        role = "owner" if to in owners else "focal"
        units = told(office, template, *owners, on=LATE, to=to, role=role).units
    assert [unit.name for unit in units] == listed
    assert {unit.standing for unit in units} <= {"late"}


def test_who_is_told_in_place_of_several_gets_their_list() -> None:
    """The focal agency hears what is meant for two that cannot be reached."""
    with small_office() as office:
        one = told(office, "overdue", "sct", on=LATE, to="", box="vt@snnmt.example")
        two = told(office, "overdue", "sct", "sxd", on=LATE, to="", box="vt@snnmt.example")
    assert (one.instead_of, one.units) == ("Sở Công Thương", ())
    assert [unit.name for unit in two.units] == ["Sở Công Thương", "Sở Xây dựng"]


def test_those_who_still_owe_stand_first_in_a_list() -> None:
    with small_office() as office:
        act(office, ActKind.SUBMIT, agency="sxd", document="5/BC")
        units = told(office, "rollcall", on=LATE, to="snnmt", role="compiler").units
    assert units == (
        ListedAgency("Sở Công Thương", "late"),  # type: ignore[arg-type]  # as text
        ListedAgency("Sở Xây dựng", "submitted", (), "5/BC", TUESDAY),  # type: ignore[arg-type]
    )


def test_a_ladder_begun_again_is_told_once() -> None:
    """By the step itself, and no more than once where the taking back of the same act is told beside it."""
    with small_office() as office:
        act(office, ActKind.EXTEND, until_on=WEEK)
        (undo,) = act(office, ActKind.UNDO)
        with office.database.read() as connection:
            acts = journal.journal(connection)
        book = Book(office.catalogue, lambda *_: acts, TUESDAY)
        (o,) = [book.find("kh-1/year@2026@sct")]
        assert o

        def line(n: int, template: str, ordinal: int) -> StoredNotice:
            row = NoticeRow(
                f"k{n}", o.key, 1, "s", ordinal, "sct", "owner", template, "normal", TUESDAY, NoticeState.QUEUED, {},
                None, n,
            )  # fmt: skip
            return StoredNotice(row, o)

        def said(*lines: StoredNotice) -> list[tuple[str, str, str]]:
            desk = office.office(TUESDAY)
            made = view(desk, book, BOX, "reminder", parted(book, BOX, "sct", lines), {})
            return [(item.template, item.restart, item.reversed) for item in made.items]

        restarted, taken_back = line(1, "restarted", undo.id), line(2, "undone", undo.id)
        assert said(restarted) == [("restarted", "undo", "extend")]
        assert said(taken_back) == [("undone", "", "")]
        assert said(restarted, taken_back) == [("undone", "", "")]
        assert [t for t, *_ in said(line(3, "restarted", undo.id + 1), taken_back)] == ["restarted", "undone"]
        assert [t for t, *_ in said(line(4, "coming", undo.id), taken_back)] == ["coming", "undone"]


SHARED = small.AGENCIES.replace('"vt@sct.example"', '"chung@tinh.example"').replace(
    '"vt@sxd.example"', '"chung@tinh.example"'
)


@pytest.mark.parametrize(
    ("box", "agency", "owners", "parts"),
    [
        ("chung@tinh.example", "sct", ("sct", "sxd"), {"sct": ["sct"], "sxd": ["sxd"]}),
        ("CHUNG@tinh.example", "sct", ("sxd", "sct"), {"sct": ["sct"], "sxd": ["sxd"]}),
        ("chung@tinh.example", "sct", ("sxd",), {"sxd": ["sxd"]}),
        ("gd@sxd.example", "sct", ("sxd", "sct"), {"sct": ["sct"], "sxd": ["sxd"]}),
        # The focal agency's own mailbox, to which it goes in place of both; then one that belongs to nobody.
        ("vt@snnmt.example", "sct", ("sct", "sxd"), {"snnmt": ["sct", "sxd"]}),
        ("la@x.example", "ubnd", ("sct", "sxd"), {"ubnd": ["sct", "sxd"]}),
        ("chung@tinh.example", "sct", (), {"sct": []}),
    ],
)  # fmt: skip
def test_a_mail_falls_into_parts_by_whose_the_mailbox_is(
    box: str, agency: str, owners: tuple[str, ...], parts: dict[str, list[str]]
) -> None:
    with small_office(agencies=SHARED) as office:
        book, lines = Book(office.catalogue, lambda *_: Journal(), TUESDAY), list[StoredNotice]()
        for n, owner in enumerate(owners):
            o = book.find(f"kh-1/year@2026@{owner}")
            assert o
            row = NoticeRow(
                f"k{n}", o.key, 1, "s", 1, owner, "owner", "coming", "normal", TUESDAY, NoticeState.QUEUED, {}, None, n
            )
            lines.append(StoredNotice(row, o))
        found = parted(book, box, agency, lines)
    assert {id_: [line.notice.recipient for line in mine] for id_, mine in found.items()} == parts
    assert list(found) == list(parts), "the mail's own agency first"


# The view whole


def line(
    book: Book, owner: str = "sct", template: str = "coming", *, obligation: str = "year", period: str = "2026",
    ordinal: int = 1, to: str = "", role: str = "owner", n: int = 0,
) -> StoredNotice:  # fmt: skip
    o = book.find(f"kh-1/{obligation}@{period}@{owner}")
    assert o
    row = NoticeRow(
        f"k{n}", o.key, 1, "s", ordinal, to or owner, role, template, "normal", TUESDAY, NoticeState.QUEUED, {}, None, n
    )
    return StoredNotice(row, o)


def book_of(office: Whole, on: date = TUESDAY) -> Book:
    with office.database.read() as connection:
        acts = journal.journal(connection)
    return Book(office.catalogue, lambda *_: acts, on)


def pages(agency: str) -> Any:
    return lambda occurrence: f"{agency}/{occurrence}"


def seen(
    office: Whole, book: Book, box: str, agency: str, *lines: StoredNotice, kind: str = "reminder", **given: Any
) -> MailView:
    desk = office.office(book.today)
    return view(desk, book, box, kind, parted(book, box, agency, lines), {}, pages=pages, **given)


def test_a_mail_of_one_agency_whole() -> None:
    why = because("x", n=1)
    with small_office() as office:
        book = book_of(office)
        lines = line(book), line(book, obligation="1", period="once", n=1)
        found = seen(office, book, BOX, "sct", *lines, kind="escalation", reasons=iter([why]))
        year, task = (matter_of(each.occurrence, office.catalogue, TUESDAY) for each in lines)
    assert found == MailView(
        kind="escalation", lang="vi", as_of=TUESDAY, recipient=Correspondent("Sở Công Thương", BOX),
        office=Correspondent(office.config.office, "nhachan@province.example"),
        focal=Correspondent("Sở Nông nghiệp và Môi trường", "vt@snnmt.example"),
        items=(
            Item.showing(year, template="coming", role="owner", urgency="normal", ordinal=1),
            Item.showing(task, template="coming", role="owner", urgency="normal", ordinal=1),
        ),
        reasons=(why,), link="sct/", links=("sct/kh-1/year@2026@sct", "sct/kh-1/1@once@sct"),
    )  # fmt: skip


def test_a_mail_of_two_agencies_whole() -> None:
    """Each has its own page, and a link to what it owes itself."""
    with small_office(agencies=SHARED) as office:
        book = book_of(office)
        one, two = line(book), line(book, "sxd", n=1)
        found = seen(office, book, "chung@tinh.example", "sct", one, two, line(book, obligation="1", period="once"))
    assert found.recipient == Correspondent("Sở Công Thương; Sở Xây dựng", "chung@tinh.example")
    assert found.parts == (AgencyPart("Sở Công Thương", 2, "sct/"), AgencyPart("Sở Xây dựng", 1, "sxd/"))
    assert found.links == ("sct/kh-1/year@2026@sct", "sct/kh-1/1@once@sct", "sxd/kh-1/year@2026@sxd")
    assert (found.link, len(found.items)) == ("", 3)


@pytest.mark.parametrize(
    ("lines", "box", "agency", "links", "link"),
    [
        # Its own; a list of those who owe it; what another owes; what is on record, which has the page alone.
        ([("sct", "coming", "sct", "owner")], BOX, "sct", ["sct/kh-1/year@2026@sct"], "sct/"),
        ([("sct", "escalation", "sct", "owner")], BOX, "sct", [""], ""),
        ([("sct", "coming", "snnmt", "focal")], "vt@snnmt.example", "snnmt", [""], ""),
        ([("sct", "thanks", "sct", "owner")], BOX, "sct", [""], "sct/"),
        ([("sct", "coming", "sct", "owner")], "quantri@x.example", "", [""], ""),
        ([("sct", "coming", "snnmt", "focal"), ("sct", "coming", "sct", "owner")], BOX, "sct",
         ["sct/kh-1/year@2026@sct"] * 2, "sct/"),
    ],
)  # fmt: skip
def test_who_gets_a_link_to_answer_by(
    lines: list[tuple[str, str, str, str]], box: str, agency: str, links: list[str], link: str
) -> None:
    with small_office() as office:
        book = book_of(office)
        made = [line(book, o, t, to=to, role=role, n=n) for n, (o, t, to, role) in enumerate(lines)]
        found = seen(office, book, box, agency, *made)
    assert (list(found.links), found.link, found.parts) == (links, link, ())


def test_a_mail_to_nobodys_mailbox_is_to_the_mailbox() -> None:
    with small_office() as office:
        found = seen(office, book_of(office), "quantri@x.example", "")
    assert found.recipient == Correspondent("quantri@x.example", "quantri@x.example")
    assert (found.focal, found.items, found.lang, found.link, found.links, found.parts) == (None, (), "vi", "", (), ())


def test_of_two_who_owe_together_each_may_answer() -> None:
    plan = small.PLAN.replace('lead = "Sở Công Thương"', 'lead = "Sở Công Thương, Sở Xây dựng"')
    with small_office(plans=plan) as office:
        book = book_of(office)
        together = next(o for o in office.occurrences(TUESDAY) if o.obligation.id == "kh-1/1").owner.id
        assert together == "sct+sxd"
        one = line(book, together, obligation="1", period="once", to="sxd")
        assert seen(office, book, "vt@sxd.example", "sxd", one).links == (f"sxd/kh-1/1@once@{together}",)
        many = line(book, together, "escalation", obligation="1", period="once", to="snnmt", role="focal")
        (chase,) = seen(office, book, "vt@snnmt.example", "snnmt", many).items
    assert [unit.name for unit in chase.units] == ["Sở Công Thương và Sở Xây dựng"]


ENGLISH = small.AGENCIES.replace('contacts = [{ mailbox = "vt@sct', 'lang = "en"\ncontacts = [{ mailbox = "vt@sct')
PERSON = small.AGENCIES.replace(
    '{ mailbox = "vt@snnmt.example" }', '{ mailbox = "vt@snnmt.example", name = "Nguyễn Văn A" }'
)


def test_a_mail_speaks_the_language_of_its_reader() -> None:
    with small_office(agencies=ENGLISH) as office:
        book = book_of(office)
        found = seen(office, book, BOX, "sct", line(book))
        assert found.lang == "en"
        assert seen(office, book, "vt@sxd.example", "sxd", line(book, "sxd")).lang == "vi"
        nobody = line(book, "-", "unassigned", obligation="2", period="once", to="sct")
        (item,) = seen(office, book, BOX, "sct", nobody).items
    assert item.note == "the plan names nobody"


def test_the_focal_agency_and_its_person() -> None:
    with small_office(agencies=PERSON) as office:
        book = book_of(office)
        focal = seen(office, book, BOX, "sct", line(book)).focal
    assert focal == Correspondent("Sở Nông nghiệp và Môi trường", "vt@snnmt.example", "Nguyễn Văn A")
    bare = small.AGENCIES.replace('contacts = [{ mailbox = "vt@snnmt.example" }]\n', "")
    with small_office(agencies=bare) as office:
        book = book_of(office)
        assert seen(office, book, BOX, "sct", line(book)).focal == Correspondent("Sở Nông nghiệp và Môi trường")
    with small_office(plans=small.PLAN.replace('focal = "Sở Nông nghiệp và Môi trường"\n', "")) as office:
        book = book_of(office)
        assert seen(office, book, BOX, "sct", line(book)).focal is None


def test_what_each_template_says_of_the_act_behind_it() -> None:
    """All that differs from the matter itself, template by template."""
    with small_office() as office:
        act(office, ActKind.EXTEND, until_on=WEEK, document="1/CV", note="thêm")
        plain = told(office, "coming")
        extended = told(office, "extended")
        assert extended == replace(
            plain, template="extended", document="1/CV", on=TUESDAY, note="thêm", was_due_on=date(2026, 12, 15)
        )
        (undo,) = act(office, ActKind.UNDO, note="nhầm")
        restarted, bare = told(office, "restarted"), told(office, "coming")
        assert restarted == replace(
            bare, template="restarted", on=TUESDAY, note="nhầm", restart="undo", reversed="extend"
        )
        undone = told(office, "undone", ordinal=undo.id)
        words = because("taken-back", what="gia hạn", on=TUESDAY, document="1/CV", day=TUESDAY)
        assert undone == replace(bare, template="undone", ordinal=undo.id, said=words, on=None)
        assert told(office, "undone", ordinal=99) == replace(bare, template="undone", ordinal=99, on=None)


def test_a_matter_that_stands_again_says_so() -> None:
    with small_office() as office:
        (done,) = act(office, ActKind.SUBMIT)
        (undo,) = act(office, ActKind.UNDO)
        back = office.database.transact(lambda c: journal.append(c, replace(undo, undoes=undo.id, id=0)))
        found = told(office, "undone", ordinal=back.id)
        assert found.said == because("stands-again", what="đã báo cáo", on=TUESDAY, document="–", day=TUESDAY)
        assert (found.document, found.on) == ("", None)
        record = told(office, "thanks", ordinal=done.id)
        assert (record.standing, record.recorded_on, record.by, record.on) == ("submitted", TUESDAY, "an", TUESDAY)


def test_a_ladder_begun_again_by_a_person_reverses_nothing() -> None:
    with small_office() as office:
        act(office, ActKind.SUSPEND)
        act(office, ActKind.RESUME, note="tiếp")
        found = told(office, "restarted")
    assert (found.restart, found.reversed, found.note, found.on) == ("resume", "", "tiếp", TUESDAY)


@pytest.mark.parametrize("template", ["coming", "today", "overdue", "first", "unassigned", "escalation"])
def test_a_step_tells_of_no_act(template: str) -> None:
    with small_office() as office:
        act(office, ActKind.ACKNOWLEDGE, note="đã rõ", document="1/CV")
        found = told(office, template)
    assert (found.note, found.document, found.on, found.restart, found.was_due_on) == ("", "", None, "", None)


@pytest.mark.parametrize(
    ("said_by", "by", "shown"),
    [
        (SaidBy.OFFICER, "an", "an"), (SaidBy.OFFICER, "sct", "sct"), (SaidBy.AGENCY, "sct", ""),
        (SaidBy.AGENCY, "sxd", "Sở Xây dựng"), (SaidBy.CONFIRMED, "sxd", "Sở Xây dựng"), (SaidBy.AGENCY, "gone", ""),
    ],
)  # fmt: skip
def test_who_wrote_a_record(said_by: SaidBy, by: str, shown: str) -> None:
    with small_office() as office:
        wish = Wish(ActKind.SUBMIT, "kh-1/year", "sct", "2026", by=by, said_by=said_by)
        (done,) = record(office.office(TUESDAY, time(23, 30)), office.database, office.catalogue, wish)
        found = told(office, "thanks", ordinal=done.id)
        assert (found.by, found.recorded_on, found.standing) == (shown, TUESDAY, "submitted")
        assert told(office, "thanks", ordinal=done.id + 1).recorded_on is None


@pytest.mark.parametrize(
    ("to", "box", "instead"),
    [
        ("sct", BOX, ""), ("sct", BOX.upper(), ""), ("sct", "gd@sct.example", ""),
        ("sct", "vt@snnmt.example", "Sở Công Thương"), ("quantri@x.example", "vt@snnmt.example", ""),
        ("operator", "vt@snnmt.example", ""),
    ],
)  # fmt: skip
def test_for_whom_a_mail_stands_in(to: str, box: str, instead: str) -> None:
    with small_office() as office:
        book = book_of(office)
        (item,) = seen(office, book, box, "snnmt", line(book, to=to)).items
    assert item.instead_of == instead


def answer_row(kind: AnswerKind, state: AnswerState = AnswerState.WAITING, **given: Any) -> AnswerRow:
    usual: dict[str, Any] = {"on": TUESDAY, "document": "", "note": "", "until_on": None, "id": 1}
    return AnswerRow(
        key="k", occurrence="kh-1/year@2026@sct", obligation="kh-1/year", period="2026", agency="sct", revision=1,
        kind=kind, state=state, said_at=wall(TUESDAY, 9), **(usual | given),
    )  # fmt: skip


REPORTED = answer_row(AnswerKind.REPORTED, on=date(2026, 12, 7), document="9/BC", note="ghi chú")
NOTHING = answer_row(AnswerKind.NIL)
ASKED = answer_row(AnswerKind.EXTENSION, note="bận", until_on=WEEK)


@pytest.mark.parametrize(
    ("rows", "unit"),
    [
        ([], {}), ([REPORTED], {"standing": "waiting", "document": "9/BC", "on": date(2026, 12, 7)}),
        ([NOTHING], {"standing": "waiting", "note": "không phát sinh nội dung báo cáo"}),
        ([ASKED], {"note": "xin gia hạn đến ngày 28/12/2026, lý do: bận"}),
        ([replace(ASKED, state=AnswerState.REFUSED)], {}),
    ],
)  # fmt: skip
def test_what_a_list_says_of_an_answer_that_waits(rows: list[AnswerRow], unit: dict[str, Any]) -> None:
    mailed = (Mailed(TUESDAY, BOX),)
    with small_office() as office:
        book = book_of(office)
        lines = [line(book, to="snnmt", template="escalation", role="focal")]
        key, apart = "kh-1/year@2026@sct", parted(book, "vt@snnmt.example", "snnmt", lines)
        found = view(
            office.office(TUESDAY), book, "vt@snnmt.example", "escalation", apart, {key: list(mailed)}, (), {key: rows}
        )
        usual = ListedAgency("Sở Công Thương", Status.LATE, mailed)
        assert found.items[0].units == (replace(usual, **unit),)
        assert (found.link, found.links, found.reasons) == ("", ("",), ())
        act(office, ActKind.SUBMIT, document="8/BC")
        closed = book_of(office)
        lines = [line(closed, to="snnmt", template="escalation", role="focal")]
        after = view(
            office.office(TUESDAY), closed, "vt@snnmt.example", "escalation", {"snnmt": lines}, {}, (), {key: rows}
        )
        assert after.items[0].units == (ListedAgency("Sở Công Thương", Status.SUBMITTED, (), "8/BC", TUESDAY),)


@pytest.mark.parametrize("known", [True, False])
def test_a_refusal_is_of_its_own_answer_and_the_step_beside_it_is_not_said(known: bool) -> None:
    row = replace(ASKED, id=5, state=AnswerState.REFUSED, decision="không", on=date(2026, 12, 7))
    other = replace(row, id=4, decision="khác")
    with small_office() as office:
        book = book_of(office)
        refused, step = line(book, template="refused", ordinal=5), line(book, n=1)
        follows, apart = line(book, template="coming", to="snnmt", role="focal", n=2), line(book, "sxd", n=3)
        lines = [step, refused, follows, apart]
        given = {"kh-1/year@2026@sct": [other, row] if known else [other]}
        found = seen(office, book, BOX, "sct", *lines, said=given)
    assert [(i.template, i.role) for i in found.items] == [
        ("refused", "owner"), ("coming", "focal"), ("coming", "owner"),
    ]  # fmt: skip
    asked = because("said-extension", document="", on=date(2026, 12, 7), until_on=WEEK, words="bận")
    item = found.items[0]
    assert (item.said, item.on, item.note) == ((asked, date(2026, 12, 7), "không") if known else (None, None, ""))


def test_a_matter_is_told_once_however_many_it_concerns_and_apart_by_role_and_day() -> None:
    with small_office() as office:
        book = book_of(office)
        lines = [
            line(book, to="snnmt", role="focal"), line(book, "sxd", to="snnmt", role="focal"),
            line(book, to="snnmt", role="head"), line(book, to="snnmt", role="focal", template="today"),
            line(book, to="snnmt", role="focal", period="2027"),
            line(book, "snnmt", obligation="province", to="snnmt"),
        ]  # fmt: skip
        found = seen(office, book, "vt@snnmt.example", "snnmt", *lines)
    assert [(i.obligation, i.period, i.template, i.role, len(i.units)) for i in found.items] == [
        ("kh-1/year", "2026", "coming", "focal", 0), ("kh-1/year", "2026", "coming", "head", 0),
        ("kh-1/year", "2026", "today", "focal", 0), ("kh-1/year", "2027", "coming", "focal", 0),
        ("kh-1/province", "2026", "coming", "owner", 0),
    ]  # fmt: skip


def test_what_an_agency_answered_in_words() -> None:
    assert said_words(REPORTED) == because(
        "said-reported", document="9/BC", on=date(2026, 12, 7), until_on=None, words="ghi chú"
    )
    assert said_words(NOTHING) == because("said-nil", document="", on=TUESDAY, until_on=None, words="-")


def test_who_is_in_no_directory_is_told_with_those_who_are() -> None:
    """An operator has no mailbox of an agency, and nobody is told in his place."""
    with small_office() as office:
        book = book_of(office)
        lines = [line(book, to=to, role="focal", n=n) for n, to in enumerate(("operator", "snnmt"))]
        (item,) = seen(office, book, "vt@snnmt.example", "snnmt", *lines).items
    assert (item.instead_of, item.units) == ("", ())
