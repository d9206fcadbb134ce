"""explain: how each date was reached, what was told, what will be, and what is held back."""

import sys
from collections.abc import Iterator
from shutil import get_terminal_size
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import click

from reminder.cli.common import command
from reminder.cli.desk import Desk
from reminder.cli.options import AGENCY, OBLIGATION, PERIOD
from reminder.cli.output import as_json, worded
from reminder.core.catalogue import Catalogue
from reminder.engine.context.typed_names import known_agency, known_obligation
from reminder.engine.queries.preview import ROLE_SHOWN
from reminder.phrases import describe
from reminder.words import say

if TYPE_CHECKING:  # help needs no database library
    from reminder.engine.queries.explain import Coming, Explanation, ToldStep


@command("explain")
@OBLIGATION
@AGENCY
@PERIOD
def explain(desk: Desk, obligation: str, agency: str, period: str) -> None:
    from reminder.cli.explain_in_words import Note
    from reminder.engine.queries.explain import explain as explained

    catalogue = desk.catalogue()
    obligation = known_obligation(catalogue, obligation)
    agency = known_agency(catalogue, obligation, agency, desk.office.today) if agency else ""
    with desk.office.reading() as database:
        found = explained(desk.office, catalogue, database, obligation, agency, period)
    if desk.json(_json(found, desk.lang)):
        return
    if desk.format == "csv":
        fields = ("period", "agency", "agency_name", "role", "step", "on", "state", "mailbox", "reason")
        desk.csv(list(_steps(found, catalogue)), fields)
        return
    for line in Note(desk, catalogue, agency, bool(period)).lines(found):
        click.echo("\n".join(_folded(line)))


def _folded(line: str) -> list[str]:
    """The line as a terminal shows it: what goes on is set in further than what begins."""
    if not sys.stdout.isatty() or not line:
        return [line]
    further = " " * (len(line) - len(line.lstrip(" ·")) + 2)
    return wrap(line, get_terminal_size().columns, subsequent_indent=further, break_on_hyphens=False)


def _notice(n: "ToldStep | Coming", lang: str) -> object:
    return worded(n, lang) | {"role": ROLE_SHOWN.get(n.role, n.role)}


def _steps(e: "Explanation", catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    """A row for each step that was told, will be told or is held back."""

    def row(period: str, agency: str, **more: Any) -> dict[str, Any]:
        name = catalogue.directory.name(agency) if agency else ""
        return {"period": period, "agency": agency, "agency_name": name, "role": "", "mailbox": "", **more}

    for c in e.cases:
        for t in c.told:
            state, on = t.mail_state or t.state, t.sent_on or t.planned_on
            about = {"role": t.role, "step": t.step, "mailbox": t.mailbox, "reason": t.reason}
            yield row(c.period, t.recipient, on=on, state=state, **about)
        for n in c.coming:
            about = {"role": n.role, "step": n.step, "mailbox": n.mailbox, "reason": n.reason}
            yield row(c.period, n.recipient, on=n.send_on, state="coming", **about)
        for h in c.held:
            step, planned = (h.rung.shown, h.rung.on) if h.rung else ("", None)
            yield row(c.period, h.recipient, step=step, on=planned, state="not told", reason=h.reason)


def _json(e: "Explanation", lang: str) -> object:
    return {
        "obligation": e.obligation.id,
        "plan": e.plan.id,
        "title": e.obligation.title,
        "phrase": e.obligation.phrase,
        "reading": describe(e.obligation.reading, lang),
        "problems": list(e.obligation.reading.problems),
        "assumed": say(e.assumed, lang) if e.assumed else None,
        "rule": e.rule.id,
        "unassigned": say(e.unassigned, lang) if e.unassigned else None,
        "periods": [
            {
                "period": c.period,
                "rule": c.rule.id,
                "deadline": as_json(c.occurrence.deadline),
                "trace": [say(step, lang) for step in c.trace],
                "owners": [{"agency": owner.id, "status": state} for owner, state in c.owners],
                "acts": as_json(c.acts),
                "told": [_notice(t, lang) for t in c.told],
                "coming": [_notice(n, lang) for n in c.coming],
                "held": [{"step": h.rung.name if h.rung else None, "agency": h.recipient, "reason": say(h.reason, lang)}
                         for h in c.held],
            }
            for c in e.cases
        ],
    }  # fmt: skip
