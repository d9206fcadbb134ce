"""The letter that urges, as values: whom it goes to, what it says is not on record, what is left blank. How it looks on
paper, `letters` tests."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from reminder.core.act_kinds import ActKind
from reminder.directory.agency import Agency
from reminder.engine.papers.letterhead import abbreviation, heading, plan_words, signer
from reminder.engine.papers.official_letter import Asked, LetterDraft, drafts
from reminder.errors import BadInput
from reminder.rulefile import load_texts
from tests.engine.made import FILES, catalogue, small_office
from tests.engine.test_record import act
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
    assert "Báo cáo năm (kỳ báo cáo năm 2026; " in about and f"{PHRASE}; trước 15/12/2026" in about
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
    assert row[1:3] == ("Báo cáo năm (năm 2026)", f"{PHRASE}; trước 15/12/2026")


@pytest.mark.parametrize(
    ("by", "words"), [(None, "trước ngày      /     /……"), (date(2026, 12, 22), "trước ngày 22/12/2026")]
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
        ("Ban Dân tộc", ("TRƯỞNG BAN",)), ("Hội Nông dân", ("THỦ TRƯỞNG CƠ QUAN",)),
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
