"""Text boxes, notes, comments, headers and what is embedded: each in its place, or said."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reminder.documents import Unreadable, read_document, read_duties, read_tasks
from tests.documents.office_files import box, cell, item, opened, para, row, run, said, t, table, tasks, texts, word

ORDER = "Giao Sở Xây dựng rà soát vườn ươm, hoàn thành trước ngày 20/8/2026."
OTHER = "Sở Công Thương báo cáo Ủy ban nhân dân tỉnh trước ngày 10/9/2026."
CONTENT = f"<w:txbxContent>{para(ORDER)}</w:txbxContent>"
VML = f"<w:r><w:pict><v:shape><v:textbox>{CONTENT}</v:textbox></v:shape></w:pict></w:r>"


def grouped(*inside: str) -> str:
    boxes = "".join(f"<wps:wsp><wps:txbx><w:txbxContent>{p}</w:txbxContent></wps:txbx></wps:wsp>" for p in inside)
    return f"<w:r><w:drawing><wp:anchor><wp:docPr/><wpg:wgp>{boxes}</wpg:wgp></wp:anchor></w:drawing></w:r>"


def in_tables(inside: str) -> str:
    return table(row(cell(inside + para())))


def in_boxes(inside: str) -> str:
    return para(box(inside, both=False))


@pytest.mark.parametrize("within", [in_tables, in_boxes])
@pytest.mark.parametrize("depth", [1, 8, 9, 10, 11, 60])
def test_words_within_tables_and_boxes_are_read_however_deep(within: Callable[[str], str], depth: int) -> None:
    inside = para(ORDER)
    for _ in range(depth):
        inside = within(inside)
    assert ORDER in texts(opened(word(para("Kế hoạch"), inside)))
    assert any(ORDER in words for words in texts(opened(word(para("Kế hoạch"), table(row(cell(inside), "b"))))))


def test_what_lies_deeper_than_the_machine_reads_is_refused(tmp_path: Path) -> None:
    inside = para(ORDER)
    for _ in range(1500):
        inside = in_tables(inside)
    (tmp_path / "plan.docx").write_bytes(word(inside))
    with pytest.raises(Unreadable, match="nested deeper than any plan"):
        read_document(tmp_path / "plan.docx")


@pytest.mark.parametrize(
    "runs",
    [
        (box(para(ORDER)), box(para(OTHER))),
        (box(para(ORDER), para(OTHER)),),
        (box(para(ORDER, box(para(OTHER)))),),
        (box(para(ORDER), both=False), box(para(OTHER), both=False)),
        (VML, box(para(OTHER))),
        (grouped(para(ORDER), para(OTHER)),),
        (f"<w:ins w:id='1' w:author='a'>{box(para(ORDER))}</w:ins>", box(para(OTHER))),
    ],
)
def test_every_box_is_read_once_and_stands_for_itself(runs: tuple[str, ...]) -> None:
    document = opened(word(para("Các cơ quan, đơn vị", *runs, " thực hiện:"), para("Trên đây là Kế hoạch.")))
    assert texts(document) == ["Các cơ quan, đơn vị thực hiện:", ORDER, OTHER, "Trên đây là Kế hoạch."]
    assert not document.findings
    assert len(read_duties(document).duties) == 2


def test_a_box_with_a_table() -> None:
    document = opened(word(para(box(para("Phụ lục"), table(row("TT", "Việc"), row("1", "Trồng cây"))))))
    assert texts(document) == ["Phụ lục", "TT | Việc", "1 | Trồng cây"]


@pytest.mark.parametrize(
    ("lead", "when"),
    [
        (para(box(para("Sở Xây dựng"))), para(box(para("trước ngày 20/8/2026")))),
        (para("Sở Xây dựng"), para("trước ngày ", box(para("20/8/2026")))),
        (para(VML.replace(ORDER, "Sở Xây dựng")), para(grouped(para("trước ngày 20/8/2026")))),
    ],
)
def test_a_box_in_a_cell_is_text_of_the_cell(lead: str, when: str) -> None:
    task = read_tasks(opened(word(tasks(row("1", "Rà soát", lead, "", when)))))[0][0]
    assert task.lead_raw == "Sở Xây dựng"
    assert task.timeframe_raw.replace("\n", " ") == "trước ngày 20/8/2026"


def test_a_box_that_is_hidden_or_deleted_is_said() -> None:
    hidden = box(para("Ẩn 1/1/2026")).replace("<wp:docPr/>", '<wp:docPr hidden="1"/>')
    gone = f'<w:del w:id="1" w:author="a">{box(para("Xóa 2/2/2026"))}</w:del>'
    struck = box(para(run("Gạch 3/3/2026", "<w:strike/>"), "Còn"))
    document = opened(word(para("Đoạn", hidden, gone, struck)))
    assert texts(document) == ["Đoạn", "Còn"]
    assert said(document) == [
        ("hidden-text", "Ẩn 1/1/2026"), ("deleted-text", "Xóa 2/2/2026"), ("struck-text", "Gạch 3/3/2026"),
    ]  # fmt: skip


def note(kind: str, key: int, text: str, sort: str = "") -> str:
    return f'<w:{kind} w:id="{key}"{sort}>{para(text)}</w:{kind}>'


def cited(kind: str, key: int, mark: str = "") -> str:
    own = f' w:customMarkFollows="1"/>{t(mark)}' if mark else "/>"
    return f'<w:r><w:{kind}Reference w:id="{key}"{own}</w:r>'


def test_a_footnote_and_an_endnote_of_one_id() -> None:
    document = opened(word(
            tasks(
                row("1", "Một", "Sở Y tế", "", para("Quý I/2026", cited("footnote", 5))),
                row("2", "Hai", "Sở Y tế", "", para("Quý II/2026", cited("endnote", 5))),
                row("3", "Ba", "Sở Y tế", "", para("Quý III/2026", cited("footnote", 6, "*"))),
            ),
            footnotes=note("footnote", 0, "", ' w:type="separator"') + note("footnote", 5, "Nghị quyết 7")
            + note("footnote", 6, "Có dấu riêng"),
            endnotes=note("endnote", 5, "Gia hạn đến 31/3/2027"),
        ),
    )  # fmt: skip
    rows, _ = read_tasks(document)
    assert [(r.timeframe_raw, r.note) for r in rows] == [
        ("Quý I/2026", "Nghị quyết 7"), ("Quý II/2026", "Gia hạn đến 31/3/2027"), ("Quý III/2026", "Có dấu riêng"),
    ]  # fmt: skip
    assert not document.findings


def test_two_notes_at_one_place() -> None:
    when = para("Quý I/2026", cited("footnote", 5), cited("endnote", 5), cited("footnote", 6))
    document = opened(
        word(
            tasks(row("1", "Một", "Sở Y tế", "", when)),
            footnotes=note("footnote", 5, "Một.") + note("footnote", 6, "Ba."), endnotes=note("endnote", 5, "Hai."),
        )
    )  # fmt: skip
    (task,) = read_tasks(document)[0]
    assert (task.timeframe_raw, task.note) == ("Quý I/2026", "Một.\nHai.\nBa.")


def test_a_note_whose_mark_is_not_shown_is_said() -> None:
    gone = f'<w:del w:id="1" w:author="a">{cited("footnote", 5)}</w:del>'
    document = opened(word(para("Đoạn", gone), footnotes=note("footnote", 5, "Đến 31/3/2027")))
    assert document.notes == () and said(document) == [("note-unread", "Đến 31/3/2027")]


def test_comments_are_said_where_they_stand() -> None:
    mark = '<w:r><w:commentReference w:id="3"/></w:r>'
    comments = note("comment", 3, "Lùi sang 30/9?") + note("comment", 4, "Chưa gắn vào đâu")
    document = opened(
        word(para("Đầu"), tasks(row("1", "Việc", "Sở Y tế", "", para("Quý I/2026", mark, mark))), comments=comments)
    )
    assert read_tasks(document)[0][0].timeframe_raw == "Quý I/2026"
    assert said(document) == [("comment", "Lùi sang 30/9?"), ("comment", "Chưa gắn vào đâu")]
    assert [f.spot and f.spot.kind for f in document.findings] == ["row", None]


def test_a_commented_row_is_no_struck_row() -> None:
    mark = para('<w:r><w:commentReference w:id="3"/></w:r>')
    document = opened(word(table(row("1", mark, "2")), comments=note("comment", 3, "sao?")))
    assert texts(document) == ["1 |  | 2"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Trang 3/12", False),
        ("3/12", False),
        ("- 3 -", False),
        ("KẾ HOẠCH\nTrang 3/12", False),
        ("ỦY BAN NHÂN DÂN TỈNH", False),
        ("Kèm theo Kế hoạch số 15/KH-UBND ngày 12/01/2026", True),
        ("Hạn gửi báo cáo: quý II", True),
        ("Người ký: Sở Y tế; 14.01.2026 08:15:00 +07:00", True),
        ("Báo cáo hằng tháng", True),
    ],
)
@pytest.mark.parametrize("kind", ["header", "footer"])
def test_a_header_with_a_time_in_it_is_said(kind: str, words: str, told: bool) -> None:
    made = table(row(words)) + para()
    document = opened(word(para("Đoạn"), header=made) if kind == "header" else word(para("Đoạn"), footer=made))
    assert texts(document) == ["Đoạn"]
    assert said(document) == ([("margin-text", words)] if told else [])


def test_a_picture_as_large_as_a_page_of_text_is_said_a_stamp_is_not() -> None:
    def picture(cx: float, cy: float) -> str:
        size = f'<wp:extent cx="{int(cx * 360_000)}" cy="{int(cy * 360_000)}"/>'
        blip = "<a:graphic><pic:pic><pic:blipFill><a:blip/></pic:blipFill></pic:pic></a:graphic>"
        return f"<w:r><w:drawing><wp:inline>{size}{blip}</wp:inline></w:drawing></w:r>"

    def old(width: int, height: int) -> str:
        size = f'style="width:{width}pt;height:{height}pt"'
        return f"<w:r><w:pict><v:shape {size}><v:imagedata/></v:shape></w:pict></w:r>"

    for drawn, codes in (
        (picture(16, 20), ["picture-unread"]), (picture(3, 4), []), (picture(16, 0.1), []),
        (old(460, 600), ["picture-unread"]), (old(80, 90), []),
    ):  # fmt: skip
        document = opened(word(para("Đoạn", drawn)))
        assert [f.code for f in document.findings] == codes


def test_what_is_embedded_is_said() -> None:
    sheet = '<w:r><w:object><v:shape/><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'
    formula = '<w:r><w:object><v:shape/><o:OLEObject ProgID="Equation.DSMT4"/></w:object></w:r>'
    foreign = '<w:altChunk r:id="r9"/>'
    document = opened(word(para("Một", sheet), para("Hai", formula), foreign, para("Ba")))
    assert [f.code for f in document.findings] == ["object-unread", "object-unread"]


def test_a_diagram_is_said_with_its_words() -> None:
    drawn = '<w:r><w:drawing><wp:inline><dgm:relIds r:dm="r-diagramData"/></wp:inline></w:drawing></w:r>'
    data = "<a:p><a:r><a:t>Bước 1:</a:t></a:r></a:p><a:p><a:r><a:t>trước 30/6</a:t></a:r></a:p>"
    document = opened(word(para("Đoạn", drawn), diagramData=data))
    assert said(document) == [("diagram-text", "Bước 1: trước 30/6")]


def test_lists_in_boxes_and_notes_count_for_themselves() -> None:
    levels = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    document = opened(
        word(item("a"), para("x", box(item("b"), item("c"))), table(row(item("d"))), item("e"), numbering=levels)
    )
    assert texts(document) == ["1. a", "x", "1. b", "2. c", "2. d", "3. e"]


def test_words_in_a_formula_are_read() -> None:
    document = opened(word(para("đạt ", "<m:oMath><m:r><m:t>95%</m:t></m:r></m:oMath>", " trở lên")))
    assert texts(document) == ["đạt 95% trở lên"]
