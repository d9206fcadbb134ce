"""What a person typed for a plan, an obligation or an agency, and what is proposed where nothing is called that."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from reminder.core.catalogue import Catalogue
from reminder.directory.agency import Agency
from reminder.directory.directory import Directory
from reminder.directory.register import Register
from reminder.engine.context.typed_names import known_agency, known_obligation, known_plan, known_register
from reminder.errors import BadInput, WrongUse
from tests.engine.made import TUESDAY, catalogue

RULES = catalogue()


def plans(*ids: str) -> Catalogue:
    return replace(RULES, plans=tuple(replace(RULES.plans[0], id=id_) for id_ in ids))


@pytest.mark.parametrize(
    ("given", "near"),
    [
        ("kh-10", 3), ("chuong-trinh", 1), ("zzz", 6),  # like none: all there are
    ],
)  # fmt: skip
def test_a_plan_by_its_id_or_the_three_nearest(given: str, near: int) -> None:
    rules = plans("kh-1", "kh-2", "kh-3", "kh-4", "kh-5", "chuong-trinh-5")
    assert known_plan(rules, "kh-4") == "kh-4"
    with pytest.raises(BadInput, match=f"“{given}” is no plan; did you mean ") as caught:
        known_plan(rules, given)
    proposed = str(caught.value).partition("did you mean ")[2].removesuffix("?").split(", ")
    assert len(proposed) == near and set(proposed) <= set(rules.plan_of)


@pytest.mark.parametrize(("given", "found"), [("kh-1/year", "kh-1/year"), ("year", "kh-1/year"), ("1", "kh-1/1")])
def test_an_obligation_by_its_id_or_its_ending(given: str, found: str) -> None:
    assert known_obligation(RULES, given) == found


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("yaer", "is no obligation; reminder status lists them"), ("kh-1/yaer", "did you mean kh-1/year"),
        ("", "is no obligation"), ("ear", "is no obligation"),
    ],
)  # fmt: skip
def test_no_obligation_of_that_name(given: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        known_obligation(RULES, given)


def test_an_ending_that_two_plans_have_names_both() -> None:
    (plan,) = RULES.plans
    second = replace(o := next(o for o in plan.obligations if o.id == "kh-1/year"), id="kh-2/year", plan="kh-2")
    rules = replace(RULES, plans=(plan, replace(plan, id="kh-2", obligations=(second,))))
    assert known_obligation(rules, second.id) != known_obligation(rules, o.id)
    with pytest.raises(BadInput, match="“year” is no obligation; did you mean kh-1/year, kh-2/year"):
        known_obligation(rules, "year")


@pytest.mark.parametrize(
    ("kept", "about", "found"),
    [
        (("tinh",), "", "sct"), (("beside",), "", "other"), (("tinh", "beside"), "", None), ((), "", None),
        (("tinh", "beside"), "kh-1/year", "sct"),
    ],
)  # fmt: skip
def test_a_name_in_two_directories_is_of_the_one_whose_plans_are_kept(
    kept: tuple[str, ...], about: str, found: str | None
) -> None:
    (register,), (plan,) = RULES.directory.registers, RULES.plans
    beside = Register("beside", "Bên cạnh", 22, (Agency("other", "Sở Công Thương", "department"),))
    plans = (replace(plan, id=plan.id if n == 0 else "kh-9", directory=id_) for n, id_ in enumerate(kept))
    rules = replace(RULES, directory=Directory((register, beside)), plans=tuple(plans))
    if found:
        assert known_agency(rules, about, "Sở Công Thương", TUESDAY) == found
        return
    with pytest.raises(
        BadInput, match=r"^“Sở Công Thương” is a name in several directories; name one by its id: sct, other$"
    ):
        known_agency(rules, about, "Sở Công Thương", TUESDAY)
    # Beside a plan it is a name of that plan.
    asked = [known_agency(rules, "", "Sở Công Thương", TUESDAY, p.id) for p in rules.plans]
    assert asked == [{"tinh": "sct", "beside": "other"}[p.directory] for p in rules.plans]


@pytest.mark.parametrize("given", ["sct", "Sở Công Thương", "SỞ CÔNG THƯƠNG"])
def test_an_agency_by_its_id_or_as_plans_print_it(given: str) -> None:
    for about in ("", "kh-1/year"):
        assert known_agency(RULES, about, given, TUESDAY) == "sct"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("Sở Công Thươn", "did you mean Sở Công Thương \\(sct\\)"), ("sxdd", "did you mean Sở Xây dựng \\(sxd\\)"),
        ("departments", "is no agency of the directory"), ("zzzzzz", "reminder agencies list shows them"),
    ],
)  # fmt: skip
def test_no_agency_of_that_name(given: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        known_agency(RULES, "", given, TUESDAY)


def test_a_plan_by_its_id() -> None:
    assert known_plan(RULES, "kh-1") == "kh-1"
    with pytest.raises(BadInput, match=r"“kh-2” is no plan; did you mean kh-1\?"):
        known_plan(RULES, "kh-2")
    with pytest.raises(BadInput, match=r"“zzz” is no plan; did you mean kh-1\?"):
        known_plan(RULES, "zzz")


def test_an_obligation_by_its_id_or_a_unique_ending() -> None:
    assert known_obligation(RULES, "kh-1/year") == known_obligation(RULES, "year") == "kh-1/year"
    with pytest.raises(BadInput, match=r"“kh-1/yeer” is no obligation; did you mean kh-1/year"):
        known_obligation(RULES, "kh-1/yeer")
    with pytest.raises(BadInput, match="“zzzzzz” is no obligation; reminder status lists them"):
        known_obligation(RULES, "zzzzzz")


@pytest.mark.parametrize("given", ["sxd", "Sở Xây dựng", "SỞ XÂY DỰNG", "Sở Xây dựng tỉnh"])
@pytest.mark.parametrize("obligation", ["kh-1/year", ""])
def test_an_agency_by_its_id_or_a_name_as_plans_print_it(given: str, obligation: str) -> None:
    assert known_agency(RULES, obligation, given, TUESDAY) == "sxd"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("departments", "“departments” is no agency"), ("Các sở, ban, ngành", "is no agency of the directory"),
        ("Sở Xây dờng", r"did you mean Sở Xây dựng \(sxd\)"),
        ("snnmtt", r"did you mean Sở Nông nghiệp và Môi trường \(snnmt\)"),
        ("Zzzzz", "reminder agencies list shows them"), ("Sở Xây dựng, Sở Công Thương", "is no agency"),
    ],
)  # fmt: skip
def test_what_is_no_agency_names_what_is_near(given: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        known_agency(RULES, "kh-1/year", given, TUESDAY)


# Whole words


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (lambda: known_plan(RULES, "kh"), "“kh” is no plan; did you mean kh-1?"),
        (lambda: known_plan(plans("b", "a"), "zzz"), "“zzz” is no plan; did you mean b, a?"),
        (lambda: known_obligation(RULES, "zzzzzz"), "“zzzzzz” is no obligation; reminder status lists them"),
        (lambda: known_obligation(RULES, "kh-1/yaer"),
         "“kh-1/yaer” is no obligation; did you mean kh-1/year, kh-1/2, kh-1/1?"),
        (lambda: known_agency(RULES, "", "sxdd", TUESDAY),
         "“sxdd” is no agency of the directory; did you mean Sở Xây dựng (sxd)?"),
        (lambda: known_agency(RULES, "kh-1/year", "Sở Công Thươn", TUESDAY),
         "“Sở Công Thươn” is no agency of the directory; did you mean Sở Công Thương (sct)?"),
        (lambda: known_agency(RULES, "", "zzzzzz", TUESDAY),
         "“zzzzzz” is no agency of the directory; reminder agencies list shows them"),
        (lambda: known_agency(RULES, "", "Sở Công Thương, Sở Xây dựng", TUESDAY),
         "“Sở Công Thương, Sở Xây dựng” is no agency of the directory; reminder agencies list shows them"),
        (lambda: known_agency(RULES, "", "Các sở, ban, ngành", TUESDAY),
         "“Các sở, ban, ngành” is no agency of the directory; reminder agencies list shows them"),
    ],
)  # fmt: skip
def test_in_whole_words(what: Callable[[], str], said: str) -> None:
    with pytest.raises(BadInput) as raised:
        what()
    assert str(raised.value) == said


def test_what_is_near_is_of_the_plans_own_directory() -> None:
    (register,), (plan,) = RULES.directory.registers, RULES.plans
    beside = Register("beside", "Bên cạnh", 22, (Agency("other", "Sở Công Thươnq", "department"),))
    rules = replace(RULES, directory=Directory((register, beside)), plans=(plan,))
    with pytest.raises(BadInput, match=r"did you mean Sở Công Thương \(sct\)\?$"):
        known_agency(rules, "kh-1/year", "Sở Công Thươn", TUESDAY)


def test_an_agency_of_other_days_is_said_with_its_days() -> None:
    (register,) = RULES.directory.registers
    later = Agency("moi", "UBND xã Mới", "commune", from_on=date(2027, 7, 1))
    rules = replace(RULES, directory=Directory((replace(register, agencies=(*register.agencies, later)),)))
    said = (
        r"^“UBND xã Mới” is in the directory, but not in force on 2026-12-08 \(it exists from 2027-07-01\); name a body"
    )
    with pytest.raises(BadInput, match=said):
        known_agency(rules, "kh-1/year", "UBND xã Mới", TUESDAY)
    assert known_agency(rules, "kh-1/year", "moi", TUESDAY) == "moi"


@pytest.mark.parametrize(("given", "found"), [("", ""), ("tinh", "tinh"), ("19", "19"), ("019", None), ("x", None)])
def test_an_agency_file_is_named_by_its_id_or_its_province(given: str, found: str | None) -> None:
    known = RULES.directory
    if found is None:
        with pytest.raises(WrongUse, match=f"--directory {given}: there are tinh"):
            known_register(known, given)
    else:
        assert known_register(known, given) == ("tinh" if found else "")
