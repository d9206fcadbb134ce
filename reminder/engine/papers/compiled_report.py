"""Who has reported for a compiled report: the table that goes with it, as of today."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from statistics import mode

from reminder.core.answer_states import AnswerState
from reminder.core.catalogue import Catalogue, Obligation
from reminder.core.matter_status import ANSWERED, OWED, REPORTED, Status
from reminder.documents.bullets import to_roman
from reminder.documents.writing import Annex
from reminder.engine.context.office import Office
from reminder.engine.papers.letterhead import LANG, _, enclosed_with, plan_words
from reminder.engine.papers.progress_table import going, progress_annex
from reminder.engine.queries.status import AgencyStatus, Period, standing
from reminder.errors import BadInput
from reminder.store import answers
from reminder.store.database import Database
from reminder.translatable import N_
from reminder.words import STATUSES, day_words, period_words, short_date

_WORDS = STATUSES | {
    Status.SUBMITTED: N_("has reported"), Status.COMPLETED: N_("has reported"), Status.NIL: N_("nothing arose"),
    Status.WAIVED: N_("need not report this period"),
    Status.LATE: N_("not on record"), Status.BACKLOG: N_("not on record"), Status.OPEN: N_("no report yet"),
}  # fmt: skip


def compilation(
    office: Office, catalogue: Catalogue, database: Database | None, period: str, plan: str = ""
) -> tuple[Annex, ...]:
    """One table for each report of this period that another gathers, or that stands alone if none is gathered; behind
    them one for each of their plans, how its long tasks are going. A plan without a report has that alone. Raises
    BadInput naming the periods there are."""
    stands = standing(office, catalogue, database, plan)
    gathered = {c: o for p in catalogue.plans for o in p.obligations for c in o.compiles}
    kinds = catalogue.obligation_of
    reports = [p for p in stands.periods if kinds[p.obligation].kind == "report"]
    found = [p for p in reports if p.period == period]
    chosen = [p for p in found if p.obligation in gathered] or found
    plans = dict.fromkeys([*(p.plan for p in chosen), *([plan] if plan and not reports else [])])
    tasks = [(catalogue.plan_of[id_], rows) for id_ in plans if (rows := going(id_, stands.periods))]
    if not chosen and not tasks:
        known = ", ".join(sorted({p.period for p in reports})) or "–"
        raise BadInput.of(N_("no report has the period “{period}”; there are: {known}"), period=period, known=known)
    waiting = _waiting(database)
    many = len(chosen) + len(tasks) > 1
    return (
        *(
            _annex(office, catalogue, p, gathered.get(p.obligation), waiting, n if many else 0)
            for n, p in enumerate(chosen, 1)
        ),
        *(
            progress_annex(office, catalogue, of, rows, n if many else 0)
            for n, (of, rows) in enumerate(tasks, len(chosen) + 1)
        ),
    )


def _annex(
    office: Office, catalogue: Catalogue, p: Period, above: Obligation | None, waiting: Mapping[str, str], n: int
) -> Annex:
    plan, today = catalogue.plan_of[p.plan], office.today
    focal = catalogue.directory.agency(plan.focal)
    said = [waiting.get(f"{p.obligation}@{p.period}@{u.agency}", "") for u in p.units]
    remarks = ["; ".join(filter(None, (_standing(u), words))) for u, words in zip(p.units, said, strict=True)]
    lines = tuple(
        (i, u.agency_name, _(_WORDS[u.status]), u.document, u.on, _timely(u), remark)
        for i, (u, remark) in enumerate(zip(p.units, remarks, strict=True), 1)
    )
    usual = mode(u.due_on for u in p.units)  # what was put off for one is not the report's date
    due = short_date(usual, LANG) if usual else "……"
    title = _("REPORTS RECEIVED FOR {period}").format(period=period_words(p.period, LANG)).upper()
    return Annex(
        name=_("ANNEX {n}").format(n=to_roman(n)).strip(),
        title=title,
        subtitle=_("{title} ({plan}); deadline {due}").format(
            title=p.title, plan=plan_words(plan, catalogue), due=due
        ),
        enclosed_with=enclosed_with(focal.name, today),
        summary=(_counts(p, today),) + ((_("Gathered in: {title}").format(title=above.title),) if above else ()),
        columns=(
            _("No."), _("Agency"), _("Standing"), _("Document"), _("Day"), _("Timeliness"), _("Remark"),
        ),
        lines=lines,
        widths=(11, 50, 27, 26, 22, 15, 14),
        centred=(0, 4, 5),
    )  # fmt: skip


def _counts(p: Period, today: date) -> str:
    tally = Counter(u.status for u in p.units)
    has = [u for u in p.units if u.status in REPORTED]
    late = sum(u.class_ == "done_late" for u in has)
    owed = [u for u in p.units if u.status in OWED and u.status is not Status.UNASSIGNED]
    extended = sum(u.more_time for u in owed)
    returned = sum(u.returned and not u.more_time for u in owed)
    missing = len(owed) - extended - returned
    words = _(
        "As of {day}: {all} agencies to report; {has} have reported ({late} of them after the date), {nil} state that "
        "nothing arose, {missing} have no report on record."
    ).format(
        day=day_words(today, LANG).removeprefix("ngày "), all=len(p.units), has=len(has), late=late,
        nil=tally[Status.NIL], missing=missing,
    )  # fmt: skip
    apart = (
        (_("Extended: {n}."), extended),
        (_("Sent back for completion: {n}."), returned),
        (_("Suspended: {n}."), tally[Status.SUSPENDED]),
        (_("Released: {n}."), tally[Status.WAIVED]),
        (_("Gone over to a successor: {n}."), tally[Status.TRANSFERRED]),
        (_("Not assigned: {n}."), tally[Status.UNASSIGNED]),
    )
    return " ".join((words, *(form.format(n=n) for form, n in apart if n)))


def _standing(u: AgencyStatus) -> str:
    """Why it owes it by another date, or again."""
    parts = [_("sent back for completion")] if u.returned else []
    if e := u.extension:
        parts.append(_("extended to {day}").format(day=short_date(e.due_on, LANG)))
        parts += [_("document {document}").format(document=e.document)] if e.document else []
    return ", ".join(parts)


def _timely(u: AgencyStatus) -> str:
    if u.status not in ANSWERED:
        return ""
    return _("after the date") if u.class_ == "done_late" else _("in time")


def _waiting(database: Database | None) -> dict[str, str]:
    """What agencies have answered and nobody has decided yet."""
    if database is None:
        return {}
    with database.read() as connection:
        found = answers.listing(connection, AnswerState.WAITING)
    return {row.occurrence: _("has answered, waits for confirmation") for row in found}
