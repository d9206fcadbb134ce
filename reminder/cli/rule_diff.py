"""What new rule files change: the days they move and why, and which notices come, go and move."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from reminder.cli.common import Desk
from reminder.cli.output import as_json, print_rows
from reminder.directory.directory import Directory
from reminder.words import period_words, say, short_date

if TYPE_CHECKING:
    from reminder.engine.queries.preview import Planned
    from reminder.engine.queries.rule_changes import Moved, Transfer

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Change:
    """One step of one period, with the days it leaves on under the rules in force and under those on disk, and
    whom it concerns."""

    obligation: str
    period: str
    step: str
    was_on: date | None
    now_on: date | None
    agencies: tuple[str, ...]


def show_differences(
    desk: Desk,
    directory: Directory,
    old: Sequence["Planned"],
    new: Sequence["Planned"],
    moves: Sequence["Moved"],
) -> None:
    """The table for a person: days that move, then steps, agencies together. JSON and CSV: a row for each notice."""
    _, lang = desk._, desk.lang
    was, now = {_same(r): r for r in old}, {_same(r): r for r in new}
    gone, come = [was[k] for k in was if k not in now], [now[k] for k in now if k not in was]
    if desk.format != "table":
        rows = [("-", r) for r in gone] + [("+", r) for r in come]
        print_rows(
            [{"change": sign, **as_json(r), "reason": say(r.reason, lang)} for sign, r in rows],
            desk.format,
            [],
        )
        return
    for move in moves:
        desk.say(moved_words(move, desk))

    def day(on: date | None) -> str:
        return short_date(on, lang) if on else "–"

    print_rows(
        changes(gone, come),
        "table",
        [
            (_("Obligation"), lambda c: f"{c.obligation}\n{_period(c.period, lang)}".strip()),
            (_("Step"), lambda c: c.step),
            (_("Leaves, in force"), lambda c: day(c.was_on)),
            (_("Leaves, on disk"), lambda c: day(c.now_on)),
            (_("To"), lambda c: _whom(c.agencies, directory, _)),
        ],
        empty=_("The rules on disk call for the same mails as those in force."),
    )


def changes(gone: Sequence["Planned"], come: Sequence["Planned"]) -> list[Change]:
    """Notices that went and came, those of one agency and step taken as moved, agencies with the same days together;
    soonest first. A notice that only changed its mailbox or wording keeps its day."""
    days: dict[tuple[str, str, str, str | None, str], list[date | None]] = {}
    for column, rows in enumerate((gone, come)):
        for r in rows:
            pair = days.setdefault((r.obligation, r.period, r.step, r.owed_by, r.agency), [None, None])
            pair[column] = r.send_at.date()
    groups: dict[tuple[str, str, str, date | None, date | None], dict[str, None]] = {}
    for (obligation, period, step, _owed_by, agency), (was_on, now_on) in days.items():
        groups.setdefault((obligation, period, step, was_on, now_on), {})[agency] = None
    found = [Change(*key, tuple(agencies)) for key, agencies in groups.items()]
    return sorted(found, key=lambda c: (c.was_on or c.now_on or date.max, c.obligation, c.step))


def moved_words(m: "Moved", desk: Desk) -> str:
    """`kh-1/year (năm 2026): ngày nên xong 14/12/2026 → 11/12/2026, quá hạn từ 16/12/2026, 3 cơ quan: Nghỉ thêm …`"""
    _, lang = desk._, desk.lang

    def days(was: date, now: date) -> str:
        return short_date(now, lang) if was == now else f"{short_date(was, lang)} → {short_date(now, lang)}"

    why = ", ".join(f"{row.name} {short_date(row.on, lang)}" for row in m.rows) or _("the plan was changed")
    return _("Moved: {what}: target {target}, overdue from {late}, for {n} agencies: {why}").format(
        what=m.obligation if m.period == "once" else f"{m.obligation} ({period_words(m.period, lang)})",
        target=days(m.was.target_on, m.now.target_on), late=days(m.was.late_from, m.now.late_from),
        n=m.agencies, why=why,
    )  # fmt: skip


def transfer_words(t: "Transfer", desk: Desk, directory: Directory) -> str:
    """`kh-1/year (năm 2026): Sở Tài nguyên → Sở Nông nghiệp và Môi trường`"""
    _, lang = desk._, desk.lang

    def names(owner: str) -> str:
        return " + ".join(directory.agency(a).name for a in owner.split("+"))

    return _("Moved: {what}: from {old}, which has ceased, to {new}").format(
        what=t.obligation if t.period == "once" else f"{t.obligation} ({period_words(t.period, lang)})",
        old=names(t.was), new=", ".join(map(names, t.heirs)),
    )  # fmt: skip


def _same(r: "Planned") -> tuple[Any, ...]:
    return r.send_at.date(), r.agency, r.owed_by, r.obligation, r.period, r.step, r.template, r.addresses


def _period(period: str, lang: str) -> str:
    return "" if period == "once" else period_words(period, lang)


def _whom(agencies: Sequence[str], directory: Directory, _: Any) -> str:
    names = [directory.agency(a).name if a in directory else a for a in agencies[:_NAMED]]
    more = [_("and {n} more").format(n=len(agencies) - _NAMED)] if len(agencies) > _NAMED else []
    return "\n".join([*names, *more])
