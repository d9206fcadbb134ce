"""Where a date comes from that the document does not print: by whose act, of several the one that is its own."""

from datetime import date

from reminder.core.occurrence import Occurrences
from tests.core.made import Acts, cast, catalogue, obligation, plan

DUE, FIRST, SECOND = date(2026, 12, 28), date(2026, 12, 8), date(2026, 12, 9)


def test_an_extension_to_the_same_day_is_each_ones_own() -> None:
    rules = catalogue(plan(obligation("chậm nhất ngày 15/12/2026", id_="p/1", kind="report", lead=cast("all"))))
    acts = Acts()
    (a, b, *_) = Occurrences(rules, acts.journal()).known(DUE, FIRST)
    for o, on, document in ((a, FIRST, "1/VB"), (b, SECOND, "2/VB"), (a, SECOND, "3/VB")):
        acts.write("extend", on, "p/1", o.period, o.owner.id, until_on=DUE, document=document)
    last = acts.written[-1]
    acts.write("undo", SECOND, "p/1", a.period, a.owner.id, undoes=last.id)
    book = Occurrences(rules, acts.journal())
    known = {o.key: o for o in book.known(DUE, SECOND)}
    for o, document in ((a, "1/VB"), (b, "2/VB")):
        given, granted = book.given(known[o.key]), known[o.key].granted
        assert given and granted
        assert given["document"] == granted.document == document
