"""Whose mailbox a notice came to, and in whose place its reader is told (design 3.14); why, is for the mail to say."""

from reminder.engine.context.stored_occurrences import Book, StoredNotice
from reminder.mail.contents import InsteadWhy
from reminder.store.notices import NoticeRow


def whose(book: Book, mailbox: str, agency: str, line: StoredNotice) -> str:
    """Whose mailbox it is to this notice: the recipient's own, else its focal agency's, else as the mail says."""
    meant = book.catalogue.directory.current(line.notice.recipient, book.today)
    for id_ in (meant, book.catalogue.focal(line.occurrence.plan, book.today)):
        if id_ and mailbox.casefold() in _boxes(book, id_):
            return id_
    return agency


def _boxes(book: Book, agency: str) -> frozenset[str]:
    body = book.catalogue.directory.agency(agency)
    return book.once(("boxes", agency), lambda: frozenset(c.mailbox.casefold() for c in (*body.contacts, *body.head)))


def instead_of(n: NoticeRow, book: Book, mailbox: str, lang: str) -> str:
    """The agency that cannot be reached and whose mail this one stands in for (design 3.14), else nothing."""
    directory = book.catalogue.directory
    if n.recipient not in directory:
        return ""
    meant = directory.agency(directory.current(n.recipient, book.today) or n.recipient)
    if mailbox.casefold() in _boxes(book, meant.id):
        return ""
    return meant.called(lang)


def instead_why(n: NoticeRow, book: Book) -> InsteadWhy:
    """Why the one that is meant cannot be told itself."""
    now = book.catalogue.directory.current(n.recipient, book.today)
    if not now:
        return "ceased"
    return "came-back" if book.catalogue.directory.contact(now, book.today) else "no-contact"
