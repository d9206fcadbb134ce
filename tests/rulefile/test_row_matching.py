"""Which row of the file a row of the document is, among very many and among rows that say the same."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reminder.rulefile.writing.row_matching import matched

Row = tuple[str, str, dict[str, str]]


def task(id_: str, title: str = "", **words: str) -> Row:
    return "task", id_, {"title": title or id_, **words}


def many(n: int, **words: str) -> list[Row]:
    return [task(f"I.{i}", f"Xây dựng quy chế phối hợp của nhiệm vụ số {i}", **words) for i in range(n)]


def test_rows_that_say_the_same_go_by_their_ids_and_then_by_their_order() -> None:
    same = [task(id_, "Việc") for id_ in "abcd"]
    assert matched(same, [same[2], same[0]]) == {0: 2, 1: 0}
    assert matched(same, [task("x", "Việc"), same[0], task("y", "Việc")]) == {0: 1, 1: 0, 2: 2}
    assert matched(same[:1], [task("x", "Việc"), task("y", "Việc")]) == {0: 0}
    assert matched([("report", "a", {"title": "Việc", "quote": "Việc"})], [task("a", "Việc")]) == {}
    twins = [task("a", "Việc"), task("a", "Việc")]
    assert matched(twins, twins) == {0: 0, 1: 1}, "an id that stands twice"


def test_the_same_words_go_before_the_same_number() -> None:
    old = [task("I.1", "Xây dựng quy chế", lead="Sở A"), task("I.2", "Xây dựng quy chế", lead="Sở B")]
    new = [task("I.2", "Xây dựng quy chế", lead="Sở A"), task("I.1", "Xây dựng quy chế", lead="Sở B")]
    assert matched(old, new) == {0: 0, 1: 1}


def test_of_very_many_that_changed_those_near_the_same_place_are_looked_at() -> None:
    old, new = many(1200, lead="Sở A"), many(1200, lead="Sở B")
    assert matched(old, new) == {n: n for n in range(1200)}
    assert matched(old, new[40:]) == {n: n + 40 for n in range(1160)}
    moved = [*new[600:], *new[:600]]
    assert matched(old, moved) == {n: (n + 600) % 1200 for n in range(1200)}, "or under the same id"


words = st.sampled_from(["quy chế", "danh mục", "quy chế mới", "", "cổng dữ liệu"])
rows = st.lists(
    st.builds(
        lambda table, id_, title, lead: (table, id_, {"title": title, "quote": title, "lead": lead, "owed_by": lead}),
        st.sampled_from(["task", "report"]), st.sampled_from("abc"), words, words,
    ),
    max_size=8,
)  # fmt: skip


@settings(max_examples=100)
@given(rows, rows)
def test_no_row_is_two(old: list[Row], new: list[Row]) -> None:
    pairs = matched(old, new)
    assert len(set(pairs.values())) == len(pairs)
    assert all(old[m][0] == new[n][0] for n, m in pairs.items())
    assert matched(old, old).keys() == set(range(len(old))), "a file is its own"
