"""Where a text says when: every word of time in its place, whatever stands around it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reminder.phrases.time_words import time_words

PIECES = st.sampled_from(
    [
        "trước ngày 15/12/2026", "hằng năm", "quý III/2026", "từ tháng 5/2026 đến tháng 6/2026", "năm 2026", "15 ngày",
        "Công văn số 512/UBND-KT ngày 02/3/2026", "Sở Y tế", "báo cáo", "thứ hai", "thứ Sáu", "theo quy định", ",", ";",
        ".", "(", ")", "ngày     tháng     năm 2026", "16h00", "đầu", "cuối", "tháng", "ngày", "trước", "đến", "2026",
        "%", "và", "trước Tiết Đoan Ngọ", "rằm tháng Giêng", "trong tuần này", "tuần thứ ba của tháng", "mỗi ngày 02",
    ]
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sở Y tế báo cáo trước ngày 15/12/2026", [("time", "trước ngày 15/12/2026")]),
        ("Định kỳ hằng quý, Sở Y tế báo cáo", [("often", "Định kỳ hằng quý")]),
        ("tại Quyết định số 10/QĐ-TTg ngày 12/3/2025", [("cited", "Quyết định số 10/QĐ-TTg ngày 12/3/2025")]),
        ("Luật số 25/2008/QH12 ngày 13/11/2008", [("cited", "Luật số 25/2008/QH12 ngày 13/11/2008")]),
        ("Thời hạn: Quý III/2026", [("label", "Thời hạn"), ("time", "Quý III/2026")]),
        ("Lâm Đồng, ngày     tháng 01 năm 2026", [("blank", "ngày     tháng 01 năm 2026")]),
        ("báo cáo thứ hai gửi Sở Y tế", []),
        ("họp vào tuần thứ ba của tháng", [("unread", "tuần thứ ba của tháng")]),
        ("họp vào tháng Giêng", [("unread", "vào tháng Giêng")]),
        ("báo cáo trong tuần này", [("unread", "trong tuần này")]),
        ("báo cáo ngay trong 30 phút", [("unread", "ngay trong 30 phút")]),
        ("đo độ mặn 02 ngày/lần", [("often", "02 ngày/lần")]),
        ("gửi mực nước 6 giờ một lần", [("often", "6 giờ một lần")]),
        ("họp trong 2,5 ngày", [("unread", "trong 2,5 ngày")]),
        ("nợ từ năm 2024 trở về trước", [("time", "từ năm 2024")]),
        ("xong trước Tiết Đoan Ngọ, năm 2026", [("unread", "trước Tiết Đoan Ngọ"), ("time", "năm 2026")]),
        ("phát thanh mỗi ngày 02 lượt", [("open", "ngày 02")]),
        ("trực ban 24/24 giờ", []),
        ("186.500.000 đồng (sáu triệu, năm trăm nghìn đồng)", []),
        ("lần thứ tư", []),
        ("vào thứ Sáu hằng tuần", [("time", "thứ Sáu hằng tuần")]),
        ("đạt 95% trở lên, có 02 cơ sở", []),
        ("trong thời hạn 15 ngày kể từ ngày ký", [("term", "trong thời hạn 15 ngày kể từ ngày ký")]),
    ],
)  # fmt: skip
def test_what_is_a_word_of_time(text: str, found: list[tuple[str, str]]) -> None:
    assert [(one.kind, one.words) for one in time_words(text)] == found


@settings(max_examples=200)
@given(
    st.lists(PIECES, max_size=12).map(" ".join)
    | st.text("trước ngày15/12hằngnămquýIV(),vàđịnhkỳtháng.; -–", max_size=120)
)
def test_words_are_slices_in_order(text: str) -> None:
    at = 0
    for one in time_words(text):
        assert text[one.start : one.end] == one.words and one.words
        assert one.start >= at
        at = one.end
