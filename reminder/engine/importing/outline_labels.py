"""The numbers by which a reader of the paper finds a paragraph: Word shows none of its own."""

from collections.abc import Mapping

from reminder.documents import Document
from reminder.documents.finding import Spot
from reminder.documents.narrative.outline import outline, spoken
from reminder.documents.tables.finding_tables import sort_blocks


def outline_labels(document: Document) -> Mapping[Spot, str]:
    """Each numbered paragraph, or one below such, by the numbers that are printed: `II.1`."""
    says, _ = spoken(sort_blocks(document).paragraphs)
    return {
        point.paragraph.spot: point.numbered
        for point in outline(says)
        if point.numbered and point.paragraph.spot.kind == "paragraph"
    }
