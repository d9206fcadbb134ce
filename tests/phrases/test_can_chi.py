"""The names of lunar years."""

import lunar_vn
import pytest

from reminder.phrases.can_chi import can_chi, year_of


@pytest.mark.parametrize(
    ("year", "name"),
    [
        (1984, "Giáp Tý"), (1985, "Ất Sửu"), (2017, "Đinh Dậu"), (2025, "Ất Tỵ"), (2026, "Bính Ngọ"),
        (2027, "Đinh Mùi"), (2028, "Mậu Thân"), (2037, "Đinh Tỵ"), (1983, "Quý Hợi"),
    ],
)  # fmt: skip
def test_names(year: int, name: str) -> None:
    assert can_chi(year) == name


@pytest.mark.parametrize("year", range(1900, 2101, 7))
def test_a_year_is_named_as_the_library_names_it(year: int) -> None:
    assert can_chi(year) == lunar_vn.can_chi.get_year_can_chi(year) == can_chi(year + 60)


def test_the_year_of_a_name_is_the_nearest() -> None:
    assert [year_of("Ất Tỵ", near) for near in (1996, 2025, 2026, 2054, 2056)] == [2025, 2025, 2025, 2025, 2085]
    assert year_of("Ất Tỵ", 1995) == 1965
    assert year_of("Giáp Sửu", 2026) == 0, "there is no such year"
