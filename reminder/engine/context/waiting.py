"""Plans that wait for answers: what stands in force instead of their files meanwhile (design 4)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from reminder.core.catalogue import Catalogue, Plan
from reminder.errors import BadInput, Place, Problem, problem
from reminder.translatable import N_

Texts = tuple[tuple[str, str], ...]
InForce = Literal["out", "unfit", "before", "despite"]
_PLANS = "plans/"
_SAID: Mapping[InForce, str] = {
    "out": N_(
        "out of force until its questions are answered ({n}, the first here); `reminder check` says how to answer"
    ),
    "unfit": N_(
        "out of force until its questions are answered ({n}, the first here), for as it was in force it does not fit "
        "the other files any more; `reminder reload --despite {plan}` takes it as it is"
    ),
    "before": N_(
        "in force as it was until its questions are answered ({n}, the first here); `reminder check` says how to answer"
    ),
    "despite": N_("in force as its file says, despite questions that nobody has answered ({n}, the first here)"),
}


@dataclass(frozen=True, slots=True)
class WaitingPlan:
    """A plan with open questions, the first of which stands at `place`. It is `out` of force, `unfit` to stay in it as
    it was, in force as it was `before`, or as its file says, `despite` them."""

    plan: str
    questions: int
    place: Place
    in_force: InForce

    @property
    def problem(self) -> Problem:
        """The same in a sentence."""
        return problem(self.place, self.plan, _SAID[self.in_force], "warning", n=self.questions, plan=self.plan)


def waiting_plans(catalogue: Catalogue) -> tuple[WaitingPlan, ...]:
    """The plans of this catalogue that wait, and those in force despite their questions."""
    waiting = {p.id for p in catalogue.waiting}
    found: list[tuple[Plan, InForce]] = [
        (p, "before" if p.id in catalogue.plan_of else "unfit" if p.id in catalogue.unfit else "out")
        for p in catalogue.waiting
    ]
    found += [(p, "despite") for p in catalogue.plans if p.questions and p.id not in waiting]
    return tuple(WaitingPlan(p.id, len(p.questions), p.questions[0].place, state) for p, state in found)


def as_in_force(files: Catalogue, current: Texts, despite: Collection[str] = ()) -> Catalogue:
    """The files, but of each plan with open questions the text that is in force, if there is one: `current` are the
    texts of the set in force. A text with open questions that is in force already stays: somebody decided so, until
    the file says something else. `despite`: plans that are taken as they are.

    A text that is in force and does not fit the other files any more is left out: that plan stops, and no other."""
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
    kept = {path if home in texts else home: (plan.id, before[home]) for plan, path, home in waiting if home}
    found, unfit = _fitting(texts, kept, root)
    plans = tuple(_without_lines(p) if p.place.path.removeprefix(f"{root}/") in kept else p for p in found.plans)
    waits = tuple(p for p, _, _ in waiting)
    return replace(found, plans=plans, warnings=files.warnings, waiting=waits, unfit=unfit)


def _fitting(texts: Mapping[str, str], kept: dict[str, tuple[str, str]], root: str) -> tuple[Catalogue, frozenset[str]]:
    """The files with the texts that are `kept` in force, and the plans of those among them that do not fit: these are
    taken out of `kept`."""
    from reminder.rulefile import load_texts

    unfit = set[str]()
    while True:
        try:
            now = dict(texts) | {path: text for path, (_, text) in kept.items()}
            return load_texts(now, root, judged=True), frozenset(unfit)
        except BadInput as bad:
            faulty = {p.place.path.removeprefix(f"{root}/") for p in bad.problems} & kept.keys()
            if not faulty and not kept:
                raise
            unfit |= {kept.pop(path)[0] for path in faulty or list(kept)}


def _without_lines(plan: Plan) -> Plan:
    """A plan read from a stored text, whose lines are not those of its file."""
    at = Place(plan.place.path)
    rows = tuple(replace(o, place=at) for o in plan.obligations)
    return replace(plan, place=at, obligations=rows, unplaced=tuple(replace(u, place=at) for u in plan.unplaced))


def _id(text: str) -> str:
    from reminder.rulefile import plan_id

    return plan_id(text)


def _path(plan: Plan, texts: Mapping[str, str]) -> str:
    """The path that this plan's text has among the texts."""
    return next(p for p in texts if p.startswith(_PLANS) and f"/{plan.place.path}".endswith(f"/{p}"))


def _same_file(path: str, before: Mapping[str, str], files: Catalogue) -> str:
    """The file itself, where it bore another plan's id that no file bears now."""
    return path if path in before and _id(before[path]) not in files.plan_of else ""
