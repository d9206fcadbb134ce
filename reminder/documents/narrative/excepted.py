"""Whom a sentence takes out of those who owe it: "các sở, ban, ngành (trừ Sở Y tế)"."""

import re
from collections.abc import Sequence
from typing import Final

from reminder.directory.exceptions import excepted_in
from reminder.documents.narrative.body_names import body_at

_MANY: Final = re.compile(r"\b(?:các|tất cả|toàn thể|mọi|sở, (?:ban, )?ngành|cấp)\b", re.I)


def with_excepted(owed_by: str, texts: Sequence[str]) -> str:
    """Who owes it, where that is many, with whom the first of the texts that names them takes out."""
    naming = next((text for text in texts if owed_by.casefold() in text.casefold()), "")
    less = excepted_in(naming) if _MANY.search(owed_by) and not excepted_in(owed_by) else None
    return f"{owed_by} ({naming[less[0] : body_at(naming, less[1]) or less[1]]})" if less else owed_by
