"""A document broken at each printed line is sewn together; any other stays as it is."""

import textwrap
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reminder.documents import read_document
from reminder.documents.blocks import Paragraph, Row, Table
from reminder.documents.broken_lines import Role, StoredLine, sewn
from reminder.documents.finding import Spot
from tests.documents.office_files import box, item, opened, para, row, table, texts, word
from tests.servers.needs import PLANS, needs_plans

# Two sentences broken over a line's end: the least that shows that a document is broken.
SHOWN = ("1. Sở Y tế gửi báo cáo về Sở Tài", "chính trước ngày 15/8/2026.", "2. Sở Nội vụ tổng hợp, gửi Sở Nông",
         "nghiệp và Môi trường trước ngày 20/9/2026.")  # fmt: skip
WHOLE = ["1. Sở Y tế gửi báo cáo về Sở Tài chính trước ngày 15/8/2026.",
         "2. Sở Nội vụ tổng hợp, gửi Sở Nông nghiệp và Môi trường trước ngày 20/9/2026."]  # fmt: skip


def printed(text: str, n: int = 1, role: Role = "line") -> StoredLine:
    return StoredLine(Paragraph(text, Spot("paragraph", n)), role)


def read(*lines: str) -> list[str]:
    return [b.text for b in sewn([printed(line) for line in lines]) if isinstance(b, Paragraph)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("3. Giao Sở Công", "Thương báo cáo Ủy ban nhân dân tỉnh trước ngày 30/9/2026."),
        ("3. Giao Sở Nông", "nghiệp và Môi trường báo cáo kết quả chăm sóc cây xanh trước ngày 30/9/2026."),
        ("3. Giao UBND tỉnh Lâm", "Đồng báo cáo trước ngày 30/9/2026."),
        ("3. Các cơ quan gửi báo cáo về Sở", "Nội vụ trước ngày 30/9/2026."),
        ("3. Các cơ quan gửi báo cáo trước ngày", "30/9/2026 để tổng hợp."),
        ("3. Các cơ quan hoàn thành trong quý", "III/2026."),
        ("3. Các cơ quan hoàn thành trước ngày 15/8/", "2026 và báo cáo."),
        ("3. Các cơ quan căn cứ Quyết định số 15/", "QĐ-UBND của tỉnh."),
        ("3. Các cơ quan căn cứ Quyết định số 15/QĐ-", "UBND của tỉnh."),
        ("3. Giao Sở Y tế, Sở Nội vụ và", "Thanh tra tỉnh báo cáo trước ngày 30/9/2026."),
        ("3. Giao Sở Y tế, Sở Nội vụ,", "Thanh tra tỉnh báo cáo trước ngày 30/9/2026."),
    ],
)
def test_a_name_or_a_date_torn_at_a_lines_end(first: str, second: str) -> None:
    between = "" if first.endswith(("/", "-")) else " "
    assert read(*SHOWN, first, second) == [*WHOLE, f"{first}{between}{second}"]
    # Alone it might be two paragraphs.
    assert read(first, second) == [first, second]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("II. TỔ CHỨC THỰC HIỆN", "giao các cơ quan sau đây."),
        ("3. Sở Y tế", "Chủ trì tham mưu báo cáo."),
        ("3. Sở Y tế báo cáo kết quả.", "các cơ quan khác thực hiện."),
        ("Các cơ quan thực hiện", "- Sở Y tế: báo cáo"),
        ("Các cơ quan thực hiện", "4. Sở Y tế báo cáo"),
        ("Các cơ quan thực hiện", "a) sở Y tế báo cáo"),
        ("Các cơ quan thực hiện", "a. sở Y tế báo cáo"),
        ("Các cơ quan thực hiện", "CHỦ TỊCH"),
        ("Gửi Công an tỉnh", "Sở Tài chính"),
        ("Gửi Sở TNMT", "Sở Tài chính"),
    ],
)
def test_what_does_not_run_on_even_there(first: str, second: str) -> None:
    assert read(*SHOWN, first, second) == [*WHOLE, first, second]


@pytest.mark.parametrize(
    "lines",
    [
        # A title on two lines, a list without marks, one slip.
        ("Triển khai Nghị quyết số 122/NQ-CP của Chính phủ", "ban hành Kế hoạch thực hiện Kết luận", "Căn cứ;"),
        ("Thành phần gồm:", "đại diện Sở Y tế", "đại diện Sở Nội vụ", "đại diện Công an tỉnh."),
        ("II. Nhiệm vụ", "rà soát, thống kê cây xanh trong các công sở trước ngày 15/8/2026."),
        ("Giao Sở Công", "Thương báo cáo kết quả chăm sóc cây xanh trước ngày 15/8/2026."),
    ],
)  # fmt: skip
def test_an_ordinary_document_stays(lines: Sequence[str]) -> None:
    assert read(*lines) == list(lines)


def test_one_sentence_is_enough_for_itself() -> None:
    lines = ("Sở Y tế báo cáo kết quả về Sở Tài", "chính trước ngày 15/8/2026.", "Giao Sở Công", "Thương tổng hợp.")
    assert read(*lines) == [f"{lines[0]} {lines[1]}", *lines[2:]]


def test_blank_paragraphs_tables_and_centred_lines_part() -> None:
    centred = '<w:jc w:val="center"/>'
    document = opened(word(
            *map(para, SHOWN), para("Các cơ quan gửi"), para(), para("báo cáo năm."), para("Các cơ quan gửi"),
            table(row("a", "b")), para("báo cáo quý."), para("Chăm sóc cây xanh", look=centred),
            para("trong các công sở.", look=centred),
        ),
    )  # fmt: skip
    assert texts(document) == [
        *WHOLE, "Các cơ quan gửi", "báo cáo năm.", "Các cơ quan gửi", "a | b", "báo cáo quý.", "Chăm sóc cây xanh",
        "trong các công sở.",
    ]  # fmt: skip


def test_a_sentence_runs_on_past_a_box_and_never_into_it() -> None:
    first, *rest = SHOWN
    document = opened(word(para(first, box(para("ghi chú bên lề"))), *map(para, rest)))
    assert texts(document) == [WHOLE[0], "ghi chú bên lề", WHOLE[1]]


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (("Sở Công", "Thương"), "Sở Công Thương"),
        (("Sở Y", "tế"), "Sở Y tế"),
        (("Sở Nông nghiệp và", "Môi trường"), "Sở Nông nghiệp và Môi trường"),
        (("Ban", "Dân tộc và Tôn giáo tỉnh"), "Ban Dân tộc và Tôn giáo tỉnh"),
        (("Sở Y tế", "Sở Nội vụ"), "Sở Y tế\nSở Nội vụ"),
        (("Công an tỉnh", "Thanh tra tỉnh"), "Công an tỉnh\nThanh tra tỉnh"),
        (("Sở GTVT", "Cảng vụ"), "Sở GTVT\nCảng vụ"),
        (("UBND thành phố Vinh", "Chi cục Thuế"), "UBND thành phố Vinh\nChi cục Thuế"),
        (("UBND xã Bản", "Xã Nậm Mười"), "UBND xã Bản\nXã Nậm Mười"),
        (("Hằng tháng", "Hằng quý"), "Hằng tháng\nHằng quý"),
        (("Kế hoạch chuyển đổi số", "Báo cáo"), "Kế hoạch chuyển đổi số\nBáo cáo"),
        (("Nghị quyết được thông qua", "Quyết định"), "Nghị quyết được thông qua\nQuyết định"),
    ],
)
def test_a_name_broken_to_fit_its_cell(lines: Sequence[str], whole: str) -> None:
    (made,) = opened(word(table(row("".join(map(para, lines)))))).blocks
    assert isinstance(made, Table) and made.rows[0].texts == (whole,)


def test_numbers_of_word_begin_a_paragraph() -> None:
    lists = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
        '<w:lvlText w:val="-"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    document = opened(word(*map(para, SHOWN), para("Gồm"), item("đại diện Sở Y tế"), numbering=lists))
    assert texts(document) == [*WHOLE, "Gồm", "- đại diện Sở Y tế"]


def test_the_place_is_where_the_sentence_begins() -> None:
    flow = [printed(line, n) for n, line in enumerate(SHOWN, 1)]
    assert [b.spot.n for b in sewn(flow) if isinstance(b, Paragraph)] == [1, 3]


@needs_plans
@pytest.mark.parametrize("width", [45, 60, 75, 90])
@pytest.mark.parametrize("path", sorted(PLANS.glob("*.docx")), ids=lambda p: p.stem[:14])
def test_a_real_plan_broken_at_a_width(path: Path, width: int) -> None:
    whole = [b for b in read_document(path).blocks if isinstance(b, Paragraph)]
    assert list(sewn([StoredLine(p) for p in whole])) == whole
    if len(whole) < 50:
        return
    lines = [
        StoredLine(Paragraph(line, p.spot))
        for p in whole
        for line in textwrap.wrap(p.text, width, break_long_words=False, break_on_hyphens=False)
    ]
    again = set(sewn(lines))
    assert sum(p in again for p in whole) > 0.93 * len(whole)


LINES = st.lists(st.text("ab AB,.;:-1)/ ởă", min_size=1).map(str.strip).filter(bool), max_size=12)
ROLES: tuple[Role, ...] = ("line", "line", "line", "begin", "apart", "aside")


@given(LINES, st.data())
def test_nothing_is_lost_or_put_elsewhere(lines: list[str], data: st.DataObject) -> None:
    """Whatever is sewn: every word once, those of the text in order; tables stay where they are."""
    flow: list[StoredLine | Table | None] = []
    for line in lines:
        flow.append(printed(line, role=data.draw(st.sampled_from(ROLES))))
        flow += data.draw(st.sampled_from([[], [], [None], [Table((Row((), Spot("row")),), True)]]))
    out = list(sewn(flow))
    beside = {id(f.paragraph): f.paragraph.text for f in flow if isinstance(f, StoredLine) and f.role == "aside"}
    body = [b.text for b in out if isinstance(b, Paragraph) and id(b) not in beside]
    kept = "".join(f.paragraph.text for f in flow if isinstance(f, StoredLine) and f.role != "aside")
    assert "".join(body).replace(" ", "") == kept.replace(" ", "")
    assert sum(id(b) in beside for b in out) == len(beside)
    assert sum(isinstance(b, Table) for b in out) == sum(isinstance(f, Table) for f in flow)


@given(LINES)
def test_sewn_twice_is_sewn_once(lines: list[str]) -> None:
    once = read(*lines)
    assume(len(once) == len(lines))
    assert read(*once) == once
