"""A data cut-off, and a day that a month does not have, from the plan file to what people read, in both languages."""

from pathlib import Path

import pytest

from tests.journeys.desk import Desk, text_of
from tests.web.office import REPORT, WebOffice

SCHEDULE = 'schedule = "trước ngày 15/12 hằng năm"'
WAYS = {
    "phrase": 'schedule = "trước ngày 15/12 hằng năm (số liệu chốt đến ngày 30/11)"',
    "field": f'{SCHEDULE}\ncutoff = "số liệu tính từ ngày 01/12 năm trước đến ngày 30/11"',
}


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("way", WAYS)
def test_the_mail_and_explain_say_up_to_which_day(way: str, desk: Desk) -> None:
    desk.edit("rules/plans/kh-1.toml", SCHEDULE, WAYS[way])
    for day in ("2026-11-20", "2026-12-08"):
        desk.run("tick", "--at", day)
    told = [flat(text_of(mail)) for mail in desk.mails() if "Báo cáo năm" in text_of(mail)]
    assert told and all("Chốt số liệu: Số liệu chốt đến hết ngày 30/11/2026" in text for text in told)
    case = ("explain", "year", "--period", "2026", "--at", "2026-12-01")
    assert "số liệu chốt đến hết ngày 30/11/2026" in desk.run(*case, "--lang", "vi").out
    assert "its data count up to and including 30 November 2026" in desk.run(*case, "--lang", "en").out


@pytest.mark.parametrize(("lang", "words"), [
    ("vi", "Số liệu chốt đến hết ngày 30/11/2026"), ("en", "Data counted up to and including 30 November 2026"),
])  # fmt: skip
def test_the_page_says_it(lang: str, words: str, tmp_path: Path, migrated_once: None) -> None:
    web = WebOffice(tmp_path)
    web.edit("rules/plans/kh-1.toml", SCHEDULE, WAYS["field"])
    web.set("2026-11-20")
    with web.office.writing() as database:
        web.database = database
        shown = web.begin().get(f"{web.page(occurrence=REPORT)}?lang={lang}")
    assert shown.status == 200 and words in shown.body


def test_where_nothing_is_stated_nothing_is_said(desk: Desk) -> None:
    for day in ("2026-11-20", "2026-12-08"):
        desk.run("tick", "--at", day)
    assert desk.mails() and not any("chốt" in text_of(mail) for mail in desk.mails())
    assert "số liệu" not in desk.run("explain", "year", "--at", "2026-12-01", "--lang", "vi").out


@pytest.mark.parametrize(("cutoff", "status", "words"), [
    (
        "số liệu chốt đến ngày 14/12", 0,
        "report[year].cutoff: due by 2026-12-14, with 0 working days behind the data cut-off 2026-12-14 that the plan "
        "states; at least 1 must lie between (điểm b khoản 5 Điều 8, Nghị định số 09/2019/NĐ-CP)",
    ),
    ("số liệu chốt đến ngày 30/11", 0, ""),
    ("30/11", 1, 'report[year].cutoff: "30/11" does not say up to which day data are counted; write it as printed'),
    (
        "trước ngày 20/12 hằng năm, số liệu chốt đến ngày 30/11", 1,
        'report[year].cutoff: "trước ngày 20/12 hằng năm, số liệu chốt đến ngày 30/11" says when something is due '
        "beside up to which day data are counted; leave only the latter here",
    ),
    ("số liệu chốt đến ngày 30/11, gửi trong 05 ngày kể từ ngày nhận văn bản", 1, "says when something is due beside"),
    ("số liệu của kỳ báo cáo", 1, "does not say up to which day data are counted"),
    ("số liệu chốt đến ngày 14 của tháng cuối kỳ báo cáo", 1, "does not say up to which day data are counted"),
    ("số liệu chốt đến ngày 30//11", 1, "does not say up to which day data are counted"),
    ("số liệu chốt đến ngày 30/11/25", 0, 'report[year].cutoff: "số liệu chốt đến ngày 30/11/25" is odd'),
])  # fmt: skip
def test_check_says_what_is_wrong_with_it(cutoff: str, status: int, words: str, desk: Desk) -> None:
    desk.edit("rules/plans/kh-1.toml", SCHEDULE, f'{SCHEDULE}\ncutoff = "{cutoff}"')
    ran = desk.run("check", "--lang", "en")
    assert ran.status == status
    assert words in ran.err + ran.out
    assert words or "cut-off" not in ran.err + ran.out


@pytest.mark.parametrize(
    ("phrase", "vi", "en"),
    [
        (
            "ngày 31 hằng tháng",
            "tháng 2/2026 không có ngày 31 nên tính ngày cuối cùng của tháng: 28/02/2026 (Điều 148 Bộ luật Dân sự",
            "2/2026 has no day 31, so its last day counts: 28 February 2026 (Điều 148 Bộ luật Dân sự 2015)",
        ),
        (
            "ngày 29/02 hằng năm",
            "tháng 2/2026 không có ngày 29 nên tính ngày cuối cùng của tháng: 28/02/2026",
            "2/2026 has no day 29, so its last day counts: 28 February 2026",
        ),
        (
            "ngày làm việc thứ 17 của tháng",
            "không tính ngày 24/11/2026 (Ngày Văn hóa Việt Nam) vì là ngày nghỉ",
            "24 November 2026 (Ngày Văn hóa Việt Nam) is a day off and is not counted",
        ),
    ],
)
def test_read_and_explain_say_how_a_day_was_reached(phrase: str, vi: str, en: str, desk: Desk) -> None:
    desk.edit("rules/plans/kh-1.toml", SCHEDULE, f'schedule = "{phrase}"')
    on = "2026-11-01" if "làm việc" in phrase else "2026-01-10"
    for lang, words in (("vi", vi), ("en", en)):
        assert words in desk.run("read", phrase, "--on", on, "--lang", lang).out
        period = ("--period", "2026" if "năm" in phrase else "2026-M11" if "làm việc" in phrase else "2026-M02")
        assert words in desk.run("explain", "year", *period, "--at", "2026-01-10", "--lang", lang).out


def test_read_lists_such_days_as_json(desk: Desk) -> None:
    found = desk.run("read", "ngày 31 hằng tháng", "--on", "2026-01-10", "--format", "json").json
    assert [each["due"] for each in found["moved"]] == ["2026-02-28", "2026-04-30", "2026-06-30"]
    assert found["moved"][0] == {"due": "2026-02-28", "printed": 31, "unit": "day", "on": "2026-02-28"}
    assert {each["due"] for each in found["moved"]} <= set(found["due"])
