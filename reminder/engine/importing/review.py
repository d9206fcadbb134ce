"""What a person should look at after an import, said so that nothing is said twice."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from reminder.documents.accounting import around, say_why, short
from reminder.documents.finding import Finding, Spot, say_spot
from reminder.engine.importing.imported import Imported
from reminder.errors import said
from reminder.group_by_key import gathered

_SHOWN, _TITLE, _CELL = 140, 90, 60  # letters of a sentence beside its question, of a row that is named there


def remarks(imported: Imported, lang: str) -> Iterator[str]:
    """The findings, those of one kind together: the sentence once, with all its places, and where only one of its facts
    differs with each value and its places."""
    found = [(finding.code, (finding, key)) for finding, key in imported.every_finding()]
    for of_kind in gathered(found).values():
        keys = {id(finding): key for finding, key in of_kind}
        for group in _groups([finding for finding, _ in of_kind]):
            if len(group) == 1:
                yield str(group[0].problem(imported.path, keys[id(group[0])], lang))
            else:
                yield f"{imported.path}: {_said(group, lang)}"


def questions(imported: Imported, lang: str) -> Iterator[str]:
    """What was placed nowhere: the place, the words of time, the sentence, the question with its keys, and what the row
    says that it looks like."""
    shown = dict(_rows(imported, lang))
    for one in imported.unplaced:
        sentence = around(one.text, one.words, _SHOWN)
        other = f" — {one.like}: {shown[one.like]}" if one.like else ""
        yield f"{say_spot(one.spot, lang)}: “{one.words}” (“{sentence}”): {say_why(one, lang)}{other}"


def _rows(imported: Imported, lang: str) -> Iterator[tuple[str, str]]:
    """Each row in short: its words, who leads, when, and where it is printed."""
    for task in imported.tasks:
        yield task.id, _row(task.row.title, task.row.lead_raw, task.row.timeframe, task.row.spot, lang)
    for duty in imported.duties:
        yield duty.id, _row(duty.title, duty.row.owed_by_raw, duty.row.schedule_raw, duty.row.spot, lang)


def _row(title: str, owner: str, when: str, spot: Spot, lang: str) -> str:
    words = [f"“{short(title, _TITLE)}”", *(short(text, _CELL) for text in (owner, when) if text)]
    return f"{', '.join(words)} ({say_spot(spot, lang)})"


def background(imported: Imported, lang: str) -> str:
    """How many words of time are background, by kind: `a document cited: 12; a goal: 3`."""
    kinds = gathered((one.why, one) for one in imported.background)
    return "; ".join(f"{say_why(ones[0], lang)}: {len(ones)}" for ones in sorted(kinds.values(), key=len, reverse=True))


def _groups(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Findings that one sentence says: alike but for one fact, or for none."""
    keys = {tuple(key for key, _ in finding.facts) for finding in findings}
    for key in keys.pop() if len(keys) == 1 else ():
        rest = {tuple((k, str(v)) for k, v in finding.facts if k != key) for finding in findings}
        if len(rest) == 1:
            return [list(findings)]
    return list(gathered((str(finding.facts), finding) for finding in findings).values())


def _said(group: Sequence[Finding], lang: str) -> str:
    first = group[0]
    differing = [key for key, value in first.facts if any(dict(other.facts)[key] != value for other in group)]
    if not differing:
        return f"{_places([f.spot for f in group], lang)}: {first.say(lang)}".removeprefix(": ")
    (key,) = differing
    by_value = gathered((str(said(dict(f.facts)[key], lang)), f) for f in group)
    where = [_places([f.spot for f in of], lang) for of in by_value.values()]
    return _in_place_of(first, key, list(by_value), where, lang)


def _in_place_of(first: Finding, key: str, values: Sequence[str], where: Sequence[str], lang: str) -> str:
    """The sentence with all values of the fact, each in the quotes that the sentence has around it, and its places."""
    mark = "\N{REPLACEMENT CHARACTER}"
    facts = tuple((k, mark if k == key else v) for k, v in first.facts)
    before, _, after = Finding(first.code, facts, None, first.level).say(lang).partition(mark)
    opens, closes = before[-1:], after[:1]
    quoted = (opens, closes) in (('"', '"'), ("“", "”"))
    if not quoted:
        return before + "; ".join(f"{value} ({at})" for value, at in zip(values, where, strict=True)) + after
    told = "; ".join(f"{opens}{value}{closes} ({at})" for value, at in zip(values, where, strict=True))
    return before[:-1] + told + after[1:]


def _places(spots: Sequence[Spot | None], lang: str) -> str:
    """`table 1, row 10, 14, 35; paragraph 3`."""
    known = dict.fromkeys(spot for spot in spots if spot is not None)
    out = []
    for (kind, _), run in groupby(known, key=lambda spot: (spot.kind, spot.at if spot.kind == "row" else "")):
        first, *others = run
        more = [say_spot(spot, lang) if kind == "cell" else str(spot.n) for spot in others]
        out.append(", ".join([say_spot(first, lang), *more]))
    return "; ".join(out)
