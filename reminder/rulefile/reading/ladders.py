"""Rule files → rules: steps with their offsets and anchors, each fault where it stands."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import get_args

from reminder.core.act_kinds import ACTS, ActKind
from reminder.core.catalogue import Anchor, Role, Rule, Select, Step
from reminder.core.mail_address import is_address
from reminder.core.monthly_overview import INFORMED
from reminder.core.offsets import Offset, parse_offset
from reminder.rulefile.reading.findings import FilePart, like
from reminder.rulefile.reading.schema import RuleRow, RulesFile, StepRow, made
from reminder.rulefile.reading.step_templates import misplaced
from reminder.translatable import N_

_YEARLY = re.compile(r"(checkpoint|review)\s+(\d{1,2})/(\d{1,2})")
_RESTART = re.compile(r"restart\s+(\w+)")
_RESTARTS = tuple(act.value for act, kind in ACTS.items() if kind.restart)
ROLES: tuple[Role, ...] = get_args(Role)
_NO_OFFSET = N_('"{text}" is not an offset; write -15d (calendar days), -10wd (working days), +3wd or 0')
_NO_STEP = N_(
    '"{text}" is not an offset; write -15d (calendar days), -10wd (working days), +3wd or 0; or issued, '
    "checkpoint 15/11, review 15/11, restart extend, monthly"
)
_OWING = N_('"{role}" is not told by an overview only, which asks for nothing; write some of: {roles}')


_Written = tuple[RuleRow, FilePart]  # one rule as it stands in its file
_Steps = Mapping[str, dict[str, Step]]


def rules(files: Iterable[tuple[FilePart, RulesFile]]) -> tuple[Rule, ...]:
    """The rules of all files, in their order, each with the steps it takes over from its base."""
    found: dict[str, _Written] = {}
    for whole, file in files:
        for n, row in enumerate(file.rule):
            at = whole.of("rule", n)
            if row.id in found:
                at.of("id").fault(N_('rule "{id}" stands twice; give each its own id'), id=row.id)
            found.setdefault(row.id, (row, at))
    own = {id_: _steps(*written) for id_, written in found.items()}
    return tuple(_rule(id_, found, own) for id_ in found)


def _steps(rule: RuleRow, place: FilePart) -> dict[str, Step]:
    ladder: dict[str, Step] = {}
    for m, row in enumerate(rule.ladder):
        at = place.of("ladder", m)
        if row.id in ladder:
            at.of("id").fault(N_('step "{id}" stands twice in this ladder; give each its own id'), id=row.id)
        if step := _step(row, at):
            ladder.setdefault(row.id, step)
    return ladder


def _rule(id_: str, found: Mapping[str, _Written], own: _Steps) -> Rule:
    row, at = found[id_]
    s = row.select
    if s.min_months and s.max_months and s.max_months < s.min_months:
        at.of("select", "max_months").fault(N_("lies below min_months, so the rule takes nothing; swap them"))
    if row.from_on and row.until_on and row.until_on < row.from_on:
        at.of("until").fault(N_("until lies before from; swap them"))
    return made(Rule, row, select=made(Select, s), ladder=_ladder(id_, found, own), place=at.place)


def _ladder(id_: str, found: Mapping[str, _Written], own: _Steps) -> tuple[Step, ...]:
    """The rule's steps: those of its base, its own in place of theirs where the id is the same, its own."""
    (row, at), alone = found[id_], tuple(own[id_].values())
    if not row.base:
        if row.without:
            at.of("without").fault(N_("there is no base to leave steps out of; name it or drop this"))
        if not row.ladder:
            at.fault(N_('has no steps; write a ladder, or base = "…" to take another rule\'s'))
        return alone
    above = [id_]
    while (base := found[above[-1]][0].base) and base in found and base not in above:
        above.append(base)
    if base in found:
        at.of("base").fault(N_("the bases go round in a circle; let one of them stand alone"))
    elif base and above == [id_]:
        hint = like(base, found) or N_("; write the id of another rule")
        at.of("base").fault(N_('there is no rule "{base}"{like}'), base=base, like=hint)
    if base:
        return alone
    steps: dict[str, Step] = {}
    for each in reversed(above):
        for m, gone in enumerate(found[each][0].without):
            if each == id_ and gone not in steps:
                hint = like(gone, steps) or N_("; drop it")
                at.of("without", m).fault(N_('the base has no step "{step}"{like}'), step=gone, like=hint)
            steps.pop(gone, None)
        steps |= own[each]
    return tuple(steps.values())


def _step(row: StepRow, place: FilePart) -> Step | None:
    problems = place.findings.problems
    before = len(problems)
    at = _when(row.at, place.of("at"))
    every = tuple(_gap(text, place.of("every", n)) for n, text in enumerate(row.every))
    until: Offset | None = None
    if row.until:
        try:
            until = parse_offset(row.until)
        except ValueError:
            place.of("until").fault(_NO_OFFSET, text=row.until)
    if len(problems) == before and at:
        _repeats(at, every, until, place)
        wrong = misplaced(row.template, at)
        if wrong and len(problems) == before:
            place.of("template").fault(wrong, template=row.template)
    roles, mailboxes = _to(row.to, place)
    owing = [role for role in roles if role not in INFORMED] if row.template == "overview" else []
    if owing:
        place.of("to").fault(_OWING, role=owing[0], roles=", ".join(r for r in ROLES if r in INFORMED))
    if len(problems) > before or at is None:
        return None
    gaps = tuple(gap for gap in every if gap)
    return made(Step, row, at=at, to=roles, every=gaps, until=until, mailboxes=mailboxes, place=place.place)


def _to(names: Sequence[str], place: FilePart) -> tuple[tuple[Role, ...], tuple[str, ...]]:
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
            place.of("to", n).fault(
                N_('"{name}" is not known here; write one of: {roles}, or a mail address{like}'),
                name=name, roles=", ".join(ROLES), like=like(name, ROLES),
            )  # fmt: skip
    return tuple(roles), tuple(mailboxes)


def _when(text: str, place: FilePart) -> Offset | Anchor | None:
    if text in ("issued", "monthly"):
        return Anchor("issued" if text == "issued" else "monthly")
    if yearly := _YEARLY.fullmatch(text):
        day, month = int(yearly[2]), int(yearly[3])
        try:
            # A leap day would give three years of four no step.
            date(2001, month, day)
        except ValueError:
            place.fault(N_("there is no {day}/{month} in every year; write day/month"), day=day, month=month)
            return None
        return Anchor("checkpoint" if yearly[1] == "checkpoint" else "review", month, day)
    if restart := _RESTART.fullmatch(text):
        if restart[1] in _RESTARTS:
            return Anchor("restart", act=ActKind(restart[1]))
        place.fault(
            N_('"{act}" does not restart a ladder; write one of: {acts}{like}'),
            act=restart[1], like=like(restart[1], _RESTARTS), acts=", ".join(_RESTARTS),
        )  # fmt: skip
        return None
    try:
        return parse_offset(text)
    except ValueError:
        place.fault(_NO_STEP, text=text)
        return None


def _gap(text: str, place: FilePart) -> Offset | None:
    try:
        return parse_offset("+" + text)
    except ValueError:
        place.fault(N_('"{text}" is not a gap; write 7d (calendar days) or 5wd (working days)'), text=text)
        return None


def _repeats(
    at: Offset | Anchor | None, every: tuple[Offset | None, ...], until: Offset | None, place: FilePart
) -> None:
    after = isinstance(at, Offset) and at.days > 0
    if every and not after:
        place.of("every").fault(N_("only a step after the due date repeats; write the steps before it one by one"))
    elif every and until is None:
        place.of("every").fault(N_('a repeat needs an end; add until = "+60wd"'))
    elif until and not every:
        place.of("until").fault(N_('until ends a repeat, but none is given; add every = ["5wd"] or drop it'))
    elif until and isinstance(at, Offset) and until.near <= at.near:
        place.of("until").fault(N_("ends before the first repeat, so the step never repeats; write a later day"))
