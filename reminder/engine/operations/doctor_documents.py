"""doctor: how documents are read on this machine, and which can be."""

from reminder.documents import machine
from reminder.engine.operations.doctor import HealthFinding
from reminder.words import translator

OFFICE = "apt install libreoffice-writer-nogui libreoffice-calc-nogui"
SCANS = "apt install tesseract-ocr tesseract-ocr-vie"


def examine_documents(lang: str = "en") -> list[HealthFinding]:
    """What the machine keeps of the limits of the process that reads a document, and the programs that open more."""
    _, here = translator(lang), machine()
    lacking = {
        "limits": _("memory and time are not limited"),
        "files": _("other files can be read"),
        "network": _("the network can be reached"),
    }
    missing = "; ".join(words for guard, words in lacking.items() if guard not in here.guards)
    kept = _("each is read in a process of its own, without network and other files")
    remedy = _("see docs/operations.md: how documents are read")
    found = [HealthFinding("documents", "warning" if missing else "fine", missing or kept, remedy if missing else "")]
    for about, program, opened, refused, packages in (
        ("other documents", here.soffice, _("{program} opens .doc, .xls, .odt, .rtf and HTML"),
         _("LibreOffice is not installed: .doc, .xls, .odt, .rtf and HTML are refused"), OFFICE),
        ("scans", here.tesseract, _("{program} recognises their words"),
         _("Tesseract with Vietnamese is not installed: scans are refused"), SCANS),
    ):  # fmt: skip
        if program:
            found.append(HealthFinding(about, "fine", opened.format(program=program)))
        else:
            found.append(HealthFinding(about, "warning", refused, packages))
    return found
