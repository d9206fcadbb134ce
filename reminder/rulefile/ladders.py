"""Rule files → rules: steps with their offsets and anchors, each fault where it stands."""

import re
from collections.abc import Iterable
from datetime import date
from typing import get_args, get_type_hints

from reminder.core.catalogue import Anchor, Rule, Select, Step
from reminder.core.offsets import Offset, parse_gap, parse_offset
from reminder.rulefile.findings import Findings, Source, like
from reminder.rulefile.schema import RulesFile, StepRow

_YEARLY = re.compile(r"(checkpoint|review)\s+(\d{1,2})/(\d{1,2})")
_RESTART = re.compile(r"restart\s+(\w+)")
_ACTS: tuple[str, ...] = tuple(act for act in get_args(get_type_hints(Anchor)["act"]) if act)
Path = tuple[str | int, ...]


def rules(files: Iterable[tuple[Source, RulesFile]], findings: Findings) -> tuple[Rule, ...]:
    """The rules of all files, in their order."""
    found: dict[str, Rule] = {}
    for source, file in files:
        for n, row in enumerate(file.rule):
            path: Path = ("rule", n)
            if row.id in found:
                findings.add(
                    source, (*path, "id"), 'rule "{id}" stands twice; give each its own id', id=row.id
                )
            s = row.select
            select = Select(
                s.kind,
                tuple(s.plans),
                tuple(s.obligations),
                tuple(s.groups),
                tuple(s.tags),
                s.min_months,
                s.max_months,
            )
            if s.min_months and s.max_months and s.max_months < s.min_months:
                findings.add(
                    source,
                    (*path, "select", "max_months"),
                    "lies below min_months, so the rule takes nothing; swap them",
                )
            if row.from_on and row.until_on and row.until_on < row.from_on:
                findings.add(source, (*path, "until"), "until lies before from; swap them")
            ladder: dict[str, Step] = {}
            for m, step in enumerate(row.ladder):
                at: Path = (*path, "ladder", m)
                if step.id in ladder:
                    findings.add(
                        source,
                        (*at, "id"),
                        'step "{id}" stands twice in this ladder; give each its own id',
                        id=step.id,
                    )
                read = _step(source, at, step, findings)
                if read:
                    ladder.setdefault(step.id, read)
            found.setdefault(
                row.id,
                Rule(row.id, select, tuple(ladder.values()), row.from_on, row.until_on, source.place(*path)),
            )
    return tuple(found.values())


def _step(source: Source, path: Path, row: StepRow, findings: Findings) -> Step | None:
    before = len(findings.problems)
    at = _at(source, path, row.at, findings)
    every = tuple(_gap(source, (*path, "every", n), text, findings) for n, text in enumerate(row.every))
    until: Offset | None = None
    if row.until:
        try:
            until = parse_offset(row.until)
        except ValueError as fault:
            findings.add(source, (*path, "until"), "{fault}", fault=str(fault))
    if len(findings.problems) == before:
        _repeats(source, path, at, every, until, findings)
    if len(findings.problems) > before or at is None:
        return None
    return Step(
        row.id, at, tuple(row.to), row.template, row.urgency,
        tuple(gap for gap in every if gap), until, source.place(*path),
    )  # fmt: skip


def _at(source: Source, path: Path, text: str, findings: Findings) -> Offset | Anchor | None:
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
                "there is no {day}/{month} in every year; write day/month",
                day=day,
                month=month,
            )
            return None
        return Anchor("checkpoint" if yearly[1] == "checkpoint" else "review", month, day)
    if restart := _RESTART.fullmatch(text):
        for act in get_args(get_type_hints(Anchor)["act"]):
            if act and act == restart[1]:
                return Anchor("restart", act=act)
        findings.add(
            source, (*path, "at"), '"{act}" does not restart a ladder; write one of: {acts}{like}',
            act=restart[1], like=like(restart[1], _ACTS), acts=", ".join(_ACTS),
        )  # fmt: skip
        return None
    try:
        return parse_offset(text)
    except ValueError as fault:
        findings.add(
            source,
            (*path, "at"),
            "{fault}; or issued, checkpoint 15/11, review 15/11, restart extend",
            fault=str(fault),
        )
        return None


def _gap(source: Source, path: Path, text: str, findings: Findings) -> Offset | None:
    try:
        return parse_gap(text)
    except ValueError as fault:
        findings.add(source, path, "{fault}", fault=str(fault))
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
            "only a step after the due date repeats; write the steps before it one by one",
        )
    elif every and until is None:
        findings.add(source, (*path, "every"), 'a repeat needs an end; add until = "+60wd"')
    elif until and not every:
        findings.add(
            source, (*path, "until"), 'until ends a repeat, but none is given; add every = ["5wd"] or drop it'
        )
    elif until and isinstance(at, Offset) and _days(until) <= _days(at):
        findings.add(
            source,
            (*path, "until"),
            "ends before the first repeat, so the step never repeats; write a later day",
        )


def _days(offset: Offset) -> float:
    """Calendar days, near enough to compare an offset in days with one in working days."""
    return offset.days * 1.4 if offset.working else offset.days
