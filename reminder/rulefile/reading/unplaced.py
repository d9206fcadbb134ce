"""The questions that an import left in a plan file, what a person answered, and the rows that answers leave out."""

from collections.abc import Iterable, Mapping

from reminder.core.catalogue import Unplaced
from reminder.rulefile.reading.findings import FilePart, like
from reminder.rulefile.reading.schema import PlanFile, UnplacedRow, made
from reminder.translatable import N_

ANSWERS = ("obligation", "not_obligation", "same_as")
_NAMES = ("row", "like", "obligation", "same_as")
_NO_ROW = N_(
    'there is no row "{id}" in this plan{like}; write the id of a [[task]] or [[report]] of this file, and take this '
    "entry out if its row is gone"
)
_TWICE = N_("answered twice, by {first} too; leave one of the two")
_OTHER = N_(
    'this asks whether row "{row}" is a duty of its own; write obligation = "{row}" if it is, same_as = "{like}" if it '
    "says nothing new"
)
_ITSELF = N_(
    'no row is the same as itself; name the one that stays, or write obligation = "{row}" if this is a duty of its own'
)
_CIRCLE = N_('leads back to row "{row}", so that neither would stay; name the row that does')
_OPEN = N_(
    'questions that wait for an answer: {n}, the first here; write obligation = "id of the row", same_as = "id" or '
    'not_obligation = "why" into each. Until then this plan stays out of force, or in force as it was; '
    "`reminder reload --despite {plan}` takes it as it is"
)


def unplaced(whole: FilePart, file: PlanFile) -> tuple[Unplaced, ...]:
    """The questions in their order, rows by the ids they bear now. Faulty answers are noted, open ones warned of."""
    known, instead = _names(file), left_out(file)
    found = []
    for n, row in enumerate(file.unplaced):
        at = whole.of("unplaced", n)
        names = {key: known.get(getattr(row, key), getattr(row, key)) for key in _NAMES}
        _judge(at, row, names, known, instead, file.plan.id)
        found.append(made(Unplaced, row, place=at.place, **names))
    questions = [u for u in found if not u.answered]
    if questions:
        whole.findings.at(questions[0].place, "unplaced", _OPEN, "warning", n=len(questions), plan=file.plan.id)
    return tuple(found)


def left_out(file: PlanFile) -> dict[str, str]:
    """The rows that an answer leaves out → the row that says the same, "" where it is no duty; full ids."""
    known, plan = _names(file), file.plan.id
    found: dict[str, str] = {}
    for u in file.unplaced:
        if u.row in known and (u.same_as or u.not_obligation):
            found.setdefault(f"{plan}/{known[u.row]}", f"{plan}/{known[u.same_as]}" if u.same_as in known else "")
    return found


def standing(id_: str, instead: Mapping[str, str]) -> str:
    """The row that stands for this one: itself, or whose answer said so; "" when none does."""
    passed = {id_}
    while id_ in instead:
        id_ = instead[id_]
        if id_ in passed:
            return ""
        passed.add(id_)
    return id_


def _names(file: PlanFile) -> Mapping[str, str]:
    """What a row may be called here: its id, a former one, either with the plan's before it."""
    rows = (*file.task, *file.report)
    own = {was: row.id for row in rows for was in row.was} | {row.id: row.id for row in rows}
    return {f"{file.plan.id}/{name}": id_ for name, id_ in own.items()} | own


def _judge(
    at: FilePart, row: UnplacedRow, names: Mapping[str, str], known: Mapping[str, str], instead: Mapping[str, str],
    plan: str,
) -> None:  # fmt: skip
    wrong = [key for key in _NAMES if names[key] and names[key] not in known]
    for key in wrong:
        at.of(key).fault(_NO_ROW, id=names[key], like=like(names[key], _short(known)))
    given = [key for key in ANSWERS if getattr(row, key)]
    if len(given) > 1:
        at.of(given[1]).fault(_TWICE, first=given[0])
    elif names["row"] and not wrong:
        about = names["row"]
        if names["obligation"] not in ("", about):
            at.of("obligation").fault(_OTHER, row=about, like=names["like"] or names["obligation"])
        elif names["same_as"] == about:
            at.of("same_as").fault(_ITSELF, row=about)
        elif names["same_as"] and not standing(f"{plan}/{about}", instead):
            at.of("same_as").fault(_CIRCLE, row=about)


def _short(known: Mapping[str, str]) -> Iterable[str]:
    return (name for name in known if "/" not in name)
