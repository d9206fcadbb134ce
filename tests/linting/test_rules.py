"""Each rule over a draft: its example, what else it finds, and what it leaves alone."""

from dataclasses import replace
from datetime import date

import pytest

from reminder.engine.linting import bodies, clashes, times
from reminder.engine.linting.lint import RULES
from reminder.engine.linting.remark import KINDS, Rule
from reminder.phrases import faults
from reminder.words import short_date
from tests.linting.drafts import TOP, kinds, remarks

IDS = [f"{n}-{rule.says[:40]}" for n, rule in enumerate(RULES)]
UNDATED = (*TOP[:1], "Số:     /KH-UBND", "Bình Mẫu, ngày     tháng     năm 2026", *TOP[3:])


def row(when: str, *, task: str = "Xây dựng Đề án cấp nước", product: str = "Đề án", lead: str = "Sở Y tế") -> str:
    return f"{task} | {product} | {lead} | {when}"


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_each_rule_is_needed(rule: Rule) -> None:
    found = remarks(rule.like)
    assert [(r.kind, r.says, r.asks) for r in found] == [(rule.kind, rule.says, rule.asks)]
    assert remarks(rule.like, [other for other in RULES if other is not rule]) == ()
    for remark in found:
        assert remark.opinion("vi") != remark.opinion("en") and remark.opinion("vi").endswith(".")
        assert remark.proposal("vi").startswith("Đề nghị ") and remark.proposal("en").startswith("Please ")


def test_every_kind_has_a_rule() -> None:
    assert {rule.kind for rule in RULES} == set(KINDS)


def test_whatever_is_odd_of_a_phrase_belongs_to_one_rule() -> None:
    known = [code for codes in (*times.CODES, clashes.CODES) for code in codes]
    assert sorted([*known, "lunar"]) == sorted(faults._EN)  # "lunar" is said where a calendar is at hand


@pytest.mark.parametrize(
    "text",
    [
        row("Theo quy định"),
        row("Đột xuất, khi có yêu cầu"),
        row("Thường xuyên"),
        row("Hằng năm"),
        row("15 ngày sau khi Nghị quyết được ban hành"),
        row("Theo Kế hoạch số 12/KH-BYT"),
        row("Năm 2026 và các năm tiếp theo"),
        row("Quý III/2026 (tháng 9)"),
        row("Tháng 6 và tháng 12/2026"),
        row("Đợt 1: tháng 5/2026; đợt 2: tháng 10/2026"),
        row("Trước ngày 13/11/2026"),
        row("Tháng 10/2026"),  # its last day is a Saturday, but nobody wrote it
        row("Trước 15 giờ ngày 05/02/2026"),  # the day of issue itself
        row("Ngày 15/11/2026", task="Tổ chức Lễ phát động Tuần lễ nước sạch"),
        row("Quý III"),  # of the document's year
        row("Trước ngày 30/9/2026", task="Hoàn thành Đề án cấp nước trong tháng 9/2026"),
        row("Quý I/2027", task="Xây dựng Kế hoạch cấp nước năm 2026"),
        row("Quý III/2026", lead="Sở Y tế, Sở Xây dựng"),
        row("Quý III/2026", lead="Các sở, ban, ngành"),
        row("Quý III/2026", lead="Công ty Cấp nước Bình Mẫu"),
        row("Theo yêu cầu", task="Nhiệm vụ phát sinh", product="") + "\n" + row("Quý III/2026"),
        "Sở Y tế báo cáo UBND tỉnh khi có yêu cầu đột xuất.",
        "Sở Y tế kịp thời báo cáo UBND tỉnh những khó khăn, vướng mắc.",
        "Sở Nội vụ báo cáo UBND tỉnh trước ngày 20/12 hằng năm.",
        "Đề nghị Sở Y tế hoặc Sở Xây dựng góp ý.",
        "Các sở, ban, ngành báo cáo kết quả về Sở Nội vụ trước ngày 15/12 hằng năm.\n"
        "Sở Nội vụ tổng hợp, báo cáo UBND tỉnh trước ngày 25/12 hằng năm.",
        "Sở Nội vụ báo cáo UBND tỉnh trước ngày 25/12/2026 (số liệu tính đến ngày 14/12/2026).",
        "Sở Nội vụ báo cáo UBND tỉnh trước ngày 25/12/2026 (số liệu ước đến ngày 31/12/2026).",
        "Sở Y tế báo cáo UBND tỉnh tiến độ quý II trước ngày 10/7/2026.\n"
        "Sở Y tế báo cáo UBND tỉnh tiến độ quý III trước ngày 09/10/2026.",
        row("Quý IV/2026") + "\n" + row("Trước ngày 18/12/2026", task="Tổng kết thực hiện Kế hoạch", lead="Sở Nội vụ"),
        row("Quý II/2026", task="Lát vỉa hè đoạn số 1") + "\n" + row("Quý III/2026", task="Lát vỉa hè đoạn số 2"),
        row("Quý II/2026", task="Lát vỉa hè xã An") + "\n" + row("Quý III/2026", task="Lát vỉa hè xã Bình"),
        row("Tháng 12/2026") + "\n" + row("Tháng 6/2026", task="Sơ kết thực hiện Kế hoạch", lead="Sở Nội vụ"),
    ],
)
def test_what_is_fair_is_left_alone(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (row("–"), ["no date"]),
        (
            "Sở Nội vụ báo cáo UBND tỉnh trước ngày 25/12/2026 (số liệu tính đến ngày 31/12/2026).",
            ["tier without slack"],
        ),
        (row("Theo tiến độ của dự án"), ["no date"]),
        (row("Trước ngày …/…/2026"), ["no date"]),
        (row("Quý III/2026", lead="-"), ["no lead"]),
        (row("Quý III/2026", lead="Sở Y tế hoặc Sở Xây dựng"), ["choice of leads"]),
        (row("2026 - 2025"), ["contradiction"]),
        (row("Ngày 30/02/2026"), ["contradiction"]),
        (row("Tháng 13/2026"), ["contradiction"]),
        (row("Tháng 11, quý III năm 2026"), ["contradiction"]),
        (row("Quý II/2026 (trước ngày 14/8/2026)"), ["contradiction"]),
        (row("Trước ngày 01/02/2026"), ["contradiction", "day off"]),
        (row("Chậm nhất ngày 02/9/2026"), ["day off"]),
        (row("31/5/2026"), ["day off"]),
        (row("Cuối quý II/2026 đến đầu quý III/2026"), ["odd phrase"]),
        (row("Trước ngày 15/01"), ["odd phrase"]),
        (row("Hằng quý", task="Báo cáo kết quả cấp nước"), ["duty without a day"]),
        (row("", lead=""), ["no date", "no lead"]),
        ("Sở Y tế báo cáo UBND tỉnh kết quả thực hiện theo định kỳ.", ["duty without a day"]),
        ("Sở Y tế hoặc Sở Xây dựng báo cáo UBND tỉnh trước ngày 15/12/2026.", ["choice of leads"]),
        (
            "Các sở, ban, ngành báo cáo kết quả về Sở Nội vụ trước ngày 20 hằng tháng.\n"
            "Sở Nội vụ tổng hợp, báo cáo UBND tỉnh chậm nhất ngày 19 hằng tháng.",
            ["tier without slack"],
        ),
        (
            "Số liệu báo cáo tính từ ngày 15/12 năm trước đến ngày 14/12 năm báo cáo.\n"
            "Sở Nội vụ báo cáo UBND tỉnh trước ngày 15/12 hằng năm.",
            ["tier without slack"],
        ),
        (
            "Sở Nội vụ báo cáo UBND tỉnh kết quả cấp nước sạch cho các hộ nghèo vùng hạn trước ngày 15/12 hằng năm.\n"
            "Sở Nội vụ báo cáo UBND tỉnh kết quả cấp nước sạch cho các hộ nghèo vùng hạn trước ngày 20/11 hằng năm.",
            ["contradiction"],
        ),
    ],
)  # fmt: skip
def test_what_is_found(text: str, found: list[str]) -> None:
    assert sorted(kinds(text)) == found


def test_a_day_is_off_by_the_office_s_calendar() -> None:
    """31/8/2026 is a Monday that is worked off on a Saturday, 22/8/2026 that Saturday."""
    assert [r.opinion("vi") for r in remarks(row("31/8/2026"))] == [
        "Ngày cuối 31/8/2026 là ngày nghỉ (Nghỉ hoán đổi với thứ Bảy 22/8/2026); ngày làm việc liền trước là "
        "28/8/2026, liền sau là 03/9/2026."
    ]
    assert kinds(row("22/8/2026")) == []


@pytest.mark.parametrize(
    ("when", "last"),
    [
        ("Trước ngày 30/4/2026", ""),  # the 29th is a Wednesday
        ("Trước ngày 14/11/2026", ""),
        ("Trước ngày 15/11/2026", "14/11/2026"),
        ("Trước ngày 16/11/2026", "15/11/2026"),
        ("Chậm nhất ngày 16/11/2026", ""),
        ("Chậm nhất ngày 15/11/2026", "15/11/2026"),
        ("Trước ngày 02/5/2026", "01/5/2026"),
    ],
)
def test_before_a_day_means_by_the_one_before(when: str, last: str) -> None:
    told = [
        (r.kind, str(short_date(day, "vi")))
        for r in remarks(row(when))
        if isinstance(day := dict(r.facts)["day"], date)
    ]
    assert told == ([("day off", last)] if last else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sở Nội vụ gửi báo cáo Bộ Nội vụ theo lộ trình của Bộ (Công văn số 3935/BNV-CCHC ngày 22/6/2025).", []),
        ("Sở Nội vụ gửi báo cáo Bộ Nội vụ theo đúng quy định.", []),
        ("Sở Nội vụ gửi báo cáo Bộ Nội vụ theo lộ trình của Bộ.", ["no date"]),
        (row("Theo lộ trình", task="Triển khai Chỉ thị số 20/CT-TTg ngày 12/7/2025"), ["no date"]),
    ],
)
def test_a_schedule_whose_document_the_sentence_cites_is_no_riddle(text: str, found: list[str]) -> None:
    assert kinds(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sở Tài chính cân đối tối thiểu 3% dự toán, báo cáo UBND tỉnh trước ngày 15/12/2026.", []),
        ("Sở Tài chánh báo cáo UBND tỉnh trước ngày 15/12/2026.", ["unknown body"]),
        ("Sở Tài chánh, Sở Y tế báo cáo UBND tỉnh trước ngày 15/12/2026.", ["unknown body"]),
    ],
)
def test_a_name_in_a_sentence_is_unknown_only_where_it_ends_for_sure(text: str, found: list[str]) -> None:
    assert kinds(text) == found


def test_a_draft_that_says_what_a_day_off_means_needs_no_remark() -> None:
    said = "Sở Y tế báo cáo UBND tỉnh trước ngày 15/11/2026, trùng ngày nghỉ thì gửi vào ngày làm việc tiếp theo."
    assert kinds(said) == [] and kinds(said.partition(", trùng")[0] + ".") == ["day off"]


def test_without_a_day_of_issue_only_what_is_over_in_any_case_is_over() -> None:
    assert kinds(row("Quý IV/2025"), UNDATED) == ["contradiction"]
    assert kinds(row("Tháng 01/2026"), UNDATED) == []


@pytest.mark.parametrize(
    ("issued", "title", "over"),
    [
        ("Bình Mẫu, ngày … /5/2026", "Cấp nước", ["Tháng 4/2026"]),
        ("Bình Mẫu, ngày 05/5/2026", "Cấp nước", ["Tháng 4/2026"]),
        ("Bình Mẫu, ngày … tháng 5 năm 2026", "Cấp nước", ["Tháng 4/2026"]),
        ("Bình Mẫu, ngày … tháng … năm 2026", "Cấp nước", []),
        # What only a title says of the year accuses nobody.
        ("", "Thực hiện Luật Tài nguyên nước năm 2023 trong năm 2027", []),
    ],
)
def test_what_is_over_is_reckoned_as_everywhere(issued: str, title: str, over: list[str]) -> None:
    top = (*TOP[:1], "Số:     /KH-UBND", *([issued] if issued else []), "KẾ HOẠCH", title, *TOP[5:])
    text = "\n".join(row(when, task=f"Việc {n}") for n, when in enumerate(("Tháng 4/2026", "Tháng 6/2026")))
    assert [r.words for r in remarks(text, top=top) if r.kind == "contradiction"] == over


def test_a_year_that_only_a_cited_law_names_does_not_go_without_saying() -> None:
    for title, kind in (("năm 2026", []), ("theo Luật Tài nguyên nước năm 2026", ["odd phrase"])):
        top = (*TOP[:1], "Số:     /KH-UBND", "KẾ HOẠCH", f"Cấp nước {title}", *TOP[5:])
        assert kinds(f"{row('Quý III')}\n{row('Quý IV/2026', task='Nạo vét kênh')}", top) == kind


def test_places_words_and_both_sentences() -> None:
    (found,) = remarks("2 | Rà soát giếng khoan | Báo cáo | Sở Y tế/ Sở Xây dựng | Quý II/2026")
    assert found.place("vi") == "nhiệm vụ 2 (bảng 1, hàng 2)" and found.place("en") == "task 2 (table 1, row 2)"
    assert (found.words, found.about) == ("Sở Y tế/ Sở Xây dựng", "Rà soát giếng khoan")
    assert found.why("vi").startswith("Ghi các cơ quan để lựa chọn") and "Đề nghị giao một" in found.why("vi")


@pytest.mark.parametrize(
    ("label", "vi", "en"),
    [
        ("III.2", "mục III.2", "section III.2"),
        ("Điều 5", "Điều 5", "Article 5"),
        ("Điều5.1", "khoản 1 Điều 5", "clause 1 of Article 5"),
        ("Điều5.1.a", "điểm a khoản 1 Điều 5", "point a of clause 1 of Article 5"),
        ("", "", ""),
    ],
)
def test_how_a_place_in_the_text_is_cited(label: str, vi: str, en: str) -> None:
    (found,) = remarks("Sở Y tế hoặc Sở Xây dựng báo cáo UBND tỉnh trước ngày 15/12/2026.")
    cited = replace(found, label=label)
    assert (cited.number("vi"), cited.number("en")) == (vi, en)


@pytest.mark.parametrize(("name", "near"), [("Sở Tài chánh", "Sở Tài chính"), ("Sở Y học", "")])
def test_only_a_slip_is_said_to_be_near(name: str, near: str) -> None:
    (remark,) = remarks(row("Quý III/2026", lead=name))
    assert dict(remark.facts).get("near", "") == near


@pytest.mark.parametrize(
    ("name", "known", "slip"),
    [
        ("Ủy ban nhân dân phường Dương Kinh", "UBND phường Trung Thành", False),
        ("UBND xã Kiến Thụy", "UBND xã Điềm Thụy", False), ("UBND xã Điềm Thuỵ", "UBND xã Điềm Thụy", True),
        ("Sở Tài chánh", "Sở Tài chính", True), ("Sở", "Sở Tài chính", False),
    ],
)  # fmt: skip
def test_a_slip_is_in_the_name_itself(name: str, known: str, slip: bool) -> None:
    assert bodies._slip(name, known) == slip
