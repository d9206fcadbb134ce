"""The commands of this part, by the road of the installed script."""

import signal
import socket
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from reminder.engine.mails.template_check import proofs, sample_of
from reminder.mail.contents import KINDS, TEMPLATES
from reminder.mail.render import Renderer, shipped_templates
from tests.journeys.desk import Desk
from tests.servers.waiting import PATIENCE
from tests.web.office import CONFIG, WebOffice

AT = ("--at", "2026-12-07")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    WebOffice(tmp_path)
    return Desk(tmp_path)


def test_links_are_shown_revoked_and_rotated(desk: Desk) -> None:
    def links() -> list[dict[str, str]]:
        ran = desk.run("links", "show", "Sở Công Thương", "sxd", *AT, "--format", "json")
        assert ran.status == 0, ran.err
        found: list[dict[str, str]] = ran.json
        return found

    first = links()
    assert [row["agency"] for row in first] == ["sct", "sxd"]
    assert first == links()
    assert desk.run("links", "revoke", "sct").status == 0
    second = links()
    assert (second[0] != first[0], second[1] == first[1]) == (True, True)
    assert desk.run("links", "rotate", "--drop").status == 0
    assert links()[1] != first[1]


def test_without_a_page_there_is_nothing_to_show(desk: Desk) -> None:
    desk.write("reminder.toml", CONFIG.partition("[web]")[0])
    ran = desk.run("links", "show", "sct", *AT)
    assert (ran.status, "web.url is not set" in ran.err) == (1, True)
    ran = desk.run("web", *AT)
    assert (ran.status, "web.listen is not set" in ran.err) == (2, True)


@pytest.mark.parametrize(
    "url", ["http://nhachan.tinh.example", "https://a@b.example", "https://a.example/x?y", "javascript:1"]
)
def test_a_page_is_reached_by_https_only(desk: Desk, url: str) -> None:
    desk.edit("reminder.toml", "https://nhachan.tinh.example", url)
    ran = desk.run("check")
    assert (ran.status, "web.url" in ran.err + ran.out) == (1, True)


def test_web_serves_until_it_is_told_to_stop(desk: Desk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    desk.edit("reminder.toml", 'url = "https://nhachan.tinh.example"',
              f'url = "http://127.0.0.1:{port}"\nlisten = "127.0.0.1:{port}"')  # fmt: skip
    assert desk.run("tick", *AT).status == 0
    page = desk.run("links", "show", "sct", *AT, "--format", "json").json[0]["page"]
    served = desk.spawn("web", *AT)
    assert served.stderr
    try:
        assert any("page served" in line for line in served.stderr)
        with urllib.request.urlopen(page, timeout=PATIENCE) as response:
            assert "Sở Công Thương" in response.read().decode()
            assert response.headers["Server"] is None
        with pytest.raises(urllib.error.HTTPError) as wrong:
            urllib.request.urlopen(page + "x", timeout=PATIENCE)
        assert wrong.value.code == 404
        wrong.value.close()
        second = desk.run("web", *AT)
        assert (second.status, "free it or choose another" in second.err) == (1, True)
    finally:
        served.send_signal(signal.SIGTERM)
        _, log = served.communicate(timeout=PATIENCE)
    assert served.returncode == 0
    assert page.rpartition(".")[2] not in log


def test_answers_are_listed_and_decided(desk: Desk) -> None:
    assert desk.run("answers", "list", "--format", "json").json == []
    for words in (("confirm", "7"), ("refuse", "7", "--note", "x")):
        ran = desk.run("answers", *words, *AT)
        assert (ran.status, "there is none" in ran.err) == (1, True)
    assert desk.run("answers", "refuse", "7", *AT).status == 2  # a refusal says why


def test_all_templates_render(desk: Desk) -> None:
    ran = desk.run("templates", "check", "--format", "json")
    assert (ran.status, ran.json) == (0, {"rendered": 38, "problems": []})


def test_a_broken_template_is_named_with_its_line(desk: Desk) -> None:
    shipped = (shipped_templates() / "thanks.txt.j2").read_text("utf-8")
    desk.write("templates/vi/thanks.txt.j2", shipped + "\n{{ view.nosuch }}\n")
    ran = desk.run("templates", "check")
    line = shipped.count("\n") + 2
    assert ran.status == 1
    assert any(f"vi/thanks.txt.j2:{line}: " in text and "nosuch" in text for text in ran.out.splitlines())


def test_a_template_that_hides_the_matter_is_warned_of(tmp_path: Path) -> None:
    (tmp_path / "vi").mkdir()
    (tmp_path / "vi" / "reminder.txt.j2").write_text("Xin chào", "utf-8")
    found = proofs((tmp_path,))
    assert {p.level for p in found.problems} == {"warning"}
    assert all("does not name the matter" in p.message for p in found.problems)


@pytest.mark.parametrize("name", [*KINDS, *(t for t in TEMPLATES if t not in KINDS)])
def test_each_mail_can_be_looked_at(desk: Desk, name: str) -> None:
    shown = desk.run("templates", "show", name, "--sample", "--lang", "vi")
    assert shown.status == 0, shown.err
    assert shown.out.strip() == Renderer(()).render(sample_of(name, "vi")).text.strip()
    files = desk.run("templates", "show", name, "--lang", "vi").out.splitlines()
    told, paths = zip(*(line.split(": ", 1) for line in files), strict=True)
    assert told[-1] == "style.css" and {"vi", "templates"} == {Path(path).parent.name for path in paths}
    assert all(Path(path).is_file() and Path(path).name == name for name, path in zip(told, paths, strict=True))
