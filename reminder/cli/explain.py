"""explain: how each date was reached, what was told, what will be, and what is held back."""

import sys
from shutil import get_terminal_size
from textwrap import wrap

import click

from reminder.cli.common import Desk, command
from reminder.cli.explain_in_words import Note
from reminder.cli.options import AGENCY, PERIOD
from reminder.cli.output import as_json, worded
from reminder.engine.context.typed_names import known_agency, known_obligation
from reminder.engine.queries.explain import Coming, Explanation, ToldStep
from reminder.engine.queries.explain import explain as explained
from reminder.engine.queries.preview import ROLE_SHOWN
from reminder.phrases import describe
from reminder.words import say


@command("explain", formats=("table", "json"))
@click.argument("obligation")
@AGENCY
@PERIOD
def explain(desk: Desk, obligation: str, agency: str, period: str) -> None:
    catalogue = desk.catalogue()
    obligation = known_obligation(catalogue, obligation)
    agency = known_agency(catalogue, obligation, agency, desk.office.today) if agency else ""
    with desk.office.reading() as database:
        found = explained(desk.office, catalogue, database, obligation, agency, period)
    if desk.json(_json(found, desk.lang)):
        return
    for line in Note(desk, catalogue, agency, bool(period)).lines(found):
        click.echo("\n".join(_folded(line)))


def _folded(line: str) -> list[str]:
    """The line as a terminal shows it: what goes on is set in further than what begins."""
    if not sys.stdout.isatty() or not line:
        return [line]
    further = " " * (len(line) - len(line.lstrip(" ·")) + 2)
    return wrap(line, get_terminal_size().columns, subsequent_indent=further, break_on_hyphens=False)


def _notice(n: ToldStep | Coming, lang: str) -> object:
    return worded(n, lang) | {"role": ROLE_SHOWN.get(n.role, n.role)}


def _json(e: Explanation, lang: str) -> object:
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
