"""PDF: what is blank and what is merged, pages that lie sideways, text behind an image, and how long it takes."""

import re
import resource
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reminder.documents import TaskRow, read_document, read_tasks
from reminder.documents.blocks import Document, Paragraph
from reminder.documents.readers import child_process
from reminder.documents.readers.confinement import Limits
from reminder.documents.readers.formats import read_bytes
from reminder.documents.readers.supervision import Patience
from tests.documents.papers import ABOVE, HEADER, ROWS, TOP, pdf

LEADS = ("Sở Y tế", "Sở Nội vụ", "Công an tỉnh")


def read(data: bytes) -> Document:
    return read_bytes("plan.pdf", ".pdf", data, lambda _done, _total: None)


def tasks(data: bytes) -> tuple[TaskRow, ...]:
    return read_tasks(read(data))[0]


def row(number: int, lead: str, coordinators: str, timeframe: str = "Quý II/2026") -> tuple[str, ...]:
    return (str(number), f"Xây dựng quy chế số {number} của tỉnh", lead, coordinators, "Quyết định", timeframe)


@settings(max_examples=20)
@given(st.integers(150, 520), st.lists(st.sampled_from(("", *LEADS)), min_size=8, max_size=20))
def test_a_cell_that_is_blank_between_its_rules_stays_blank_wherever_a_page_ends(page: int, leads: list[str]) -> None:
    """Blank cells come now and then in this column, so that one at the top of a page is no rest of a merged one."""
    leads = ["Sở Y tế", "", *leads]
    rows = [row(n, lead, "Các sở, ban, ngành") for n, lead in enumerate(leads, 1)]
    found = tasks(pdf((HEADER, *rows), page=page))
    assert [(r.stt, r.lead_raw) for r in found] == [(str(n), lead) for n, lead in enumerate(leads, 1)]
    assert not any(r.inherited for r in found)


@settings(max_examples=20)
@given(st.integers(220, 520), st.lists(st.integers(1, 2), min_size=3, max_size=8))
def test_a_merged_cell_goes_on_over_the_end_of_a_page(page: int, runs: list[int]) -> None:
    rows, wanted = list[tuple[str, ...]](), list[str]()
    for which, run in enumerate([2, *runs]):
        lead = LEADS[which % 3]
        rows += [row(len(rows) + n + 1, ABOVE if n else lead, "Các sở, ban, ngành") for n in range(run)]
        wanted += [lead] * run
    assert [r.lead_raw for r in tasks(pdf((HEADER, *rows), page=page))] == wanted


def test_a_blank_number_at_the_top_of_a_page_is_no_rest_where_numbers_are_left_out() -> None:
    rows = [(str(n) if n % 2 else "", *row(n, "Sở Y tế", "Sở Nội vụ")[1:]) for n in range(1, 13)]
    for page in range(200, 300, 10):
        assert len(tasks(pdf((HEADER, *rows), page=page))) == len(rows)


TURNS = {90: "0 1 -1 0 595 0", 180: "-1 0 0 -1 842 595", 270: "0 -1 1 0 0 842"}


@pytest.mark.parametrize("turn", TURNS)
def test_a_page_that_lies_sideways_is_read_as_it_is_seen(turn: int) -> None:
    data = pdf()
    box = b"[0 0 842 595]" if turn == 180 else b"[0 0 595 842]"
    turned = data.replace(b"/MediaBox [0 0 842 595]", b"/MediaBox %s /Rotate %d" % (box, turn))
    matrix = f"q {TURNS[turn]} cm\n".encode()
    # Places and lengths are wrong now, and found anew.
    turned = re.sub(rb"/Length \d+ >>\nstream\nBT", rb"/Length 99999 >>\nstream\n" + matrix + b"BT", turned)
    assert read(turned).blocks == read(data).blocks


def test_letters_that_nobody_sees_were_recognised_by_somebody() -> None:
    document = read(pdf().replace(b"BT /F", b"BT 3 Tr /F"))
    assert {finding.code for finding in document.findings} == {"recognised"}
    assert document.blocks == read(pdf()).blocks
    head = next(block for block in document.blocks if isinstance(block, Paragraph))
    (scan,) = (one for one in document.scans if one.page == head.spot.n)
    assert scan and scan.find("Số: 45/KH-UBND") and not scan.find("Số: 46/KH-UBND")


def test_a_hyphen_at_the_end_of_a_line_is_one() -> None:
    document = read(pdf(top=(*TOP[:5], "Căn cứ " + "a" * 96 + " HĐND- UBND tỉnh"), rows=ROWS))
    assert any("HĐND-UBND" in block.text for block in document.blocks if isinstance(block, Paragraph))


@pytest.mark.child
def test_237_pages_take_ten_times_the_work_of_24(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No page takes longer for those before it, on a machine of any speed; and all are told."""
    monkeypatch.setattr(child_process, "_LIMITS", Limits(memory=256 * 1024 * 1024, seconds=100))
    monkeypatch.setattr(child_process, "_PATIENCE", Patience(total=600, silence=600, line=16 * 1024 * 1024))

    def work(count: int) -> tuple[float, int]:
        """The seconds of CPU that so many rows take, and how many pages they are."""
        rows = [row(n, "Sở Khoa học và Công nghệ", "Các sở, ban, ngành, UBND các xã, phường") for n in range(1, count)]
        path = tmp_path / "plan.pdf"
        path.write_bytes(pdf((HEADER, *rows), page=520))
        told: list[int] = []
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        assert len(read_tasks(read_document(path, lambda _done, total: told.append(total)))[0]) == len(rows)
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before, told[-1]

    (few_seconds, few), (seconds, pages) = work(314), work(3100)
    assert few >= 24 and pages >= 237
    assert seconds <= 2 * few_seconds * pages / few
