"""demo, tick, run, reload: the engine at work."""

import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from reminder.cli.common import command
from reminder.cli.desk import Desk
from reminder.cli.options import LOGS
from reminder.cli.preview import show_deadlines
from reminder.cli.progress import progress
from reminder.cli.rule_diff import moved_words, reckoning_words, transfer_words
from reminder.engine.context.waiting import waiting_plans
from reminder.group_by_key import gathered
from reminder.translatable import N_
from reminder.words import problem_words, say
from reminder.words.fields import cell

DEMO_AT = datetime(2026, 11, 22, 2, tzinfo=UTC)  # Sunday 22/11/2026, 09:00 in Vietnam


@command("demo")
@click.option(
    "--keep",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help=N_("Work in this folder and leave it there"),
)
def demo(desk: Desk, keep: Path | None) -> None:
    from reminder.engine.operations.demo import AHEAD, journey

    _, lang = desk._, desk.lang
    start = desk.office.clock.now() if desk.office.clock.given else DEMO_AT
    folder = keep or Path(tempfile.mkdtemp(prefix="nhac-han-"))
    with progress(_("Ticking")) as advance:
        j = journey(start, folder, desk.config, advance)
    if desk.json({"upcoming": j.upcoming, "days": j.days, "maildir": str(j.maildir)}):
        return
    shown = Desk(j.office, lang, desk.format)
    first = j.days[0].on if j.days else j.office.today
    began = start.astimezone(desk.config.zone).date()
    until = j.upcoming[-1].due_on if j.upcoming else began + timedelta(days=AHEAD)
    show_deadlines(shown, list(j.upcoming), began, until, j.catalogue.calendar)
    if desk.format == "csv":
        return
    steps = gathered(
        ((n.send_at.date(), n.obligation, n.step, n.role, say(n.reason, lang)), n.agency) for n in j.notices
    )
    shown.show(
        list(steps.items()),
        [
            (_("Leaves"), lambda s: desk.day(s[0][0])),
            (_("About"), lambda s: s[0][1]),
            (_("Step"), lambda s: s[0][2]),
            (_("Role"), lambda s: str(cell("role", s[0][3], lang, desk.config.zone))),
            (_("Notices"), lambda s: str(len(s[1]))),
            (_("Why"), lambda s: s[0][4]),
        ],
        title=_("Notices planned from {day}, if nobody answers").format(day=desk.day(first)),
        empty=_("No mail is due up to then."),
    )
    shown.show(
        [d for d in j.days if d.sent or d.notices],
        [
            (_("Day"), lambda d: desk.day(d.on)),
            (_("Notices"), lambda d: str(d.notices)),
            (_("Mails delivered"), lambda d: str(d.sent)),
            (_("Superseded"), lambda d: str(d.superseded)),
        ],
        title=_("What was done"),
        empty=_("No mail left."),
    )
    click.echo(_("{n} mails delivered into {folder}").format(n=sum(d.sent for d in j.days), folder=j.maildir))
    click.echo(_("Open them with any mail program, for example: mutt -f {folder}").format(folder=j.maildir))


@command("tick", formats=("table", "json"))
@click.option("--accept-clock", is_flag=True, help=N_("Take the clock as right although it has jumped"))
def tick(desk: Desk, accept_clock: bool) -> int:
    from reminder.engine.tick import tick_once

    _, lang = desk._, desk.lang
    with progress(_("Sending")) as advance:
        count = iter(range(1, sys.maxsize))
        done = tick_once(desk.office, lambda _n: advance(next(count), 0), accept_clock)
    e, d = done.evaluated, done.delivered
    if not desk.json({
        "notices": e.notices, "mails": e.mails, "held": e.held, "superseded": e.superseded, "sent": d.sent,
        "deferred": d.deferred, "unknown": d.unknown, "dead": d.dead, "cancelled": d.cancelled,
        "recovered": done.recovered, "rules_differ": done.rules_differ, "foreign": done.foreign,
        "server": str(d.server) if d.server else None, "clock": done.clock.plain() if done.clock else None,
    }):  # fmt: skip
        click.echo(
            _("{notices} notices in {mails} mails; {sent} sent, {deferred} to be tried again, {dead} refused").format(
                notices=e.notices, mails=e.mails, sent=d.sent, deferred=d.deferred + d.unknown, dead=d.dead
            )
        )
    for waiting in done.waiting:
        desk.say(problem_words(waiting.problem, lang))
    if e.held:
        desk.say(_("{held} mails wait for approval: reminder outbox list --state held").format(held=e.held))
    if done.rules_differ:
        desk.say(_("The rules on disk are not those in force, so nothing was evaluated; run reminder reload."))
    if done.foreign:
        desk.say(_("This database was made elsewhere, so nothing was sent; run reminder db adopt."))
    if d.server:
        desk.say(_("The mail server did not take mail ({reply}); run reminder doctor.").format(reply=d.server))
    if done.clock:
        desk.say(say(done.clock, lang))
        desk.say(_("Nothing was evaluated and mail waits; set the clock right, or give --accept-clock."))
        return 3
    return int(done.rules_differ or done.foreign or d.server is not None)


@command("run", formats=())
@click.option("--logs", type=click.Choice(["json", "text"]), help=LOGS)
@click.option("--accept-clock", is_flag=True, help=N_("Take the clock as right although it has jumped"))
def run(desk: Desk, logs: str | None, accept_clock: bool) -> int:
    from reminder import daemon
    from reminder.logs import set_up

    set_up((logs or desk.config.daemon.logs) == "json")
    beside: list[daemon.Beside] = []
    if desk.config.web.listen:
        from reminder.web.agency.serve import beside as page

        beside.append(page)
    return daemon.run(desk.office, accept_clock, beside)


@command("reload", formats=())
@click.option(
    "--despite",
    multiple=True,
    metavar="PLAN",
    help=N_("Put this plan into force although questions of it are open; again for each further one"),
)
def reload(desk: Desk, despite: tuple[str, ...]) -> None:
    from reminder.engine.context.ledger import stored_ledger
    from reminder.engine.context.rules import in_force
    from reminder.engine.queries.rule_changes import moved, new_reckonings, transfers
    from reminder.engine.tick import reload as put_in_force

    with desk.office.reading() as database:
        before, ledger = in_force(database), stored_ledger(desk.office, database)
    catalogue = put_in_force(desk.office, despite)
    obligations = len(catalogue.obligation_of)
    click.echo(desk._("In force: {plans} plans, {obligations} obligations").format(
        plans=len(catalogue.plans), obligations=obligations))  # fmt: skip
    for r in new_reckonings(before, catalogue) if before else ():
        click.echo(reckoning_words(r, desk))
    for m in moved(before, catalogue, ledger, desk.office.today) if before else ():
        click.echo(moved_words(m, desk))
    for t in transfers(before, catalogue, ledger, desk.office.today) if before else ():
        click.echo(transfer_words(t, desk, catalogue.directory))
    for waiting in waiting_plans(catalogue):
        desk.say(problem_words(waiting.problem, desk.lang))
