"""A small office with a page: its database on disk, a clock to turn, and requests straight into the application."""

import asyncio
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from reminder.clock import Clock
from reminder.config import load_config
from reminder.core.catalogue import Catalogue
from reminder.engine.context.links import Links, office_links
from reminder.engine.context.office import Office
from reminder.engine.tick import tick_once
from reminder.store.database import Database
from reminder.web.agency.routes import Site
from tests.journeys.desk import AGENCIES, CALENDAR, PLAN, RULES

CONFIG = """\
database = "sqlite:///reminder.db"
office = "Văn phòng UBND tỉnh Thử Nghiệm"
operator = "quantri@tinh.example"
[mail]
sender = "nhachan@tinh.example"
[web]
url = "https://nhachan.tinh.example"
link_days = 30
"""
REPORT = "kh-1/year@2026@sct"


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: str

    def header(self, name: str) -> str:
        return dict(self.headers).get(name, "")


@dataclass
class Turning:
    """A clock that stands until it is set."""

    at: datetime
    running: float = 0.0


@dataclass
class WebOffice:
    """Rules on disk, an open database, the application, and who asks."""

    folder: Path
    database: Database = field(init=False)
    site: Site = field(init=False)
    time: Turning = field(default_factory=lambda: Turning(datetime(2026, 12, 7, 2, tzinfo=UTC)))

    def __post_init__(self) -> None:
        for name, text in {
            "reminder.toml": CONFIG,
            "rules/calendars/vietnam.toml": CALENDAR,
            "rules/agencies/tinh.toml": AGENCIES,
            "rules/plans/kh-1.toml": PLAN,
            "rules/reminders.toml": RULES,
        }.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")

    def begin(self) -> "WebOffice":
        """First sight long ago, then open the page."""
        self.tick("2026-11-20")
        self.site = Site(self.office, self.database)
        self.app = self.site.app()
        self.set("2026-12-07")
        return self

    @property
    def office(self) -> Office:
        clock = Clock(lambda: self.time.at, lambda: self.time.running, given=True)
        return Office(load_config(self.folder / "reminder.toml", self.folder), clock)

    @property
    def catalogue(self) -> Catalogue:
        return self.office.catalogue()

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.folder / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    def set(self, on: str, hour: int = 9) -> None:
        """Nine in the morning at the office, unless said otherwise."""
        self.time.at = datetime.fromisoformat(f"{on}T{hour:02}:00:00+07:00").astimezone(UTC)

    def tick(self, on: str) -> None:
        self.set(on)
        tick_once(self.office)

    def links(self) -> Links:
        return office_links(self.database, self.office.config)

    def page(self, agency: str = "sct", occurrence: str = "") -> str:
        """The path of an agency's page, or of one matter on it."""
        return urlsplit(self.links().page(agency, self.time.at, occurrence)).path

    def feed(self, agency: str = "sct") -> str:
        return urlsplit(self.links().feed(agency)).path

    def get(self, path: str, method: str = "GET", **headers: str) -> Reply:
        return self.request(method, path, headers=headers)

    def post(self, path: str, **fields: str) -> Reply:
        body = urlencode(fields).encode()
        return self.request("POST", path, body, {"content-type": "application/x-www-form-urlencoded"})

    def to_check(self, path: str, **fields: str) -> dict[str, str]:
        """What the page to check sends when its first button is pressed."""
        shown = self.post(path, **fields)
        assert shown.status == 200, shown.body
        return pressed(shown.body)

    def send(self, path: str, **fields: str) -> Reply:
        """The form, and then the page to check."""
        return self.post(path, **self.to_check(path, **fields))

    def request(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None,
        address: str = "192.0.2.7",
    ) -> Reply:  # fmt: skip
        return asyncio.run(_ask(self.app, method, path, body, headers or {}, address))

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with sqlite3.connect(self.folder / "reminder.db") as connection:
            found = connection.execute(query).fetchall()
        connection.close()
        return found

    def get_all(self, paths: Iterable[str]) -> list[Reply]:
        """One after another in one event loop: to make a loop takes longer than to answer."""

        async def ask() -> list[Reply]:
            return [await _ask(self.app, "GET", path, b"", {}, "192.0.2.7") for path in paths]

        return asyncio.run(ask())

    def received(self, mailbox: str) -> list[EmailMessage]:
        """What lies in a mailbox, oldest first."""
        found = sorted(self.office.config.maildir.rglob("new/*"), key=lambda file: file.stat().st_mtime_ns)
        mails = [message_from_bytes(file.read_bytes(), policy=default) for file in found]
        return [m for m in mails if m["To"] and mailbox in m["To"]]

    def contents(self) -> str:
        """Everything the database holds."""
        connection = sqlite3.connect(self.folder / "reminder.db")
        text = "\n".join(connection.iterdump())
        connection.close()
        return text


class _Pressed(HTMLParser):
    """What a page's only form sends by its first button."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        its = dict(attrs)
        if tag in ("input", "button") and (name := its.get("name")):
            self.fields.setdefault(name, its.get("value") or "")


def pressed(text: str) -> dict[str, str]:
    assert text.count("<form") == 1
    return _Pressed(text).fields


async def _ask(app: Any, method: str, target: str, body: bytes, headers: Mapping[str, str], address: str) -> Reply:
    path, _, query = target.partition("?")
    raw: Iterable[tuple[bytes, bytes]] = [(k.lower().encode(), v.encode()) for k, v in headers.items()]
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "https",
        "path": path, "raw_path": path.encode("utf-8", "surrogatepass"), "query_string": query.encode(),
        "root_path": "", "headers": list(raw), "client": (address, 40000), "server": ("nhachan.tinh.example", 443),
    }  # fmt: skip
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await app(scope, receive, send)
    told = tuple((k.decode(), v.decode()) for k, v in sent[0]["headers"])
    return Reply(sent[0]["status"], told, b"".join(m.get("body", b"") for m in sent[1:]).decode())
