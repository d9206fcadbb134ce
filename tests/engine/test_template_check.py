"""Templates tried before use: what is rendered, and what is said of one that fails or leaves something out."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reminder.engine.mails import template_check
from reminder.engine.mails.template_check import CUT, proofs, sample_of
from reminder.errors import Place, Problem
from reminder.mail.contents import KINDS, TEMPLATES, Lang, MailView
from reminder.mail.render import Rendered, TemplateFault
from reminder.mail.samples import sample, sample_item

NAMES = [*KINDS, *(t for t in TEMPLATES if t not in KINDS)]


def test_what_is_shipped_has_no_fault() -> None:
    assert proofs([]) == template_check.Proofs(2 * len(NAMES), ())


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_sample_is_of_a_kind_or_of_one_template(lang: Lang) -> None:
    for kind in KINDS:
        assert sample_of(kind, lang) == sample(kind, lang)
    for name in TEMPLATES:
        if name not in KINDS:
            assert sample_of(name, lang) == replace(sample("reminder", lang), items=(sample_item(name),))


class Press:
    """A renderer whose words are made by `words`."""

    words: Any = None

    def __init__(self, folders: Any) -> None:
        assert folders == ["folder"]

    def sources(self, lang: str) -> dict[str, Path]:
        return {f"{kind}.html.j2": Path(f"/t/{lang}/{kind}.html.j2") for kind in KINDS}

    def render(self, view: MailView) -> Rendered:
        made = type(self).words(view)
        assert isinstance(made, Rendered)
        return made


def tried(monkeypatch: pytest.MonkeyPatch, words: Any) -> template_check.Proofs:
    monkeypatch.setattr(template_check, "Renderer", Press)
    monkeypatch.setattr(Press, "words", staticmethod(words))
    return proofs(["folder"])  # type: ignore[list-item]


def named(view: MailView) -> str:
    return " ".join(i.title for i in view.items)


def test_a_template_that_fails_is_told_once_for_each_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(view: MailView) -> Rendered:
        raise TemplateFault(Place(f"/t/{view.lang}/base.j2", 7), "'x' is undefined")

    words = "'x' is undefined; the built-in plain text would go out instead"
    assert tried(monkeypatch, fails) == template_check.Proofs(
        2 * len(NAMES), tuple(Problem(Place(f"/t/{lang}/base.j2", 7), "", words) for lang in ("vi", "en"))
    )


def test_what_a_reader_needs_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of mails that speak of one matter to who owes it: that they name it, however the lines are broken."""

    def only(lang: str, *, subject: str = "s", text: bool = True, html: str = "") -> Any:
        def words(view: MailView) -> Rendered:
            title = "\n  ".join(named(view).split())
            if view.lang != lang:
                return Rendered("s", title, title)
            return Rendered(subject, title if text else "", html or title)

        return words

    def of(kind: str) -> Place:
        return Place(f"/t/vi/{kind}.html.j2")

    assert tried(monkeypatch, only("vi")).problems == ()
    empty = tried(monkeypatch, only("vi", subject=""))
    assert empty.problems == tuple(Problem(of(kind), kind, "the subject is empty") for kind in KINDS)
    for part, given in (("text", {"text": False}), ("html", {"html": "-"})):
        words = f"the {part} part does not name the matter, {{{{ i.title }}}}"
        found = tried(monkeypatch, only("vi", **given)).problems
        assert found == tuple(Problem(of(kind), kind, words, "warning") for kind in ("reminder", "thanks"))


@pytest.mark.parametrize(("octets", "told"), [(CUT, False), (CUT + 1, True)])
def test_what_grows_too_long_for_mail_programs(octets: int, told: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    assert CUT == 100_000

    def words(view: MailView) -> Rendered:
        html = named(view)
        if view.kind == "alert" and view.lang == "en":
            html = "đ" + "x" * (octets - 2)
        return Rendered("s", named(view), html)

    warning = Problem(
        Place("/t/en/alert.html.j2"), "alert", "100001 octets of HTML; mail programs cut at 100000", "warning"
    )
    assert tried(monkeypatch, words).problems == ((warning,) if told else ())
