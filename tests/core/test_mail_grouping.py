"""Notices joined into mails, and where they go when nobody can be reached (design 3.14, 4)."""

from datetime import date

import pytest

from reminder.core.catalogue import Catalogue
from reminder.core.evaluate import Ledger, evaluate
from reminder.core.mail_grouping import Digest, kind_of, mails
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
