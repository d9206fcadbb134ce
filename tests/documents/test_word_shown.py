"""What a reader of a Word file sees counts: nothing hidden, struck or deleted; and what was left out is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.documents import read_tasks
from reminder.documents.blocks import Table
from reminder.documents.finding import say_spot
from tests.documents.office_files import cell, deleted, opened, para, row, run, said, style, table, tasks, texts, word

VANISH = "<w:vanish/>"
STRUCK = "<w:strike/>"
MARK_DELETED = '<w:del w:id="9" w:author="a"/>'


@pytest.mark.parametrize("said_so", ["0", "false", "off", "False"])
@pytest.mark.parametrize("name", ["vanish", "strike", "dstrike"])
def test_a_switch_that_is_off_hides_nothing(name: str, said_so: str) -> None:
    document = opened(word(para(run("trước ngày 15/12", f'<w:{name} w:val="{said_so}"/>'))))
    assert texts(document) == ["trước ngày 15/12"] and not document.findings


@pytest.mark.parametrize("value", ["", ' w:val="1"', ' w:val="true"', ' w:val="on"'])
@pytest.mark.parametrize(
    ("name", "code"), [("vanish", "hidden-text"), ("strike", "struck-text"), ("dstrike", "struck-text")]
)
def test_what_is_not_seen_is_left_out_and_said(name: str, code: str, value: str) -> None:
    document = opened(word(para("Hạn 15/12", run(" cũ 10/10", f"<w:{name}{value}/>"), "/2026")))
    assert texts(document) == ["Hạn 15/12/2026"]
    assert said(document) == [(code, "cũ 10/10")]
    assert document.findings[0].spot is not None and say_spot(document.findings[0].spot) == "paragraph 1"


def test_hidden_on_the_web_only_is_seen_in_print() -> None:
    assert texts(opened(word(para(run("Điều 1", "<w:webHidden/>"))))) == ["Điều 1"]


STYLES = (
    style("Usual", "paragraph", usual=True)
    + style("Old", "character", STRUCK)
    + style("Older", "character", based="Old")
    + style("Live", "character", '<w:strike w:val="0"/>', based="Old")
    + style("Gone", "paragraph", VANISH)
    + style("GoneToo", "paragraph", based="Gone")
    + style("Secret", "character", VANISH)
    + style("OldTable", "table", STRUCK)
)


@pytest.mark.parametrize(
    ("paragraph", "look", "seen"),
    [
        ("", "", True),
        ("", '<w:rStyle w:val="Old"/>', False),
        ("", '<w:rStyle w:val="Older"/>', False),
        ("", '<w:rStyle w:val="Live"/>', True),
        ("", '<w:rStyle w:val="Old"/><w:strike w:val="0"/>', True),
        ("Gone", "", False),
        ("GoneToo", "", False),
        ("GoneToo", '<w:vanish w:val="0"/>', True),
        # Said by the paragraph's style and by that of its characters, a toggle is off again.
        ("Gone", '<w:rStyle w:val="Secret"/>', True),
        ("Gone", '<w:rStyle w:val="Old"/>', False),
        ("Unknown", '<w:rStyle w:val="Unknown"/>', True),
    ],
)
def test_styles_say_what_is_seen(paragraph: str, look: str, seen: bool) -> None:
    made = para(run("15/12/2026", look), look=f'<w:pStyle w:val="{paragraph}"/>')
    document = opened(word(para("Đầu"), made, para("cuối"), styles=STYLES))
    assert ("15/12/2026" in "".join(texts(document))) == seen
    assert bool(document.findings) == (not seen)


def test_the_defaults_of_the_document_and_the_usual_style() -> None:
    hidden = f"<w:docDefaults><w:rPrDefault><w:rPr>{VANISH}</w:rPr></w:rPrDefault></w:docDefaults>"
    shown = para(run("hiện", '<w:vanish w:val="0"/>'), " ẩn")
    assert texts(opened(word(shown, styles=hidden))) == ["hiện"]
    assert texts(opened(word(shown, styles=style("N", "paragraph", VANISH, usual=True)))) == ["hiện"]


def test_a_style_of_a_table() -> None:
    document = opened(word(para("x"), table(row("cũ", "mới"), style="OldTable"), styles=STYLES))
    assert texts(document) == ["x"] and said(document) == [("struck-text", "cũ … mới")]


def test_styles_that_stand_on_each_other() -> None:
    ring = style("A", "paragraph", based="B") + style("B", "paragraph", based="A")
    assert texts(opened(word(para("chữ", look='<w:pStyle w:val="A"/>'), styles=ring))) == ["chữ"]


def test_deleted_under_tracked_changes() -> None:
    moved = '<w:moveFrom w:id="2" w:author="a"><w:r><w:t>chuyển đi</w:t></w:r></w:moveFrom>'
    inserted = '<w:ins w:id="3" w:author="a"><w:r><w:t>20/12/2026</w:t></w:r></w:ins>'
    document = opened(word(para("Trước ngày ", deleted("15/12"), deleted("/2026"), inserted, moved, ".")))
    assert texts(document) == ["Trước ngày 20/12/2026."]
    assert said(document) == [("deleted-text", "15/12/2026 … chuyển đi")]


def test_paragraphs_joined_by_a_deleted_mark() -> None:
    document = opened(word(
            para("1. Sở Y tế báo cáo", mark=MARK_DELETED), para("trước ngày 15/12/2026."),
            para(deleted("2. Bỏ cả đoạn."), mark=MARK_DELETED), para("3. Sở Nội vụ tổng hợp."),
        ),
    )  # fmt: skip
    assert texts(document) == ["1. Sở Y tế báo cáo trước ngày 15/12/2026.", "3. Sở Nội vụ tổng hợp."]
    assert said(document) == [("deleted-text", "2. Bỏ cả đoạn.")]


def test_a_heading_run_into_its_text() -> None:
    """Word hides the mark between the two (a style separator): they stand on one line."""
    document = opened(word(para("Sở Y tế:", mark="<w:vanish/><w:specVanish/>"), para("báo cáo hằng quý.")))
    assert texts(document) == ["Sở Y tế: báo cáo hằng quý."]


def test_a_hidden_mark_before_a_table_or_at_the_end() -> None:
    document = opened(word(para("Trước", mark=VANISH), table(row("ô", "khác")), para("Sau", mark=VANISH)))
    assert texts(document) == ["Trước", "ô | khác", "Sau"] and not document.findings


ROW = ("Rà soát vườn ươm", "Sở Xây dựng", "Sở Y tế", "trước ngày 15/12/2026")


def struck(*words: str) -> list[str]:
    return [para(run(text, STRUCK)) if text else "" for text in words]


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (row(*struck("2", *ROW)), "struck-text"),
        (row("2", *struck(*ROW)), "struck-text"),
        (row(*struck("2", *ROW[:2], "", ROW[3])), "struck-text"),
        (row("2", *ROW, look='<w:del w:id="1" w:author="a"/>'), "deleted-text"),
        (row(*(para(deleted(text)) for text in ("2", *ROW))), "deleted-text"),
        (row("2", *ROW, look="<w:hidden/>"), "hidden-text"),
        (row(*(para(run(text, VANISH)) for text in ("2", *ROW))), "hidden-text"),
    ],
)
def test_a_row_that_is_gone_is_no_task(made: str, code: str) -> None:
    last = row("3", "Kiểm tra", "Sở Nội vụ", "", "Quý IV/2026")
    document = opened(word(tasks(row("1", "Trồng cây", "Sở Y tế", "", "Quý III/2026"), made, last)))
    tasks_, _ = read_tasks(document)
    assert [task.title for task in tasks_] == ["Trồng cây", "Kiểm tra"]
    assert [f.code for f in document.findings] == [code]
    words = said(document)[0][1]
    assert "Rà soát vườn ươm … Sở Xây dựng" in words and words.endswith("trước ngày 15/12/2026")
    assert document.findings[0].spot is not None and document.findings[0].spot.kind == "row"
    assert "Rà soát vườn ươm" in document.findings[0].say("vi")


def test_a_row_half_struck_stays_with_what_is_left() -> None:
    lead = para(run("Sở Công Thương", STRUCK), " Sở Xây dựng")
    document = opened(word(tasks(row("1", "Rà soát", lead, "", "Quý IV/2026"))))
    assert [task.lead_raw for task in read_tasks(document)[0]] == ["Sở Xây dựng"]
    assert said(document) == [("struck-text", "Sở Công Thương")]


@pytest.mark.parametrize(("look", "code"), [(STRUCK, "struck-text"), (VANISH, "hidden-text")])
@pytest.mark.parametrize("date", ["15/12/2026", "2026", "30.6", "12"])
def test_a_date_left_standing_in_a_row_that_is_gone_is_said_with_it(date: str, look: str, code: str) -> None:
    gone = (para(run(words, look)) for words in ROW[:3])
    document = opened(word(tasks(row("1", *ROW), row("2", *gone, date), row("3", *ROW))))
    assert [task.stt for task in read_tasks(document)[0]] == ["1", "3"]
    assert said(document) == [(code, f"Rà soát vườn ươm … Sở Xây dựng … Sở Y tế … {date}")]


def test_a_merged_cell_outlives_its_struck_first_row() -> None:
    def merged(text: str, how: str) -> str:
        return cell(text, f'<w:vMerge w:val="{how}"/>')

    document = opened(word(tasks(
            row("1", *struck("Bỏ"), merged("Sở Y tế", "restart"), "", *struck("Quý I/2026")),
            row("2", "Còn", merged("", "continue"), "", "Quý II/2026"),
            row("3", "Còn nữa", merged("", "continue"), "", "Quý III/2026"),
        )),
    )  # fmt: skip
    rows, _ = read_tasks(document)
    assert [(r.title, r.lead_raw) for r in rows] == [("Còn", "Sở Y tế"), ("Còn nữa", "Sở Y tế")]


def test_a_merged_cell_out_of_line_goes_on_all_the_same() -> None:
    """As some programs write it: the lower half stands one column off."""
    upper = row("1", "Một", cell("Sở Y tế", '<w:vMerge w:val="restart"/>'), "", "Quý I/2026")
    lower = row(cell("2", '<w:gridSpan w:val="2"/>'), "Hai", cell("", "<w:vMerge/>"), "Quý II/2026")
    made = opened(word(table(upper, lower))).blocks[0]
    assert isinstance(made, Table) and made.rows[1].cells[3].covered == "above"


def test_a_merged_cell_whose_rows_are_all_struck_is_said() -> None:
    document = opened(word(tasks(
            row("1", *struck("Một"), cell("Sở Y tế", '<w:vMerge w:val="restart"/>'), "", *struck("Quý I/2026")),
            row("2", *struck("Hai"), cell("", "<w:vMerge/>"), "", *struck("Quý II/2026")),
            row("3", "Ba", "Sở Nội vụ", "", "Quý II/2026"),
        )),
    )  # fmt: skip
    assert [r.lead_raw for r in read_tasks(document)[0]] == ["Sở Nội vụ"]
    assert "Sở Y tế" in " ".join(words for _, words in said(document))


def test_blanks_and_signs_alone_are_not_worth_a_word() -> None:
    document = opened(word(para("Một", deleted(" "), run(", ", STRUCK), "hai")))
    assert texts(document) == ["Mộthai"] and not document.findings


def test_cells_merged_to_the_side_as_old_word_does() -> None:
    wide = row(cell("I", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), "x")
    table_ = opened(word(table(wide, row("a", "b", "c")))).blocks[0]
    assert [c.covered for c in table_.rows[0].cells] == ["", "left", ""]  # type: ignore[union-attr]


PIECES = st.lists(
    st.tuples(st.sampled_from(["", VANISH, STRUCK, "del"]), st.text("ăn ngày15/", min_size=1, max_size=8)), max_size=8
)


@given(PIECES)
def test_each_letter_is_read_or_said(pieces: list[tuple[str, str]]) -> None:
    """Whatever is hidden, struck or deleted: what is not in the text stands in a finding, and the other way round."""
    made = para("Đầu ", *(deleted(text) if look == "del" else run(text, look) for look, text in pieces))
    document = opened(word(made))

    def letters(text: str) -> list[str]:
        return sorted(c for c in text if c.isalnum())

    unseen = "".join(words for _, words in said(document))
    assert letters("".join(texts(document))) == letters("Đầu" + "".join(t for look, t in pieces if not look))
    assert letters(unseen) == letters("".join(t for look, t in pieces if look))


CELLS = st.tuples(st.sampled_from(["", VANISH, STRUCK]), st.text("ăn15/ ", max_size=6))


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=4))
def test_each_letter_and_figure_of_a_table_is_read_or_said(made: list[list[tuple[str, str]]]) -> None:
    """But for the number of a row left out."""
    rows = (row("7", *(para(run(text, look)) for look, text in cells)) for cells in made)
    document = opened(word(para("Đầu"), table(*rows)))
    left = "".join(words for _, words in said(document)) + "".join(texts(document)).replace("7", "")
    printed = "Đầu" + "".join(text for cells in made for _, text in cells)
    assert sorted(filter(str.isalnum, left)) == sorted(filter(str.isalnum, printed))


@pytest.mark.parametrize(
    "cells",
    [
        ("UBND TỈNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), ("UBND TỈNH", "Độc lập - Tự do - Hạnh phúc"),
        ("Nơi nhận:", "CHỦ TỊCH"),
    ],
)  # fmt: skip
def test_a_table_that_no_reader_sees_as_one_is_not_counted(cells: tuple[str, str]) -> None:
    rows = (cells, ("STT", "Nhiệm vụ"), ("1", "Rà soát"))
    document = opened(word(*(part for words in rows for part in (table(row(*map(cell, words))), para("x")))))
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert [block.rows[0].spot.at for block in tables] == ["", "1", "2"]
