"""A day in a sentence about a file."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class TypedDay:
    """`15/12/2026` in Vietnamese; in English as the files have it, `2026-12-15`."""

    on: date

    def say(self, lang: str) -> str:
        return f"{self.on:%d/%m/%Y}" if lang == "vi" else self.on.isoformat()
