"""The site behind the links: an agency's page, its forms, its calendar. Looking never changes anything; only a
POST answers, and the same POST twice answers once.

A token stands in the address only: no cookie, no script, no referrer, no log line holds it.
"""

import logging
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Literal
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from reminder.clock import parse_day
from reminder.core.answer_states import AnswerKind
from reminder.core.catalogue import Catalogue
from reminder.engine.acts.agency_answers import Said, answer
from reminder.engine.context import rules
from reminder.engine.context.links import Links, Use, links
from reminder.engine.context.office import Office
from reminder.engine.context.secret import secret_of
from reminder.engine.context.transaction import Transaction
from reminder.engine.queries.agency_duties import Duties, Duty, DutyShelf
from reminder.engine.queries.calendar_feed import feed
from reminder.errors import BadInput, WrongUse
from reminder.mail.cleaning import cleaned
from reminder.store import answers, rulesets
from reminder.store.database import Connection, Database
from reminder.web.agency import pages
from reminder.web.http_headers import Secured
from reminder.web.rate_limits import Limiter, network

log = logging.getLogger("reminder.web")
LARGEST = 16_384  # octets of a form
Lang = Literal["vi", "en"]


class Refusal(Exception):
    """There is no page for this request: 400, 404, 410 or 429."""

    def __init__(self, status: int) -> None:
        self.status = status


@dataclass(frozen=True)
class Visit:
    """One request by a genuine link."""

    agency: str
    token: str
    lang: Lang
    asked: str
    catalogue: Catalogue
    duties: Duties
    links: Links


@dataclass
class Site:
    """Serves one office over one open database. Forged links are limited by address, genuine ones by address
    and agency, so that an attack from a shared network locks no clerk out."""

    office: Office
    database: Database
    forged: Limiter = field(default_factory=lambda: Limiter(30, 2))
    genuine: Limiter = field(default_factory=lambda: Limiter(120, 0.5))
    _shelf: DutyShelf = field(default_factory=DutyShelf)
    _catalogue: tuple[str | None, Catalogue] | None = None

    def app(self) -> Secured:
        """The ASGI application."""
        secure = self.office.config.web.url.startswith("https:")
        return Secured(self._serve, lambda: self._message(500), pages.style_hash(), secure)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Two kinds of address and nothing else, so no router: what is not served is answered like a forgery."""
        request = Request(scope, receive)
        try:
            response = await self._response(request)
        except Refusal as refusal:
            response = self._message(refusal.status)
        if request.method == "HEAD":
            response.body = b""
        await response(scope, receive, send)

    async def _response(self, request: Request) -> Response:
        kind, _, rest = request.scope["path"].removeprefix("/").partition("/")
        match request.method, kind:
            case "GET" | "HEAD", "a":
                return await run_in_threadpool(self._shown, request, rest, None)
            case "GET" | "HEAD", "f":
                return await run_in_threadpool(self._calendar, request, rest)
            case "POST", "a":
                return await run_in_threadpool(self._shown, request, rest, await _form(request))
        raise self._refusal(request)

    def _message(self, status: int) -> Response:
        return HTMLResponse(pages.message_page(status, self.office.config.office), status)

    def _shown(self, request: Request, path: str, sent: dict[str, str] | None) -> Response:
        token, _, item = path.partition("/")
        with self.database.read() as connection:
            visit = self._visit(connection, request, "page", token)
            if not item:
                if sent is not None:
                    raise self._refusal(request)
                return self._list(connection, visit)
            duty = visit.duties.one(visit.agency, item)
            if duty is None:
                raise self._refusal(request)
            if sent is None:
                return self._matter(connection, visit, duty)
        return self._answered(visit, duty, sent)

    def _list(self, connection: Connection, visit: Visit) -> Response:
        duties = pages.nearest(visit.duties.of(visit.agency), self.office.today)
        said = answers.of(connection, [d.occurrence.key for d in duties])
        matters = [
            pages.matter(d, visit.agency, visit.catalogue, self.office.today, visit.lang,
                   [a for a in said if a.occurrence == d.occurrence.key])
            for d in duties
        ]  # fmt: skip
        page = self._page(visit, visit.links.feed(visit.agency), pages.grouped(matters))
        return HTMLResponse(pages.agency_page(page, visit.lang, visit.asked, self.office.config.zone))

    def _matter(
        self, connection: Connection, visit: Visit, duty: Duty, sent: dict[str, str] | None = None,
        faults: dict[str, str] | None = None,
    ) -> Response:  # fmt: skip
        said = answers.of(connection, [duty.occurrence.key])
        shown = pages.matter(duty, visit.agency, visit.catalogue, self.office.today, visit.lang, said)
        page, zone = self._page(visit), self.office.config.zone
        return HTMLResponse(
            pages.matter_page(page, shown, visit.lang, visit.asked, zone, sent, faults), 422 if faults else 200
        )

    def _page(self, visit: Visit, feed: str = "", groups: pages.Groups = ()) -> pages.Page:
        name = visit.catalogue.directory.agency(visit.agency).name
        return pages.Page(name, self.office.config.office, self.office.today, visit.token, feed, groups)

    def _answered(self, visit: Visit, duty: Duty, sent: dict[str, str]) -> Response:
        said, faults = read_form(sent)
        if said and not faults:
            try:
                key = duty.occurrence.key
                done = answer(self.office, self.database, visit.catalogue, visit.agency, key, said)
                faults = dict(done.faults)
            except (BadInput, WrongUse) as fault:
                log.info("answer refused", extra={"agency": visit.agency, "fault": str(fault)})
                faults = {"answer": "not-open"}
            if not faults:
                told = {"agency": visit.agency, "occurrence": key, "kind": said.kind, "again": done.again}
                log.info("answer", extra=told)
                # Relative, so that it holds behind a proxy that cuts a prefix off.
                again = f"{duty.id}?lang={visit.asked}" if visit.asked else duty.id
                return RedirectResponse(again, 303)
        with self.database.read() as connection:
            now = self._duties(connection, visit.catalogue).one(visit.agency, duty.id) or duty
            return self._matter(connection, visit, now, sent, faults)

    def _calendar(self, request: Request, path: str) -> Response:
        if not path.endswith(".ics"):
            raise self._refusal(request)
        with self.database.read() as connection:
            visit = self._visit(connection, request, "feed", path.removesuffix(".ics"))
        made = feed(self.office, visit.catalogue, visit.duties, visit.agency)
        headers = {"ETag": f'"{sha256(made).hexdigest()[:32]}"', "Cache-Control": "private, max-age=900"}
        if request.headers.get("if-none-match") == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        return Response(made, media_type="text/calendar; charset=utf-8", headers=headers)

    def _visit(self, connection: Connection, request: Request, use: Use, token: str) -> Visit:
        """Whose page is asked for. Raises Refusal, alike for every token we did not make."""
        now = self.office.clock.now()
        made = links(connection, self.office.config, self._key)
        opened = made.opened(use, token, now)
        if opened is None:
            raise self._refusal(request)
        if not self.genuine.allows(f"{_caller(request)} {opened.agency}", self.office.clock.running()):
            raise Refusal(429)
        catalogue = self._rules(connection)
        if opened.spent or opened.agency not in catalogue.directory:
            raise Refusal(410)
        asked = request.query_params.get("lang", "")
        asked = asked if asked in ("vi", "en") else ""
        lang: Lang = "en" if (asked or catalogue.directory.agency(opened.agency).lang) == "en" else "vi"
        duties = self._duties(connection, catalogue)
        return Visit(opened.agency, token, lang, asked, catalogue, duties, made)

    def _refusal(self, request: Request) -> Refusal:
        if self.forged.allows(_caller(request), self.office.clock.running()):
            return Refusal(404)
        log.warning("too many wrong links", extra={"address": _caller(request)})
        return Refusal(429)

    def _rules(self, connection: Connection) -> Catalogue:
        """The rules in force, or the files while none are."""
        current = rulesets.in_force_hash(connection)
        if self._catalogue is None or self._catalogue[0] != current:
            found = (rules.in_force(self.database) if current else None) or self.office.catalogue()
            self._catalogue = (current, found)
        return self._catalogue[1]

    def _duties(self, connection: Connection, catalogue: Catalogue) -> Duties:
        return self._shelf.current(Transaction.on(connection, self.office, catalogue))

    @cached_property
    def _key(self) -> bytes:
        return secret_of(self.database)


def read_form(sent: dict[str, str]) -> tuple[Said | None, dict[str, str]]:
    """The form's fields as an answer, and what of them cannot be read, by field."""
    kind = next((k for k in AnswerKind if k == sent.get("answer")), None)
    if kind is None:
        return None, {"answer": "unknown"}
    typed = {name: text for name in ("on", "until") if (text := sent.get(name))}
    days = {name: _day(text) for name, text in typed.items()}
    said = Said(kind, days.get("on"), sent.get("document", ""), sent.get("note", ""), days.get("until"))
    return said, {name: "not-a-date" for name, on in days.items() if on is None}


def _day(text: str) -> date | None:
    """`2026-12-15` as browsers send it, or `15/12/2026` as people write it."""
    try:
        return parse_day(text)
    except ValueError:
        return None


async def _form(request: Request) -> dict[str, str]:
    """The fields of a small urlencoded form, on one line each. Raises Refusal."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise Refusal(400)
    body = b""
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > LARGEST:
                raise Refusal(400)
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=20)
    except (ValueError, ClientDisconnect):
        raise Refusal(400) from None
    return {name: cleaned(value).strip() for name, value in pairs}


def _caller(request: Request) -> str:
    return network(request.client.host) if request.client else ""
