"""How delivery stands, in figures: read by status, doctor, /healthz and /metrics alike."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from reminder.clock import local
from reminder.core.outbox_states import MailState
from reminder.engine.context.clock_guard import last_round
from reminder.engine.context.office import Office
from reminder.engine.sending.mailers import server_key
from reminder.engine.tick import last_evaluated
from reminder.store import bounced_mailboxes, outbox, rulesets
from reminder.store.database import Database, get

LATE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class DeliveryFigures:
    """Mails by state; since when the longest waiting one could have left; when rules were last evaluated and the
    clock last believed; since when the rules are in force; how many mailboxes are out of reach; since when the
    mail server takes nothing and its word. Instants are UTC, None for never."""

    mails: dict[MailState, int]
    oldest_ready_at: datetime | None
    evaluated_at: datetime | None
    round_at: datetime | None
    rules_since_at: datetime | None
    unreachable: int
    server_down_at: datetime | None
    server_reply: str


def figures(office: Office, database: Database) -> DeliveryFigures:
    """All of it from one moment of the database."""
    with database.read() as connection:
        kept = get(connection, server_key(office.config))
        server: dict[str, Any] = json.loads(kept) if kept else {"since": None, "reply": ""}
        return DeliveryFigures(
            mails=outbox.counts(connection),
            oldest_ready_at=outbox.oldest_ready(connection, office.clock.now()),
            evaluated_at=last_evaluated(connection),
            round_at=last_round(connection),
            rules_since_at=rulesets.in_force_since(connection),
            unreachable=len(bounced_mailboxes.unreachable(connection)),
            server_down_at=datetime.fromisoformat(server["since"]) if server["since"] else None,
            server_reply=server["reply"],
        )


def troubles(found: DeliveryFigures, now: datetime, zone: ZoneInfo) -> list[str]:
    """What a watcher should wake for, at the office's hour; nothing is good news."""
    wrong = []
    if found.server_down_at and now - found.server_down_at > LATE:
        wrong.append(
            f"mail server takes nothing since {local(found.server_down_at, zone):%H:%M %d/%m/%Y}: {found.server_reply}"
        )
    if found.round_at and now - found.round_at > LATE:
        wrong.append(f"no good round since {local(found.round_at, zone):%H:%M %d/%m/%Y}")
    return wrong


def exposition(found: DeliveryFigures, now: datetime, totals: dict[str, int], problems: int) -> bytes:
    """The figures as Prometheus reads them. `totals`: attempts of this process by outcome."""
    from prometheus_client import CollectorRegistry, Counter, Gauge, disable_created_metrics, generate_latest

    disable_created_metrics()  # type: ignore[no-untyped-call]  # made anew for each answer, they would mislead
    registry = CollectorRegistry()
    mails = Gauge("reminder_mails", "Mails by state", ["state"], registry=registry)
    for state in MailState:
        mails.labels(state).set(found.mails.get(state, 0))
    attempts = Counter("reminder_attempts", "Attempts of this process by outcome", ["outcome"], registry=registry)
    for outcome, n in totals.items():
        attempts.labels(outcome).inc(n)
    ages = {
        "reminder_oldest_ready_seconds": ("How long the longest waiting mail could have left", found.oldest_ready_at),
        "reminder_evaluated_seconds": ("Since the last evaluation", found.evaluated_at),
        "reminder_round_seconds": ("Since the last round with a good clock", found.round_at),
        "reminder_rules_age_seconds": ("Since the rules came into force", found.rules_since_at),
        "reminder_server_down_seconds": ("Since the mail server takes nothing", found.server_down_at),
    }
    for name, (words, at) in ages.items():
        Gauge(name, words, registry=registry).set((now - at).total_seconds() if at else 0)
    Gauge("reminder_unreachable_mailboxes", "Mailboxes mail came back from", registry=registry).set(found.unreachable)
    Gauge("reminder_problems", "What a watcher should wake for", registry=registry).set(problems)
    return generate_latest(registry)
