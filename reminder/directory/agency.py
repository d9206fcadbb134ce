"""Who can be told: agencies, groups, contacts, succession. Values only; matching of names is in `printed_names`."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from reminder.errors import Place

AgencyKind = Literal["province", "department", "board", "commune", "office", "association", "media", "central", "unit"]
PartyKind = Literal["agency", "group", "unspecific", "unknown", "outside", "not-in-force"]
NAMED: frozenset[PartyKind] = frozenset({"agency", "group"})  # whom somebody answers for


@dataclass(frozen=True, slots=True)
class Contact:
    """One mailbox. Contacts of an agency are ordered; the first in force and reachable is mailed."""

    mailbox: str
    name: str = ""
    from_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class Agency:
    """A body of the directory. In force within `[from_on, until_on]`, open ends None."""

    id: str
    name: str
    kind: AgencyKind
    aliases: tuple[str, ...] = ()
    name_en: str = ""
    contacts: tuple[Contact, ...] = ()
    superior: str = ""
    head: tuple[Contact, ...] = ()
    lang: Literal["vi", "en"] = "vi"
    from_on: date | None = None
    until_on: date | None = None
    place: Place = field(default=Place(""), compare=False)

    def called(self, lang: str) -> str:
        """Its name in this language; its own where the directory gives no other."""
        return (self.name_en or self.name) if lang == "en" else self.name


@dataclass(frozen=True, slots=True)
class Group:
    """A name for many. `kinds` takes every agency of those kinds, `members` adds some, `except_` leaves some
    out. Its names mean it within `[from_on, until_on]`: "các địa phương" were districts before July 2025."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kinds: tuple[AgencyKind, ...] = ()
    members: tuple[str, ...] = ()
    except_: tuple[str, ...] = ()
    from_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class Succession:
    """From `from_on` the functions of `old` lie with `new`. `split` needs a person before anyone is chased."""

    old: str
    new: tuple[str, ...]
    from_on: date
    share: Literal["one", "merge", "split"]
    basis: str
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """One printed name and what the directory makes of it. `id` is of an agency or a group, of one that is
    `not-in-force` too: the directory knows it, for other days than the document's. Else ""."""

    raw: str
    kind: PartyKind
    id: str = ""
    via: tuple[Succession, ...] = ()
    proposals: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Cast:
    """A cell of agency names. `choice`: the names are alternatives ("/", "hoặc", a condition) or bodies
    only asked ("Đề nghị …"), so a person must assign (design 3.5)."""

    raw: str = ""
    parties: tuple[Party, ...] = ()
    choice: bool = False


def exists_on(of: Agency | Group | Contact, on: date) -> bool:
    """Whether `on` lies within `[from_on, until_on]`."""
    return (of.from_on is None or of.from_on <= on) and (of.until_on is None or on <= of.until_on)
