"""Signs that the file is not the document that was meant: its name has another number, another province issued it."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from reminder.directory.directory import Directory
from reminder.documents import Head
from reminder.documents.finding import Finding, found
from reminder.text_matching import folded, slug

_SYMBOL = r"(?:kh|qd|ct|tb|nq|cv|bc|hd|ctr)"
_NAMED = re.compile(rf"(?<![a-z\d])(?:(\d{{1,5}})-?{_SYMBOL}(?![a-z])|{_SYMBOL}-?(?:so-)?(\d{{1,5}})(?!\d))")
_YEAR = re.compile(r"(?:19|20)\d\d")


def doubts(head: Head, stem: str, directory: Directory) -> Iterator[Finding]:
    """A remark for each such sign; `stem` is the file's name without its ending."""
    number = re.match(r"\d+", head.number)
    if number and (named := _numbers(stem)) and int(number[0]) not in named:
        yield found("file-number", named=", ".join(map(str, named)), number=head.number)
    known, issuer = [register.name for register in directory.registers], folded(head.issuer)
    if known and _of_province().search(issuer) and not any(folded(name) in issuer for name in known):
        yield found("other-province", issuer=head.issuer, known=", ".join(known))


@cache
def _of_province() -> re.Pattern[str]:
    names = tomllib.loads(Path(__file__).with_name("provinces.toml").read_text("utf-8"))["names"]
    return re.compile(rf"\b(?:tinh|tinh uy|thanh pho|thanh uy) (?:{'|'.join(map(folded, names))})\b")


def _numbers(stem: str) -> list[int]:
    """The numbers beside a document's symbol: `125-KH-UBND`, `KH so 125`; a year is none."""
    pairs = (a or b for a, b in _NAMED.findall(slug(stem)))
    return [int(number) for number in pairs if not _YEAR.fullmatch(number)]
