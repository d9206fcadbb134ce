"""docs/grammar.md, made from the rules: `python -m tests.phrases.grammar_page` writes it."""

from datetime import date
from pathlib import Path

from reminder.phrases import read
from reminder.phrases.grammar import FILES
from tests.phrases.brief import brief

PAGE = Path(__file__).parents[2] / "docs" / "grammar.md"
ON = date(2026, 1, 10)
_HEAD = """# The rules of phrases

Every rule of `reminder/phrases/rules`, made from them by `python -m tests.phrases.grammar_page`. Each rule stands alone:
the longest that fits is read, and of two as long the one that names more words. How patterns are written stands at the head
of `reminder/phrases/chart.py`, how readings are in [phrases.md](phrases.md). The document's date is 10 January 2026.
"""


def page() -> str:
    """The whole page: for each file its rules with their forms and examples, then its words."""
    parts = [_HEAD]
    for file in FILES:
        parts.append(f"## {file.__name__.rpartition('.')[2]}\n\n{(file.__doc__ or '').strip()}\n")
        for rule in file.BOOK:
            if rule.means is not None:
                forms = "\n".join(f"    {pattern}" for pattern in rule.patterns)
                parts.append(f"### {rule.name}\n\n{rule.sense}\n\n`<{rule.kind}>`\n\n{forms}\n")
                examples = "\n".join(f"- “{phrase}”: `{brief(read(phrase, ON)) or '–'}`" for phrase in rule.like)
                parts += [f"{examples}\n"] if examples else []
        words = [rule for rule in file.BOOK if rule.means is None]
        if words:
            parts.append("### Words\n\n" + "\n".join(f"- `<{r.kind}>`: {' · '.join(r.patterns)}" for r in words) + "\n")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
