"""Small files that take gigabytes or never end, of the eight kinds that were found, made in memory."""

import io
import zipfile
import zlib
from collections.abc import Callable

from tests.documents.papers import excel, word

W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def repacked(data: bytes, change: Callable[[str, bytes], bytes] = lambda _name, body: body, **more: bytes) -> bytes:
    """The archive with each part changed, and more parts added (`xl__sheet` is `xl/sheet`)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, body in more.items():
            new.writestr(name.replace("__", "/"), body)
    return out.getvalue()


def into(part: str, old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    """The part with `old` replaced once."""
    return lambda name, body: body.replace(old, new, 1) if name == part else body


SHEET = "xl/worksheets/sheet1.xml"


def in_sheet(xml: bytes) -> bytes:
    """A workbook whose sheet has more in it, behind its cells."""
    return repacked(excel(), into(SHEET, b"<pageMargins", xml + b"<pageMargins"))


def hyperlink() -> bytes:
    return in_sheet(b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="a" display="a"/></hyperlinks>')


def merged_in_single_quotes() -> bytes:
    return repacked(excel(), into(SHEET, b'<mergeCell ref="A1:F1"', b"<mergeCell ref='A1:XFD1048576'"))


def merged_elsewhere() -> bytes:
    """The sheet lies where nobody looks for sheets."""

    def moved(name: str, body: bytes) -> bytes:
        body = body.replace(b"worksheets/sheet1.xml", b"elsewhere/papers.xml")
        return body.replace(b'<mergeCell ref="A1:F1"', b'<mergeCell ref="A1:XFD1048576"')

    plain = repacked(excel(), moved)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name.replace("worksheets/sheet1", "elsewhere/papers"), old.read(name))
    return out.getvalue()


def validated() -> bytes:
    return in_sheet(b'<dataValidations count="1"><dataValidation type="list" sqref="A1:XFD1048576"/></dataValidations>')


def pdf_of(content: bytes, more: bytes = b"", objects: tuple[bytes, ...] = ()) -> bytes:
    """A page with this stream (`<< … >> stream …`) as its content and more resources; objects count from 5."""
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Contents 4 0 R /Resources << /Font << /F << /Type /Font"
        b" /Subtype /Type1 /BaseFont /Helvetica >> >> " + more + b" >> >>",
        content,
        *objects,
    ]
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, start))


def stream(data: bytes, entries: bytes = b"", sign: bytes = b"stream\n") -> bytes:
    return b"<< /Length %d %s >>\n%s%s\nendstream" % (len(data), entries, sign, data)


LETTER = b"BT /F 12 Tf 1 0 0 1 40 40 Tm (bao cao) Tj ET\n"
RULE = b"0 0 m 9 9 l S\n"


def nested_forms(depth: int = 40) -> bytes:
    """Each form draws the next one twice."""
    forms = tuple(
        stream(b"/X Do /X Do" if n < depth else LETTER, b"/Type /XObject /Subtype /Form /BBox [0 0 900 900]"
               b" /Resources << /XObject << /X %d 0 R >> >>" % (n + 6))
        for n in range(depth + 1)
    )  # fmt: skip
    return pdf_of(stream(b"/X Do"), b"/XObject << /X 5 0 R >>", forms)


def flate(data: bytes, times: int) -> bytes:
    for _ in range(times):
        data = zlib.compress(data, 9)
    return data


def chain(times: int = 3, megabytes: int = 500, sign: bytes = b"stream\n") -> bytes:
    """A stream packed again and again."""
    packed = zlib.compressobj(9)
    data = b"".join(packed.compress(RULE * 74_900) for _ in range(megabytes)) + packed.flush()
    return pdf_of(stream(flate(data, times - 1), b"/Filter [%s]" % (b"/FlateDecode " * times), sign))


def operators(count: int = 4_000_000) -> bytes:
    return pdf_of(stream(flate(RULE * count, 1), b"/Filter /FlateDecode"))


def letters(count: int = 3_000_000) -> bytes:
    return pdf_of(stream(flate(LETTER * (count // 7), 1), b"/Filter /FlateDecode"))


def lzw() -> bytes:
    """One byte over and over, as LZW: each code stands for one byte more than the code before."""
    out, bits, kept = bytearray(), 0, 0

    def put(code: int, width: int) -> None:
        nonlocal bits, kept
        bits, kept = bits << width | code, kept + width
        while kept >= 8:
            kept -= 8
            out.append(bits >> kept & 255)
        bits &= (1 << kept) - 1

    while len(out) < 100_000:
        put(256, 9)
        put(32, 9)
        code, width = 258, 9
        while code < 4094:
            put(code, width)
            code += 1
            width = 12 if code >= 2047 else 11 if code >= 1023 else 10 if code >= 511 else 9
    put(257, 12)
    return pdf_of(stream(bytes(out) + b"\0\0", b"/Filter /LZWDecode"))


def body(xml: bytes) -> bytes:
    """A document of Word with this in its body."""
    document = b"<w:document " + W + b"><w:body>" + xml + b"</w:body></w:document>"
    return repacked(word(), lambda name, old: document if name == "word/document.xml" else old)


def nested_tables(depth: int) -> bytes:
    opened = b"<w:tbl><w:tr><w:tc>" * depth + b"<w:p><w:r><w:t>x</w:t></w:r></w:p>"
    return body(opened + b"</w:tc></w:tr></w:tbl>" * depth)


def nested_runs(depth: int) -> bytes:
    return body(b"<w:p>" + b"<w:ins>" * depth + b"<w:r><w:t>x</w:t></w:r>" + b"</w:ins>" * depth + b"</w:p>")


def quadratic() -> bytes:
    """One entity of a hundred thousand letters, ten thousand times."""
    entity = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "' + b"a" * 100_000 + b'">]>'
    text = (
        b"<w:document "
        + W
        + b"><w:body><w:p><w:r><w:t>"
        + b"&a;" * 10_000
        + b"</w:t></w:r></w:p></w:body></w:document>"
    )
    return repacked(word(), lambda name, old: entity + text if name == "word/document.xml" else old)


def overlapping(count: int = 1_000) -> bytes:
    """An archive whose entries all lie on the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 11_000_000)
        first = archive.infolist()[0]
        for number in range(count):
            entry = zipfile.ZipInfo(f"word/{number:06}nt.xml")
            for name in ("header_offset", "CRC", "compress_size", "file_size", "compress_type", "external_attr"):
                setattr(entry, name, getattr(first, name))
            archive.filelist.append(entry)
    return out.getvalue()
