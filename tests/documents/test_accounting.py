"""Each printed date, period and word of repetition of a document ends in one place: nothing missing, nothing twice."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from benchmarks.documents_against import HERE, marked
from reminder.documents import Narrative, read_document, read_duties, read_head, read_tables
from reminder.documents.accounting import Printed
from reminder.documents.blocks import Document, Paragraph
from reminder.documents.finding import Spot
from reminder.documents.tables.finding_tables import sort_blocks
from reminder.documents.tables.printed_times import printed_times
from tests.servers.needs import PLANS, needs_plans

ISSUED = date(2026, 1, 12)
# Written apart from the program's own rules: what anybody would mark as a date, a period or a repetition.
DATES = re.compile(
    r"\d{1,2}/\d{1,2}/\d{4}|\bngày \d{1,2}\b|\btháng \d{1,2}\b|\bquý (?:IV|III|II|I|[1-4])\b|\bnăm \d{4}"
    r"|\b(?:hằng|hàng|mỗi) (?:tuần|tháng|quý|năm)\b|\b20\d\d\b",
    re.I,
)


def told(*lines: str, issued_on: date | None = ISSUED) -> Narrative:
    blocks = tuple(Paragraph(line, Spot("line", n)) for n, line in enumerate(lines, 1))
    return read_duties(Document("txt", blocks), issued_on)


def check(paragraphs: Iterable[Paragraph], printed: Iterable[Printed]) -> None:
    """Takes each printed piece out of its paragraph once; no date may be left, no piece be missing."""
    rest: dict[Spot, str] = defaultdict(str)
    for paragraph in paragraphs:
        rest[paragraph.spot] += " ".join(paragraph.text.split()) + " ¦ "
    for one in printed:
        for piece in one.words.split(" … "):
            words = " ".join(piece.split())
            before, found, after = rest[one.spot].partition(words)
            assert found, f"counted twice: {one}"
            rest[one.spot] = f"{before}¤{after}"
    left = {spot: DATES.findall(text) for spot, text in rest.items() if DATES.search(text)}
    assert not left


@needs_plans
@pytest.mark.parametrize("plan", sorted(PLANS.glob("*")), ids=lambda path: path.name)
def test_the_sentences_of_the_plans_are_accounted_for(plan: Path) -> None:
    document = read_document(plan)
    notes = [Paragraph(note.words, Spot("note", n)) for n, note in enumerate(document.notes, 1)]
    told = read_duties(document, read_head(document).issued_on)
    check([*sort_blocks(document).paragraphs, *notes], told.printed)
    tables = read_tables(document).outcomes
    check([Paragraph(" ¦ ".join(o.row.texts), o.row.spot) for o in tables], printed_times(tables))


OWNERS = st.sampled_from(
    ["Sở Y tế", "Giao Sở Xây dựng chủ trì, phối hợp với Sở Tài chính:", "Các sở, ban, ngành", "UBND các xã, phường", ""]
)
TIMES = st.sampled_from(
    [
        "trước ngày 15/12/2026", "trước ngày 20 tháng 6 hằng năm", "trong quý III/2026", "hằng quý",
        "định kỳ hằng tháng", "chậm nhất ngày 05 hằng tháng", "năm 2026", "giai đoạn 2021 - 2030",
        "từ tháng 5/2026 đến tháng 6/2026",
        "đến năm 2030", "ngày 19/12/2025", "Quyết định số 12/QĐ-UBND ngày 05/01/2026", "tháng 8",
        "vào thứ Sáu hằng tuần",
        "trong thời hạn 15 ngày kể từ ngày 10/02/2026", "6 tháng đầu năm 2026",
    ]
)  # fmt: skip
DOES = st.sampled_from(
    [
        "báo cáo UBND tỉnh", "gửi kết quả về Sở Nội vụ", "rà soát hàng rào", "đã ban hành 02 kế hoạch",
        "để cải thiện chỉ số", "hoàn thành", "thời hạn:", "phấn đấu đạt 95%", "chốt số liệu", "xây dựng Kế hoạch", "",
    ]
)  # fmt: skip
MARKS = st.sampled_from(["", "1. ", "- ", "a) ", "II. ", "+ ", "Điều 5. "])
ENDS = st.sampled_from([".", ";", ":", "", "./."])
SENTENCES = st.tuples(OWNERS, DOES, TIMES, DOES, TIMES).map(lambda parts: " ".join(filter(None, parts)))
LINES = st.tuples(MARKS, st.lists(SENTENCES, min_size=1, max_size=3), ENDS).map(
    lambda parts: parts[0] + "; ".join(parts[1]) + parts[2]
)


@settings(max_examples=200)
@given(st.lists(LINES, min_size=1, max_size=8))
def test_documents_of_known_shapes(lines: list[str]) -> None:
    check((Paragraph(line, Spot("line", n)) for n, line in enumerate(lines, 1)), told(*lines).printed)


@settings(max_examples=100)
@given(st.lists(LINES, min_size=1, max_size=8))
def test_lines_that_share_a_place_order_what_lines_apart_do(lines: list[str]) -> None:
    """All lines of a page of a PDF, or of a box in Word, have one spot."""

    def ordered(spots: Iterable[Spot]) -> list[tuple[str, str, str, str]]:
        blocks = tuple(Paragraph(line, spot) for line, spot in zip(lines, spots, strict=True))
        duties = read_duties(Document("pdf", blocks), ISSUED).duties
        return [(d.kind, d.title, d.owed_by_raw, d.schedule_raw) for d in duties]

    assert ordered(Spot("page", 1) for _ in lines) == ordered(Spot("line", n) for n, _ in enumerate(lines))


@settings(max_examples=100)
@example(
    [
        "II. Sở Y tế gửi Sở Nội vụ danh sách trước ngày 20 tháng 6 hằng năm:",
        "1. Sở Y tế rà soát danh mục cây xanh.",
        "- Thời hạn: trước ngày 15/12/2026.",
    ]
)  # the line of the point says when instead of its heading
@given(st.lists(LINES, min_size=1, max_size=8))
def test_words_said_to_stand_in_a_duty_do_stand_in_one(lines: list[str]) -> None:
    found = told(*lines)
    said = " ¦ ".join(" ".join((d.schedule_raw, d.quote, d.title)) for d in found.duties)
    missing = [p for one in found.printed if one.where == "duty" for p in one.words.split(" … ") if p not in said]
    assert not missing


WORDS = st.sampled_from(
    [
        "ngày",
        "tháng",
        "năm",
        "quý",
        "tuần",
        "hằng",
        "định",
        "kỳ",
        "trước",
        "sau",
        "đến",
        "từ",
        "15",
        "2026",
        "15/6",
        "15/6/2026",
        "IV",
        "6",
        "báo cáo",
        "gửi",
        "Sở Y tế",
        ":",
        ";",
        ".",
        ",",
        "(",
        ")",
        "-",
        "và",
        "hoàn thành",
        "Thời hạn",
        "Nơi nhận",
        "PHỤ LỤC",
        "KẾ HOẠCH",
        "Căn cứ",
        "để",
        "đã",
        "chủ trì",
        "thứ hai",
        "đầu",
        "cuối",
    ]
)


@settings(max_examples=200)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=14).map(" ".join), min_size=1, max_size=6))
def test_documents_of_any_words(lines: list[str]) -> None:
    check((Paragraph(line, Spot("line", n)) for n, line in enumerate(lines, 1)), told(*lines).printed)


@pytest.mark.parametrize("first", "defghijk")
def test_each_marked_document_accounts_for_every_date(first: str) -> None:
    """The documents of the benchmark as their authors wrote them, but for their tables."""
    for path in sorted(HERE.glob(f"{first}*.src")):
        lines = [line for line in marked(path.read_text("utf-8"))[0].split("\n") if line.strip() and line[0] != "|"]
        check((Paragraph(line, Spot("line", n)) for n, line in enumerate(lines, 1)), told(*lines).printed)


@pytest.mark.parametrize(
    ("line", "where", "why"),
    [
        ("Lâm Đồng, ngày 12 tháng 01 năm 2026", "background", "issued"),
        ("Căn cứ Nghị quyết số 10/NQ-CP ngày 12/3/2025 của Chính phủ;", "background", "cited"),
        ("Trong năm 2025, UBND tỉnh đã ban hành 02 kế hoạch.", "background", "past"),
        ("Phấn đấu trồng 2.000 cây trong năm 2026.", "background", "goal"),
        ("Để cải thiện chỉ số xanh trong năm 2026, UBND tỉnh ban hành Kế hoạch.", "background", "purpose"),
        ("Thời gian chốt số liệu tính từ ngày 15 tháng 12 năm trước đến ngày 14 tháng 12.", "background", "data"),
        ("Kế hoạch chăm sóc cây năm 2026", "background", "about"),
        ("Quy định này có hiệu lực từ ngày 01/3/2026.", "background", "effect"),
        ("Lễ hội diễn ra ngày 20/3/2026 tại Đà Lạt.", "unplaced", "no-order"),
        ("1. Sở Y tế báo cáo trước ngày 20/6/2026.", "duty", ""),
        ("1. Sở Y tế họp vào tuần thứ ba của tháng.", "unplaced", "unread"),
        ("1. Sở Y tế báo cáo trong tuần này.", "unplaced", "unread"),
        ("Thời gian hoàn thành: trước ngày 30/6/2026.", "unplaced", "no-order"),
        ("Nơi nhận: Sở Y tế (báo cáo trước ngày 15/12/2026);", "unplaced", "no-order"),
        ("Số: 15/KH-UBND hoàn thành trước ngày 30/6/2026", "duty", ""),
        ("1. Sở Y tế triển khai Nghị định số 30 năm 2020 của Chính phủ.", "background", "cited"),
        ("1. Sở Y tế tổng kết 05 năm thực hiện Đề án.", "background", "about"),
        ("Đơn vị nào chậm trả lời quá 10 ngày thì không xem xét.", "background", "about"),
        ("Công ty Cấp nước chưa điều chỉnh giá trong năm 2026.", "background", "about"),
        ("Hồ sơ lưu trữ đến hết năm học 2028 - 2029.", "background", "effect"),
        ("Trong 9 tháng đầu năm 2026, các đơn vị đã giải ngân 45%.", "background", "past"),
    ],
)
def test_where_a_time_ends(line: str, where: str, why: str) -> None:
    assert [(one.where, one.why) for one in told(line).printed] == [(where, why)]
