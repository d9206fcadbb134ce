"""explain: a note such as a careful colleague would write."""

import click

from reminder.cli.desk import Desk, command
from reminder.cli.output import as_json, print_json
from reminder.engine.explaining import Case, Explanation
from reminder.engine.explaining import explain as explained
from reminder.engine.naming import known_agency, known_obligation
from reminder.engine.preview import ROLE_SHOWN
from reminder.words import STATUSES, day_and_date, period_words, say, short_date

_SHOWN = 12


@command("explain", formats=("table", "json"))
@click.argument("obligation")
@click.option("--agency", default="", help="ID | “Sở Xây dựng”")
def explain(desk: Desk, obligation: str, agency: str) -> None:
    catalogue = desk.office.catalogue()
    obligation = known_obligation(catalogue, obligation)
    agency = known_agency(catalogue, obligation, agency, desk.office.today) if agency else ""
    with desk.office.reading() as database:
        found = explained(desk.office, catalogue, database, obligation, agency)
    if desk.format == "json":
        print_json(_json(found, desk.lang))
        return
    names = {a.id: a.name for r in catalogue.directory.registers for a in r.agencies}
    for line in _lines(found, desk, agency, names):
        click.echo(line)


def _lines(e: Explanation, desk: Desk, agency: str, names: dict[str, str]) -> list[str]:
    _, lang, o = desk._, desk.lang, e.obligation
    lines = [
        o.title,
        _("{plan} of {date} — {id}").format(plan=e.plan.number or e.plan.id, date=e.plan.issued_raw, id=o.id),
        _("Printed: “{phrase}” ({source})").format(phrase=o.phrase, source=o.source or o.place),
        _("Read as: {reading}").format(reading=o.reading.describe(lang)),
    ]
    lines += [_("Odd: {problem}").format(problem=p) for p in o.reading.problems]
    lines.append(_("Lead as printed: “{lead}”").format(lead=o.lead.raw or "–"))
    for via in {s.basis: (p.raw, s) for p in o.lead.parties for s in p.via}.values():
        heirs = ", ".join(names.get(n, n) for n in via[1].new)
        lines.append(_("{old} → {new} ({basis})").format(old=via[0], new=heirs, basis=via[1].basis))
    if e.unassigned:
        focal = names[e.plan.focal]
        lines.append(_("Nobody owes it yet: {why}. {focal} is asked; nobody is late.").format(
            why=say(e.unassigned, lang), focal=focal))  # fmt: skip
    if e.rule:
        lines.append(_("Rule: {rule} ({place})").format(rule=e.rule.id, place=e.rule.place))
    if not e.cases:
        lines.append(_("No period of it is open or near."))
    for case in e.cases:
        lines += ["", *_case(case, desk, agency, names)]
    return lines


def _case(c: Case, desk: Desk, agency: str, names: dict[str, str]) -> list[str]:
    _, lang, o = desk._, desk.lang, c.occurrence
    d = o.deadline
    heading = (
        _("Period: {period}").format(period=period_words(c.period, lang))
        if c.period != "once"
        else _("Deadline")
    )
    lines = [
        heading if d else _("No date: nothing is due and nobody is late until one is given (reminder date).")
    ]
    if d:
        lines += [
            f"  {_('Last day')}: {day_and_date(d.last_on, lang)}; {_('target')}: {day_and_date(d.target_on, lang)}"
        ]
        lines += [f"  · {say(step, lang)}" for step in c.trace]
    counts: dict[str, list[str]] = {}
    for owner, state in c.owners:
        counts.setdefault(state, []).append(" + ".join(names[a] for a in owner.agencies) or "–")
    for state, who in counts.items():
        more = _(" and {n} more").format(n=len(who) - 5) if len(who) > 5 else ""
        lines.append(f"  {_(STATUSES[state])}: {len(who)} ({', '.join(who[:5])}{more})")
    lines += [
        f"  {_('Act')} {a.id}: {a.kind} {short_date(a.on, lang)} {a.document} {a.note}".rstrip()
        for a in c.acts
    ]
    if not agency and len(c.owners) > 1:
        lines.append(_("  Add --agency to see what one of them is told."))
        return lines
    for t in c.told:
        where = f"{t.mailbox} [{t.mail_state} {t.mail_id}]" if t.mailbox else ""
        lines.append(f"  ✓ {short_date(t.planned_on, lang)} {t.step} → {names.get(t.recipient, t.recipient)}"
                     f" ({_role(t.role)}) {where} {t.state}: {say(t.reason, lang)}")  # fmt: skip
    for n in c.coming[:_SHOWN]:
        lines.append(f"  → {day_and_date(n.send_on, lang)} {n.step} → {names.get(n.recipient, n.recipient)}"
                     f" ({_role(n.role)}) {n.mailbox}: {say(n.reason, lang)}")  # fmt: skip
    if len(c.coming) > _SHOWN:
        lines.append(_("  … {n} more if nothing is reported").format(n=len(c.coming) - _SHOWN))
    for h in c.held:
        lines.append(f"  ✗ {h.rung.name if h.rung else '–'}: {say(h.reason, lang)}")
    return lines


def _role(role: str) -> str:
    return ROLE_SHOWN.get(role, role)


def _json(e: Explanation, lang: str) -> object:
    return {
        "obligation": e.obligation.id,
        "plan": e.plan.id,
        "title": e.obligation.title,
        "phrase": e.obligation.phrase,
        "reading": e.obligation.reading.describe(lang),
        "problems": list(e.obligation.reading.problems),
        "rule": e.rule.id if e.rule else None,
        "unassigned": say(e.unassigned, lang) if e.unassigned else None,
        "periods": [
            {
                "period": c.period,
                "deadline": as_json(c.occurrence.deadline),
                "trace": [say(step, lang) for step in c.trace],
                "owners": [{"agency": owner.id, "status": state} for owner, state in c.owners],
                "acts": as_json(c.acts),
                "told": [as_json(t) | {"reason": say(t.reason, lang), "role": _role(t.role)} for t in c.told],
                "coming": [as_json(n) | {"reason": say(n.reason, lang), "role": _role(n.role)} for n in c.coming],
                "held": [{"step": h.rung.name if h.rung else None, "agency": h.recipient, "reason": say(h.reason, lang)}
                         for h in c.held],
            }
            for c in e.cases
        ],
    }  # fmt: skip


COMMANDS = {"explain": explain}
