# ruff: noqa: E501  (a table of cases is read by its rows)
"""Rule files as rules: each step whole, what it takes over from its base, and what cannot be."""

from datetime import date
from typing import Any

import pytest

from reminder.core.act_kinds import ActKind
from reminder.core.catalogue import Anchor, Rule, Select, Step
from reminder.core.offsets import Offset
from reminder.errors import Place
from reminder.rulefile.reading import ladders
from reminder.rulefile.reading.findings import Findings, parse
from reminder.rulefile.reading.schema import RulesFile
from reminder.rulefile.reading.schema_faults import shaped


def read(text: str) -> tuple[tuple[Rule, ...], list[str]]:
    findings = Findings()
    whole = parse("r.toml", text, findings)
    assert whole
    file = shaped(RulesFile, whole)
    assert file, [str(p) for p in findings.problems]
    found = ladders.rules([(whole, file)])
    return found, [str(p) for p in findings.problems]


def test_a_whole_rule() -> None:
    (rule,), said = read(
        """\
[[rule]]
id = "r"
note = "N"
from = 2026-01-01
until = 2026-12-31
[rule.select]
kind = "report"
plans = ["p"]
obligations = ["p/1", "p/2"]
groups = ["g"]
tags = ["t"]
min_months = 12
max_months = 12
[[rule.ladder]]
id = "a"
at = "issued"
to = ["owner", "vp@x.example", "head", "gd@x.example"]
template = "first"
urgency = "high"
single = true
[[rule.ladder]]
id = "b"
at = "+3wd"
every = ["5wd", "7d"]
until = "+40wd"
to = ["owner"]
template = "overdue"
"""
    )
    assert said == []
    steps = (
        Step("a", Anchor("issued"), ("owner", "head"), "first", "high", mailboxes=("vp@x.example", "gd@x.example"), single=True),
        Step("b", Offset(3, True), ("owner",), "overdue", every=(Offset(5, True), Offset(7)), until=Offset(40, True)),
    )  # fmt: skip
    select = Select("report", ("p",), ("p/1", "p/2"), ("g",), ("t",), 12, 12)
    assert rule == Rule("r", select, steps, date(2026, 1, 1), date(2026, 12, 31))
    assert (rule.place, [s.place for s in rule.ladder]) == (
        Place("r.toml", 1),
        [Place("r.toml", 14), Place("r.toml", 21)],
    )


def one(**step: Any) -> tuple[Step | None, list[str]]:
    given = {"at": '"0"', "to": '["owner"]', "template": '"today"'} | step
    text = '[[rule]]\nid = "r"\n[[rule.ladder]]\nid = "s"\n' + "".join(f"{k} = {v}\n" for k, v in given.items() if v)
    (rule,), said = read(text)
    return (rule.ladder[0] if rule.ladder else None), [line.removeprefix("r.toml:") for line in said]


@pytest.mark.parametrize(
    ("at", "template", "stands"),
    [
        ("issued", "first", Anchor("issued")), ("checkpoint 15/11", "checkpoint", Anchor("checkpoint", 11, 15)),
        ("checkpoint  1/3", "checkpoint", Anchor("checkpoint", 3, 1)), ("review 31/12", "review", Anchor("review", 12, 31)),
        ("review 28/2", "review", Anchor("review", 2, 28)), ("0", "today", Offset(0)), ("-5d", "coming", Offset(-5)),
        ("-10wd", "coming", Offset(-10, True)), ("+1d", "overdue", Offset(1)), ("+1wd", "overdue", Offset(1, True)),
        ("restart return", "returned", Anchor("restart", act=ActKind.RETURN)),
        ("restart extend", "extended", Anchor("restart", act=ActKind.EXTEND)),
        *((f"restart {act}", "restarted", Anchor("restart", act=ActKind(act)))
          for act in ("resume", "adopt", "date", "event", "undo")),
    ],
)  # fmt: skip
def test_when_a_step_stands(at: str, template: str, stands: Offset | Anchor) -> None:
    assert one(at=f'"{at}"', template=f'"{template}"') == (Step("s", stands, ("owner",), template), [])


OFFSET = "is not an offset; write -15d (calendar days), -10wd (working days), +3wd or 0"
LONG = f"{OFFSET}; or issued, checkpoint 15/11, review 15/11, restart extend, monthly"
ACTS = "return, extend, resume, adopt, date, event, undo"
ROLES = "owner, coordinator, approver, via, focal, compiler, superior, head, operator, or a mail address"
AFTER = {"at": '"+3wd"', "template": '"overdue"'}


@pytest.mark.parametrize(
    ("step", "said"),
    [
        *(({"at": f'"{at}"'}, f'5: rule[r].ladder[s].at: "{at}" {LONG}') for at in (
            "5d", "-5", "-0d", "+00001d", "checkpoint", "checkpoint 15-11", "checkpoint 115/11", "x issued",
            "review 1/1 x", "restart", "restart return x",
        )),
        ({"at": '"review 31/4"'}, "5: rule[r].ladder[s].at: there is no 31/4 in every year; write day/month"),
        ({"at": '"review 29/2"'}, "5: rule[r].ladder[s].at: there is no 29/2 in every year; write day/month"),
        ({"at": '"checkpoint 1/13"'}, "5: rule[r].ladder[s].at: there is no 1/13 in every year; write day/month"),
        ({"at": '"restart submit"'}, f'5: rule[r].ladder[s].at: "submit" does not restart a ladder; write one of: {ACTS}'),
        ({"at": '"restart extent"'},
         f'5: rule[r].ladder[s].at: "extent" does not restart a ladder; write one of: {ACTS} — did you mean "extend"?'),
        ({"to": '["owner", "x@y"]'}, f'6: rule[r].ladder[s].to[2]: "x@y" is not known here; write one of: {ROLES}'),
        ({"to": '["ower"]'},
         f'6: rule[r].ladder[s].to[1]: "ower" is not known here; write one of: {ROLES} — did you mean "owner"?'),
        ({**AFTER, "every": '["5wd"]'}, '8: rule[r].ladder[s].every: a repeat needs an end; add until = "+60wd"'),
        ({**AFTER, "every": '["5"]', "until": '"+9wd"'},
         '8: rule[r].ladder[s].every[1]: "5" is not a gap; write 7d (calendar days) or 5wd (working days)'),
        ({**AFTER, "every": '["5wd", "0"]', "until": '"+9wd"'},
         '8: rule[r].ladder[s].every[2]: "0" is not a gap; write 7d (calendar days) or 5wd (working days)'),
        ({**AFTER, "until": '"+9wd"'},
         '8: rule[r].ladder[s].until: until ends a repeat, but none is given; add every = ["5wd"] or drop it'),
        ({**AFTER, "until": '"9wd"'}, f'8: rule[r].ladder[s].until: "9wd" {OFFSET}'),
        ({**AFTER, "every": '["5wd"]', "until": '"+3wd"'},
         "9: rule[r].ladder[s].until: ends before the first repeat, so the step never repeats; write a later day"),
        ({**AFTER, "every": '["5wd"]', "until": '"+4d"'},
         "9: rule[r].ladder[s].until: ends before the first repeat, so the step never repeats; write a later day"),
        *(({"at": at, "template": template, "every": '["5wd"]', "until": '"+9wd"'},
           "8: rule[r].ladder[s].every: only a step after the due date repeats; write the steps before it one by one")
          for at, template in (('"0"', '"today"'), ('"-1wd"', '"coming"'), ('"issued"', '"first"'))),
        ({"at": '"-1wd"'}, '7: rule[r].ladder[s].template: "today" says that the day is today; write at = "0", or '
         'template = "coming"'),
    ],
)  # fmt: skip
def test_a_step_that_cannot_be(step: dict[str, str], said: str) -> None:
    assert one(**step) == (None, [said])


def test_one_fault_makes_one_line() -> None:
    """A wording is not judged by a step that is wrong anyway; two faults of two keys are two lines."""
    assert len(one(at='"+3wd"', every='["5wd"]')[1]) == 1
    assert [line.split(": ")[1] for line in one(at='"x"', every='["x"]', until='"x"', to='["x"]')[1]] == [
        "rule[r].ladder[s].at", "rule[r].ladder[s].every[1]", "rule[r].ladder[s].until", "rule[r].ladder[s].to[1]",
    ]  # fmt: skip


def step(id_: str, at: str = "-5wd") -> str:
    return f'[[rule.ladder]]\nid = "{id_}"\nat = "{at}"\nto = ["owner"]\ntemplate = "coming"\n'


def rule(id_: str, *steps: str, **given: str) -> str:
    return f'[[rule]]\nid = "{id_}"\n' + "".join(f"{k} = {v}\n" for k, v in given.items()) + "".join(steps)


def taken(*rules: str) -> tuple[dict[str, str], list[str]]:
    found, said = read("".join(rules))
    return {r.id: " ".join(f"{s.id}{s.at}" for s in r.ladder) for r in found}, said


LOW, MID = rule("low", step("a"), step("b", "-4wd"), step("c", "-3wd")), '"low"'


def test_what_a_rule_takes_over_from_its_base() -> None:
    found, said = taken(
        LOW, rule("mid", step("b", "-9wd"), step("d", "-2wd"), base='"low"', without='["a"]'),
        rule("top", step("a", "-7wd"), base='"mid"', without='["c", "d"]'), rule("same", base='"mid"'),
    )  # fmt: skip
    assert said == []
    assert found == {
        "low": "a-5wd b-4wd c-3wd", "mid": "b-9wd c-3wd d-2wd", "top": "b-9wd a-7wd", "same": "b-9wd c-3wd d-2wd",
    }  # fmt: skip
    before, _ = taken(rule("top", step("x"), base='"low"'), LOW)
    assert before["top"] == "a-5wd b-4wd c-3wd x-5wd", "whichever stands first"


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ((rule("r", step("a"), step("a")),),
         ['r.toml:9: rule[r].ladder[a].id: step "a" stands twice in this ladder; give each its own id']),
        ((rule("r", step("a")), rule("r", step("b"))), ['r.toml:9: rule[r].id: rule "r" stands twice; give each its own id']),
        ((rule("r"),), ['r.toml:1: rule[r]: has no steps; write a ladder, or base = "…" to take another rule\'s']),
        ((rule("r", step("a"), without='["b"]'),),
         ["r.toml:3: rule[r].without: there is no base to leave steps out of; name it or drop this"]),
        ((rule("r", base='"zzz"'),), ['r.toml:3: rule[r].base: there is no rule "zzz"; write the id of another rule']),
        ((LOW, rule("r", base='"lowe"')), ['r.toml:20: rule[r].base: there is no rule "lowe" — did you mean "low"?']),
        ((LOW, rule("r", base='"low"', without='["b", "zzz"]')),
         ['r.toml:21: rule[r].without[2]: the base has no step "zzz"; drop it']),
        ((rule("low", step("late")), rule("r", base='"low"', without='["lat"]')),
         ['r.toml:11: rule[r].without[1]: the base has no step "lat" — did you mean "late"?']),
        ((rule("r", step("a"), base='"r"'),),
         ["r.toml:3: rule[r].base: the bases go round in a circle; let one of them stand alone"]),
        ((rule("r", base='"s"'), rule("s", base='"r"')),
         [f"r.toml:{n}: rule[{id_}].base: the bases go round in a circle; let one of them stand alone"
          for n, id_ in ((3, "r"), (6, "s"))]),
        ((rule("r", base='"s"'), rule("s", base='"zzz"')),
         ['r.toml:6: rule[s].base: there is no rule "zzz"; write the id of another rule']),
        ((rule("r", step("a"), **{"from": "2026-02-01", "until": "2026-01-31"}),),
         ["r.toml:4: rule[r].until: until lies before from; swap them"]),
        ((rule("r", step("a"), **{"from": "2026-02-01", "until": "2026-02-01"}),), []),
        ((rule("r", step("a"), select="{ min_months = 3, max_months = 2 }"),),
         ["r.toml:3: rule[r].select.max_months: lies below min_months, so the rule takes nothing; swap them"]),
        ((rule("r", step("a"), select="{ min_months = 3, max_months = 3 }"),), []),
        ((rule("r", step("a"), select="{ min_months = 3 }"),), []), ((rule("r", step("a"), select="{ max_months = 3 }"),), []),
    ],
)  # fmt: skip
def test_a_rule_that_cannot_be(rules: tuple[str, ...], said: list[str]) -> None:
    assert taken(*rules)[1] == said


def test_what_is_kept_of_what_stands_twice() -> None:
    assert taken(rule("r", step("a"), step("a", "-9wd")), rule("r", step("b")))[0] == {"r": "a-5wd"}
    assert taken(rule("r", step("a"), base='"r"'))[0] == {"r": "a-5wd"}
