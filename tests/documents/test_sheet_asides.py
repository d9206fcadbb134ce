"""What stands beside the cells of a sheet: boxes, comments, printed margins."""

from pathlib import Path

from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from reminder.documents.blocks import Paragraph
from tests.documents.sheets import book, document, repacked, tasks

DRAWING = """\
<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">{anchors}</xdr:wsDr>"""
ANCHOR = """\
<xdr:oneCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row>
<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="1" cy="1"/>{shape}<xdr:clientData/></xdr:oneCellAnchor>"""
SHAPE = """\
<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="{id}" name="Hộp" {hidden}/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr>
<xdr:spPr/><xdr:txBody><a:bodyPr/><a:p>{runs}</a:p></xdr:txBody></xdr:sp>"""
RELATIONS = """\
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{all}</Relationships>"""
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def drawn(anchors: str, data: bytes | None = None) -> bytes:
    """The workbook with a drawing on its sheet."""

    def change(name: str, body: bytes) -> bytes:
        link = f'<drawing xmlns:r="{OFFICE}" r:id="rId9"/></worksheet>'.encode()
        return body.replace(b"</worksheet>", link) if name.endswith("sheet1.xml") else body

    relation = f'<Relationship Id="rId9" Type="{OFFICE}/drawing" Target="../drawings/d.xml"/>'
    more = {
        "xl/drawings/d.xml": DRAWING.format(anchors=anchors),
        "xl/worksheets/_rels/sheet1.xml.rels": RELATIONS.format(all=relation),
    }
    return repacked(data or book(), change, more)


def test_the_words_of_boxes_are_paragraphs(tmp_path: Path) -> None:
    def run(words: str, about: str = "") -> str:
        return f"<a:r>{about}<a:t>{words}</a:t></a:r>"

    struck = run("hai lần ", '<a:rPr strike="sngStrike"/>')
    words = run("Sở Nội vụ báo cáo ") + struck + run("trước ngày 20/11.")
    twice = "<mc:AlternateContent><mc:Choice>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback></mc:AlternateContent>"
    inner = SHAPE.format(id=5, hidden="", runs=run("Trong nhóm")) + SHAPE.format(
        id=6, hidden='hidden="1"', runs=run("Ẩn")
    )
    anchors = [
        ANCHOR.format(row=8, shape=twice.format(SHAPE.format(id=2, hidden="", runs=words))),
        ANCHOR.format(row=9, shape=f"<xdr:grpSp>{inner}</xdr:grpSp>"),
        ANCHOR.format(row=0, shape=SHAPE.format(id=7, hidden="", runs=run("Cạnh tiêu đề"))),
        ANCHOR.format(row=3, shape="<xdr:pic/>"),
    ]
    read = document(tmp_path, drawn("".join(anchors)))
    texts = {block.spot.at: block.text for block in read.blocks if isinstance(block, Paragraph)}
    assert texts == {
        "PL!B9": "Sở Nội vụ báo cáo trước ngày 20/11.", "PL!B10": "Trong nhóm", "PL!B1": "Cạnh tiêu đề",
    }  # fmt: skip
    assert [f.code for f in read.findings] == ["picture-unread"]


def test_a_box_above_the_table_is_read_before_it(tmp_path: Path) -> None:
    def below(sheet: Worksheet) -> None:
        sheet.move_range("A1:E5", rows=9)

    box = ANCHOR.format(row=2, shape=SHAPE.format(id=2, hidden="", runs="<a:r><a:t>UBND TỈNH</a:t></a:r>"))
    read = document(tmp_path, drawn(box, book(change=below)))
    assert [isinstance(block, Paragraph) for block in read.blocks] == [True, False]


def test_comments_are_said(tmp_path: Path) -> None:
    def noted(sheet: Worksheet) -> None:
        sheet["B4"].comment = Comment("gia hạn\nđến 30/6", "A")
        sheet["E5"].comment = Comment("[Threaded comment]\n\nYour version …\n\nComment:\n xong chưa?", "tc={1}")

    threads = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
        '<threadedComment ref="E5" id="{1}"><text>xong chưa?</text></threadedComment>'
        '<threadedComment ref="E5" id="{2}" parentId="{1}"><text>đến 15/7</text></threadedComment></ThreadedComments>'
    )
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    relation = f'<Relationship Id="rId77" Type="{kind}" Target="../threadedComments/t.xml"/></Relationships>'

    def linked(name: str, body: bytes) -> bytes:
        return body.replace(b"</Relationships>", relation.encode()) if "worksheets/_rels" in name else body

    _, findings = tasks(tmp_path, repacked(book(change=noted), linked, {"xl/threadedComments/t.xml": threads}))
    assert [line.split("; what")[0] for line in findings] == [
        "PL!E5: a comment was left out: “xong chưa? / đến 15/7”", "PL!B4: a comment was left out: “gia hạn / đến 30/6”",
    ]  # fmt: skip


def test_printed_margins_are_said_where_they_name_a_time(tmp_path: Path) -> None:
    def printed(sheet: Worksheet) -> None:
        assert sheet.oddHeader is not None and sheet.oddFooter is not None
        sheet.oddHeader.center.text = "Kèm theo Kế hoạch số 5 ngày 15/12/2026 && phụ lục"
        sheet.oddHeader.center.font = "Times New Roman,Bold"
        sheet.oddFooter.right.text = "Trang &P/&N"

    _, findings = tasks(tmp_path, book(change=printed))
    assert [line.split("; check")[0] for line in findings] == [
        "PL: the header or footer was left out: “Kèm theo Kế hoạch số 5 ngày 15/12/2026 & phụ lục”"
    ]
