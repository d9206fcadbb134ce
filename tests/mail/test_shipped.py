"""Every mail that the shipped rules can call for: each obligation, each step, each role, both languages."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from functools import cache
from pathlib import Path

import lxml.html
import pytest

from reminder.clock import fixed_clock, instant
from reminder.config import Config
from reminder.core.act_kinds import ActKind
from reminder.core.catalogue import Anchor, Plan
from reminder.core.journal import Act, Journal
from reminder.core.ladder import Rung, Stretch, Timetable, horizon, rungs
from reminder.core.notice import Notice
from reminder.core.occurrence import Occurrence, Occurrences
from reminder.core.outbox_states import NoticeState
from reminder.core.recipients import Recipients
from reminder.engine.acts.receipts import RECORDED
from reminder.engine.context.office import Office
from reminder.engine.context.stored_occurrences import Book, StoredNotice
from reminder.engine.mails.build_view import view
from reminder.engine.planning.store_decisions import row
from reminder.mail.contents import Lang, MailView
from reminder.mail.render import Rendered, Renderer
from tests.core.made import shipped

TODAY = date(2026, 11, 23)
RENDERER = Renderer()
CONFIG = Config(folder=Path())
KINDS = {kind: kind for kind in ("escalation", "rollcall", "overview", "thanks")}
PLANS = [plan.id for plan in shipped().plans]
LANGS: tuple[Lang, ...] = ("vi", "en")


@cache
def book(on: date, kind: ActKind | None = None) -> Book:
    """The shipped plans on a day; with `kind`, once that has been recorded of every matter."""
    if kind is None:
        return Book(shipped(), lambda *_: Journal(), on)
    at = instant(on, time(9), CONFIG.zone)
    done: ActKind = ActKind.SUBMIT if kind == "return" else kind
    acts: list[Act] = []
    for o in (o for plan in shipped().plans for o in chosen(plan)):
        base = Act(done, o.obligation.id, o.period, o.owner.id, on, at, "lan", "7/BC", "đủ biểu số 2", id=len(acts) + 1)
        until = (max(o.deadline.due_on, on) if o.deadline else on) + timedelta(30)
        acts.append(replace(base, until_on=until) if kind == "extend" else base)
        if kind == "return":
            acts.append(replace(base, kind=ActKind.RETURN, id=len(acts) + 1))
    done_all = Journal(acts)
    return Book(shipped(), lambda *_: done_all, on)


def chosen(plan: Plan) -> Iterator[Occurrence]:
    """Of each obligation one matter that somebody owes and one that nobody owes, of the period now under way."""
    book, ahead_on = Occurrences(shipped(), Journal()), horizon(shipped().rules, TODAY)
    for duty in plan.obligations:
        known = list(book.known(ahead_on, TODAY, duty.id))
        ahead = [o for o in known if o.deadline is None or o.deadline.late_from > TODAY] or known[-1:]
        for nobody in (False, True):
            yield from [o for o in ahead if bool(o.owner.unassigned) == nobody][:1]


def told(o: Occurrence) -> Iterator[tuple[Book, Notice]]:
    """Each step once for each role it tells, on its day; restarts and the closing as if they had happened."""
    catalogue = shipped()
    rule = Timetable(catalogue).rule(o.obligation, TODAY)
    until = (o.deadline.late_from if o.deadline else TODAY) + timedelta(150)
    planned = rungs(o, [Stretch(date.min, date.max, rule)], catalogue.calendar, until, None)
    first = {rung.step.id: rung for rung in reversed(planned)}
    for step in (*rule.ladder, RECORDED):
        act: ActKind | None = None
        if isinstance(step.at, Anchor) and step.at.kind == "restart":
            assert step.at.act in ("return", "extend")
            act = step.at.act
        elif step is RECORDED:
            act = ActKind.SUBMIT if o.obligation.kind == "report" else ActKind.COMPLETE
        rung = Rung(step, 1, TODAY) if act else first.get(step.id)
        if rung is None or (act and o.owner.unassigned):
            continue
        on = book(rung.on, act)
        now = on.find(o.key)
        if now is None:
            continue
        recipients = Recipients(Occurrences(catalogue, on.acts(now)), rung.on)
        roles = {role: who for who, role in reversed(recipients.of(now, step).items())}
        for role, who in roles.items():
            ordinal = next(a.id for a in on.acts(now).of(o.obligation.id)) if step is RECORDED else 1
            yield on, Notice(now, Rung(step, ordinal, rung.on), who, role, rung.on)


def seen(on: Book, notice: Notice, lang: Lang) -> MailView:
    office = Office(CONFIG, fixed_clock(instant(on.today, time(9), CONFIG.zone)))
    agency = notice.recipient if notice.recipient in shipped().directory else ""
    kind = KINDS.get(notice.template, "reminder")
    made = view(
        office,
        on,
        "vt@tinh.example",
        kind,
        {agency: [StoredNotice(row(notice, NoticeState.QUEUED), notice.occurrence)]},
        {},
    )
    return replace(made, lang=lang)


def flat(text: str) -> str:
    return " ".join(text.split())


def same(mail: Rendered) -> None:
    """Whatever the HTML part says of a matter, the text part says in the same words."""
    text = flat(mail.text)
    page = lxml.html.fromstring(mail.html)
    rows = page.xpath("//table[@class='facts']//tr")
    assert rows
    for line in rows:
        label, value = (flat(cell.text_content()) for cell in line)
        assert f"{label}: {value}" in text, (label, value, mail.text)
    told = page.xpath("//h3 | //p[@class='s' or starts-with(@class, 'left')] | //td[starts-with(@class, 'ask')]")
    assert len(told) >= 3 or page.xpath("//table[@class='facts']//td/span[@class='k']")
    assert all(flat(said.text_content()) in text for said in told)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("plan", PLANS)
def test_every_mail_of_the_shipped_rules(plan: str, lang: Lang) -> None:
    templates = set()
    for o in chosen(shipped().plan_of[plan]):
        for on, notice in told(o):
            made = seen(on, notice, lang)
            mail = RENDERER.render(made)
            templates.add(notice.template)
            where = f"{notice.key} {lang}"
            assert mail.subject and not re.search(r"\{\{|\{%|\bNone\b|Undefined", mail.subject + mail.text), where
            assert "None" not in mail.html and len(mail.html.encode()) < 100_000, where
            (item,) = made.items
            assert item.obligation in mail.text and flat(item.title) in flat(mail.text), where
            same(mail)
    assert templates
