"""Templates tried before they are used: every kind of mail and every template in it, in both languages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

from reminder.errors import Place, Problem, problem
from reminder.mail.contents import KINDS, TEMPLATES, Lang, MailView, Template
from reminder.mail.render import Renderer, TemplateFault
from reminder.mail.samples import sample, sample_item
from reminder.translatable import N_

LANGS: tuple[Lang, ...] = get_args(Lang)
_TEXT = N_("the text part does not name the matter, {{{{ i.title }}}}")
_HTML = N_("the html part does not name the matter, {{{{ i.title }}}}")
CUT = 100_000  # octets of HTML at which mail programs begin to cut


@dataclass(frozen=True, slots=True)
class Proofs:
    """How many mails were rendered, and what was wrong with them."""

    rendered: int
    problems: tuple[Problem, ...]


def proofs(template_dirs: Sequence[Path]) -> Proofs:
    """Render everything. A template that fails is an error with file and line; one that leaves out what a
    reader needs, or grows too long, a warning."""
    renderer = Renderer(template_dirs)
    found: dict[tuple[str, str], Problem] = {}
    names = [*KINDS, *(t for t in TEMPLATES if t not in KINDS)]
    for lang in LANGS:
        for name in names:
            for each in _proof(renderer, name, lang):
                found.setdefault((str(each.place), each.message), each)
    return Proofs(len(names) * len(LANGS), tuple(found.values()))


def sample_of(name: str, lang: Lang) -> MailView:
    """A mail of this kind, or a mail with one matter of this template."""
    if name in KINDS:
        return sample(name, lang)
    template: Template = name  # type: ignore[assignment]
    return replace(sample("reminder", lang), items=(sample_item(template),))


def _proof(renderer: Renderer, name: str, lang: Lang) -> list[Problem]:
    view = sample_of(name, lang)
    where = Place(str(renderer.sources(lang)[f"{view.kind}.html.j2"]))
    try:
        words = renderer.render(view)
    except TemplateFault as fault:
        says = N_("{fault}; the built-in plain text would go out instead")
        return [problem(fault.place, "", says, fault=fault.message)]
    found = []
    if not words.subject:
        found.append(problem(where, name, N_("the subject is empty")))
    size = len(words.html.encode())
    if size > CUT:
        says = N_("{size} octets of HTML; mail programs cut at {most}")
        found.append(problem(where, name, says, "warning", size=size, most=CUT))
    for item in view.items[:1] if view.kind in ("reminder", "thanks") else ():
        for says, text in ((_TEXT, words.text), (_HTML, words.html)):
            if " ".join(item.title.split()) not in " ".join(text.split()):
                found.append(problem(where, name, says, "warning"))
    return found
