"""What new rule files change: the days they move and why, and which notices come, go and move."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reminder.cli.desk import Desk
from reminder.cli.output import names_of, worded
from reminder.core.reckoning import Reckoned
from reminder.directory.directory import Directory
from reminder.engine.queries.preview import Planned
from reminder.engine.queries.rule_changes import Moved, NewReckoning, Transfer
from reminder.group_by_key import gathered


@dataclass(frozen=True, slots=True)
class NoticeChange:
    """One step of one period, with the days it leaves on under the rules in force and under those on disk, and
    whom it concerns."""

    obligation: str
    period: str
    step: str
    was_on: date | None
    now_on: date | None
    agencies: tuple[str, ...]


def show_differences(
    desk: Desk, directory: Directory, old: Sequence[Planned], new: Sequence[Planned], moves: Sequence[Moved],
    reckonings: Sequence[NewReckoning],
) -> None:  # fmt: skip
    """The table for a person: days that move, then steps, agencies together. JSON and CSV: a row for each notice."""
    _ = desk._
    was, now = {_same(r): r for r in old}, {_same(r): r for r in new}
    gone, come = [was[k] for k in was if k not in now], [now[k] for k in now if k not in was]
    if desk.format == "table":
        for reckoning in reckonings:
            desk.say(reckoning_words(reckoning, desk))
        for move in moves:
            desk.say(moved_words(move, desk))
    rows = [("-", r) for r in gone] + [("+", r) for r in come]
    desk.show(
        changes(gone, come),
        [
            (_("Obligation"), lambda c: f"{c.obligation}\n{desk.period(c.period)}".strip()),
            (_("Step"), lambda c: c.step),
            (_("Leaves, in force"), lambda c: desk.day(c.was_on) or "–"),
            (_("Leaves, on disk"), lambda c: desk.day(c.now_on) or "–"),
            (_("Sent to"), lambda c: "\n".join(desk.few([directory.name(a, desk.lang) for a in c.agencies]))),
        ],
        empty=_("The rules on disk call for the same mails as those in force."),
        records=[{"change": sign} | worded(r, desk.lang) for sign, r in rows],
        fields=("change", *names_of(Planned)),
    )


def changes(gone: Sequence[Planned], come: Sequence[Planned]) -> list[NoticeChange]:
    """Notices that went and came, those of one agency and step taken as moved, agencies with the same days together;
    soonest first. A notice that only changed its mailbox or wording keeps its day."""
    days: dict[tuple[str, str, str, str | None, str], list[date | None]] = {}
    for column, rows in enumerate((gone, come)):
        for r in rows:
            pair = days.setdefault((r.obligation, r.period, r.step, r.owed_by, r.agency), [None, None])
            pair[column] = r.send_at.date()
    groups = gathered(
        ((obligation, period, step, was_on, now_on), agency)
        for (obligation, period, step, _owed_by, agency), (was_on, now_on) in days.items()
    )
    found = [NoticeChange(*key, tuple(dict.fromkeys(agencies))) for key, agencies in groups.items()]
    return sorted(found, key=lambda c: (c.was_on or c.now_on or date.max, c.obligation, c.step))


def moved_words(m: Moved, desk: Desk) -> str:
    """`kh-1/year (năm 2026): ngày nên xong 14/12/2026 → 11/12/2026, quá hạn từ 16/12/2026, 3 cơ quan: Nghỉ thêm …`"""
    _ = desk._

    def days(was: date, now: date) -> str:
        return desk.day(now) if was == now else f"{desk.day(was)} → {desk.day(now)}"

    why = ", ".join(f"{row.name} {desk.day(row.on)}" for row in m.rows) or _("the plan was changed")
    return _("Moved: {what}: target {target}, overdue from {late}, for {n} agencies: {why}").format(
        what=desk.matter(m.obligation, m.period), n=m.agencies, why=why,
        target=days(m.was.target_on, m.now.target_on), late=days(m.was.late_from, m.now.late_from),
    )  # fmt: skip


def reckoning_words(r: NewReckoning, desk: Desk) -> str:
    """`kh-2: tính từ 31/12/2025 (tạm lấy) → 02/02/2026 (ngày ban hành): kh-2/report-annual`"""
    _ = desk._

    def day(of: Reckoned) -> str:
        if of.missing == "from":
            return _("{day} (from)").format(day=desk.day(of.first))
        words = _("{day} (assumed)") if of.missing else _("{day} (its day of issue)")
        return words.format(day=desk.day(of.on))

    head = _("Moved: {plan}: reckoned from {was} → {now}").format(plan=r.plan, was=day(r.was), now=day(r.now))
    return f"{head}: {', '.join(desk.few(r.rows))}" if r.rows else head


def transfer_words(t: Transfer, desk: Desk, directory: Directory) -> str:
    """`kh-1/year (năm 2026): Sở Tài nguyên → Sở Nông nghiệp và Môi trường`"""

    def names(owner: str) -> str:
        return " + ".join(map(directory.name, owner.split("+")))

    return desk._("Moved: {what}: from {old}, which has ceased, to {new}").format(
        what=desk.matter(t.obligation, t.period), old=names(t.was), new=", ".join(map(names, t.heirs)),
    )  # fmt: skip


def _same(r: Planned) -> tuple[Any, ...]:
    return r.send_at.date(), r.agency, r.owed_by, r.obligation, r.period, r.step, r.template, r.addresses
