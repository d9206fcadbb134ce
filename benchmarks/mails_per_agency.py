"""How many mails an agency gets: the shipped plans and ladders, the seasons of 2018 and 2026, from the pure planner.

Each season begins on its first working day with nothing told. It is lived twice: nobody answers, so that every step is
sent, and everybody answers on the last working day in time; then once more, all having chosen a list a week and left
the overview. A month counts for an agency in which it gets any mail.

python benchmarks/mails_per_agency.py [YEAR…]
"""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from statistics import median
from time import process_time

from reminder.core.catalogue import Catalogue
from reminder.core.evaluate import Ledger, evaluate
from reminder.core.mail_choices import MailChoice
from reminder.core.mail_grouping import Mail, mails
from reminder.core.notice import Notice
from reminder.core.told_instead import Reach
from reminder.rulefile import load
from reminder.shipped import SHIPPED

OPERATOR = "operator@office.example"
ASKED = frozenset({"owner", "head", "compiler"})  # who is to do something; all others are told
say = sys.stdout.write


def season(catalogue: Catalogue, year: int, ledger: Ledger) -> tuple[Notice, ...]:
    """All notices of the year if nothing else happens."""
    first = catalogue.calendar.on_or_after(date(year, 1, 1))
    return evaluate(catalogue, ledger, first, date(year, 12, 31)).notices


def in_time(notices: Iterable[Notice]) -> list[Notice]:
    """Without those that an answer on the target day makes needless."""
    return [n for n in notices if not (d := n.occurrence.counted) or n.send_on <= d.target_on]


def mailed(catalogue: Catalogue, notices: Iterable[Notice]) -> tuple[Mail, ...]:
    return mails(notices, Reach(catalogue.directory, OPERATOR)).mails


def row(name: str, found: Sequence[Mail]) -> None:
    """One line of the table."""
    months = Counter((m.agency, m.send_on.month) for m in found if m.agency)
    years = Counter(m.agency for m in found if m.agency)
    each, whole = sorted(months.values()), sorted(years.values())
    told = sum(not any(n.role in ASKED for n in m.notices) for m in found)
    say(
        f"{name:32}{len(found):6}{told:9}{median(each):8g}{_p90(each):5}{each[-1]:5}"
        f"{median(whole):8g}{_p90(whole):5}{whole[-1]:5}\n"
    )


def _p90(ordered: Sequence[int]) -> int:
    return ordered[int(len(ordered) * 0.9)]


def parts(found: Sequence[Mail]) -> None:
    """By kind, and in how many mails each role is spoken to."""
    kinds = Counter(m.kind for m in found)
    roles = Counter(role for m in found for role in {n.role for n in m.notices})
    for what, counts in (("mails by kind", kinds), ("mails that speak to", roles)):
        say(f"    {what}: " + ", ".join(f"{name} {n}" for name, n in counts.most_common()) + "\n")


def main(years: Sequence[int]) -> None:
    catalogue = load(SHIPPED / "rules")
    say(f"{'':32}{'mails':>6}{'no duty':>9}   a month of an agency   a year of an agency\n")
    say(f"{'':47}{'median':>8}{'p90':>5}{'max':>5}{'median':>8}{'p90':>5}{'max':>5}\n")
    for year in years:
        begun = process_time()
        notices = season(catalogue, year, Ledger())
        agencies = [a.id for register in catalogue.directory.registers for a in register.agencies]
        listed = season(catalogue, year, Ledger(choices=dict.fromkeys(agencies, MailChoice(weekly=True, left=True))))
        for name, told in (
            ("nobody answers", notices), ("all answer in time", in_time(notices)),
            ("the same, by weekly lists", in_time(listed)),
        ):  # fmt: skip
            found = mailed(catalogue, told)
            row(f"{year}, {name}", found)
            parts(found)
        say(f"    {process_time() - begun:.2f} s\n")


if __name__ == "__main__":
    main([int(year) for year in sys.argv[1:]] or [2018, 2026])
