"""How well documents are read: duties found, with which day, of whom; how many are asked, lost or invented.

python -m benchmarks.documents_against [FOLDER]

A document is a text `NAME.src` in which what is to be found is marked: `{D|words of time|due|recurrence|owners|task}`,
`-` for no day and nobody; `{B|kind|words}` is background. Lines that begin with `!` are its head. It is read as text;
what is found is held against the marks.

found: a row or duty whose time has the marked words, or is a part of them. day: its day, or its rhythm, is the marked
one. owner: named as marked, or nobody is named and that is asked. asked: in a question. background: called so. lost:
none of these. invented: rows and duties that no mark claims. The documents here are known to us; only ones that nobody
has seen judge the reader.
"""

import re
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from reminder.directory.directory import Directory
from reminder.engine.importing.plan import import_plan
from reminder.engine.importing.plan_json import as_json
from reminder.text_matching import folded, shared

HERE = Path(__file__).parent / "documents"
TODAY = date(2026, 11, 27)
_MARK = re.compile(r"\{([DBT])(#\w+\+?)?\|([^{}]*)\}")
_HEAD = ("org", "number", "place", "vv", "title", "sub", "to")


@dataclass(frozen=True)
class Duty:
    """What is marked, and the line it stands in, without the marks."""

    when: str
    due: str
    often: str
    owners: frozenset[str]
    line: str


def marked(source: str) -> tuple[str, list[Duty]]:
    """The document as text, and the duties marked in it."""
    head: dict[str, str] = {}
    lines: list[str] = []
    duties: list[Duty] = []
    for line in source.splitlines():
        if told := re.match(r"!(\w+) ?(.*)", line):
            head.setdefault(told[1], _MARK.sub(_words, told[2]))
        elif line and not line.startswith("//"):
            plain = _MARK.sub(_words, line).replace("**", "").removeprefix("# ").removeprefix("## ")
            plain = re.sub(r"^#([+-]) ", r"\1 ", re.sub(r"^(?:~|>|#[I1a]) ", "", plain)).replace("<br>", " ")
            lines.append(plain)
            duties += (_duty(mark, plain) for mark in _MARK.finditer(line) if mark[1] != "B" and not _more(mark))
    number = f"Số: {head['number']}" if head.get("number") else ""
    opening = [
        *head.get("org", "").split("/"),
        number,
        head.get("place", ""),
        head.get("vv", ""),
        head.get("title", ""),
    ]
    to = [f"Kính gửi: {head['to']}"] if head.get("to") else []
    return "\n".join([*filter(None, opening), head.get("sub", "").replace("\\n", " "), *to, "", *lines]), duties


def _more(mark: re.Match[str]) -> bool:
    return bool(mark[2] and mark[2].endswith("+"))


def _words(mark: re.Match[str]) -> str:
    fields = mark[3].split("|")
    return fields[1] if mark[1] == "B" and len(fields) > 1 else fields[0]


def _duty(mark: re.Match[str], line: str) -> Duty:
    fields = [field.strip() for field in mark[3].split("|")]
    when, due, often, owners = (fields if mark[1] == "D" else fields[1:])[:4]
    also = [field[3:] for field in fields if field.startswith("ok=")]
    named = ";".join([owners, *also]).split(";")
    return Duty(
        when, due if due != "-" else "", often, frozenset(n for n in map(folded, named) if n not in ("", "-")), line
    )


def verdicts(source: str) -> Counter[str]:
    """How the marks of one document fared."""
    text, duties = marked(source)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "document.txt"
        path.write_text(text, "utf-8")
        told = as_json(import_plan(path, Directory(()), TODAY))
    rows = [_Row(row["timeframe_raw"], row["timeframe"], row["lead_raw"], _said(row)) for row in told["tasks"]]
    rows += [_Row(row["schedule_raw"], row["schedule"], row["owed_by_raw"], _said(row)) for row in told["reports"]]
    out = Counter(duties=len(duties))
    claimed: set[int] = set()
    for duty in duties:
        mine = [n for n, row in enumerate(rows) if _tells(row.when, duty) and _of(row, duty) > 0.5]
        if mine:
            best = max(mine, key=lambda n: (n not in claimed, _day(rows[n], duty), _of(rows[n], duty)))
            claimed.add(best)
            out["found"] += 1
            out["day"] += _day(rows[best], duty)
            out["owner"] += _is(rows[best].owner, duty)
        else:
            out[_ended(told, duty)] += 1
    out["invented"] = sum(bool(row.when) and n not in claimed for n, row in enumerate(rows))
    return out


@dataclass(frozen=True)
class _Row:
    when: str
    reading: dict[str, Any]
    owner: str
    said: str


def _said(row: dict[str, Any]) -> str:
    return folded(" ".join(filter(None, (row.get("quote"), row.get("title")))))


def _of(row: _Row, duty: Duty) -> float:
    """How much of the row stands in the duty's line; a table's row tells less than its title does."""
    line = folded(duty.line)
    return max(shared(row.said, line), shared(row.said.rpartition(" – ")[2], line))


def _day(row: _Row, duty: Duty) -> bool:
    """The marked day, or the marked rhythm; or neither the mark nor the reading has a day."""
    days = row.reading["due"] or [row.reading["end"]]
    rhythm = row.reading.get("recurrence") or {}
    return duty.due in days if duty.due else rhythm.get("freq") == duty.often or not any(days)


def _tells(words: str, duty: Duty) -> bool:
    figures = re.findall(r"\d+", duty.when) or re.findall(r"\w+", folded(duty.when))
    said = re.findall(r"\d+", words) if figures[0].isdigit() else re.findall(r"\w+", folded(words))
    return all(figure in said for figure in figures) or (bool(said) and folded(words) in folded(duty.when))


def _is(owner: str, duty: Duty) -> bool:
    return not owner or not duty.owners or any(shared(folded(owner), each) > 0.7 for each in duty.owners)


def _ended(told: dict[str, object], duty: Duty) -> str:
    for where, name in (("unplaced", "asked"), ("background", "background")):
        entries = told[where]
        assert isinstance(entries, list)
        if any(
            _tells(each["words"], duty) and shared(folded(each["text"]), folded(duty.line)) > 0.5 for each in entries
        ):
            return name
    return "lost"


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    total: Counter[str] = Counter()
    for path in sorted(folder.glob("*.src")):
        total += (found := verdicts(path.read_text("utf-8")))
        sys.stdout.write(f"{path.stem:46} {_row(found)}\n")
    sys.stdout.write(f"{'all':46} {_row(total)}\n")


def _row(found: Counter[str]) -> str:
    names = ("duties", "found", "day", "owner", "asked", "background", "lost", "invented")
    return "  ".join(f"{name} {found[name]}" for name in names)


if __name__ == "__main__":
    main()
