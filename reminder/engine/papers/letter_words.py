"""What the letter that urges says: why, of what, and by when. Whoever ordered it requires, and reports to nobody."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reminder.core.catalogue import Catalogue
from reminder.core.deadline import Deadline
from reminder.core.occurrence import Occurrence
from reminder.directory.agency import Agency
from reminder.documents.writing import Grid
from reminder.engine.papers.letterhead import LANG, _, plan_words
from reminder.phrases import Bound
from reminder.words import day_words, due_words, month_figure, period_words, short_date

ToldDays = Mapping[str, Sequence[tuple[date, str]]]


@dataclass(frozen=True, slots=True)
class Late:
    """One agency and one thing nothing is on record of."""

    agency: str
    occurrence: Occurrence


@dataclass(frozen=True)
class LetterWords:
    """The words of one letter of `sender` about `lates`, to the agencies of these `names`."""

    catalogue: Catalogue
    sender: Agency
    lates: Sequence[Late]
    names: Sequence[str]
    today: date

    @property
    def subject(self) -> str:
        reports = all(late.occurrence.obligation.kind == "report" for late in self.lates)
        return _("Re: urging reports") if reports else _("Re: urging tasks and reports")

    @property
    def one(self) -> Occurrence | None:
        """The one matter that all are written to about."""
        matters = {(late.occurrence.obligation.id, late.occurrence.period) for late in self.lates}
        return self.lates[0].occurrence if len(matters) == 1 and len(self.names) > 1 else None

    @property
    def dated_alike(self) -> bool:
        """Nobody has a date of its own."""
        dates = {(deadline_of(late.occurrence), late.occurrence.state.extension) for late in self.lates}
        return len(dates) == 1

    @property
    def ordered(self) -> bool:
        """Whether all of it was ordered by who writes."""
        return all(late.occurrence.plan.issuer == self.sender.id for late in self.lates)

    @property
    def whom(self) -> str:
        """An order names its addressees, a request is polite."""
        if not self.ordered:
            return _("your agency")
        return self.names[0] if len(self.names) == 1 else _("the agencies and bodies")

    def before(self) -> tuple[str, ...]:
        """The grounds, and what nothing is on record of."""
        plans = list({late.occurrence.plan.id: late.occurrence.plan for late in self.lates}.values())
        named = "; ".join(plan_words(p, self.catalogue, issuer=not self.ordered) for p in plans)
        grounds = (
            _("{sender} has issued {plans} and charged the agencies and bodies with carrying it out.")
            if self.ordered
            else _("Carrying out {plans}, {sender} has been given to follow, urge and gather the results.")
        ).format(plans=named, sender=self.sender.name)
        return grounds, self._missing()

    def _missing(self) -> str:
        facts = {
            "day": day_words(self.today, LANG).removeprefix("ngày "),
            "sender": self.sender.name,
            "whom": self.whom,
        }
        if self.one is None:
            form = (
                _("As of {day}, {sender} has no result or report on record of {whom} on the following matter:")
                if len(self.lates) == 1
                else _("As of {day}, {sender} has no result or report on record of {whom} on the following matters:")
            )
            return form.format(**facts)
        o = self.one
        period = f"{_('reporting period')} {period_words(o.reported_period, LANG)}; " if o.reported_period else ""
        return _(
            "As of {day}, {sender} has no result or report on record of {whom} on the following matter: {title} "
            "({period}deadline as printed: “{phrase}”{due})."
        ).format(
            **facts, title=o.obligation.called, period=period, phrase=o.obligation.phrase,
            due=_reckoned(o) if self.dated_alike else "",
        )  # fmt: skip

    def after(self, reply_by: date | None) -> tuple[str, ...]:
        """What is asked for or required, by `reply_by`, and the closing words."""
        facts = {"sender": self.sender.name, "whom": self.whom, "to": self._reported_to(), "by": _by(reply_by)}
        if self.ordered:
            forms = (
                _(
                    "{sender} requires {whom} to carry the above out without delay and to send the document to "
                    "{sender} no later than {by}."
                ),
                _(
                    "Where it has been sent or done, number and date of the document are to be stated; where there "
                    "are difficulties, the reason and the day it is expected to be done."
                ),
                _("{sender} requires {whom} to comply./."),
            )
        else:
            forms = (
                _(
                    "So that it can be gathered and reported to {to} in time, {sender} asks {whom} to carry the above "
                    "out promptly and to send the document to {sender} no later than {by}."
                ),
                _(
                    "If it has been sent or done, please state number and date of the document; if there are "
                    "difficulties, please state the reason and the day it is expected to be done."
                ),
                _("{sender} asks for the attention and cooperation of {whom}./."),
            )
        return tuple(form.format(**facts) for form in forms)

    def _reported_to(self) -> str:
        issuers = {late.occurrence.plan.issuer for late in self.lates} - {"", self.sender.id}
        return self.catalogue.directory.agency(issuers.pop()).name if len(issuers) == 1 else _("the competent level")

    def table(self, told: ToldDays) -> Grid:
        """Who, what and by when, without the columns that would say the same in each row."""
        owed = [late.occurrence for late in self.lates]
        reminded, many = any(told.get(o.key) for o in owed), self.one is None
        dates = [f"“{o.obligation.phrase}”{_reckoned(o)}" if many else _due(o) for o in owed]
        agencies = [self.catalogue.directory.agency(late.agency).name for late in self.lates]
        columns = (
            (True, _("No."), 9.0, [str(n + 1) for n in range(len(owed))]),
            (len(self.names) > 1, _("Agency"), 46.0, agencies),
            (many, _("Matter"), 62.0, [_matter(o) for o in owed]),
            (many or not self.dated_alike, _("Deadline"), 38.0 if many else 48.0, dates),
            (reminded, _("Reminded"), 26.0 if many else 60.0, [_reminded(told.get(o.key, ())) for o in owed]),
        )
        names, widths, cells = zip(*(column for wanted, *column in columns if wanted), strict=True)
        return Grid(names, tuple(zip(*cells, strict=True)), widths, (0, len(names) - 1) if reminded else (0,))

    def annex(self) -> tuple[str, str]:
        """Over an enclosed list: its title, and with which letter it goes."""
        form = _("(Enclosed with Letter No. {blank} of day {blank} month {month} {year} of {sender})")
        enclosed = form.format(
            blank=" " * 6, month=month_figure(self.today), year=self.today.year, sender=self.sender.name
        )
        return _("LIST OF AGENCIES AND BODIES"), enclosed


def copies(reported_to: Iterable[str], listed: bool) -> tuple[str, ...]:
    """The lines under the recipients."""
    to, above = _("{agency} (for report)"), _("As above (list enclosed)") if listed else _("As above")
    lines = (f"{line};" for line in (above, *(to.format(agency=name) for name in reported_to)))
    return tuple(f"- {line}" for line in (*lines, _("Filed: clerical office, ……")))


def deadline_of(o: Occurrence) -> Deadline:
    """Only what has one is written about."""
    assert o.deadline is not None
    return o.deadline


def _by(reply_by: date | None) -> str:
    return short_date(reply_by, LANG) if reply_by else "     /     /……"


def _matter(o: Occurrence) -> str:
    return o.obligation.called + (f" ({period_words(o.reported_period, LANG)})" if o.reported_period else "")


def _reckoned(o: Occurrence) -> str:
    """The day reckoned from the printed words, where they do not say it whole, or to which it was extended."""
    return f"; {_due(o)}"


def _due(o: Occurrence) -> str:
    d, e = deadline_of(o), o.state.extension
    if e is None:
        return due_words(short_date(d.due_on, LANG), d.bound is Bound.BEFORE, LANG)
    by = ", " + _("document {document}").format(document=e.document) if e.document else ""
    return _("extended to {day}").format(day=short_date(e.due_on, LANG)) + by


def _reminded(told: Sequence[tuple[date, str]]) -> str:
    if not told:
        return _("not yet")
    return _("{n} times, last on {day}").format(n=len(told), day=short_date(max(on for on, _box in told), LANG))
