"""Which reader a file is for, told by its contents: true format, archive and encoding come before reading."""

import io
import re
import zipfile
from collections.abc import Collection
from dataclasses import replace

from reminder.documents.blocks import Document
from reminder.documents.finding import Unreadable, found
from reminder.documents.readers.faults import code_of
from reminder.documents.readers.legacy_fonts import without_legacy_fonts
from reminder.documents.readers.limits import MAX_PART, MAX_PARTS, MAX_UNPACKED, Progress

_HEAD = 4096  # bytes that tell the format
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STORED = {"WordDocument": "doc", "Workbook": "xls", "Book": "xls", "PowerPoint Document": "ppt"}
_TEXTUAL = (
    ("rtf", re.compile(rb"\{\\rtf")),
    ("mhtml", re.compile(rb"\s*(?:[\w-]+:[^\0]*\n)?mime-version:[^\0]*?multipart/related", re.I)),
    ("word-xml", re.compile(rb"\s*<\?xml[^\0]*?progid=.Word\.Document", re.I)),
    ("excel-xml", re.compile(rb"\s*<\?xml[^\0]*?progid=.Excel\.Sheet", re.I)),
    ("html", re.compile(rb"\s*<(!doctype html|head|meta|table|style|body)[\s>]|[^\0]*?<html[\s>]", re.I)),
)
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8", b"BM")
_NAMES = {
    "rtf": "RTF", "mhtml": "HTML", "html": "HTML", "word-xml": "Word 2003 XML", "excel-xml": "Excel 2003 XML",
    "odt": "OpenDocument", "ods": "OpenDocument", "xlsb": "XLSB", "ppt": "PowerPoint", "pptx": "PowerPoint",
}  # fmt: skip


def read_bytes(name: str, suffix: str, data: bytes, tell: Progress, tesseract: str = "") -> Document:
    """The blocks of a file. `suffix` is that of its name, in small letters; with `tesseract`, the program's path,
    pages that are images are read too. Raises `Unreadable` for whatever cannot be read; never anything else."""
    if not data.strip():
        raise Unreadable(name, "empty")
    try:
        document = without_legacy_fonts(name, _read(name, suffix, data, tell, tesseract))
    except Unreadable:
        raise
    except Exception as fault:
        # A hostile file may break any parser in any way: the officer gets a sentence, never a traceback.
        raise Unreadable(name, code_of(fault)) from fault
    if not document.blocks:
        raise Unreadable(name, "scan" if document.kind in ("pdf", "docx", "image") else "empty")
    return document


def _read(name: str, suffix: str, data: bytes, tell: Progress, tesseract: str) -> Document:
    # The readers are imported late: `--help` and small commands need none of their libraries.
    if b"%PDF-" in data[:1024]:
        from reminder.documents.readers.pdf import read_pdf

        return read_pdf(name, data, tell, tesseract)
    if data[:4] == b"PK\x03\x04":
        return _read_archive(name, data, tell)
    if data[:8] == _OLE:
        raise _ole(name, data)
    if data.startswith(_IMAGES):
        from reminder.documents.readers.scans import read_image

        return read_image(name, data, tell, tesseract)
    if format_ := _textual(data[:_HEAD]):
        raise _other(name, format_)
    if suffix in (".docx", ".xlsx", ".pdf"):
        raise Unreadable(name, "broken")
    from reminder.documents.readers.plain import read_plain

    return read_plain(name, data, tell)


def _textual(head: bytes) -> str:
    """What is text to a computer and not to an officer: "" for text."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "ignore").encode()
    head = head.removeprefix(b"\xef\xbb\xbf")
    return next((format_ for format_, sign in _TEXTUAL if sign.match(head)), "")


def _ole(name: str, data: bytes) -> Unreadable:
    """The container of old Office files: what it holds is told by the entry that comes first in it."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Unreadable(name, "encrypted")
    places = {at: kind for entry, kind in _STORED.items() if (at := data.find(entry.encode("utf-16-le") + b"\0\0")) > 0}
    kind = places[min(places)] if places else ""
    if kind == "ppt":
        return _other(name, kind)
    macros = {"macros": 1} if "_VBA_PROJECT".encode("utf-16-le") in data else {}
    return Unreadable(name, "legacy-office", kind=kind, **macros)


def _other(name: str, kind: str) -> Unreadable:
    return Unreadable(name, "other-office", name=_NAMES[kind], kind=kind)


def _read_archive(name: str, data: bytes, tell: Progress) -> Document:
    from reminder.documents.readers.office_parts import office_kind

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {info.filename: info for info in archive.infolist()}
        _check_archive(name, archive, parts)
        main = office_kind(archive)
        if main == "docx":
            from reminder.documents.readers.word import read_word

            return _with_macros(parts, read_word(name, archive, tell))
        if main == "xlsx":
            from reminder.documents.readers.excel import read_excel

            return _with_macros(parts, read_excel(name, archive, data, tell))
        if kind := "pptx" if main == "pptx" else _packed(archive, parts):
            raise _other(name, kind)
    raise Unreadable(name, "unknown-format")


def _with_macros(parts: Collection[str], document: Document) -> Document:
    """Macros are of no account: they are said, and nothing here could run them."""
    if not any(part.lower().endswith("vbaproject.bin") for part in parts):
        return document
    return replace(document, findings=(found("macros-unread"), *document.findings))


def _packed(archive: zipfile.ZipFile, parts: Collection[str]) -> str:
    if "xl/workbook.bin" in parts:
        return "xlsb"
    if "mimetype" in parts and b"opendocument" in (kind := archive.read("mimetype")[:200]):
        return "ods" if b"spreadsheet" in kind else "odt"
    return ""


def _check_archive(name: str, archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> None:
    """zipfile never gives more than the declared size, so bounding what is declared bounds the reading."""
    infos = archive.infolist()
    if any(info.flag_bits & 1 for info in infos):
        raise Unreadable(name, "encrypted")
    xml = [info for info in infos if info.filename.lower().endswith((".xml", ".rels", ".vml"))]
    if (
        len(infos) > MAX_PARTS
        or len(parts) < len(infos)
        or sum(info.file_size for info in infos) > MAX_UNPACKED
        or any(info.file_size > MAX_PART for info in xml)
        or sum(info.file_size for info in xml) > 2 * MAX_PART
    ):
        raise Unreadable(name, "bomb")
    for info in xml:
        text = archive.read(info)
        if (
            b"\0" in text[:8]
            or text[:2] in (b"\xff\xfe", b"\xfe\xff")
            or re.search(rb"<!\s*(DOCTYPE|ENTITY)", text, re.I)
        ):
            raise Unreadable(name, "dtd")


def libraries(data: bytes) -> None:
    """Import what this file will be read with."""
    if b"%PDF-" in data[:1024]:
        import reminder.documents.readers.pdf
    elif data.startswith(_IMAGES):
        import reminder.documents.readers.scans
    elif data[:4] == b"PK\x03\x04" and (b"xl/" in data or b"word/" not in data):
        import reminder.documents.readers.excel  # noqa: F401
