"""A TOML file cut at its tables: one table is written anew, every other byte stays.

tomlkit changes the one table. It is not given the whole file: it draws tables apart that a file has mixed, and takes a
second for a thousand rows. What it makes is read back by the caller.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import tomlkit
from tomlkit.items import AoT, Comment, Item, Key, Table, Trivia

from reminder.rulefile.reading.positions import Path, comments, headers
from reminder.rulefile.writing.toml_text import Value, literal

_Body = list[tuple[Key | None, Item]]


@dataclass(frozen=True, slots=True)
class Part:
    """A table with its header, the comments right above that, and what stands below up to the next one. What stands
    before the first header has the path ()."""

    path: Path
    text: str
    comments: tuple[str, ...]


def cut(text: str, mark: str) -> list[Part]:
    """The parts of a file, which together are its text. A comment that begins with `mark` belongs to the table above
    it. Only for texts that `tomllib` has accepted."""
    said = comments(text)
    own_line = {start for start, words in said if not words.startswith(mark) and not _before(text, start).strip()}
    starts: list[tuple[Path, int]] = [((), 0)]
    for path, at in headers(text):
        start = at - len(_before(text, at))
        while start and (above := _first_sign(text, start)) in own_line:
            start = above - len(_before(text, above))
        starts.append((path, start))
    found, n = [], 0
    for (path, start), (_, end) in zip(starts, [*starts[1:], ((), len(text))], strict=True):
        within = []
        while n < len(said) and said[n][0] < end:
            within.append(said[n][1].rstrip())
            n += 1
        found.append(Part(path, text[start:end], tuple(within)))
    return found


def written(text: str, values: Mapping[str, Value], mark: str, stamp: str, newline: str) -> str:
    """One table with these values; an empty one takes its key out. A new key stands before the comment that begins with
    `mark`, which becomes `stamp`; where there is none, behind the last key. Comments stay, those of a value that went
    on lines of their own. Raises ValueError where the table cannot be written so."""
    document = tomlkit.parse(text)
    if document.as_string() != text:
        raise ValueError(text)
    body = next(_table(item) for key, item in document.body if key is not None)
    place = next((n for n, (_, item) in enumerate(body) if _is_mark(item, mark)), None)
    if place is not None:
        body[place][1].trivia.comment = stamp
    for key, value in values.items():
        _put(body, key, value, mark, newline)
    return document.as_string()


def _table(item: Item) -> _Body:
    table = item.body[0] if isinstance(item, AoT) else item
    if not isinstance(table, Table):
        raise ValueError(str(table))
    return table.value.body


def _put(body: _Body, key: str, value: Value, mark: str, newline: str) -> None:
    old = next((n for n, (k, _) in enumerate(body) if k is not None and k.key == key), None)
    new = tomlkit.value(literal(value).replace("\n", newline)) if value not in ("", ()) else None
    if old is not None:
        name, was = body[old]
        trivia = was.trivia
        said = [words for _, words in comments(f"x = {was.as_string()}")]
        if new is not None:
            new.trivia.indent, new.trivia.trail = trivia.indent, trivia.trail
            new.trivia.comment_ws, new.trivia.comment = trivia.comment_ws, trivia.comment
            body[old] = (name, new)
        else:
            said += [trivia.comment] if trivia.comment else []
            del body[old]
        body[old:old] = [(None, Comment(Trivia(trivia.indent, "", words.rstrip(), newline))) for words in said]
    elif new is not None:
        behind = next((n for n, (_, item) in enumerate(body) if _is_mark(item, mark)), None)
        last = max((n + 1 for n, (k, _) in enumerate(body) if k is not None), default=0)
        at = last if behind is None else behind
        above = next((item for k, item in reversed(body[:at]) if k is not None), None)
        if above is not None:
            new.trivia.indent = above.trivia.indent
            above.trivia.trail = above.trivia.trail or newline
        new.trivia.trail = newline
        body.insert(at, (tomlkit.key(key), new))


def _is_mark(item: Item, mark: str) -> bool:
    return isinstance(item, Comment) and item.trivia.comment.startswith(mark)


def _before(text: str, at: int) -> str:
    """What stands on the line before this place."""
    return text[text.rfind("\n", 0, at) + 1 : at]


def _first_sign(text: str, start: int) -> int:
    """Where the first sign of the line above stands; -1 where that is blank."""
    words = text[text.rfind("\n", 0, start - 1) + 1 : start].lstrip()
    return start - len(words) if words else -1
