"""A body or group that the directory knows, for other days than the one it is looked for on: which they are, and who
took over."""

from dataclasses import dataclass
from datetime import date

_WORDS = {
    "en": ("it exists from {since}", "it existed until {until}; {heirs}", "no successor is known", "now {names}"),
    "vi": ("có từ ngày {since}", "có đến hết ngày {until}; {heirs}", "chưa rõ nơi kế thừa", "nay là {names}"),
}


@dataclass(frozen=True, slots=True)
class OutOfForce:
    """`since` where it begins later, else `until`, its last day, and the names of its `heirs`."""

    since: date | None
    until: date | None
    heirs: tuple[str, ...] = ()

    def say(self, lang: str) -> str:
        """In words, to stand in brackets behind the name."""
        begins, ended, nobody, now = _WORDS.get(lang, _WORDS["en"])
        if self.since:
            return begins.format(since=_day(self.since, lang))
        heirs = now.format(names=", ".join(self.heirs)) if self.heirs else nobody
        return ended.format(until=_day(self.until, lang) if self.until else "…", heirs=heirs)


def _day(day: date, lang: str) -> str:
    return f"{day:%d/%m/%Y}" if lang == "vi" else str(day)
