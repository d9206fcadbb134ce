"""A plan file to the letter: how it is written, and what a corrected document changes in it. The laws over whole
documents are in `documents`."""

import tomllib
from collections.abc import Mapping
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.rulefile.writing.free_ids import FreeIds
from reminder.rulefile.writing.plan_file import PlanChange, PlanRow, update_plan, write_plan
from reminder.rulefile.writing.toml_text import Value

HEAD: dict[str, Value] = {"id": "p", "issued_on": date(2026, 3, 12), "note": ""}


def mark(values: Mapping[str, Value]) -> str:
    """The line that fingerprints printed values."""
    shown = {k: ", ".join(v) if isinstance(v, tuple) else str(v) for k, v in values.items()}
    return "# in văn bản: " + " ".join(f"{k}={sha256(v.encode()).hexdigest()[:6]}" for k, v in shown.items())


def task(id_: str, title: str, **more: Value) -> PlanRow:
    return PlanRow("task", id_, {"title": title, "lead": "Sở Y tế", **more}, {})


def lines(row: PlanRow, id_: str = "") -> str:
    values = "".join(f'{k} = "{v}"\n' for k, v in row.values.items() if v)
    return f'[[{row.table}]]\nid = "{id_ or row.id}"\n{values}{mark(row.values)}\n'


A, B, C = (
    task(f"I.{n}", title) for n, title in enumerate(["Xây dựng quy chế", "Ban hành danh mục", "Nâng cấp cổng"], 1)
)
HEADER = f'[plan]\nid = "p"\nissued_on = 2026-03-12\n{mark(HEAD)}\n'
FILE = f"{HEADER}\n{lines(A)}\n{lines(B)}"


def test_a_new_file() -> None:
    assert write_plan(HEAD, (A, B)) == FILE
    report = PlanRow(
        "report", "r", {"title": "Báo cáo", "tags": ("a", "b"), "none": ()}, {"compiles": ("x",), "no": ""}
    )
    assert write_plan(HEAD, [report]) == (
        f"{HEADER}\n"
        '[[report]]\nid = "r"\ntitle = "Báo cáo"\ntags = ["a", "b"]\ncompiles = ["x"]\n'
        f"{mark(report.values)}\n"
    )


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ('nói "thế"', r'"nói \"thế\""'), ("a\\b", r'"a\\b"'), ("a\tb\x7f", r'"a\u0009b\u007f"'), ("a~ b", '"a~ b"'),
        ("một\nhai", '"""\nmột\nhai"""'), ('một\n"hai"', '"""\nmột\n"hai\\""""'), ("a\n\x01b", '"""\na\n\\u0001b"""'),
        ('a\n"""b', '"""\na\n\\"\\""b"""'), (date(2026, 1, 2), "2026-01-02"), (("a", 'b"'), '["a", "b\\""]'),
    ],
)  # fmt: skip
def test_a_value_as_it_is_written(value: Value, written: str) -> None:
    text = write_plan({"title": value}, ())
    assert f"title = {written}\n" in text
    read = tomllib.loads(text)["plan"]["title"]
    assert (tuple(read) if isinstance(read, list) else read) == value


def test_a_new_row_stands_behind_the_one_before_it() -> None:
    new = task("I.9", "Đào tạo cán bộ")
    for rows, text in (
        ((A, new, B), f"{HEADER}\n{lines(A)}\n{lines(new)}\n{lines(B)}"),
        ((A, B, new), f"{HEADER}\n{lines(A)}\n{lines(B)}\n{lines(new)}"),
        ((new, A, B), f"{HEADER}\n{lines(new)}\n{lines(A)}\n{lines(B)}"),
        ((A, new, C, B), f"{HEADER}\n{lines(A)}\n{lines(new)}\n{lines(C)}\n{lines(B)}"),
    ):
        found, changes, ids = update_plan(FILE, HEAD, rows)
        assert found == text
        assert changes == tuple(
            PlanChange("added", r.id, "title", "", str(r.values["title"])) for r in rows if r in (new, C)
        )
        assert ids == {n: r.id for n, r in enumerate(rows)}
        assert update_plan(found, HEAD, rows) == (found, (), ids)


def test_a_new_row_whose_id_is_taken_gets_another() -> None:
    new = task("I.1", "Đào tạo cán bộ")
    found, changes, ids = update_plan(FILE, HEAD, (A, new, B))
    assert (ids[1], changes[0].id) == ("I.1b", "I.1b")
    assert lines(new, "I.1b") in found


def test_what_the_document_says_anew() -> None:
    changed = task("I.1", "Xây dựng quy chế", lead="Sở Tư pháp", output="Quy chế")
    found, changes, _ = update_plan(FILE, HEAD, (changed, B))
    assert changes == (
        PlanChange("changed", "I.1", "lead", "Sở Y tế", "Sở Tư pháp"),
        PlanChange("kept", "I.1", "output", "", "Quy chế"),
    )  # fmt: skip
    assert 'lead = "Sở Tư pháp"' in found
    assert mark(changed.values) in found
    assert update_plan(found, HEAD, (changed, B))[:2] == (found, ())


def test_what_the_document_says_no_more_goes() -> None:
    long = task("I.1", "Xây dựng quy chế", output="- một\n- hai", note="x")
    text = write_plan(HEAD, (long, B))
    bare = task("I.1", "Xây dựng quy chế", output="", note="x")
    found, changes, _ = update_plan(text, HEAD, (bare, B))
    assert changes == (PlanChange("changed", "I.1", "output", "- một\n- hai", ""),)
    assert found == f"{HEADER}\n{lines(bare)}\n{lines(B)}"
    again, changes, _ = update_plan(found, HEAD, (long, B))
    assert changes == (PlanChange("changed", "I.1", "output", "", "- một\n- hai"),)
    values = tomllib.loads(again)["task"][0]
    assert (values["output"], values["note"]) == ("- một\n- hai", "x")
    assert again.index("output = ") < again.index(mark(long.values))


def test_words_a_person_changed_are_told_once_and_stay() -> None:
    mine = FILE.replace('lead = "Sở Y tế"', 'lead = "Sở Nội vụ"', 1)
    assert update_plan(mine, HEAD, (A, B))[:2] == (mine, ())
    changed = task("I.1", "Xây dựng quy chế", lead="Sở Tư pháp")
    found, changes, _ = update_plan(mine, HEAD, (changed, B))
    assert changes == (PlanChange("kept", "I.1", "lead", "Sở Nội vụ", "Sở Tư pháp"),)
    assert 'lead = "Sở Nội vụ"' in found and mark(changed.values) in found
    assert update_plan(found, HEAD, (changed, B))[:2] == (found, ())


def test_the_head_is_brought_up_to_date_too() -> None:
    found, changes, _ = update_plan(FILE, {**HEAD, "issued_on": date(2026, 4, 1)}, (A, B))
    assert changes == (PlanChange("changed", "plan", "issued_on", "2026-03-12", "2026-04-01"),)
    assert "issued_on = 2026-04-01\n" in found


def test_a_row_of_the_document_that_is_gone_is_told_and_one_of_the_office_is_not() -> None:
    own = f'{FILE}\n[[task]]\nid = "x"\ntitle = "Việc tự thêm"\n'
    found, changes, ids = update_plan(own, HEAD, (B,))
    assert (found, ids) == (own, {0: "I.2"})
    assert changes == (PlanChange("gone", "I.1", "title", "Xây dựng quy chế"),)


def test_a_row_without_an_id_keeps_its_place() -> None:
    text = f'{HEADER}\n[[task]]\ntitle = "Xây dựng quy chế"\nlead = "Sở Y tế"\n'
    found, changes, ids = update_plan(text, HEAD, (A,))
    assert (found, changes, ids) == (text, (), {0: "I.1"})


@pytest.mark.parametrize("quotes", ['"""', "'''"])
def test_a_header_inside_a_long_string_is_none(quotes: str) -> None:
    text = f"{HEADER}note = {quotes}\n[[task]]\nid = 1\n{quotes}\n\n{lines(A)}"
    found, changes, ids = update_plan(text, HEAD, (A,))
    assert (found, changes, ids) == (text, (), {0: "I.1"})


def test_rows_are_known_by_their_words() -> None:
    """A title may change by a word or two, or the rest of the row; both together it is another row."""
    wide = task("I.1", "Xây dựng quy chế quản lý cổng dữ liệu mở", section="I", output="Quy chế")
    text = write_plan(HEAD, (wide,))
    for title, more, known in (
        ("Xây dựng quy chế quản lý cổng dữ liệu", {"section": "I", "output": "Quy chế"}, True),
        ("Xây dựng quy chế quản lý cổng dữ liệu mở", {"section": "II", "output": "", "lead": "Sở Nội vụ"}, True),
        ("Xây dựng quy chế khác hẳn về đào tạo", {"section": "I", "output": "Quy chế"}, False),
        ("Ban hành danh mục dữ liệu dùng chung", {"section": "I", "output": "Quy chế"}, False),
    ):
        _, changes, ids = update_plan(text, HEAD, (task("I.7", title, **more),))
        assert (ids[0] == "I.1") is known
        assert any(c.what == "gone" for c in changes) is not known
    report = PlanRow("report", "r", {"title": wide.values["title"]}, {})
    assert update_plan(text, HEAD, (report,))[2] == {0: "r"}, "a task is no report"


def test_of_two_alike_the_one_with_the_same_number() -> None:
    twins = (task("I.1", "Xây dựng quy chế"), task("I.2", "Xây dựng quy chế"))
    text = write_plan(HEAD, twins)
    assert update_plan(text, HEAD, twins) == (text, (), {0: "I.1", 1: "I.2"})
    assert update_plan(text, HEAD, twins[::-1])[2] == {0: "I.2", 1: "I.1"}
    unnumbered = (task("x", "Xây dựng quy chế"), task("y", "Xây dựng quy chế"))
    assert update_plan(text, HEAD, unnumbered)[2] == {0: "I.1", 1: "I.2"}, "or in the same order"


def test_an_id_that_is_free() -> None:
    assert FreeIds().take("I.1") == "I.1"
    assert FreeIds({"I.1", "I.1B"}).take("I.1") == "I.1c"
    letters = {f"I.1{letter}" for letter in "bcdefghijklmnopqrstuvwxyz"}
    assert FreeIds({"I.1", *letters}).take("I.1") == "I.1-27"
    assert FreeIds({"I.1", *letters} - {"I.1z"}).take("I.1") == "I.1z"
    assert FreeIds({"TASK", "task-2"}).take("task") == "task-3"
    assert FreeIds({""}).take("") == "-2"


@given(st.lists(st.sampled_from(["I.1", "I.1b", "i.1", "task", "TASK", "task-2", ""]), max_size=60))
def test_no_id_is_given_twice_however_many_are_wanted(wanted: list[str]) -> None:
    ids = FreeIds(["task-3"])
    given_ = [ids.take(one).casefold() for one in wanted]
    assert len({*given_, "task-3"}) == len(wanted) + 1
    assert all(id_.startswith(one.casefold()) for id_, one in zip(given_, wanted, strict=True))


@pytest.mark.parametrize(
    ("title", "more", "known"),
    [
        # title 0,8; 0,6; 0,4; less: of the rest nothing, a third, all of it must be the same, be it empty
        ("Xây dựng quy chế khác", {"section": "II", "output": "y", "lead": "z"}, True),
        ("Xây dựng quy khác", {"section": "II", "output": "y"}, True), ("Xây dựng quy khác", {"section": "II"}, True),
        ("Xây dựng quy khác", {"section": "II", "output": "y", "lead": "z"}, False),
        ("Xây dựng khác", {}, True), ("Xây dựng khác", {"section": "II"}, False),
        ("Xây dựng khác", {"output": "y"}, False), ("Xây dựng khác", {"lead": "z"}, False),
        ("Xây dựng khác nữa", {}, False), ("Xây", {}, False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("printed", [{}, {"section": "I", "output": "Quy chế"}])
def test_how_like_a_row_must_be(title: str, more: dict[str, Value], known: bool, printed: dict[str, Value]) -> None:
    text = write_plan(HEAD, (task("I.1", "Xây dựng quy chế", **printed),))
    assert (update_plan(text, HEAD, (task("I.7", title, **(printed | more)),))[2] == {0: "I.1"}) is known


def test_the_place_of_a_row_is_known_by_its_words_and_only_then_by_its_number() -> None:
    new = task("I.2", "Xây dựng quy chế"), task("I.1", "Ban hành danh mục")
    assert update_plan(FILE, HEAD, new)[2] == {0: "I.1", 1: "I.2"}


def test_a_mark_that_somebody_broke_is_read_as_far_as_it_goes() -> None:
    broken = FILE.replace("# in văn bản: title=", "# in văn bản: xin đừng sửa title=", 1)
    changed = task("I.1", "Xây dựng quy chế", lead="Sở Tư pháp")
    found, changes, _ = update_plan(broken, HEAD, (changed, B))
    assert changes == (PlanChange("changed", "I.1", "lead", "Sở Y tế", "Sở Tư pháp"),)
    assert mark(changed.values) in found


def test_a_row_that_lacks_its_id_or_its_words() -> None:
    text = f'{HEADER}\n[[task]]\nlead = "Sở Y tế"\n\n{lines(A)}'
    found, changes, ids = update_plan(text, HEAD, (A, task("", "Việc mới")))
    assert (ids, changes) == ({0: "I.1", 1: "-2"}, (PlanChange("added", "-2", "title", "", "Việc mới"),))
    assert 'id = "-2"' in found
    gone, changes, _ = update_plan(FILE.replace('id = "I.1"\n', ""), HEAD, (B,))
    assert changes == (PlanChange("gone", "", "title", "Xây dựng quy chế"),)
    assert gone == FILE.replace('id = "I.1"\n', "")


def test_what_stands_behind_the_last_row_stays_behind_it() -> None:
    new = task("I.9", "Đào tạo cán bộ")
    text = f"{FILE}\n# cuối tệp\n"
    found, _, _ = update_plan(text, HEAD, (A, B, new))
    assert found == f"{FILE}\n# cuối tệp\n\n{lines(new)}"
    bare = "# chỉ có lời\n"
    assert update_plan(bare, HEAD, (A,))[0] == f"{bare}\n{lines(A)}"


def test_texts_that_are_no_toml_are_refused() -> None:
    with pytest.raises(tomllib.TOMLDecodeError):
        update_plan("[plan", HEAD, (A,))
