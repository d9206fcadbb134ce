"""Views → subject, text and HTML, by the operator's templates first and the shipped ones behind them.

Each kind of mail has the layouts `KIND.subject.txt.j2`, `KIND.txt.j2` and `KIND.html.j2`, for all languages; what they
say stands in `LANG/words.j2`. A folder's `style.css` gives the classes of its HTML. Templates are compiled once.
"""

import os
import re
import stat
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, cast

from jinja2 import BaseLoader, Environment, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError

from reminder.errors import Place, ReminderError
from reminder.mail.attached_list import listing, says_all
from reminder.mail.cleaning import cleaned_value, usable_link
from reminder.mail.contents import KINDS, Item, Lang, MailKind, MailView
from reminder.mail.inline_css import inlined
from reminder.mail.template_sandbox import MAX_OUTPUT, Sandbox, budget
from reminder.words import (
    day_and_date,
    day_and_weekday,
    day_words,
    due_words,
    long_date,
    period_words,
    progress_words,
    record_words,
    role_words,
    say,
    short_date,
)

_NAME = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)+\Z")
_SHARED = re.compile(r"\.(?:txt|html)\.j2\Z")
_JOINED = re.compile(r"(?:words|parts)\.(?:txt|html)\.j2\Z")
_BUILT_ON = re.compile(r"""\{%[-+]?\s*(?:extends|import|include|from)\s+["']([^"']+)["']""")
MAX_HTML = 98_000  # bytes; some mail programs cut at 102 kB, others at 100
_MAX_SOURCE = 1 << 17
SIGNATURE = "-- "  # with its blank: mail programs fold or drop what follows
PARTS = ("subject.txt", "txt", "html")


class TemplateFault(ReminderError):
    """A template could not be rendered. `place` is its file and line; send `plain(view)` instead."""

    def __init__(self, place: Place, message: str) -> None:
        self.place, self.message = place, message
        super().__init__(f"{place}: {message}")


@dataclass(frozen=True, slots=True)
class Rendered:
    """One mail's words: `subject` on one line, `text` with newlines, `html` a whole document. `listing`: a table of all
    it speaks of, where the words do not name all of it."""

    subject: str
    text: str
    html: str
    listing: bytes = b""


def shipped_templates() -> Path:
    """The templates that came with this package, in a wheel or in a checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "defaults" / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


class Renderer:
    """Renders views. `template_dirs` in order of precedence; the shipped ones are always last.

    Safe for several threads. A fault in one template costs only the mails that use it.
    """

    def __init__(self, template_dirs: Sequence[Path] = ()) -> None:
        dirs = {d.resolve(): d for d in reversed((*template_dirs, shipped_templates()))}  # each once
        self._dirs = tuple(dirs.values())[::-1]
        self._languages: dict[Lang, Sandbox] = {}
        self._lock = Lock()

    def render(self, view: MailView) -> Rendered:
        """The view in words. Raises TemplateFault with file and line."""
        view = presentable(view)
        html = self._part(view, "html")
        while _too_long(html) and (shorter := view.tightened()):
            view, html = shorter, self._part(shorter, "html")
        subject, text = (self._part(view, part) for part in ("subject.txt", "txt"))
        rest = b"" if says_all(view, text, html) else listing(view)
        return Rendered(" ".join(subject.split()), _tidy(text), html.strip() + "\n", rest)

    def sources(self, lang: Lang) -> dict[str, Path]:
        """Where each part of each kind is taken from."""
        loader = Folders(self._dirs, lang)
        names = [f"{kind}.{part}.j2" for kind in KINDS for part in PARTS]
        return {name: path for name in names if (path := loader.find(name))}

    def files(self, lang: Lang, kind: MailKind) -> tuple[Path, ...]:
        """All that a mail of this kind is made of: its own templates and what they are built on, what counts first
        before what it leaves to others."""
        return Folders(self._dirs, lang).built_on([f"{kind}.{part}.j2" for part in PARTS])

    def _part(self, view: MailView, part: str) -> str:
        name = f"{view.kind}.{part}.j2"
        try:
            with budget():
                chunks, length = [], 0
                for chunk in self._language(view.lang).get_template(name).generate(view=view):
                    length += len(chunk)
                    if length > MAX_OUTPUT:
                        raise SecurityError("the template puts out more than one mail may hold")
                    chunks.append(chunk)
                return "".join(chunks)
        except Exception as fault:
            raise self._fault(fault, view.lang, name) from fault

    def _language(self, lang: Lang) -> Sandbox:
        with self._lock:
            if lang not in self._languages:
                self._languages[lang] = Sandbox(Folders(self._dirs, lang), filters(lang))
            return self._languages[lang]

    def _fault(self, fault: Exception, lang: Lang, name: str) -> TemplateFault:
        place = cast(Folders, self._language(lang).loader).place
        if isinstance(fault, TemplateSyntaxError):
            file = fault.filename or fault.name or f"{lang}/{name}"
            return TemplateFault(place(file, fault.lineno), fault.message or "")
        roots = tuple(str(d) for d in self._dirs)
        frames = [f for f in traceback.extract_tb(fault.__traceback__) if f.filename.startswith(roots)]
        where = place(frames[-1].filename, frames[-1].lineno or 0) if frames else Place(f"{lang}/{name}")
        return TemplateFault(where, f"{type(fault).__name__}: {fault}"[:500])


class Folders(BaseLoader):
    """Finds a template by its bare name in the folders, in each one the language's own first; never outside them,
    through no link.

    Of words and parts an office writes only those it wants otherwise: a macro its file does not define is taken from
    the next one, so that a copy of an older one need not know what newer layouts ask for.
    """

    def __init__(self, dirs: Sequence[Path], lang: Lang) -> None:
        self._dirs, self._lang = tuple(dirs), lang
        self._joined: dict[str, list[tuple[Path, int]]] = {}  # what each is read from, and its lines

    def find(self, name: str) -> Path | None:
        return next(self._found(name), None)

    def _found(self, name: str) -> Iterator[Path]:
        if not _NAME.match(name):
            return
        # words.j2 serves both parts: read as words.txt.j2 it is plain, as words.html.j2 escaped.
        for bare in dict.fromkeys((name, _SHARED.sub(".j2", name))):
            for folder in self._dirs:
                for path in (folder / self._lang / bare, folder / bare):
                    if path.is_file():
                        yield path

    def _taken(self, name: str) -> list[Path]:
        """The files a template of this name is made of, what counts first first."""
        found = list(self._found(name))
        return found if _JOINED.match(name) else found[:1]

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        paths = self._taken(template)
        if not paths:
            raise TemplateNotFound(template)
        # What counts first stands last: of two macros of one name the later one holds, for all that call it.
        texts = [(path, self._text(path)) for path in reversed(paths)]
        self._joined[str(paths[0])] = [(path, text.count("\n") + 1) for path, text in texts]
        source = "\n".join(text for _path, text in texts)
        if template.endswith(".html.j2"):
            source = inlined(source, self._css())
        return source, str(paths[0]), lambda: True

    def place(self, file: str, line: int) -> Place:
        """Where a line of what was read under this name really stands."""
        parts = self._joined.get(file, [])
        for path, lines in parts[:-1]:
            if line <= lines:
                return Place(str(path), line)
            line -= lines
        return Place(file, line)

    def built_on(self, names: Sequence[str]) -> tuple[Path, ...]:
        """The files these templates are read from, and those they name in turn, each once; the style sheet last."""
        names, paths = list(names), []
        for name in names:
            for path in self._taken(name):
                paths.append(path)
                try:
                    named = _BUILT_ON.findall(self._text(path))
                except (SecurityError, UnicodeError):  # to be refused when it is rendered
                    continue
                names += [other for other in named if other not in names]
        return tuple(dict.fromkeys((*paths, *self._sheets()[:1])))

    def _sheets(self) -> list[Path]:
        return [css for folder in self._dirs if (css := folder / "style.css").is_file()]

    def _css(self) -> str:
        return "".join(map(self._text, self._sheets()[:1]))

    def _text(self, path: Path) -> str:
        if path.parent not in self._dirs and path.parent.is_symlink():
            raise SecurityError(f"{path.parent} is a symbolic link")
        return _read(path)


def _read(path: Path) -> str:
    """A regular file's text; a link, a device or an over-long file is refused."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as fault:
        raise SecurityError(f"{path} cannot be opened: {fault.strerror}") from fault
    with os.fdopen(descriptor, encoding="utf-8-sig") as file:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode) or found.st_size > _MAX_SOURCE:
            raise SecurityError(f"{path} is no regular file of at most {_MAX_SOURCE} bytes")
        return file.read()


def filters(lang: Lang) -> dict[str, Callable[..., Any]]:
    """The words a template may ask for, in its language."""
    return {
        "long_date": lambda on: long_date(on, lang),
        "day_words": lambda on: day_words(on, lang),
        "short_date": lambda on: short_date(on, lang),
        "day_and_date": lambda on: day_and_date(on, lang),
        "day_and_weekday": lambda on: day_and_weekday(on, lang),
        "period_words": lambda period: period_words(period, lang),
        "due_words": lambda day, strict: due_words(day, strict, lang),
        "progress_words": lambda said: progress_words(said, lang),
        "record_words": lambda standing, kind="report": record_words(standing, kind, lang),
        "role_words": lambda role, kind: role_words(role, kind, lang),
        "say": lambda reason: say(reason, lang),
        "wrapped": wrapped,
        "shortened": _shortened,
        "rule": lambda heading: "-" * min(len(heading), 76),
        "total": lambda numbers: sum(int(n) for n in numbers),
    }


def wrapped(text: str, indent: int = 0, width: int = 76) -> str:
    """Lines of at most `width` columns, broken between words; all but the first indented by `indent` blanks."""
    indent, width = min(indent, 40), min(width, 120)
    margin = "\n" + " " * indent
    lines: list[str] = []
    room = 0
    for word in str(text).split():
        room -= len(word) + 1
        if room < 0 or not lines:
            lines.append(word)
            room = width - indent - len(word)
        else:
            lines[-1] += " " + word
    return margin.join(lines)


def _shortened(text: str, to: int = 90) -> str:
    """At most `to` characters, cut between words, with an ellipsis."""
    text = " ".join(str(text).split())
    if len(text) <= to:
        return text
    return text[: to - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def _too_long(html: str) -> bool:
    return len(html) * 4 > MAX_HTML and len(html.encode()) > MAX_HTML  # a letter has at most four bytes


def _tidy(text: str) -> str:
    """No trailing blanks, never two empty lines in a row."""
    lines = [line if line == SIGNATURE else line.rstrip() for line in text.strip().split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n"


def presentable(view: MailView) -> MailView:
    """The view with its words cleaned and without links that are not of our making."""

    rest: MailView = cleaned_value(replace(view, items=()))
    items, links = tuple(map(_cleaned_item, view.items)), tuple(map(usable_link, rest.links))
    return replace(rest, items=items, links=links, link=usable_link(rest.link))


@lru_cache(maxsize=2048)
def _cleaned_item(item: Item) -> Item:
    """Once for all mails that tell of it."""
    return cleaned_value(item)  # type: ignore[no-any-return]
