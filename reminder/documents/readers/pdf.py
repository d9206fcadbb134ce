"""PDF → blocks. Pages that are images are told apart, and pages whose font does not say which letters it shows."""

from pdfplumber.utils.text import extract_words
from pypdfium2 import PdfDocument, PdfiumError, raw

from reminder.documents.blocks import Document
from reminder.documents.finding import Spot, Unreadable, found
from reminder.documents.lines import Word
from reminder.documents.readers.legacy_fonts import legacy_font
from reminder.documents.readers.limits import Progress
from reminder.documents.readers.pages import Page, Pages
from reminder.documents.readers.pdf_page import Sheet, read_sheet

MAX_PAGES = 300
MAX_CHARS = 1_500_000


def read_pdf(name: str, data: bytes, tell: Progress) -> Document:
    """Paragraphs, tables and footnotes in reading order. Raises `Unreadable` for scans and locked files."""
    try:
        pdf = PdfDocument(data)
    except PdfiumError as fault:
        locked = fault.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise Unreadable(name, "encrypted" if locked else "broken") from fault
    total = len(pdf)
    if total > MAX_PAGES:
        raise Unreadable(name, "too-many", limit=MAX_PAGES, what="pages")
    pages, blank, chars = Pages(), list[int](), 0
    for number in range(1, total + 1):
        tell(number - 1, total)
        page = pdf[number - 1]
        sheet = read_sheet(page)
        page.close()
        chars += len(sheet.letters)
        if chars > MAX_CHARS:
            raise Unreadable(name, "bomb")
        if not sheet.letters:
            blank.append(number)
        pages.take(Page(number, sheet.height, words_of(sheet), sheet.rules))
    tell(total, total)
    if not chars or chars < 20 * len(blank):
        raise Unreadable(name, "scan")
    if font := legacy_font(pages.text()):
        raise Unreadable(name, "legacy-font", name=font)
    blocks, notes = pages.blocks()
    return Document("pdf", blocks, notes, tuple(found("page-image", Spot("page", number)) for number in blank))


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
