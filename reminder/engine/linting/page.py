"""The remarks on a draft as a page to go with the letter of comments: like remarks together, each with its places, the
draft's words, what is so and what is asked."""

from collections.abc import Iterable, Sequence
from datetime import date

from reminder.documents.accounting import around, short
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
    "{items} tasks and reports of the draft were looked at for time, lead, product and reporting; {n} places are put "
    "forward for consideration, in {groups} points."
)
_FINE = N_(
    "{items} tasks and reports of the draft were looked at for time, lead, product and reporting; there is nothing to "
    "put forward."
)


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
        summary=(say_(_FOUND if groups else _FINE).format(items=looked_at, n=len(remarks), groups=len(groups)),),
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
    told += (_place(r, lang) for r in group if r.in_article or not r.label)
    return _capital("; ".join(_once(told)))


def _words(group: Sequence[Remark], lang: str) -> str:
    """What the draft says there, each once; where the places differ, behind its own."""
    said: dict[str, list[str]] = {}
    for remark in group:
        said.setdefault(_quoted(remark, alone=len(group) == 1), []).append(_place(remark, lang))
    apart = len({place for places in said.values() for place in places}) > 1 and len(said) > 1
    return _listed([f"{_capital('; '.join(_once(at)))}: {words}" if apart else words for words, at in said.items()])


def _quoted(remark: Remark, *, alone: bool) -> str:
    """The sentence around the words; a name, or the words of a row, with the task where no other is beside it."""
    most, named = 200 if alone else 110, remark.kind in ("unknown body", "ceased body")
    if len(remark.words) < most and remark.words in remark.about and not (named and remark.words):
        about = around(remark.about, remark.words, most) if remark.words else short(remark.about, most)
        return f"“{about}”"
    words = f"“{short(remark.words, most)}”"
    told = shared(remark.about, remark.words) >= 0.9  # the words say the task already
    return f"{short(remark.about, 160)}: {words}" if alone and not told else words


def _opinions(group: Sequence[Remark], lang: str) -> str:
    """What is so, each once, in the order of the words."""
    return _listed(_once(remark.opinion(lang) for remark in group))


def _listed(texts: Sequence[str]) -> str:
    return "\n".join(f"- {text}" for text in texts) if len(texts) > 1 else "".join(texts)


def _place(remark: Remark, lang: str) -> str:
    return remark.number(lang) or remark.place(lang)


def _once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, texts)))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
