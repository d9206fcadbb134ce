"""Work in steps: alone or together, it comes to the same."""

import select
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.mail.work_steps import Steps, Together, Wait, finish


@dataclass(frozen=True)
class Script:
    """What some work does, one after the other, and whether it breaks off in the end."""

    waits: tuple[Literal["ready", "never", "aside", "broken aside"], ...]
    broken: bool


SCRIPTS = st.builds(
    Script, st.lists(st.sampled_from(["ready", "never", "aside", "broken aside"]), max_size=4).map(tuple), st.booleans()
)


@dataclass(frozen=True)
class Ends:
    """A socket with something to read, and one with nothing."""

    full: socket.socket
    empty: socket.socket


@pytest.fixture(scope="module")
def ends() -> Iterator[list[Ends]]:
    """For eight works."""
    with ExitStack() as stack:
        made = []
        for _ in range(8):
            pairs = [socket.socketpair() for _ in range(2)]
            for sock in (s for pair in pairs for s in pair):
                stack.enter_context(sock)
            pairs[0][1].send(b"x")
            made.append(Ends(pairs[0][0], pairs[1][0]))
        yield made


def played(script: Script, ends: Ends) -> Steps[list[str]]:
    heard = []
    for wait in script.waits:
        match wait:
            case "ready":
                heard.append(str((yield Wait(ends.full, select.POLLIN, 60))))
            case "never":
                heard.append(str((yield Wait(ends.empty, select.POLLIN, 0.001))))
            case "aside":
                heard.append((yield lambda: "done"))
            case "broken aside":
                try:
                    yield failing
                except LookupError as fault:
                    heard.append(str(fault))
    if script.broken:
        raise ValueError(" ".join(heard))
    return heard


def failing() -> str:
    raise LookupError("broken")


def alone(script: Script, ends: Ends) -> str:
    try:
        return str(finish(played(script, ends)))
    except ValueError as fault:
        return repr(fault)


@given(st.lists(SCRIPTS, min_size=1, max_size=8))
def test_together_comes_to_the_same_as_alone(ends: list[Ends], scripts: list[Script]) -> None:
    together: Together[int, list[str]] = Together(2)
    for n, script in enumerate(scripts):
        together.begin(n, played(script, ends[n]))
    found: dict[int, str] = {}
    while len(found) < len(scripts):
        for ended in together.go_on(60):
            assert ended.key not in found
            found[ended.key] = repr(ended.fault) if ended.fault else str(ended.value)
    assert together.go_on(0) == []
    together.close()
    assert found == {n: alone(script, ends[n]) for n, script in enumerate(scripts)}


def test_who_is_answered_first_ends_first(ends: list[Ends]) -> None:
    together: Together[str, list[str]] = Together(1)
    together.begin("hangs", played(Script(("never",) * 3, False), ends[0]))
    together.begin("goes on", played(Script(("ready",) * 3, False), ends[1]))
    order: list[str] = []
    while len(order) < 2:
        order += [ended.key for ended in together.go_on(60)]
    together.close()
    assert order == ["goes on", "hangs"]


def test_what_ended_at_once_is_told_at_once(ends: list[Ends]) -> None:
    together: Together[str, list[str]] = Together(1)
    together.begin("waits", played(Script(("ready",), False), ends[0]))
    together.begin("ended", played(Script((), False), ends[1]))
    assert "ended" in [ended.key for ended in together.go_on(60)]
    together.close()


def test_an_interrupt_passes_through_and_the_work_has_ended(ends: list[Ends]) -> None:
    def interrupted() -> Steps[None]:
        yield Wait(ends[0].full, select.POLLIN, 60)
        raise KeyboardInterrupt

    together: Together[str, None] = Together(1)
    together.begin("work", interrupted())
    with pytest.raises(KeyboardInterrupt):
        together.go_on(60)
    (ended,) = together.go_on(60)
    assert isinstance(ended.fault, KeyboardInterrupt)
    together.close()


def test_what_cannot_be_waited_for_ends_the_work() -> None:
    """No thread to be had, a socket that is shut: nobody waits for ever."""

    def work() -> Steps[None]:
        with socket.socket() as closed:
            pass
        yield Wait(closed, select.POLLIN, 60)

    together: Together[str, None] = Together(1)
    together.begin("work", work())
    (ended,) = together.go_on(60)
    assert isinstance(ended.fault, ValueError)
    together.close()
