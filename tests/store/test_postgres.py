"""PostgreSQL's own faults: each is told apart, retried whole where that is right, and loses nothing (C6–C10)."""

import os
import threading

import psycopg
import pytest
from sqlalchemy import text

from reminder.errors import Refused, Unavailable
from reminder.store import claims, outbox, postgres
from reminder.store.database import Connection, Database, evaluation_lock, put
from reminder.store.opening import open_database
from tests.servers.postgres import Cluster
from tests.servers.proxy import Proxy
from tests.servers.waiting import PATIENCE
from tests.store.rows import NOW, fill, take


def test_c6_a_backend_ended_inside_a_claim_claims_nothing(shared: Database, cluster: Cluster) -> None:
    fill(shared, 3)

    def work(connection: Connection) -> None:
        claims.claim(connection, take())
        cluster.kill_backends(str(shared.engine.url.database))
        connection.execute(text("SELECT 1"))

    with pytest.raises(Unavailable):
        shared.transact(work)
    with shared.read() as connection:
        assert outbox.counts(connection) == {"pending": 3}
    assert len(shared.transact(lambda c: claims.claim(c, take()))) == 3


def test_c9_a_deadlock_is_run_again_whole(shared: Database) -> None:
    first, second = fill(shared, 2)
    meet = threading.Barrier(2, timeout=PATIENCE)
    runs: list[int] = []

    def cross(one: int, other: int) -> None:
        tries = 0

        def work(connection: Connection) -> None:
            nonlocal tries
            tries += 1
            outbox.raise_urgency(connection, one, tries + 1)
            if tries == 1:
                meet.wait()
            outbox.raise_urgency(connection, other, tries + 1)

        shared.transact(work)
        runs.append(tries)

    threads = [threading.Thread(target=cross, args=pair) for pair in ((first, second), (second, first))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert sorted(runs) == [1, 2]


def test_c9_what_fails_five_times_is_said(shared: Database) -> None:
    tries = 0

    def work(connection: Connection) -> None:
        nonlocal tries
        tries += 1
        connection.execute(text("DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$"))

    with pytest.raises(Unavailable, match=r"again.*; tried 5 times"):
        shared.transact(work)
    assert tries == 5


@pytest.mark.parametrize("setting", ["statement_timeout", "lock_timeout"])
def test_c9_time_outs_are_passing(shared: Database, setting: str) -> None:
    (id_,) = fill(shared, 1)
    with shared.write() as holding, pytest.raises(Unavailable):
        outbox.raise_urgency(holding, id_, 3)

        def work(connection: Connection) -> None:
            connection.execute(text(f"SET LOCAL {setting} = '50ms'"))
            outbox.raise_urgency(connection, id_, 4)

        shared.transact(work)


def test_c9_one_evaluates_the_others_pass_by(shared: Database) -> None:
    with shared.write() as one:
        assert evaluation_lock(one)
        assert not shared.transact(evaluation_lock)
    assert shared.transact(evaluation_lock)


@pytest.mark.parametrize("moment", ["idle", "in a transaction"])
def test_c10_a_half_open_connection_is_noticed_and_made_anew(
    moment: str, shared: Database, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Behind a proxy that keeps the connection and forwards nothing; a minute is made half a second."""
    assert postgres.PATIENCE <= 60
    monkeypatch.setattr(postgres, "PATIENCE", 0.5)
    (id_,) = fill(shared, 1)
    with Proxy(cluster.port) as proxy:
        name = str(shared.engine.url.database)
        behind = open_database(cluster.url(name).replace(f":{cluster.port}/", f":{proxy.port}/"))
        assert behind

        def work(connection: Connection) -> None:
            outbox.raise_urgency(connection, id_, 2)
            proxy.fall_silent()
            outbox.raise_urgency(connection, id_, 3)

        if moment == "idle":
            proxy.fall_silent()
        else:
            with pytest.raises(Unavailable, match="no answer"):
                behind.transact(work)
            # The server holds the lock of the one that fell silent until it notices, too.
            cluster.kill_backends(name)
        behind.transact(lambda c: outbox.raise_urgency(c, id_, 4))
        with shared.read() as connection:
            found = outbox.one(connection, id_)
        behind.close()
    assert found
    assert found.urgency == 4


def test_c10_a_machine_that_is_gone_is_noticed_within_a_minute(shared: Database) -> None:
    """By the kernel, which this test only asks what it was told."""
    import socket

    with shared.read() as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, postgres.Patient)
        with socket.socket(fileno=os.dup(driver.fileno())) as sock:
            idle, every, count = (
                sock.getsockopt(socket.IPPROTO_TCP, option)
                for option in (socket.TCP_KEEPIDLE, socket.TCP_KEEPINTVL, socket.TCP_KEEPCNT)
            )
            unanswered = sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT)
    assert idle + every * count <= 60
    assert 0 < unanswered <= 60_000


def test_two_that_make_the_tables_at_once_make_them_once(cluster: Cluster) -> None:
    url = cluster.new_database()
    faults: list[BaseException] = []

    def make() -> None:
        try:
            opened = open_database(url, create=True)
            assert opened
            opened.transact(lambda c: put(c, "a", "b"))
            opened.close()
        except BaseException as fault:  # noqa: BLE001  # shown below, in the test's own thread
            faults.append(fault)

    threads = [threading.Thread(target=make) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


def test_a_server_that_is_not_there_can_be_waited_for(cluster: Cluster) -> None:
    with pytest.raises(Unavailable, match="it will be tried again"):
        open_database(cluster.url("x").replace(str(cluster.port), "1"))


def test_a_database_that_is_not_there_is_refused(cluster: Cluster) -> None:
    with pytest.raises(Refused, match="does not exist"):
        open_database(cluster.url("nowhere"))


def test_a_password_in_the_url_is_in_no_message(cluster: Cluster) -> None:
    url = cluster.url("nowhere").replace("reminder@", "reminder:hunter2@")
    with pytest.raises((Refused, Unavailable)) as caught:
        open_database(url)
    assert "hunter2" not in str(caught.value)


def test_c7_crashes_of_the_server_lose_no_acknowledged_commit() -> None:
    """Each write is either there or was reported as failed; one in doubt is settled by its key."""
    acknowledged: list[str] = []
    stop = threading.Event()
    with Cluster() as own:
        opened = open_database(own.new_database(), create=True)
        assert opened

        def write() -> None:
            n = 0
            while not stop.is_set():
                n += 1
                key = f"k{n}"
                try:
                    opened.transact(lambda c, k=key: put(c, k, "v"))  # type: ignore[misc]
                    acknowledged.append(key)
                except Unavailable:
                    stop.wait(0.05)

        writer = threading.Thread(target=write)
        writer.start()
        for _ in range(2):
            seen = len(acknowledged)
            while len(acknowledged) < seen + 50 and writer.is_alive():
                stop.wait(0.01)
            own.restart()
        stop.set()
        writer.join(PATIENCE)
        opened.close()
        with psycopg.connect(own.dsn(str(opened.engine.url.database))) as connection:
            there = {k for (k,) in connection.execute("SELECT key FROM meta").fetchall()}
    assert len(acknowledged) >= 100
    assert set(acknowledged) <= there


def test_now_is_the_databases(shared: Database) -> None:
    from reminder.store.database import moment

    with shared.read() as connection:
        assert moment(connection, NOW) != NOW
