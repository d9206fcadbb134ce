"""One province's names: which agency, group or wording a single printed name means. Pure look-ups.

Taken, in this order: the name or an alias, in normal form; the same without "tỉnh …" behind it;
initials ("Sở LĐTB&XH") that fit one name only; letters without marks that fit one name only.
Likeness is only ever proposed, never taken: a commune that does not exist is 92 % like a wrong one.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final, Literal

from reminder.directory.agency import Agency, Group, Party, PartyKind, exists_on
from reminder.directory.first_words import kind_of
from reminder.directory.spelling import aligns, bare, expand, key, listed, tokens
from reminder.group_by_key import gathered

Key = tuple[str, ...]
Meaning = Agency | Group | Literal["outside", "unspecific"]
OUTSIDE: Final = "outside"
UNSPECIFIC: Final = "unspecific"

_TAILS = listed("cấp tỉnh, toàn tỉnh, tỉnh, trên địa bàn, trong")
_CONCERNED = listed("liên quan, có chức năng, chức năng")
_WHOEVER = listed(
    "đơn vị, cơ quan, tổ chức, đoàn thể, doanh nghiệp, dn, cá nhân, hộ gia đình, hộ, chủ đầu tư, chủ dự án, "
    "chủ hạ tầng, chủ cơ sở, nhà đầu tư, nhà thầu, người dân, nhân dân, cộng đồng, địa phương, cơ sở, ngành, sở, ban"
)
_MANY = frozenset(tokens("các những mọi mỗi từng"))
_COMMITTEE = tokens("ủy ban nhân dân")
_BEYOND = listed("bộ, chính phủ, thủ tướng, quốc hội, tập đoàn, tổng công ty, công ty")
_NOT_A_MINISTRY = listed("bộ chỉ huy, bộ đội, bộ phận, bộ tư lệnh")
_LONGEST_NAME = 240
_ALIKE, _OWN_ALIKE = 88, 80  # of a hundred: the whole name, and what is its own in it
_COMMON_HEAD = re.compile(
    r"(?:(?:uy ban nhan dan|so|ban|chi cuc|cuc|van phong|trung tam|truong|hoi) )*(?:(?:xa|phuong|thi tran|dac khu|huyen"
    r"|quan|thi xa|thanh pho|tinh) )?"
)


@dataclass(frozen=True)
class Names:
    """The index of one register. `province` is the province's key, to be dropped behind a name; `whole` are the
    names of bodies as the register writes them, "tỉnh" and all."""

    province: Key
    meanings: Mapping[Key, tuple[Meaning, ...]]
    whole: frozenset[Key]

    @classmethod
    def of(
        cls,
        province: str,
        agencies: Iterable[Agency],
        groups: Iterable[Group],
        outside: Iterable[str] = (),
        unspecific: Iterable[str] = (),
    ) -> "Names":
        tail, found = key(province), dict[Key, dict[int, Meaning]]()
        bodies: list[Agency | Group] = [*agencies, *groups]
        named: list[tuple[Meaning, str]] = [(body, name) for body in bodies for name in (body.name, *body.aliases)]
        named += [(OUTSIDE, name) for name in outside]
        named += [(UNSPECIFIC, name) for name in unspecific]
        for meaning, name in named:
            full = key(name)
            # "UBND tỉnh" without "tỉnh" would mean every people's committee there is.
            whole = isinstance(meaning, Agency) and meaning.kind == "province"
            for form in (full,) if whole else (full, _without_tail(full, tail)):
                if form:
                    found.setdefault(form, {})[id(meaning)] = meaning
        written = frozenset(key(name) for meaning, name in named if not isinstance(meaning, str))
        return cls(tail, {form: tuple(each.values()) for form, each in found.items()}, written)

    def known(self, text: str, on: date) -> Party | None:
        """The name itself, as written or without its province."""
        found = (_one(text, self.meanings.get(form, ()), on) for form in self._forms(text))
        return next(filter(None, found), None)

    def in_full(self, text: str, on: date) -> bool:
        """Whether the words are the whole name of a body that is meant on `on`, nothing of it left out: "Công an" may
        begin "Công an tỉnh", and "Thanh tra Sở Y tế" as well."""
        return key(text) in self.whole and self.known(text, on) is not None

    def elsewhen(self, text: str, on: date) -> Party | None:
        """The body or group of this name that the register knows, but not for `on`: the next to begin, else the last to
        end."""
        found = [m for form in self._forms(text) for m in self.meanings.get(form, ()) if not isinstance(m, str)]
        coming = sorted((m for m in found if m.from_on and m.from_on > on), key=lambda m: m.from_on or on)
        gone = sorted((m for m in found if not exists_on(m, on)), key=lambda m: m.until_on or on)
        body = coming[0] if coming else gone[-1] if gone else None
        return Party(text, "not-in-force", body.id) if body else None

    def narrowed(self, text: str) -> Key:
        """The group whose name the words begin with and go on from: of "UBND các xã có rừng" UBND các xã. () for
        none, and where one word alone would make it many: "Sở" begins "Sở Xây dựng"."""
        full = key(text[:_LONGEST_NAME])
        begins = (full[:n] for n in range(len(full) - 1, 0, -1) if full[:n] in self._groups)
        group = next(begins, ())
        nouns = len(group) - (len(_COMMITTEE) if group[: len(_COMMITTEE)] == _COMMITTEE else 0)
        return group if group and (nouns > 1 or _plural(text)) else ()

    def spelled_out(self, text: str, on: date) -> Party | None:
        """The one name that these initials, or these letters without marks, can stand for."""
        forms = self._forms(text)
        for short in forms:
            likely = (form for form in self._by_letter.get(short[0][0], ()) if aligns(short, form))
            if party := _one(text, self._meant(likely), on):
                return party
        likes = self._meant(self._by_bare.get(bare(forms[0]), ()) if forms else ())
        # Two communes may differ by one mark only, so marks that were written are believed.
        marked = any(ord(char) > 127 for char in text)
        if marked and any(isinstance(m, Agency) and m.kind == "commune" for m in likes):
            return None
        return _one(text, likes, on)

    def _forms(self, text: str) -> tuple[Key, ...]:
        """The name in normal form, as written and without its province; none where no name is so long."""
        full = key(text) if len(text) <= _LONGEST_NAME else ()
        return (full, _without_tail(full, self.province)) if full else ()

    def _meant(self, forms: Iterable[Key]) -> tuple[Meaning, ...]:
        return tuple({id(m): m for form in forms for m in self.meanings[form]}.values())

    def unspecific(self, text: str) -> bool:
        """Whether the words name nobody in particular: "các đơn vị có liên quan", "các DN", "khu đô thị"."""
        full, words = key(text), tokens(text)
        if not words:
            return False
        letters = text.strip()
        proper = any(char.isupper() for char in letters[1:]) and not letters.isupper()
        many = words[0] in _MANY or (_plural(text) and not any(word[0].isupper() for word in letters.split()[1:]))
        if many or any(full[-len(tail) :] == tail for tail in _CONCERNED):
            return True
        return not proper and (letters[0].islower() or any(words[: len(start)] == start for start in _WHOEVER))

    def outside(self, text: str) -> bool:
        """Whether the words name a ministry, the Government or a company: bodies no province directs."""
        full = key(text)
        return any(full[: len(b)] == b for b in _BEYOND) and not any(full[: len(b)] == b for b in _NOT_A_MINISTRY)

    def proposals(self, text: str) -> tuple[tuple[str, int], ...]:
        """Up to three ids of bodies of the same kind whose names look alike or are torn, with a score of 100; for a
        person to choose from. Alike in what only such bodies have in common ("UBND phường …") is not alike."""
        from rapidfuzz import fuzz, process  # late: only unknown names pay for it

        best: dict[str, int] = {}
        for plain in filter(None, map(bare, self._forms(text)[:1])):
            torn = {m.id: int(fuzz.ratio(plain, bare(key(m.name)))) for m in self.torn(text)}
            best |= torn if len(torn) <= 3 else {}
            likes = process.extract(plain, list(self._by_bare), scorer=fuzz.ratio, limit=None, score_cutoff=_ALIKE)
            for like, score, _ in likes:  # the likest first
                own = fuzz.ratio(_own(plain), _own(like))
                for meaning in self._meant(self._by_bare[like]) if own >= _OWN_ALIKE else ():
                    if not isinstance(meaning, str) and kind_of(text) in (kind_of(meaning.name), "unit"):
                        best.setdefault(meaning.id, int(score))
        return tuple(best.items())[:3]

    def torn(self, text: str) -> tuple[Agency | Group, ...]:
        """The bodies of whose name the words are only the beginning or the end, as where a line or a page ended."""
        part = key(text)
        if not part:
            return ()
        longer = [form for form in self.meanings if len(form) > len(part)]
        forms = (form for form in longer if form[: len(part)] == part or form[-len(part) :] == part)
        return tuple(m for m in self._meant(forms) if not isinstance(m, str))

    @cached_property
    def _groups(self) -> frozenset[Key]:
        return frozenset(form for form, found in self.meanings.items() if any(isinstance(m, Group) for m in found))

    @cached_property
    def _by_letter(self) -> Mapping[str, list[Key]]:
        return gathered((form[0][0], form) for form in self.meanings)

    @cached_property
    def _by_bare(self) -> Mapping[str, list[Key]]:
        return gathered((bare(form), form) for form in self.meanings)


def _one(text: str, meanings: tuple[Meaning, ...], on: date) -> Party | None:
    """The one thing meant on `on`: a body in force, else the one that ceased last. A body that had not
    begun is not meant, whatever its name: communes of 2025 carry names of others before them. Nor is a group
    outside its days: nobody takes over a wording."""
    bodies = [m for kind in (Agency, Group) for m in _standing([m for m in meanings if isinstance(m, kind)], on)]
    if bodies:
        kind: PartyKind = "agency" if isinstance(bodies[0], Agency) else "group"
        return Party(text, kind, bodies[0].id) if len(bodies) == 1 else None
    words = [m for m in meanings if isinstance(m, str)]
    return Party(text, words[0]) if words else None


def _standing(found: Sequence[Agency | Group], on: date) -> Sequence[Agency | Group]:
    begun = [m for m in found if m.from_on is None or m.from_on <= on]
    last = max((m.until_on or date.max for m in begun), default=on)
    ended = [m for m in begun if m.until_on == last and isinstance(m, Agency)]
    return [m for m in begun if exists_on(m, on)] or ended


def _own(plain: str) -> str:
    """A name without marks, without the words that tell only what kind of body it is."""
    head = _COMMON_HEAD.match(plain)
    return plain[head.end() :] if head else plain


def _plural(text: str) -> bool:
    """Whether the words speak of many: "các đơn vị", "UBND các xã"."""
    words = expand(tokens(text[:_LONGEST_NAME]))
    named = words[len(_COMMITTEE) :] if words[: len(_COMMITTEE)] == _COMMITTEE else words
    return bool(named) and named[0] in _MANY


def _without_tail(full: Key, province: Key) -> Key:
    """The key without "tỉnh", "tỉnh Thái Nguyên", "trên địa bàn tỉnh" and their like behind it."""
    tails = tuple(filter(None, (province, *_TAILS)))
    while tail := next((t for t in tails if len(full) > len(t) and full[-len(t) :] == t), ()):
        full = full[: -len(tail)]
    return full
