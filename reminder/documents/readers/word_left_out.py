"""What a reader of a Word file did not see, or what cannot be read: kept out of the text, and said with its place."""

from reminder.documents.blocks import clean
from reminder.documents.finding import Finding, Spot, found

_GAP = " … "
# What a reader does not see in the text itself.
_UNSEEN = {"hidden-text", "struck-text", "deleted-text"}


class LeftOut:
    """Gathers what is left out of one paragraph or row after another; a finding for each kind and place."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self._words: dict[str, str] = {}
        self._gaps: set[str] = set()
        self._things: dict[str, None] = {}

    def words(self, code: str, words: str) -> None:
        """Words that are left out; what follows without visible words between goes on in the same finding."""
        if words.strip() and code in self._gaps:
            self._words[code] = self._words.get(code, "") + _GAP
        self._words[code] = self._words.get(code, "") + words
        self._gaps.discard(code)

    def thing(self, code: str) -> None:
        """Something without words, a picture for one."""
        self._things[code] = None

    def gap(self) -> None:
        """Visible words, or the edge of a cell, stand between what was left out and what will be."""
        self._gaps.update(self._words)

    @property
    def pending(self) -> int:
        """How many letters were left out since the last finding."""
        return sum(map(len, self._words.values()))

    @property
    def unseen(self) -> str:
        """The code of those among them that are hidden, struck or deleted words; "" if none is."""
        told = (code for code, words in self._words.items() if code in _UNSEEN and any(map(str.isalnum, words)))
        return next(told, "")

    def close(self, spot: Spot | None) -> bool:
        """Ends a paragraph or a row. Gives whether any words were left out of it."""
        told = [(code, " ".join(clean(words).split())) for code, words in self._words.items()]
        told = [(code, words) for code, words in told if any(map(str.isalnum, words))]
        self.findings += [found(code, spot, words=words) for code, words in told]
        self.findings += [found(code, spot) for code in self._things]
        self._words, self._gaps, self._things = {}, set(), {}
        return bool(told)
