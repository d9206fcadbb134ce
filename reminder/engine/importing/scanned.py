"""What was recognised in an image may be misread: every date and body is asked, with a picture of where it stands."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from reminder.documents import Document
from reminder.documents.blocks import Box, Scan
from reminder.documents.finding import Finding, found
from reminder.documents.readers.document import pictures
from reminder.engine.importing.imported import Imported, ImportedDuty, ImportedTask

_BLANK = 60.0  # points: the picture of a page without words


def with_questions(imported: Imported, document: Document) -> Imported:
    """The import with a question for each of its rows and duties that stands on a page that is an image."""
    if not document.scans:
        return imported
    return replace(
        imported,
        tasks=tuple(replace(t, findings=(*t.findings, *_question(document.scans, t))) for t in imported.tasks),
        duties=tuple(replace(d, findings=(*d.findings, *_question(document.scans, d))) for d in imported.duties),
        scans=document.scans,
    )


def save_pictures(imported: Imported, source: Path, folder: Path) -> int:
    """A picture (`II.3.png`) for each row and duty of which a question was asked, in this folder, made if there is
    need of it; only their owner can read them. Gives how many there are. Raises `Unreadable`, OSError."""
    asked = [(item.id, scan, _place(item, scan)) for item, scan in _scanned(imported)]
    if asked:
        folder.mkdir(mode=0o700, exist_ok=True)
    images = pictures(source, [(scan, box) for _, scan, box in asked]) if asked else []
    for (id_, *_), image in zip(asked, images, strict=True):
        file = folder / f"{id_}.png"
        file.touch(mode=0o600)
        file.write_bytes(image)
    return len(images)


def _scanned(imported: Imported) -> Iterator[tuple[ImportedTask | ImportedDuty, Scan]]:
    items: list[ImportedTask | ImportedDuty] = [*imported.tasks, *imported.duties]
    for item in items:
        if scan := _scan(imported.scans, item):
            yield item, scan


def _scan(scans: Sequence[Scan], item: ImportedTask | ImportedDuty) -> Scan | None:
    """The image that the item was recognised in; None for what was typed."""
    spot = item.row.spot
    return next((scan for scan in scans if spot.kind == "page" and scan.page == spot.n), None)


def _words(item: ImportedTask | ImportedDuty) -> tuple[str, ...]:
    """The dates and bodies as they were recognised."""
    said: tuple[str, ...]
    if isinstance(item, ImportedTask):
        row = item.row
        said = (row.timeframe_raw, row.lead_raw, row.coordinators_raw, row.approver_raw)
    else:
        duty = item.row
        said = (duty.schedule_raw, duty.owed_by_raw, duty.coordinators_raw, duty.to_raw, duty.via_raw)
    return tuple(" ".join(words.split()) for words in said if words)


def _question(scans: Sequence[Scan], item: ImportedTask | ImportedDuty) -> Iterator[Finding]:
    if _scan(scans, item) and (words := "; ".join(_words(item))):
        yield found("recognised-words", item.row.spot, words=words)


def _place(item: ImportedTask | ImportedDuty, scan: Scan) -> Box:
    """As wide as the words of the page, as high as what is asked and the beginning of the row or sentence."""
    opening = (item.row.title if isinstance(item, ImportedTask) else item.row.quote).split()
    row = next((box for n in range(6, 1, -1) if (box := scan.find(" ".join(opening[:n])))), None)
    near = row.top if row else None
    boxes = [box for words in _words(item) if (box := scan.find(words, near))] + ([row] if row else [])
    every = [word.box for word in scan.words]
    return Box(
        min((b.x0 for b in every), default=0.0), min((b.top for b in boxes or every), default=0.0),
        max((b.x1 for b in every), default=_BLANK), max((b.bottom for b in boxes or every), default=_BLANK),
    )  # fmt: skip
