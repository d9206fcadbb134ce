"""Damaged files by the dozen: a document or one sentence, never anything else."""

import io
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reminder.documents import Unreadable, read_document, read_duties, read_head, read_tasks
from tests.documents.papers import DATA, PAPERS
from tests.documents.plans import TN_125
from tests.servers.needs import PLANS, needs_plans


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
    match chance.randrange(5):
        case 0:
            del body[chance.randrange(len(body)) :]
        case 1:
            for _ in range(chance.randrange(1, 60)):
                body[chance.randrange(len(body))] = chance.randrange(256)
        case 2:
            start = chance.randrange(len(body))
            del body[start : start + chance.randrange(1, 3000)]
        case 3:
            start = chance.randrange(len(body))
            body[start:start] = body[: chance.randrange(1, 5000)]
        case 4:
            start = chance.randrange(len(body))
            body[start : start + 500] = chance.randbytes(500)
    return bytes(body)


def damaged_inside(data: bytes, chance: random.Random) -> bytes:
    """One part of the archive damaged, the archive itself whole."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        names = [n for n in old.namelist() if n.endswith((".xml", ".rels"))]
        victim = chance.choice(names)
        for name in old.namelist():
            body = old.read(name)
            if name == victim:
                text = body.decode("utf-8")
                tags = text.split("<")
                for _ in range(chance.randrange(1, 6)):
                    place = chance.randrange(1, len(tags))
                    tags[place] = chance.choice((tags[place].upper(), "w:tc>", "", tags[-1], '9 r="ZZZ999999999"/>'))
                body = "<".join(tags).encode()
            new.writestr(name, body)
    return out.getvalue()


@pytest.mark.parametrize("name", PAPERS)
def test_damaged_papers(name: str, tmp_path: Path) -> None:
    chance, data = random.Random(name), (DATA / name).read_bytes()
    for turn in range(12):
        file = tmp_path / f"{turn}-{name}"
        file.write_bytes(damaged(data, chance))
        survive(file)


@pytest.mark.parametrize("name", ["plan.docx", "plan.xlsx"])
def test_damaged_parts(name: str, tmp_path: Path) -> None:
    chance, data = random.Random(name), (DATA / name).read_bytes()
    for turn in range(25):
        file = tmp_path / f"{turn}-{name}"
        file.write_bytes(damaged_inside(data, chance))
        survive(file)


@needs_plans
@pytest.mark.parametrize("form", ["txt", "docx", "xlsx", "pdf"])
def test_damaged_plans(form: str, tmp_path: Path) -> None:
    chance, data = random.Random(form), (PLANS / f"{TN_125}.{form}").read_bytes()
    for turn in range(3 if form == "pdf" else 12):
        file = tmp_path / f"{turn}.{form}"
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
