"""What is allowed but deserves a look: nobody to owe, nobody to reach, a step that never fires, no slack.

A warning about a plan's row is quieted in the row, `quiet = "reason"`.
"""

from collections.abc import Sequence

from reminder.core.act_kinds import ActKind
from reminder.core.catalogue import Anchor, Catalogue, Obligation, Plan, Rule, Step
from reminder.core.ladder import DEFAULT, Timetable, begun_as, specificity, takes
from reminder.core.mail_address import parse_address
from reminder.core.occurrence import followed
from reminder.directory.agency import NAMED
from reminder.rulefile.reading.findings import FilePart, Findings, like
from reminder.rulefile.reading.schema import DirectoryFile, RulesFile
from reminder.translatable import N_
from reminder.words.typed_days import TypedDay

_RESERVED = (".example", ".test", ".invalid")
_NAMED = 12  # as many agencies are warned of one by one
_WARNED_OF = ("unknown", "not-in-force")
_HALF = N_(
    'only half understood: nobody is known behind {words}, so that part of "{lead}" is unassigned and the focal agency '
    "is asked; the others owe theirs"
)
_NEVER = N_(
    "no date of its series lies between {first} and {last}, where it is followed, so nothing of it is ever due; mend "
    "from, until or the schedule"
)


def rules(catalogue: Catalogue, files: Sequence[tuple[FilePart, RulesFile]], findings: Findings) -> None:
    """Errors: names in `select` that nothing bears, obligations that no rule takes. Warnings: rules that take
    nothing, rules that claim the same thing, steps that reach nobody or never fire."""
    for whole, file in files:
        _selected(catalogue, whole, file)
    if findings.faulty:
        return
    timetable, taken = Timetable(catalogue), dict[str, list[tuple[Plan, Obligation]]]()
    states = tuple({state for rule in catalogue.rules for state in rule.select.state})
    begun = (None, *(act for act in ActKind if begun_as(act) in states))
    clashes: dict[tuple[str, str], tuple[Rule, Obligation]] = {}
    for plan in catalogue.plans:
        for o in plan.obligations:
            coming = {act: [s.rule for s in timetable.of(o, act) if s.last >= plan.reckoned.on] for act in begun}
            holding = {rule.id: rule for found in coming.values() for rule in found if rule is not DEFAULT}
            if all(rule is DEFAULT for rule in coming[None]):
                findings.at(
                    o.place, o.id.split("/")[1], N_("no rule takes this row, so nobody is ever told; add one to "
                    'reminders.toml with select = {{ kind = "{kind}" }}'), kind=o.kind,
                )  # fmt: skip
                continue
            for rule in holding.values():
                taken.setdefault(rule.id, []).append((plan, o))
                for other in catalogue.rules:
                    if other is not rule and _equal(catalogue, rule, other, o):
                        first, second = sorted((rule, other), key=catalogue.rules.index)
                        clashes.setdefault((first.id, second.id), (second, o))
    for (first_id, _), (later, o) in clashes.items():
        findings.at(
            later.place, f"rule[{later.id}]",
            N_('takes {obligation} with the same right as rule "{first}", which stands first and holds; select more '
            "closely, or give one of them from and until"), "warning", obligation=o.id, first=first_id,
        )  # fmt: skip
    compiled = frozenset(id_ for o in catalogue.obligation_of.values() for id_ in o.compiles)
    for rule in catalogue.rules:
        if rule.id not in taken and catalogue.plans:
            findings.at(rule.place, f"rule[{rule.id}]", N_("takes no row of any plan"), "warning")
        for step in rule.ladder:
            _step(catalogue, compiled, rule, step, taken.get(rule.id, []), findings)


def _equal(catalogue: Catalogue, rule: Rule, other: Rule, o: Obligation) -> bool:
    apart = (rule.until_on and other.from_on and rule.until_on < other.from_on) or (
        other.until_on and rule.from_on and other.until_on < rule.from_on
    )
    if apart or specificity(rule.select) != specificity(other.select):
        return False
    return any(takes(other.select, catalogue, o, state) for state in rule.select.state or ("",))


def _selected(catalogue: Catalogue, whole: FilePart, file: RulesFile) -> None:
    tags = {tag for o in catalogue.obligation_of.values() for tag in o.tags}
    groups = {g.id for register in catalogue.directory.registers for g in register.groups}
    for n, rule in enumerate(file.rule):
        for key, names, known in (
            ("plans", rule.select.plans, catalogue.plan_of.keys()),
            ("obligations", rule.select.obligations, catalogue.obligation_of.keys()),
            ("groups", rule.select.groups, groups),
            ("tags", rule.select.tags, tags),
        ):
            for m, name in enumerate(names):
                if name not in known:
                    remedy = like(name, known) or N_("; mend the name or drop it")
                    at = whole.of("rule", n, "select", key, m)
                    at.fault(N_('nothing is called "{name}"{like}'), name=name, like=remedy)


def _step(
    catalogue: Catalogue, compiled: frozenset[str], rule: Rule, step: Step, taken: list[tuple[Plan, Obligation]],
    findings: Findings,
) -> None:  # fmt: skip
    def fault(template: str, **facts: str) -> None:
        findings.at(step.place, f"rule[{rule.id}].ladder[{step.id}]", template, "warning", **facts)

    if (
        taken
        and not step.mailboxes
        and not any(_has_role(catalogue, compiled, plan, o, role) for plan, o in taken for role in step.to)
    ):
        fault(N_("reaches nobody: no row this rule takes has the role {roles}"), roles=", ".join(step.to))
    if isinstance(step.at, Anchor) and step.at.kind in ("checkpoint", "review"):
        if taken and all(o.kind == "report" for _, o in taken):
            fault(N_("never fires: only tasks have checkpoints and reviews"))
    elif not isinstance(step.at, Anchor) and taken and not any(_dated(o) for _, o in taken):
        fault(N_("never fires: no row this rule takes has a date"))
    own = not any(step is each for other in catalogue.rules if other is not rule for each in other.ladder)
    if rule.select.state and own and isinstance(step.at, Anchor):
        began = begun_as(step.at.act) if step.at.act else ""
        if step.at.kind == "issued" or (began and began not in rule.select.state):
            fault(N_("never fires: this rule takes only what was {states}"), states=", ".join(rule.select.state))
    twin = next((s for s in rule.ladder if s is not step and s.at == step.at and set(step.to) & set(s.to)), None)
    if twin and rule.ladder.index(twin) > rule.ladder.index(step):
        fault(
            N_('never fires for {roles}: step "{twin}" stands on the same day and comes later'),
            roles=", ".join(role for role in step.to if role in twin.to), twin=twin.id,
        )  # fmt: skip


def _has_role(catalogue: Catalogue, compiled: frozenset[str], plan: Plan, o: Obligation, role: str) -> bool:
    match role:
        case "superior":
            directory, named = (catalogue.directory, [p for p in o.lead.parties if p.kind in NAMED])
            owing = (a for p in named for a in directory.members(p.id, plan.reckoned.last))
            return not named or any(directory.agency(a).superior for a in owing)
        case "coordinator" | "approver" | "via":
            cells = {"coordinator": o.coordinators, "approver": o.approver, "via": o.via}
            return bool(cells[role].parties)
        case "focal":
            return bool(plan.focal)
        case "compiler":
            return o.id in compiled
        case _:
            return True


def _dated(o: Obligation) -> bool:
    return bool(o.reading.end or o.reading.recurrence or o.reading.relative)


def agencies(catalogue: Catalogue, files: Sequence[tuple[FilePart, DirectoryFile]], findings: Findings) -> None:
    """Bodies that nobody can be reached at, and addresses that only stand in for real ones."""
    for register, (whole, _) in zip(catalogue.directory.registers, files, strict=True):
        standing = [a for a in register.agencies if a.until_on is None]
        silent = [a for a in standing if not a.contacts]
        if len(silent) > _NAMED:
            whole.of("directory").fault(
                N_("{count} agencies have no contact ({first}, …); what they owe is told to the plan's focal agency "
                "instead; `reminder agencies missing` lists them"), "warning",
                count=len(silent), first=", ".join(a.name for a in silent[:3]),
            )  # fmt: skip
        else:
            for a in silent:
                findings.at(
                    a.place, f"agency[{a.id}]",
                    N_("{name} has no contact; what it owes is told to the plan's focal agency instead"),
                    "warning", name=a.name,
                )  # fmt: skip
        boxes = {c.mailbox for a in standing for c in (*a.contacts, *a.head)}
        stand_ins = [box for box in boxes if parse_address(box).reserved]
        if stand_ins:
            whole.of("directory").fault(
                N_("{count} mailboxes are stand-ins ({ending}), delivered to a Maildir or a declared sink only; "
                "`reminder agencies import` brings the real ones"), "warning",
                count=len(stand_ins), ending=", ".join(_RESERVED),
            )  # fmt: skip


def obligations(catalogue: Catalogue, findings: Findings) -> None:
    """Rows that nobody can be held to as they are printed."""
    for plan in catalogue.plans:
        if not plan.focal:
            template = N_("no focal agency is named, so nobody is asked about rows without a lead")
            findings.at(plan.place, "plan.focal", template, "warning")
        for o in plan.obligations:
            if o.quiet:
                continue
            key = f"{o.kind}[{o.id.split('/')[1]}]"
            if why := _unassigned(catalogue, plan, o):
                words = ", ".join(f'"{raw}"' for raw in _open(catalogue, plan, o))
                findings.at(o.place, key, why, "warning", lead=o.lead.raw, words=words)
            ends = None if o.reading.recurrence or o.until_on else o.reading.end
            if ends and plan.until_on and ends > plan.until_on:
                findings.at(
                    o.place, key,
                    N_("ends on {ends}, behind the plan's last day (until = {until}): it is owed to its own date; "
                    "if it ended with the plan, write until = {until} in the row"), "warning",
                    ends=(TypedDay(ends),), until=str(plan.until_on),
                )  # fmt: skip
            first, last = followed(plan, o)
            if o.reading.series and not o.reading.faults and not any(o.reading.due(first, last, catalogue.calendar)):
                findings.at(o.place, key, _NEVER, "warning", first=(TypedDay(first),), last=(TypedDay(last),))
            if not o.phrase:
                findings.at(o.place, key, N_("has no time; a person gives its date"), "warning")


def _unassigned(catalogue: Catalogue, plan: Plan, o: Obligation) -> str:
    """Why nobody owes the row. What the directory does not know stands in `plans` as a warning of its own."""
    directory, named = catalogue.directory, [p for p in o.lead.parties if p.kind in NAMED]
    if not o.lead.parties:
        return N_("unassigned, nobody is late until a person assigns it: it names no lead")
    if o.lead.choice:
        return N_('unassigned, nobody is late until a person assigns it: "{lead}" leaves a choice')
    if not named:
        said = all(p.kind in _WARNED_OF for p in o.lead.parties)
        return "" if said else N_(
            'unassigned, nobody is late until a person assigns it: "{lead}" names nobody in the directory'
        )  # fmt: skip
    if all(p.kind == "group" and not directory.members(p.id, plan.reckoned.last) for p in named):
        return N_('unassigned, nobody is late until a person assigns it: "{lead}" had no member on the day of the plan')
    open_ = _open(catalogue, plan, o)
    if len(open_) == len(o.lead.parties):
        return N_('unassigned, nobody is late until a person assigns it: "{lead}" has no confirmed successor')
    return _HALF if open_ else ""


def _open(catalogue: Catalogue, plan: Plan, o: Obligation) -> tuple[str, ...]:
    """The printed words of a lead behind which nobody is known, those that are warned of for themselves left out."""
    directory = catalogue.directory
    return tuple(
        p.raw
        for p in o.lead.parties
        if p.kind in ("unspecific", "outside")
        or (p.kind == "agency" and directory.successor(p.id, plan.reckoned.last).share in ("split", "none"))
    )
