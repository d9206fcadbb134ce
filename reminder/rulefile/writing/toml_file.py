"""A TOML file being brought up to date: tables change, come and go; what was meant is held against what came out."""

import tomllib
from collections import Counter
from collections.abc import Mapping
from typing import Any

from reminder.rulefile.reading.positions import Path, comments
from reminder.rulefile.writing.toml_tables import cut, written
from reminder.rulefile.writing.toml_text import Value, literal

Row = tuple[int | None, dict[str, Any]]
"""A table: its place among the parts of the file, None where it has no header of its own, and its values."""
_BOM = "\ufeff"


class TomlFile:
    """The text of a file, changed table by table. Comments that begin with `mark` are the program's own, all others
    stay. Raises ValueError if the text is not TOML."""

    def __init__(self, text: str, mark: str) -> None:
        body = text.removeprefix(_BOM)
        self.text, self.mark, self.data = text, mark, tomllib.loads(body)
        self.newline = "\r\n" if "\r\n" in body else "\n"
        self.parts = cut(body, mark)
        self._places = {part.path: place for place, part in enumerate(self.parts)}
        self._texts = [part.text for part in self.parts]
        self._said = [Counter(c for c in part.comments if not c.startswith(mark)) for part in self.parts]
        self._goal: dict[Path, dict[str, Any] | None] = {}
        self._new: dict[int, list[tuple[str, Mapping[str, Value], str, str]]] = {}

    def rows(self, name: str) -> list[Row]:
        """The elements of an array of tables, in the order of the file."""
        found = self.data.get(name, [])
        rows = found if isinstance(found, list) else []
        return [(self._places.get((name, n)), row) for n, row in enumerate(rows) if isinstance(row, dict)]

    def table(self, name: str) -> Row:
        """The table of this name; without values where there is none."""
        found = self.data.get(name)
        return self._places.get((name,)), found if isinstance(found, dict) else {}

    def stamp(self, place: int) -> str:
        """The program's own comment of a table; "" where it has none."""
        return next((c for c in self.parts[place].comments if c.startswith(self.mark)), "")

    def write(self, place: int, values: Mapping[str, Value], stamp: str = "") -> None:
        """These values into a table, an empty one out of it."""
        path = self.parts[place].path
        self._texts[place] = written(self._texts[place], values, self.mark, stamp, self.newline)
        goal = dict(self._goal.get(path) or self._table(path))
        for key, value in values.items():
            goal.pop(key, None)
            if value not in ("", ()):
                goal[key] = _plain(value)
        self._goal[path] = goal

    def says(self, comment: str) -> bool:
        """Whether the file has this comment."""
        return any(comment in part.comments for part in self.parts)

    def add(
        self, name: str, values: Mapping[str, Value], stamp: str = "", behind: int | None = None, above: str = ""
    ) -> None:
        """A new element of an array of tables, behind a table and what is below it, or at the end; with its stamp below
        and comments above."""
        place = len(self.parts) - 1 if behind is None else behind
        path = self.parts[place].path
        while path and place + 1 < len(self.parts) and self.parts[place + 1].path[: len(path)] == path:
            place += 1
        self._new.setdefault(place, []).append((name, values, stamp, above))

    def take_out(self, place: int, as_comment: bool = False) -> None:
        """A table out of the file, its comments left; or all of it left as a comment."""
        part = self.parts[place]
        if as_comment:
            lines = self._texts[place].split("\n")
            left = "\n".join(line if not line.strip() or line.lstrip()[0] == "#" else f"# {line}" for line in lines)
            self._said[place] = Counter(words.rstrip() for _, words in comments(left))
        else:
            left = "".join(f"{words}{self.newline}" for words in self._said[place].elements())
            left += self.newline if left else ""
        self._texts[place] = left
        self._goal[part.path] = None

    def finished(self) -> str:
        """The text, read back. Raises ValueError where it does not say what was meant, or lost a comment."""
        if not self._goal and not self._new and self._texts == [part.text for part in self.parts]:
            return self.text
        pieces: list[str] = []
        for place, text in enumerate(self._texts):
            pieces.append(text)
            if place in self._new:
                pieces.append(self._below(pieces, place))
        made = "".join(pieces)
        found = Counter(words.rstrip() for _, words in comments(made))
        if tomllib.loads(made) != self._meant() or sum(self._said, Counter()) - found:
            raise ValueError(made)
        return made if self.text == self.text.removeprefix(_BOM) else _BOM + made

    def _below(self, pieces: list[str], place: int) -> str:
        """The new tables of this place; blank lines above it move below them."""
        end, blank = "".join(pieces[-1:]).rstrip(), self.newline
        while pieces and not end:
            pieces.pop()
            end = "".join(pieces[-1:]).rstrip()
        tail = pieces[-1][len(end) :] if pieces else ""
        first, broken, rest = tail.partition("\n")
        if pieces:
            pieces[-1] = end + (first + broken if broken else blank)
        tables = [self._written(*new) for new in self._new[place]]
        return (blank if pieces else "") + blank.join(tables) + rest

    def _written(self, name: str, values: Mapping[str, Value], stamp: str, above: str) -> str:
        keys = (f"{key} = {literal(value)}" for key, value in values.items() if value not in ("", ()))
        lines = [above, f"[[{name}]]", *keys, stamp]
        return "".join(f"{line}\n" for line in lines if line).replace("\n", self.newline)

    def _table(self, path: Path) -> dict[str, Any]:
        at: Any = self.data
        for step in path:
            at = at[step]
        return dict(at)

    def _meant(self) -> dict[str, Any]:
        """What the new text is to say."""
        meant: dict[str, Any] = dict(self.data)
        names = {path[0] for path in self._goal if len(path) == 2}
        names |= {name for new in self._new.values() for name, *_ in new}
        for (name, *more), values in self._goal.items():
            if not more:
                meant[str(name)] = values
        for name in map(str, names):
            placed = [
                (-1 if place is None else place, 0, self._goal.get((name, n), row))
                for n, (place, row) in enumerate(self.rows(name))
            ]
            placed += [
                (place, n, {k: _plain(v) for k, v in values.items() if v not in ("", ())})
                for place, new in self._new.items()
                for n, (of, values, *_) in enumerate(new, 1)
                if of == name
            ]
            kept = [row for _, _, row in sorted(placed, key=lambda each: each[:2]) if row is not None]
            meant.pop(name, None)
            meant |= {name: kept} if kept else {}
        return meant


def _plain(value: Value) -> Any:
    return list(value) if isinstance(value, tuple) else value
