"""Word files whose XML is well-formed and otherwise anything: they are read, and every finding can be said."""

import io
import random
import zipfile
from xml.etree import ElementTree as ET

import pytest

from reminder.documents import Document, read_duties, read_head, read_tasks
from tests.documents.office_files import box, cell, deleted, item, opened, para, row, run, style, table, tasks, word
from tests.documents.test_numbering import DEEP, num, over

CITED = '<w:r><w:footnoteReference w:id="5"/><w:endnoteReference w:id="5"/><w:commentReference w:id="5"/></w:r>'
RICH = word(
    para("KẾ HOẠCH", box(para("khung"), table(row("a", "b")))), item("một", 1, 0), item("hai", 1, 1),
    para(run("cũ", "<w:strike/>"), deleted("xóa"), CITED, mark="<w:vanish/>"),
    para("Sở Y tế báo cáo trước 15/12/2026."),
    tasks(
        row("1", "Việc", cell("Sở", '<w:vMerge w:val="restart"/>'), para(box(para("a"))), "Quý I/2026"),
        row("2", para(run("b", "<w:vanish/>")), cell("", "<w:vMerge/>"), "", "Quý II/2026", look="<w:hidden/>"),
        row("3", para(run("c", "<w:strike/>")), cell("", "<w:vMerge/>"), table(row("d")), "Quý III/2026"),
    ),
    numbering=DEEP + num(1, 0, over(1, 3)),
    styles=style("A", "paragraph", "<w:vanish/>", based="B") + style("B", "paragraph", based="A"),
    footnotes=f'<w:footnote w:id="5">{para("chú")}</w:footnote>',
    endnotes=f'<w:endnote w:id="5">{para("thích")}</w:endnote>',
    comments=f'<w:comment w:id="5">{para("lời")}</w:comment>', header=para("15/12/2026"),
)  # fmt: skip
ODD = ("", "-1", "99999999999", "x", "0", "²", "1.5", "٣", "restart", "center")


def twisted(chance: random.Random) -> bytes:
    """The rich file, one part of it changed: elements renamed, moved, dropped, their values odd."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(RICH)) as old, zipfile.ZipFile(out, "w") as new:
        victim = chance.choice(old.namelist())
        for name in old.namelist():
            root = ET.fromstring(old.read(name))
            for _ in range(chance.randrange(1, 9) if name == victim else 0):
                _twist(list(root.iter()), chance)
            new.writestr(name, ET.tostring(root))
    return out.getvalue()


def _twist(elements: list[ET.Element], chance: random.Random) -> None:
    one, other = chance.choice(elements), chance.choice(elements)
    match chance.randrange(6):
        case 0:
            one.tag = other.tag
        case 1 if len(one):
            one.remove(chance.choice(list(one)))
        case 2 if other not in one.iter() and one not in other.iter():
            one.append(other)
        case 3 if one.attrib:
            one.attrib[chance.choice(list(one.attrib))] = chance.choice(ODD)
        case 4:
            one.attrib.update(other.attrib)
        case _:
            one.text = chance.choice(("", "chữ", "15/12/2026", "\t"))


@pytest.mark.parametrize("seed", range(8))
def test_well_formed_is_enough(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(25):
        document = opened(twisted(chance))
        assert isinstance(document, Document)
        assert all(finding.say("vi") and finding.say("en") for finding in document.findings)
        read_tasks(document)
        read_duties(document)
        read_head(document)
