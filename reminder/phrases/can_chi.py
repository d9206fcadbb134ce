"""The names of lunar years: one of ten stems (can) with one of twelve branches (chi), the same again after 60 years."""

from typing import Final

CAN: Final = ("Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý")
CHI: Final = ("Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi")
_GIAP_TY: Final = 1984  # a year in which both begin


def can_chi(year: int) -> str:
    """The name of the lunar year whose Tết falls in the solar year `year`: `Đinh Mùi` for 2027."""
    n = year - _GIAP_TY
    return f"{CAN[n % len(CAN)]} {CHI[n % len(CHI)]}"


def year_of(name: str, near: int) -> int:
    """The year of that name nearest to `near`, or 0: half of the names that can be put together are none."""
    return min((year for year in range(near - 30, near + 30) if can_chi(year) == name), default=0)
