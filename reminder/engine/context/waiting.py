"""Plans that wait for answers: what stands in force instead of their files meanwhile (design 4)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from reminder.core.catalogue import Catalogue, Plan
from reminder.errors import BadInput, Place, Problem, problem
from reminder.translatable import N_

Texts = tuple[tuple[str, str], ...]
InForce = Literal["out", "before", "despite"]
_PLANS = "plans/"
_SAID: Mapping[InForce, str] = {
    "out": N_(
        "out of force until its questions are answered ({n}, the first here); `reminder check` says how to answer"
    ),
    "before": N_(
        "in force as it was until its questions are answered ({n}, the first here); `reminder check` says how to answer"
    ),
    "despite": N_("in force as its file says, despite questions that nobody has answered ({n}, the first here)"),
}
_UNFIT = N_(
    "this plan waits for answers, and as it was in force it does not fit the other files: answer its questions, or "
    "`reminder reload --despite {plan}` takes it as it is"
)


@dataclass(frozen=True, slots=True)
class WaitingPlan:
    """A plan with open questions, the first of which stands at `place`. It is `out` of force, in force as it was
    `before`, or as its file says, `despite` them."""

    plan: str
    questions: int
    place: Place
    in_force: InForce

    @property
    def problem(self) -> Problem:
        """The same in a sentence."""
        return problem(self.place, self.plan, _SAID[self.in_force], "warning", n=self.questions)


def waiting_plans(catalogue: Catalogue) -> tuple[WaitingPlan, ...]:
    """The plans of this catalogue that wait, and those in force despite their questions."""
    waiting = {p.id for p in catalogue.waiting}
    found: list[tuple[Plan, InForce]] = [
        (p, "before" if p.id in catalogue.plan_of else "out") for p in catalogue.waiting
    ]
    found += [(p, "despite") for p in catalogue.plans if p.questions and p.id not in waiting]
    return tuple(WaitingPlan(p.id, len(p.questions), p.questions[0].place, state) for p, state in found)


def as_in_force(files: Catalogue, current: Texts, despite: Collection[str] = ()) -> Catalogue:
    """The files, but of each plan with open questions the text that is in force, if there is one: `current` are the
    texts of the set in force. A text with open questions that is in force already stays: somebody decided so, until
    the file says something else. `despite`: plans that are taken as they are.

    Raises BadInput where a text that is in force does not fit the other files any more."""
    before = dict(current)
    texts = dict(files.texts)
    homes = {id_: path for path, text in before.items() if path.startswith(_PLANS) and (id_ := _id(text))}
    waiting: list[tuple[Plan, str, str]] = []
    for plan in files.plans:
        if plan.questions and plan.id not in despite:
            path = _path(plan, texts)
            home = homes.get(plan.id) or _same_file(path, before, files)
            if not home or before[home] != texts[path]:
                waiting.append((plan, path, home))
    if not waiting:
        return files
    root = waiting[0][0].place.path.removesuffix(waiting[0][1]).removesuffix("/")
    for _, path, _ in waiting:
        del texts[path]
    for _, path, home in waiting:
        if home:
            texts[path if home in texts else home] = before[home]
    from reminder.rulefile import load_texts

    try:
        found = load_texts(texts, root, judged=True)
    except BadInput as bad:
        unfit = (problem(p.questions[0].place, "unplaced", _UNFIT, plan=p.id) for p, _, home in waiting if home)
        raise BadInput([*bad.problems, *unfit]) from None
    return replace(found, warnings=files.warnings, waiting=tuple(p for p, _, _ in waiting))


def _id(text: str) -> str:
    from reminder.rulefile import plan_id

    return plan_id(text)


def _path(plan: Plan, texts: Mapping[str, str]) -> str:
    """The path that this plan's text has among the texts."""
    return next(p for p in texts if p.startswith(_PLANS) and f"/{plan.place.path}".endswith(f"/{p}"))


def _same_file(path: str, before: Mapping[str, str], files: Catalogue) -> str:
    """The file itself, where it bore another plan's id that no file bears now."""
    return path if path in before and _id(before[path]) not in files.plan_of else ""
