"""Nonsense in reminder.toml: refused with place, finding and remedy, or harmless; never a traceback later."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reminder.config import Config, load_config
from reminder.errors import BadInput
from reminder.mail.message_ids import ROOM
from tests.journeys.desk import AGENCIES, CALENDAR, PLAN, RULES, Desk, text_of

EXAMPLE = tomllib.loads((Path(__file__).parents[2] / "config.example.toml").read_text("utf-8"))
KEYS = sorted(
    [key for key, value in EXAMPLE.items() if not isinstance(value, dict)]
    + [f"{section}.{key}" for section, values in EXAMPLE.items() if isinstance(values, dict) for key in values]
)
KEYS.remove("bounces.host")  # any name is sound, and would be looked for
REFUSED = [
    ("send.opens", '"08:00+07:00"', "without a zone"),
    ("send.opens", '"8"', 'write "08:00"'),
    ("send.opens", '"0800"', 'write "08:00"'),
    ("send.opens", '"17:00"', "send.closes: 16:30:00 is no minute after 17:00:00 (opens)"),
    ("send.closes", '"08:00"', "08:00:00 is no minute after 08:00:00 (opens)"),
    ("send.closes", '"08:00:59"', "08:00:59 is no minute after"),
    ("send.closes", '"24:00"', 'write "08:00"'),
    ("send.retries_until", '"16:29"', "16:29:00 comes before 16:30:00 (closes)"),
    ("send.daily_limit", "0", "too small; at least 1"),
    ("zone", '"Mars/Phobos"', 'write "Asia/Ho_Chi_Minh"'),
    ("zone", '"../etc/passwd"', 'write "Asia/Ho_Chi_Minh"'),
    ("zone", '""', 'write "Asia/Ho_Chi_Minh"'),
    ("zone", "7", 'write "Asia/Ho_Chi_Minh"'),
    ("operator", '"quantri@server"', "no mail address"),
    ("operator", '"quantri@tinh.gov.vn\\n"', "no mail address"),
    ("operator", '"Quản trị <quantri@tinh.gov.vn>"', "no mail address"),
    ("operator", '"quảntrị@tinh.gov.vn"', "no mail address"),
    ("mail.sender", '"nhachan@mailserver"', "no mail address"),
    ("mail.sender", f'"{"n" * (ROOM + 1)}@tinh.example"', f"at most {ROOM} letters"),
    ("mail.sender_name", '"Nhắc\\r\\nBcc: x@y.example"', "one line"),
    ("mail.sender_name", '"' + "n" * 201 + '"', "at most 200"),
    ("mail.redirect_to", '"me"', "no mail address"),
    ("mail.domains", '["*"]', "“*” is no domain"),
    ("mail.domains", '["gov..vn"]', "“gov..vn” is no domain"),
    ("mail.domains", '["vanthu@gov.vn"]', "is no domain"),
    ("mail.domains", '"*.gov.vn"', "no list"),
    ("mail.maildir", '""', "must not be empty"),
    ("office", '" "', "must not be empty"),
    ("office", '"Văn phòng\\u0000"', "one line"),
    ("rules", '""', "must not be empty"),
    ("database", '"sqlite://"', "no database is named so"),
    ("database", '"nonsense"', "no database is named so"),
    ("smtp.host", '""', "no name and no number"),
    ("smtp.host", '"a..b"', "no name and no number"),
    ("smtp.host", '"mail.gov.vn:25"', "its port under port"),
    ("smtp.host", '"http://mail.gov.vn"', "no name and no number"),
    ("smtp.host", f'"{"a" * 64}.vn"', "no name and no number"),
    ("smtp.port", "0", "too small"),
    ("smtp.port", "70000", "too large"),
    ("smtp.port", "true", "no whole number"),
    ("smtp.connections", "0", "too small"),
    ("smtp.per_minute", "-1", "too small"),
    ("smtp.per_domain", "-1", "too small"),
    ("smtp.sink", '"yes"', "true or false"),
    ("bounces.folder", '""', "must not be empty"),
    ("bounces.folder", '"A\\nB"', "one line"),
    ("bounces.done_folder", '"inbox"', "another folder"),
    ("bounces.host", '"a b"', "no name and no number"),
    ("bounces.username", '"a\\r\\nb"', "one line"),
    ("web.url", '"https://nhachan.tinh.gov.vn:70000"', "must be https://"),
    ("web.url", '"https://.."', "must be https://"),
    ("web.url", '"https://x.vn/"', "must be https://"),
    ("web.listen", '"127.0.0.1:70000"', "must be an address and a port"),
    ("web.phone", '"gọi văn thư"', "this is no telephone number"),
    ("web.proxies", '["proxy"]', "“proxy” is no address of a proxy"),
    ("daemon.ping", '"http://a:b"', "must be http://"),
    ("daemon.ping", '"http://["', "must be http://"),
]  # fmt: skip


def config(folder: Path, *settings_: tuple[str, str]) -> Config:
    text = ""
    for key, value in sorted(settings_, key=lambda s: ("." in s[0], s[0])):
        section, _, name = key.rpartition(".")
        text += f"[{section}]\n" if section and f"[{section}]" not in text else ""
        text += f"{name} = {value}\n"
    (folder / "reminder.toml").write_text(text, "utf-8")
    return load_config(None, folder)


@pytest.mark.parametrize(("key", "value", "said"), REFUSED, ids=[f"{k}={v[:20]}" for k, v, _ in REFUSED])
def test_nonsense_is_refused_with_its_key_and_a_remedy(key: str, value: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        config(tmp_path, (key, value))
    assert said in str(caught.value)
    assert str(caught.value).startswith(f"{tmp_path}/reminder.toml: {key.partition('.')[0]}")
    assert len(caught.value.problems) == 1


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("send.opens", "08:00:00"), ("send.closes", '"08:01"'), ("send.retries_until", '"23:59:59.999"'),
        ("mail.sender", '"nhachan@thái-nguyên.vn"'),
        ("mail.domains", '["*.tỉnh.vn", "gov.vn", "vn"]'), ("mail.sender_name", '""'), ("smtp.host", '"::1"'),
        ("smtp.host", '"mail_server"'), ("bounces.folder", '"Đã xử lý"'), ("smtp.username", '"nhắc hạn"'),
        ("web.proxies", '["10.0.0.0/8", "::1"]'), ("web.listen", '"[::1]:8090"'), ("daemon.ping", '"https://x.vn/a?b"'),
        ("operator", "\"o'b@so.example\""), ("web.phone", '"+84 (208) 3855-688"'), ("web.phone", '""'),
    ],
)  # fmt: skip
def test_what_is_odd_and_right_is_taken(key: str, value: str, tmp_path: Path) -> None:
    config(tmp_path, (key, value))


def test_a_domain_in_other_letters_is_kept_as_it_goes_over_the_wire(tmp_path: Path) -> None:
    """It ends in Message-IDs and return paths too."""
    sender = config(tmp_path, ("mail.sender", '"a@thái-nguyên.example"')).mail.sender
    assert sender == "a@xn--thi-nguyn-11a9h.example"


@pytest.mark.parametrize("section", ["smtp", "bounces"])
def test_tls_is_left_out_for_a_server_on_this_machine_only(section: str, tmp_path: Path) -> None:
    config(tmp_path, (f"{section}.tls", '"none"'), (f"{section}.host", '"localhost"'))
    with pytest.raises(BadInput, match=rf'{section}\.tls: "none" is for a server on this machine only'):
        config(tmp_path, (f"{section}.tls", '"none"'), (f"{section}.host", '"mail.gov.vn"'))


def test_a_sink_stands_on_this_machine(tmp_path: Path) -> None:
    assert config(tmp_path, ("smtp.sink", "true")).smtp.sink
    with pytest.raises(BadInput, match=r"smtp\.sink: a sink is a server on this machine, and mail\.gov\.vn is not"):
        config(tmp_path, ("smtp.sink", "true"), ("smtp.host", '"mail.gov.vn"'))


def test_a_configuration_may_begin_with_a_byte_order_mark(desk: Desk) -> None:
    """Notepad writes one; so it may into a template and beside a password."""
    path = desk.folder / "reminder.toml"
    path.write_bytes(b"\xef\xbb\xbf" + b'lang = "vi"\n' + path.read_bytes())
    ran = desk.run("check")
    assert ran.status == 0, ran.err
    assert "Ổn" in ran.err or "kế hoạch" in ran.err
    (desk.folder / "secret").write_bytes(b"\xef\xbb\xbfsesame\r\n")
    (desk.folder / "secret").chmod(0o600)
    assert config(desk.folder, ("smtp.password_file", '"secret"')).password("smtp") == "sesame"


def test_a_template_may_begin_with_a_byte_order_mark(desk: Desk) -> None:
    from reminder.shipped import SHIPPED

    (desk.folder / "templates" / "vi").mkdir(parents=True)
    for name in ("reminder.subject.txt.j2", "reminder.txt.j2"):
        shipped = (SHIPPED / "templates" / name).read_bytes()
        (desk.folder / "templates" / "vi" / name).write_bytes(b"\xef\xbb\xbf" + shipped)
    assert desk.run("tick", "--at", "2026-12-08T09:00").status == 0
    assert desk.told() and not any("\ufeff" in subject for _to, subject in desk.told())
    assert not any("\ufeff" in text_of(mail) for mail in desk.mails())


# What a configuration names outside itself: `check` and `doctor` say it, and `tick` in the same words.


@pytest.mark.parametrize(
    ("section", "key", "content", "said"),
    [
        ("smtp", "ca_file", None, "cannot be read: No such file"), ("smtp", "ca_file", b"", "holds no certificates"),
        ("smtp", "ca_file", b"-----BEGIN CERTIFICATE-----\nx\n", "holds no certificates"),
        ("smtp", "password_file", None, "cannot be read: No such file"),
        ("smtp", "password_file", b"m\xe1t", "not text in UTF-8"), ("smtp", "password_file", b"a\nb\n", "one line"),
        ("bounces", "ca_file", None, "cannot be read: No such file"),
        ("bounces", "password_file", b"m\xe1t", "not text in UTF-8"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_said_by_check_and_doctor(
    section: str, key: str, content: bytes | None, said: str, desk: Desk
) -> None:
    if content is not None:
        (desk.folder / "named").write_bytes(content)
        (desk.folder / "named").chmod(0o600)
    host = '[bounces]\nhost = "127.0.0.1"\nport = 9\n' if section == "bounces" else "[smtp]\nport = 9\nsink = true\n"
    desk.edit("reminder.toml", "[mail]", f'{host}{key} = "named"\n[mail]\ntransport = "smtp"')
    for words in (
        ["check"],
        ["doctor", "--format", "json"],
        *([["tick", "--at", "2026-12-08T09:00"]] if section == "smtp" else []),
    ):
        ran = desk.run("--lang", "en", *words)
        assert ran.status == 1, words
        told = " ".join((ran.out + ran.err).split())
        assert f"{section}.{key}" in told and said.split(":")[0] in told, words


def test_what_is_not_in_use_is_no_fault(desk: Desk) -> None:
    desk.edit("reminder.toml", "[mail]", '[smtp]\nca_file = "nowhere"\n[mail]')
    assert desk.run("check").status == 0


def test_a_password_of_the_environment_must_be_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REMINDER_SMTP_PASSWORD", "m\udce1t")
    with pytest.raises(BadInput, match="not text in UTF-8"):
        config(tmp_path).password("smtp")


NONSENSE = st.one_of(
    st.sampled_from([
        "", " ", "0", "x", "x\n", "a@b", "a@b.vn", "*", "\u202e", "24:00", "23:59", "00:00", "http://x",
        "https://x.vn", "127.0.0.1", "127.0.0.1:1", "Asia", "UTC", "&", "Đã xử lý", "smtp", "none", "true", "%", "{x}",
        "ă" * 300, "no/such", "\x01", "sqlite:///x", "sqlite:////no/such/x", "INBOX",
    ]),
    st.integers(-2, 10**20), st.booleans(),
    st.text(max_size=12).filter(lambda t: t.isprintable() and not set(t) & set("./")),
    st.lists(st.sampled_from(["", "x", "*.vn", "::1"]), max_size=2),
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(key=st.sampled_from(KEYS), value=NONSENSE, over_smtp=st.booleans())
def test_whatever_stands_behind_a_key_ends_in_words(
    key: str, value: Any, over_smtp: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Refused by `check`, or a tick and the doctor live with it."""
    desk = Desk(tmp_path_factory.mktemp("o"))
    for name, text in (
        ("rules/calendars/vietnam.toml", CALENDAR), ("rules/agencies/tinh.toml", AGENCIES),
        ("rules/plans/kh-1.toml", PLAN), ("rules/reminders.toml", RULES),
    ):  # fmt: skip
        desk.write(name, text)
    usual = (
        {"mail.transport": '"smtp"', "smtp.sink": "true", "smtp.port": "9", "smtp.tls": '"none"'} if over_smtp else {}
    )
    lines = usual | {key: json.dumps(value, ensure_ascii=False)}
    try:
        config(desk.folder, *lines.items())
    except BadInput as bad:
        assert all(p.key and p.message for p in bad.problems)
        assert desk.run("check").status == desk.run("doctor").status == 1
        return
    for words in (["check"], ["doctor"], ["tick", "--at", "2026-12-08T09:00"]):
        ran = desk.run(*words)
        assert ran.status in (0, 1, 2, 3), (words, ran.err)
        assert ran.out + ran.err
