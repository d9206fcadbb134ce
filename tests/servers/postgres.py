"""A PostgreSQL cluster of the suite's own, on loopback, from the system's binaries and as an unprivileged user."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import psycopg

from tests.servers.needs import need, need_program, place


class Cluster:
    """A running server; a context manager. `settings` are lines of postgresql.conf."""

    def __init__(self, settings: str = "") -> None:
        need(place("initdb") is not None, "PostgreSQL")
        initdb, *_others = need_program("initdb", "pg_ctl", "pg_dump", "pg_restore", "setpriv")
        self.bin, self.settings = Path(initdb).parent, settings
        self.folder = Path(tempfile.mkdtemp(prefix="reminder-pg-"))
        self.data = self.folder / "data"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        # initdb refuses root: the server then runs as nobody.
        self.user = "nobody" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        self._databases = 0

    def __enter__(self) -> "Cluster":
        if os.geteuid() == 0:
            shutil.chown(self.folder, self.user)
        self.folder.chmod(0o700)
        self._run("initdb", "-D", str(self.data), "-U", "reminder", "-A", "trust", "-E", "UTF8", "--no-sync",
                  "--locale=C.UTF-8")  # fmt: skip
        with (self.data / "postgresql.conf").open("a") as conf:
            conf.write(
                f"listen_addresses = '127.0.0.1'\nport = {self.port}\n"
                f"unix_socket_directories = '{self.folder}'\nmax_connections = 200\n{self.settings}\n"
            )
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(subprocess.CalledProcessError):
            self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self) -> None:
        self._run("pg_ctl", "-D", str(self.data), "-w", "-t", "60", "-l", str(self.folder / "log"), "start")

    def stop(self, mode: str = "immediate") -> None:
        """`immediate` is a crash: nothing is written back."""
        self._run("pg_ctl", "-D", str(self.data), "-w", "-t", "60", "-m", mode, "stop")

    def restart(self) -> None:
        """A crash and a start."""
        self.stop()
        self.start()

    def freeze(self) -> None:
        """The whole server stands still, as a paused machine does."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        leader = int((self.data / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{leader}/task/{leader}/children").read_text().split()
        for pid in (leader, *map(int, children)):
            with suppress(ProcessLookupError):
                os.kill(pid, number)

    def dsn(self, database: str = "postgres") -> str:
        return f"host=127.0.0.1 port={self.port} user=reminder dbname={database}"

    def new_database(self) -> str:
        """The URL of a fresh, empty database."""
        self._databases += 1
        name = f"reminder{self._databases}"
        with psycopg.connect(self.dsn(), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return self.url(name)

    def drop_database(self, url: str) -> None:
        """Whoever is still in it: each has hundreds of files."""
        with psycopg.connect(self.dsn(), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{url.rpartition("/")[2]}" WITH (FORCE)')

    def restore(self, archive: Path, url: str) -> None:
        """What pg_dump wrote, into an empty database."""
        name = url.rpartition("/")[2]
        subprocess.run([str(self.bin / "pg_restore"), "--no-owner", f"--dbname={self.dsn(name)}", str(archive)],
                       check=True, capture_output=True)  # fmt: skip

    def copy_database(self, name: str, copy: str) -> None:
        """A database as it stands now, under another name."""
        self.kill_backends(name)
        with psycopg.connect(self.dsn(), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{name}"')

    def replace_database(self, name: str, by: str) -> None:
        """The one of the name `by` takes the place of another."""
        self.kill_backends(name)
        with psycopg.connect(self.dsn(), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}"')
            connection.execute(f'ALTER DATABASE "{by}" RENAME TO "{name}"')

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://reminder@127.0.0.1:{self.port}/{name}"

    def kill_backends(self, database: str) -> int:
        """End every session on a database, as an administrator does; gives how many."""
        query = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
        with psycopg.connect(self.dsn(), autocommit=True) as connection:
            return len(connection.execute(query, [database]).fetchall())

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.bin / program), *arguments]
        if os.geteuid() == 0:
            command = ["setpriv", f"--reuid={self.user}", "--regid=nogroup", "--clear-groups", *command]
        subprocess.run(command, check=True, capture_output=True, cwd=self.folder, env={"LC_ALL": "C.UTF-8",
                       "PATH": os.environ.get("PATH", os.defpath)})  # fmt: skip
