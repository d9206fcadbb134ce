"""Damaged files by the dozen: a document or one sentence, never anything else. `make fuzz` tries ten times as many."""

import io
import os
import random
import re
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from reminder.documents import Unreadable, read_document, read_duties, read_head, read_tasks
from reminder.documents.blocks import Box, Scan
from reminder.documents.readers.document import pictures
from tests.documents.papers import DATA, PAPERS
from tests.documents.plans import TN_125
from tests.servers.needs import PLANS, needs_plans

TURNS = int(os.environ.get("REMINDER_FUZZ", "1"))
SEED = os.environ.get("REMINDER_FUZZ_SEED", "")


def chance_of(name: str) -> random.Random:
    """The same damage each time, other for another seed."""
    return random.Random(name + SEED)


def survive(file: Path) -> None:
    try:
        document = read_document(file)
    except Unreadable as refused:
        assert refused.finding.say("vi")
        return
    read_tasks(document)
    read_duties(document)
    read_head(document)


def damaged(data: bytes, chance: random.Random) -> bytes:
    body = bytearray(data)
    start = chance.randrange(len(body))
    match chance.randrange(7):
        case 0:
            del body[start:]
        case 1:
            for _ in range(chance.randrange(1, 60)):
                body[chance.randrange(len(body))] = chance.randrange(256)
        case 2:
            del body[start : start + chance.randrange(1, 3000)]
        case 3:
            body[start:start] = body[: chance.randrange(1, 5000)]
        case 4:
            body[start : start + 500] = chance.randbytes(500)
        case 5:
            for _ in range(chance.randrange(1, 60)):
                body[chance.randrange(len(body))] ^= 1 << chance.randrange(8)
        case 6:
            return changed_numbers(data, chance)
    return bytes(body)


def changed_numbers(data: bytes, chance: random.Random) -> bytes:
    """Sizes, places and references that say something else."""
    often = max(1, len(re.findall(rb"\d+", data)) // chance.randrange(1, 8))
    other = (b"0", b"1", b"-1", b"65536", b"4294967295", b"99999999999999999999")

    def number(match: re.Match[bytes]) -> bytes:
        return chance.choice(other) if chance.randrange(often) == 0 else match[0]

    return re.sub(rb"\d+", number, data)


def damaged_inside(data: bytes, chance: random.Random) -> bytes:
    """One part of the archive damaged, missing, twice or in the place of another, the archive itself whole."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        names = [n for n in old.namelist() if n.endswith((".xml", ".rels"))]
        victim, other, way = chance.choice(names), chance.choice(names), chance.randrange(8)
        for name in old.namelist():
            body = old.read(name)
            if name == victim and way == 0:
                continue
            if name == victim and way == 1:
                body = old.read(other)
            elif name == victim and way == 2:
                body = damaged(body, chance)
            elif name == victim and way > 2:
                tags = body.decode("utf-8").split("<")
                for _ in range(chance.randrange(1, 6)):
                    place = chance.randrange(1, len(tags))
                    tags[place] = chance.choice((tags[place].upper(), "w:tc>", "", tags[-1], '9 r="ZZZ999999999"/>'))
                body = "<".join(tags).encode()
            new.writestr(name, body)
    return out.getvalue()


TEXTS = [name for name in PAPERS if not name.endswith(".pdf")]
PDFS = [name for name in PAPERS if name.endswith(".pdf")]


@pytest.mark.parametrize("name", TEXTS)
def test_damaged_papers(name: str, tmp_path: Path) -> None:
    chance, data = chance_of(name), (DATA / name).read_bytes()
    for turn in range(12 * TURNS):
        file = tmp_path / f"{turn}-{name}"
        file.write_bytes(damaged(data, chance))
        survive(file)


@pytest.mark.child  # what is not written in Python may die of it
@pytest.mark.parametrize("name", PDFS)
def test_damaged_pdfs(name: str, tmp_path: Path) -> None:
    chance, data = chance_of(name), (DATA / name).read_bytes()
    for turn in range(6 * TURNS):
        file = tmp_path / f"{turn}-{name}"
        file.write_bytes(damaged(data, chance))
        survive(file)


@pytest.mark.child
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_damaged_images(kind: str, tmp_path: Path) -> None:
    """Without a program that reads them, what is left of an image is nothing but its refusal; pieces are cut all the
    same, by what reads its format."""
    out = io.BytesIO()
    Image.new("L", (60, 40), 200).save(out, kind)
    chance = chance_of(kind)
    for turn in range(2 * TURNS):
        file = tmp_path / f"{turn}.img"
        file.write_bytes(damaged(out.getvalue(), chance))
        survive(file)
        with suppress(Unreadable):
            assert len(pictures(file, [(Scan(1, 0.5, ()), Box(1, 1, 9, 9))])) == 1


@pytest.mark.parametrize("name", ["plan.docx", "plan.xlsx"])
def test_damaged_parts(name: str, tmp_path: Path) -> None:
    chance, data = chance_of(name), (DATA / name).read_bytes()
    for turn in range(25 * TURNS):
        file = tmp_path / f"{turn}-{name}"
        file.write_bytes(damaged_inside(data, chance))
        survive(file)


@needs_plans
@pytest.mark.parametrize("form", ["txt", "docx", "xlsx"])
def test_damaged_plans(form: str, tmp_path: Path) -> None:
    chance, data = chance_of(form), (PLANS / f"{TN_125}.{form}").read_bytes()
    for turn in range(12 * TURNS):
        file = tmp_path / f"{turn}.{form}"
        file.write_bytes(damaged(data, chance))
        survive(file)


@needs_plans
@pytest.mark.child
def test_damaged_plans_in_pdf(tmp_path: Path) -> None:
    chance, data = chance_of("pdf"), (PLANS / f"{TN_125}.pdf").read_bytes()
    for turn in range(2 * TURNS):
        file = tmp_path / f"{turn}.pdf"
        file.write_bytes(damaged(data, chance))
        survive(file)


LINES = st.lists(
    st.sampled_from(
        [
            *(DATA / "plan-tab-led.txt").read_text("utf-8").split("\n"),
            "\t", " \t", "\t1", "| a | b |", "|---|", "STT\tNội dung\tChủ trì\tThời gian", "I. MỤC TIÊU",
                "1.1. Nội dung:",
            "STT", "Nội dung", "Chủ trì", "Thời gian", "- ", "+ x", "¹ Chú thích", "Sở Y tế:", "trước ngày", "(", "5",
            "định kỳ báo cáo UBND tỉnh (qua Sở Y tế) trước ngày 15 hằng tháng, (và", "KẾ HOẠCH",
                "Kèm theo Kế hoạch số /KH-UBND ngày",
        ]
    ),
    max_size=40,
)  # fmt: skip


@settings(max_examples=60)
@given(LINES)
def test_lines_in_any_order(lines: list[str]) -> None:
    from reminder.documents.blocks import Document
    from reminder.documents.layouts.plain_text import read_layouts

    document = Document("txt", tuple(read_layouts(lines, set())))
    rows, _ = read_tasks(document)
    printed = set("".join(lines).split())
    read_head(document)
    read_duties(document)
    # Nothing is invented: a row has no word that the lines have not.
    for row in rows:
        assert all(part in " ".join(lines) or part in printed for part in row.title.split())
