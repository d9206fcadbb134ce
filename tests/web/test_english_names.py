"""Who reads English reads agencies by their English names, where the directory has them."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.core.journal import Journal
from reminder.core.matter import matter_of
from reminder.core.occurrence import Occurrences
from reminder.directory.agency import Agency
from tests.core.made import AGENCIES, agency, catalogue, directory, obligation, plan
from tests.journeys.desk import Desk
from tests.laws.life import START
from tests.web.office import REPORT, WebOffice
from tests.web.test_checking import text

ENGLISH = {
    "Sở Công Thương": "Department of Industry and Trade", "UBND tỉnh": "Provincial People's Committee",
    "Sở Nông nghiệp và Môi trường": "Department of Agriculture and Environment",
}  # fmt: skip


def named(made: WebOffice | Desk) -> None:
    for name, english in ENGLISH.items():
        made.edit("rules/agencies/tinh.toml", f'name = "{name}"\n', f'name = "{name}"\nname_en = "{english}"\n')


@pytest.fixture
def english(tmp_path: Path, migrated_once: None) -> Iterator[WebOffice]:
    """An office where a department and the focal one read English, and all but one have a name in it."""
    made = WebOffice(tmp_path)
    named(made)
    for id_ in ("sct", "snnmt"):
        made.edit("rules/agencies/tinh.toml", f'id = "{id_}"\n', f'id = "{id_}"\nlang = "en"\n')
    made.set("2026-11-20")
    with made.office.writing() as database:
        made.database = database
        yield made.begin()


def last(web: WebOffice, box: str) -> str:
    part = web.received(box)[-1].get_body(("plain",))
    assert part
    return " ".join(part.get_content().split())


def test_its_mails_name_agencies_in_english_and_those_of_others_do_not(english: WebOffice) -> None:
    english.tick("2026-12-07")
    said = last(english, "vt@sct.example")
    assert "To: Department of Industry and Trade" in said
    assert "Department of Agriculture and Environment" in said and "Provincial People's Committee" in said
    assert "Sở Công Thương" not in said
    assert "Kính gửi: Sở Xây dựng" in last(english, "vt@sxd.example")
    for name in ENGLISH.values():
        assert name not in last(english, "vt@sxd.example")


def test_its_page_speaks_the_language_it_is_read_in(english: WebOffice) -> None:
    path = english.page(occurrence=REPORT)
    shown = text(english.get(path).body)
    assert "Department of Industry and Trade" in shown and "Department of Agriculture and Environment" in shown
    turned = text(english.get(path + "?lang=vi").body)
    assert "Sở Công Thương" in turned and "Department" not in turned
    calendar = english.get(english.feed()).body
    assert "Department of Industry and Trade" in calendar.replace("\r\n ", "")


def test_the_officer_who_reads_english_is_told_who_answered_so(english: WebOffice) -> None:
    english.send(english.page(occurrence=REPORT), answer="extension", until="25/12/2026", note="busy")
    facts = [json.loads(f) for (f,) in english.rows("SELECT facts FROM mail WHERE kind = 'alert' AND agency = 'snnmt'")]
    assert facts[0]["reasons"][0]["agency"] == "Department of Industry and Trade"


@given(st.sets(st.sampled_from([a.id for a in AGENCIES])))
def test_each_is_called_as_the_language_has_it_else_by_its_own_name(ids: set[str]) -> None:
    bodies: list[Agency] = [agency(id_, name_en=f"Department {id_}") for id_ in ids]
    rules = catalogue(plan(obligation("Quý IV/2026")), directory=directory(*bodies))
    for a in AGENCIES:
        english = f"Department {a.id}" if a.id in ids else a.id.upper()
        assert rules.directory.name(a.id, "en") == rules.directory.agency(a.id).called("en") == english
        assert rules.directory.name(a.id) == rules.directory.name(a.id, "vi") == a.id.upper()
    (o,) = Occurrences(rules, Journal()).known(START, START)
    assert matter_of(o, rules, START, "en").plan_issuer == rules.directory.name("ubnd", "en")
    assert matter_of(o, rules, START).plan_issuer == "UBND"
