"""Words of others: nothing in them becomes a link."""

import re
import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.core.occurrence_state import Progress
from reminder.mail.builtin_text import plain
from reminder.mail.cleaning import cleaned_value, untouchable
from reminder.mail.samples import sample, sample_item


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("https://xa.example/a?b=1", "https[:]//xa[.]example/a?b=1"), ("www.xa.example", "www[.]xa[.]example"),
        ("viết tới lan@xa.example.", "viết tới lan@xa[.]example."), ("mailto:lan", "[mailto]:lan"),
        ("EVIL.COM", "EVIL[.]COM"), ("//x", "//x"), ("", ""),
        ("Văn bản số 123/BC-SYT ngày 20.12.2026, mục 5.1.1. Xin cảm ơn.",
         "Văn bản số 123/BC-SYT ngày 20.12.2026, mục 5.1.1. Xin cảm ơn."),
        ("xã.example", "xã[.]example"), ("tỉnh.vn", "tỉnh[.]vn"), ("evil-.com", "evil-[.]com"), ("e_.com", "e_[.]com"),
        ("evil。com", "evil[。]com"), ("evil．com｡vn", "evil[．]com[｡]vn"), ("x․example", "x[․]example"),
        ("x.рф", "x[.]рф"), ("x.भारत", "x[.]भारत"), ("x.xn--p1ai", "x[.]xn--p1ai"), ("x.\u200bcom", "x[.]com"),
        ("xa\u0303.vn", "xa\u0303[.]vn"), ("https：／／xã", "https[：]／／xã"), ("http:\\\\evil", "http[:]\\\\evil"),
        ("MailTo：lan", "[MailTo]：lan"), ("Tel:0123", "[Tel]:0123"), ("Tel: 0123 456", "Tel: 0123 456"),
        ("v.v., Q.1, T.S. Lan", "v.v., Q.1, T.S. Lan"), ("Metadata: x, siêu dữ liệu", "Metadata: x, siêu dữ liệu"),
    ],
)  # fmt: skip
def test_what_a_program_would_make_a_link_of_is_broken(said: str, shown: str) -> None:
    assert untouchable(said) == shown


UNSEEN = "\u200b\u200d\u00ad\u2060\ufeff"
SIGNS = (
    "abvn19@w \n-_<>()[]\"'/\\.:。．｡․：／＼"  # dots, colons and slashes of every keyboard
    "ăâđêôơưạảãáàỹữộ"  # letters of ours
    "рф台北भारतмк"  # and of others, marks among them
    "\u0303\u0301" + UNSEEN
)
ALIKE = str.maketrans({"。": ".", "｡": ".", "\\": "/"})
LINK = re.compile(r":/{2}|(?<=\S)\.(?=[^\W\d_][^\W_])|\b(?:mailto|javascript|data|tel):(?=\S)", re.IGNORECASE)


@given(st.text(SIGNS, max_size=40) | st.lists(
    st.sampled_from([*SIGNS, "mailto", "data", "javascript", "tel", "https", "com", "vn", "xn--", "đà"]), max_size=15
).map("".join))  # fmt: skip
def test_no_link_is_left_and_no_word_is_lost(said: str) -> None:
    """However a program that makes links reads it: signs that stand for each other alike, unseen ones passed over."""
    shown = untouchable(said)
    read = unicodedata.normalize("NFKC", shown).translate(ALIKE)
    assert not LINK.search(read), read
    seen = said.translate(dict.fromkeys(map(ord, UNSEEN)))
    assert re.sub(r"[\[\]]", "", shown) == re.sub(r"[\[\]]", "", seen)
    assert untouchable(shown) == shown


def test_what_has_names_keeps_them_when_it_is_cleaned() -> None:
    said = Progress(date(2026, 11, 26), 60, "đang\u202e làm\n", "thiếu\x00 vốn")
    shown = cleaned_value((said,))[0]
    assert (shown.words, shown.difficulty, shown.on, shown.done) == ("đang làm ", "thiếu vốn", said.on, False)
    whole = Progress(date(2026, 11, 26), 60, "đang làm")
    assert cleaned_value(whole) is whole


def test_the_text_without_templates_says_how_it_was_going() -> None:
    item = sample_item("coming")
    view = replace(sample("reminder"), items=(replace(item, progress=Progress(date(2026, 11, 26), 60, "đang làm")),))
    assert "Tiến độ đã báo: 60%, đang làm (26/11/2026)" in plain(view).text
