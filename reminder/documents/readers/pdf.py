"""PDF → blocks. Pages that are images are told apart, and pages whose font does not say which letters it shows."""

import math
from typing import Literal

from pdfplumber.utils.text import extract_words
from PIL.Image import Image
from pypdfium2 import PdfDocument, PdfiumError, PdfPage, raw

from reminder.documents.blocks import Document, Scan
from reminder.documents.finding import Finding, Spot, Unreadable, found
from reminder.documents.lines import Word
from reminder.documents.readers.legacy_fonts import legacy_font
from reminder.documents.readers.legible import legible
from reminder.documents.readers.limits import Progress
from reminder.documents.readers.pages import Page, Pages
from reminder.documents.readers.pdf_page import Sheet, read_sheet
from reminder.documents.readers.scans import DPI, MAX_PIXELS, MAX_SCANS, read_scan, scanned

MAX_PAGES = 300
MAX_CHARS = 1_500_000

_FEW = 200  # letters that a stamp or a signature puts on an image
Printing = Literal["text", "image", "signs", "recognised", "nothing"]


def read_pdf(name: str, data: bytes, tell: Progress, tesseract: str = "") -> Document:
    """Paragraphs, tables and footnotes in reading order; with `tesseract` also of pages that are images. Raises
    `Unreadable` for locked files, and for those of which no page can be read."""
    try:
        pdf = PdfDocument(data)
    except PdfiumError as fault:
        locked = fault.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise Unreadable(name, "encrypted" if locked else "broken") from fault
    total = len(pdf)
    if total > MAX_PAGES:
        raise Unreadable(name, "too-many", limit=MAX_PAGES, what="pages")
    pages, scans, findings, chars, readable = Pages(), list[Scan](), list[Finding](), 0, False
    for number in range(1, total + 1):
        tell(number - 1, total)
        page = pdf[number - 1]
        sheet = read_sheet(page)
        chars += len(sheet.letters)
        if chars > MAX_CHARS:
            raise Unreadable(name, "bomb")
        words = words_of(sheet)
        printing = _printing(sheet, " ".join(word.text for word in words))
        if printing in ("image", "signs") and tesseract and len(scans) < MAX_SCANS:
            taken, scan = read_scan(picture(page), number, tesseract)
            if scan.words:
                scans.append(scan)
                printing = "recognised"
        else:
            taken = Page(number, sheet.height, words, sheet.rules if words else ())
            if printing == "recognised":  # by whoever made the scan
                scans.append(scanned(number, 0.0, words))
        pages.take(taken)
        page.close()
        if code := _CODES.get(printing):
            findings.append(found(code, Spot("page", number)))
        readable = readable or printing in ("text", "recognised")
    tell(total, total)
    if not readable:
        signs = any(finding.code == "page-signs" for finding in findings)
        raise Unreadable(name, "page-signs" if signs else "scan")
    blocks, notes = pages.blocks()
    return Document("pdf", blocks, notes, tuple(findings), tuple(scans))


_CODES: dict[Printing, str] = {"image": "page-image", "signs": "page-signs", "recognised": "recognised"}


def _printing(sheet: Sheet, text: str) -> Printing:
    """How the words of a page came onto it."""
    area = max(((box.x1 - box.x0) * (box.bottom - box.top) for box in sheet.images), default=0.0)
    pictured = area > 0.5 * sheet.width * sheet.height
    if text and not (pictured and len(text) < _FEW):
        if not legible(text) and not legacy_font(text):
            return "signs"
        return "recognised" if sheet.unseen > len(sheet.letters) / 2 else "text"
    return "image" if sheet.images or sheet.drawn else "nothing"


def picture(page: PdfPage) -> Image:
    """The page as a grey image of 300 dots an inch, of fewer where it is larger than any paper."""
    width, height = page.get_size()
    scale = min(DPI / 72, math.sqrt(MAX_PIXELS / (width * height)))
    image: Image = page.render(scale=scale, grayscale=True).to_pil().convert("L")
    return image


def words_of(sheet: Sheet) -> list[Word]:
    """The letters of a page as words. Sizes a hundredth of a point apart must not cut a word in two."""
    letters = [
        {
            "text": letter.text, "x0": letter.x0, "x1": letter.x1, "top": letter.y - letter.size / 2, "doctop": 0.0,
            "bottom": letter.y + letter.size / 2, "upright": letter.upright, "size": round(letter.size * 2) / 2,
        }
        for letter in sheet.letters
    ]  # fmt: skip
    return [
        Word(w["text"], w["x0"], w["x1"], (w["top"] + w["bottom"]) / 2, w["size"])
        for w in extract_words(letters, x_tolerance_ratio=0.2, extra_attrs=["size"])
    ]
