"""Old encodings are told by the words they make, over the whole alphabet, in every format; no Unicode text is one."""

import itertools
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.documents import Unreadable, read_document
from reminder.documents.readers.legacy_fonts import from_tcvn3, from_vni, legacy_font
from tests.documents.office_files import opened, para, row, said, table, tasks, word
from tests.documents.papers import excel, one_a_line, pdf, tabbed
from tests.documents.papers import word as plain_word
from tests.servers.needs import PLANS, needs_plans

# The letters with a mark in the order of the alphabet, and each as the two encodings write it.
LETTERS = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
TCVN3 = "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\xadõö÷øùúûüýþ"
_VNI = """
aø aû aõ aù aï aê aè aú aü aé aë aâ aà aå aã aá aä ñ eø eû eõ eù eï eâ eà eå eã eá eä ì æ ó í ò
oø oû oõ où oï oâ oà oå oã oá oä ô ôø ôû ôõ ôù ôï uø uû uõ uù uï ö öø öû öõ öù öï yø yû yõ yù î
"""
VNI = _VNI.split()
SENTENCE = "Sở Xây dựng rà soát vườn ươm, kiểm tra việc cắt tỉa, gửi báo cáo kết quả trước ngày 15 tháng 12 năm 2026"
_TO_TCVN3 = dict(zip(LETTERS, TCVN3, strict=True)) | dict(zip("ĂÂĐÊÔƠƯ", "¡¢§£¤¥¦", strict=True))
_TO_VNI = dict(zip(LETTERS, VNI, strict=True))


def tcvn3(text: str) -> str:
    """The text in TCVN3: a capital with a tone is the small one in another font."""
    return "".join(_TO_TCVN3.get(c, _TO_TCVN3.get(c.lower(), c)) for c in text)


def vni(text: str) -> str:
    return "".join(_TO_VNI.get(c, _TO_VNI[c.lower()].upper() if c.lower() in _TO_VNI else c) for c in text)


WRITTEN = {"TCVN3": tcvn3, "VNI": vni}


def test_the_whole_alphabet() -> None:
    assert len(LETTERS) == len(set(LETTERS)) == 67 == len(TCVN3) == len(VNI)
    for letter in LETTERS:
        assert from_tcvn3(tcvn3(letter)) == letter == from_vni(vni(letter))
        assert from_vni(vni(letter.upper())) == letter.upper()
    assert from_tcvn3("¡¢§£¤¥¦") == "ĂÂĐÊÔƠƯ"


def refused(path: Path) -> str:
    with pytest.raises(Unreadable) as raised:
        read_document(path)
    assert raised.value.finding.code == "legacy-font" and "UniKey" in raised.value.say("vi")
    return str(dict(raised.value.finding.facts)["name"])


@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize("form", ["docx", "xlsx", "txt", "csv-like", "bytes", "pdf", "table"])
def test_a_whole_document_is_refused_by_name(name: str, form: str, tmp_path: Path) -> None:
    write = WRITTEN[name]
    rows = [
        tuple(write(cell) for cell in row_) for row_ in (("TT", "Nội dung", "Chủ trì"), ("1", "Trồng cây", "Sở Y tế"))
    ]
    text = write(one_a_line())
    made = {
        "docx": lambda: plain_word(rows=rows, top=[write(SENTENCE)]),
        "xlsx": lambda: excel(rows),
        "txt": lambda: text.encode(),
        "csv-like": lambda: write(tabbed()).encode(),
        "bytes": lambda: text.encode("latin-1"),
        "pdf": lambda: pdf(rows=rows, top=[write(SENTENCE)] * 3),
        "table": lambda: word(table(row(*(write(w) for w in SENTENCE.split(", "))))),
    }[form]()
    path = tmp_path / f"a.{form}"
    path.write_bytes(made)
    assert refused(path) == name


@pytest.mark.parametrize("name", WRITTEN)
def test_one_passage_is_said_with_its_place(name: str) -> None:
    write = WRITTEN[name]
    whole = [para(SENTENCE) for _ in range(12)]
    rows = [row(str(n), "Trồng cây xanh", "Sở Nội vụ", "", "Trước ngày 15/12/2026") for n in range(1, 6)]
    odd = row("6", write("Kiểm tra việc cắt tỉa"), write("Sở Xây dựng"), "", "Quý IV/2026")
    document = opened(word(*whole, para(write("Sở Tài chính báo cáo")), tasks(*rows, odd)))
    assert said(document) == [
        ("legacy-part", write("Sở Tài chính báo cáo")),
        ("legacy-part", f"{write('Kiểm tra việc cắt tỉa')} | {write('Sở Xây dựng')}"),
    ]
    assert [(f.spot and f.spot.kind, f.spot and f.spot.n) for f in document.findings] == [("paragraph", 13), ("row", 7)]
    assert name in document.findings[0].say("en") and name in document.findings[0].say("vi")


@pytest.mark.parametrize(
    "text",
    [
        "Café Müller Zürich Malmö Bjørn Curaçao Señor Nestlé déjà über São Tomé Citroën Ångström",
        "25°C ± 3 µg, ½ l, 3 × 5 m², §5 «bảo mật» © ®", "«ông», «bà»", "Hrê, Brâu, Kbông, Ê-đê, M'nông, Cơ-ho",
        "THÔNG BÁO, QUYẾT ĐỊNH, UBND", "Hoà, thuỷ, quí, hoá, uỷ", "ngàytháng thángnăm", "", "15/12/2026",
    ],
)  # fmt: skip
def test_foreign_words_and_signs_are_no_old_encoding(text: str) -> None:
    assert legacy_font(text) == ""


@needs_plans
@pytest.mark.parametrize("path", sorted(PLANS.glob("*.txt")), ids=lambda p: p.stem[:14])
def test_each_word_of_a_real_plan_told_apart(path: Path) -> None:
    """As it stands it is none; in each encoding it is that one, by and large."""
    text = path.read_text("utf-8")
    assert legacy_font(text) == ""
    for name, write in WRITTEN.items():
        lines = [line for line in text.split("\n") if sum(not word.isascii() for word in line.split()) > 5]
        told = [legacy_font(write(line)) for line in lines]
        assert told.count(name) > 0.98 * len(lines) > 10
        assert legacy_font(write(text)) == name


ONSETS = (
    "",
    "b",
    "c",
    "ch",
    "d",
    "đ",
    "gh",
    "gi",
    "h",
    "kh",
    "l",
    "m",
    "ngh",
    "nh",
    "ph",
    "qu",
    "s",
    "t",
    "th",
    "tr",
    "v",
)
RIMES = (
    "a",
    "an",
    "ach",
    "ăn",
    "âu",
    "e",
    "ên",
    "i",
    "iêu",
    "o",
    "oan",
    "ông",
    "ơi",
    "u",
    "uyên",
    "ư",
    "ương",
    "ươi",
    "y",
)
SYLLABLES = [
    unicodedata.normalize("NFC", f"{onset}{rime[:1]}{tone}{rime[1:]}")
    for onset, rime, tone in itertools.product(ONSETS, RIMES, ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"))
]


@given(st.lists(st.sampled_from(SYLLABLES), max_size=30))
def test_no_vietnamese_text_in_unicode_is_refused(words: list[str]) -> None:
    assert legacy_font(" ".join(words)) == ""


@given(st.text(max_size=200))
def test_any_text_has_an_answer(text: str) -> None:
    assert legacy_font(text) in ("", "TCVN3", "VNI")
