"""Several mailboxes in one cell, as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.documents.contact_mailboxes import mailboxes_in

A, B = "vanthu@so.gov.vn", "tong.hop@so.gov.vn"


@pytest.mark.parametrize(
    "text",
    [
        f"{A}; {B}", f"{A},{B}", f"{A}\n{B}", f"{A} {B}", f"{A} hoặc {B}", f"{A} và {B}", f"{A}, hoặc {B}",
        f"{A} / {B}", f"{A}/{B}", f"- {A}\n- {B}", f"1. {A}\n2. {B}", f"1) {A} 2) {B}", f"CQ: {A}; Dự phòng: {B}",
        f"{A} (văn thư); {B}.",
        f"mailto:{A}; mailto:{B}", f"Văn thư <{A}>; Tổng hợp <{B}>", f"Văn thư {A}\n(chính) {B}", f"{A} - {B}",
        f"{A} | {B} | không có", f"•{A}\n•{B}",
    ],
)  # fmt: skip
def test_two_mailboxes_in_one_cell(text: str) -> None:
    assert list(mailboxes_in(text)) == [A, B]


@pytest.mark.parametrize(
    "text", ["", "-", "–", "---", "Không có", "chưa có", "Hiện chưa có", "Đang cập nhật", "x", "N/A"]
)
def test_words_for_none(text: str) -> None:
    assert list(mailboxes_in(text)) == []


@pytest.mark.parametrize(
    "text", ["van thu@so.gov.vn", "vanthu @so.gov.vn", "Văn thư @so.gov.vn", "vanthu.so.gov.vn", "vanthu@ so.gov.vn"]
)
def test_what_is_no_mailbox_comes_whole(text: str) -> None:
    assert list(mailboxes_in(text)) == [text]


def test_a_torn_mailbox_beside_a_whole_one_is_still_seen() -> None:
    assert list(mailboxes_in(f"{A} vanthu @so.gov.vn")) == [A, "@so.gov.vn"]


BOXES = st.lists(
    st.from_regex(r"[a-z]{2,6}(\.[a-z]{1,4})?@[a-z]{2,5}\.gov\.vn", fullmatch=True), min_size=1, max_size=5
)


@given(boxes=BOXES, between=st.sampled_from(["; ", ",", "\n", " ", " hoặc ", "/", ";\n", ", "]))
def test_any_mailboxes_come_back(boxes: list[str], between: str) -> None:
    assert list(mailboxes_in(between.join(boxes))) == boxes


@given(st.text("ab@. ;,/<>()-\nVăn:1", max_size=40))
def test_no_text_loses_an_at(text: str) -> None:
    """Whatever is written: where there is a sign of a mailbox, something is named."""
    found = list(mailboxes_in(text))
    assert all(found)
    assert bool(found) or "@" not in text
