"""Plans whose questions nobody has answered: what is in force meanwhile, however the files change beside them."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reminder.core.act_kinds import ActKind
from reminder.core.catalogue import Catalogue
from reminder.engine.context import rules
from reminder.engine.context.waiting import WaitingPlan, as_in_force, waiting_plans
from reminder.engine.queries.status import standing
from reminder.engine.tick import reload, tick_once
from reminder.errors import BadInput, Place
from reminder.rulefile import load_texts
from reminder.store.rulesets import digest
from tests.engine.folder import NOW, Folder
from tests.engine.made import FILES, act, small_office
from tests.journeys import desk as small

QUESTION = '\n[[unplaced]]\nwords = "trước ngày 20/6"\n'
ANSWERED = QUESTION + 'not_obligation = "số liệu"\n'
ONE, TWO = "plans/kh-1.toml", "plans/kh-2.toml"
OLD = small.PLAN
NEW = OLD.replace("Báo cáo năm", "Báo cáo cả năm")
OTHER = OLD.replace("kh-1", "kh-2")
Files = Mapping[str, str]


def read(**plans: str) -> Catalogue:
    """The office with these plans: `one="…"`, `two="…"`."""
    paths = {"one": ONE, "two": TWO}
    return load_texts({k: v for k, v in FILES.items() if k != ONE} | {paths[k]: v for k, v in plans.items()}, "rules")


def in_force(**plans: str) -> tuple[tuple[str, str], ...]:
    return read(**plans).texts


def states(catalogue: Catalogue) -> dict[str, str]:
    return {w.plan: w.in_force for w in waiting_plans(catalogue)}


def test_a_plan_without_questions_is_taken_as_it_is() -> None:
    for files in (read(one=NEW), read(one=NEW + ANSWERED)):
        assert as_in_force(files, in_force(one=OLD)) is files
        assert waiting_plans(files) == ()


def test_a_new_plan_with_questions_is_out() -> None:
    files = read(one=OLD, two=OTHER + QUESTION)
    for current in ((), in_force(one=OLD)):
        found = as_in_force(files, current)
        assert found.texts == in_force(one=OLD)
        assert [p.id for p in found.plans] == ["kh-1"]
        assert found.waiting == (files.plan_of["kh-2"],)
        place = Place(f"rules/{TWO}", OTHER.count("\n") + 2)
        assert waiting_plans(found) == (WaitingPlan("kh-2", 1, place, "out"),)
    (waiting,) = waiting_plans(found)
    assert str(waiting.problem) == (
        f"{place}: kh-2: out of force until its questions are answered (1, the first here); `reminder check` says how "
        "to answer"
    )


def test_a_plan_in_force_stays_as_it_was() -> None:
    found = as_in_force(read(one=NEW + QUESTION + QUESTION, two=OTHER), in_force(one=OLD))
    assert found.texts == in_force(one=OLD, two=OTHER), "another file comes in"
    assert found.obligation_of["kh-1/year"].title == "Báo cáo năm"
    assert states(found) == {"kh-1": "before"}
    assert waiting_plans(found)[0].questions == 2
    assert "in force as it was until its questions are answered (2, " in str(waiting_plans(found)[0].problem)
    assert found.plan_of["kh-1"].place.path == f"rules/{ONE}"


def test_a_text_that_was_taken_as_it_is_does_not_wait_until_it_changes() -> None:
    taken = NEW + QUESTION
    files = read(one=taken)
    assert as_in_force(files, in_force(one=OLD), ["kh-1"]) is files
    assert as_in_force(files, files.texts) is files, "nor after a restart"
    assert states(files) == {"kh-1": "despite"}
    assert "despite questions that nobody has answered" in str(waiting_plans(files)[0].problem)
    changed = as_in_force(read(one=taken + "# x\n"), files.texts)
    assert changed.texts == files.texts
    assert states(changed) == {"kh-1": "before"}, "named once, though both texts have questions"
    assert as_in_force(read(one=NEW + ANSWERED), files.texts).texts == in_force(one=NEW + ANSWERED)


def test_the_decision_is_for_the_plans_named() -> None:
    files = read(one=NEW + QUESTION, two=OTHER + QUESTION)
    found = as_in_force(files, in_force(one=OLD), ["kh-2"])
    assert found.texts == in_force(one=OLD, two=OTHER + QUESTION)
    assert states(found) == {"kh-1": "before", "kh-2": "despite"}


def test_a_file_that_moved_is_known_by_its_plan() -> None:
    files = read(two=NEW + QUESTION)
    assert as_in_force(files, in_force(one=OLD)).texts == in_force(one=OLD)
    swapped = read(one=OTHER + QUESTION, two=NEW + QUESTION)
    assert as_in_force(swapped, in_force(one=OLD, two=OTHER)).texts == in_force(one=OLD, two=OTHER)
    half = read(one=OTHER, two=NEW + QUESTION)
    assert as_in_force(half, in_force(one=OLD)).texts == in_force(one=OTHER, two=OLD), "its place is taken"


def test_a_plan_whose_id_was_changed_is_known_by_its_file() -> None:
    files = read(one=NEW.replace("kh-1", "kh-9") + QUESTION)
    found = as_in_force(files, in_force(one=OLD))
    assert (found.texts, [p.id for p in found.waiting]) == (in_force(one=OLD), ["kh-9"])
    beside = read(one=NEW.replace("kh-1", "kh-9") + QUESTION, two=OLD)
    assert as_in_force(beside, in_force(one=OLD)).texts == in_force(two=OLD), "unless the old one stands elsewhere"


def test_a_file_that_is_gone_does_not_wait() -> None:
    assert as_in_force(read(two=OTHER), in_force(one=OLD, two=OTHER)).texts == in_force(two=OTHER)


def test_rules_may_name_what_waits() -> None:
    rule = '\n[[rule]]\nid = "x"\nbase = "all"\nselect = { obligations = ["kh-2/1"] }\n'
    gathers = OLD.replace('compiles = ["year"]', 'compiles = ["year", "kh-2/year"]')
    texts = FILES | {ONE: gathers, TWO: OTHER + QUESTION, "reminders.toml": small.RULES + rule}
    found = as_in_force(load_texts(texts), ())
    assert [p.id for p in found.plans] == ["kh-1"]
    assert found.obligation_of["kh-1/province"].compiles == ("kh-1/year",)
    with small_office() as office:
        office.database.transact(lambda c: rules.enforce(c, load_texts(texts), NOW))
        kept = rules.in_force(office.database)
    assert kept == found


def test_a_text_in_force_that_no_longer_fits_stops_its_own_plan_only() -> None:
    agencies = small.AGENCIES.replace('"Sở Nông nghiệp và Môi trường"', '"Sở Nông nghiệp"')
    short = " và Môi trường", ""
    texts = FILES | {"agencies/tinh.toml": agencies, ONE: NEW.replace(*short) + QUESTION, TWO: OTHER.replace(*short)}
    found = as_in_force(load_texts(texts, "rules"), in_force(one=OLD))
    assert ([p.id for p in found.plans], states(found)) == (["kh-2"], {"kh-1": "unfit"})
    assert str(waiting_plans(found)[0].problem) == (
        f"rules/{ONE}:{NEW.count(chr(10)) + 2}: kh-1: out of force until its questions are answered (1, the first "
        "here), for as it was in force it does not fit the other files any more; "
        "`reminder reload --despite kh-1` takes it as it is"
    )
    assert as_in_force(load_texts(texts), in_force(one=OLD), ["kh-1"]).plan_of


# In the database


def test_the_same_text_in_force_calls_for_no_reload(folder: Folder) -> None:
    plan = folder.path / "rules" / ONE
    assert tick_once(folder.office()).evaluated.ran
    plan.write_text(NEW + QUESTION, "utf-8")
    for _ in range(2):
        done = tick_once(folder.office())
        assert (done.rules_differ, done.evaluated.ran, [w.plan for w in done.waiting]) == (False, True, ["kh-1"])
        reload(folder.office())
    (folder.path / "rules/reminders.toml").write_text(small.RULES + "\n", "utf-8")
    assert tick_once(folder.office()).rules_differ, "another file did change"
    assert reload(folder.office()).obligation_of["kh-1/year"].title == "Báo cáo năm"
    assert not tick_once(folder.office()).rules_differ
    plan.write_text(NEW + ANSWERED, "utf-8")
    assert tick_once(folder.office()).rules_differ, "answered, it waits for a reload like any change"
    assert reload(folder.office()).obligation_of["kh-1/year"].title == "Báo cáo cả năm"
    assert tick_once(folder.office()).waiting == ()


def test_taken_as_it_is_it_stays_so(folder: Folder) -> None:
    plan = folder.path / "rules" / ONE
    plan.write_text(NEW + QUESTION, "utf-8")
    assert folder.office().catalogue().plans == ()
    assert [p.id for p in reload(folder.office(), ["kh-1"]).plans] == ["kh-1"]
    done = tick_once(folder.office())
    assert (done.rules_differ, done.evaluated.ran, done.waiting) == (False, True, ())
    assert reload(folder.office()).plan_of["kh-1"].questions, "a later reload does not take it back"
    plan.write_text(OLD + QUESTION, "utf-8")
    assert reload(folder.office()).obligation_of["kh-1/year"].title == "Báo cáo cả năm", "a changed file asks again"
    with pytest.raises(BadInput, match=r"“kh-3” is no plan; did you mean kh-1\?"):
        reload(folder.office(), ["kh-3"])


def test_a_plan_that_waits_does_not_lose_its_record(folder: Folder) -> None:
    plan = folder.path / "rules" / ONE
    tick_once(folder.office())
    renamed = NEW.replace('id = "1"', 'id = "I.1"\nwas = ["1"]')
    plan.write_text(renamed + QUESTION, "utf-8")
    assert "kh-1/1" in reload(folder.office()).obligation_of, "the row bears its id until the plan is in force"
    plan.write_text(renamed + ANSWERED, "utf-8")
    assert "kh-1/I.1" in reload(folder.office()).obligation_of
    plan.unlink()
    with pytest.raises(BadInput, match="kh-1: has acts or notices on record and would vanish"):
        reload(folder.office())
    plan.write_text(renamed.replace("kh-1", "kh-9") + QUESTION, "utf-8")
    assert "kh-1/I.1" in reload(folder.office()).obligation_of


def test_a_row_on_record_is_not_left_out() -> None:
    with small_office() as office:
        office.database.transact(lambda c: rules.enforce(c, office.catalogue, NOW))
        act(office, ActKind.ACKNOWLEDGE)
        same = '\n[[unplaced]]\nwords = "x"\nrow = "year"\nsame_as = "province"\n'
        answered = read(one=OLD.replace('compiles = ["year"]\n', "") + same)
        with pytest.raises(BadInput) as raised:
            office.database.transact(lambda c: rules.enforce(c, answered, NOW))
    assert [str(p) for p in raised.value.problems] == [
        f"rules/{ONE}:{OLD.count(chr(10)) + 1}: year: has acts or notices on record, so this answer cannot leave it "
        'out; write obligation = "year" here, and until = its last day into the row'
    ]


def test_what_waits_is_looked_up_where_it_is_enforced(folder: Folder) -> None:
    """Another reload came between: the decision that it wrote is not undone by what was read before."""
    (folder.path / "rules" / ONE).write_text(NEW + QUESTION, "utf-8")
    tick_once(folder.office())
    files = folder.office().files()
    reload(folder.office(), ["kh-1"])
    folder.write(lambda c: rules.enforce(c, files, NOW))
    assert folder.office().catalogue().plan_of["kh-1"].questions


def test_doctor_and_status_name_it(folder: Folder) -> None:
    (folder.path / "rules" / TWO).write_text(OTHER + QUESTION, "utf-8")
    (level, seen, remedy) = folder.found("rules")[1]
    assert level == "warning" and "kh-2: out of force until its questions are answered" in seen
    assert remedy == "answer each [[unplaced]] of the file, then reminder reload"
    office = folder.office()
    found = standing(office, office.catalogue(), None)
    assert [(w.plan, w.in_force) for w in found.waiting] == [("kh-2", "out")]
    assert standing(office, office.catalogue(), None, "kh-1").waiting == ()


TEXTS = ["", OLD, NEW, OLD + QUESTION, NEW + QUESTION, NEW + ANSWERED, NEW + QUESTION + ANSWERED]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(TEXTS), st.sampled_from(TEXTS), st.booleans()), max_size=6))
def test_any_course_of_files_and_decisions(course: list[tuple[str, str, bool]]) -> None:
    """After each reload: what has no open question is in force as its file says, what has is as it was in force, and a
    second reload or another look changes nothing."""
    current: tuple[tuple[str, str], ...] = ()
    for one, two, despite in course:
        plans = {"one": one, "two": two.replace("kh-1", "kh-2")}
        files = read(**{name: text for name, text in plans.items() if text})
        before = dict(current)
        found = as_in_force(files, current, ["kh-1"] if despite else [])
        now = dict(found.texts)
        for path, text, taken in ((ONE, plans["one"], despite), (TWO, plans["two"], False)):
            open_ = text.count(QUESTION) > text.count(ANSWERED)
            wanted = text if text and (taken or not open_) else before.get(path, "") if open_ else ""
            assert now.get(path, "") == wanted
        assert {k: v for k, v in now.items() if k not in (ONE, TWO)} == {k: v for k, v in FILES.items() if k != ONE}
        current = found.texts
        again = as_in_force(files, current)
        assert digest(again.texts) == digest(current), "it is no difference that would stop evaluation"
        assert again == found
