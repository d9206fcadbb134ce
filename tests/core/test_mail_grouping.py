"""Notices joined into mails, and where they go when nobody can be reached (design 3.14, 4)."""

from datetime import date
from typing import Any

import pytest

from reminder.core.catalogue import Catalogue
from reminder.core.evaluate import Ledger, evaluate
from reminder.core.mail_grouping import Digest, Mail, kind_of, mail_key, mails
from reminder.core.told_instead import Destination, Reach
from reminder.directory.agency import Contact, Succession
from tests.core.made import agency, catalogue, directory, obligation, plan, rule, step

ON = date(2026, 12, 8)
OPERATOR = "quantri@tinh.example"
FIRST = obligation("chậm nhất ngày 15/12/2026")
SECOND = obligation("trước ngày 16/12/2026", id_="p/2")


def sent(rules: Catalogue, bounced: frozenset[str] = frozenset(), on: date = ON) -> Digest:
    foreseen = evaluate(rules, Ledger(), ON, on).notices
    return mails((n for n in foreseen if n.send_on == on), Reach(rules.directory, OPERATOR, bounced))


def test_one_mail_for_a_mailbox_and_day() -> None:
    (mail,) = sent(catalogue(plan(FIRST, SECOND))).mails
    assert (mail.key, len(mail.notices)) == ("vt@a.example@2026-12-08@reminder", 2)


def test_a_single_step_has_a_mail_of_its_own() -> None:
    rules = catalogue(plan(FIRST, SECOND), rules=(rule(step("d5", "-5wd", single=True)),))
    found = sent(rules).mails
    assert [m.key for m in found] == [f"vt@a.example@2026-12-08@reminder@p/{n}@once@a@r1@d5#1@a" for n in (1, 2)]


def test_escalations_go_apart_and_the_head_has_a_mailbox_of_his_own() -> None:
    found = sent(catalogue(plan(FIRST)), on=date(2026, 12, 18)).mails
    assert {m.key for m in found} == {
        "gd@a.example@2026-12-18@escalation", "vt@focal.example@2026-12-18@escalation",
    }  # fmt: skip


def test_the_urgency_of_a_mail_is_its_most_urgent_notice() -> None:
    rules = catalogue(plan(FIRST, SECOND), rules=(rule(step("d5", "-5wd", urgency="urgent")),))
    assert sent(rules).mails[0].urgency == "urgent"


def test_the_next_contact_the_focal_agency_and_at_last_the_operator() -> None:
    two = agency("a", contacts=(Contact("Mot@a.example"), Contact("hai@a.example")))
    rules = catalogue(plan(FIRST), directory=directory(two))
    assert [m.mailbox for m in sent(rules).mails] == ["Mot@a.example"]
    after = sent(rules, frozenset({"mot@a.example"}))
    assert ([m.mailbox for m in after.mails], after.strays) == (["hai@a.example"], ())
    stray = sent(rules, frozenset({"mot@a.example", "hai@a.example"}))
    assert ([m.mailbox for m in stray.mails], stray.strays) == (["vt@focal.example"], ("a",))
    boxes = frozenset({"mot@a.example", "hai@a.example", "vt@focal.example"})
    left = sent(rules, boxes)
    assert ([(m.mailbox, m.agency) for m in left.mails], left.strays) == ([(OPERATOR, "")], ("a",))
    nobody = sent(rules, boxes | {OPERATOR.upper()})
    assert (nobody.mails, len(nobody.unreachable), nobody.strays) == ((), 1, ("a",))


def test_a_contact_counts_only_while_it_is_in_force() -> None:
    passing = agency("a", contacts=(Contact("cu@a.example", until_on=date(2026, 12, 7)), Contact("moi@a.example")))
    rules = catalogue(plan(FIRST), directory=directory(passing))
    assert [m.mailbox for m in sent(rules).mails] == ["moi@a.example"]


def test_a_body_that_ceased_after_its_date_is_reached_through_its_heir_and_is_no_stray() -> None:
    heir = Succession("a", ("b",), date(2026, 12, 17), "merge", "NQ 1")
    rules = catalogue(plan(FIRST), directory=directory(agency("a", until_on=date(2026, 12, 16)), successions=(heir,)))
    found = mails(
        evaluate(rules, Ledger(), date(2026, 12, 15), date(2026, 12, 18)).notices[1:], Reach(rules.directory, OPERATOR)
    )
    assert [m.mailbox for m in found.mails] == [
        "vt@a.example", "gd@b.example", "vt@focal.example",
    ]  # fmt: skip
    assert found.strays == ()


def test_a_fixed_address_and_the_operator_get_a_mail_each() -> None:
    steps = (step("d5", "-5wd", "operator", mailboxes=("vp@ubnd.example",)),)
    found = sent(catalogue(plan(FIRST), rules=(rule(*steps),)))
    assert [(m.mailbox, m.agency) for m in found.mails] == [(OPERATOR, ""), ("vp@ubnd.example", "")]
    assert (found.unreachable, found.strays) == ((), ())


@pytest.mark.parametrize(
    ("template", "kind"),
    [
        ("escalation", "escalation"), ("rollcall", "rollcall"), ("thanks", "thanks"), ("coming", "reminder"),
        ("overdue", "reminder"), ("unassigned", "reminder"),
    ],
)  # fmt: skip
def test_which_mail_a_wording_goes_in(template: str, kind: str) -> None:
    assert kind_of(template, Destination("vt@a.example", "a")) == kind
    assert kind_of(template, Destination(OPERATOR, "", operator=True)) == "reminder"


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ({}, "a@x.vn@2026-12-08@reminder"), ({"single": "n"}, "a@x.vn@2026-12-08@reminder@n"),
        ({"number": 3}, "a@x.vn@2026-12-08@reminder#3"), ({"single": "n", "number": 3}, "a@x.vn@2026-12-08@reminder@n"),
        ({"instead_of": 7}, "a@x.vn@2026-12-08@reminder@instead-of-7"),
        ({"instead_of": 0, "single": "n"}, "a@x.vn@2026-12-08@reminder@instead-of-0"),
    ],
)  # fmt: skip
def test_what_a_mail_is_known_by_for_ever(given: dict[str, Any], key: str) -> None:
    assert mail_key("a@x.vn", ON, "reminder", **given) == key


def test_whole_mails() -> None:
    steps = (step("d5", "-5wd", "owner", "focal", "operator"), step("own", "-5wd", "superior", single=True))
    rules = catalogue(plan(FIRST, SECOND), rules=(rule(*steps),))
    foreseen = evaluate(rules, Ledger(), ON).notices
    (one, two) = (tuple(n for n in foreseen if n.occurrence.obligation.id == f"p/{k}") for k in (1, 2))
    of = {(n.recipient, k): n for k, each in enumerate((one, two)) for n in each}
    found = mails(foreseen, Reach(rules.directory, OPERATOR))
    assert (found.unreachable, found.strays) == ((), ())
    assert {m.key: m for m in found.mails} == {
        m.key: m
        for m in (
            *(Mail(f"vt@{id_}.example", id_, "reminder", ON, (of[id_, 0], of[id_, 1])) for id_ in ("a", "focal")),
            Mail(OPERATOR, "", "reminder", ON, (of["operator", 0], of["operator", 1])),
            *(Mail("vt@ubnd.example", "ubnd", "reminder", ON, (of["ubnd", k],), of["ubnd", k].key) for k in (0, 1)),
        )
    }
    nobody = mails(foreseen, Reach(rules.directory, OPERATOR, frozenset({"vt@ubnd.example"})))
    assert nobody.strays == ("ubnd",)
    assert [(m.mailbox, m.single) for m in nobody.mails if m.agency == "focal"] == [
        ("vt@focal.example", ""), *(("vt@focal.example", of["ubnd", k].key) for k in (0, 1)),
    ]  # fmt: skip
    all_ = {box.mailbox for a in rules.directory.registers[0].agencies for box in a.contacts} | {OPERATOR}
    lost = mails(foreseen, Reach(rules.directory, OPERATOR, frozenset(all_)))
    assert (lost.mails, lost.unreachable, set(lost.strays)) == ((), foreseen, {"a", "focal", "ubnd"})


def test_what_is_left_to_the_operator_goes_in_one_mail() -> None:
    steps = (step("own", "-5wd", single=True, template="escalation"), step("d5", "-5wd", "operator"))
    rules = catalogue(plan(FIRST, SECOND), rules=(rule(*steps),))
    found = sent(rules, frozenset({"vt@a.example", "vt@focal.example"}))
    assert [(m.mailbox, m.agency, m.kind, m.single, len(m.notices)) for m in found.mails] == [
        (OPERATOR, "", "reminder", "", 4)
    ]
