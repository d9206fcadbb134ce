"""Many new matters, and what an overview tells, stand in a list by day: what is near on top, one row for each."""

from dataclasses import replace
from datetime import date, timedelta

import lxml.html
import pytest

from reminder.mail.contents import Item, Lang, MailView, Template
from reminder.mail.samples import sample, sample_item
from tests.mail.seen import RENDERER, flat, reminder

TODAY = date(2026, 12, 7)
LANGS: tuple[Lang, ...] = ("vi", "en")


def new(n: int, days: int | None, template: Template = "first") -> Item:
    on = TODAY + timedelta(days) if days is not None else None
    return replace(
        sample_item("first"),
        template=template,
        obligation=f"p/{n}",
        title=f"Việc thứ {n:02}",
        due_on=on,
        last_on=on,
        target_on=on,
        days_left=days,
        working_days_left=days,
    )  # fmt: skip


def blocks(mail_html: str) -> list[str]:
    return [flat(h.text_content()) for h in lxml.html.fromstring(mail_html).xpath("//h3")]


def rows(mail_html: str) -> list[tuple[str, str]]:
    found = lxml.html.fromstring(mail_html).xpath("//table[@class='facts']//tr[td/span[@class='k']]")
    return [(flat(row[0].text_content()), flat(row[1].text_content())) for row in found]


@pytest.mark.parametrize("lang", LANGS)
def test_forty_new_matters_are_a_list_by_day_with_the_near_ones_on_top(lang: Lang) -> None:
    given = [new(n, days) for n, days in enumerate([400 - 10 * n for n in range(37)] + [None, 12, 5], 1)]
    mail = RENDERER.render(reminder(*given, lang=lang))
    assert blocks(mail.html) == ["1. Việc thứ 40", "2. Việc thứ 39"]  # within the next weeks, the nearest first
    listed = rows(mail.html)
    assert len(listed) == 38
    assert [what.partition(" (")[0] for _, what in listed] == [f"Việc thứ {n:02}" for n in [*range(37, 0, -1), 38]]
    for when, what in listed:
        assert f"{when}: {what}" in flat(mail.text)
    assert not mail.listing  # it names them all


def test_a_few_are_told_whole() -> None:
    mail = RENDERER.render(reminder(*(new(n, 300) for n in range(6))))
    assert len(blocks(mail.html)) == 6
    assert rows(mail.html) == []


def test_what_asks_for_an_answer_is_never_a_row_of_it() -> None:
    asked = [replace(sample_item("extended"), obligation="p/x", title="Việc gia hạn"), sample_item("overdue")]
    mail = RENDERER.render(reminder(*(new(n, 300) for n in range(9)), *asked))
    assert len(rows(mail.html)) == 9
    assert len(blocks(mail.html)) == 2


@pytest.mark.parametrize("lang", LANGS)
def test_an_overview_says_the_day_the_matter_and_who_leads(lang: Lang) -> None:
    given = replace(sample("overview", lang), items=tuple(
        replace(new(n, 10 * n, "overview"), role="coordinator", lead=f"Sở {n}") for n in range(9, 0, -1)
    ))  # fmt: skip
    mail = RENDERER.render(given)
    assert blocks(mail.html) == []
    assert [what.partition(" (")[0] for _, what in rows(mail.html)] == [f"Việc thứ {n:02}" for n in range(1, 10)]
    assert all(f"Sở {n}" in what for n, (_, what) in enumerate(rows(mail.html), 1))
    assert given.leave in mail.text and given.leave in mail.html


def test_of_two_hundred_the_html_lists_what_it_has_room_for_and_the_rest_is_attached() -> None:
    view: MailView = reminder(*(replace(new(n, 61 + n), title="Rà soát " * 30 + str(n)) for n in range(200)))
    mail = RENDERER.render(view)
    assert len(mail.html.encode()) < 100_000
    page = lxml.html.fromstring(mail.html)
    assert 40 <= len(rows(mail.html)) < 200
    assert mail.listing and page is not None
    assert mail.html.count("<table") == mail.html.count("</table>")
