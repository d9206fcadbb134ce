"""One province's names: which agency, group or wording a single printed name means. Pure look-ups.

Taken, in this order: the name or an alias, in normal form; the same without "tỉnh …" behind it;
initials ("Sở LĐTB&XH") that fit one name only; letters without marks that fit one name only.
Likeness is only ever proposed, never taken: a commune that does not exist is 92 % like a wrong one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from reminder.directory.agency import Agency, Group, Party
from reminder.directory.spelling import aligns, bare, key, listed, tokens

Key = tuple[str, ...]
Meaning = Agency | Group | str
OUTSIDE, UNSPECIFIC = "outside", "unspecific"

_TAILS = listed("cấp tỉnh, toàn tỉnh, tỉnh, trên địa bàn, trong")
_CONCERNED = listed("liên quan, có chức năng, chức năng")
_WHOEVER = listed(
    "đơn vị, cơ quan, tổ chức, đoàn thể, doanh nghiệp, dn, cá nhân, hộ gia đình, hộ, chủ đầu tư, chủ dự án, "
    "chủ hạ tầng, chủ cơ sở, nhà đầu tư, nhà thầu, người dân, nhân dân, cộng đồng, địa phương, cơ sở, ngành, sở, ban"
)
_MANY = frozenset(tokens("các những mọi"))
_BEYOND = listed("bộ, chính phủ, thủ tướng, quốc hội, tập đoàn, tổng công ty, công ty")
_NOT_A_MINISTRY = listed("bộ chỉ huy, bộ đội, bộ phận, bộ tư lệnh")
_LONGEST_NAME = 240


@dataclass(frozen=True)
class Names:
    """The index of one register. `province` is the province's key, to be dropped behind a name."""

    province: Key
    meanings: Mapping[Key, tuple[Meaning, ...]]

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

        def enter(name: str, meaning: Meaning, short: bool = True) -> None:
            full = key(name)
            for form in {full, _without_tail(full, tail)} if short else {full}:
                if form:
                    found.setdefault(form, {})[id(meaning)] = meaning

        for agency in agencies:
            for name in (agency.name, *agency.aliases):
                # "UBND tỉnh" without "tỉnh" would mean every people's committee there is.
                enter(name, agency, short=agency.kind != "province")
        for group in groups:
            for name in (group.name, *group.aliases):
                enter(name, group)
        for name in outside:
            enter(name, OUTSIDE)
        for name in unspecific:
            enter(name, UNSPECIFIC)
        return cls(tail, {form: tuple(each.values()) for form, each in found.items()})

    def known(self, text: str, on: date) -> Party | None:
        """The name itself, as written or without its province."""
        if len(text) > _LONGEST_NAME:
            return None
        full = key(text)
        for form in (full, _without_tail(full, self.province)):
            party = _one(text, self.meanings.get(form, ()), on)
            if party:
                return party
        return None

    def spelled_out(self, text: str, on: date) -> Party | None:
        """The one name that these initials, or these letters without marks, can stand for."""
        if len(text) > _LONGEST_NAME:
            return None
        full = key(text)
        for short in filter(None, (full, _without_tail(full, self.province))):
            fits = {
                id(m): m for form in self._by_letter.get(short[0][0], ()) if aligns(short, form)
                for m in self.meanings[form]
            }  # fmt: skip
            party = _one(text, tuple(fits.values()), on)
            if party:
                return party
        plain = bare(full)
        likes = {id(m): m for form in self._by_bare.get(plain, ()) for m in self.meanings[form]}
        # Two communes may differ by one mark only, so marks that were written are believed.
        marked = any(ord(char) > 127 for char in text)
        if marked and any(isinstance(m, Agency) and m.kind == "commune" for m in likes.values()):
            return None
        return _one(text, tuple(likes.values()), on)

    def unspecific(self, text: str) -> bool:
        """Whether the words name nobody in particular: "các đơn vị có liên quan", "các DN", "khu đô thị"."""
        full, words = key(text), tokens(text)
        if not words:
            return False
        if words[0] in _MANY or any(full[-len(tail) :] == tail for tail in _CONCERNED):
            return True
        letters = text.strip()
        proper = any(char.isupper() for char in letters[1:]) and not letters.isupper()
        return not proper and (letters[0].islower() or any(words[: len(start)] == start for start in _WHOEVER))

    def outside(self, text: str) -> bool:
        """Whether the words name a ministry, the Government or a company: bodies no province directs."""
        full = key(text)
        return any(full[: len(b)] == b for b in _BEYOND) and not any(full[: len(b)] == b for b in _NOT_A_MINISTRY)

    def proposals(self, text: str) -> tuple[tuple[str, int], ...]:
        """Up to three ids whose names look alike, with a score of 100; for a person to choose from."""
        from rapidfuzz import fuzz, process  # late: only unknown names pay for it

        plain = bare(key(text))
        if not plain or len(text) > _LONGEST_NAME:
            return ()
        best: dict[str, int] = {}
        for like, score, _ in process.extract(plain, list(self._by_bare), scorer=fuzz.ratio, limit=6, score_cutoff=70):
            for form in self._by_bare[like]:
                for meaning in self.meanings[form]:
                    if not isinstance(meaning, str):
                        best[meaning.id] = max(best.get(meaning.id, 0), int(score))
        return tuple(sorted(best.items(), key=lambda each: -each[1])[:3])

    @cached_property
    def _by_letter(self) -> Mapping[str, tuple[Key, ...]]:
        found: dict[str, tuple[Key, ...]] = {}
        for form in self.meanings:
            found[form[0][0]] = (*found.get(form[0][0], ()), form)
        return found

    @cached_property
    def _by_bare(self) -> Mapping[str, tuple[Key, ...]]:
        found: dict[str, tuple[Key, ...]] = {}
        for form in self.meanings:
            found[bare(form)] = (*found.get(bare(form), ()), form)
        return found


def _one(text: str, meanings: tuple[Meaning, ...], on: date) -> Party | None:
    """The one thing meant on `on`: a body in force, else the one that ceased last. A body that had not
    begun is not meant, whatever its name: communes of 2025 carry names of others before them."""
    groups = _standing([m for m in meanings if isinstance(m, Group)], on)
    agencies = _standing([m for m in meanings if isinstance(m, Agency)], on)
    if len(groups) + len(agencies) > 1:
        return None
    if agencies:
        return Party(text, "agency", agencies[0].id)
    if groups:
        return Party(text, "group", groups[0].id)
    words = [m for m in meanings if isinstance(m, str)]
    return Party(text, "outside" if words[0] == OUTSIDE else "unspecific") if words else None


_T = TypeVar("_T", Agency, Group)


def _standing(found: list[_T], on: date) -> list[_T]:
    begun = [m for m in found if m.from_on is None or m.from_on <= on]
    standing = [m for m in begun if m.until_on is None or on <= m.until_on]
    if begun and not standing:
        last = max(m.until_on or on for m in begun)
        standing = [m for m in begun if m.until_on == last]
    return standing


def _without_tail(full: Key, province: Key) -> Key:
    """The key without "tỉnh", "tỉnh Thái Nguyên", "trên địa bàn tỉnh" and their like behind it."""
    tails = (province, *_TAILS)
    again = True
    while again:
        again = False
        for tail in tails:
            if tail and len(full) > len(tail) and full[-len(tail) :] == tail:
                full, again = full[: -len(tail)], True
    return full
