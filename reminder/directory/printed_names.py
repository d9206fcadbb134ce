"""A printed cell of agency names → a `Cast`: who is named, who only described, and who must be asked.

Pieces are joined again, longest first, as far as the directory knows the whole; a piece that lacks its
first words takes them from the piece before it ("Các Sở: Công Thương, Xây dựng", "UBND huyện Ba Chẽ, Cô Tô").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reminder.directory.agency import Cast, Party
from reminder.directory.cell_splitting import Atom, Bracket, PrintedCell, cut
from reminder.directory.first_words import ANYONE, BODIES, LEVELS
from reminder.directory.name_index import Names
from reminder.directory.spelling import key, listed, tokens

_JOIN = 12
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


@dataclass(frozen=True, slots=True)
class _Unit:
    """A name found at atoms `[first, last]`."""

    first: int
    last: int
    party: Party


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
            unit = self._unit(at)
            text = self._text(unit.first, unit.last)
            after = atoms[unit.last + 1].cut if unit.last + 1 < len(atoms) else ""
            self.heads = _heads(text) or (() if after == "colon" else self.heads)
            if after == "colon" and unit.party.kind not in ("agency", "outside"):
                at = unit.last + 1
                continue
            if atoms[at].cut == "or" and found:
                self.alternatives = True
            at = unit.last + 1
            if _TITLE.sub("", text).strip():
                for party in self._with_brackets(unit):
                    found += 1
                    yield party

    def _unit(self, first: int) -> _Unit:
        last = self._reach(first)
        for look in (self.names.known, self.names.spelled_out):
            for end in range(last, first - 1, -1):
                text = self._text(first, end)
                if self._concerned(first, end):
                    return _Unit(first, end, Party(text, "unspecific"))
                for form in self._forms(text):
                    party = look(form, self.on)
                    if party:
                        party = Party(text, party.kind, party.id)
                        return _Unit(first, end, party)
        return self._unknown(first)

    def _forms(self, text: str) -> Iterator[str]:
        """The words as they stand, without a title, and behind the words they may have left out."""
        yield text
        body = _DUTY.sub("", _COUNTED.sub(r"\1 ", _ALL.sub("", text))).strip()
        if body and body != text:
            yield body
        while (shorter := _TITLE.sub("", body, count=1)) != body and shorter:
            body = shorter
            yield body
        for head in self.heads:
            yield f"{head} {body}"

    def _concerned(self, first: int, last: int) -> bool:
        """ "Các sở, ngành liên quan": not all of them. Where a member of its own follows — "các sở, ban, ngành,
        đơn vị có liên quan" — the last words go with that member only."""
        words = [key(self._text(n, n)) for n in range(first, last + 1)]
        for tail, nouns in _SOME:
            if words[-1][-len(tail) :] == tail and len(words[-1]) > len(tail):
                words[-1] = words[-1][: -len(tail)]
                return (first == last or words[0] == _NOUNS[0]) and all(w in nouns for w in words)
        return False

    def _unknown(self, first: int) -> _Unit:
        atoms, last = self.cell.atoms, first
        text = self._text(first, first)
        stem = _TITLE.sub("", text)
        reach = self._reach(first)
        if self.names.unspecific(stem or text):
            while (
                last < reach
                and atoms[last + 1].cut == "dash"
                and not self.names.known(self._text(last + 1, last + 1), self.on)
            ):
                last += 1
            return _Unit(first, last, Party(self._text(first, last), "unspecific"))
        while last < reach and atoms[last + 1].cut in ("and", "dash") and not self._begins(last + 1):
            last += 1
        text = self._text(first, last)
        if self.names.outside(text):
            return _Unit(first, last, Party(text, "outside"))
        return _Unit(first, last, Party(text, "unknown", proposals=self.names.proposals(_TITLE.sub("", text) or text)))

    def _begins(self, at: int) -> bool:
        text = self._text(at, at)
        words = tokens(text)
        return bool(words) and (words[0] in _BEGINS or self.names.known(text, self.on) is not None)

    def _with_brackets(self, unit: _Unit) -> tuple[Party, ...]:
        """What brackets behind a name say: "(nay là …)" gives its present name, "(Ban A; Ban B)" its parts."""
        for bracket in self._brackets(unit):
            now = _NOW.match(bracket.words)
            if now or unit.party.kind in ("unknown", "unspecific"):
                inner = cast(self.names, bracket.words[now.end() if now else 0 :], self.on).parties
                if inner and all(p.kind in ("agency", "group") for p in inner):
                    return tuple(Party(unit.party.raw, p.kind, p.id) for p in inner) if now else inner
        return (unit.party,)

    def _brackets(self, unit: _Unit) -> Iterator[Bracket]:
        atoms = self.cell.atoms
        end = atoms[unit.last + 1].start if unit.last + 1 < len(atoms) else len(self.cell.text)
        return (b for b in self.cell.brackets if atoms[unit.first].start <= b.at < end)

    def _reach(self, first: int) -> int:
        """The last atom that may belong to one name with `first`."""
        atoms, last = self.cell.atoms, first
        while (
            last + 1 < len(atoms)
            and last + 1 - first < _JOIN
            and atoms[last + 1].cut in ("comma", "and", "dash", "plus", "or")
        ):
            last += 1
        return last

    def _text(self, first: int, last: int) -> str:
        a: tuple[Atom, ...] = self.cell.atoms
        return " ".join(self.cell.text[a[first].start : a[last].end].split())


def _heads(text: str) -> tuple[str, ...]:
    """The words that the pieces after this one may leave out, likeliest first; () when none."""
    body = text
    while (shorter := _TITLE.sub("", body, count=1)) != body:
        body = shorter
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
