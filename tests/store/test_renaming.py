"""What is on record of a row goes with it to its new id, on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from reminder.core.act_kinds import ActKind
from reminder.core.journal import Act
from reminder.core.outbox_states import NoticeState
from reminder.store import bounced_mailboxes, journal, notices, renaming
from reminder.store.database import Connection, Database
from reminder.store.notices import NoticeRow

NOW = datetime(2026, 12, 7, 2, tzinfo=UTC)


def notice(occurrence: str) -> NoticeRow:
    return NoticeRow(
        f"{occurrence}@r1@d5#1@sxd", occurrence, 1, "d5", 1, "sxd", "owner", "coming", "normal", date(2026, 12, 7),
        NoticeState.QUEUED, {"code": "step"},
    )  # fmt: skip


def test_acts_first_sights_and_notices_stand_under_the_new_id(database: Database) -> None:
    old, other = "kh_1/II.3@2026@sxd", "kh_1/II.3b@2026@sxd"  # an underscore matches any letter in LIKE
    with database.write() as connection:
        journal.append(connection, Act(ActKind.SUBMIT, "kh_1/II.3", "2026", "sxd", date(2026, 12, 7), NOW, "an"))
        journal.append(connection, Act(ActKind.SUBMIT, "khx1/II.3", "2026", "sxd", date(2026, 12, 7), NOW, "an"))
        notices.see(connection, [old, other, "khx1/II.3@2026@sxd"], NOW)
        notices.add(connection, [notice(old), notice(other)], NOW)
        assert renaming.on_record(connection) == {"kh_1/II.3", "kh_1/II.3b", "khx1/II.3"}
        assert not renaming.seen(connection, "kh_1/II")
        renaming.rename(connection, "kh_1/II.3", "kh_1/III.1")
    with database.read() as connection:
        assert [a.obligation for a in journal.journal(connection).acts] == ["kh_1/III.1", "khx1/II.3"]
        assert set(notices.first_seen(connection)) == {"kh_1/III.1@2026@sxd", other, "khx1/II.3@2026@sxd"}
        (moved,) = notices.of_occurrence(connection, "kh_1/III.1@2026@sxd")
        assert moved.key == "kh_1/III.1@2026@sxd@r1@d5#1@sxd"
        assert len(notices.of_occurrence(connection, other)) == 1
        assert renaming.seen(connection, "kh_1/III.1") and not renaming.seen(connection, "kh_1/II.3")


def test_what_was_told_goes_to_another_key_and_what_stands_there_stays(database: Database) -> None:
    old, new = "kh-1/1@once@a", "kh-1/1@once@a+b"
    later = NOW + timedelta(1)

    def told(connection: Connection, key: str) -> list[tuple[str, str]]:
        return [(n.key, n.recipient) for n in notices.of_occurrence(connection, key)]

    def of(key: str, step: str, who: str) -> NoticeRow:
        return replace(notice(key), key=f"{key}@r1@{step}#1@{who}", step=step, recipient=who)

    with database.write() as connection:
        journal.append(connection, Act(ActKind.ACKNOWLEDGE, "kh-1/1", "once", "a", date(2026, 12, 7), NOW, "an"))
        notices.see(connection, [old], NOW)
        notices.see(connection, [new], later)
        rows = [of(old, "d5", "a"), of(old, "d5", "b"), of(old, "d1", "focal"), of(new, "d5", "a")]
        notices.add(connection, rows, NOW)
        renaming.carry(connection, old, new, ["b"])
        assert told(connection, new) == [(f"{new}@r1@d5#1@b", "b"), (f"{new}@r1@d5#1@a", "a")]
        assert notices.first_seen(connection) == {old: NOW, new: NOW}
        renaming.carry(connection, old, new)
        assert told(connection, old) == [(f"{old}@r1@d5#1@a", "a")], "the key is taken"
        assert [who for _, who in told(connection, new)] == ["b", "focal", "a"]
        assert notices.first_seen(connection) == {new: NOW}
        renaming.carry(connection, new, old)
        assert notices.first_seen(connection) == {old: NOW}
        renaming.carry(connection, "kh-1/1@once@x", new)
        assert notices.first_seen(connection) == {old: NOW}, "what nobody saw is not seen"
        assert [a.owner for a in journal.journal(connection).acts] == ["a"]


def test_ids_that_differ_in_case_are_two(database: Database) -> None:
    """What SQLite's LIKE takes for the same: letters of either case; and what stands in the other row's place."""
    small, capital = "kh-1/I.a@2026@sxd", "kh-1/I.A@2026@syt"
    with database.write() as connection:
        notices.see(connection, [small, capital], NOW)
        notices.add(connection, [notice(small), notice(capital)], NOW)
        assert not renaming.seen(connection, "KH-1/I.a")
        renaming.rename(connection, "kh-1/I.a", "kh-1/I.9")
    with database.read() as connection:
        assert set(notices.first_seen(connection)) == {"kh-1/I.9@2026@sxd", capital}
        assert set(notices.emitted(connection)) == {("kh-1/I.9@2026@sxd", "sxd"), (capital, "sxd")}
        assert not renaming.seen(connection, "kh-1/I.a")
        assert renaming.seen(connection, "kh-1/I.A")


def test_a_mailbox_is_cleared_however_it_is_spelled(database: Database) -> None:
    with database.write() as connection:
        bounced_mailboxes.mark(connection, "VT@sxd.example", "5.1.1", NOW)
        bounced_mailboxes.mark(connection, "vt@sxd.example.test", "5.1.1", NOW)
        bounced_mailboxes.clear(connection, "vt@SXD.example")
        assert bounced_mailboxes.unreachable(connection) == {"vt@sxd.example.test"}
