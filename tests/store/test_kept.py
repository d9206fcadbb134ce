"""What the smaller tables keep comes back as it went in: acts, answers, what people wrote, mailboxes, rules, values."""

from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256

import pytest
from sqlalchemy.exc import IntegrityError

from reminder.core.act_kinds import ACTS, ActKind, SaidBy
from reminder.core.answer_states import AnswerState
from reminder.core.journal import Act
from reminder.store import answers, bounced_mailboxes, incoming, journal, outbox, replies, rulesets
from reminder.store.database import Database, get, put, take
from reminder.store.replies import ReplyRow
from tests.store.rows import DAY, NOW, answered, fill

LATER = NOW + timedelta(minutes=1)
ACT = Act(
    ActKind.SUBMIT, "kh-1/nam", "2026", "so-1", DAY, NOW, "an", "1/QĐ", "bận", date(2026, 12, 20), ("so-1", "so-2"),
    None, SaidBy.AGENCY, True, date(2026, 12, 1),
)  # fmt: skip
PLAIN = Act(ActKind.SUBMIT, "kh-1/quy", "", "", DAY, LATER, "bình")


@pytest.mark.parametrize("kind", ActKind)
@pytest.mark.parametrize("said_by", SaidBy)
def test_an_agency_says_only_what_it_may(database: Database, kind: ActKind, said_by: SaidBy) -> None:
    with database.write() as connection:
        if said_by is SaidBy.OFFICER or ACTS[kind].by_agency:
            assert journal.append(connection, replace(PLAIN, kind=kind, said_by=said_by)).id
        else:
            with pytest.raises(ValueError, match=f"an agency cannot say {kind}"):
                journal.append(connection, replace(PLAIN, kind=kind, said_by=said_by))
            assert journal.last(connection) == 0


def test_acts_in_the_order_they_were_written(database: Database) -> None:
    with database.write() as connection:
        assert journal.last(connection) == 0
        one = journal.append(connection, ACT)
        two = journal.append(connection, PLAIN)
        three = journal.append(connection, replace(PLAIN, kind=ActKind.UNDO, undoes=two.id))
        assert [one, two] == [replace(ACT, id=one.id), replace(PLAIN, id=two.id)]
        assert 0 < one.id < two.id < three.id == journal.last(connection)
        assert list(journal.journal(connection).acts) == [one, two, three]


def test_acts_about_some_obligations(database: Database) -> None:
    acts = [
        replace(PLAIN, obligation=obligation, period=period, owner=owner)
        for obligation, period, owner in [
            ("a", "", ""), ("a", "2026", "x"), ("a", "2027", "x"), ("a", "2026", "y"), ("b", "2026", "x"),
        ]
    ]  # fmt: skip
    with database.write() as connection:
        written = [journal.append(connection, act) for act in acts]
        for wanted, found in (
            (written[:4], journal.about(connection, ["a"])),
            (written, journal.about(connection, ["a", "b", "c"])),
            ([written[0], written[1], written[3]], journal.about(connection, ["a"], "2026")),
            ([written[0], written[3]], journal.about(connection, ["a"], "2026", ["x"])),
            ([written[0], written[1], written[2]], journal.about(connection, ["a"], but=["y", "z"])),
        ):
            assert list(found.acts) == wanted
        assert sorted(journal.spoken_since(connection, written[1].id)) == [("a", "2026"), ("a", "2027"), ("b", "2026")]
        assert journal.spoken_since(connection, written[4].id) == []


def test_an_answer_is_kept_once_and_decided_once(database: Database) -> None:
    whole = answered(
        document="1/BC", until_on=date(2026, 12, 30), decided_at=LATER, decided_by="an", decision="được",
        state="refused",
    )  # fmt: skip
    with database.write() as connection:
        one = answers.put(connection, whole)
        two = answers.put(connection, answered(key="k2", occurrence="o2"))
        with pytest.raises(IntegrityError), connection.begin_nested():
            answers.put(connection, answered(note="nữa"))
        assert one == replace(whole, id=one.id)
        assert answers.one(connection, one.id) == one
        assert answers.one(connection, 99) is None
        assert answers.of(connection, ["o2", whole.occurrence]) == [one, two]
        assert answers.of(connection, ["o2"]) == [two]
        assert answers.listing(connection) == [one, two]
        assert answers.listing(connection, AnswerState.WAITING) == [two]
        assert not answers.claim(connection, one.id, state="confirmed")
        assert answers.claim(connection, two.id, state="confirmed", decided_by="an")
        assert not answers.claim(connection, two.id, state="refused")
        answers.change(connection, two.id, decision="được")
        assert answers.listing(connection) == [
            one, replace(two, state=AnswerState.CONFIRMED, decided_by="an", decision="được"),
        ]  # fmt: skip


def test_what_was_written_back_is_kept(database: Database) -> None:
    first, second = fill(database, 2)
    with database.write() as connection:
        one = replies.keep(connection, ReplyRow("<1@x>", first, NOW, "a@so.example", "Re", "đã nộp"))
        two = replies.keep(connection, ReplyRow("<2@x>", None, LATER, "b@so.example", "Hỏi", "gì"))
        three = replies.keep(connection, ReplyRow("<3@x>", second, LATER, "c@so.example", "Re", "rồi"))
        assert one == ReplyRow("<1@x>", first, NOW, "a@so.example", "Re", "đã nộp", 1)
        four = replies.keep(connection, replace(two, text="khác", kind="automatic", cut=True, attached="a\nb"))
        assert (
            replies.one(connection, four.id)
            == four
            == replace(two, id=four.id, text="khác", kind="automatic", cut=True, attached="a\nb")
        )
        assert [replies.one(connection, id_) for id_ in (1, two.id, 99)] == [one, two, None]
        assert replies.of_mail(connection, second) == [three]


def test_whose_words_were_kept_is_asked_by_mailbox_kind_and_time(database: Database) -> None:
    first, second = fill(database, 2)
    with database.write() as connection:
        for n, (mail, kind, at) in enumerate([
            (first, "answer", NOW), (first, "answer", LATER), (first, "automatic", LATER), (second, "answer", LATER),
            (None, "answer", LATER), (first, "answer", LATER),
        ]):  # fmt: skip
            replies.keep(connection, ReplyRow("<x>", mail, at, f"{n}@x.example", "", "", kind=kind))
        box = outbox.mailboxes(connection, [first])[first]
        assert replies.senders(connection, box, "answer", NOW) == ["1@x.example", "5@x.example"]
        assert replies.senders(connection, box, "automatic", NOW) == ["2@x.example"]
        assert replies.senders(connection, "z@x.example", "answer", NOW) == []


def test_an_incoming_mail_is_new_once_and_forgotten_long_after_it_was_last_seen(database: Database) -> None:
    day, at = timedelta(days=1), NOW
    with database.write() as connection:
        assert [incoming.seen(connection, key, "<1@x>", at) for key in "aab"] == [False, True, False]
        for _ in range(5):  # it stays in the mailbox
            at += 199 * day
            assert incoming.seen(connection, "a", "<1@x>", at)
        assert not incoming.seen(connection, "b", "<1@x>", at), "it was not seen again in time"
        assert not incoming.seen(connection, "a", "<1@x>", at + 201 * day)


def test_mailboxes_that_mail_came_back_from(database: Database) -> None:
    with database.write() as connection:
        bounced_mailboxes.mark(connection, "b@x.example", "550 no such user", NOW)
        bounced_mailboxes.mark(connection, "a@x.example", "full", LATER)
        bounced_mailboxes.mark(connection, "b@x.example", "again", LATER)
        assert bounced_mailboxes.listing(connection) == [
            ("a@x.example", "full", LATER), ("b@x.example", "550 no such user", NOW),
        ]  # fmt: skip
        assert bounced_mailboxes.unreachable(connection) == {"a@x.example", "b@x.example"}
        bounced_mailboxes.clear(connection, "B@X.example")
        assert bounced_mailboxes.unreachable(connection) == {"a@x.example"}


def test_the_rules_put_in_force_last(database: Database) -> None:
    old, new = (("a.toml", "x = 1"), ("b.toml", "ý = 2")), (("a.toml", "x = 2"),)
    with database.write() as connection:
        assert rulesets.in_force(connection) is None
        assert (rulesets.in_force_since(connection), rulesets.in_force_hash(connection)) == (None, None)
        rulesets.enforce(connection, new, LATER)
        rulesets.enforce(connection, old, NOW)
        found = rulesets.in_force(connection)
        assert found == rulesets.RuleSet(rulesets.digest(old), old, NOW)
        assert rulesets.in_force_hash(connection) == rulesets.digest(old)
        assert rulesets.in_force_since(connection) == NOW
    assert rulesets.digest(old) != rulesets.digest(new)


def test_a_rule_sets_name_is_made_of_its_texts_for_ever() -> None:
    """Databases hold it: no release may compute another."""
    plain = '[["a.toml", "ý = 2"]]'
    assert rulesets.digest((("a.toml", "ý = 2"),)) == sha256(plain.encode()).hexdigest()


def test_a_value_takes_the_place_of_the_one_before(database: Database) -> None:
    with database.write() as connection:
        put(connection, "a", "1")
        put(connection, "b", "2")
        put(connection, "a", "3")
        assert [get(connection, key) for key in "abc"] == ["3", "2", None]
        assert [take(connection, key) for key in "abc"] == ["3", "2", None]
