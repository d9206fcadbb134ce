"""Who heads a body, by how its name begins, out of `heads.toml`: how mails address them and letters are signed."""

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

_FILE = Path(__file__).with_suffix(".toml")


class Head(NamedTuple):
    """`on_behalf`: what stands above the title where a body signs together; `address`: what goes before the title,
    "" where nothing does."""

    title: str
    english: str
    address: str
    on_behalf: str = ""


def head_of(name: str) -> Head:
    """The head of the body of this name."""
    found, other = _heads()
    words = name.casefold()
    known = (start for start in found if words.startswith(start) and not words[len(start) : len(start) + 1].isalnum())
    return found.get(max(known, key=len, default=""), other)


def head_addressed(name: str, lang: str = "vi", shown: str = "") -> str:
    """`Đồng chí Giám đốc Sở Y tế`; in another language, in which the body is called `shown`, `The Director, Department
    of Health`."""
    head = head_of(name)
    if lang != "vi":
        return f"The {head.english}, {shown or name}"
    return " ".join(filter(None, (head.address, _joined(head.title, name))))


def signed_by(name: str) -> tuple[str, ...]:
    """The lines of the signature block."""
    head = head_of(name)
    return tuple(line.upper() for line in (head.on_behalf, head.title) if line)


def _joined(title: str, name: str) -> str:
    """What the title ends with and the name begins with is said once."""
    words = title.split()
    ends = (" ".join(words[n:]) for n in range(1, len(words)))
    end = next((end for end in ends if f"{name} ".casefold().startswith(f"{end} ".casefold())), "")
    return f"{title.removesuffix(end).rstrip()} {name}"


@cache
def _heads() -> tuple[dict[str, Head], Head]:
    """By the first words, and of any other body."""
    file = tomllib.loads(_FILE.read_text("utf-8"))
    other = file["other"]
    found = {
        start.casefold(): Head(**{"address": other["address"]} | {k: v for k, v in row.items() if k != "starts"})
        for row in file["head"]
        for start in row["starts"]
    }
    return found, Head(**other)
