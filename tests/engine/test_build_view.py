"""A mail as values, whole: its parts, its links, its language, and what its items say of answers."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from reminder.core.act_kinds import ActKind
from reminder.core.answer_states import AnswerKind, AnswerState
from reminder.core.journal import Journal
from reminder.core.matter import matter_of
from reminder.core.matter_status import Status
from reminder.core.occurrence_state import Extension
from reminder.core.outbox_states import NoticeState
from reminder.core.reason import because
from reminder.engine.context.stored_occurrences import Book, StoredNotice
from reminder.engine.mails.build_view import parted, view
from reminder.engine.mails.listed_agency import said_words
from reminder.mail.contents import AgencyPart, Correspondent, Item, ListedAgency, Mailed, MailView
from reminder.store import journal
from reminder.store.answers import AnswerRow
from reminder.store.notices import NoticeRow
from tests.engine.made import BOX, TUESDAY, WEEK, act, small_office, wall
from tests.journeys import desk as small
from tests.laws.whole import Whole

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
        ([ASKED], {"note": "đề nghị gia hạn đến ngày 28/12/2026, lý do: bận"}),
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


# Extensions, and what else stands apart in a list


def test_more_time_for_one_is_its_own_and_never_everybodys() -> None:
    with small_office() as office:
        act(office, ActKind.EXTEND, until_on=WEEK, document="60/UBND")
        book = book_of(office)
        lines = [line(book, to="snnmt", role="focal", template="rollcall")]
        (item,) = seen(office, book, "vt@snnmt.example", "snnmt", *lines, kind="rollcall").items
    assert item.due_on == date(2026, 12, 15), "the report's own date stands over the list"
    assert (item.document, item.on, item.extension) == ("", None, None)
    units = {unit.name: unit for unit in item.units}
    given = units["Sở Công Thương"]
    assert (given.standing, given.document, given.on) == (Status.OPEN, "", None), "no report of the agency's"
    assert given.extension == Extension(WEEK, "60/UBND", TUESDAY) and item.extended == (given,)
    assert item.missing == (units["Sở Xây dựng"],) and item.answered == ()


def test_the_date_of_one_who_has_to_redo_it_is_its_own_too() -> None:
    with small_office() as office:
        act(office, ActKind.SUBMIT, document="7/BC http://evil.example/a")
        act(office, ActKind.RETURN, until_on=WEEK)
        book = book_of(office)
        lines = [line(book, to="snnmt", role="focal", template="rollcall")]
        (item,) = seen(office, book, "vt@snnmt.example", "snnmt", *lines, kind="rollcall").items
    assert item.due_on == date(2026, 12, 15)


def test_a_date_after_a_resumption_is_its_own_and_who_has_it_is_not_missing() -> None:
    with small_office() as office:
        act(office, ActKind.SUSPEND)
        act(office, ActKind.RESUME, until_on=WEEK)
        book = book_of(office)
        lines = [line(book, to="snnmt", role="focal", template="rollcall")]
        (item,) = seen(office, book, "vt@snnmt.example", "snnmt", *lines, kind="rollcall").items
    units = {unit.name: unit for unit in item.units}
    given = units["Sở Công Thương"]
    assert item.due_on == date(2026, 12, 15) and given.own_date == WEEK and given.standing is Status.OPEN
    assert item.dated_apart == (given,) and item.extended == () and item.missing == (units["Sở Xây dựng"],)


def test_no_link_of_an_agency_leaves_in_a_list_or_a_mail() -> None:
    with small_office() as office:
        act(office, ActKind.SUBMIT, document="7/BC http://evil.example/a")
        book = book_of(office)
        lines = [line(book, "sxd", to="snnmt", role="focal", template="rollcall"), line(book)]
        found = seen(office, book, "vt@snnmt.example", "snnmt", *lines, kind="rollcall")
    said = [found.items[1].document, *(unit.document for unit in found.items[0].units)]
    assert all("7/BC" in words for words in said if words) and any(said)
    assert not any("://" in words or "evil.example" in words for words in said)


def test_an_extension_is_said_in_every_later_mail() -> None:
    with small_office() as office:
        act(office, ActKind.EXTEND, until_on=WEEK, document="60/UBND")
        book = book_of(office)
        (item,) = seen(office, book, BOX, "sct", line(book)).items
    assert item.extension == Extension(WEEK, "60/UBND", TUESDAY) and (item.document, item.on) == ("", None)


@pytest.mark.parametrize(
    ("kind", "standing", "apart"),
    [(ActKind.SUSPEND, Status.SUSPENDED, "suspended"), (ActKind.RETURN, Status.LATE, "returned")],
)
def test_who_is_suspended_or_has_to_redo_it_is_counted_apart(kind: ActKind, standing: Status, apart: str) -> None:
    with small_office() as office:
        if kind is ActKind.RETURN:
            act(office, ActKind.SUBMIT, document="7/BC")
        act(office, kind)
        book = book_of(office)
        lines = [line(book, "sxd", to="snnmt", role="focal", template="rollcall")]
        (item,) = seen(office, book, "vt@snnmt.example", "snnmt", *lines, kind="rollcall").items
    assert [(unit.name, unit.standing) for unit in getattr(item, apart)] == [("Sở Công Thương", standing)]
    assert [unit.name for unit in item.missing] == ["Sở Xây dựng"] and item.answered == ()


def test_a_mail_to_the_focal_agency_names_the_office_and_not_itself() -> None:
    with small_office() as office:
        book = book_of(office)
        mine = line(book, "snnmt", obligation="province", to="snnmt")
        for box in ("VT@snnmt.example", "gd@snnmt.example"):
            assert seen(office, book, box, "snnmt", mine).focal is None


def test_an_overview_is_left_by_whoever_it_is_for_and_by_no_other_mail() -> None:
    def at(agency: str) -> str:
        return f"leave/{agency}"

    with small_office(agencies=SHARED) as office:
        book = book_of(office)

        def left(box: str, agency: str, *told: str, kind: str = "overview") -> tuple[str, list[str]]:
            lines = (line(book, to=to, template="overview", role="coordinator", n=n) for n, to in enumerate(told))
            made = seen(office, book, box, agency, *lines, kind=kind, leave=at)
            return made.leave, [part.leave for part in made.parts]

        assert left("vt@snnmt.example", "snnmt", "snnmt") == ("leave/snnmt", [])
        assert left("vt@snnmt.example", "snnmt", "snnmt", kind="reminder") == ("", [])
        assert left("vt@snnmt.example", "snnmt", "ubnd") == ("", [])  # in the place of another, who did not leave it
        assert left("chung@tinh.example", "sct", "sct", "sxd") == ("", ["leave/sct", "leave/sxd"])
