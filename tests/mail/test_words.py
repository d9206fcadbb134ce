"""Words: dates as Vietnamese documents write them, one wording for each reason, a catalogue without gaps."""

import re
import string
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

from reminder.core.reason import Reason, because
from reminder.words import (
    LOCALES,
    SAYINGS,
    day_and_date,
    day_words,
    long_date,
    period_words,
    say,
    short_date,
    translator,
)

ROOT = Path(__file__).parents[2]
PO = LOCALES / "vi" / "LC_MESSAGES" / "reminder.po"


@pytest.mark.parametrize(
    ("on", "long", "short"),
    [
        (date(2026, 12, 15), "thứ Ba, ngày 15 tháng 12 năm 2026", "15/12/2026"),
        (date(2026, 2, 5), "thứ Năm, ngày 05 tháng 02 năm 2026", "05/02/2026"),
        (date(2026, 1, 31), "thứ Bảy, ngày 31 tháng 01 năm 2026", "31/01/2026"),
        (date(2026, 3, 1), "Chủ nhật, ngày 01 tháng 3 năm 2026", "01/3/2026"),
        (date(2025, 5, 8), "thứ Năm, ngày 08 tháng 5 năm 2025", "08/5/2025"),
        (date(2026, 8, 31), "thứ Hai, ngày 31 tháng 8 năm 2026", "31/8/2026"),
        (date(2026, 9, 2), "thứ Tư, ngày 02 tháng 9 năm 2026", "02/9/2026"),
        (date(2026, 1, 2), "thứ Sáu, ngày 02 tháng 01 năm 2026", "02/01/2026"),
    ],
)
def test_vietnamese_dates_as_the_decree_writes_them(on: date, long: str, short: str) -> None:
    assert long_date(on, "vi") == long
    assert short_date(on, "vi") == short
    assert long.endswith(day_words(on, "vi"))
    assert day_and_date(on, "vi") == f"{long.partition(',')[0]}, {short}"


def test_english_dates_cannot_be_read_two_ways() -> None:
    assert long_date(date(2026, 4, 3), "en") == "Friday, 3 April 2026"
    assert short_date(date(2026, 4, 3), "en") == "3 April 2026"


@pytest.mark.parametrize(
    ("period", "vi", "en"),
    [
        ("2026", "năm 2026", "year 2026"),
        ("2026-H1", "6 tháng đầu năm 2026", "first half of 2026"),
        ("2026-H2", "6 tháng cuối năm 2026", "second half of 2026"),
        ("2026-Q4", "quý IV năm 2026", "quarter IV of 2026"),
        ("2026-M03", "tháng 3 năm 2026", "month 3 of 2026"),
        ("2026-W07", "tuần 7 năm 2026", "week 7 of 2026"),
        ("2026-12-15", "15/12/2026", "15 December 2026"),
        ("once", "once", "once"),
    ],
)
def test_periods(period: str, vi: str, en: str) -> None:
    assert (period_words(period, "vi"), period_words(period, "en")) == (vi, en)


def test_a_language_without_a_catalogue_speaks_english() -> None:
    assert translator("fr")("open") == "open"


def test_a_reason_is_said_with_its_facts() -> None:
    moved = because("target-moved", last_on=date(2026, 12, 13), target_on=date(2026, 12, 11), why="")
    assert say(moved, "vi") == "13/12/2026 là ngày nghỉ (cuối tuần) nên đề nghị hoàn thành trong ngày 11/12/2026"
    assert say(moved, "en") == "13 December 2026 is a day off (weekend), so the target is 11 December 2026"
    answered = because("answered", status="submitted", on=date(2026, 12, 10), document="")
    assert say(answered, "vi") == "đã kết thúc từ ngày 10/12/2026: đã báo cáo"
    split = because("split", agency="Sở LĐTBXH", heirs=("Sở Nội vụ", "Sở Y tế"))
    assert "Sở Nội vụ, Sở Y tế" in say(split, "vi")
    since = because("server-unreachable", since=datetime(2026, 12, 7, 8, 5), reply="x")  # noqa: DTZ001 — shown
    assert "08:05 07/12/2026" in say(since, "vi")


def test_what_has_no_wording_is_shown_as_it_is() -> None:
    assert say(Reason("never-heard-of", (("a", 1), ("b", None))), "en") == "never-heard-of: a=1, b=none"
    assert say(because("late-from"), "en") == "late-from"


def decided() -> set[str]:
    """Every code that a because(…) in the product names outright."""
    named = re.compile(r'because\(\s*"([a-z-]+)"')
    sources = (p.read_text(encoding="utf-8") for p in (ROOT / "reminder").rglob("*.py") if p.name != "reason.py")
    return {code for source in sources for code in named.findall(source)}


def test_every_reason_the_product_gives_has_a_wording() -> None:
    assert decided() - set(SAYINGS) == set()


def catalogue() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="vi")


def test_the_compiled_catalogue_is_the_written_one() -> None:
    compiled = BytesIO()
    write_mo(compiled, catalogue())
    compiled.seek(0)
    with PO.with_suffix(".mo").open("rb") as file:
        shipped = {str(m.id): m.string for m in read_mo(file) if m.id}
    assert shipped == {str(m.id): m.string for m in read_mo(compiled) if m.id}


def test_every_word_in_the_code_has_its_vietnamese() -> None:
    keywords = {"N_": None, "NN_": (1, 2), "_": None, "say_": None, "gettext": None}
    found = extract_from_dir(ROOT / "reminder", [("**.py", "python")], keywords=keywords)
    written = catalogue()
    missing = {str(msgid) for _, _, msgid, _, _ in found if msgid not in written or not all(words(msgid, written))}
    assert missing == set()
    assert not [m.id for m in written if m.id and m.fuzzy]


def test_each_translation_keeps_the_facts_of_its_msgid() -> None:
    for entry in catalogue():
        if entry.id:
            counting = isinstance(entry.id, tuple)  # what is one only and what are many need not both be named
            known, used = fields(str(entry.id)), fields(str(entry.string))
            assert used <= known if counting else used == known, entry.id


def words(msgid: str | tuple[str, ...], written: Catalog) -> list[object]:
    string = written[msgid].string
    return [*string] if isinstance(string, (tuple, list)) else [string]


def fields(form: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(form) if name}
