"""Emptying a mailbox whose server fails over single mails: each mail is dealt with once and moved once, and none stops
another. That a real server is read and emptied, the reliability tests show on Dovecot."""

import json
from collections import Counter
from dataclasses import asdict
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reminder.mail import collect as module
from reminder.mail.collect import MailsStay, Staying, collect
from reminder.mail.imap import MailboxFault
from tests.servers.imap import Fault, Imap

STAY = ("closes", "no fetch", "nil", "no move", "closes on move", "no flag", "flags only")


def mail(n: int) -> bytes:
    return b"Subject: %d\r\n\r\nx" % n


def served(*faults: str, **given: object) -> Imap:
    """A mailbox with a mail for each."""
    numbered = dict(enumerate(faults, 1))
    return Imap({n: mail(n) for n in numbered}, numbered, **given)  # type: ignore[arg-type]


def rounds(server: Imap, n: int, staying: Staying | None = None) -> tuple[list[bytes], list[int]]:
    """What was handed over in so many rounds, and after each how many stay."""
    seen, stay, staying = list[bytes](), list[int](), staying or Staying()
    for _ in range(n):
        try:
            collect(server.box(), seen.append, staying)
            stay.append(0)
        except MailsStay as fault:
            stay.append(fault.count)
    return seen, stay


@pytest.mark.parametrize("able", ["MOVE UIDPLUS", "UIDPLUS", ""])
@pytest.mark.parametrize("fault", ["closes", "closes on move", "no fetch", "no move", "nil"])
def test_fifty_that_stay_are_told_of_and_those_behind_them_are_dealt_with(fault: Fault, able: str) -> None:
    with served(*[fault] * 50, *[""] * 30, able=able) as server:
        seen, stay = rounds(server, 4)
        assert sorted(server.done) == list(range(51, 81))
        assert Counter(seen).most_common(1)[0][1] == 1, "each is handed over once"
        assert len(seen) == (80 if "move" in fault else 30)
        assert stay[-1] == 50 and all(stay)
        assert sorted(server.mails) == list(range(1, 51))


def test_mails_that_only_are_refused_cost_no_connection_and_are_all_told_of() -> None:
    with served(*["no move"] * 30, "closes", *["no fetch"] * 30, "") as server:
        assert rounds(server, 1)[1] == [61]
        assert (server.done, server.connections) == ([62], 2)


def test_what_costs_a_connection_has_its_turn_last_and_a_few_at_a_time() -> None:
    with served(*["closes"] * 30, *[""] * 5) as server:
        staying = Staying()
        assert rounds(server, 1, staying)[1] == [module._LOST]
        first, server.fetched = server.fetched, []
        assert first == list(range(1, 21)) and server.done == []
        rounds(server, 1, staying)
        assert server.fetched[:15] == list(range(21, 36)) and sorted(server.done) == list(range(31, 36))
        server.fetched = []
        rounds(server, 10, staying)
        assert set(server.fetched) == set(range(1, 31)), "each is tried again"
        assert Counter(server.fetched).most_common(1)[0][1] == 1
        server.faults.clear()
        rounds(server, 10, staying)
        assert sorted(server.done) == list(range(1, 36)) and staying.costly == []


@pytest.mark.parametrize("able", ["UIDPLUS", ""])
def test_what_cannot_be_taken_out_is_copied_once(able: str) -> None:
    with served("", "no flag", "", able=able) as server:
        assert rounds(server, 5)[1] == [1] * 5
        assert Counter(server.done) == {1: 1, 2: 1, 3: 1}
        server.faults.clear()
        assert rounds(server, 1)[1] == [0] and server.mails == {}


def test_what_was_put_back_under_other_numbers_is_looked_at_anew() -> None:
    for validity in (2, None):
        with served("no move") as server:
            staying = Staying()
            assert rounds(server, 1, staying)[0] == [mail(1)]
            server.validity, server.mails, server.faults = validity, {1: b"Subject: new\r\n\r\n"}, {}
            assert rounds(server, 1, staying) == ([b"Subject: new\r\n\r\n"], [0])


@pytest.mark.parametrize("raw", [
    b"", b"Subject: x", b'Subject: "a\\b" {5}', b"a\r\nb", b"\xff", b")", b'")', b"BODY[] NIL", b'x "y" BODY[]<0> "z"',
])  # fmt: skip
def test_contents_come_in_each_form_of_the_standard(raw: bytes) -> None:
    with Imap({1: raw}) as server:
        assert rounds(server, 1) == ([raw], [0])


@pytest.mark.parametrize(("fault", "words"), [
    ("nil", "1 mails stay in INBOX: the mail has no contents"), ("flags only", "the mail has no contents"),
    ("no fetch", "NO cannot read"), ("no move", "NO over quota"), ("closes", "socket error|EOF"),
])  # fmt: skip
def test_what_the_server_said_is_said(fault: Fault, words: str) -> None:
    with served(fault) as server, pytest.raises(MailsStay, match=words):
        collect(server.box(), lambda _: None)


def test_an_empty_mail_is_a_mail_and_one_that_is_gone_is_none() -> None:
    with served("empty") as server:
        assert rounds(server, 1) == ([b""], [0])
    with served("", "") as server:
        seen = list[bytes]()

        def take(raw: bytes) -> None:
            seen.append(raw)
            server.mails.pop(2, None)

        collect(server.box(), take)
        assert seen == [mail(1)]


def test_a_server_that_is_gone_is_no_fault_of_a_mail() -> None:
    server = served("")
    with server:
        pass
    with pytest.raises(MailboxFault) as caught:
        collect(server.box(), lambda _: None)
    assert not isinstance(caught.value, MailsStay)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(get_args(Fault)), max_size=12), st.sampled_from(["MOVE", "UIDPLUS", ""]), st.booleans())
def test_whatever_the_server_fails_over_each_mail_is_dealt_with_once_and_moved_once(
    faults: list[Fault], able: str, kept: bool
) -> None:
    """Also where what is known of those that stay went through the database."""
    with served(*faults, able=able) as server:
        seen, staying = list[bytes](), Staying()
        for _ in range(6):
            try:
                collect(server.box(), seen.append, staying)
                told = 0
            except MailsStay as fault:
                told = fault.count
            if kept:
                plain = json.loads(
                    json.dumps({n: sorted(v) if n in ("dealt", "copied") else v for n, v in asdict(staying).items()})
                )
                staying = Staying(plain["folder"], set(plain["dealt"]), set(plain["copied"]), plain["costly"])
        assert all(n == 1 for n in Counter(server.done).values()), "copied twice"
        assert all(n == 1 for raw, n in Counter(seen).items() if raw), "dealt with twice"
        good = [n for n, fault in enumerate(faults, 1) if fault in ("", "empty")]
        assert set(good) <= set(server.done)
        there = set(server.mails) - server.deleted
        assert told == len(there), "what stays is told of"
        assert {faults[n - 1] for n in there} <= {*STAY, "no expunge"}
