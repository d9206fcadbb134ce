"""The page as the outside meets it. Matrix G-7: forged links, scanners, replay, expiry; what no response says."""

import logging
import re
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest

from reminder.core.act_kinds import ActKind
from tests.web.office import REPORT, WebOffice, pressed

SAID = {"answer": "reported", "document": "123/BC-SCT", "on": "07/12/2026"}


class Elements(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


def test_the_page_says_what_is_owed(web: WebOffice) -> None:
    shown = web.get(web.page())
    assert shown.status == 200
    assert "Sở Công Thương" in shown.body
    assert "Trước ngày 15/12/2026 (thứ Ba)" in shown.body
    assert "còn 7 ngày, trong đó 5 ngày làm việc" in shown.body
    assert "Xây dựng quy chế" in shown.body
    assert "Rà soát văn bản" not in shown.body  # nobody owes it yet
    assert "Báo cáo của tỉnh" not in shown.body  # another agency's


def test_the_next_period_is_not_shown_while_this_one_is_open(web: WebOffice) -> None:
    assert "2027" not in web.get(web.page()).body
    web.send(web.page(occurrence=REPORT), **SAID)
    assert "15/12/2027" in web.get(web.page()).body


def test_a_matter_has_its_facts_and_forms(web: WebOffice) -> None:
    shown = web.get(web.page(occurrence=REPORT))
    for words in ("trước ngày 15/12 hằng năm", "1/KH-UBND", "UBND tỉnh", "Sở Nông nghiệp và Môi trường"):
        assert words in shown.body
    answers = {i["value"] for i in Elements(shown.body).of("input") if i.get("name") == "answer"}
    assert answers == {"received", "reported", "nil", "extension", "wrong"}
    task = web.get(web.page(occurrence="kh-1/1@once@sct"))
    assert 'value="nil"' not in task.body


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_field_has_its_label_and_every_page_its_language(web: WebOffice, lang: str) -> None:
    for path in (web.page(), web.page(occurrence=REPORT)):
        page = Elements(web.get(f"{path}?lang={lang}").body)
        assert page.of("html")[0]["lang"] == lang
        ids = [e["id"] for _, e in page.found if e.get("id")]
        assert len(ids) == len(set(ids))
        labelled = {label["for"] for label in page.of("label")}
        fields = [f for tag in ("input", "textarea") for f in page.of(tag) if f.get("type") != "hidden"]
        assert all(f["id"] in labelled for f in fields)
        levels = [int(tag[1]) for tag, _ in page.found if re.fullmatch(r"h\d", tag)]
        assert levels[0] == 1 and levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_no_script_no_cookie_nothing_from_elsewhere(web: WebOffice) -> None:
    for path in (web.page(), web.page(occurrence=REPORT), "/a/x", "/"):
        reply = web.get(path)
        page = Elements(reply.body)
        assert {tag for tag, _ in page.found}.isdisjoint({"script", "img", "iframe", "link", "object", "base"})
        assert not [a for _, e in page.found for a in e if a.startswith("on") or a == "style"]
        for link in page.of("a"):
            assert not re.match(r"[a-z]+:|//", link["href"] or "") or "/f/1~sct" in str(link["href"])
        assert reply.header("set-cookie") == ""


@pytest.mark.parametrize("path", ["page", "matter", "feed", "/a/forged", "/elsewhere", "/a/", "//x/a/b"])
def test_every_response_is_locked_down(web: WebOffice, path: str) -> None:
    found = {"page": web.page(), "matter": web.page(occurrence=REPORT), "feed": web.feed()}.get(path, path)
    reply = web.get(found)
    policy = dict(part.strip().split(" ", 1) for part in reply.header("content-security-policy").split(";"))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert re.fullmatch(r"'sha256-[A-Za-z0-9+/]{43}='", policy["style-src"])
    assert "script-src" not in policy
    assert reply.header("referrer-policy") == "no-referrer"
    assert reply.header("x-content-type-options") == "nosniff"
    assert reply.header("x-frame-options") == "DENY"
    assert "max-age=" in reply.header("strict-transport-security")
    assert reply.header("cache-control") in ("no-store", "private, max-age=900")
    assert reply.header("server") == ""


def test_ten_thousand_forged_tokens_open_nothing(web: WebOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    async def at_once(work: Callable[..., Any], *given: Any) -> Any:
        return work(*given)

    # Each would wait for a thread and back, which takes longer than to answer it.
    monkeypatch.setattr("reminder.web.agency.routes.run_in_threadpool", at_once)
    web.site.forged.burst, web.site.forged.seconds = 10**6, 0
    genuine = web.page().removeprefix("/a/")
    head, _, signature = genuine.rpartition(".")
    tokens = [
        secrets.token_urlsafe(32) if n % 3 == 0
        else f"{head}.{secrets.token_urlsafe(32)}" if n % 3 == 1
        else f"1~{('sxd', 'snnmt', 'ubnd')[n % 9 // 3]}.{head.rpartition('.')[2]}.{signature}"
        for n in range(10_000)
    ]  # fmt: skip
    links, at = web.links(), web.time.at
    assert links.opened("page", genuine, at) and not any(links.opened("page", token, at) for token in tokens)
    replies = web.get_all(f"/a/{token}" for token in tokens[:1000])  # all would take a hundred times as long
    assert len(replies) == 1000
    assert {(r.status, r.body) for r in replies} == {(404, replies[0].body)}


def test_all_forgeries_get_the_same_answer(web: WebOffice) -> None:
    token = web.page().removeprefix("/a/")
    forged = [
        "/", "/a", "/a/", "/f/", "/x", "/a/x", f"/a/{token[:-1]}", f"/a/{token}x", f"/a/{'x' * 10_000}", f"/A/{token}",
        f"/a/{token}/nothing", f"/a/{token}/{'a' * 16}", f"/f/{token}", f"/f/{token}.ics", "/a/..%2f..%2fetc/passwd",
        "/a/\0", "/a/%", "/favicon.ico", "/a/ạ", f"/a/{web.feed().rpartition('/')[2]}",
    ]  # fmt: skip
    replies = [web.request("GET", path, address=f"192.0.2.{n}") for n, path in enumerate(forged)]
    assert {r.status for r in replies} == {404}
    assert len({r.body for r in replies}) == 1
    assert len({tuple(h for h in r.headers if h[0] != "date") for r in replies}) == 1
    other = web.page("sxd", REPORT)
    assert web.get(other).body == replies[0].body  # another agency's matter is as good as none


def test_an_old_link_is_gone_not_forged(web: WebOffice) -> None:
    path = web.page()
    web.set("2027-01-06", 0)
    assert web.get(path).status == 200
    web.set("2027-01-06", 1)
    web.time.at = web.time.at.replace(minute=0)
    assert web.get(path).status == 410
    assert web.post(path + "/x", answer="nil").status == 410
    gone = web.get(path)
    assert "sct" not in gone.body and "Công Thương" not in gone.body


def test_looking_changes_nothing(web: WebOffice) -> None:
    web.get(web.page())
    before = web.contents()
    for path in (web.page(), web.page(occurrence=REPORT), web.feed()):
        for method in ("GET", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH"):
            for query in ("", "?answer=reported&document=1&on=2026-12-07", "?lang=en"):
                web.get(path + query, method)
    assert web.contents() == before


def test_head_is_get_without_its_body(web: WebOffice) -> None:
    head, got = web.get(web.page(), "HEAD"), web.get(web.page())
    assert (head.status, head.body) == (200, "")
    assert head.header("content-length") == str(len(got.body.encode()))


def test_an_answer_goes_into_the_journal_and_leads_back(web: WebOffice) -> None:
    path = web.page(occurrence=REPORT)
    done = web.send(path, **SAID)
    assert (done.status, done.header("location")) == (303, path.rpartition("/")[2])
    acts = web.rows('SELECT kind, obligation, period, owner, "on", document, said_by, "by" FROM act')
    assert acts == [("submit", "kh-1/year", "2026", "sct", "2026-12-07", "123/BC-SCT", "agency", "sct")]
    shown = web.get(path)
    assert "văn bản số 123/BC-SCT, ngày 07/12/2026" in shown.body
    assert pressed(shown.body) == {"answer": "withdraw"}


def test_the_same_answer_twice_is_one(web: WebOffice) -> None:
    path = web.page(occurrence=REPORT)
    said = web.to_check(path, **SAID)
    replies = [web.post(path, **said) for _ in range(5)]
    assert {r.status for r in replies} == {303}
    assert len(web.rows("SELECT 1 FROM act")) == len(web.rows("SELECT 1 FROM answer")) == 1


def test_the_same_answer_at_the_same_moment_is_one(web: WebOffice) -> None:
    path = web.page(occurrence=REPORT)
    said = web.to_check(path, **SAID)
    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(lambda _n: web.post(path, **said), range(16)))
    assert {r.status for r in replies} == {303}
    assert len(web.rows("SELECT 1 FROM act")) == len(web.rows("SELECT 1 FROM answer")) == 1


def test_a_second_different_answer_is_refused_once_closed(web: WebOffice) -> None:
    path = web.page(occurrence=REPORT)
    web.send(path, **SAID)
    late = web.post(path, answer="extension", until="31/12/2026", note="bận")
    assert late.status == 422
    assert "không ghi thêm gì" in late.body
    assert len(web.rows("SELECT 1 FROM act")) == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"answer": "reported", "on": "07/12/2026"}, "Xin điền ô này"),
        ({"answer": "reported", "document": "1/BC", "on": ""}, "Xin điền ô này"),
        ({"answer": "reported", "document": "1/BC", "on": "31/02/2026"}, "Ngày không hợp lệ"),
        ({"answer": "reported", "document": "1/BC", "on": "hôm qua"}, "Ngày không hợp lệ"),
        ({"answer": "reported", "document": "1/BC", "on": "08/12/2026"}, "ở tương lai"),
        ({"answer": "reported", "document": "1/BC", "on": "04/01/2026"}, "trước ngày ban hành"),
        ({"answer": "reported", "document": "x" * 101, "on": "07/12/2026"}, "quá dài"),
        ({"answer": "extension", "until": "15/12/2026", "note": "bận"}, "sau thời hạn hiện tại"),
        ({"answer": "extension", "until": "20/12/2026", "note": " "}, "Xin điền ô này"),
        ({"answer": "wrong", "note": ""}, "Xin điền ô này"),
        ({"answer": "wrong", "note": "x" * 1001}, "quá dài"),
        ({"answer": "waive"}, "Không có hình thức phản hồi này"),
        ({}, "Không có hình thức phản hồi này"),
    ],
)
def test_what_is_missing_is_said_beside_its_field_and_nothing_is_written(
    web: WebOffice, fields: dict[str, str], words: str
) -> None:
    path = web.page(occurrence=REPORT)
    web.get(path)
    before = web.contents()
    reply = web.post(path, **fields)
    assert reply.status == 422
    assert words in reply.body
    marked = [e for _, e in Elements(reply.body).found if e.get("aria-invalid")]
    ids = {e.get("id") for _, e in Elements(reply.body).found}
    assert all(set(str(e["aria-describedby"]).split()) <= ids for e in marked)
    assert bool(marked) == (fields.get("answer") in ("reported", "extension", "wrong"))
    assert web.contents() == before


@pytest.mark.parametrize("on", ["7/12/2026", "07-12-2026", "7.12.2026", "2026-12-07", "07 / 12 / 2026"])
def test_days_as_people_and_browsers_write_them(web: WebOffice, on: str) -> None:
    assert web.send(web.page(occurrence=REPORT), **(SAID | {"on": on})).status == 303
    assert web.rows('SELECT "on" FROM act') == [("2026-12-07",)]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"x" * 40_000, "application/x-www-form-urlencoded"),
        (b"answer=nil", "application/json"),
        (b"answer=nil", ""),
        (b"answer=%ff%fe", "application/x-www-form-urlencoded"),
        (b"&".join(b"a=%d" % n for n in range(30)), "application/x-www-form-urlencoded"),
        ("answer=ạ".encode(), "application/x-www-form-urlencoded"),
    ],
)
def test_what_is_no_small_form_is_not_read(web: WebOffice, body: bytes, kind: str) -> None:
    reply = web.request("POST", web.page(occurrence=REPORT), body, {"content-type": kind} if kind else {})
    assert reply.status == 400
    assert web.rows("SELECT 1 FROM answer") == []


def test_hostile_words_stay_words(web: WebOffice) -> None:
    path = web.page(occurrence=REPORT)
    word = "</textarea><script>alert(1)</script>{{ 7*7 }}\u202e\r\nBcc: a@b.example\0"
    reply = web.send(path, answer="wrong", note=word)
    assert reply.status == 303
    shown = web.get(path).body
    assert "<script" not in shown and "{{ 7*7 }}" in shown
    assert not {"\u202e", "\0"} & set(shown)
    bad = web.post(path, answer="extension", until='"><b>', note=word)
    assert bad.status == 422
    assert "<b>" not in bad.body and "<script" not in bad.body


def test_one_address_may_not_guess_for_long_and_locks_no_clerk_out(web: WebOffice) -> None:
    statuses = [web.get("/a/guess").status for _ in range(40)]
    assert statuses == [404] * 30 + [429] * 10
    assert web.get(web.page()).status == 200  # a genuine link from the same address
    assert web.request("GET", "/a/guess", address="192.0.2.8").status == 404
    web.time.running += 2
    assert [web.get("/a/guess").status for _ in range(2)] == [404, 429]


def test_a_genuine_link_is_limited_too(web: WebOffice) -> None:
    statuses = [web.get(web.feed()).status for _ in range(130)]
    assert statuses == [200] * 120 + [429] * 10
    assert web.get(web.feed("sxd")).status == 200


def test_tokens_are_in_no_log(web: WebOffice, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    path = web.page(occurrence=REPORT)
    web.get(path)
    said = web.to_check(path, **SAID)
    web.post(path, **said)
    web.get(path[:-20])
    web.get(web.feed())
    for _ in range(40):
        web.get(web.page()[:-1])
    web.site.genuine.allows = None  # type: ignore[assignment,method-assign]  # a fault of ours
    assert web.get(path).status == 500
    signature = path.split("/")[2].rpartition(".")[2]
    told = "\n".join(f"{r.getMessage()} {vars(r)}" for r in caplog.records)
    assert "page failed" in told and "too many wrong links" in told and "kh-1/year@2026@sct" in told
    assert signature[:20] not in told and said["seal"] not in told
    assert web.feed().rpartition(".")[0].rpartition(".")[2][:20] not in told


def test_a_fault_of_ours_tells_the_caller_nothing(web: WebOffice) -> None:
    web.site.genuine.allows = None  # type: ignore[assignment,method-assign]
    reply = web.get(web.page())
    assert reply.status == 500
    assert "NoneType" not in reply.body and "Traceback" not in reply.body
    assert reply.header("content-security-policy")


def test_new_rules_come_into_force_on_the_page(web: WebOffice) -> None:
    from reminder.engine.tick import reload

    assert "Báo cáo năm" in web.get(web.page()).body
    web.edit("rules/plans/kh-1.toml", 'title = "Báo cáo năm"', 'title = "Báo cáo thường niên"')
    assert "Báo cáo năm" in web.get(web.page()).body  # on disk only
    reload(web.office)
    assert "Báo cáo thường niên" in web.get(web.page()).body


def test_what_an_officer_records_shows_at_once(web: WebOffice) -> None:
    from reminder.engine.acts.record import Wish, record

    assert "Đã trả lời" not in web.get(web.page()).body
    wish = Wish(ActKind.SUBMIT, "kh-1/year", "sct", "2026", document="9/BC", by="chuyenvien")
    record(web.office, web.database, web.catalogue, wish)
    assert "văn bản số 9/BC" in web.get(web.page()).body
