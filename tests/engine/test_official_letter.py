"""The letter that urges, as values: whom it goes to, what it says is not on record, what is left blank. How it looks on
paper, `letters` tests."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from reminder.core.act_kinds import ActKind
from reminder.directory.agency import Agency
from reminder.documents.writing import Grid, Heading, OfficialLetter
from reminder.engine.papers.letterhead import abbreviation, heading, plan_words, signer
from reminder.engine.papers.official_letter import Asked, LetterDraft, drafts
from reminder.errors import BadInput
from reminder.rulefile import load_texts
from tests.engine.made import FILES, act, catalogue, small_office
from tests.journeys import desk as small
from tests.laws.whole import Whole, in_memory

LATE = date(2026, 12, 17)
PHRASE = "“trước ngày 15/12 hằng năm”"


@pytest.fixture
def office() -> Iterator[Whole]:
    """Both departments have been reminded of the yearly report, twice, and nothing has come in."""
    with small_office() as made:
        for day in (date(2026, 12, 1), date(2026, 12, 8)):
            made.round(day)
        yield made


def written(office: Whole, day: date = LATE, **asked: Any) -> list[LetterDraft]:
    return drafts(office.office(day), office.catalogue, office.database, Asked(**asked))


def test_one_letter_of_the_focal_agency_to_all_who_are_late(office: Whole) -> None:
    (draft,) = written(office)
    assert (draft.sender, draft.agencies) == ("snnmt", ("sxd", "sct"))
    assert draft.name == "cong-van-don-doc-snnmt-2-co-quan-20261217"
    letter = draft.letter
    assert letter.to == ("Sở Xây dựng", "Sở Công Thương")
    assert letter.copies == ("- Như trên;", "- UBND tỉnh (để báo cáo);", "- Lưu: VT, ……")
    assert (letter.author, letter.signer) == ("Sở Nông nghiệp và Môi trường", ("GIÁM ĐỐC",))
    basis, about = letter.before
    assert basis.startswith("Thực hiện Kế hoạch số 1/KH-UBND ngày 05 tháng 01 năm 2026 của UBND tỉnh")
    assert "Tính đến ngày 17 tháng 12 năm 2026, Sở Nông nghiệp và Môi trường chưa ghi nhận" in about
    assert "Báo cáo năm (kỳ báo cáo năm 2026; " in about and f"{PHRASE}; trước ngày 15/12/2026" in about
    table = letter.table
    assert table.columns == ("TT", "Cơ quan", "Đã nhắc")
    assert table.widths == (9.0, 46.0, 60.0)
    assert table.rows == (
        ("1", "Sở Xây dựng", "2 lần, gần nhất ngày 08/12/2026"),
        ("2", "Sở Công Thương", "2 lần, gần nhất ngày 08/12/2026"),
    )
    assert table.centred == (0, 2)


def test_one_letter_to_each(office: Whole) -> None:
    found = written(office, each=True)
    assert [(d.agencies, d.name) for d in found] == [
        (("sxd",), "cong-van-don-doc-snnmt-sxd-20261217"), (("sct",), "cong-van-don-doc-snnmt-sct-20261217"),
    ]  # fmt: skip
    letter = found[0].letter
    assert letter.table.columns == ("TT", "Nội dung", "Thời hạn", "Đã nhắc")
    assert letter.table.widths == (9.0, 62.0, 38.0, 26.0)
    (row,) = letter.table.rows
    assert row[1:3] == ("Báo cáo năm (năm 2026)", f"{PHRASE}; trước ngày 15/12/2026")


@pytest.mark.parametrize(
    ("by", "words"), [(None, "chậm nhất ngày      /     /……"), (date(2026, 12, 22), "chậm nhất ngày 22/12/2026")]
)
def test_the_day_asked_for_or_a_blank(by: date | None, words: str, office: Whole) -> None:
    (draft,) = written(office, reply_by=by)
    assert words in draft.letter.after[0]
    assert "báo cáo UBND tỉnh" in draft.letter.after[0]


def test_who_has_answered_is_not_written_to(office: Whole) -> None:
    act(office, ActKind.SUBMIT, date(2026, 12, 14), agency="sct")
    (draft,) = written(office)
    assert draft.agencies == ("sxd",)
    act(office, ActKind.SUBMIT, date(2026, 12, 14), agency="sxd")
    with pytest.raises(BadInput, match="--overdue: everything has been answered"):
        written(office)
    with pytest.raises(BadInput, match="kh-1/year --agency ubnd: everything has been answered"):
        written(office, obligation="year", agencies=("ubnd",))


def test_what_is_not_due_yet_may_be_urged_by_its_name(office: Whole) -> None:
    early = date(2026, 12, 10)
    with pytest.raises(BadInput, match="everything has been answered"):
        written(office, early)
    (draft,) = written(office, early, obligation="year")
    assert draft.agencies == ("sxd", "sct")
    (one,) = written(office, early, obligation="kh-1/year", agencies=("Sở Công Thương",))
    assert one.agencies == ("sct",)
    assert one.letter.table.rows[0][1] == "Báo cáo năm (năm 2026)", "the next period, not the one behind it"


@pytest.mark.parametrize(
    ("issuers", "to"),
    [
        (("UBND tỉnh", "UBND tỉnh"), "UBND tỉnh"), (("UBND tỉnh", "Sở Công Thương"), "cấp có thẩm quyền"),
        (("Sở Công Thương", "Sở Công Thương"), "Sở Công Thương"),
    ],
)  # fmt: skip
def test_to_whom_it_is_reported_where_plans_are_of_several_issuers(issuers: tuple[str, str], to: str) -> None:
    texts = dict(FILES)
    for n, issuer in enumerate(issuers, 1):
        plan = small.PLAN.replace("kh-1", f"kh-{n}")
        texts[f"plans/kh-{n}.toml"] = plan.replace('issuer = "UBND tỉnh"\n', f'issuer = "{issuer}"\n')
    with in_memory(load_texts(texts)) as office:
        office.round(date(2026, 12, 8))
        (draft,) = written(office, agencies=("sxd",))
    assert len(draft.letter.table.rows) == 2
    assert f"báo cáo {to}, " in draft.letter.after[0]


def test_another_sender(office: Whole) -> None:
    (draft,) = written(office, sender="ubnd", sign="KT. Chủ tịch/Phó Chủ tịch")
    assert (draft.sender, draft.letter.signer) == ("ubnd", ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"))
    assert draft.letter.copies == ("- Như trên;", "- Lưu: VT, ……"), "nobody reports to itself"
    (own,) = written(office, sender="sct")
    assert own.agencies == ("sxd",)
    act(office, ActKind.SUBMIT, date(2026, 12, 14), agency="sxd")
    with pytest.raises(BadInput, match="would write to itself; name another sender"):
        written(office, sender="sct")


def test_whoever_ordered_it_requires_and_reports_to_nobody(office: Whole) -> None:
    (draft,) = written(office, sender="ubnd", reply_by=date(2026, 12, 22))
    assert draft.letter.before[0] == (
        "UBND tỉnh đã ban hành Kế hoạch số 1/KH-UBND ngày 05 tháng 01 năm 2026, giao các cơ quan, đơn vị tổ chức "
        "thực hiện."
    )
    first, _answer, last = draft.letter.after
    assert first == (
        "UBND tỉnh yêu cầu các cơ quan, đơn vị khẩn trương thực hiện các nội dung nêu trên và gửi văn bản về UBND "
        "tỉnh chậm nhất ngày 22/12/2026."
    )
    assert last == "UBND tỉnh yêu cầu các cơ quan, đơn vị nghiêm túc thực hiện./."
    (one,) = written(office, sender="ubnd", agencies=("sct",))
    assert one.letter.after[-1] == "UBND tỉnh yêu cầu Sở Công Thương nghiêm túc thực hiện./."
    assert not any("quý cơ quan" in text for text in (*draft.letter.before, *draft.letter.after))


def test_a_date_of_its_own_is_not_said_of_the_others(office: Whole) -> None:
    act(office, ActKind.EXTEND, date(2026, 12, 8), agency="sct", until_on=date(2026, 12, 16))
    (draft,) = written(office)
    assert draft.letter.before[1].endswith(f"thời hạn văn bản ghi: {PHRASE}).")
    assert [row[2] for row in draft.letter.table.rows] == ["trước ngày 15/12/2026", "được gia hạn đến ngày 16/12/2026"]


def test_a_plan_without_a_focal_agency_needs_a_sender() -> None:
    plan = small.PLAN.replace('focal = "Sở Nông nghiệp và Môi trường"\n', "")
    with small_office(plans=plan) as office:
        office.round(date(2026, 12, 8))
        with pytest.raises(BadInput, match="kh-1: no focal agency that could write; name the sender with --from"):
            written(office)
        assert written(office, sender="ubnd")[0].sender == "ubnd"


def test_who_was_not_reminded_yet_is_not_said_to_be() -> None:
    with small_office() as office:
        act(office, ActKind.SILENCE, date(2026, 12, 1), agency="sct", until_on=date(2026, 12, 10))
        office.round(date(2026, 12, 8))
        (draft,) = written(office)
    assert [(row[1], row[-1]) for row in draft.letter.table.rows] == [
        ("Sở Xây dựng", "1 lần, gần nhất ngày 08/12/2026"), ("Sở Công Thương", "chưa"),
    ]  # fmt: skip


def test_where_nobody_was_mailed_no_column_says_so() -> None:
    with small_office() as office:
        (draft,) = drafts(office.office(LATE), office.catalogue, None, Asked("year"))
        assert draft.letter.table.columns == ("TT", "Cơ quan")


# The letter whole

NAME, DAY = "Sở Nông nghiệp và Môi trường", "Tính đến ngày 17 tháng 12 năm 2026"
WHOLE = OfficialLetter(
    heading=Heading(
        "UBND TỈNH", "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "Số:          /SNNMT-……", "V/v đôn đốc thực hiện chế độ báo cáo",
        "Thử Nghiệm, ngày        tháng 12 năm 2026",
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
    ),
    greeting="Kính gửi:",
    to=("Sở Xây dựng", "Sở Công Thương"),
    before=(
        "Thực hiện Kế hoạch số 1/KH-UBND ngày 05 tháng 01 năm 2026 của UBND tỉnh, Sở Nông nghiệp và Môi trường được "
        "giao theo dõi, đôn đốc và tổng hợp kết quả thực hiện.",
        f"{DAY}, {NAME} chưa ghi nhận kết quả thực hiện, báo cáo của quý cơ quan về nội dung: Báo cáo năm (kỳ báo cáo "
        f"năm 2026; thời hạn văn bản ghi: {PHRASE}; trước ngày 15/12/2026).",
    ),
    table=Grid(
        ("TT", "Cơ quan", "Đã nhắc"),
        (("1", "Sở Xây dựng", "2 lần, gần nhất ngày 08/12/2026"),
         ("2", "Sở Công Thương", "2 lần, gần nhất ngày 08/12/2026")),
        (9.0, 46.0, 60.0), (0, 2),
    ),
    after=(
        f"Để kịp thời tổng hợp, báo cáo UBND tỉnh, {NAME} đề nghị quý cơ quan khẩn trương thực hiện các nội dung nêu "
        f"trên và gửi văn bản về {NAME} chậm nhất ngày      /     /…….",
        "Trường hợp đã gửi hoặc đã hoàn thành, đề nghị thông báo số, ngày của văn bản để cập nhật; nếu có khó khăn, "
        "vướng mắc, đề nghị nêu rõ lý do và thời gian dự kiến hoàn thành.",
        f"{NAME} trân trọng đề nghị quý cơ quan quan tâm, phối hợp thực hiện./.",
    ),
    copies_label="Nơi nhận:",
    copies=("- Như trên;", "- UBND tỉnh (để báo cáo);", "- Lưu: VT, ……"),
    signer=("GIÁM ĐỐC",),
    title="V/v đôn đốc thực hiện chế độ báo cáo",
    author=NAME,
)  # fmt: skip


def test_a_letter_about_one_matter_whole(office: Whole) -> None:
    assert written(office) == [LetterDraft("cong-van-don-doc-snnmt-2-co-quan-20261217", "snnmt", ("sxd", "sct"), WHOLE)]


def test_a_letter_to_one_agency_whole(office: Whole) -> None:
    about = f"{DAY}, {NAME} chưa ghi nhận kết quả thực hiện, báo cáo của quý cơ quan về nội dung sau:"
    row = ("1", "Báo cáo năm (năm 2026)", f"{PHRASE}; trước ngày 15/12/2026", "2 lần, gần nhất ngày 08/12/2026")
    table = Grid(("TT", "Nội dung", "Thời hạn", "Đã nhắc"), (row,), (9.0, 62.0, 38.0, 26.0), (0, 3))
    letter = replace(WHOLE, to=("Sở Công Thương",), before=(WHOLE.before[0], about), table=table)
    assert written(office, agencies=("Sở Công Thương",)) == [
        LetterDraft("cong-van-don-doc-snnmt-sct-20261217", "snnmt", ("sct",), letter)
    ]


def test_a_letter_about_several_matters_whole(office: Whole) -> None:
    """Agency by agency, of each what was due first; where tasks are among them, it speaks of tasks too."""
    act(office, ActKind.SUBMIT, date(2026, 12, 14), agency="sxd")
    (draft,) = written(office, date(2027, 1, 5), sender="ubnd")
    subject = "V/v đôn đốc thực hiện nhiệm vụ, báo cáo"
    assert (draft.letter.title, draft.letter.heading.subject) == (subject, subject)
    assert draft.letter.before[1] == (
        "Tính đến ngày 05 tháng 01 năm 2027, UBND tỉnh chưa ghi nhận kết quả thực hiện, báo cáo của các cơ quan, "
        "đơn vị về các nội dung sau:"
    )
    assert draft.letter.to == ("Sở Công Thương", NAME)
    twice = "2 lần, gần nhất ngày 08/12/2026"
    yearly = "“trước ngày 31/12 hằng năm”; trước ngày 31/12/2026"
    assert draft.letter.table == Grid(
        ("TT", "Cơ quan", "Nội dung", "Thời hạn", "Đã nhắc"),
        (
            ("1", "Sở Công Thương", "Báo cáo năm (năm 2026)", f"{PHRASE}; trước ngày 15/12/2026", twice),
            ("2", "Sở Công Thương", "Xây dựng quy chế", "“Quý IV/2026”; chậm nhất ngày 31/12/2026", "chưa"),
            ("3", NAME, "Báo cáo của tỉnh (năm 2026)", yearly, "chưa"),
        ),
        (9.0, 46.0, 62.0, 38.0, 26.0), (0, 4),
    )  # fmt: skip


def test_a_task_of_several_has_no_period() -> None:
    plan = small.PLAN.replace('lead = "Sở Công Thương"', 'lead = "Sở Công Thương, Sở Xây dựng"')
    with small_office(plans=plan) as office:
        (draft,) = drafts(office.office(LATE), office.catalogue, None, Asked("kh-1/1"))
    assert draft.agencies == ("sct", "sxd")
    assert draft.letter.before[1].endswith(
        "về nội dung: Xây dựng quy chế (thời hạn văn bản ghi: “Quý IV/2026”; chậm nhất ngày 31/12/2026)."
    )
    assert draft.letter.table == Grid(
        ("TT", "Cơ quan"), (("1", "Sở Công Thương"), ("2", "Sở Xây dựng")), (9.0, 46.0), (0,)
    )
    assert draft.letter.title == "V/v đôn đốc thực hiện nhiệm vụ, báo cáo"


@pytest.mark.parametrize(("n", "named"), [(12, True), (13, False)])
def test_very_many_are_named_by_the_table(n: int, named: bool) -> None:
    more = "".join(
        f'[[agency]]\nid = "s{k}"\nname = "Sở Số {k}"\nkind = "department"\n'
        f'contacts = [{{ mailbox = "vt@s{k}.example" }}]\n\n'
        for k in range(n - 2)
    )
    with small_office(agencies=small.AGENCIES.replace("[[group]]", more + "[[group]]", 1)) as office:
        (draft,) = drafts(office.office(LATE), office.catalogue, None, Asked("year"))
    assert len(draft.letter.table.rows) == n
    assert draft.name == f"cong-van-don-doc-snnmt-{n}-co-quan-20261217"
    to = tuple(row[1] for row in draft.letter.table.rows) if named else ("Các cơ quan, đơn vị (có danh sách kèm theo)",)
    assert draft.letter.to == to
    listed = () if named else ("DANH SÁCH CƠ QUAN, ĐƠN VỊ",)
    assert draft.letter.annex[:1] == listed
    assert draft.letter.copies[0] == ("- Như trên;" if named else "- Như trên (danh sách kèm theo);")


def test_backlog_is_written_of_only_where_it_is_named() -> None:
    """What was late before the office began is not chased."""
    with small_office() as office:
        office.round(LATE)
        with pytest.raises(BadInput, match=r"^--overdue: everything has been answered, so there is nothing to write; "):
            written(office)
        (draft,) = written(office, obligation="year")
        assert draft.agencies == ("sxd", "sct")


HEIR = small.AGENCIES.replace('kind = "department"', 'kind = "department"\nuntil = 2026-12-09', 1).replace(
    "[[group]]",
    """[[agency]]
id = "new"
name = "Sở Mới"
kind = "department"
superior = "ubnd"
contacts = [{ mailbox = "vt@new.example" }]

[[succession]]
old = "snnmt"
new = ["new"]
from = 2026-12-10
share = "one"
basis = "1/NQ"

[[group]]""",
    1,
)


def test_the_focal_agencys_heir_writes() -> None:
    with small_office(agencies=HEIR) as office:
        (draft,) = drafts(office.office(LATE), office.catalogue, None, Asked("year"))
    assert (draft.sender, draft.letter.author) == ("new", "Sở Mới")


def test_each_agency_gets_one_letter_of_each_sender() -> None:
    texts = FILES | {
        "plans/kh-2.toml": small.PLAN.replace("kh-1", "kh-2").replace(
            'focal = "Sở Nông nghiệp và Môi trường"', 'focal = "Sở Xây dựng"'
        )
    }
    with in_memory(load_texts(texts)) as office:
        office.round(date(2026, 12, 8))
        assert [(d.sender, d.agencies) for d in written(office)] == [("snnmt", ("sxd", "sct")), ("sxd", ("sct",))]
        assert [(d.sender, d.agencies) for d in written(office, each=True)] == [
            ("snnmt", ("sxd",)), ("snnmt", ("sct",)), ("sxd", ("sct",)),
        ]  # fmt: skip
        (one,) = written(office, sender="snnmt", agencies=("sct",))
    plans = "Kế hoạch số 1/KH-UBND ngày 05 tháng 01 năm 2026 của UBND tỉnh"
    assert one.letter.before[0].startswith(f"Thực hiện {plans}; {plans}, {NAME}")
    assert one.letter.copies == WHOLE.copies, "the issuer of both once"


def test_whatever_is_overdue_is_asked_for_in_one_letter_unless_said_otherwise() -> None:
    assert Asked() == Asked("", (), "", False, None, "")


# official paper

RULES = catalogue()
BODIES = {a.id: a for a in RULES.directory.registers[0].agencies}


def test_the_corners_of_a_paper() -> None:
    found = heading(RULES, BODIES["sct"], "V/v", date(2026, 2, 3))
    assert (found.superior, found.issuer) == ("UBND TỈNH", "SỞ CÔNG THƯƠNG")
    assert found.symbol == "Số:          /SCT-……"
    assert found.place_and_day == "Thử Nghiệm, ngày        tháng 02 năm 2026"
    assert "tháng 3 năm" in heading(RULES, BODIES["sct"], "V/v", date(2026, 3, 3)).place_and_day
    register = RULES.directory.registers[0]
    late = replace(register, agencies=tuple(sorted(register.agencies, key=lambda a: a.kind == "province")))
    assert late.agencies[0].kind != "province"
    turned = replace(RULES, directory=replace(RULES.directory, registers=(late,)))
    assert heading(turned, BODIES["sct"], "V/v", date(2026, 2, 3)) == found
    top = heading(RULES, BODIES["ubnd"], "V/v", date(2026, 12, 3))
    assert (top.superior, top.issuer, top.symbol) == ("", "ỦY BAN NHÂN DÂN TỈNH", "Số:          /UBND-……")


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("UBND tỉnh Thái Nguyên", "UBND"), ("UBND thành phố Huế", "UBND"), ("Văn phòng UBND tỉnh", "VPUBND"),
        ("Sở Văn hóa, Thể thao và Du lịch", "SVHTTDL"), ("Ban Quản lý các khu công nghiệp", "BQLKCN"),
        ("Hội của A", "HA"),
    ],
)  # fmt: skip
def test_what_an_agency_is_called_in_a_symbol(name: str, short: str) -> None:
    assert abbreviation(name) == short


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("UBND tỉnh", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")), ("Sở Tư pháp", ("GIÁM ĐỐC",)),
        ("Văn phòng UBND tỉnh", ("CHÁNH VĂN PHÒNG",)), ("Thanh tra tỉnh", ("CHÁNH THANH TRA",)),
        ("Ban Dân tộc", ("TRƯỞNG BAN",)), ("Hội Nông dân", ("CHỦ TỊCH",)),
    ],
)  # fmt: skip
def test_who_signs(name: str, lines: tuple[str, ...]) -> None:
    assert signer(Agency("x", name, "unit")) == lines


def test_a_plan_by_what_is_printed_on_it() -> None:
    plan = RULES.plans[0]
    bare = replace(plan, issued_raw="", number="")
    assert plan_words(plan, RULES) == "Kế hoạch số 1/KH-UBND ngày 05 tháng 01 năm 2026 của UBND tỉnh"
    assert plan_words(replace(plan, number="/KH-UBND"), RULES).startswith("Kế hoạch số ……/KH-UBND ngày 05")
    assert plan_words(bare, RULES) == "Kế hoạch ngày 05 tháng 01 năm 2026 của UBND tỉnh"
