"""The remarks on a draft as a page to go with the letter of comments: like remarks together, each with its places, the
draft's words, what is so and what is asked."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from reminder.documents.accounting import short
from reminder.documents.head.kinds import kind_of
from reminder.documents.writing import Annex
from reminder.engine.importing.imported import Imported
from reminder.engine.linting.lint import grouped
from reminder.engine.linting.remark import Remark
from reminder.text_matching import shared
from reminder.translatable import N_
from reminder.words import month_figure, translator

_ENCLOSED = N_("(Enclosed with Letter No. {blank} of day {blank} month {month} {year} of {sender})")
_FOUND = N_(
    "{items} tasks and reports of the draft were looked at for time, lead, product and reporting; {n} points are put "
    "forward for consideration."
)
_FINE = N_(
    "{items} tasks and reports of the draft were looked at for time, lead, product and reporting; there is nothing to "
    "put forward."
)
_MANY = 4  # different words of one group that are quoted; the others are counted


def comments(draft: Imported, remarks: Sequence[Remark], today: date, sender: str, lang: str) -> Annex:
    """The page. Number and day of the letter it goes with are left blank."""
    say_ = translator(lang)
    groups = grouped(remarks)
    looked_at = len(draft.tasks) + len(draft.duties)
    return Annex(
        name=say_(N_("ANNEX")),
        title=say_(N_("COMMENTS ON THE DRAFT {kind}")).format(kind=kind_of(draft.head.number).upper()).strip(),
        subtitle=draft.title,
        enclosed_with=say_(_ENCLOSED).format(
            blank=" " * 6, month=month_figure(today), year=today.year, sender=sender
        ),
        summary=(say_(_FOUND if groups else _FINE).format(items=looked_at, n=len(groups)),),
        columns=(
            say_("No."), say_(N_("Place")), say_(N_("Words of the draft")), say_(N_("Opinion")), say_(N_("Proposal")),
        ),
        lines=tuple((str(n), *cells(group, lang)) for n, group in enumerate(groups, 1)),
        widths=(10, 30, 48, 40, 37),
        centred=(0,),
    )  # fmt: skip


def cells(group: Sequence[Remark], lang: str) -> tuple[str, str, str, str]:
    """Places, words, opinion and proposal of remarks that ask for the same."""
    return _places(group, lang), _words(group, lang), _opinions(group, lang), group[0].proposal(lang)


def _places(group: Sequence[Remark], lang: str) -> str:
    """`Nhiệm vụ II.3, II.4; mục III.2`."""
    say_ = translator(lang)
    if len(group) == 1:
        # Nobody counts the paragraphs of a page; a line, a page or a cell is looked up.
        counted = group[0].spot.kind in ("paragraph", "row")
        return _capital((counted and group[0].number(lang)) or group[0].place(lang))
    told = []
    for form, row in ((N_("sections {numbers}"), False), (N_("tasks {numbers}"), True)):
        labels = _once(r.label for r in group if r.row is row and not r.in_article)
        if len(labels) > 1:
            told.append(say_(form).format(numbers=", ".join(labels)))
        else:
            told += (r.number(lang) for r in group if r.row is row and not r.in_article)
    told += (r.number(lang) or r.place(lang) for r in group if r.in_article or not r.label)
    return _capital("; ".join(_once(told)))


def _words(group: Sequence[Remark], lang: str) -> str:
    """The words that the remarks are about or, where those are of a sentence or lacking, the sentence or the task."""
    first = group[0]
    if len(group) == 1 and not _tells_all(first) and not _tells_all(first, of=first.words):
        return f"{short(first.about, 160)}: “{short(first.words, 200)}”"
    return _listed(group, lambda r: f"“{short(_quoted(r), 200 if len(group) == 1 else 110)}”", lang)


def _quoted(remark: Remark) -> str:
    return remark.about if _tells_all(remark) else remark.words


def _tells_all(remark: Remark, of: str = "") -> bool:
    """The task or the sentence holds the words (with `of`: the words hold it)."""
    if of:
        return shared(remark.about, of) >= 0.9
    return remark.words in remark.about or not remark.words


def _opinions(group: Sequence[Remark], lang: str) -> str:
    return _listed(group, lambda r: r.opinion(lang), lang)


def _listed(group: Sequence[Remark], told: Callable[[Remark], str], lang: str) -> str:
    """What is told of each, once; several behind the numbers of their places."""
    places: dict[str, list[str]] = {}
    for remark in group:
        places.setdefault(told(remark), []).append(remark.number(lang) if remark.in_article else remark.label)
    if len(places) == 1:
        return next(iter(places))
    apart = len({label for labels in places.values() for label in labels}) > 1
    lines = [f"{', '.join(_once(ls))}: {text}" if apart and any(ls) else text for text, ls in places.items()]
    shown = lines if len(lines) <= _MANY + 1 else lines[:_MANY]
    more = translator(lang)(N_("and {n} other places")).format(n=len(lines) - len(shown))
    return "\n".join([*shown, more] if len(shown) < len(lines) else shown)


def _once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, texts)))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
