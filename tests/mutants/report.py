"""What came of a sample: figures for each package, and each survivor as a diff, with the reason it may stay."""

import difflib
import tomllib
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from tests.mutants.changes import Change, changed
from tests.mutants.tree import package, text

_COLUMNS = ("killed", "timeout", "survived", "none", "listed", "to do")


def report(sample: list[Change], results: dict[str, Any]) -> dict[str, Any]:
    listed = tomllib.loads((Path(__file__).parent / "survivors.toml").read_text("utf-8")).get("survivor", [])
    reasons = {(e["in"], e["was"].strip(), e["now"].strip()): e["reason"] for e in listed}
    figures: dict[str, Counter[str]] = defaultdict(Counter)
    survivors = []
    for change in sample:
        verdict = results.get(change.ident, {}).get("verdict", "to do")
        figures[package(change.path)][verdict] += 1
        if verdict in ("survived", "none"):
            diff = _diff(text(change.path), changed(text(change.path), change.index))
            was, now = ("\n".join(x[1:].strip() for x in diff if x[0] == sign) for sign in "-+")
            reason = reasons.get((change.scope, was, now), "")
            figures[package(change.path)]["listed"] += bool(reason)
            place = f"{change.path}:{change.line}"
            survivors.append(
                {"place": place, "in": change.scope, "verdict": verdict, "reason": reason, "diff": "\n".join(diff)}
            )  # fmt: skip
    survivors.sort(key=lambda s: (bool(s["reason"]), s["place"]))
    return {"packages": {name: dict(figures[name]) for name in sorted(figures)}, "survivors": survivors}


def table(found: dict[str, Any]) -> str:
    rows = [("", *_COLUMNS, "killed %")]
    total: Counter[str] = Counter()
    for figures in found["packages"].values():
        total.update(figures)
    for name, figures in [*found["packages"].items(), ("all", total)]:
        killed, survived = (sum(figures.get(c, 0) for c in pair) for pair in (_COLUMNS[:2], _COLUMNS[2:4]))
        share = f"{100 * killed / (killed + survived):.1f}" if killed + survived else ""
        rows.append((name, *(str(figures.get(c, 0)) for c in _COLUMNS), share))
    out = [f"{row[0]:<10}" + "".join(f"{cell:>10}" for cell in row[1:]) for row in rows]
    for s in found["survivors"]:
        none = " (no test reaches it)" if s["verdict"] == "none" else ""
        out.append(f"\n{s['place']}  {s['in']}{none}\n{s['diff']}" + (f"\n= {s['reason']}" if s["reason"] else ""))
    return "\n".join(out)


def _diff(was: str, now: str) -> list[str]:
    return list(difflib.unified_diff(was.splitlines(), now.splitlines(), n=0, lineterm=""))[3:]
