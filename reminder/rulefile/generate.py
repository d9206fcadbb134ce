"""TOML rows that a new office starts from: days off of a year, the communes of a province.

The only users of the `holidays` and `vietnam-provinces` packages besides `calendar check`: planning reads
the files they helped to write, never the packages (design 3.17).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date

_LEVELS = ("Phường", "Xã", "Đặc khu")


def calendar_rows(year: int, status: str = "official") -> str:
    """The year's public holidays, swapped days off and Saturdays worked instead, a row a line. Right for
    every weekday of 2018–2025; later years are a guess, so pass `status="estimated"`. The National Day
    of culture and make-up days nobody has decided yet are as the package has them."""
    from importlib.metadata import version

    import holidays  # late: 0.2 s and 14 MB for a command that few ever run

    found = holidays.country_holidays("VN", years=[year - 1, year, year + 1], language="vi")
    rows: dict[date, tuple[str, str]] = {}
    for on, name in found.items():
        if on.year == year:
            rows[on] = ("off_swap" if name.startswith("Ngày nghỉ (thay") else "holiday", name)
    for on in found.weekend_workdays:
        if on.year == year:
            off = next((d for d, name in found.items() if f"{on:%d/%m/%Y}" in name), None)
            rows[on] = ("work_swap", f"Làm bù cho ngày {off:%d/%m/%Y}" if off else "Ngày làm bù")
    source = f"theo gói holidays {version('holidays')}"
    return "".join(
        f'  {{ on = {on}, kind = "{kind}", name = "{name}", document = "{source}", status = "{status}" }},\n'
        for on, (kind, name) in sorted(rows.items())
    )


def commune_rows(province_code: int, prefix: str, domain: str) -> str:
    """The province's communes by the official list of 1 July 2025, a row a line, each with stand-in
    mailboxes under `domain` until an office brings its own. Raises ValueError for an unknown code.

    Ids are `prefix-xa-vo-nhai`; names that differ by marks only (Văn Lang, Văn Lăng) get the official code
    behind, so that an id never depends on the order of the list.
    """
    named = sorted((_level(name), code, name) for code, name in _communes(province_code))
    shared = Counter(slug(name) for _, _, name in named)
    rows = []
    for level, code, name in named:
        own = slug(name) if shared[slug(name)] == 1 else f"{slug(name)}-{code}"
        title = _LEVELS[level]
        rows.append(
            f'  {{ code = "{code}", id = "{prefix}-{own}", name = "UBND {title.lower()}{name.removeprefix(title)}", '
            f'contacts = [{{ mailbox = "vanthu.{own}@{domain}" }}], '
            f'head = [{{ mailbox = "chutich.{own}@{domain}" }}] }},\n'
        )
    return "".join(rows)


def _communes(province_code: int) -> Iterator[tuple[str, str]]:
    from vietnam_provinces import ProvinceCode, Ward

    for ward in Ward.iter_by_province(ProvinceCode(province_code)):
        yield f"{ward.code.value:05d}", ward.name


def _level(name: str) -> int:
    return next(n for n, title in enumerate(_LEVELS) if name.startswith(title))


def slug(name: str) -> str:
    """Letters without marks, digits and dashes: `Xã Võ Nhai` → `xa-vo-nhai`."""
    plain = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")
