"""What a person wrote in a mail: its plain text, and its HTML where there is no other."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

from lxml import etree

from reminder.mail.cleaning import cleaned
from reminder.mail.mime import content, inside

_MARKUP = 100_000  # characters of HTML that are read
_SILENT = frozenset({"head", "script", "style", "template", "title"})
_APART = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "center", "dd", "div", "dl", "dt", "fieldset", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section",
    "table", "tr", "ul",
})  # fmt: skip
_CELLS = frozenset({"td", "th"})


@dataclass(frozen=True, slots=True)
class Words:
    """What a person wrote. `cut`: there is more than this."""

    text: str
    cut: bool = False


def text_of(message: Message, longest: int) -> Words:
    """The words of a mail, without what is attached, cut to so many characters; "" where it has none."""
    found = list(_texts(message))
    whole = "\n\n".join(words.text for words in found)
    lines = whole[:longest].splitlines()
    text = "\n".join(line.rstrip() for line in lines).strip()
    return Words(text, len(whole.rstrip()) > longest or any(words.cut for words in found))


def _texts(part: Message) -> Iterator[Words]:
    """Each piece that a reader would see, of alternatives the plainest that says something."""
    if part.get_content_disposition() == "attachment":
        return
    kind = part.get_content_type()
    if kind == "multipart/alternative":
        yield from next(filter(None, ([*_texts(each)] for each in inside(part))), [])
    elif part.is_multipart():
        for each in inside(part):
            yield from _texts(each)
    elif kind in ("text/plain", "text/html") or part.get_content_maintype() == "multipart":  # that has no parts
        held = content(part)
        words = Words(html_text(held), len(held) > _MARKUP) if kind == "text/html" else Words(held)
        if words.text.strip() or words.cut:
            yield Words(words.text.strip("\n"), words.cut)


def html_text(markup: str) -> str:
    """The words of an HTML page: a line for each block and row, cells and lines of a paragraph apart by a blank."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    root = etree.fromstring(markup[:_MARKUP].encode("utf-8", "replace") or b" ", parser)
    if root is None:
        return ""
    found, silent = list[str](), 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        tag, begins = str(node.tag), event == "start"
        silent += (1 if begins else -1) * (tag in _SILENT)
        found.append("\n" if tag in _APART else " " if tag in _CELLS else "")
        found.append(re.sub(r"\s+", " ", (node.text if begins else node.tail) or "") if not silent else "")
    lines = (" ".join(cleaned(line).split()) for line in "".join(found).split("\n"))
    return "\n".join(filter(None, lines))
