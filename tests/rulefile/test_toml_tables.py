"""A file cut at its tables, and one table written anew to the letter."""

import pytest
import tomlkit

from reminder.rulefile.writing import toml_file
from reminder.rulefile.writing.plan_file import PlanRow, update_plan, write_plan
from reminder.rulefile.writing.toml_tables import cut, written
from reminder.rulefile.writing.toml_text import Value

MARK = "# in văn bản:"
FILE = """\
# đầu tệp
x = 1

# của kế hoạch
[plan]  # tên
id = "p"
# in văn bản: id=1

# cuối của kế hoạch

  # của dòng một
  # nữa
  [[task]]
  id = "1"
  # in văn bản: id=2
[[ "task" ]]
note = \"\"\"
[[task]]
# không phải lời
\"\"\"
[task.sub]
a = [ # trong mảng
 1 ]
# hết"""


def test_a_comment_right_above_a_header_is_of_its_table() -> None:
    parts = cut(FILE, MARK)
    assert "".join(part.text for part in parts) == FILE
    assert [(part.path, part.text.split("\n")[0], part.comments) for part in parts] == [
        ((), "# đầu tệp", ("# đầu tệp",)),
        (("plan",), "# của kế hoạch", ("# của kế hoạch", "# tên", "# in văn bản: id=1", "# cuối của kế hoạch")),
        (("task", 0), "  # của dòng một", ("# của dòng một", "# nữa", "# in văn bản: id=2")),
        (("task", 1), '[[ "task" ]]', ()),
        (("task", 1, "sub"), "[task.sub]", ("# trong mảng", "# hết")),
    ]
    assert [part.path for part in cut("[a]", MARK)] == [(), ("a",)]
    assert [part.text for part in cut("# x\n[a]\n", MARK)] == ["", "# x\n[a]\n"]


TABLE = """\
# trên
[[task]]  # đầu
  "id" = "1"
  title = 'một'  # hai

  list = [ # a
    "x", # b
  ] # c
  # in văn bản: id=1
# dưới

"""


@pytest.mark.parametrize(
    ("values", "old", "new"),
    [
        ({}, "", ""),
        ({"title": "hai"}, "title = 'một'  # hai", 'title = "hai"  # hai'),
        ({"id": 'a"b'}, '"id" = "1"', '"id" = "a\\"b"'),
        ({"title": "a\nb"}, "title = 'một'  # hai", 'title = """\na\nb"""  # hai'),
        ({"title": ""}, "  title = 'một'  # hai\n", "  # hai\n"),
        ({"id": ""}, '  "id" = "1"\n', ""),
        ({"list": ("y", "z")}, '  list = [ # a\n    "x", # b\n  ] # c\n', '  # a\n  # b\n  list = ["y", "z"] # c\n'),
        ({"list": ()}, '  list = [ # a\n    "x", # b\n  ] # c\n', "  # a\n  # b\n  # c\n"),
        ({"lead": "Sở A"}, "  # in văn bản", '  lead = "Sở A"\n  # in văn bản'),
        ({"lead": ""}, "", ""),
        ({"lead": "a", "note": "b"}, "  # in văn bản", '  lead = "a"\n  note = "b"\n  # in văn bản'),
    ],
)  # fmt: skip
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_table_to_the_letter(values: dict[str, Value], old: str, new: str, newline: str) -> None:
    text = TABLE.replace("\n", newline)
    wanted = TABLE.replace(old, new, 1).replace(": id=1", ": id=2").replace("\n", newline)
    assert written(text, values, MARK, f"{MARK} id=2", newline) == wanted


def test_without_a_mark_a_new_key_stands_behind_the_last_one() -> None:
    assert written("[a]\n b = 1\n\n# x\n", {"c": "2"}, MARK, "", "\n") == '[a]\n b = 1\n c = "2"\n\n# x\n'
    assert written("[a]\nb = 1", {"c": "2"}, MARK, "", "\n") == '[a]\nb = 1\nc = "2"\n'
    assert written("[a]\n# x\n", {"c": "2"}, MARK, "", "\n") == '[a]\nc = "2"\n# x\n'


def test_a_new_row_does_not_come_between_a_row_and_what_is_said_of_it() -> None:
    rows = [
        PlanRow("task", f"I.{n}", {"title": title}, {}) for n, title in ((1, "Quy chế"), (2, "Danh mục"), (3, "Mới"))
    ]
    text = write_plan({"id": "p"}, rows[:2]).replace('[[task]]\nid = "I.2"', '# hỏi chị Lan\n[[task]]\nid = "I.2"')
    found, _, _ = update_plan(text, {"id": "p"}, [rows[0], rows[2], rows[1]])
    assert '# hỏi chị Lan\n[[task]]\nid = "I.2"' in found
    assert found.index("Quy chế") < found.index("Mới") < found.index("# hỏi chị Lan")


def test_tables_that_a_file_mixed_stay_where_they_are() -> None:
    """As one of the shipped plans has them."""
    rows = [
        PlanRow("task", "1", {"title": "Quy chế"}, {}), PlanRow("report", "r", {"title": "Báo cáo", "quote": "q"}, {}),
        PlanRow("task", "2", {"title": "Danh mục"}, {}),
    ]  # fmt: skip
    text = write_plan({"id": "p"}, rows)
    changed = [rows[0], rows[1], PlanRow("task", "2", {"title": "Danh mục mới"}, {})]
    found, _, _ = update_plan(text, {"id": "p"}, changed)
    assert [line for line in found.split("\n") if line.startswith("[")] == [
        "[plan]",
        "[[task]]",
        "[[report]]",
        "[[task]]",
    ]
    assert found == text.replace("Danh mục", "Danh mục mới").replace(*_stamps(text, found))


def _stamps(text: str, found: str) -> tuple[str, str]:
    return text.rstrip("\n").rsplit("\n", 1)[1], found.rstrip("\n").rsplit("\n", 1)[1]


ROWS = [PlanRow("task", "1", {"title": "Quy chế", "lead": "a"}, {}), PlanRow("task", "2", {"title": "Danh mục"}, {})]


def test_a_new_row_stands_behind_all_that_belongs_to_the_one_before_it() -> None:
    text = write_plan({"id": "p"}, ROWS[:1]) + "[task.more]\nx = 1\n\n[other]\n"
    found, _, _ = update_plan(text, {"id": "p"}, ROWS)
    assert [line for line in found.split("\n") if line.startswith("[")] == [
        "[plan]", "[[task]]", "[task.more]", "[[task]]", "[other]",
    ]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), [("# hỏi", ""), ('id = "1"', 'id = "3"'), ('lead = "b"', 'lead = "a"')])
def test_what_came_out_is_held_against_what_was_meant(monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> None:
    """Were the library to lose a comment, to touch another key or to forget this one, nobody gets the text."""
    text = write_plan({"id": "p"}, ROWS).replace('id = "1"', 'id = "1"  # hỏi')
    changed = [PlanRow("task", "1", {"title": "Quy chế", "lead": "b"}, {}), ROWS[1]]
    assert update_plan(text, {"id": "p"}, changed)[0].count(old) == 1
    monkeypatch.setattr(toml_file, "written", lambda *given: written(*given).replace(old, new))
    with pytest.raises(ValueError, match="Quy chế"):
        update_plan(text, {"id": "p"}, changed)


def test_a_table_that_the_library_reads_otherwise_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert written("[a]\nb = 1\n", {"b": "2"}, MARK, "", "\n") == '[a]\nb = "2"\n'
    monkeypatch.setattr(tomlkit.TOMLDocument, "as_string", lambda _self: "")
    with pytest.raises(ValueError, match="b = 1"):
        written("[a]\nb = 1\n", {"b": "2"}, MARK, "", "\n")
