"""Dates that come again."""

from datetime import date

from reminder.phrases import Bound, Series


def test_a_series_has_its_dates_in_the_first_and_the_last_year_there_is() -> None:
    every = Series("yearly", Bound.BY, 12, 31)
    assert [due.on for due in every.due(date.min, date(2, 1, 1))] == [date(1, 12, 31)]
    assert [due.on for due in every.due(date(9999, 1, 1), date.max)] == [date.max]
