"""Automatic numbers as Word prints them before its paragraphs."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.documents import read_tasks
from reminder.documents.readers.number_formats import in_words, written
from reminder.phrases import read
from tests.documents.office_files import deleted, item, opened, para, row, run, style, tasks, texts, word


def level(depth: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(name: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{name}">{"".join(levels)}</w:abstractNum>'


def num(name: int, of: int, *overrides: str) -> str:
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{of}"/>{"".join(overrides)}</w:num>'


def over(depth: int, start: int | None = None, own: str = "") -> str:
    begins = "" if start is None else f'<w:startOverride w:val="{start}"/>'
    return f'<w:lvlOverride w:ilvl="{depth}">{begins}{own}</w:lvlOverride>'


PLAIN = abstract(0, level(0, "decimal", "%1."))
DEEP = abstract(
    0, level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2."), level(2, "lowerLetter", "%3)"),
)  # fmt: skip

# name → the lists, the paragraphs as (use, depth), the numbers printed
CASES: dict[str, tuple[str, list[tuple[int, int]], str]] = {
    "uses of one list go on counting": (PLAIN + num(1, 0) + num(2, 0), [(1, 0), (1, 0), (2, 0), (1, 0)], "1. 2. 3. 4."),
    "a use that begins anew": (
        PLAIN + num(1, 0) + num(2, 0, over(0, 1)), [(1, 0), (1, 0), (2, 0), (2, 0), (1, 0)], "1. 2. 1. 2. 3.",
    ),
    "a use that begins elsewhere": (
        PLAIN + num(1, 0) + num(2, 0, over(0, 5)) + num(3, 0), [(1, 0), (2, 0), (2, 0), (3, 0)], "1. 5. 6. 7.",
    ),
    "levels below begin anew": (
        DEEP + num(1, 0), [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2)],
        "I. I.1. I.2. II. II.1. a) b) II.2. a)",
    ),
    "a level below that begins elsewhere does so each time": (
        DEEP + num(1, 0, over(1, 3)), [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)], "I. I.3. I.4. II. II.3.",
    ),
    "a level that never begins anew": (
        abstract(0, level(0, "upperRoman", "%1."), level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>')) + num(1, 0),
        [(1, 0), (1, 1), (1, 0), (1, 1)], "I. 1. II. 2.",
    ),
    "a level that begins anew behind the first only": (
        abstract(
            0, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2."),
            level(2, "decimal", "%3)", '<w:lvlRestart w:val="1"/>'),
        ) + num(1, 0),
        [(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2)], "1. 1.1. 1) 1.2. 2) 2. 2.1. 1)",
    ),
    "legal numbers are arabic above": (
        abstract(0, level(0, "upperRoman", "Điều %1."), level(1, "decimalZero", "%1.%2", "<w:isLgl/>")) + num(1, 0),
        [(1, 0), (1, 1), (1, 1)], "Điều I. 1.01 1.02",
    ),
    "legal switched off": (
        abstract(0, level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", '<w:isLgl w:val="0"/>')) + num(1, 0),
        [(1, 0), (1, 1)], "I. I.1",
    ),
    "a level above that was not met counts as begun": (DEEP + num(1, 0), [(1, 1), (1, 1), (1, 0)], "I.1. I.2. II."),
    "a use with levels of its own": (
        PLAIN + num(1, 0) + num(2, 0, over(0, 1, level(0, "upperLetter", "%1)"))), [(1, 0), (2, 0), (2, 0), (1, 0)],
        "1. A) B) 3.",
    ),
    "bullets": (abstract(0, level(0, "bullet", "\uf0b7")) + num(1, 0), [(1, 0), (1, 0)], "- -"),
    "no number at all": (abstract(0, level(0, "none", "")) + num(1, 0), [(1, 0)], ""),
    "a number that is hidden": (
        abstract(0, level(0, "decimal", "%1.", "<w:rPr><w:vanish/></w:rPr>")) + num(1, 0), [(1, 0)], "",
    ),
    "zeros as somebody made them": (
        abstract(0, level(0, 'custom" w:format="001, 002, 003, ...', "%1.")) + num(1, 0),
        [(1, 0), (1, 0)], "001. 002.",
    ),
    "from nothing": (PLAIN.replace('<w:start w:val="1"/>', "") + num(1, 0), [(1, 0), (1, 0)], "0. 1."),
    "a list that does not exist": (PLAIN + num(1, 7), [(1, 0), (9, 0)], ""),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_numbers(name: str) -> None:
    lists, places, printed = CASES[name]
    body = [item(f"đoạn {n}", use, depth) for n, (use, depth) in enumerate(places)]
    read = texts(opened(word(*body, numbering=lists)))
    labels = [text.removesuffix(f"đoạn {n}").strip() for n, text in enumerate(read)]
    assert " ".join(filter(None, labels)) == printed


def test_a_list_that_begins_anew_in_a_table() -> None:
    def work(use: int, text: str) -> str:
        return row(item("", use), text, "Sở Y tế", "", "Quý IV/2026")

    made = tasks(
        row("I", "NHÓM MỘT", "", "", ""), work(1, "Một"), work(1, "Hai"),
        row("II", "NHÓM HAI", "", "", ""), work(2, "Ba"), work(2, "Bốn"),
    )  # fmt: skip
    lists = PLAIN + num(1, 0) + num(2, 0, over(0, 1))
    rows, findings = read_tasks(opened(word(made, numbering=lists)))
    assert [(r.part, r.stt.rstrip(".")) for r in rows] == [("I", "1"), ("I", "2"), ("II", "1"), ("II", "2")]
    assert not findings


def test_numbers_by_style() -> None:
    lists = (
        abstract(0, level(0, "upperRoman", "%1.", '<w:pStyle w:val="H1"/>'),
                 level(1, "decimal", "%2.", '<w:pStyle w:val="H2"/>'))
        + num(1, 0)
    )  # fmt: skip
    in_list = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    styles = (
        style("H1", "paragraph", lists=in_list)
        # As Word does it: the list of the style above, and only the depth is its own.
        + style("H2", "paragraph", lists='<w:numPr><w:ilvl w:val="1"/></w:numPr>', based="H1")
        + style("H3", "paragraph", based="H2")
    )

    def styled(name: str, text: str, more: str = "") -> str:
        return para(text, look=f'<w:pStyle w:val="{name}"/>{more}')

    document = opened(word(
            styled("H1", "a"), styled("H2", "b"), styled("H3", "c"), styled("H1", "d"), styled("H2", "e"),
            styled("H2", "f", '<w:numPr><w:numId w:val="0"/></w:numPr>'),
            styled("H2", "g", '<w:numPr><w:ilvl w:val="0"/></w:numPr>'),
            numbering=lists, styles=styles,
        ),
    )  # fmt: skip
    assert texts(document) == ["I. a", "1. b", "2. c", "II. d", "1. e", "f", "III. g"]


def test_a_list_defined_by_a_style_counts_for_itself() -> None:
    lists = (
        abstract(0, '<w:styleLink w:val="L"/>', level(0, "decimal", "%1/"))
        + abstract(1, '<w:numStyleLink w:val="L"/>')
        + num(1, 0) + num(2, 1) + num(3, 1)
    )  # fmt: skip
    styles = style("L", "numbering", lists='<w:numPr><w:numId w:val="1"/></w:numPr>')
    body = [item(name, use) for name, use in (("a", 2), ("b", 2), ("c", 3), ("d", 1))]
    assert texts(opened(word(*body, numbering=lists, styles=styles))) == ["1/ a", "2/ b", "3/ c", "1/ d"]


def test_a_style_that_links_to_itself() -> None:
    lists = abstract(1, '<w:numStyleLink w:val="L"/>') + num(2, 1)
    styles = style("L", "numbering", lists='<w:numPr><w:numId w:val="2"/></w:numPr>')
    assert texts(opened(word(item("a", 2), numbering=lists, styles=styles))) == ["a"]


def test_what_is_gone_is_not_counted_what_is_struck_is() -> None:
    def listed(inside: str, mark: str = "") -> str:
        return para(inside, look='<w:numPr><w:numId w:val="1"/></w:numPr>', mark=mark)

    document = opened(word(
            listed("a"), listed(deleted("bỏ"), '<w:del w:id="1" w:author="a"/>'),
            listed(run("ẩn", "<w:vanish/>"), "<w:vanish/>"), listed("b"), listed(run("gạch", "<w:strike/>")),
            listed("c"), numbering=PLAIN + num(1, 0),
        ),
    )  # fmt: skip
    assert texts(document) == ["1. a", "2. b", "4. c"]


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (1, "lowerLetter", "a"), (26, "lowerLetter", "z"), (27, "lowerLetter", "aa"), (28, "lowerLetter", "bb"),
        (53, "upperLetter", "AAA"), (4, "upperRoman", "IV"), (99, "lowerRoman", "xcix"), (100, "upperRoman", "C"),
        (3, "decimalZero", "03"), (12, "decimalZero", "12"), (3, "decimalEnclosedCircle", "③"), (3, "none", ""),
        (3, "numberInDash", "- 3 -"), (1, "vietnameseCounting", "một"), (21, "vietnameseCounting", "hai mươi mốt"),
        (15, "cardinalText", "mười lăm"), (1, "ordinalText", "thứ nhất"), (4, "ordinalText", "thứ tư"),
        (5, "ordinalText", "thứ năm"), (7, "thatIsNoFormat", "7"), (0, "upperRoman", "0"), (0, "lowerLetter", "0"),
        (12, "decimalFullWidth", "１２"), (2, "chicago", "†"),
    ],
)  # fmt: skip
def test_a_number_as_it_is_written(number: int, form: str, text: str) -> None:
    assert written(number, form) == text


@pytest.mark.parametrize("form", ["decimal", "upperRoman", "lowerLetter", "vietnameseCounting", "decimalZero"])
def test_no_two_numbers_are_written_alike(form: str) -> None:
    assert len({written(number, form) for number in range(1, 100)}) == 99


@given(st.integers(1, 99))
def test_a_number_in_words_is_read_as_its_figures(number: int) -> None:
    """The words that stand before a paragraph are those that phrases are read by."""
    said = read(f"trong {in_words(number)} ngày kể từ ngày 01/3/2026", None)
    assert said.end == date(2026, 3, 1) + timedelta(days=number) and not said.faults
