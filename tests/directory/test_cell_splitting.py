"""Where a name may end in a printed cell: each cut by its kind, brackets and bullets taken out."""

import pytest

from reminder.directory.cell_splitting import PrintedCell, cut

CELLS: list[tuple[str, str]] = [
    # the pieces, before each but the first the kind of its cut
    ("Sở A, Sở B và Sở C; Sở D/ Sở E hoặc là Sở F", "Sở A |comma Sở B |and Sở C |list Sở D |or Sở E |or Sở F"),
    ("Các Sở: A, B & C - D + E", "Các Sở |colon A |comma B |and C |dash D |plus E"),
    ("a cùng với b với c cùng d hoặc e", "a |and b |and c |and d |or e"), ("A VÀ B HOẶC C", "A |and B |or C"),
    ("A – B — C - D", "A |dash B |dash C |dash D"), ("A-B, C –D, E– F", "A-B |comma C –D |comma E– F"),
    ("A&B, C& D", "A&B |comma C& D"), ("hoặcA, vàng, với", "hoặcA |comma vàng"),
    ("A;;\n;B\tC\nD", "A |list B |list C |line D"), ("A ;: B\n:\nC", "A |colon B |colon C"),
    ("- Sở A\n- Sở B", "Sở A |list Sở B"), ("– A\n  — B\n• C\n* D\n+ E", "A |list B |list C |list D |list E"),
    ("1. Sở A\r\n2) Sở B\rSở C", "Sở A |list Sở B |line Sở C"), ("12) Sở", "Sở"),
    ("a) Sở A\nb) Sở B", "Sở A |list Sở B"), ("123) Sở", "123) Sở"),
    ("-A", "-A"), ("1.A", "1.A"), ("A...", "A"), ("…A…, B.", "A |comma B"), ("A. B.", "A. B"), (" A ", "A"),
    (";A,,B/", "|list A |comma B"), ("không ai", "không ai"),
    ("", ""), ("–", ""), (" - ", ""), ("/", ""), (".", ""),
    ("Không", ""), (" không có ", ""), ("KHÔNG CÓ", ""), ("và", ""),
    ("A\u0309", "Ả"),
]  # fmt: skip


def shown(cell: PrintedCell) -> str:
    return " ".join(f"{f'|{a.cut} ' if a.cut else ''}{cell.text[a.start : a.end]}" for a in cell.atoms)


@pytest.mark.parametrize(("raw", "pieces"), CELLS, ids=lambda text: repr(text)[:20])
def test_the_pieces_of_a_cell(raw: str, pieces: str) -> None:
    assert shown(cut(raw)) == pieces


@pytest.mark.parametrize(
    ("raw", "text", "brackets"),
    [
        ("Sở A (x; y), B", "Sở A       , B", [(5, "x; y")]), ("A [ghi chú] B", "A           B", [(2, "ghi chú")]),
        ("Sở A ( ghi chú ", "Sở A           ", [(5, "ghi chú")]), ("A () B", "A    B", [(2, "")]),
        ("(a(b)c)", "     c)", [(0, "a"), (2, "b")]), ("- A (x)\n- B (y)", "A    \n\nB    ", [(2, "x"), (9, "y")]),
        ("(x]", "   ", [(0, "x")]), ("A", "A", []), ("-", "", []),
    ],
)  # fmt: skip
def test_what_stood_in_brackets(raw: str, text: str, brackets: list[tuple[int, str]]) -> None:
    cell = cut(raw)
    assert (cell.text, [(b.at, b.words) for b in cell.brackets]) == (text, brackets)
