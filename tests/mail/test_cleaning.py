"""Words of others: nothing in them becomes a link."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.mail.cleaning import untouchable


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("https://xa.example/a?b=1", "https[:]//xa[.]example/a?b=1"), ("www.xa.example", "www[.]xa[.]example"),
        ("viết tới lan@xa.example.", "viết tới lan@xa[.]example."), ("mailto:lan", "[mailto]:lan"),
        ("EVIL.COM", "EVIL[.]COM"), ("//x", "//x"), ("", ""),
        ("Văn bản số 123/BC-SYT ngày 20.12.2026, mục 5.1.1. Xin cảm ơn.",
         "Văn bản số 123/BC-SYT ngày 20.12.2026, mục 5.1.1. Xin cảm ơn."),
    ],
)  # fmt: skip
def test_what_a_program_would_make_a_link_of_is_broken(said: str, shown: str) -> None:
    assert untouchable(said) == shown


@given(st.text(alphabet="ab.:/@w \n1", max_size=40))
def test_no_link_is_left_and_no_word_is_lost(said: str) -> None:
    shown = untouchable(said)
    assert not re.search(r"[a-z0-9]://|[a-z0-9]\.[a-z]{2}", shown)
    assert re.sub(r"[\[\]]", "", shown) == said
