"""A plan that leaves its day open: nothing that leaves the office or is shown gives the day that is assumed for it."""

import zipfile
from datetime import date
from pathlib import Path

import pytest

from reminder.words import day_words, short_date
from tests.journeys.desk import Desk
from tests.web.office import WebOffice

PRINTED = 'issued = "ngày 05 tháng 01 năm 2026"\nissued_on = 2026-01-05\ntitle = "Kế hoạch thử"\n'
# What the plan prints instead, and the days assumed for it; none of them stands anywhere else in the office.
OPEN = {
    "day": ('issued = "ngày … tháng 4 năm 2026"\ntitle = "Kế hoạch thử"\n', (date(2026, 4, 30), date(2026, 4, 1))),
    "month": ('issued = "ngày … tháng … năm 2026"\ntitle = "Kế hoạch thử"\n', (date(2025, 12, 31), date(2026, 1, 1))),
    "year": ('title = "Kế hoạch thử năm 2026"\n', (date(2025, 12, 31), date(2026, 1, 1))),
}


def spelled(day: date) -> set[str]:
    """The day in all the ways in which the office writes days."""
    plain = {f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", day.isoformat(), f"{day:%Y%m%d}"}
    return plain | {words(day, lang) for words in (day_words, short_date) for lang in ("vi", "en")}


def documents(folder: Path) -> str:
    """The text of all office files below."""
    found = ""
    for file in sorted(folder.rglob("*.*x")):
        with zipfile.ZipFile(file) as archive:
            found += "".join(
                archive.read(name).decode() for name in archive.namelist() if name.startswith(("word/", "xl/"))
            )
    return found


def surfaces(web: WebOffice) -> str:
    """All mails with every part, all pages and feeds, drafts and calendars of a season."""
    for on in ("2026-12-07", "2026-12-15", "2026-12-17", "2026-12-21"):
        web.tick(on)
    mails = [m for box in ("sct", "sxd", "snnmt", "ubnd", "quantri") for m in web.received(box)]
    assert len(mails) > 12
    found = "".join(
        str(part.get_content()) for m in mails for part in m.walk() if part.get_content_maintype() == "text"
    )
    found += "".join(str(m["Subject"]) for m in mails)
    pages = [web.page(agency) for agency in ("sct", "sxd", "snnmt")] + [
        web.page("sct", f"kh-1/{o}") for o in ("1@once@sct", "year@2026@sct")
    ]
    replies = web.get_all([*pages, *(web.feed(agency) for agency in ("sct", "sxd", "snnmt"))])
    assert {r.status for r in replies} == {200}
    return found + "".join(r.body for r in replies)


@pytest.mark.parametrize("missing", OPEN)
def test_no_surface_gives_the_assumed_day(missing: str, tmp_path: Path, migrated_once: None) -> None:
    printed, days = OPEN[missing]
    made = WebOffice(tmp_path)
    made.edit("rules/plans/kh-1.toml", PRINTED, printed)
    made.set("2026-11-20")
    with made.office.writing() as database:
        made.database = database
        shown = surfaces(made.begin())
    desk = Desk(tmp_path)
    (tmp_path / "drafts").mkdir()
    for words in (
        ("letter", "--overdue", "--out", "drafts/letters"), ("report", "2026", "--out", "drafts/report.docx"),
        ("report", "2026", "--out", "drafts/report.xlsx"), ("preview", "--format", "ics"), ("status",),
    ):  # fmt: skip
        ran = desk.run(*words, "--at", "2026-12-22", "--lang", "vi")
        assert ran.status == 0, (words, ran.err)
        shown += ran.out
    shown += documents(tmp_path / "drafts")
    assert "Kế hoạch thử" in shown and "Báo cáo năm" in shown
    assert [form for day in days for form in spelled(day) if form in shown] == []
    if missing != "year":
        assert "tháng … năm 2026" in shown or "tháng 4 năm 2026" in shown
