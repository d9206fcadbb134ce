"""A rendered mail as its reader sees it."""

from dataclasses import replace
from html.parser import HTMLParser

from reminder.mail.contents import Item, Lang, MailView
from reminder.mail.render import Renderer
from reminder.mail.samples import sample

LANGS: tuple[Lang, ...] = ("vi", "en")
RENDERER = Renderer()


def reminder(*items: Item, lang: Lang = "vi") -> MailView:
    return replace(sample("reminder", lang), items=items)


class Shape(HTMLParser):
    """What a mail program sees of an HTML part: elements, attributes, words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: set[tuple[str, tuple[str, ...]]] = set()
        self.links: list[str] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add((tag, tuple(sorted(name for name, _ in attrs))))
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action", "background")]
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def flat(text: str) -> str:
    return " ".join(text.split())
