"""An office in a folder of its own, and what doctor finds there."""

from datetime import datetime
from pathlib import Path

from reminder.clock import fixed_clock
from reminder.config import load_config
from reminder.engine.context.office import Office
from reminder.engine.operations.doctor import examine
from reminder.store.database import Database
from reminder.store.opening import open_database
from tests.engine.made import FILES, TUESDAY, wall
from tests.journeys import desk as small

NOW = wall(TUESDAY, 9)


class Folder:
    """An office in a folder of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        for name, text in FILES.items():
            (path / "rules" / name).parent.mkdir(parents=True, exist_ok=True)
            (path / "rules" / name).write_text(text, "utf-8")
        self.configure(small.CONFIG)

    def configure(self, text: str) -> None:
        (self.path / "reminder.toml").write_text(text, "utf-8")

    def office(self, at: datetime = NOW) -> Office:
        return Office(load_config(self.path / "reminder.toml", self.path), fixed_clock(at))

    def database(self) -> Database:
        opened = open_database(self.office().config.database_url, create=True)
        assert opened
        return opened

    def write(self, work: object) -> None:
        opened = self.database()
        opened.transact(work)  # type: ignore[arg-type]
        opened.close()

    def found(self, about: str, at: datetime = NOW) -> list[tuple[str, str, str]]:
        return [(f.level, f.seen, f.remedy) for f in examine(self.office(at)) if f.about == about]


SMTP = """\
[mail]
transport = "smtp"
sender = "{sender}"
[smtp]
host = "127.0.0.1"
port = 1
tls = "none"
sink = {sink}
"""
