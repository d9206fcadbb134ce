"""docs/grammar.md, made from the rules: `python -m tests.phrases.grammar_page` writes it."""

from datetime import date
from pathlib import Path

from reminder.phrases import read
from reminder.phrases.grammar import FILES
from reminder.phrases.rulebook import Rule
from tests.phrases.brief import brief

PAGE = Path(__file__).parents[2] / "docs" / "grammar.md"
ON = date(2026, 1, 10)
_HEAD = """# The rules of phrases

Every rule of `reminder/phrases/rules`, made from them by `python -m tests.phrases.grammar_page`. Each rule stands
alone: the longest that fits is read, and of two as long the one that names more words and passes over fewer. How
patterns are written stands at the head of `reminder/phrases/patterns.py`, how readings are in [phrases.md](phrases.md).
The document's date is 10 January 2026.
"""


def sense(rule: Rule) -> str:
    """What a rule says of itself."""
    return " ".join((rule.means.__doc__ or "").split()) if rule.means else ""


def page() -> str:
    """The whole page: for each file its rules with their forms and examples, then its words."""
    parts = [_HEAD]
    for file in FILES:
        parts.append(f"## {file.__name__.rpartition('.')[2]}\n\n{(file.__doc__ or '').strip()}\n")
        for rule in file.BOOK:
            if rule.means is not None:
                forms = " · ".join(f"`{pattern}`" for pattern in rule.patterns)
                examples = "; ".join(f"“{phrase}” `{brief(read(phrase, ON)) or '–'}`" for phrase in rule.like)
                parts.append(f"**{rule.name}** `<{rule.kind}>`: {sense(rule)}  \n{forms}  \n{examples}\n")
        words = [rule for rule in file.BOOK if rule.means is None]
        if words:
            parts.append("\n".join(f"- `<{r.kind}>`: {' · '.join(r.patterns)}" for r in words) + "\n")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
