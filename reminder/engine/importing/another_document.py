"""Signs that the file is not the document that was meant: its name has another number, another province issued it."""

import re
from collections.abc import Iterator
from typing import Final

from reminder.directory.directory import Directory
from reminder.documents import Head
from reminder.documents.finding import Finding, found
from reminder.text_matching import folded, slug

_SYMBOL = r"(?:kh|qd|ct|tb|nq|cv|bc|hd|ctr)"
_NAMED = re.compile(rf"(?<![a-z\d])(?:(\d{{1,5}})-?{_SYMBOL}(?![a-z])|{_SYMBOL}-?(?:so-)?(\d{{1,5}})(?!\d))")
_YEAR = re.compile(r"(?:19|20)\d\d")
# Every province there was, and is: those of 2025 keep one name of those they were made of.
_PROVINCES: Final = (
    "An Giang", "Bà Rịa - Vũng Tàu", "Bạc Liêu", "Bắc Giang", "Bắc Kạn", "Bắc Ninh", "Bến Tre", "Bình Dương",
    "Bình Định", "Bình Phước", "Bình Thuận", "Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Đắk Nông",
    "Điện Biên", "Đồng Nai", "Đồng Tháp", "Gia Lai", "Hà Giang", "Hà Nam", "Hà Nội", "Hà Tĩnh", "Hải Dương",
    "Hải Phòng", "Hậu Giang", "Hòa Bình", "Hồ Chí Minh", "Huế", "Hưng Yên", "Khánh Hòa", "Kiên Giang", "Kon Tum",
    "Lai Châu", "Lạng Sơn", "Lào Cai", "Lâm Đồng", "Long An", "Nam Định", "Nghệ An", "Ninh Bình", "Ninh Thuận",
    "Phú Thọ", "Phú Yên", "Quảng Bình", "Quảng Nam", "Quảng Ngãi", "Quảng Ninh", "Quảng Trị", "Sóc Trăng", "Sơn La",
    "Tây Ninh", "Thái Bình", "Thái Nguyên", "Thanh Hóa", "Thừa Thiên Huế", "Tiền Giang", "Trà Vinh", "Tuyên Quang",
    "Vĩnh Long", "Vĩnh Phúc", "Yên Bái",
)  # fmt: skip
_OF_PROVINCE = re.compile(rf"\b(?:tinh|tinh uy|thanh pho|thanh uy) (?:{'|'.join(map(folded, _PROVINCES))})\b")


def doubts(head: Head, stem: str, directory: Directory) -> Iterator[Finding]:
    """A remark for each such sign; `stem` is the file's name without its ending."""
    number = re.match(r"\d+", head.number)
    if number and (named := _numbers(stem)) and int(number[0]) not in named:
        yield found("file-number", named=", ".join(map(str, named)), number=head.number)
    known, issuer = [register.name for register in directory.registers], folded(head.issuer)
    if known and _OF_PROVINCE.search(issuer) and not any(folded(name) in issuer for name in known):
        yield found("other-province", issuer=head.issuer, known=", ".join(known))


def _numbers(stem: str) -> list[int]:
    """The numbers beside a document's symbol: `125-KH-UBND`, `KH so 125`; a year is none."""
    pairs = (a or b for a, b in _NAMED.findall(slug(stem)))
    return [int(number) for number in pairs if not _YEAR.fullmatch(number)]
