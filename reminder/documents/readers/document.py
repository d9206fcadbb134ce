"""The door every document comes in by: size, true format, archive and encoding are checked before reading."""

import re
import zipfile
from pathlib import Path

from reminder.documents.blocks import Document
from reminder.documents.finding import Unreadable
from reminder.documents.readers.legacy_fonts import without_legacy_fonts
from reminder.documents.readers.limits import MAX_BYTES, MAX_PART, MAX_PARTS, MAX_UNPACKED, Progress

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8", b"BM")


def read_document(path: Path, progress: Progress | None = None) -> Document:
    """The blocks of a docx, xlsx, pdf or text file, told by its contents, not its name.

    `progress(done, total)` is called with pages, sheets or parts. Raises `Unreadable` (one sentence with
    the remedy) for whatever cannot be read; never anything else.
    """
    data = load_bytes(path)
    tell = progress or (lambda done, total: None)
    name = str(path)
    try:
        document = without_legacy_fonts(name, _dispatch(name, path.suffix.lower(), data, tell))
    except Unreadable:
        raise
    except MemoryError as fault:
        raise Unreadable(name, "bomb") from fault
    except Exception as fault:
        # A hostile file may break any parser in any way: the officer gets a sentence, never a traceback.
        raise Unreadable(name, "broken") from fault
    if not document.blocks:
        raise Unreadable(name, "scan" if document.kind in ("pdf", "docx") else "empty")
    return document


def load_bytes(path: Path) -> bytes:
    """The file, if it is one and not too large. Raises `Unreadable`."""
    name = str(path)
    try:
        if not path.exists():
            raise Unreadable(name, "missing")
        if not path.is_file():
            raise Unreadable(name, "not-a-file")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise Unreadable(name, "too-big", mb=size // 1024 // 1024, limit=MAX_BYTES // 1024 // 1024)
        data = path.read_bytes()
    except (OSError, ValueError) as fault:
        raise Unreadable(name, "no-access", why=str(getattr(fault, "strerror", fault))) from fault
    if not data.strip():
        raise Unreadable(name, "empty")
    return data


def _dispatch(name: str, suffix: str, data: bytes, tell: Progress) -> Document:
    # The readers are imported late: `--help` and small commands need none of their libraries.
    if b"%PDF-" in data[:1024]:
        from reminder.documents.readers.pdf import read_pdf

        return read_pdf(name, data, tell)
    if data[:4] == b"PK\x03\x04":
        return _dispatch_zip(name, data, tell)
    if data[:8] == _OLE:
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise Unreadable(name, "encrypted" if locked else "legacy-office")
    if data[:5] == b"{\\rtf":
        raise Unreadable(name, "other-office", name="RTF")
    if data[:512].lstrip()[:9].lower() in (b"<!doctype", b"<html>") or b"<html" in data[:512].lower():
        raise Unreadable(name, "other-office", name="HTML")
    if data.startswith(_IMAGES):
        raise Unreadable(name, "scan")
    if suffix in (".docx", ".xlsx", ".pdf"):
        raise Unreadable(name, "broken")
    from reminder.documents.readers.plain import read_plain

    return read_plain(name, data, tell)


def _dispatch_zip(name: str, data: bytes, tell: Progress) -> Document:
    import io

    from reminder.documents.readers.office_parts import office_kind

    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile as fault:
        raise Unreadable(name, "broken") from fault
    with archive:
        parts = {info.filename: info for info in archive.infolist()}
        _check_archive(name, archive, parts)
        kind = office_kind(archive)
        if kind == "docx":
            from reminder.documents.readers.word import read_word

            return read_word(name, archive, tell)
        if kind == "xlsx":
            from reminder.documents.readers.excel import read_excel

            return read_excel(name, archive, data, tell)
        if "mimetype" in parts and b"opendocument" in archive.read("mimetype")[:200]:
            raise Unreadable(name, "other-office", name="OpenDocument")
        if kind == "pptx":
            raise Unreadable(name, "other-office", name="PowerPoint")
    raise Unreadable(name, "unknown-format")


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
    if any(part.lower().endswith("vbaproject.bin") for part in parts):
        raise Unreadable(name, "macro")
    for info in xml:
        text = archive.read(info)
        if text[:2] in (b"\xff\xfe", b"\xfe\xff") or re.search(rb"<!\s*(DOCTYPE|ENTITY)", text, re.I):
            raise Unreadable(name, "dtd")
