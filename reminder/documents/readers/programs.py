"""Programs of the machine that open what our own readers cannot: LibreOffice and Tesseract. Both may be missing."""

import shutil
from pathlib import Path


def soffice() -> str:
    """LibreOffice's path, "" where it is not installed."""
    return shutil.which("soffice") or ""


def tesseract() -> str:
    """Tesseract's path, where Vietnamese was installed with it; else ""."""
    program = shutil.which("tesseract") or ""
    shared = Path(program).resolve().parent.parent / "share"
    vietnamese = (*shared.glob("tessdata/vie.traineddata"), *shared.glob("tesseract-ocr/*/tessdata/vie.traineddata"))
    return program if vietnamese else ""
