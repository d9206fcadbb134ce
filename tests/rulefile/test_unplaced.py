# ruff: noqa: E501  (a table of cases is read by its rows)
"""What an import could not place: the questions of a plan file, their answers, and the rows that answers leave out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reminder.core.catalogue import Catalogue, Unplaced
from reminder.errors import BadInput, Place
from reminder.rulefile import load_texts
from tests.rulefile.office import OFFICE, PLAN

PATH = "plans/kh-1.toml"
END = PLAN.count("\n")  # the line before what is added
ASKED = Unplaced("trước ngày 20/6", "đoạn 12", "Sở Y tế báo cáo trước ngày 20/6.", "là nghĩa vụ nào?")
TWIN = """
[[report]]
id = "quy-b"
title = "Báo cáo quý"
owed_by = "UBND các xã, phường"
schedule = "trước ngày 10/12 hằng năm"
"""


def entry(**keys: str) -> str:
    given = {"words": "trước ngày 20/6"} | keys
    return "[[unplaced]]\n" + "".join(f'{key} = "{value}"\n' for key, value in given.items())


def load(*entries: str, plan: str = PLAN) -> Catalogue:
    return load_texts(OFFICE | {PATH: plan + "".join(entries)}, "rules")


def said(*entries: str, plan: str = PLAN) -> list[str]:
    with pytest.raises(BadInput) as raised:
        load(*entries, plan=plan)
    return [str(p) for p in raised.value.problems]


def test_a_question_is_read_with_its_place_and_warned_of() -> None:
    text = entry(line="đoạn 12", text="Sở Y tế báo cáo trước ngày 20/6.", why="là nghĩa vụ nào?")
    catalogue = load(text, entry(words="hằng quý"), entry(obligation="nam"))
    plan = catalogue.plan_of["kh-1"]
    assert plan.unplaced == (ASKED, Unplaced("hằng quý"), Unplaced("trước ngày 20/6", obligation="nam"))
    assert plan.questions == plan.unplaced[:2]
    assert plan.unplaced[0].place == Place("rules/plans/kh-1.toml", END + 1)
    (warning,) = [w for w in catalogue.warnings if w.key == "unplaced"]
    assert str(warning) == (
        f"rules/plans/kh-1.toml:{END + 1}: unplaced: questions that wait for an answer: 2, the first here; write "
        'obligation = "id of the row", same_as = "id" or not_obligation = "why" into each. Until then this plan stays '
        "out of force, or in force as it was; `reminder reload --despite kh-1` takes it as it is"
    )
    assert list(catalogue.obligation_of) == ["kh-1/I.1", "kh-1/quy", "kh-1/nam"], "a question changes no row"


def test_a_plan_without_questions_is_warned_of_nothing() -> None:
    for catalogue in (load(), load(entry(not_obligation="số liệu năm trước"), entry(same_as="kh-1/quy"))):
        assert [w for w in catalogue.warnings if w.key == "unplaced"] == []
        assert catalogue.plan_of["kh-1"].questions == ()


@pytest.mark.parametrize(
    ("keys", "line", "found"),
    [
        ({"obligation": "I.9"}, 3, 'unplaced[1].obligation: there is no row "I.9" in this plan — did you mean "I.1"?; write the id'),
        ({"same_as": "zzz"}, 3, 'unplaced[1].same_as: there is no row "zzz" in this plan; write the id of a [[task]] or [[report]]'),
        ({"row": "quy-c"}, 3, 'unplaced[1].row: there is no row "quy-c" in this plan'),
        ({"row": "quy-b", "like": "x"}, 4, 'unplaced[1].like: there is no row "x" in this plan'),
        ({"obligation": "other/quy"}, 3, 'unplaced[1].obligation: there is no row "other/quy" in this plan'),
        ({"obligation": "nam", "same_as": "quy"}, 4, "unplaced[1].same_as: answered twice, by obligation too; leave one of the two"),
        ({"same_as": "nam", "not_obligation": "x"}, 3, "unplaced[1].same_as: answered twice, by not_obligation too"),
        ({"row": "quy-b", "like": "quy", "obligation": "quy"}, 5, 'unplaced[1].obligation: this asks whether row "quy-b" is a duty of its own; write obligation = "quy-b" if it is, same_as = "quy" if it says nothing new'),
        ({"row": "quy-b", "like": "quy", "same_as": "quy-b"}, 5, 'unplaced[1].same_as: no row is the same as itself; name the one that stays, or write obligation = "quy-b"'),
        ({"wrods": "x"}, 3, 'unplaced[1].wrods: unknown key "wrods"; known here: line, text, words, why, row, like, obligation, not_obligation, same_as — did you mean "words"?'),
    ],
)  # fmt: skip
def test_a_faulty_answer_has_its_line_and_its_remedy(keys: dict[str, str], line: int, found: str) -> None:
    plan = PLAN + TWIN
    (problem,) = said(entry(**keys), plan=plan)
    assert problem.startswith(f"rules/plans/kh-1.toml:{plan.count(chr(10)) + line}: {found}")


def test_rows_that_are_the_same_in_a_circle_are_refused() -> None:
    (one, other) = said(entry(row="quy-b", same_as="quy"), entry(row="quy", same_as="quy-b"), plan=PLAN + TWIN)
    assert 'unplaced[1].same_as: leads back to row "quy-b", so that neither would stay; name the row that does' in one
    assert "unplaced[2].same_as: leads back to row " in other


@pytest.mark.parametrize(
    ("answer", "standing"),
    [
        ({}, True), ({"obligation": "quy-b"}, True), ({"same_as": "quy"}, False), ({"not_obligation": "nhắc lại"}, False),
    ],
)  # fmt: skip
def test_a_row_that_says_nothing_new_is_left_out(answer: dict[str, str], standing: bool) -> None:
    catalogue = load(entry(row="quy-b", like="quy", **answer), plan=PLAN + TWIN)
    assert ("kh-1/quy-b" in catalogue.obligation_of) is standing
    assert bool(catalogue.plan_of["kh-1"].questions) is not bool(answer)
    assert {"kh-1/quy", "kh-1/nam", "kh-1/I.1"} <= catalogue.obligation_of.keys()


def test_what_is_left_out_may_be_faulty() -> None:
    odd = TWIN.replace("UBND các xã, phường", "Sở Không Có").replace("trước ngày 10/12", "trước ngày 40/12")
    assert "kh-1/quy-b" not in load(entry(row="quy-b", same_as="quy"), plan=PLAN + odd).obligation_of


@pytest.mark.parametrize(
    ("compiles", "answers", "gathered"),
    [
        ('["quy-b"]', {"same_as": "quy"}, ("kh-1/quy",)), ('["quy", "quy-b"]', {"same_as": "quy"}, ("kh-1/quy",)),
        ('["quy-b"]', {"not_obligation": "x"}, ()), ('["quy-b"]', {"same_as": "nam"}, ()), ('["quy-b"]', {"same_as": "I.1"}, ()),
        ('["quy-b"]', {"obligation": "quy-b"}, ("kh-1/quy-b",)),
    ],
)  # fmt: skip
def test_who_gathers_it_gathers_the_one_that_stays(
    compiles: str, answers: dict[str, str], gathered: tuple[str, ...]
) -> None:
    plan = PLAN.replace('["quy"]', compiles) + TWIN
    assert load(entry(row="quy-b", **answers), plan=plan).obligation_of["kh-1/nam"].compiles == gathered


def test_a_detour_through_a_row_that_is_left_out_is_seen() -> None:
    plan = PLAN + TWIN + 'compiles = ["nam"]\n'
    (found,) = said(entry(row="quy", same_as="quy-b"), plan=plan)[:1]
    assert "gathers this report in turn; drop one of the two" in found


def test_a_row_is_known_by_its_former_id_too() -> None:
    plan = PLAN + TWIN.replace('id = "quy-b"', 'id = "quy-9"\nwas = ["quy-b"]')
    catalogue = load(entry(row="quy-b", like="kh-1/quy", same_as="quy"), entry(obligation="quy-b"), plan=plan)
    assert "kh-1/quy-9" not in catalogue.obligation_of
    assert [(u.row, u.like, u.obligation) for u in catalogue.plan_of["kh-1"].unplaced] == [
        ("quy-9", "quy", ""),
        ("", "", "quy-9"),
    ]


def test_ids_of_rows_that_are_left_out_are_ids_all_the_same() -> None:
    assert (
        'row "quy-b" stands at rules/plans/kh-1.toml:'
        in said(entry(row="quy-b", same_as="quy"), plan=PLAN + TWIN + TWIN)[0]
    )
    renamed = PLAN.replace('id = "quy"', 'id = "quy"\nwas = ["quy-b"]') + TWIN
    assert 'row "quy-b" still stands at' in said(entry(row="quy-b", same_as="quy"), plan=renamed)[0]


ROWS = [f"r{n}" for n in range(5)]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", *ROWS]),
            st.sampled_from(["", "obligation", "not_obligation", "same_as"]),
            st.sampled_from(ROWS),
        )
    )
)
def test_any_answers_at_all(given: list[tuple[str, str, str]]) -> None:
    """What stands is all that no answer leaves out; a plan that loads never leaves out both of two rows for each other."""
    rows = "".join(TWIN.replace("quy-b", row) for row in ROWS)
    plan = PLAN.replace('["quy"]', str(ROWS).replace("'", '"')) + rows
    entries = [
        entry(**({"row": row} if row else {}), **({answer: row if row and answer == "obligation" else about} if answer else {}))
        for row, answer, about in given
    ]  # fmt: skip
    instead: dict[str, str] = {}
    for row, answer, about in given:
        if row and answer in ("same_as", "not_obligation"):
            instead.setdefault(row, about if answer == "same_as" else "")
    try:
        catalogue = load(*entries, plan=plan)
    except BadInput as bad:
        assert all("leads back" in str(p) or "same as itself" in str(p) for p in bad.problems)
        return
    standing = {id_.split("/")[1] for id_ in catalogue.obligation_of} & set(ROWS)
    assert standing == set(ROWS) - instead.keys()
    assert len(catalogue.plan_of["kh-1"].questions) == sum(not answer for _, answer, _ in given)
    for row, other in instead.items():
        while other in instead:
            other = instead[other]
        assert other in ("", *standing), row
    assert {id_.split("/")[1] for id_ in catalogue.obligation_of["kh-1/nam"].compiles} == standing
