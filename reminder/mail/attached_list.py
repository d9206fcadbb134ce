"""The list that goes with a mail that has no room for all: every matter by name, as a table programs open."""

from collections.abc import Iterator
from html import escape

from reminder.mail.contents import Item, MailView
from reminder.words import due_words, role_words, short_date, translator
from reminder.words.spreadsheet import lines_as_csv


def says_all(view: MailView, text: str, html: str) -> bool:
    """Whether the words name every matter and every agency the mail speaks of. A program shows one of the two parts."""
    text, html = " ".join(text.split()), " ".join(html.split())
    return all(name in text and (not html or escape(name) in html) for name in _names(view))


def _names(view: MailView) -> Iterator[str]:
    yield from (" ".join(part.name.split()) for part in view.parts)
    for item in view.items:
        yield item.obligation
        yield from (" ".join(name.split()) for name in (item.instead_of, *(u.name for u in item.units)) if name)


def listing(view: MailView) -> bytes:
    """All matters of the view, one line for each agency concerned, as Excel opens it by double click."""
    say_ = translator(view.lang)
    headings = [say_(word) for word in ("No.", "Agency", "Matter", "Deadline", "Role", "Owed by", "Reference")]
    return lines_as_csv(headings, ([n, *line] for n, line in enumerate(_lines(view), 1))).encode()


def _lines(view: MailView) -> Iterator[list[str]]:
    say_ = translator(view.lang)
    for part, groups in view.sections:
        for _group, items in groups:
            for _n, item, _link in items:
                due = short_date(item.due_on, view.lang) if item.due_on else say_("no date yet")
                due = due_words(due, True, view.lang) if item.due_on and item.strict else due
                told = item.instead_of or (part.name if part else view.recipient.name)
                role = role_words(item.role, item.kind, view.lang)
                for owing in _owing(item):
                    line = (told, item.title, due, role, owing, item.obligation)
                    yield [" ".join(text.split()) for text in line]


def _owing(item: Item) -> tuple[str, ...]:
    return tuple(u.name for u in item.units) or ("" if item.own else item.lead,)
