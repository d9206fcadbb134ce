"""A printed cell of agency names → a `Cast`: who is named, who only described, and who must be asked.

Pieces are joined again, longest first, as far as the directory knows the whole; a piece that lacks its
first words takes them from the piece before it ("Các Sở: Công Thương, Xây dựng", "UBND huyện Ba Chẽ, Cô Tô").
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import takewhile

from reminder.directory.agency import Cast, Party
from reminder.directory.cell_splitting import PrintedCell, cut
from reminder.directory.first_words import ANYONE, BODIES, LEVELS
from reminder.directory.name_index import Names
from reminder.directory.spelling import key, listed, tokens

_JOIN, _JOINING = 12, ("comma", "and", "dash", "plus", "or")
_LONGEST_CELL = 4000
_ASKED = re.compile(r"\A\s*(?:đề nghị|kính đề nghị|mời)\b[\s:]*", re.IGNORECASE)
_ORDERED = re.compile(r"\A\s*(?:giao|yêu cầu|phân công)\b[\s:]*", re.IGNORECASE)
_TITLE = re.compile(
    r"\A(?:(?:đồng chí|các|quyền|phó|tổng)\s+)*(?:thủ trưởng|giám đốc|chủ tịch|lãnh đạo|chi cục trưởng|cục trưởng"
    r"|người đứng đầu|hiệu trưởng|viện trưởng|chỉ huy trưởng|tổng biên tập|bí thư|trưởng|chánh)(?!\w)[\s,]*",
    re.IGNORECASE,
)
_ALL = re.compile(r"\A(?:tất cả|toàn bộ|toàn thể)\s+", re.IGNORECASE)
_COUNTED = re.compile(r"\A((?:các\s+)?(?:UBND|ủy ban nhân dân|uỷ ban nhân dân)?)\s*\d+\s+", re.IGNORECASE)
_DUTY = re.compile(
    r"(?:\A|\s+)(?:là cơ quan )?(?:chủ trì|phối hợp|thực hiện|tham mưu|(?:làm )?đầu mối|tổng hợp)(?:\s.*)?\Z",
    re.IGNORECASE,
)
_WITH = re.compile(r"\Aphối hợp", re.IGNORECASE)
_CONDITION = re.compile(r"\A(?:trường hợp|nếu|khi|tùy|tuỳ|đối với)(?!\w)", re.IGNORECASE)
_NOW = re.compile(r"\A(?:nay|hiện nay|bây giờ) là\s+", re.IGNORECASE)
_COMMITTEE, _LEVEL = listed("ủy ban nhân dân, cấp")
_LEVEL_KEYS = tuple((level, tokens(level)) for level in LEVELS)
# Words that begin a name of their own, so that "và …" before them is no longer part of the name before.
_BEGINS = frozenset(tokens(name)[0] for name in (*BODIES, *LEVELS, *ANYONE, "các", "tỉnh"))
_NOUNS = listed("sở, ban, ngành, địa phương, đoàn thể, ban ngành, sở ngành")
_SOME = (
    (tokens("có liên quan"), _NOUNS),
    (tokens("liên quan"), _NOUNS),
    (tokens("có chức năng"), (*_NOUNS, *listed("đơn vị, cơ quan"))),
)
_ONE_WORD_HEADS = tuple(
    (head, tokens(head)) for head in ("Sở", "Hội", "Ban", "Chi cục", "Cục", "Phòng", "Bộ", "Trường", "Bệnh viện")
)


def cast(names: Names, raw: str, on: date) -> Cast:
    """What the cell means in a document dated `on`, before succession. `choice` where the names are
    alternatives, stand under a condition, or are only asked ("Đề nghị …")."""
    asked = _ASKED.match(raw)
    printed = raw[asked.end() :] if asked else _ORDERED.sub("", raw, count=1)
    if len(printed) > _LONGEST_CELL:
        return Cast(raw, (Party(printed[:80] + "…", "unknown"),))
    cell = cut(printed)
    conditional = any(_CONDITION.match(b.words) for b in cell.brackets)
    reader = _Reader(names, cell, on)
    parties = tuple(reader.parties())
    return Cast(raw, parties, bool(asked) or conditional or reader.alternatives)


class _Reader:
    """Reads one cell from left to right."""

    def __init__(self, names: Names, cell: PrintedCell, on: date) -> None:
        self.names, self.cell, self.on = names, cell, on
        self.heads: tuple[str, ...] = ()
        self.alternatives = False

    def parties(self) -> Iterator[Party]:
        atoms, at, found = self.cell.atoms, 0, 0
        while at < len(atoms):
            if not _DUTY.sub("", self._text(at, at)):
                # Who is named behind "phối hợp với" has another part than those before it.
                if found and _WITH.match(self._text(at, at)):
                    return
                at += 1
                continue
            first, (last, party) = at, self._name(at)
            at = last + 1
            text = self._text(first, last)
            titled = at < len(atoms) and atoms[at].cut == "colon"
            self.heads = _heads(text) or (() if titled else self.heads)
            if titled and party.kind not in ("agency", "outside"):
                continue
            self.alternatives |= atoms[first].cut == "or" and found > 0
            if _TITLE.sub("", text).strip():
                parties = self._with_brackets(first, last, party)
                found += len(parties)
                yield from parties

    def _name(self, first: int) -> tuple[int, Party]:
        """The last atom of the name that begins at `first`, and what it means."""
        last = self._reach(first)
        for look in (self.names.known, self.names.spelled_out):
            for end in range(last, first - 1, -1):
                text = self._text(first, end)
                if self._concerned(first, end):
                    return end, Party(text, "unspecific")
                for form in self._forms(text):
                    if party := look(form, self.on):
                        return end, Party(text, party.kind, party.id)
        return self._unknown(first, last)

    def _forms(self, text: str) -> Iterator[str]:
        """The words as they stand, without a title, and behind the words they may have left out."""
        body = _DUTY.sub("", _COUNTED.sub(r"\1 ", _ALL.sub("", text))).strip()
        bodies = [body, *filter(None, _untitled(body))]
        return filter(None, (text, *bodies, *(f"{head} {bodies[-1]}" for head in self.heads)))

    def _concerned(self, first: int, last: int) -> bool:
        """ "Các sở, ngành liên quan": not all of them. Where a member of its own follows — "các sở, ban, ngành,
        đơn vị có liên quan" — the last words go with that member only."""
        words = [key(self._text(n, n)) for n in range(first, last + 1)]
        for tail, nouns in _SOME:
            if words[-1][-len(tail) :] == tail and len(words[-1]) > len(tail):
                words[-1] = words[-1][: -len(tail)]
                return (first == last or words[0] == _NOUNS[0]) and all(w in nouns for w in words)
        return False

    def _unknown(self, first: int, reach: int) -> tuple[int, Party]:
        atoms, last = self.cell.atoms, first
        text = self._text(first, first)
        if self.names.unspecific(_TITLE.sub("", text) or text):
            while (
                last < reach
                and atoms[last + 1].cut == "dash"
                and not self.names.known(self._text(last + 1, last + 1), self.on)
            ):
                last += 1
            return last, Party(self._text(first, last), "unspecific")
        while last < reach and atoms[last + 1].cut in ("and", "dash") and not self._begins(last + 1):
            last += 1
        text = self._text(first, last)
        if self.names.outside(text):
            return last, Party(text, "outside")
        return last, Party(text, "unknown", proposals=self.names.proposals(_TITLE.sub("", text) or text))

    def _begins(self, at: int) -> bool:
        text = self._text(at, at)
        words = tokens(text)
        return bool(words) and (words[0] in _BEGINS or self.names.known(text, self.on) is not None)

    def _with_brackets(self, first: int, last: int, party: Party) -> tuple[Party, ...]:
        """What brackets behind a name say: "(nay là …)" gives its present name, "(Ban A; Ban B)" its parts."""
        atoms = self.cell.atoms
        end = atoms[last + 1].start if last + 1 < len(atoms) else len(self.cell.text)
        for words in (b.words for b in self.cell.brackets if atoms[first].start <= b.at < end):
            now = _NOW.match(words)
            if now or party.kind in ("unknown", "unspecific"):
                inner = cast(self.names, words[now.end() if now else 0 :], self.on).parties
                if inner and all(p.kind in ("agency", "group") for p in inner):
                    return tuple(Party(party.raw, p.kind, p.id) for p in inner) if now else inner
        return (party,)

    def _reach(self, first: int) -> int:
        """The last atom that may belong to one name with `first`."""
        joined = takewhile(lambda atom: atom.cut in _JOINING, self.cell.atoms[first + 1 : first + _JOIN])
        return first + len(list(joined))

    def _text(self, first: int, last: int) -> str:
        return " ".join(self.cell.text[self.cell.atoms[first].start : self.cell.atoms[last].end].split())


def _untitled(text: str) -> Iterator[str]:
    """The text without its first title, without the next, and so on."""
    while (shorter := _TITLE.sub("", text, count=1)) != text:
        text = shorter
        yield text


def _heads(text: str) -> tuple[str, ...]:
    """The words that the pieces after this one may leave out, likeliest first; () when none."""
    *_, body = (text, *_untitled(text))
    words = key(body)
    for head, start in _ONE_WORD_HEADS:
        if words[: len(start)] == start:
            return (head,)
    committee = words[:4] == _COMMITTEE
    rest = words[4:] if committee else words
    if rest[:1] == _LEVEL:
        return ("UBND cấp",)
    own = [level for level, start in _LEVEL_KEYS if rest[: len(start)] == start]
    if not committee and not own:
        return ()
    levels = dict.fromkeys([*own, *LEVELS])
    return (*(f"UBND {level}" for level in levels), "UBND")
