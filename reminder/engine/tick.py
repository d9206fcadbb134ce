"""One round: look (upkeep, evaluate), then send. The daemon does the same, again and again."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from reminder.core.catalogue import Catalogue
from reminder.core.reason import Reason
from reminder.engine.context import rules
from reminder.engine.context.clock_guard import Timeguard
from reminder.engine.context.office import Office
from reminder.engine.context.transaction import Transaction, transact
from reminder.engine.context.typed_names import known_plan
from reminder.engine.context.waiting import WaitingPlan, waiting_plans
from reminder.engine.outbox.alerts import alert
from reminder.engine.planning.store_decisions import Evaluated, Memo, evaluate_into
from reminder.engine.sending.delivery import Delivered, Delivery
from reminder.engine.sending.loop import send_ready
from reminder.engine.sending.mailers import delivery
from reminder.store import claims, maintenance, rulesets
from reminder.store.database import Connection, Database, get, put
from reminder.store.lock import sole

Gate = Literal["open", "alerts", "shut"]


@dataclass(frozen=True)
class Surveyed:
    """What one look did, and what it allows to be sent. `rules_differ`: the files on disk are not those in force,
    so nothing was evaluated. `foreign`: the database was copied here, so nothing may be sent. `clock`: why the
    clock is not believed, so that nothing was evaluated and mail waits, alerts apart."""

    evaluated: Evaluated = field(default_factory=Evaluated)
    recovered: int = 0
    rules_differ: bool = False
    foreign: bool = False
    clock: Reason | None = None

    @property
    def gate(self) -> Gate:
        return "shut" if self.foreign else "alerts" if self.clock else "open"


def survey(
    office: Office, catalogue: Catalogue, database: Database, guard: Timeguard, *, alone: bool,
    memo: Memo | None = None,
) -> Surveyed:  # fmt: skip
    """Upkeep and evaluation over an open database. `alone`: no other daemon can be at work, so every claim left
    behind is a dead one's. `memo`: what the last look rested on. Raises Refused when the file is no longer the
    one that was opened."""
    database.verify()
    now, here = office.clock.now(), maintenance.home(database)

    def work(tx: Transaction) -> Surveyed:
        connection, wrong = tx.connection, guard.look(tx.connection)
        if wrong:
            alert(tx, [wrong])
        recovered = claims.recover(connection, tx.now, everyone=alone) if alone or not wrong else 0
        if rulesets.in_force_hash(connection) is None:
            rules.enforce(connection, catalogue, tx.now)
        differ = not rules.matches(connection, catalogue)
        return Surveyed(Evaluated(ran=False), recovered, differ, get(connection, "home") != here, wrong)

    found = transact(database, office, catalogue, work)
    if found.rules_differ or found.clock:
        return found
    evaluated = evaluate_into(database, office, catalogue, memo)
    if not office.clock.given:
        database.transact(lambda c: put(c, "evaluated", now.isoformat()))
    return replace(found, evaluated=evaluated)


@dataclass(frozen=True)
class Ticked(Surveyed):
    """A look, and what was sent after it. `waiting`: plans that are not in force as their files say."""

    delivered: Delivered = field(default_factory=Delivered)
    waiting: tuple[WaitingPlan, ...] = ()


def tick(
    office: Office, catalogue: Catalogue, database: Database, sender: Delivery, *, alone: bool,
    guard: Timeguard | None = None,
) -> Ticked:  # fmt: skip
    """One round over an open database."""
    found = survey(office, catalogue, database, guard or Timeguard(office.clock, office.config.zone), alone=alone)
    delivered = Delivered()
    if found.gate != "shut":
        delivered = send_ready(sender, lambda: catalogue, only_alerts=found.gate == "alerts")
    waiting = tuple(w for w in waiting_plans(catalogue) if w.in_force != "despite")
    return Ticked(**vars(found), delivered=delivered, waiting=waiting)


def tick_once(office: Office, progress: Callable[[int], None] = lambda _n: None, accept_clock: bool = False) -> Ticked:
    """The `tick` command: open, hold alone, one round, close. Raises AlreadyRunning beside a daemon."""
    catalogue = office.catalogue()
    with office.writing() as database, sole(database), delivery(office, database, progress) as sender:
        guard = Timeguard(office.clock, office.config.zone, accept_clock)
        return tick(office, catalogue, database, sender, alone=not database.shared, guard=guard)


def reload(office: Office, despite: Collection[str] = ()) -> Catalogue:
    """Put the files on disk into force, all or nothing; plans that wait for answers stay as they were, but those to be
    taken `despite` that. Raises BadInput with every problem, changing nothing."""
    files = office.files()
    taken = [known_plan(files, given) for given in despite]
    with office.writing() as database:
        return database.transact(lambda connection: rules.enforce(connection, files, office.clock.now(), taken))


def last_evaluated(connection: Connection) -> datetime | None:
    """When rules were last evaluated by a real clock."""
    text = get(connection, "evaluated")
    return datetime.fromisoformat(text) if text else None
