"""explain: a note such as a careful colleague would write."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import click

from reminder.cli.desk import Desk, command
from reminder.cli.output import as_json, print_json
from reminder.core.catalogue import Catalogue
from reminder.engine.explaining import Case, Coming, Explanation, Told
from reminder.engine.explaining import explain as explained
from reminder.engine.naming import known_agency, known_obligation
from reminder.engine.preview import ROLE_SHOWN
from reminder.words import (
    ACTS,
    MAIL_STATES,
    ROLES,
    STATUSES,
    day_and_date,
    period_words,
    say,
    short_date,
    step_words,
)

_NAMED = 5


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
    for line in _Note(desk, catalogue, agency).lines(found):
        click.echo(line)


@dataclass(frozen=True)
class _Note:
    """Writes one explanation in one language."""

    desk: Desk
    catalogue: Catalogue
    agency: str

    def lines(self, e: Explanation) -> Iterator[str]:
        _, lang, o = self.desk._, self.desk.lang, e.obligation
        yield o.title
        yield _("{plan}, {source} — {id}").format(
            plan=e.plan.number or e.plan.title, source=o.source or o.place, id=o.id
        )
        yield ""
        yield _("The plan says “{phrase}”, read as: {reading}.").format(
            phrase=o.phrase or "–", reading=o.reading.describe(lang)
        )
        for problem in o.reading.problems:
            yield _("Odd: {problem}").format(problem=problem)
        yield _("Owed, as printed, by: {lead}.").format(lead=o.lead.raw or "–")
        if o.to.raw:
            yield _("Goes to {to}{via}.").format(
                to=o.to.raw, via=_(" through {via}").format(via=o.via.raw) if o.via.raw else ""
            )
        for old, step in {s.basis: (p.raw, s) for p in o.lead.parties for s in p.via}.values():
            heirs = ", ".join(map(self.name, step.new))
            yield _("{old} is now {new} ({basis}).").format(old=old, new=heirs, basis=step.basis)
        if e.unassigned:
            focal = self.name(e.plan.focal) if e.plan.focal else _("the operator")
            yield _("Nobody owes it yet: {why}. {focal} is asked; nobody is late.").format(
                why=say(e.unassigned, lang), focal=focal
            )
        if not e.cases:
            yield _("No period of it is open or near.")
        for case in e.cases:
            yield ""
            yield from self.case(case, e)

    def case(self, c: Case, e: Explanation) -> Iterator[str]:
        _, lang, d = self.desk._, self.desk.lang, c.occurrence.deadline
        mine = self.agency in c.occurrence.owner.agencies or len(c.owners) == 1
        who = " + ".join(map(self.name, c.occurrence.owner.agencies)) if mine else ""
        what = "" if c.period == "once" else period_words(c.period, lang)
        head = ", ".join(part for part in (who, what) if part) or _("Deadline")
        yield f"{head}: {_(STATUSES[c.status])}" if mine else f"{head}:"
        if d is None:
            yield "  " + _("No date: nothing is due and nobody is late until one is given (reminder date).")
        else:
            yield "  " + _("Best done by {target}; overdue only from {late}.").format(
                target=day_and_date(d.target_on, lang), late=day_and_date(d.late_from, lang)
            )
            for why in c.trace:
                yield f"    · {say(why, lang)}"
        if not mine:
            yield from self.standing(c)
        for a in c.acts:
            words = " ".join(part for part in (_(ACTS[a.kind]), a.document, a.note) if part)
            yield "  " + _("Recorded {day}: {what} (act {id})").format(
                day=short_date(a.on, lang), what=words, id=a.id
            )
        if c.told:
            yield "  " + _("Told so far:")
            yield from self.told(c.told)
            given_way = [t.step for t in c.told if t.state == "superseded"]
            if given_way:
                yield "    " + _("gave way to newer steps: {steps}").format(steps=", ".join(given_way))
        if c.coming:
            rule = _("rule “{rule}”, {place}").format(rule=e.rule.id, place=e.rule.place)
            yield "  " + (
                _("Will be told while nothing is on record ({rule}):").format(rule=rule)
                if mine
                else _("Each that has not answered will be told ({rule}):").format(rule=rule)
            )
            yield from self.coming(c.coming, c.occurrence.owner.agencies if mine else ())
        for h in c.held:
            step = f"{h.rung.shown}: " if h.rung else ""
            yield "  " + _("Not told: {step}{why}").format(step=step, why=say(h.reason, lang))
        if not mine:
            yield "  " + _("Add --agency to see what one of them is told.")

    def standing(self, c: Case) -> Iterator[str]:
        """How many stand where, some by name."""
        _ = self.desk._
        counts: dict[str, list[str]] = {}
        for owner, state in c.owners:
            counts.setdefault(state, []).append(" + ".join(map(self.name, owner.agencies)) or "–")
        for state, who in counts.items():
            yield f"  {len(who)} {_(STATUSES[state])}: {self.some(who)}"

    def told(self, found: tuple[Told, ...]) -> Iterator[str]:
        """One line for a day and step."""
        _, lang = self.desk._, self.desk.lang
        rows: dict[tuple[date, str, str], list[Told]] = {}
        for t in found:
            if t.state != "superseded":
                rows.setdefault((t.sent_on or t.planned_on, t.step, t.mail_state or t.state), []).append(t)
        for (day, step, state), each in rows.items():
            words = _(MAIL_STATES.get(state, state))
            if len(each) == 1 and each[0].mailbox:
                words = _("{mailbox}, {state} (mail {id})").format(
                    mailbox=each[0].mailbox, state=words, id=each[0].mail_id
                )
            whom = self.some([self.name(t.recipient) for t in each])
            yield f"    {short_date(day, lang)} {step} → {whom}: {words}"

    def coming(self, found: tuple[Coming, ...], owners: tuple[str, ...]) -> Iterator[str]:
        """One line for a day and step: its repeats and all who are told it in one role are drawn together."""
        rows: dict[tuple[str, str], list[Coming]] = {}
        for n in found:
            rows.setdefault((n.step.split("#")[0], n.recipient), []).append(n)
        lines: dict[tuple[str, str], list[Coming]] = {}
        for each in rows.values():
            lines.setdefault((self.when(each), each[0].role), []).append(each[0])
        for (when, role), each in lines.items():
            if len(each) == 1:
                yield f"    {when} → {self.whom(each[0], owners)}"
            else:
                whom = self.some([self.name(n.recipient) for n in each])
                yield f"    {when} → {whom} ({self.desk._(ROLES[role])})"

    def when(self, each: list[Coming]) -> str:
        """The day of the first, why that day, and the days of its repeats."""
        _, lang, n = self.desk._, self.desk.lang, each[0]
        line = f"{day_and_date(n.send_on, lang)} — {step_words(n.reason['at'], lang)}"
        if n.planned_on < n.send_on:
            line += _(", stood on {day}").format(day=short_date(n.planned_on, lang))
        if n.skipped:
            days = (f"{row.name} {short_date(row.on, lang)}" for row in n.skipped)
            line += _(", leaping over {days}").format(days=", ".join(days))
        if len(each) > 1:
            line += _("; again {days}").format(
                days=", ".join(short_date(m.send_on, lang) for m in each[1:_NAMED])
            )
        if len(each) > _NAMED:
            last = short_date(each[-1].send_on, lang)
            line += _(" … {n} times until {last}").format(n=len(each), last=last)
        return line

    def some(self, names: list[str]) -> str:
        """All of a few, the first of many."""
        if len(names) <= _NAMED:
            return ", ".join(names)
        more = self.desk._(" and {n} more").format(n=len(names) - _NAMED)
        return ", ".join(names[:_NAMED]) + more

    def whom(self, n: Coming, owners: tuple[str, ...]) -> str:
        role = self.desk._(ROLES[n.role])
        if not owners and n.role in ("owner", "head"):
            return role
        if n.role == "owner" and n.mailbox:
            return n.mailbox
        unreachable = self.desk._("no mailbox: the operator is told")
        return f"{self.name(n.recipient)} ({role}) {n.mailbox or unreachable}"

    def name(self, id_: str) -> str:
        known = id_ in self.catalogue.directory
        return self.catalogue.directory.agency(id_).name if known else id_


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
        "rule": e.rule.id,
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
