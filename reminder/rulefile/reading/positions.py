"""Where each key of a TOML text stands: key path → line. Only for texts that `tomllib` has accepted.

`tomllib` gives values without places. This walks the same text once, knows strings, arrays and tables,
and leaves all judgement to `tomllib`.
"""

import re
from collections.abc import Mapping, Sequence

Path = tuple[str | int, ...]

_COMMENT = re.compile(r"#[^\r\n]*")
_SKIP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BLANK = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}#\r\n]+")
_STRINGS = (
    ('"""', re.compile(r'"""(?:[^\\"]|\\.|"(?!""))*"{3,5}', re.DOTALL)),
    ("'''", re.compile(r"'''(?:[^']|'(?!''))*'{3,5}", re.DOTALL)),
    ('"', re.compile(r'"(?:[^"\\\n]|\\.)*"')),
    ("'", re.compile(r"'[^'\n]*'")),
)


def positions(text: str) -> Mapping[Path, int]:
    """Every key, table and array element of the text with its line, counted from 1."""
    return _Walk(text).found


def headers(text: str) -> Sequence[tuple[Path, int]]:
    """Every table header with where it begins, in the order of the text."""
    return _Walk(text).headers


def comments(text: str) -> Sequence[tuple[int, str]]:
    """Every comment from its `#` to the line's end, with where it begins."""
    return _Walk(text).comments


def spans(text: str) -> Mapping[Path, tuple[int, int]]:
    """Every value, array element and table header of the text with its `[start, end)`: where to write anew."""
    return _Walk(text).spans


class _Walk:
    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.found: dict[Path, int] = {(): 1}
        self.spans: dict[Path, tuple[int, int]] = {}
        self.headers: list[tuple[Path, int]] = []
        self.comments: list[tuple[int, str]] = []
        self._counts: dict[Path, int] = {}
        self._line, self._counted = 1, 0
        prefix: Path = ()
        while self._skip():
            if self.text.startswith("[[", self.at):
                prefix = self._header(2)
            elif self.text[self.at] == "[":
                prefix = self._header(1)
            else:
                self._pair(prefix)

    def _header(self, width: int) -> Path:
        line, start, self.at = self._here(), self.at, self.at + width
        keys = self._keys()
        self.at = self.text.index("]" * width, self.at) + width
        path = (*self._inside(keys[:-1], line), keys[-1])
        self._mark(path, line)
        if width == 2:
            self._counts[path] = self._counts.get(path, -1) + 1
            path = (*path, self._counts[path])
            self._mark(path, line)
        self.spans[path] = (start, self.at)
        self.headers.append((path, start))
        return path

    def _inside(self, keys: tuple[str, ...], line: int) -> Path:
        """A header's path, with the last element of each array of tables it goes through."""
        path: Path = ()
        for name in keys:
            path = (*path, name)
            self._mark(path, line)
            if path in self._counts:
                path = (*path, self._counts[path])
        return path

    def _pair(self, prefix: Path) -> None:
        line = self._here()
        path = prefix
        for name in self._keys():
            path = (*path, name)
            self._mark(path, line)
        self.at = self.text.index("=", self.at) + 1
        self._pass(_BLANK)
        self._spanned(path)

    def _spanned(self, path: Path) -> None:
        start = self.at
        self._value(path)
        self.spans[path] = (start, self.at)

    def _value(self, path: Path) -> None:
        char = self.text[self.at]
        if char == "[":
            self.at += 1
            self._elements(path)
        elif char == "{":
            self.at += 1
            while self._skip() and self.text[self.at] != "}":
                self._pair(path)
                self._comma()
            self.at += 1
        elif char in "\"'":
            self._string()
        else:
            found = _SCALAR.match(self.text, self.at)
            self.at = found.end() if found else self.at + 1

    def _elements(self, path: Path) -> None:
        index = 0
        while self._skip() and self.text[self.at] != "]":
            self._mark((*path, index), self._here())
            self._spanned((*path, index))
            self._comma()
            index += 1
        self.at += 1

    def _keys(self) -> tuple[str, ...]:
        keys: list[str] = []
        while True:
            self._pass(_BLANK)
            if self.text[self.at] in "\"'":
                keys.append(self._string())
            else:
                found = _BARE_KEY.match(self.text, self.at)
                assert found is not None, "tomllib accepted this text"
                keys.append(found[0])
                self.at = found.end()
            self._pass(_BLANK)
            if self.text[self.at] != ".":
                return tuple(keys)
            self.at += 1

    def _string(self) -> str:
        for quote, form in _STRINGS:
            if self.text.startswith(quote, self.at):
                found = form.match(self.text, self.at)
                assert found is not None, "tomllib accepted this text"
                self.at = found.end()
                return found[0][len(quote) : -len(quote)]
        raise AssertionError("not at a string")

    def _comma(self) -> None:
        if self._skip() and self.text[self.at] == ",":
            self.at += 1

    def _skip(self) -> bool:
        start = self.at
        self._pass(_SKIP)
        self.comments += ((found.start(), found[0]) for found in _COMMENT.finditer(self.text, start, self.at))
        return self.at < len(self.text)

    def _pass(self, form: re.Pattern[str]) -> None:
        found = form.match(self.text, self.at)
        assert found is not None, "it matches nothing at all as well"
        self.at = found.end()

    def _here(self) -> int:
        self._line += self.text.count("\n", self._counted, self.at)
        self._counted = self.at
        return self._line

    def _mark(self, path: Path, line: int) -> None:
        self.found.setdefault(path, line)
