"""Small files that took gigabytes or never ended, one test a kind: each ends within its limits, with a sentence.

Guards come and go with the readers; the limits hold for what no guard knows. They are set low here, to be reached soon.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from reminder.documents import Unreadable, read_document
from reminder.documents.readers import child_process
from reminder.documents.readers.confinement import Limits
from tests.documents import hostile

pytestmark = pytest.mark.child

LOW = Limits(memory=200 * 1024 * 1024, seconds=4)
STOPPED = {"memory", "time", "crash", "deep", "bomb", "too-many", "broken"}

FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "forms that draw the next one twice, forty deep": (".pdf", hostile.nested_forms),
    "a stream packed three times": (".pdf", hostile.chain),
    "a stream whose keyword is spelled with blanks": (".pdf", lambda: hostile.chain(1, 300, b"stream \r\n")),
    "four million strokes": (".pdf", hostile.operators),
    "three million letters": (".pdf", hostile.letters),
    "runs within runs, a hundred thousand deep": (".docx", lambda: hostile.nested_runs(100_000)),
    "entries that lie on the same bytes": (".docx", hostile.overlapping),
}


@pytest.mark.parametrize("case", FILES)
def test_it_ends_with_a_sentence(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    suffix, make = FILES[case]
    path = tmp_path / f"plan{suffix}"
    path.write_bytes(make())
    assert path.stat().st_size < 1_500_000
    monkeypatch.setattr(child_process, "_LIMITS", LOW)
    with pytest.raises(Unreadable) as raised:
        read_document(path)
    assert raised.value.finding.code in STOPPED


HARMLESS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a hyperlink over the whole sheet": (".xlsx", hostile.hyperlink),
    "cells merged over the sheet, in single quotes": (".xlsx", hostile.merged_in_single_quotes),
    "cells merged over a sheet that lies elsewhere": (".xlsx", hostile.merged_elsewhere),
    "a list of values for the whole sheet": (".xlsx", hostile.validated),
    "LZW that grows with each code": (".pdf", hostile.lzw),
    "one entity of a hundred thousand letters, ten thousand times": (".docx", hostile.quadratic),
    "tables within tables, a hundred thousand deep": (".docx", lambda: hostile.nested_tables(100_000)),
}


@pytest.mark.parametrize("case", HARMLESS)
def test_it_ends(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a sentence or a document: what a reader knows how to leave out is no reason to refuse the rest."""
    suffix, make = HARMLESS[case]
    path = tmp_path / f"plan{suffix}"
    path.write_bytes(make())
    monkeypatch.setattr(child_process, "_LIMITS", LOW)
    try:
        assert read_document(path).blocks
    except Unreadable as refused:
        assert refused.finding.code in {*STOPPED, "dtd", "scan"}
