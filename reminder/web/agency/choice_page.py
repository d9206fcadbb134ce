"""How an agency is mailed, as it reads and changes it: on its own page all of it, by the link of an overview only that.

A change is shown in words before it is recorded, as answers are; only the one press of a mail program (RFC 8058) leaves
the overview at once, and by the same link it is taken again. Nothing here touches what the agency owes.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from starlette.responses import HTMLResponse, RedirectResponse, Response

from reminder.core.act_kinds import ActKind
from reminder.core.catalogue import Catalogue
from reminder.core.mail_choices import CHOICES
from reminder.engine.acts.choose import ChoiceOnRecord, choose, on_record
from reminder.engine.context.links import LEAVE, PAGE, Links
from reminder.engine.context.office import Office
from reminder.store.database import Database
from reminder.web.agency.forms import EDIT, ONE_CLICK
from reminder.web.agency.pages import Page
from reminder.web.agency.rendering import render

log = logging.getLogger("reminder.web")
MAILS = "mails"  # the page's last path segment under an agency's page
_INFORMING = (ActKind.LEAVE, ActKind.REJOIN)


@dataclass(frozen=True)
class ChoicePage:
    """One request by a genuine link. By one of `use` "leave" nothing but the overview can be changed."""

    office: Office
    database: Database
    catalogue: Catalogue
    agency: str
    links: Links
    use: str
    token: str

    def response(self, page: Page, lang: str, asked: str, sent: Mapping[str, str] | None) -> Response:
        """The page; or what becomes of the form that was sent from it."""
        zone = self.office.config.zone
        if sent is None or sent.get("step") == EDIT:
            return HTMLResponse(self._page(page, lang, asked, zone))
        if self.use == LEAVE and dict(sent) == ONE_CLICK:
            self._recorded(ActKind.LEAVE, "")
            return HTMLResponse(self._page(page, lang, asked, zone))
        kind = next((k for k in self._allowed if k == sent.get("choose")), None)
        if kind is None:
            return HTMLResponse(self._page(page, lang, asked, zone, "unknown"), 422)
        seen, seal = sent.get("seen", ""), sent.get("seal", "")
        if not self.links.sealed(seal, self._shown(kind, seen), self.office.clock.now()):
            return self._to_check(page, lang, asked, zone, kind, "old" if seal else "")
        fault = self._recorded(kind, seen)
        if fault == "changed":
            return self._to_check(page, lang, asked, zone, kind, fault)
        if fault:
            return HTMLResponse(self._page(page, lang, asked, zone, fault), 422)
        here = MAILS if self.use == PAGE else self.token
        return RedirectResponse(f"{here}?lang={asked}" if asked else here, 303)

    @property
    def _allowed(self) -> tuple[ActKind, ...]:
        return CHOICES if self.use == PAGE else _INFORMING

    def _now(self) -> ChoiceOnRecord:
        with self.database.read() as connection:
            return on_record(connection, self.agency)

    def _shown(self, kind: ActKind, mark: str) -> tuple[str, ...]:
        """What the page to check shows, and for whom: what its seal binds."""
        return (self.token, MAILS, mark, kind)

    def _recorded(self, kind: ActKind, seen: str) -> str:
        """What kept the choice from being recorded; "" where it holds."""
        done = choose(self.office, self.database, self.catalogue, self.agency, kind, seen=seen)
        log.info("choice", extra={"agency": self.agency, "kind": kind, "fault": done.fault, "again": done.act is None})
        return done.fault

    def _page(self, page: Page, lang: str, asked: str, zone: ZoneInfo, fault: str = "") -> str:
        return render(
            "mails", lang, asked, zone, page=page, office=page.office, now=self._now(), whole=self.use == PAGE,
            fault=fault,
        )  # fmt: skip

    def _to_check(self, page: Page, lang: str, asked: str, zone: ZoneInfo, kind: ActKind, notice: str) -> Response:
        mark = self._now().mark
        seal = self.links.seal(self._shown(kind, mark), self.office.clock.now())
        made = render(
            "check_mails", lang, asked, zone, page=page, office=page.office, kind=str(kind), mark=mark, seal=seal,
            notice=notice,
        )  # fmt: skip
        return HTMLResponse(made, 409 if notice else 200)
