"""The site behind the links: an agency's page, its forms, its calendar. Looking never changes anything; only a
POST answers, most answers only from the page on which they were checked, and the same POST twice answers once.

A token stands in the address only: no cookie, no script, no referrer, no log line holds it.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import Literal

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from reminder.core.catalogue import Catalogue
from reminder.engine.acts.agency_answers import answer, faults
from reminder.engine.acts.withdraw import withdraw
from reminder.engine.context import rules
from reminder.engine.context.ledger import acts_of
from reminder.engine.context.links import FEED, LEAVE, PAGE, Links, links, look_at
from reminder.engine.context.office import Office
from reminder.engine.context.secret import secret_of
from reminder.engine.context.transaction import Transaction
from reminder.engine.queries.agency_duties import Duties, Duty, DutyShelf
from reminder.engine.queries.answer_history import history
from reminder.engine.queries.calendar_feed import feed
from reminder.errors import BadInput, WrongUse
from reminder.store import answers, rulesets
from reminder.store.database import Connection, Database
from reminder.web.agency import pages
from reminder.web.agency.choice_page import MAILS, ChoicePage
from reminder.web.agency.forms import Form, Unreadable, fields_of, read_form
from reminder.web.agency.rendering import style_hash
from reminder.web.http_headers import Secured
from reminder.web.rate_limits import Limiter, network

log = logging.getLogger("reminder.web")
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
        return Secured(self._serve, lambda: self._message(500), style_hash(), secure)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Three kinds of address and nothing else, so no router: what is not served is answered like a forgery."""
        request = Request(scope, receive)
        try:
            response = await self._response(request)
        except Refusal as refusal:
            response = self._message(refusal.status)
        except Unreadable:
            response = self._message(400)
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
            case "GET" | "HEAD", "l":
                return await run_in_threadpool(self._looked_at, request, rest)
            case "POST", "a":
                return await run_in_threadpool(self._shown, request, rest, await fields_of(request))
            case "GET" | "HEAD", "u":
                return await run_in_threadpool(self._choices, request, LEAVE, rest, None)
            case "POST", "u":
                return await run_in_threadpool(self._choices, request, LEAVE, rest, await fields_of(request))
        raise self._refusal(request)

    def _message(self, status: int) -> Response:
        config = self.office.config
        return HTMLResponse(pages.message_page(status, config.office, config.web.phone), status)

    def _shown(self, request: Request, path: str, sent: dict[str, str] | None) -> Response:
        token, _, item = path.partition("/")
        if item == MAILS:
            return self._choices(request, PAGE, token, sent)
        with self.database.read() as connection:
            visit = self._visit(connection, request, PAGE, token)
            if not item:
                if sent is not None:
                    raise self._refusal(request)
                return self._list(connection, visit)
            duty = visit.duties.one(visit.agency, item)
            if duty is None:
                raise self._refusal(request)
            if sent is None:
                return self._matter(connection, visit, duty)
        return self._answered(visit, duty, read_form(sent))

    def _looked_at(self, request: Request, path: str) -> Response:
        """One matter for who is mailed in its agency's place: nothing of it can be answered here."""
        token, _, item = path.partition("/")
        with self.database.read() as connection:
            visit = self._visit(connection, request, look_at(item), token)
            duty = visit.duties.one(visit.agency, item)
            if duty is None:
                raise self._refusal(request)
            shown, page = self._seen(connection, visit, duty), replace(self._page(visit), answers=False)
        made = pages.matter_page(page, shown, visit.lang, visit.asked, self.office.config.zone)
        return HTMLResponse(made)

    def _choices(self, request: Request, use: str, token: str, sent: dict[str, str] | None) -> Response:
        """How the agency is mailed, and its changing that."""
        with self.database.read() as connection:
            visit = self._visit(connection, request, use, token)
        page = ChoicePage(self.office, self.database, visit.catalogue, visit.agency, visit.links, use, token)
        return page.response(self._page(visit), visit.lang, visit.asked, sent)

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
        self, connection: Connection, visit: Visit, duty: Duty, form: Form | None = None,
        wrong: Mapping[str, str] | None = None,
    ) -> Response:  # fmt: skip
        shown, page, zone = self._seen(connection, visit, duty), self._page(visit), self.office.config.zone
        made = pages.matter_page(page, shown, visit.lang, visit.asked, zone, form, wrong)
        return HTMLResponse(made, 422 if wrong else 200)

    def _seen(self, connection: Connection, visit: Visit, duty: Duty) -> pages.AgencyMatter:
        """The matter with what was said of it so far."""
        o, said = duty.occurrence, answers.of(connection, [duty.occurrence.key])
        tx = Transaction.on(connection, self.office, visit.catalogue)
        so_far = history(acts_of(tx, o.obligation.id, o.period), o, said, visit.agency, tx.now)
        return pages.matter(duty, visit.agency, visit.catalogue, tx.today, visit.lang, said, so_far)

    def _page(self, visit: Visit, feed: str = "", groups: pages.Groups = ()) -> pages.Page:
        name = visit.catalogue.directory.agency(visit.agency).called(visit.lang)
        config = self.office.config
        return pages.Page(name, config.office, config.web.phone, self.office.today, visit.token, feed, groups)

    def _answered(self, visit: Visit, duty: Duty, form: Form) -> Response:
        """A form leads to the page to check, and that page's own form into the journal."""
        key = duty.occurrence.key
        if form.edits or not form.kind:
            with self.database.read() as connection:
                return self._matter(connection, visit, duty, form, form.faults)
        shown, now = form.shown(visit.token, key, form.seen), self.office.clock.now()
        if form.checked and not visit.links.sealed(form.seal, shown, now):
            return self._to_check(visit, duty, form, "old" if form.seal else "")
        wrong = self._recorded(visit, key, form)
        if wrong.get("answer") == "changed":
            return self._to_check(visit, duty, form, "changed")
        if wrong:
            with self.database.read() as connection:
                return self._matter(connection, visit, self._now(connection, visit, duty), form, wrong)
        # Relative, so that it holds behind a proxy that cuts a prefix off.
        return RedirectResponse(f"{duty.id}?lang={visit.asked}" if visit.asked else duty.id, 303)

    def _to_check(self, visit: Visit, duty: Duty, form: Form, notice: str) -> Response:
        """The answer in words, sealed as the record stands now; or everything that is wrong with it."""
        with self.database.read() as connection:
            duty = self._now(connection, visit, duty)
            o, shown = duty.occurrence, self._seen(connection, visit, duty)
            if form.said is None:
                wrong = {} if shown.history.own else {"answer": "not-own"}
            elif duty.closed:
                wrong = {"answer": "closed"}
            else:  # what cannot be read is not missing
                wrong = {**dict(faults(form.said, o, self.office.today)), **form.faults}
            if wrong:
                return self._matter(connection, visit, duty, form, wrong)
        bound = form.shown(visit.token, o.key, shown.history.mark)
        seal, page, zone = visit.links.seal(bound, self.office.clock.now()), self._page(visit), self.office.config.zone
        made = pages.check_page(page, shown, visit.lang, visit.asked, zone, form, seal, notice)
        return HTMLResponse(made, 409 if notice else 200)

    def _recorded(self, visit: Visit, key: str, form: Form) -> Mapping[str, str]:
        """What kept the answer from being recorded, by field; nothing where it is on record."""
        here = (self.office, self.database, visit.catalogue, visit.agency, key)
        try:
            done = (
                answer(*here, form.said, form.seen if form.checked else "") if form.said else withdraw(*here, form.seen)
            )
        except (BadInput, WrongUse) as fault:
            log.info("answer refused", extra={"agency": visit.agency, "fault": str(fault)})
            return {"answer": "not-open"}
        if not done.faults:
            told = {"agency": visit.agency, "occurrence": key, "kind": form.kind, "again": done.again}
            log.info("answer", extra=told)
        return dict(done.faults)

    def _now(self, connection: Connection, visit: Visit, duty: Duty) -> Duty:
        return self._duties(connection, visit.catalogue).one(visit.agency, duty.id) or duty

    def _calendar(self, request: Request, path: str) -> Response:
        if not path.endswith(".ics"):
            raise self._refusal(request)
        with self.database.read() as connection:
            visit = self._visit(connection, request, FEED, path.removesuffix(".ics"))
        made = feed(self.office, visit.catalogue, visit.duties, visit.agency)
        headers = {"ETag": f'"{sha256(made).hexdigest()[:32]}"', "Cache-Control": "private, max-age=900"}
        if request.headers.get("if-none-match") == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        return Response(made, media_type="text/calendar; charset=utf-8", headers=headers)

    def _visit(self, connection: Connection, request: Request, use: str, token: str) -> Visit:
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


def _caller(request: Request) -> str:
    return network(request.client.host) if request.client else ""
