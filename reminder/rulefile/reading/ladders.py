"""Rule files → rules: steps with their offsets and anchors, each fault where it stands."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

from reminder.core.act_kinds import ACTS, ActKind
from reminder.core.catalogue import Anchor, Role, Rule, Select, Step
from reminder.core.mail_address import is_address
from reminder.core.offsets import Offset, parse_gap, parse_offset
from reminder.msgids import N_
from reminder.rulefile.reading.findings import Findings, Source, like
from reminder.rulefile.reading.schema import RuleRow, RulesFile, StepRow
from reminder.rulefile.reading.step_templates import misplaced

_YEARLY = re.compile(r"(checkpoint|review)\s+(\d{1,2})/(\d{1,2})")
_RESTART = re.compile(r"restart\s+(\w+)")
_RESTARTS = tuple(act.value for act, kind in ACTS.items() if kind.restart)
ROLES: tuple[Role, ...] = get_args(Role)
Path = tuple[str | int, ...]
_NO_OFFSET = N_('"{text}" is not an offset; write -15d (calendar days), -10wd (working days), +3wd or 0')
_NO_STEP = N_(
    '"{text}" is not an offset; write -15d (calendar days), -10wd (working days), +3wd or 0; or issued, '
    "checkpoint 15/11, review 15/11, restart extend"
)


def rules(files: Iterable[tuple[Source, RulesFile]], findings: Findings) -> tuple[Rule, ...]:
    """The rules of all files, in their order, each with the steps it takes over from its base."""
    found: dict[str, _Written] = {}
    for source, file in files:
        for n, row in enumerate(file.rule):
            if row.id in found:
                findings.add(
                    source, ("rule", n, "id"), N_('rule "{id}" stands twice; give each its own id'), id=row.id
                )
            found.setdefault(row.id, _Written(source, n, row))
    own = {id_: _steps(written, findings) for id_, written in found.items()}
    return tuple(_rule(id_, found, own, findings) for id_ in found)


@dataclass(frozen=True, slots=True)
class _Written:
    """One rule as it stands in its file."""

    source: Source
    n: int
    row: RuleRow

    def fault(self, findings: Findings, path: Path, template: str, /, **facts: str | int) -> None:
        findings.add(self.source, ("rule", self.n, *path), template, **facts)


Steps = Mapping[str, dict[str, Step]]


def _steps(written: _Written, findings: Findings) -> dict[str, Step]:
    ladder: dict[str, Step] = {}
    for m, step in enumerate(written.row.ladder):
        if step.id in ladder:
            template = N_('step "{id}" stands twice in this ladder; give each its own id')
            written.fault(findings, ("ladder", m, "id"), template, id=step.id)
        read = _step(written.source, ("rule", written.n, "ladder", m), step, findings)
        if read:
            ladder.setdefault(step.id, read)
    return ladder


def _rule(id_: str, found: Mapping[str, _Written], own: Steps, findings: Findings) -> Rule:
    written = found[id_]
    row, s = written.row, written.row.select
    if s.min_months and s.max_months and s.max_months < s.min_months:
        written.fault(
            findings,
            ("select", "max_months"),
            N_("lies below min_months, so the rule takes nothing; swap them"),
        )
    if row.from_on and row.until_on and row.until_on < row.from_on:
        written.fault(findings, ("until",), N_("until lies before from; swap them"))
    select = Select(
        s.kind,
        tuple(s.plans),
        tuple(s.obligations),
        tuple(s.groups),
        tuple(s.tags),
        s.min_months,
        s.max_months,
    )
    ladder = _ladder(id_, found, own, findings)
    return Rule(id_, select, ladder, row.from_on, row.until_on, written.source.place("rule", written.n))


def _ladder(id_: str, found: Mapping[str, _Written], own: Steps, findings: Findings) -> tuple[Step, ...]:
    """The rule's steps: those of its base, its own in place of theirs where the id is the same, its own."""
    written, row = found[id_], found[id_].row
    if not row.base:
        if row.without:
            written.fault(
                findings, ("without",), N_("there is no base to leave steps out of; name it or drop this")
            )
        if not row.ladder:
            written.fault(
                findings, (), N_('has no steps; write a ladder, or base = "…" to take another rule\'s')
            )
        return tuple(own[id_].values())
    above = [id_]
    while (base := found[above[-1]].row.base) and base in found and base not in above:
        above.append(base)
    if base and base not in found:
        hint = like(base, found) or N_("; write the id of another rule")
        if above == [id_]:
            written.fault(findings, ("base",), N_('there is no rule "{base}"{like}'), base=base, like=hint)
        return tuple(own[id_].values())
    if base:
        written.fault(findings, ("base",), N_("the bases go round in a circle; let one of them stand alone"))
        return tuple(own[id_].values())
    steps: dict[str, Step] = {}
    for at in reversed(above):
        for m, gone in enumerate(found[at].row.without):
            if at == id_ and gone not in steps:
                template = N_('the base has no step "{step}"{like}')
                hint = like(gone, steps) or N_("; drop it")
                written.fault(findings, ("without", m), template, step=gone, like=hint)
            steps.pop(gone, None)
        steps |= own[at]
    return tuple(steps.values())


def _step(source: Source, path: Path, row: StepRow, findings: Findings) -> Step | None:
    before = len(findings.problems)
    at = _when(source, path, row.at, findings)
    every = tuple(_gap(source, (*path, "every", n), text, findings) for n, text in enumerate(row.every))
    until: Offset | None = None
    if row.until:
        try:
            until = parse_offset(row.until)
        except ValueError:
            findings.add(source, (*path, "until"), _NO_OFFSET, text=row.until)
    if len(findings.problems) == before and at:
        _repeats(source, path, at, every, until, findings)
        wrong = misplaced(row.template, at)
        if wrong and len(findings.problems) == before:
            findings.add(source, (*path, "template"), wrong, template=row.template)
    roles, mailboxes = _to(source, path, row.to, findings)
    if len(findings.problems) > before or at is None:
        return None
    return Step(
        row.id, at, roles, row.template, row.urgency, tuple(gap for gap in every if gap), until, mailboxes, row.single,
        source.place(*path),
    )  # fmt: skip


def _to(
    source: Source, path: Path, names: Sequence[str], findings: Findings
) -> tuple[tuple[Role, ...], tuple[str, ...]]:
    """Roles and fixed addresses, told apart by the "@"."""
    roles: list[Role] = []
    mailboxes: list[str] = []
    for n, name in enumerate(names):
        known = next((role for role in ROLES if role == name), None)
        if known:
            roles.append(known)
        elif is_address(name):
            mailboxes.append(name)
        else:
            findings.add(
                source, (*path, "to", n),
                N_('"{name}" is not known here; write one of: {roles}, or a mail address{like}'),
                name=name, roles=", ".join(ROLES), like=like(name, ROLES),
            )  # fmt: skip
    return tuple(roles), tuple(mailboxes)


def _when(source: Source, path: Path, text: str, findings: Findings) -> Offset | Anchor | None:
    if text == "issued":
        return Anchor("issued")
    if yearly := _YEARLY.fullmatch(text):
        day, month = int(yearly[2]), int(yearly[3])
        try:
            # A leap day would give three years of four no step.
            date(2001, month, day)
        except ValueError:
            findings.add(
                source,
                (*path, "at"),
                N_("there is no {day}/{month} in every year; write day/month"),
                day=day,
                month=month,
            )
            return None
        return Anchor("checkpoint" if yearly[1] == "checkpoint" else "review", month, day)
    if restart := _RESTART.fullmatch(text):
        if restart[1] in _RESTARTS:
            return Anchor("restart", act=ActKind(restart[1]))
        findings.add(
            source, (*path, "at"), N_('"{act}" does not restart a ladder; write one of: {acts}{like}'),
            act=restart[1], like=like(restart[1], _RESTARTS), acts=", ".join(_RESTARTS),
        )  # fmt: skip
        return None
    try:
        return parse_offset(text)
    except ValueError:
        findings.add(source, (*path, "at"), _NO_STEP, text=text)
        return None


def _gap(source: Source, path: Path, text: str, findings: Findings) -> Offset | None:
    try:
        return parse_gap(text)
    except ValueError:
        findings.add(
            source,
            path,
            N_('"{text}" is not a gap; write 7d (calendar days) or 5wd (working days)'),
            text=text,
        )
        return None


def _repeats(
    source: Source, path: Path, at: Offset | Anchor | None, every: tuple[Offset | None, ...], until: Offset | None,
    findings: Findings,
) -> None:  # fmt: skip
    after = isinstance(at, Offset) and at.days > 0
    if every and not after:
        findings.add(
            source,
            (*path, "every"),
            N_("only a step after the due date repeats; write the steps before it one by one"),
        )
    elif every and until is None:
        findings.add(source, (*path, "every"), N_('a repeat needs an end; add until = "+60wd"'))
    elif until and not every:
        findings.add(
            source,
            (*path, "until"),
            N_('until ends a repeat, but none is given; add every = ["5wd"] or drop it'),
        )
    elif until and isinstance(at, Offset) and _days(until) <= _days(at):
        findings.add(
            source,
            (*path, "until"),
            N_("ends before the first repeat, so the step never repeats; write a later day"),
        )


def _days(offset: Offset) -> float:
    """Calendar days, near enough to compare an offset in days with one in working days."""
    return offset.days * 1.4 if offset.working else offset.days
