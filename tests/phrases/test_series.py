"""Dates that come again."""

from datetime import date

from reminder.phrases import Bound, Series


def test_a_series_has_its_dates_in_the_first_and_the_last_year_there_is() -> None:
    every = Series("yearly", Bound.BY, 12, 31)
    assert [due.on for due in every.due(date.min, date(2, 1, 1))] == [date(1, 12, 31)]
    assert [due.on for due in every.due(date(9999, 1, 1), date.max)] == [date.max]


def test_a_series_without_a_day_has_the_last_one() -> None:
    dues = Series("monthly", Bound.BY).due(date(2026, 1, 1), date(2026, 3, 31))
    assert [due.on for due in dues] == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]
