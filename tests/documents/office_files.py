"""Word files made of their XML, for what no library writes: small words for runs, paragraphs, rows and parts."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from reminder.documents import Document
from reminder.documents.blocks import Paragraph, Table
from reminder.documents.readers.legacy_fonts import without_legacy_fonts
from reminder.documents.readers.word import read_word

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
HEADER = ("TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian thực hiện")


def t(text: str, tag: str = "w:t") -> str:
    """Text inside a run, a line break for each `\\n`."""
    return "<w:br/>".join(f'<{tag} xml:space="preserve">{escape(part)}</{tag}>' for part in text.split("\n"))


def run(text: str, look: str = "") -> str:
    """A run; `look` are its properties, `<w:strike/>`."""
    return f"<w:r><w:rPr>{look}</w:rPr>{t(text)}</w:r>"


def deleted(text: str) -> str:
    """A run deleted under tracked changes."""
    return f'<w:del w:id="1" w:author="a"><w:r>{t(text, "w:delText")}</w:r></w:del>'


def para(*inside: str, look: str = "", mark: str = "") -> str:
    """A paragraph of texts and of XML (what begins with `<`); `look` are its properties, `mark` those of its mark."""
    runs = "".join(part if part.startswith("<") else run(part) for part in inside)
    return f"<w:p><w:pPr>{look}<w:rPr>{mark}</w:rPr></w:pPr>{runs}</w:p>"


def item(text: str, number: int | str = 1, depth: int = 0) -> str:
    """A paragraph in a list (`w:num`) of Word's."""
    look = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return para(*([text] if text else []), look=look)


def cell(inside: str, look: str = "") -> str:
    """A cell of texts, or of the XML of its paragraphs."""
    body = inside if inside.startswith(("<w:p>", "<w:tbl>")) else para(*([inside] if inside else []))
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{body}</w:tc>"


def row(*cells: str, look: str = "") -> str:
    """A row; its cells are texts, or the XML of cells or paragraphs."""
    made = (c if c.startswith("<w:tc>") else cell(c) for c in cells)
    return f"<w:tr><w:trPr>{look}</w:trPr>{''.join(made)}</w:tr>"


def table(*rows: str, style: str = "") -> str:
    """A table of rows."""
    look = f'<w:tblStyle w:val="{style}"/>' if style else ""
    return f"<w:tbl><w:tblPr>{look}</w:tblPr>{''.join(rows)}</w:tbl>"


def tasks(*rows: str) -> str:
    """A table of tasks: the header, and these rows of five cells."""
    return table(row(*HEADER), *rows)


def box(*paragraphs: str, both: bool = True) -> str:
    """A run with a text box, as a new Word writes it; `both`: with the words again for an old one."""
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    old = f"<mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback>"
    new = f"<w:drawing><wp:anchor><wp:docPr/><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></wp:anchor></w:drawing>"
    return (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{new}</mc:Choice>{old}</mc:AlternateContent></w:r>"
        if both
        else f"<w:r>{new}</w:r>"
    )


def part(root: str, inside: str) -> str:
    """The XML of a part whose root is `w:styles` or the like."""
    return f'<?xml version="1.0" encoding="UTF-8"?><{root} {_NAMESPACES}>{inside}</{root}>'


def style(name: str, kind: str, look: str = "", *, based: str = "", usual: bool = False, lists: str = "") -> str:
    """A style: `look` are its run properties, `lists` its paragraph properties."""
    default = ' w:default="1"' if usual else ""
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"{default}><w:name w:val="{name}"/>{on}'
        f"<w:pPr>{lists}</w:pPr><w:rPr>{look}</w:rPr></w:style>"
    )


def word(
    *body: str, main: str = "word/document.xml", change: Sequence[tuple[str, str]] = (), links: str = "", **parts: str
) -> bytes:
    """A DOCX with this body. `parts` are the insides of further parts by the kind of their relationship (`styles`,
    `footnotes`, `header`); `main` is the path of the main part; `change` is done to the XML of every part; `links` are
    more relationships of the main part."""
    folder, _, file = main.rpartition("/")
    roots = {"header": "hdr", "footer": "ftr"}
    files = {main: part("w:document", f"<w:body>{''.join(body)}<w:sectPr/></w:body>")}
    related = links
    for kind, inside in parts.items():
        # Named as no program names them, so that only the relationship tells.
        files[f"{folder}/odd-{kind}.xml"] = part(f"w:{roots.get(kind, kind)}", inside)
        related += f'<Relationship Id="r-{kind}" Type="{R}/{kind}" Target="odd-{kind}.xml"/>'
    relations = f'<Relationships xmlns="{_PACKAGE}/relationships">{{}}</Relationships>'
    files[f"{folder}/_rels/{file}.rels"] = relations.format(related)
    files["_rels/.rels"] = relations.format(f'<Relationship Id="r1" Type="{R}/officeDocument" Target="/{main}"/>')
    files["[Content_Types].xml"] = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Override PartName="/{main}" ContentType="{_MAIN_TYPE}"/></Types>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, text in files.items():
            for old, new in change:
                text = text.replace(old, new)
            archive.writestr(path, text)
    return out.getvalue()


def opened(data: bytes) -> Document:
    """What the reader of Word files makes of it, old encodings told."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return without_legacy_fonts("a.docx", read_word("a.docx", archive, lambda done, total: None))


def texts(document: Document) -> list[str]:
    """The paragraphs in order; a table as its rows, cells between bars."""
    out: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            out.append(block.text)
        elif isinstance(block, Table):
            out += (" | ".join(r.texts) for r in block.rows)
    return out


def said(document: Document) -> list[tuple[str, str]]:
    """The findings: code and words."""
    return [(f.code, str(dict(f.facts).get("words", ""))) for f in document.findings]
