"""A printed cell of agency names → a `Cast`: who is named, who only described, and who must be asked.

Known names are found first, longest first, over commas, "và", "/", dashes and ends of lines; a piece that lacks its
first words takes them from the piece before it ("Các Sở: Công Thương, Xây dựng", "UBND huyện Ba Chẽ, Cô Tô"). Of what
is left every piece is named: as cited or unspecific, outside, known for other days, or unknown.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice, takewhile

from reminder.directory.agency import NAMED, Cast, Party
from reminder.directory.cell_splitting import Atom, PrintedCell, cut
from reminder.directory.citations import cited, cites, within, without_basis, without_manner
from reminder.directory.first_words import ANYONE, LEVELS, begins_body, first_word_alone, pattern
from reminder.directory.name_index import Names
from reminder.directory.spelling import key, listed, tokens
from reminder.directory.titles import duty_alone, heads, joins_only, name_alone, part_alone, untitled, unwrapped

_JOIN, _JOINING = 12, ("comma", "and", "dash", "plus", "or", "line")
_GOING_ON = ("comma", "and", "dash", "plus", "line")  # over these a name that nobody knows may go on
_SPELLED = 4  # initials and letters without marks run over fewer cuts: "Sở VH, TT và DL"
_WITHIN = 6  # as many bodies may begin within one name: "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"
_LONGEST_CELL = 4000
_ASKED = re.compile(r"\A\s*(?:đề nghị|kính đề nghị|mời)\b[\s:]*", re.IGNORECASE)
_ORDERED = re.compile(r"\A\s*(?:giao|yêu cầu|phân công)\b[\s:]*", re.IGNORECASE)
_CONDITION = re.compile(r"\A(?:trường hợp|nếu|khi|tùy|tuỳ|đối với)(?!\w)", re.IGNORECASE)
_NOW = re.compile(r"\A(?:nay|hiện nay|bây giờ) là\s+", re.IGNORECASE)
# Words that begin a name of their own, so that what stands before them is no longer part of the name before.
_MANY = re.compile(
    pattern(*LEVELS, *ANYONE, "các", "những", "mọi", "mỗi", "từng", "tỉnh", "tổ chức", "cá nhân", "hộ gia đình"),
    re.IGNORECASE,
)
_MEMBER = re.compile(r"(?:cơ quan|đơn vị|tổ chức)(?!\w)", re.IGNORECASE)
_NOUNS = listed("sở, ban, ngành, địa phương, đoàn thể, ban ngành, sở ngành")
_SOME = (
    (tokens("có liên quan"), _NOUNS),
    (tokens("liên quan"), _NOUNS),
    (tokens("có chức năng"), (*_NOUNS, *listed("đơn vị, cơ quan"))),
)
Look = Callable[[str, date], Party | None]


def cast(names: Names, raw: str, on: date) -> Cast:
    """What the cell means in a document dated `on`, before succession. `choice` where the names are
    alternatives, stand under a condition, or are only asked ("Đề nghị …")."""
    asked = _ASKED.match(raw)
    printed = raw[asked.end() :] if asked else _ORDERED.sub("", raw, count=1)
    if len(printed) > _LONGEST_CELL:
        return Cast(raw, (Party(printed[:80] + "…", "unknown"),))
    cell = cut(printed)
    if not cell.atoms and cell.exceptions:  # "Trừ Sở Y tế, các sở còn lại"
        return Cast(raw, (Party(" ".join(printed.split()), "unspecific"),), bool(asked))
    reader = _Reader(names, cell, on)
    parties = tuple(reader.parties())
    return Cast(raw, parties, bool(asked) or reader.choice)


class _Reader:
    """Reads one cell from left to right."""

    def __init__(self, names: Names, cell: PrintedCell, on: date) -> None:
        self.names, self.cell, self.on = names, cell, on
        self.atoms = list(cell.atoms)
        self.heads: tuple[str, ...] = ()
        self.choice = False

    def parties(self) -> Iterator[Party]:
        at, found = 0, 0
        while at < len(self.atoms):
            if duty_alone(self._text(at, at)) or (found and part_alone(self._text(at, at))):
                # Who is named behind "phối hợp với" has another part than those before it.
                if found and joins_only(self._text(at, at)):
                    return
                at += 1
                continue
            first, (last, party) = at, self._name(at)
            at = last + 1
            text = self._text(first, last)
            titled = at < len(self.atoms) and self.atoms[at].cut == "colon"
            self.heads = heads(text) or (() if titled else self.heads)
            if titled and (party.kind in ("group", "unspecific") or key(text) in map(key, self.heads)):
                continue
            self.choice |= self.atoms[first].cut == "or" and found > 0
            if untitled(text).strip():
                parties = self._with_brackets(first, last, party)
                found += len(parties)
                yield from parties

    def _name(self, first: int) -> tuple[int, Party]:
        """The last atom of the name that begins at `first`, and what it means."""
        reach = self._reach(first)
        known = self._found(first, reach, self.names.known) or self._spelled_out(first, reach)
        if known is None and self._run_together(first, reach):
            return self._name(first)
        return known or self._found(first, reach, self.names.elsewhen) or self._unknown(first, reach)

    def _spelled_out(self, first: int, reach: int) -> tuple[int, Party] | None:
        return self._found(first, min(reach, first + _SPELLED), self.names.spelled_out)

    def _found(self, first: int, reach: int, look: Look) -> tuple[int, Party] | None:
        """The longest name that `look` knows, or that is only some of a group."""
        for end in range(reach, first - 1, -1):
            text = self._text(first, end)
            for form in self._forms(first, end):
                if party := look(form, self.on):
                    return end, Party(text, party.kind, party.id)
            if look != self.names.elsewhen and self._some_of_a_group(first, end):
                return end, Party(text, "unspecific")
        return None

    def _forms(self, first: int, last: int) -> Iterator[str]:
        """The words as they stand, without a title, and behind the words they may have left out."""
        bodies = unwrapped(self._less(first, last, without_manner))
        yield from filter(None, (self._text(first, last), *bodies, *(f"{head} {bodies[-1]}" for head in self.heads)))
        *_, alone = unwrapped(self._less(first, last, without_basis))
        if alone != bodies[-1] and (party := self.names.known(alone, self.on)) and party.kind == "agency":
            yield alone

    def _less(self, first: int, last: int, less: Callable[[str], str]) -> str:
        """The words, of whose last piece only what `less` leaves."""
        text, tail = self._text(first, last), self._text(last, last)
        left = less(tail)
        return text[: len(text) - len(tail)] + left if left or last == first else self._text(first, last - 1)

    def _some_of_a_group(self, first: int, last: int) -> bool:
        """ "Các sở, ngành liên quan", "UBND các xã, phường có rừng": not all of them. Where a member of its own
        follows — "các sở, ban, ngành, đơn vị có liên quan" — the last words go with that member only."""
        words = [key(self._text(n, n)) for n in range(first, last + 1)]
        for tail, nouns in _SOME:
            if words[-1][-len(tail) :] == tail and len(words[-1]) > len(tail):
                nouned = (*words[:-1], words[-1][: -len(tail)])
                if (first == last or words[0] == _NOUNS[0]) and all(w in nouns for w in nouned):
                    return True
        if last > first and _MEMBER.match(self._text(last, last)) and self._group(self._alone(first, last - 1)):
            return False
        group = self.names.narrowed(self._alone(first, last))
        if self.atoms[last].cut == "line" and self._text(last, last)[0].islower() and not self._begins(last):
            return bool(group)  # the line ended before "có liên quan"
        inside = len(group) - (len(key(self._alone(first, last - 1))) if last > first else 0)
        return inside > 0 and _goes_on_small(
            self._text(last, last) if last > first else self._alone(last, last), inside
        )

    def _alone(self, first: int, last: int) -> str:
        return name_alone(self._less(first, last, without_manner))

    def _group(self, text: str) -> bool:
        party = self.names.known(text, self.on)
        return party is not None and party.kind == "group"

    def _run_together(self, first: int, reach: int) -> bool:
        """Whether two known names stand side by side with nothing that divides them; if so, they are divided now."""
        for n in range(first, reach + 1):
            atom = self.atoms[n]
            for end, begin in reversed(self._within(atom)):
                self.atoms[n : n + 1] = [Atom(atom.start, end, atom.cut), Atom(begin, atom.end, "list")]
                if self._whole(self._alone(first, n)) and self._known(n + 1):
                    return True
                self.atoms[n : n + 2] = [atom]
        return False

    def _whole(self, text: str) -> bool:
        """Whether nothing of a name is left out: "Sở Nội vụ", "Sở TC", but not the "Thanh tra" of Thanh tra Sở Y tế."""
        if self.names.known(text, self.on):
            return self.names.in_full(text, self.on)
        return self.names.spelled_out(text, self.on) is not None

    def _known(self, first: int) -> bool:
        """Whether a name begins here that is known, or that is whole where a further one may begin."""
        reach, start = self._reach(first), self.atoms[first].start
        if self._found(first, reach, self.names.known) or self._spelled_out(first, reach):
            return True
        ends = (end for atom in self.atoms[first : reach + 1] for end, _ in self._within(atom))
        return any(self._whole(name_alone(" ".join(self.cell.text[start:end].split()))) for end in ends)

    def _within(self, atom: Atom) -> list[tuple[int, int]]:
        inside = within(self.cell.text[atom.start : atom.end])
        return [(atom.start + end, atom.start + begin) for end, begin in islice(inside, _WITHIN)]

    def _unknown(self, first: int, reach: int) -> tuple[int, Party]:
        last, text = first, self._text(first, first)
        if cited(untitled(text) or text):
            while last < reach and self.atoms[last + 1].cut in _GOING_ON and self._cited_on(last + 1):
                last += 1
            return last, Party(self._text(first, last), "unspecific")
        if self.names.unspecific(without_basis(name_alone(text) or text)):
            while (
                last < reach
                and self.atoms[last + 1].cut == "dash"
                and not self.names.known(self._text(last + 1, last + 1), self.on)
            ):
                last += 1
            return last, Party(self._text(first, last), "unspecific")
        while last < reach and self._goes_on(first, last + 1):
            last += 1
        text = self._text(first, last)
        if self.names.outside(text):
            return last, Party(text, "outside")
        alone = name_alone(self._less(first, last, without_basis)) or text
        return last, Party(text, "unknown", proposals=self.names.proposals(alone))

    def _cited_on(self, at: int) -> bool:
        text = self._text(at, at)
        return cited(text) or cites(text) or (text[0].islower() and not self._begins(at))

    def _goes_on(self, first: int, at: int) -> bool:
        """Whether the piece belongs to the name before it, which nobody knows: "Trung tâm Xúc tiến đầu tư, thương
        mại, du lịch", "Báo và Phát thanh, Truyền hình"."""
        divider = self.atoms[at].cut
        if divider not in _GOING_ON or self._begins(at, self._text(first, first)):
            return False
        joined = divider in ("and", "dash")
        return joined or self._text(at, at)[0].islower() or begins_body(self._text(first, first))

    def _begins(self, at: int, behind: str = "") -> bool:
        """Whether a name of its own begins here. Behind a name in capitals a small letter begins one only where the
        name is whole: "thống kê" goes on with "Trung tâm Dữ liệu, thống kê"."""
        text = self._text(at, at)
        small = text[0].islower() and not behind[:1].islower()
        names = [self._text(at, end) for end in range(self._reach(at), at - 1, -1)]
        names += [] if small else [f"{head} {name}" for head in heads(behind) for name in names]
        if any((self.names.in_full if small else self.names.known)(name, self.on) for name in names):
            return True
        return bool(_MANY.match(text)) or (
            begins_body(text if small else text.capitalize())
            and not (first_word_alone(behind) and self.atoms[at].cut == "and")
        )

    def _with_brackets(self, first: int, last: int, party: Party) -> tuple[Party, ...]:
        """What brackets behind a name say: "(nay là …)" gives its present name, "(Ban A; Ban B)" its parts, "(nếu có)"
        that it may be another."""
        if party.kind in ("group", "unspecific") and (less := self._excepted(first, last)):
            return (Party(f"{party.raw} ({less})", "unspecific"),)
        end = self.atoms[last + 1].start if last + 1 < len(self.atoms) else len(self.cell.text)
        for words in (b.words for b in self.cell.brackets if self.atoms[first].start <= b.at < end):
            self.choice |= bool(_CONDITION.match(words)) and party.kind != "unspecific"
            now = _NOW.match(words)
            if now or party.kind in ("unknown", "unspecific"):
                inner = cast(self.names, words[now.end() if now else 0 :], self.on).parties
                if inner and all(p.kind in NAMED for p in inner):
                    return tuple(Party(party.raw, p.kind, p.id) for p in inner) if now else inner
        return (party,)

    def _excepted(self, first: int, last: int) -> str:
        """The words that take bodies out of those named here."""
        start, end = self.atoms[first].start, self.atoms[last].end
        return "; ".join(each.words for each in self.cell.exceptions if each.since < end and each.at >= start)

    def _reach(self, first: int) -> int:
        """The last atom that may belong to one name with `first`."""
        joined = takewhile(lambda atom: atom.cut in _JOINING, self.atoms[first + 1 : first + _JOIN])
        return first + len(list(joined))

    def _text(self, first: int, last: int) -> str:
        return " ".join(self.cell.text[self.atoms[first].start : self.atoms[last].end].split())


def _goes_on_small(text: str, behind: int) -> bool:
    """Whether behind so many words of a name no proper one follows: "UBND các xã | có rừng", not "… | Võ Nhai"."""
    words = text.split()
    while words and behind > 0:
        behind -= len(key(words.pop(0)))
    return bool(words) and (text.isupper() or words[0][0].islower())
