"""doctor: each thing it looks at, fine and otherwise, with the remedy."""

import json
from datetime import date, timedelta

import pytest

from reminder.core.outbox_states import NoticeState
from reminder.core.reason import because
from reminder.engine.context import rules
from reminder.engine.context.clock_guard import Timeguard
from reminder.engine.context.office import Office
from reminder.engine.operations.doctor import HealthFinding, examine
from reminder.engine.sending.mailers import mailer, server_key
from reminder.errors import ReminderError
from reminder.store import bounced_mailboxes, maintenance, notices
from reminder.store.database import Connection, put
from reminder.words import fault_words, say, translator
from tests.clock import Hand
from tests.engine.folder import NOW, SMTP, Folder
from tests.engine.made import ZONE, wall
from tests.journeys import desk as small
from tests.store.rows import notice
from tests.store.rows import put as put_mail


def test_before_the_first_round(folder: Folder) -> None:
    maildir = folder.office().config.maildir
    assert examine(folder.office()) == [
        HealthFinding("rules", "fine", "1 plans, 4 obligations"),
        HealthFinding("database", "warning", f"{folder.office().config.database_shown}: not made yet", "reminder tick"),
        HealthFinding("mail", "fine", f"maildir {maildir}"),
        HealthFinding("calendar", "fine", "entered to 2027"),
        HealthFinding("contacts", "fine", "4 agencies, 0 without a mailbox"),
    ]
    assert not (folder.path / "reminder.db").exists()


def test_rules_that_cannot_be_read(folder: Folder) -> None:
    (folder.path / "rules/reminders.toml").write_text("x = 1\ny = 2\n")
    assert folder.found("rules") == [("wrong", "3 problems", "reminder check")]
    assert folder.found("contacts") == folder.found("calendar") == []
    assert folder.found("mail")[0][0] == "fine"


def test_a_database_in_doubt_is_said(folder: Folder) -> None:
    (folder.path / "reminder.db").write_bytes(b"x" * 4096)
    ((level, seen, remedy),) = folder.found("database")
    assert (level, remedy) == ("wrong", "see docs/operations.md")
    assert "reminder.db" in seen


def test_who_else_can_read_it(folder: Folder) -> None:
    folder.write(lambda c: None)
    file = folder.path / "reminder.db"
    shown = folder.office().config.database_shown
    assert folder.found("database") == [("fine", shown, "")]
    for mode in (0o640, 0o604, 0o602):
        file.chmod(mode)
        assert folder.found("database")[1:] == [("warning", f"{file}: others can read it", f"chmod 600 {file}")]


def test_rules_in_force_and_those_on_disk(folder: Folder) -> None:
    assert folder.found("rules in force") == []
    folder.write(lambda c: rules.enforce(c, folder.office().catalogue(), NOW))
    assert folder.found("rules in force") == [("fine", "since 09:00 8 December 2026", "")]
    (folder.path / "rules/reminders.toml").write_text(small.RULES + "\n")
    remedy = "the files differ and nothing is evaluated: reminder reload"
    assert folder.found("rules in force") == [("wrong", "since 09:00 8 December 2026", remedy)]


def test_a_database_that_was_copied_here(folder: Folder) -> None:
    folder.write(lambda c: put(c, "home", "sqlite:elsewhere"))
    wrong = ("wrong", "this database was made elsewhere; it sends nothing", "reminder db adopt")
    assert folder.found("home") == [wrong]
    opened = folder.database()
    home = maintenance.home(opened)
    opened.close()
    folder.write(lambda c: put(c, "home", home))
    assert folder.found("home") == []


def test_the_clock(folder: Folder) -> None:
    assert folder.found("clock") == []
    kept = {"wall": NOW.isoformat(), "boot": "", "running": 0}
    folder.write(lambda c: put(c, "clock", json.dumps(kept)))
    assert folder.found("clock") == [("fine", "last round at 09:00 8 December 2026", "")]
    config, hand = folder.office().config, Hand(NOW + timedelta(days=90))
    ((level, _, remedy),) = [
        (f.level, f.seen, f.remedy) for f in examine(Office(config, hand.clock)) if f.about == "clock"
    ]
    assert (level, remedy) == ("wrong", "set the clock, or reminder tick --accept-clock")
    assert ZONE.key == config.zone.key


@pytest.mark.states_by_hand
def test_the_outbox(folder: Folder) -> None:
    folder.write(lambda c: None)
    assert folder.found("outbox") == [("fine", "empty", "")]

    def fill(connection: Connection) -> None:
        for n, state in enumerate(["sent", "sent", "held", "dead", "dead", "bounced", "pending"]):
            put_mail(connection, n, state=state, next_at=NOW - timedelta(minutes=15))
        notices.add(connection, [notice(n, NoticeState.UNREACHABLE) for n in range(3)], NOW)
        bounced_mailboxes.mark(connection, "a@x.example", "550 no", NOW)

    folder.write(fill)
    words = "1 bounced, 2 dead, 1 held, 1 pending, 2 sent"
    rest = [
        ("warning", "mails: 1 held", "reminder outbox approve"),
        ("warning", "mails: 2 dead", "reminder outbox list --state dead"),
        ("warning", "mails: 1 bounced", "reminder outbox list --state bounced"),
        ("wrong", "3 matters could be told to nobody, not even to the operator",
         "correct the contact, then reminder outbox retry"),
    ]  # fmt: skip
    assert folder.found("outbox") == [("fine", words, ""), *rest]
    late = f"{words}; the oldest could have left at 08:45 8 December 2026"
    remedy = "is reminder run at work? does the mail server answer?"
    assert folder.found("outbox", NOW + timedelta(seconds=1))[0] == ("warning", late, remedy)
    assert folder.found("mailbox") == [
        ("warning", "a@x.example: 550 no", "correct the contact, then reminder outbox retry")
    ]


def test_a_server_that_takes_nothing(folder: Folder) -> None:
    key = server_key(folder.office().config)
    assert folder.found("mail server") == []
    folder.write(lambda c: put(c, key, json.dumps({"since": NOW.isoformat(), "reply": "421 busy"})))
    remedy = "check [smtp] and the server; mail waits and leaves later"
    assert folder.found("mail server") == [("wrong", "takes nothing since 09:00 8 December 2026: 421 busy", remedy)]


@pytest.mark.parametrize(
    ("on", "level", "seen"),
    [
        (date(2027, 11, 1), "fine", "entered to 2027"), (date(2027, 11, 2), "wrong", "2028 is not entered"),
        (date(2026, 1, 2), "fine", "entered to 2027"),
    ],
)  # fmt: skip
def test_the_calendar_ends_in_sixty_days(on: date, level: str, seen: str, folder: Folder) -> None:
    ((found, said, remedy),) = folder.found("calendar", wall(on, 9))
    assert (found == "wrong", said.partition(";")[0]) == (level == "wrong", seen)
    assert level == "fine" or remedy == "enter 2028 in rules/calendars"


def test_days_that_are_estimates(folder: Folder) -> None:
    row = '  { on = 2027-02-05, kind = "holiday", name = "Tết", status = "estimated" },\n'
    (folder.path / "rules/calendars/vietnam.toml").write_text(small.CALENDAR.replace("\n]\n", f"\n{row}]\n"), "utf-8")
    remedy = "replace each estimated row once it is announced"
    seen = "entered to 2027; 1 days of the coming year are estimates"
    assert folder.found("calendar") == [("warning", seen, remedy)]
    assert folder.found("calendar", wall(date(2026, 2, 4), 9))[0] == ("warning", seen, remedy)
    assert folder.found("calendar", wall(date(2026, 2, 3), 9))[0][0] == "fine"
    assert folder.found("calendar", wall(date(2027, 2, 5), 9))[0][0] == "warning"
    assert folder.found("calendar", wall(date(2027, 2, 6), 9))[0][0] == "fine"


def test_who_has_no_mailbox(folder: Folder) -> None:
    more = "".join(
        f'[[agency]]\nid = "b{n}"\nname = "Ban {n}"\nkind = "board"\n{end}\n'
        for n, end in enumerate(["", "", "", "", "", "", "until = 2026-12-07"])
    )
    file = folder.path / "rules/agencies/tinh.toml"
    file.write_text(small.AGENCIES + more, "utf-8")
    seen = "10 agencies, 6 without a mailbox"
    assert folder.found("contacts") == [("warning", seen, "reminder agencies missing (b0, b1, b2, b3, b4…)")]
    file.write_text(small.AGENCIES + more.replace("2026-12-07", "2026-12-08"), "utf-8")
    assert folder.found("contacts")[0][1] == "11 agencies, 7 without a mailbox"


@pytest.mark.parametrize(
    ("count", "some"), [(1, "b0"), (5, "b0, b1, b2, b3, b4"), (6, "b0, b1, b2, b3, b4…"), (7, "b0, b1, b2, b3, b4…")]
)
def test_the_first_five_without_a_mailbox_are_named(count: int, some: str, folder: Folder) -> None:
    more = "".join(f'[[agency]]\nid = "b{n}"\nname = "Ban {n}"\nkind = "board"\n' for n in range(count))
    (folder.path / "rules/agencies/tinh.toml").write_text(small.AGENCIES + more, "utf-8")
    seen = f"{4 + count} agencies, {count} without a mailbox"
    assert folder.found("contacts") == [("warning", seen, f"reminder agencies missing ({some})")]


@pytest.mark.states_by_hand
def test_everything_is_said_in_the_language_asked_for(folder: Folder) -> None:
    def fill(connection: Connection) -> None:
        rules.enforce(connection, folder.office().catalogue(), NOW)
        put(connection, "home", "sqlite:elsewhere")
        put(connection, "clock", json.dumps({"wall": NOW.isoformat(), "boot": "", "running": 0}))
        put_mail(connection, 1, state="held", next_at=NOW)
        put_mail(connection, 2, next_at=NOW - timedelta(minutes=16))
        put(connection, server_key(folder.office().config), json.dumps({"since": NOW.isoformat(), "reply": "421"}))

    folder.write(fill)
    office, shown = folder.office(), folder.office().config.database_shown
    day, cannot = "09:00 08/12/2026", "cơ sở dữ liệu được tạo ở nơi khác; tại đây không gửi gì"
    late = "1 chờ duyệt, 1 chờ gửi; thư chờ lâu nhất lẽ ra đã gửi lúc 08:44 08/12/2026"
    assert examine(office, "vi") == [
        HealthFinding("rules", "fine", "1 kế hoạch, 4 nghĩa vụ"), HealthFinding("database", "fine", shown),
        HealthFinding("rules in force", "fine", f"từ {day}"),
        HealthFinding("home", "wrong", cannot, "reminder db adopt"),
        HealthFinding("clock", "fine", f"lượt gần nhất lúc {day}"),
        HealthFinding("outbox", "warning", late, "reminder run có đang chạy? máy chủ thư có trả lời?"),
        HealthFinding("outbox", "warning", "1 thư chờ duyệt", "reminder outbox approve"),
        HealthFinding(
            "mail server", "wrong", f"không nhận thư từ {day}: 421",
            "kiểm tra [smtp] và máy chủ; thư được giữ và sẽ gửi sau",
        ),
        HealthFinding("mail", "fine", f"maildir {office.config.maildir}"),
        HealthFinding("calendar", "fine", "đã nhập đến năm 2027"),
        HealthFinding("contacts", "fine", "4 cơ quan, 0 chưa có hộp thư"),
    ]  # fmt: skip


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_is_wrong_is_said_in_the_language_asked_for(lang: str, folder: Folder) -> None:
    """Reasons and faults have words of their own in either."""
    folder.configure(
        SMTP.format(sender="n@tinh.example", sink="false").replace("\nport", '\npassword_file = "no"\nport')
    )
    (folder.path / "rules/calendars/vietnam.toml").write_text(small.CALENDAR, "utf-8")
    config, hand = folder.office().config, Hand(NOW + timedelta(days=90))
    kept = {"wall": NOW.isoformat(), "boot": "", "running": 0}
    folder.write(lambda c: put(c, "clock", json.dumps(kept)))
    found = {f.about: f for f in examine(Office(config, hand.clock), lang)}
    with folder.database().read() as connection:
        doubt = Timeguard(hand.clock, config.zone).doubt(connection)
    assert doubt
    assert found["clock"].seen == say(doubt, lang)
    reserved = because("reserved-domain", domain="tinh.example")
    assert found["addresses"].seen == f"mail.sender = n@tinh.example: {say(reserved, lang)}"
    assert found["mail"].level == "wrong"
    with pytest.raises(ReminderError) as fault:
        mailer(config, hand.clock.running)
    remedy = translator(lang)("correct the configuration")
    assert (found["mail"].seen, found["mail"].remedy) == (fault_words(fault.value, lang), remedy)


def test_a_database_with_a_fault(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.write(lambda c: None)
    monkeypatch.setattr(maintenance, "faults", lambda _: ["one", "two"])
    assert folder.found("database") == [("wrong", "one; two", "restore a backup: docs/operations.md")]
