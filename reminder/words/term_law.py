"""The law that a reckoned day rests on, out of `term_law.toml`."""

import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_suffix(".toml")


@cache
def law_words(code: str) -> str:
    """`(Điều 148 Bộ luật Dân sự 2015)` for the code of a reason, as the law is cited in every language; "" where no law
    says it."""
    laws = tomllib.loads(_FILE.read_text("utf-8"))
    return f"({laws[code]['article']} {laws['code']['short']})" if code in laws else ""
