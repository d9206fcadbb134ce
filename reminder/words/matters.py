"""The words for a matter's deadline, status and role: one wording for mail, page, terminal and paper."""

from collections.abc import Iterator

from reminder.core.matter_status import OWED, Status
from reminder.core.occurrence_state import Progress
from reminder.translatable import N_
from reminder.words.catalogues import translator
from reminder.words.states_and_roles import ROLES, STATUSES

_SHORT = STATUSES | dict.fromkeys(OWED, N_("not on record"))


def due_words(day: str, strict: bool, lang: str) -> str:
    """A due day, in words already, as its document binds it: `trước ngày 15/12/2026`, or with that day itself
    `chậm nhất ngày 15/12/2026`."""
    _ = translator(lang)
    if lang == "vi" and day[:1].isdigit():
        day = f"ngày {day}"
    return (_("before {day}") if strict else _("{day} at the latest")).format(day=day)


def record_words(status: Status, kind: str, lang: str) -> str:
    """What is on record of a matter of this kind, as others are told: nobody is called late there."""
    released = status is Status.WAIVED and kind == "report"
    return translator(lang)(N_("need not report this period") if released else _SHORT[status])


def progress_words(said: Progress, lang: str) -> str:
    """How it is going, in one line: `60%, đã khảo sát xong; khó khăn, vướng mắc: thiếu kinh phí`."""
    return "; ".join(_said(said, lang))


def _said(said: Progress, lang: str) -> Iterator[str]:
    _ = translator(lang)
    if first := ", ".join(filter(None, ("" if said.percent is None else f"{said.percent}%", said.words))):
        yield first
    if said.difficulty:
        yield _("difficulty: {what}").format(what=said.difficulty)
    if said.proposal:
        yield _("proposal: {what}").format(what=said.proposal)


def role_words(role: str, kind: str, lang: str) -> str:
    """What an agency is to a matter of this kind: whoever owes a report reports, whoever owes a task leads it."""
    reports = role == "owner" and kind == "report"
    return translator(lang)(N_("reporting agency") if reports else ROLES[role])
