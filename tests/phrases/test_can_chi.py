"""The names of lunar years."""

import lunar_vn
import pytest

from reminder.phrases.can_chi import can_chi


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
