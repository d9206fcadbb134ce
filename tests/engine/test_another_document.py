"""Signs that the file is not the document that was meant."""

import pytest

from reminder.directory.directory import Directory
from reminder.directory.register import Register
from reminder.documents import Head
from reminder.engine.importing.another_document import doubts

DIRECTORY = Directory((Register("thai-nguyen", "Thái Nguyên", 19),))


def told(number: str, stem: str, issuer: str = "", directory: Directory = DIRECTORY) -> list[str]:
    return [finding.code for finding in doubts(Head(number, "", "", None, issuer), stem, directory)]


@pytest.mark.parametrize(
    ("number", "stem", "doubtful"),
    [
        ("12/KH-UBND", "thai-nguyen-125-kh-ubnd-2025", True), ("12/KH-UBND", "KH số 125", True),
        ("12/KH-UBND", "125_KH-UBND", True), ("125/KH-UBND", "thai-nguyen-125-kh-ubnd-2025", False),
        ("012/KH-UBND", "12-KH", False), ("12/KH-UBND", "KH 2026", False), ("12/KH-UBND", "ke-hoach-2026", False),
        ("12/KH-UBND", "d01-pho-tho-ke-hoach-cchc-2026", False), ("/KH-UBND", "125-kh", False),
        ("12/KH-UBND", "5 viec can lam", False), ("247/KH-UBND", "tn-247-2025-qh15-plan-2026", False),
    ],
)  # fmt: skip
def test_the_number_in_the_files_name(number: str, stem: str, doubtful: bool) -> None:
    assert told(number, stem) == ["file-number"] * doubtful


@pytest.mark.parametrize(
    ("issuer", "doubtful"),
    [
        ("ỦY BAN NHÂN DÂN TỈNH PHÚ THỌ", True), ("Tỉnh ủy Nghệ An", True), ("UBND thành phố Hải Phòng", True),
        ("ỦY BAN NHÂN DÂN TỈNH THÁI NGUYÊN", False), ("UBND tỉnh", False), ("TỈNH ĐOÀN", False), ("", False),
        ("UBND thành phố Sông Công", False), ("UBND xã Phú Thọ", False),
    ],
)  # fmt: skip
def test_another_provinces_letterhead(issuer: str, doubtful: bool) -> None:
    assert told("", "x", issuer) == ["other-province"] * doubtful
    assert told("", "x", issuer, Directory(())) == []
