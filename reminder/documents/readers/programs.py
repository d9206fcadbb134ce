"""Programs of the machine that open what our own readers cannot: LibreOffice and Tesseract. Both may be missing."""

import shutil
import subprocess
from functools import cache


@cache
def soffice() -> str:
    """LibreOffice's path, "" where it is not installed."""
    return shutil.which("soffice") or ""


@cache
def tesseract() -> str:
    """Tesseract's path, where it knows Vietnamese; else ""."""
    program = shutil.which("tesseract")
    if not program:
        return ""
    try:
        done = subprocess.run([program, "--list-langs"], capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return program if b"vie" in (done.stdout + done.stderr).split() else ""
