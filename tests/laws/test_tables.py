"""Tables on a narrow terminal: no date is broken, no column lost, and an id only where nothing else helps."""

import pytest

from reminder.cli.output import _print_one_by_one, _widths

DAY, ID, WORDS = (["Ngày", "09/12/2026"], ["Nghĩa vụ", "tn-247-2026/report-annual"], ["Việc", "không phát sinh gì"])


def drawn(widths: list[int | None] | None) -> int:
    assert widths and all(widths)
    return sum(w or 0 for w in widths) + 3 * len(widths) - 1


@pytest.mark.parametrize("room", range(54, 61))
def test_ids_and_dates_stay_whole_and_the_words_give_way(room: int) -> None:
    widths = _widths([DAY, ID, WORDS], room)
    assert drawn(widths) <= room and widths
    day, id_, words = widths
    assert day and day >= 10 and id_ and id_ >= 25 and words and words >= len("không")


@pytest.mark.parametrize("room", range(40, 48))
def test_on_a_narrow_one_the_id_gives_way_too(room: int) -> None:
    widths = _widths([DAY, ID, WORDS], room)
    assert drawn(widths) <= room and widths
    day, id_, _words = widths
    assert day and day >= 10 and id_ and 10 <= id_ < 25


def test_what_fits_anyway_is_left_alone() -> None:
    assert _widths([DAY, ID, WORDS], 200) == [None, None, None]


def test_what_finds_no_room_side_by_side_is_told_row_by_row(capsys: pytest.CaptureFixture[str]) -> None:
    assert _widths([DAY, ID, WORDS], 30) is None
    _print_one_by_one(["Ngày", "Nghĩa vụ", "Việc"], [["09/12/2026", "a\nb", ""]], "Sắp tới", 30)
    assert capsys.readouterr().out == "Sắp tới\n\nNgày: 09/12/2026\nNghĩa vụ: a; b\n\n"
