"""The questions of an import in a plan file: asked once, answered by a person, kept as long as the document prints what
they ask about."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from reminder.rulefile.writing.toml_file import TomlFile
from reminder.text_matching import alike

NAME = "unplaced"
_HINT = (
    "# Mỗi mục [[unplaced]] là một câu hỏi của lần nhập; trả lời bằng đúng một khóa viết thêm vào mục:",
    '#   obligation = "mã"          là thời hạn của dòng có id này (chưa có dòng thì thêm một mục [[task]] trước)',
    '#   same_as = "mã"             nói lại dòng có id này',
    '#   not_obligation = "lý do"   không phải việc phải làm',
)
_ANSWERS = ("obligation", "not_obligation", "same_as")
_LEAST = 0.5


@dataclass(frozen=True, slots=True)
class Question:
    """Words of time that are in no row, or a `row` that looks `like` another one; both by the ids of the document's
    rows, which `why` may name as {row} and {like}."""

    line: str
    text: str
    words: str
    why: str
    row: str = ""
    like: str = ""


Change = tuple[Literal["added", "changed", "gone"], str, str, str]
"""What became of a question: the key that tells it, its value before and after."""


def bring(file: TomlFile, questions: Sequence[Question]) -> list[Change]:
    """The file's questions as the document has them now, `row` and `like` by the ids of the file. One that is still
    there keeps its answer and its words, only its line follows. One that is gone goes, if nobody answered it; an
    answer stays as a comment, or as it is while it keeps a row of the file out."""
    rows = [row for table in ("task", "report") for _, row in file.rows(table)]
    now = {str(was): str(row.get("id", "")) for row in rows for was in _listed(row.get("was"))}
    old = file.rows(NAME)
    pairs = _matched([_known(values, now) for _, values in old], questions)
    changes: list[Change] = []
    hint = "" if file.says(_HINT[0]) else "\n".join(_HINT)
    for n, question in enumerate(questions):
        if n not in pairs:
            why = question.why.format(row=question.row, like=question.like)
            file.add(NAME, asdict(question) | {"why": why}, above=hint)
            hint = ""
            changes.append(("added", "words", "", question.words))
            continue
        place, values = old[pairs[n]]
        line = str(values.get("line", ""))
        if place is not None and line != question.line:
            file.write(place, {"line": question.line})
            changes.append(("changed", "line", line, question.line))
    ids = {str(row.get("id", "")) for row in rows}
    for m in sorted(set(range(len(old))) - set(pairs.values())):
        place, values = old[m]
        holds = _known(values, now).row in ids and bool(values.get("same_as") or values.get("not_obligation"))
        if place is not None and not holds:
            file.take_out(place, as_comment=any(values.get(key) for key in _ANSWERS))
        changes.append(("gone", "words", str(values.get("words", "")), ""))
    return changes


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()


def _known(values: Mapping[str, Any], now: Mapping[str, str]) -> Question:
    """A question of the file, its letters composed whatever editor it went through, rows by the ids they bear now."""
    said = (unicodedata.normalize("NFC", str(values.get(k, ""))) for k in ("line", "text", "words", "row", "like"))
    line, text, words, row, like = said
    return Question(line, text, words, "", now.get(row, row), now.get(like, like))


def _matched(old: Sequence[Question], new: Sequence[Question]) -> dict[int, int]:
    """Questions of the document ↔ questions of the file: the same words about the same rows, in a text much alike."""
    same: dict[tuple[str, str, str], list[int]] = {}
    for m, question in enumerate(old):
        same.setdefault(_about(question), []).append(m)
    scored = sorted(
        (-likeness, old[m].line != question.line, abs(n - m), n, m)
        for n, question in enumerate(new)
        for m in same.get(_about(question), ())
        if (likeness := alike(old[m].text, question.text)) >= _LEAST
    )
    pairs: dict[int, int] = {}
    for *_, n, m in scored:
        if n not in pairs and m not in pairs.values():
            pairs[n] = m
    return pairs


def _about(question: Question) -> tuple[str, str, str]:
    return " ".join(question.words.casefold().split()), question.row, question.like
