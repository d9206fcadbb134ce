"""A ladder as one recipient goes through it: which rung each day tells, and which give way (design 3.8)."""

from datetime import date

from reminder.core.catalogue import Role, Step
from reminder.core.ladder import Rung
from reminder.core.working_calendar import LAST
from reminder.group_by_key import gathered

AudienceRole = tuple[int, Role]  # the nth audience of a ladder, told in this role
RungPlan = list[tuple[int, Rung, Role]]  # oldest first, with each rung's place in the whole ladder
Course = tuple[tuple[date, Rung, Role, str], ...]  # the day, the rung, the role, the step it gives way to or ""


class Ladder:
    """The rungs of all occurrences that are alike. `audiences` holds one step for each set of roles told. What stands
    after `until` is there for those whose lists tell it before."""

    def __init__(self, rungs: list[Rung], until: date = LAST) -> None:
        places = (((rung.step.to, rung.step.mailboxes), (place, rung)) for place, rung in enumerate(rungs))
        self._rungs = list(gathered(places).values())
        self.audiences: list[Step] = [found[0][1].step for found in self._rungs]
        self._until = until
        self._courses: dict[tuple[tuple[AudienceRole, ...], date], Course] = {}

    def plan(self, parts: tuple[AudienceRole, ...]) -> RungPlan:
        """What a recipient who has these parts is told."""
        return [entry for entry in self.whole(parts) if entry[1].on <= self._until]

    def whole(self, parts: tuple[AudienceRole, ...]) -> RungPlan:
        """The same with what stands after `until`."""
        return sorted(((place, rung, role) for n, role in parts for place, rung in self._rungs[n]),
                      key=lambda entry: entry[0])  # fmt: skip

    def course(self, parts: tuple[AudienceRole, ...], start: date) -> Course:
        """The same from `start` on; worked out once for all who go the same way."""
        key = (parts, start)
        found = self._courses.get(key)
        if found is None:
            found = self._courses[key] = newest(self.plan(parts), start)
        return found


def newest(plan: RungPlan, start: date) -> Course:
    """The newest rung of each day is told, older ones give way to it; what stood before `start` stands on it."""
    found: list[tuple[date, Rung, Role, str]] = []
    day, by = None, ""
    for _, rung, role in reversed(plan):
        on = max(rung.on, start)
        found.append((on, rung, role, by if on == day else ""))
        if on != day:
            day, by = on, rung.step.id
    return tuple(reversed(found))
