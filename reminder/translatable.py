"""Marks for the texts that people read, where a text is only looked up later. Pure: `words` translates."""


def N_(message: str) -> str:
    """Marks a msgid for extraction."""
    return message


def NN_(one: str, many: str) -> tuple[str, str]:
    """The same for a msgid that counts."""
    return one, many
