"""An explanation as a note such as a careful colleague would write."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from textwrap import shorten

from reminder.cli.desk import NAMED, Desk
from reminder.core.act_kinds import ACTS, Until
from reminder.core.catalogue import Catalogue, Obligation, Rule
from reminder.core.evaluate import Held
from reminder.core.journal import Act
from reminder.core.matter_status import Status
from reminder.core.occurrence_state import progress_of
from reminder.core.outbox_states import NoticeState
from reminder.core.reason import Reason
from reminder.directory.agency import Succession
from reminder.engine.queries.explain import Case, Coming, Explanation, ToldStep
from reminder.group_by_key import gathered
from reminder.phrases import describe
from reminder.words import (
    MAIL_STATES,
    ROLES,
    STATUSES,
    day_and_date,
    period_words,
    progress_words,
    say,
    short_date,
    step_words,
)  # fmt: skip

_SOON = timedelta(90)  # a period nobody is told of sooner than that is only sketched


@dataclass(frozen=True)
class Note:
    """Writes one explanation in one language. `whole`: no period is only sketched."""

    desk: Desk
    catalogue: Catalogue
    agency: str
    whole: bool = False

    def lines(self, e: Explanation) -> Iterator[str]:
        """The note, line by line."""
        _, lang, o = self.desk._, self.desk.lang, e.obligation
        yield o.title
        plan = e.plan.number if e.plan.numbered else shorten(e.plan.title, 100, placeholder=" …")
        yield _("{plan}, {source} — {id}").format(plan=plan, source=o.source or o.place, id=o.id)
        yield ""
        if o.phrase:
            yield _("The plan says “{phrase}”, read as: {reading}.").format(
                phrase=o.phrase, reading=describe(o.reading, lang)
            )
        else:
            yield _("The plan names no time for it.")
        for fault in o.reading.faults:
            yield _("Odd: {problem}").format(problem=fault.say(lang))
        if e.assumed:
            yield _("Assumed: {what}.").format(what=say(e.assumed, lang))
        if o.lead.raw:
            yield _("Owed, as printed, by: {lead}.").format(lead=o.lead.raw)
        if o.to.raw:
            yield _("Goes to {to}{via}.").format(
                to=o.to.raw, via=_(" through {via}").format(via=o.via.raw) if o.via.raw else ""
            )
        for old, step in self.successions(o):
            heirs = ", ".join(map(self.name, step.new))
            yield _("{old} is now {new} ({basis}).").format(old=old, new=heirs, basis=step.basis)
        if e.unassigned:
            focal = self.name(e.plan.focal) if e.plan.focal else _("the operator")
            rest = any(owner.rest for case in e.cases for owner, _status in case.owners)
            part = _("A part of it nobody owes yet: {why}. {focal} is asked; the others owe theirs.")
            whole = _("Nobody owes it yet: {why}. {focal} is asked; nobody is late.")
            yield (part if rest else whole).format(why=say(e.unassigned, lang), focal=focal)
            yield _("Once it is known who owes it: reminder assign {id} --to AGENCY").format(id=o.id)
            if rest:
                yield _("If nobody else does, name one of those who owe it already.")
        if not e.cases:
            if self.agency:
                yield _("{agency} has no period of it that is open or near; who owes it: reminder who {id}").format(
                    agency=self.name(self.agency), id=o.id
                )
            else:
                yield _("No period of it is open or near.")
        for n, case in enumerate(e.cases):
            yield ""
            yield from self.sketch(case) if n and self.far(case) else self.case(case, e)

    def successions(self, o: Obligation) -> list[tuple[str, Succession]]:
        """What has become of the bodies named: up to the plan's day, and from there to today. A few at most, for a
        group names nobody."""
        directory, today = self.catalogue.directory, self.desk.office.today
        steps: dict[str, tuple[str, Succession]] = {}
        for p in o.lead.parties:
            later = directory.successor(p.id, today).via if p.kind == "agency" else ()
            for step in (*p.via, *later):
                name = p.raw if step in p.via else self.name(step.old)
                steps.setdefault(f"{step.old} {step.basis}", (name, step))
        return list(steps.values())

    def far(self, c: Case) -> bool:
        """Whether nothing has happened in this period yet, nor will for a season."""
        first = min((n.send_on for n in c.coming), default=None)
        still = not (c.told or c.acts or self.whole)
        return still and first is not None and first - self.desk.office.today > _SOON

    def head(self, c: Case) -> str:
        """`Sở Xây dựng, năm 2026`."""
        who = " + ".join(map(self.name, c.occurrence.owner.agencies)) if self.mine(c) else ""
        what = "" if c.period == "once" else period_words(c.period, self.desk.lang)
        return ", ".join(part for part in (who, what) if part) or self.desk._("Deadline")

    def mine(self, c: Case) -> bool:
        """Whether one owner is meant, and not the first of many."""
        return self.agency in c.occurrence.owner.agencies or len(c.owners) == 1

    def sketch(self, c: Case) -> Iterator[str]:
        """One line of a period that is far off."""
        _, lang, d = self.desk._, self.desk.lang, c.occurrence.deadline
        first = min(n.send_on for n in c.coming)
        told = _("{period}: first told on {day}").format(period=self.head(c), day=day_and_date(first, lang))
        if d:
            told += _(", best done by {target}").format(target=day_and_date(d.target_on, lang))
            told += "" if self.catalogue.calendar.sure(d.target_on, d.late_from) else " " + _("(estimated)")
        yield _("{line}; the whole with --period {period}").format(line=told, period=c.period)

    def case(self, c: Case, e: Explanation) -> Iterator[str]:
        """One period in full."""
        _, lang, d, mine = self.desk._, self.desk.lang, c.occurrence.deadline, self.mine(c)
        yield f"{self.head(c)}: {_(STATUSES[c.status])}" if mine else f"{self.head(c)}:"
        if d is None and e.obligation.reading.relative:
            event = e.obligation.reading.relative.event
            yield "  " + _("Waits for “{event}”: nothing is due until its day is entered ({command}).").format(
                event=event, command=f"reminder event {e.obligation.id} --until"
            )
        elif d is None or c.occurrence.wants_date:
            yield "  " + _("No date: nothing is due and nobody is late until one is given (reminder date).")
        else:
            sure = self.catalogue.calendar.sure(d.target_on, d.late_from)
            yield (
                "  "
                + _("Best done by {target}; overdue only from {late}.").format(
                    target=day_and_date(d.target_on, lang), late=day_and_date(d.late_from, lang)
                )
                + ("" if sure else " " + _("(estimated)"))
            )
            for why in c.trace:
                yield f"    · {say(why, lang)}"
        if not mine:
            yield from self.standing(c)
        for a in c.acts:
            yield "  " + self.act(a)
        if c.told:
            yield "  " + (
                _("Told so far:")
                if mine
                else _("Told so far, for example {agency}:").format(agency=self.name(c.occurrence.owner.id))
            )
            yield from self.told(c.told, c.rule, c.occurrence.owner.agencies)
        if c.coming:
            rule = _("rule “{rule}”, {place}").format(rule=c.rule.id, place=c.rule.place)
            yield "  " + (
                _("Will be told while nothing is on record ({rule}):").format(rule=rule)
                if mine
                else _("Each that has not answered will be told ({rule}):").format(rule=rule)
            )
            yield from self.coming(c.coming, c.occurrence.owner.agencies if mine else ())
        yield from self.held(c.held)
        if c.status is Status.BACKLOG and mine:
            named = [f"--agency {self.agency}"] if self.agency else []
            named += [f"--period {c.period}"] if c.period != "once" else []
            command = " ".join(("reminder adopt", e.obligation.id, *named))
            yield "  " + _("To have it chased after all: {command}").format(command=command)
        if not mine:
            yield "  " + _("Add --agency to see what one of them is told.")

    def standing(self, c: Case) -> Iterator[str]:
        """How many stand where, some by name."""
        _ = self.desk._
        counts = gathered((state, " + ".join(map(self.name, owner.agencies)) or "–") for owner, state in c.owners)
        for state, who in counts.items():
            yield f"  {len(who)} {_(STATUSES[state])}: {self.desk.some(who)}"

    def act(self, a: Act) -> str:
        """What a person recorded, until when, by which document, in whose words."""
        _, lang = self.desk._, self.desk.lang
        what = _(ACTS[a.kind].word)
        if a.undoes:
            what += " " + _("of act {id}").format(id=a.undoes)
        if a.until_on:
            form = _("of {day}") if ACTS[a.kind].until is Until.EVENT else _("until {day}")
            what += " " + form.format(day=short_date(a.until_on, lang))
        said = progress_words(progress_of(a), lang)
        words = ", ".join(part for part in (what, *map(self.name, a.agencies), a.document, said) if part)
        return _("Recorded {day}: {what} (act {id}, by {by})").format(
            day=short_date(a.on, lang), what=words, id=a.id, by=a.by or "–"
        )

    def told(self, found: tuple[ToldStep, ...], rule: Rule, owners: tuple[str, ...]) -> Iterator[str]:
        """One line for a day and step, and one for what gave way."""
        _, lang = self.desk._, self.desk.lang
        stands = {step.id: str(step.at) for step in rule.ladder}
        rows: dict[tuple[date, str, str, str], list[ToldStep]] = {}
        gone: list[str] = []
        for t in found:
            at = str(dict(t.reason.facts).get("at") or stands.get(t.step.split("#")[0], t.step))
            words = self.step(t.step, at)
            if t.state is NoticeState.SUPERSEDED:
                gone.append(words)
            else:
                state = _(MAIL_STATES[t.mail_state or t.state])
                rows.setdefault((t.sent_on or t.planned_on, words, t.role, state), []).append(t)
        for (day, step, _role, state), each in rows.items():
            words = _("{whom}: {state} (mail {id})") if len(each) == 1 and each[0].mail_id else "{whom}: {state}"
            words = words.format(whom=self.whoms(each, owners), state=state, id=each[0].mail_id)
            yield f"    {day_and_date(day, lang)} — {step} → {words}"
        if gone:
            yield "    " + _("gave way to newer steps: {steps}").format(steps="; ".join(dict.fromkeys(gone)))

    def coming(self, found: tuple[Coming, ...], owners: tuple[str, ...]) -> Iterator[str]:
        """One line for a day and step: its repeats and all who are told it in one role are drawn together."""
        rows = gathered(((n.step.split("#")[0], n.recipient), n) for n in found)
        lines = gathered(((self.when(each), each[0].role), each[0]) for each in rows.values())
        for (when, _role), each in lines.items():
            yield f"    {when} → {self.whoms(each, owners)}"

    def when(self, each: list[Coming]) -> str:
        """The day of the first, why that day, and the days of its repeats."""
        _, lang, n = self.desk._, self.desk.lang, each[0]
        line = f"{day_and_date(n.send_on, lang)} — {self.step(n.step, str(n.reason['at']))}"
        if n.planned_on < n.send_on:
            line += _(", stood on {day}").format(day=short_date(n.planned_on, lang))
        if n.skipped:
            days = (f"{row.name} {short_date(row.on, lang)}" for row in n.skipped)
            line += _(", leaping over {days}").format(days=", ".join(days))
        if len(each) > 1:
            line += _("; again {days}").format(days=", ".join(short_date(m.send_on, lang) for m in each[1:NAMED]))
        if len(each) > NAMED:
            last = short_date(each[-1].send_on, lang)
            line += _(" … {n} times until {last}").format(n=len(each), last=last)
        return line

    def step(self, name: str, at: str) -> str:
        """When a step stands, and which of its repeats this is."""
        _ = self.desk._
        head, _sign, ordinal = name.partition("#")
        if head in ("recorded", "refused", "taken-back"):  # these count acts and answers, not repeats
            return step_words(head, self.desk.lang)
        words = step_words(at, self.desk.lang)
        if at.startswith("restart "):
            return words
        if not ordinal or at.partition(" ")[0] in ("checkpoint", "review"):
            return words
        return words if ordinal == "1" else _("{step}, repeat {n}").format(step=words, n=int(ordinal) - 1)

    def held(self, found: Iterable[Held]) -> Iterator[str]:
        """One line for a reason, with all the steps it holds back."""
        _, lang = self.desk._, self.desk.lang
        steps: dict[Reason, list[str]] = {}
        for h in found:
            facts = tuple(fact for fact in h.reason.facts if fact[0] != "step")
            names = steps.setdefault(replace(h.reason, facts=facts), [])
            if h.rung:
                names.append(self.step(h.rung.shown, str(h.rung.step.at)))
        for why, names in steps.items():
            which = "; ".join(dict.fromkeys(names))
            yield "  " + _("Not told: {why}").format(why=say(replace(why, facts=(("step", which), *why.facts)), lang))

    def whoms(self, each: Sequence[Coming | ToldStep], owners: tuple[str, ...]) -> str:
        """Who hears of one step in one role."""
        if len(each) == 1:
            return self.whom(each[0], owners)
        return f"{self.desk.some([self.name(n.recipient) for n in each])} ({self.desk._(ROLES[each[0].role])})"

    def whom(self, n: Coming | ToldStep, owners: tuple[str, ...]) -> str:
        """The mailbox of the one the note is about; of others also name and role."""
        role = self.desk._(ROLES[n.role])
        if not owners and n.role in ("owner", "head"):
            return role
        if n.role == "owner" and n.mailbox:
            return n.mailbox
        unreachable = self.desk._("no mailbox: the operator is told")
        return f"{self.name(n.recipient)} ({role}) {n.mailbox or unreachable}"

    def name(self, id_: str) -> str:
        """The agency's name, or what stands in its place."""
        return self.catalogue.directory.name(id_, self.desk.lang)
