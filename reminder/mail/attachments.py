"""What is attached to a mail: only its names; nothing of it is opened."""

from email.message import Message

from reminder.mail.mime import leaves, line, parameter, words

_MOST, _LONGEST = 20, 100  # names that are told, and characters of each


def attached(message: Message) -> tuple[str, ...]:
    """What each thing attached calls itself, else of what kind it is; the first of many."""
    found = (_name(part) for part in leaves(message) if _is_attached(part))
    return tuple(name[:_LONGEST] for name, _ in zip(found, range(_MOST), strict=False))


def _is_attached(part: Message) -> bool:
    if part.get_content_disposition() == "attachment" or _file(part):
        return True
    kind = part.get_content_type()
    return kind not in ("text/plain", "text/html") and not kind.startswith("multipart/")


def _name(part: Message) -> str:
    return _file(part) or part.get_content_type().removeprefix("attached-")


def _file(part: Message) -> str:
    held = parameter(part, "filename", "Content-Disposition") if line(part, "Content-Disposition") else ""
    return words(held or parameter(part, "name"))
