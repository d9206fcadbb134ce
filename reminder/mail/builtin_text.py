"""The built-in plain text: what goes out where a template fails. The same facts, no template at all."""

from collections.abc import Callable, Iterator

from reminder.core.occurrence_state import Extension
from reminder.mail.contents import Item, ListedAgency, MailView
from reminder.mail.render import Rendered, presentable, wrapped
from reminder.words import (
    day_and_date,
    day_and_weekday,
    due_words,
    long_date,
    period_words,
    progress_words,
    record_words,
    role_words,
    say,
    short_date,
    translator,
)

_LIMIT = 200  # items; more have a line each


def plain(view: MailView) -> Rendered:
    """The view as plain text without an HTML part. Cannot fail on any view."""
    view = presentable(view)
    say_ = translator(view.lang)
    lines = [say_("To: {name}").format(name=view.recipient.addressed), "", *_opening(view, say_), ""]
    for part, groups in view.sections:
        if part:
            lines += [_line(f"=== {part.name} ==="), ""]
        for _group, items in groups:
            for number, item, link in items:
                lines += _matter(number, item, link, view, say_)
        if part and part.link:
            lines += [say_("Answer at: {link}").format(link=part.link), ""]
    lines += _closing(view, say_)
    return Rendered(_subject(view, say_), "\n".join(lines) + "\n", "")


def _matter(number: int, item: Item, link: str, view: MailView, say_: Callable[[str], str]) -> list[str]:
    if number <= _LIMIT:
        return [_line(f"{number}. {item.title}"), *_facts(item, link, view, say_), ""]
    names = ", ".join(filter(None, (item.instead_of, *(u.name for u in item.units))))
    return [_line(f"{number}. {item.title} ({item.obligation})" + (f": {names}" if names else ""))]


def _subject(view: MailView, say_: Callable[[str], str]) -> str:
    head = view.head
    if head is None:
        first = say(view.reasons[0], view.lang) if view.reasons else say_("Weekly summary")
        return say_("Reminder ({day}): {matter}").format(day=short_date(view.as_of, view.lang), matter=first)
    due = short_date(head.due_on, view.lang) if head.due_on else say_("no date yet")
    more = f" (+{len(view.items) - 1})" if len(view.items) > 1 else ""
    return say_("Reminder (due {day}): {matter}").format(day=due, matter=head.title + more)


def _opening(view: MailView, say_: Callable[[str], str]) -> Iterator[str]:
    form = say_("{office}, as of {day}:")
    yield _line(form.format(office=view.office.name, day=long_date(view.as_of, view.lang)))
    for reason in view.reasons:
        yield _line(f"- {say(reason, view.lang)}")
    for t in view.tallies:
        counts = say_("done {done}, open {open}, not on record after the due date {late}, unassigned {unassigned}")
        said = counts.format(done=t.done, open=t.open, late=t.late, unassigned=t.unassigned)
        said += ", " + say_("suspended {n}").format(n=t.suspended) if t.suspended else ""
        yield _line(f"- {t.title}: {said}")


def _facts(item: Item, link: str, view: MailView, say_: Callable[[str], str]) -> Iterator[str]:
    lang = view.lang
    if item.due_on:
        yield _fact(say_("Due"), due_words(day_and_weekday(item.due_on, lang, short=True), item.strict, lang))
    if item.was_due_on:
        yield _fact(say_("Earlier due date"), day_and_date(item.was_due_on, lang))
    if item.said:
        label = say_("Taken back") if item.template == "undone" else say_("Answered")
        yield _fact(label, say(item.said, lang))
    if item.standing:
        yield _fact(say_("On record"), record_words(item.standing, item.kind, lang))
    if item.recorded_on:
        by = item.by or say_("your agency")
        yield _fact(say_("Recorded by"), f"{by}, {short_date(item.recorded_on, lang)}")
    if item.phrase:
        yield _fact(say_("As printed"), f"“{item.phrase}”")
    if item.last_on and item.template != "thanks":
        yield _fact(say_("Last day in time"), day_and_date(item.last_on, lang))
        if item.target_on and item.target_on != item.last_on:
            yield _fact(say_("Last working day"), day_and_date(item.target_on, lang))
    if item.days_left is not None and item.days_left >= 0 and item.template != "thanks":
        left = say_("{days} days, {working} of them working days")
        yield _fact(say_("Left"), left.format(days=item.days_left, working=item.working_days_left or 0))
    if item.period:
        yield _fact(say_("Period"), period_words(item.period, lang))
    if item.data_until and item.template != "thanks":
        until = say_("Data counted up to and including {day}")
        yield _fact(say_("Data cut-off"), until.format(day=short_date(item.data_until, lang)))
    yield _fact(say_("Role"), role_words(item.role, item.kind, lang))
    via = say_("{to} (through {via})")
    on = short_date(item.on, lang) if item.document and item.on else ""
    for label, value in (
        (say_("In place of"), item.instead_of),
        (say_("Owed by"), item.lead if item.role != "owner" else ""),
        (say_("Product"), item.output),
        (say_("Send to"), via.format(to=item.send_to, via=item.via) if item.via else item.send_to),
        (say_("Extended"), _extended(item.extension, lang)),
        (say_("Document"), ", ".join(filter(None, (item.document, on)))),
        (say_("Note"), item.note),
        (say_("Plan"), _plan(item, lang)),
        (say_("Estimate"), say_("rests on days off not yet decided") if item.estimated else ""),
        (say_("Reference"), item.obligation),
        (say_("See at") if item.instead_of else say_("Answer at"), link),
    ):
        if value:
            yield _fact(label, value)
    if item.progress:
        said, on = progress_words(item.progress, lang), short_date(item.progress.on, lang)
        yield _fact(say_("Progress reported"), f"{said} ({on})")
    for unit in item.units:
        yield _line(f"   - {unit.name}: {_record(unit, lang)}", 5)
    if item.group == "overdue":
        asked = say_("Nothing is on record as of {day}. If it has been sent, please give its number and date.")
        yield _line("   " + asked.format(day=short_date(view.as_of, lang)), 3)
    elif item.template in ("checkpoint", "review"):
        yield _line("   " + say_("This asks for progress; it is no deadline."), 3)
    elif item.template == "unassigned" and item.rest:
        yield _line("   " + say_("Not all are clearly named: please say who else is responsible."), 3)
    elif item.template == "unassigned":
        yield _line("   " + say_("Nobody is clearly named: please say who is responsible."), 3)


def _plan(item: Item, lang: str) -> str:
    issued = short_date(item.plan_issued_on, lang) if item.plan_issued_on else item.plan_issued_raw
    return ", ".join(filter(None, (item.plan_number, issued, item.plan_issuer, item.plan_title)))


def _extended(extension: Extension | None, lang: str) -> str:
    if extension is None:
        return ""
    return ", ".join(filter(None, (short_date(extension.due_on, lang), extension.document)))


def _record(unit: ListedAgency, lang: str) -> str:
    say_ = translator(lang)
    extended = _extended(unit.extension, lang)
    more = f"{say_('Extended')} {extended}" if extended else short_date(unit.own_date, lang) if unit.own_date else ""
    standing = "" if unit.more_time else record_words(unit.standing, "report", lang)
    told = ", ".join(f"{short_date(t.on, lang)} {t.mailbox}" for t in unit.told)
    on = short_date(unit.on, lang) if unit.on else ""
    parts = (standing, more, unit.document, on, unit.note, say_("told {when}").format(when=told) if told else "")
    return ", ".join(filter(None, parts))


def _closing(view: MailView, say_: Callable[[str], str]) -> Iterator[str]:
    if view.link:
        yield say_("Answer at: {link}").format(link=view.link)
    if view.focal:
        known = (view.focal.name, view.focal.person, view.focal.phone, view.focal.mailbox)
        yield _line(say_("Contact: {who}").format(who=", ".join(filter(None, known))))
    yield view.office.name
    yield "-- "
    yield _line(say_("This reminder was sent automatically and replaces no official document."))


def _fact(label: str, value: str) -> str:
    return _line(f"   {label}: {value}", 5)


def _line(text: str, indent: int = 2) -> str:
    margin = " " * (len(text) - len(text.lstrip(" ")))
    return margin + wrapped(text, indent)
