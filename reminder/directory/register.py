"""One province's bodies, groups and successions, as its file gives them."""

from dataclasses import dataclass, field
from functools import cached_property

from reminder.directory.agency import Agency, Group, Succession
from reminder.directory.name_index import Names
from reminder.errors import Place


@dataclass(frozen=True)
class Register:
    """One province's bodies. `outside` and `unspecific` are names that plans print and that nobody in it
    answers for; `province` is the official code, `name` the province without "tỉnh"."""

    id: str
    name: str
    province: int
    agencies: tuple[Agency, ...] = ()
    groups: tuple[Group, ...] = ()
    successions: tuple[Succession, ...] = ()
    outside: tuple[str, ...] = ()
    unspecific: tuple[str, ...] = ()
    place: Place = field(default=Place(""), compare=False)

    @cached_property
    def names(self) -> Names:
        """The index of all names; built once, when first asked."""
        return Names.of(self.name, self.agencies, self.groups, self.outside, self.unspecific)
