"""The catalogues of words. msgids are English and stand in the code; Vietnamese lies in
`locale/vi/LC_MESSAGES/reminder.po`. After changing one (Babel is needed for that only):

    pybabel extract -k N_ -k NN_:1,2 -k say_ --no-location -o /tmp/reminder.pot reminder
    pybabel update -D reminder -i /tmp/reminder.pot -d reminder/locale -l vi --no-fuzzy-matching
    pybabel compile -D reminder -d reminder/locale -l vi
"""

import gettext
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

LOCALES = Path(__file__).parents[1] / "locale"


@lru_cache(maxsize=8)
def translator(lang: str) -> Callable[[str], str]:
    """The function msgid → words in `lang`; a language without a catalogue speaks English."""
    return gettext.translation("reminder", LOCALES, [lang], fallback=True).gettext
