"""The rule set in force: stored as texts, replaced all or nothing, and only when someone says so (design 4)."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from reminder.core.catalogue import Catalogue
from reminder.core.former_keys import former
from reminder.core.journal import civil
from reminder.core.ladder import horizon
from reminder.core.occurrence import Occurrences
from reminder.engine.context.waiting import as_in_force
from reminder.errors import BadInput, Place, Problem, problem
from reminder.group_by_key import gathered
from reminder.store import journal, notices, renaming, rulesets
from reminder.store.database import JOURNAL, RULES, Connection, Database, alone
from reminder.store.rulesets import RuleSet
from reminder.translatable import N_


def matches(connection: Connection, catalogue: Catalogue) -> bool:
    """Whether these rules are those in force."""
    return rulesets.in_force_hash(connection) == rulesets.digest(catalogue.texts)


def replaced(connection: Connection, catalogue: Catalogue) -> bool:
    """Whether other rules are in force."""
    return rulesets.in_force_hash(connection) not in (None, rulesets.digest(catalogue.texts))


def stored(database: Database | None) -> RuleSet | None:
    """The set in force, as stored."""
    if database is None:
        return None
    with database.read() as connection:
        return rulesets.in_force(connection)


def in_force(database: Database | None) -> Catalogue | None:
    """The catalogue in force, read back from its stored texts; None when nothing is yet, or when an earlier version
    took what this one refuses: that must not keep better files from coming into force."""
    current = stored(database)
    if current is None:
        return None
    from reminder.rulefile import load_texts

    try:
        return load_texts(dict(current.texts), judged=True)
    except BadInput:
        return None


def enforce(connection: Connection, files: Catalogue, at: datetime, despite: Collection[str] = ()) -> Catalogue:
    """Put these rules in force, plans that wait for answers as they were but those taken `despite` that; gives what is
    in force now. What is on record of a row goes with it to the row that says `was`, and to those who owe it now.
    Raises BadInput when acts or notices would be left without a row, changing nothing. Nobody evaluates, acts or
    reloads meanwhile: what they write would stand under an id that is gone."""
    alone(connection, RULES)
    alone(connection, JOURNAL)
    current = rulesets.in_force(connection)
    catalogue = as_in_force(files, current.texts if current else (), despite)
    if current and current.hash == rulesets.digest(catalogue.texts):
        return catalogue
    known, recorded = catalogue.obligation_of.keys(), renaming.on_record(connection)
    heirs = {f"{o.plan}/{was}": o.id for o in catalogue.obligation_of.values() for was in o.was}
    problems = [*_vanished(catalogue, sorted(recorded - known - heirs.keys()))]
    for old, new in ((old, heirs[old]) for old in heirs if old in recorded):
        if renaming.seen(connection, new):
            row = catalogue.obligation_of[new]
            problems.append(problem(row.place, f"{new.partition('/')[2]}.was", _BOTH, old=old))
        else:
            renaming.rename(connection, old, new)
    if problems:
        raise BadInput(problems)
    rulesets.enforce(connection, catalogue.texts, at)
    if current:
        _follow(connection, catalogue, civil(at))
    return catalogue


def _follow(connection: Connection, catalogue: Catalogue, today: date) -> None:
    """What is on record of tasks goes with them to those whom these rules name."""
    seen = notices.first_seen(connection)
    book, ahead = Occurrences(catalogue, journal.journal(connection)), horizon(catalogue.rules, today)
    ids = dict.fromkeys(key.partition("@")[0] for key in seen)
    tasks = [id_ for id_ in ids if (o := catalogue.obligation_of.get(id_)) and o.kind == "task"]
    renaming.follow(connection, former([o for id_ in tasks for o in book.known(ahead, today, id_)], seen))


def _vanished(catalogue: Catalogue, ids: Iterable[str]) -> Iterable[Problem]:
    """One line for a row, or for a whole plan."""
    waiting = {p.id: p for p in catalogue.waiting}
    for plan, rows in gathered(id_.partition("/")[::2] for id_ in ids).items():
        if plan in catalogue.plan_of:
            found = catalogue.plan_of[plan]
            answers = {u.row: u.place for u in found.unplaced if u.leaves_out}
            for row in rows:
                template = _LEFT_OUT if row in answers else _ROW_GONE
                yield problem(answers.get(row, found.place), row, template, row=row)
        elif plan in waiting:
            yield problem(waiting[plan].questions[0].place, plan, _PLAN_UNFIT, plan=plan)
        else:
            yield problem(Place(""), plan, _PLAN_GONE)


_BOTH = N_(
    '"{old}" has acts or notices on record, and this row has been in force itself: they cannot be one; put the other '
    "row back with until = its last day"
)
_ROW_GONE = N_(
    'has acts or notices on record and would vanish; write was = ["{row}"] in the row that takes its place, or put it '
    "back with until"
)
_LEFT_OUT = N_(
    'has acts or notices on record, so this answer cannot leave it out; write obligation = "{row}" here, and '
    "until = its last day into the row"
)
_PLAN_UNFIT = N_(
    "has acts or notices on record, waits for answers, and as it was in force it does not fit the other files any "
    "more: answer its questions, or `reminder reload --despite {plan}` takes it as it is"
)
_PLAN_GONE = N_(
    "has acts or notices on record and would vanish; put its file back, with until = its last day under [plan] if it "
    "is over"
)
