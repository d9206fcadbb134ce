"""Figures for whoever watches: what they count, and when they are a trouble."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from reminder.core.outbox_states import MailState
from reminder.engine.context import rules
from reminder.engine.operations.metrics import DeliveryFigures, exposition, figures, troubles
from reminder.engine.sending.mailers import server_key
from reminder.store import bounced_mailboxes
from reminder.store.database import put
from tests.engine.made import TUESDAY, ZONE, small_office
from tests.store.rows import put as put_mail

NOW = datetime(2026, 12, 8, 2, tzinfo=UTC)
QUIET = DeliveryFigures({}, None, None, None, None, 0, None, "")
STATES = tuple(MailState)


def test_a_new_database_has_nothing_to_tell() -> None:
    with small_office() as office:
        assert figures(office.office(TUESDAY), office.database) == QUIET


@pytest.mark.states_by_hand
def test_everything_from_one_moment() -> None:
    minute = timedelta(minutes=1)
    with small_office() as office:
        desk = office.office(TUESDAY)
        office.round(TUESDAY)
        with office.database.write() as connection:
            for n, state in enumerate(STATES):
                put_mail(connection, 60 + n, state=state, next_at=NOW - n * minute)
            rules.enforce(connection, office.catalogue, NOW)
            bounced_mailboxes.mark(connection, "a@x.example", "no", NOW)
            put(connection, "evaluated", (NOW - minute).isoformat())
            put(connection, "clock", json.dumps({"wall": (NOW - 2 * minute).isoformat(), "boot": "", "running": 0}))
            put(
                connection,
                server_key(office.config),
                json.dumps({"since": (NOW - 3 * minute).isoformat(), "reply": "421 busy"}),
            )
        found = figures(desk, office.database)
    sent = found.mails[MailState.SENT]
    assert sent > 1
    assert found == DeliveryFigures(
        dict.fromkeys(STATES, 1) | {MailState.SENT: sent}, NOW - 4 * minute, NOW - minute, NOW - 2 * minute, NOW, 1,
        NOW - 3 * minute, "421 busy",
    )  # fmt: skip


@pytest.mark.parametrize(("seconds", "wrong"), [(900, False), (901, True)])
def test_a_quarter_of_an_hour_wakes_a_watcher(seconds: int, wrong: bool) -> None:
    at = NOW - timedelta(seconds=seconds)
    down = replace(QUIET, server_down_at=at, server_reply="421 busy")
    late = replace(QUIET, round_at=at)
    assert troubles(QUIET, NOW, ZONE) == []
    hour = at.astimezone(ZONE).strftime("%H:%M %d/%m/%Y")
    assert troubles(down, NOW, ZONE) == ([f"mail server takes nothing since {hour}: 421 busy"] if wrong else [])
    assert troubles(late, NOW, ZONE) == ([f"no good round since {hour}"] if wrong else [])
    assert len(troubles(replace(down, round_at=at), NOW, ZONE)) == 2 * wrong


def test_as_prometheus_reads_them() -> None:
    ages = [NOW - timedelta(seconds=n) for n in (10, 20, 30, 40, 50)]
    mails = {state: n for n, state in enumerate(STATES, 1)}
    found = DeliveryFigures(mails, ages[0], ages[1], ages[2], ages[3], 7, ages[4], "x")
    lines = exposition(found, NOW, {"sent": 3, "dead": 1}, 2).decode().splitlines()
    shown = {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines if line[0] != "#"}
    assert shown == {
        **{f'reminder_mails{{state="{state}"}}': float(n) for state, n in mails.items()},
        'reminder_attempts_total{outcome="sent"}': 3.0, 'reminder_attempts_total{outcome="dead"}': 1.0,
        "reminder_oldest_ready_seconds": 10.0, "reminder_evaluated_seconds": 20.0, "reminder_round_seconds": 30.0,
        "reminder_rules_age_seconds": 40.0, "reminder_server_down_seconds": 50.0,
        "reminder_unreachable_mailboxes": 7.0, "reminder_problems": 2.0,
    }  # fmt: skip
    quiet = exposition(QUIET, NOW, {}, 0).decode().splitlines()
    assert all(float(line.rpartition(" ")[2]) == 0 for line in quiet if line[0] != "#")


def test_each_figure_is_explained_to_whoever_reads_it() -> None:
    told = exposition(QUIET, NOW, {}, 0).decode().splitlines()
    assert [line.removeprefix("# HELP ") for line in told if line.startswith("# HELP")] == [
        "reminder_mails Mails by state", "reminder_attempts_total Attempts of this process by outcome",
        "reminder_oldest_ready_seconds How long the longest waiting mail could have left",
        "reminder_evaluated_seconds Since the last evaluation",
        "reminder_round_seconds Since the last round with a good clock",
        "reminder_rules_age_seconds Since the rules came into force",
        "reminder_server_down_seconds Since the mail server takes nothing",
        "reminder_unreachable_mailboxes Mailboxes mail came back from",
        "reminder_problems What a watcher should wake for",
    ]  # fmt: skip
