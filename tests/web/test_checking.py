"""What closes a matter is read over first: machines that press buttons, pages kept open, two tabs, the way back."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from html import unescape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reminder.core.act_kinds import ActKind
from reminder.engine.acts.record import Wish, record
from reminder.engine.context.links import SEALED_FOR
from reminder.web.agency.forms import FIELDS
from tests.web.office import REPORT, WebOffice
from tests.web.test_answering import TASK, acts, status
from tests.web.test_routes import SAID, Elements

LATER = {"answer": "extension", "until": "25/12/2026", "note": "chờ số liệu"}
NOT_OURS = {"answer": "wrong", "note": "việc của Sở Xây dựng"}
NIL = {"answer": "nil"}
CHECKED = [SAID, NIL, LATER, NOT_OURS]


def text(body: str) -> str:
    """What a reader sees, on one line."""
    return " ".join(unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", body, flags=re.S)).split())


def written(web: WebOffice) -> tuple[int, int, int]:
    """How many acts, answers and mails there are."""
    act, answer, mail = (web.rows(f"SELECT count(*) FROM {table}")[0][0] for table in ("act", "answer", "mail"))
    return act, answer, mail


@pytest.mark.parametrize("fields", CHECKED)
def test_one_press_records_nothing_and_a_second_on_the_page_shown_does(web: WebOffice, fields: dict[str, str]) -> None:
    path = web.page(occurrence=REPORT)
    web.get(path)
    before = web.contents()
    for _ in range(3):
        said = web.to_check(path, **fields)
    assert web.contents() == before
    assert web.post(path, **said).status == 303
    assert len(web.rows("SELECT 1 FROM answer")) == 1


def test_what_closes_nothing_and_can_be_taken_back_is_one_step(web: WebOffice) -> None:
    assert web.post(web.page(occurrence=REPORT), answer="received").status == 303
    assert acts(web) == ["acknowledge"]
    assert status(web) == "open"


# What a machine may press or fill in without having read a page to check: any field, seals of other making among them.
SEALS = st.sampled_from(["", "x", "another matter's", "another agency's", "another office's", "old"])
PRESSES = st.fixed_dictionaries(
    {},
    optional={
        "answer": st.sampled_from([*FIELDS, "waive", ""]), "document": st.sampled_from(["", "1/BC", "x"]),
        "on": st.sampled_from(["", "07/12/2026", "x"]), "until": st.sampled_from(["", "25/12/2026"]),
        "note": st.sampled_from(["", "bận"]), "step": st.sampled_from(["send", "edit", "x"]), "seal": SEALS,
        "seen": st.sampled_from(["", "0.0", "1.1", "2.1", "9.9"]),
    },
)  # fmt: skip


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(st.lists(PRESSES, max_size=5))
def test_no_presses_of_a_machine_that_has_read_no_page_to_check_close_or_open_anything(
    web: WebOffice, presses: list[dict[str, str]]
) -> None:
    """The law of scanners. Receipt is all they can confirm."""
    web.time.running += 600
    path, links, now = web.page(occurrence=REPORT), web.links(), web.time.at
    for press in presses:
        shown = (path.split("/")[2], REPORT, press.get("seen", ""), press.get("answer", ""))
        made = {
            "another matter's": lambda s: links.seal((s[0], TASK, *s[2:]), now),
            "another agency's": lambda s: links.seal((web.page("sxd").split("/")[2], *s[1:]), now),
            "another office's": lambda s: type(links)(links.config, (b"k" * 32,), {}).seal(s, now),
            "old": lambda s: links.seal(s, now - timedelta(seconds=SEALED_FOR + 1)),
        }.get(press.get("seal", ""))  # fmt: skip
        fields = press | ({"seal": made(shown)} if made else {})
        assert web.post(path, **fields).status in (200, 303, 409, 422)
        assert web.post(path, **{**fields, "lang": "en"}).status in (200, 303, 409, 422)
    assert set(acts(web)) <= {"acknowledge"}
    assert status(web) == "open"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (SAID | {"note": "đủ 2 biểu"}, ["Trả lời Đã báo cáo", "Số, ký hiệu văn bản 123/BC-SCT",
          "Ngày văn bản Thứ Hai, 07/12/2026", "Ghi chú đủ 2 biểu", "dừng nhắc nội dung này"]),
        (NIL, ["Trả lời Kỳ này không phát sinh", "dừng nhắc nội dung này"]),
        (LATER, ["Trả lời Đề nghị gia hạn", "Đề nghị gia hạn đến ngày Thứ Sáu, 25/12/2026", "Lý do chờ số liệu",
                 "Sở Nông nghiệp và Môi trường xem xét, quyết định"]),
        (NOT_OURS, ["Trả lời Không thuộc trách nhiệm của cơ quan", "Lý do việc của Sở Xây dựng"]),
    ],
)  # fmt: skip
def test_the_page_to_check_says_which_matter_and_what_of_it(
    web: WebOffice, fields: dict[str, str], words: list[str]
) -> None:
    body = web.post(web.page(occurrence=REPORT), **fields).body
    facts = [
        "Kiểm tra lại", "Chưa có gì được ghi nhận.", "Sở Công Thương", "Nội dung Báo cáo năm",
        "Kế hoạch Số 1/KH-UBND", "Kỳ báo cáo Năm 2026", "Thời hạn Trước ngày 15/12/2026 (thứ Ba)", "Gửi Sửa lại",
    ]  # fmt: skip
    for each in (*facts, *words):
        assert each in text(body), each
    page = Elements(body)
    assert [b.get("value") for b in page.of("button")] == ["send", "edit"]
    assert [e for tag, e in page.found if "autofocus" in e] == [{"tabindex": "-1", "autofocus": None}]
    assert {i["type"] for i in page.of("input")} == {"hidden"}


def test_where_the_officer_confirms_the_page_says_so(careful: WebOffice) -> None:
    shown = text(careful.post(careful.page(occurrence=REPORT), **SAID).body)
    assert "Sở Nông nghiệp và Môi trường xem xét, xác nhận" in shown and "dừng nhắc" not in shown


CHANGES: dict[str, Callable[[dict[str, str]], dict[str, str]]] = {
    "another number": lambda said: said | {"document": "124/BC-SCT"},
    "another day": lambda said: said | {"on": "06/12/2026"},
    "a note": lambda said: said | {"note": "x"},
    "another answer": lambda said: said | {"answer": "nil"},
    "a mark": lambda said: said | {"seen": "7.7"},
    "no mark": lambda said: {name: value for name, value in said.items() if name != "seen"},
    "a letter of the seal": lambda said: said | {"seal": said["seal"][:-5] + "AAAAA"},
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_changed_after_it_was_shown_is_shown_again(web: WebOffice, change: str) -> None:
    path = web.page(occurrence=REPORT)
    said = web.to_check(path, **SAID)
    shown = web.post(path, **CHANGES[change](said))
    assert shown.status == 409
    assert "Đề nghị kiểm tra lại lần nữa" in text(shown.body)
    assert acts(web) == []


def test_a_seal_is_good_for_its_matter_its_link_and_an_hour(web: WebOffice) -> None:
    path = web.page(occurrence=REPORT)
    said = web.to_check(path, **SAID)
    assert web.post(web.page(occurrence=TASK), **said).status == 409
    assert web.post(web.page("sxd", REPORT.replace("sct", "sxd")), **said).status == 409
    seconds = web.time.at.timestamp()
    at = type(web.time.at).fromtimestamp
    web.time.at = at(seconds + SEALED_FOR + 1, web.time.at.tzinfo)
    assert web.post(path, **said).status == 409
    web.time.at = at(seconds - 1, web.time.at.tzinfo)
    assert web.post(path, **said).status == 409, "the clock went back"
    assert acts(web) == []
    web.time.at = at(seconds + SEALED_FOR, web.time.at.tzinfo)
    assert web.post(path, **said).status == 303
    other = web.to_check(web.page(occurrence=TASK), **SAID)
    web.set("2026-12-08")
    assert web.page(occurrence=TASK) != path
    assert web.post(web.page(occurrence=TASK), **other).status == 409


def test_the_way_back_a_reload_and_a_second_press_record_once(web: WebOffice) -> None:
    path = web.page(occurrence=REPORT)
    said = web.to_check(path, **SAID)
    with ThreadPoolExecutor(4) as pool:
        assert {r.status for r in pool.map(lambda _n: web.post(path, **said), range(8))} == {303}
    reloaded = web.post(path, **SAID)  # the form once more, from the way back
    assert reloaded.status == 422 and "không ghi thêm gì" in reloaded.body
    assert written(web)[:2] == (1, 1)


def test_of_two_tabs_the_second_is_told_what_the_first_has_done(careful: WebOffice) -> None:
    path = careful.page(occurrence=REPORT)
    one, two = careful.to_check(path, **SAID), careful.to_check(path, **LATER)
    assert careful.post(path, **one).status == 303
    shown = careful.post(path, **two)
    assert shown.status == 409 and "đã có ghi nhận khác" in text(shown.body)
    assert [kind for (kind,) in careful.rows("SELECT kind FROM answer")] == ["reported"]
    careful.get(path)


def test_a_page_that_an_officers_act_has_overtaken_records_nothing(web: WebOffice) -> None:
    path = web.page(occurrence=REPORT)
    said = web.to_check(path, **SAID)
    wish = Wish(ActKind.NIL, "kh-1/year", "sct", "2026", by="lan")
    record(web.office, web.database, web.catalogue, wish)
    assert web.post(path, **said).status == 422  # it is closed
    record(web.office, web.database, web.catalogue, Wish(ActKind.UNDO, "kh-1/year", "sct", "2026", by="lan"))
    assert web.post(path, **said).status == 409  # and open again, but not as it was
    assert acts(web) == ["nil", "undo"]


@pytest.mark.parametrize("fields", CHECKED)
def test_correcting_it_leads_back_with_everything_as_typed(web: WebOffice, fields: dict[str, str]) -> None:
    path = web.page(occurrence=REPORT)
    back = web.post(path, **(web.to_check(path, **fields) | {"step": "edit"}))
    assert back.status == 200 and written(web)[:2] == (0, 0)
    for name, typed in fields.items():
        if name != "answer":
            assert typed in back.body
    focused = [e.get("id", tag) for tag, e in Elements(back.body).found if "autofocus" in e]
    assert focused == [f"{fields['answer']}-{next(iter(FIELDS[fields['answer']]))}" if fields is not NIL else "summary"]


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.text(min_size=1, max_size=200))
def test_whatever_was_typed_is_sent_as_it_was_shown(web: WebOffice, words: str) -> None:
    web.time.running += 600
    path = web.page(occurrence=REPORT)
    first = web.post(path, answer="wrong", note=words)
    if first.status == 422:
        return  # nothing is left of it when it is cleaned
    said = web.to_check(path, answer="wrong", note=words)
    again = web.post(path, **(said | {"step": "edit"}))
    assert again.status == 200
    token = path.split("/")[2]
    assert web.links().sealed(said["seal"], (token, REPORT, said["seen"], "wrong", said["note"]), web.time.at)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_all_faults_stand_in_one_list_that_leads_to_their_fields(web: WebOffice, lang: str) -> None:
    path = f"{web.page(occurrence=REPORT)}?lang={lang}"
    reply = web.post(path, answer="reported", document="x" * 101, on="31/02/2026", note="y" * 1001)
    page = Elements(reply.body)
    assert reply.status == 422
    ids = {e.get("id") for _, e in page.found}
    links = [str(a["href"]) for a in page.of("a") if str(a["href"]).startswith("#")]
    assert links == ["#reported-document", "#reported-on", "#reported-note"]
    assert {link.removeprefix("#") for link in links} <= ids
    (summary,) = [e for _, e in page.found if "autofocus" in e]
    assert (summary["role"], summary["tabindex"]) == ("alert", "-1")
    assert {e["id"] for _, e in page.found if e.get("aria-invalid")} == {link.removeprefix("#") for link in links}
    assert 'value="31/02/2026"' in reply.body and "x" * 101 in reply.body and "y" * 1001 in reply.body
    assert re.search(r"<title>(Cần sửa|To be corrected): ", reply.body)


def test_no_field_is_filled_in_before_somebody_has(web: WebOffice) -> None:
    page = Elements(web.get(web.page(occurrence=REPORT)).body)
    assert {i["value"] for i in page.of("input") if i["type"] != "hidden"} == {""}


def test_the_offices_telephone_is_on_every_page_where_it_is_set(web: WebOffice) -> None:
    assert "tel:" not in web.get(web.page()).body
    web.edit("reminder.toml", "link_days = 30", 'link_days = 30\nphone = "(0208) 3855 688"')
    web.site.office = web.office
    path = web.page(occurrence=REPORT)
    for reply in (web.get(web.page()), web.get(path), web.post(path, **NIL), web.get("/a/x")):
        assert '<a href="tel:02083855688">(0208) 3855 688</a>' in reply.body
        assert "Văn phòng UBND tỉnh Thử Nghiệm, điện thoại (0208) 3855 688" in text(reply.body)
