"""What the surface says: catalogues of words, dates in words, and one wording for each value and reason code."""

from reminder.words.catalogues import LOCALES, translator
from reminder.words.dates import (
    day_and_date,
    day_and_weekday,
    day_words,
    long_date,
    month_figure,
    period_words,
    short_date,
    weekday,
)
from reminder.words.faults import fault_words, problem_in, problem_words, why
from reminder.words.heads import head_addressed, signed_by
from reminder.words.matters import due_words, progress_words, record_words, role_words
from reminder.words.reasons import SAYINGS, say
from reminder.words.states_and_roles import (
    ANSWER_STATES,
    ANSWERS,
    CLASSES,
    MAIL_STATES,
    ROLES,
    STATUSES,
    UNITS,
    URGENCIES,
    step_words,
)  # fmt: skip

__all__ = [
    "ANSWERS", "ANSWER_STATES", "CLASSES", "LOCALES", "MAIL_STATES", "ROLES", "SAYINGS", "STATUSES", "UNITS",
    "URGENCIES", "day_and_date", "day_and_weekday", "day_words", "due_words", "fault_words", "head_addressed",
    "long_date", "month_figure", "period_words", "problem_in", "problem_words", "progress_words", "record_words",
    "role_words", "say", "short_date", "signed_by", "step_words", "translator", "weekday", "why",
]  # fmt: skip
