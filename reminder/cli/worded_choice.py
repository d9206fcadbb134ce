"""A choice typed by its code or by the words that tables have for it, in either language."""

from collections.abc import Mapping
from typing import Any

import click

from reminder.cli.language import language
from reminder.translatable import N_
from reminder.words import translator


class WordedChoice(click.ParamType[str]):
    """One of the codes of `words`, each with what it is called; where several are called alike, the first is meant."""

    name = "state"

    def __init__(self, words: Mapping[Any, str]) -> None:
        self.words = {str(code): word for code, word in words.items()}

    def said(self, lang: str) -> str:
        """All of them, each code with its word."""
        named = ((code, translator(lang)(word)) for code, word in self.words.items())
        return ", ".join(code if code == word else f"{code} ({word})" for code, word in named)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        given = str(value).strip().casefold()
        if given in self.words:
            return given
        for code, word in self.words.items():
            if given in (word.casefold(), translator("vi")(word).casefold()):
                return code
        refusal = translator(language(ctx))(N_("“{value}” is none of these: {known}"))
        raise click.BadParameter(refusal.format(value=value, known=self.said(language(ctx))), ctx, param)
