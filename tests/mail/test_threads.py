"""Work in steps: alone or together, it comes to the same."""

from dataclasses import dataclass
from threading import Event
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.mail.threads import Steps, Together
from tests.steps import finish


@dataclass(frozen=True)
class Script:
    """What some work does, one after the other, and whether it breaks off in the end."""

    asides: tuple[Literal["done", "broken"], ...]
    broken: bool


SCRIPTS = st.builds(Script, st.lists(st.sampled_from(["done", "broken"]), max_size=4).map(tuple), st.booleans())


def played(script: Script) -> Steps[list[str]]:
    heard = []
    for aside in script.asides:
        if aside == "done":
            heard.append((yield lambda: "done"))
        else:
            try:
                yield failing
            except LookupError as fault:
                heard.append(str(fault))
    if script.broken:
        raise ValueError(" ".join(heard))
    return heard


def failing() -> str:
    raise LookupError("broken")


def alone(script: Script) -> str:
    try:
        return str(finish(played(script)))
    except ValueError as fault:
        return repr(fault)


@given(st.lists(SCRIPTS, min_size=1, max_size=8))
def test_together_comes_to_the_same_as_alone(scripts: list[Script]) -> None:
    together: Together[int, list[str]] = Together(2)
    for n, script in enumerate(scripts):
        together.begin(n, played(script))
    found: dict[int, str] = {}
    while len(found) < len(scripts):
        for ended in together.go_on(60):
            assert ended.key not in found
            found[ended.key] = repr(ended.fault) if ended.fault else str(ended.value)
    assert together.go_on(0) == []
    together.close()
    assert found == {n: alone(script) for n, script in enumerate(scripts)}


def hanging(goes_on: Event) -> Steps[None]:
    yield goes_on.wait


def test_who_is_answered_first_ends_first() -> None:
    goes_on = Event()
    together: Together[str, object] = Together(2)
    together.begin("hangs", hanging(goes_on))
    together.begin("goes on", played(Script(("done",) * 3, False)))
    order: list[str] = []
    while len(order) < 2:
        order += [ended.key for ended in together.go_on(60)]
        if order:
            goes_on.set()
    together.close()
    assert order == ["goes on", "hangs"]


def test_what_ended_at_once_is_told_at_once() -> None:
    goes_on = Event()
    together: Together[str, object] = Together(1)
    together.begin("waits", hanging(goes_on))
    together.begin("ended", played(Script((), False)))
    assert "ended" in [ended.key for ended in together.go_on(60)]
    goes_on.set()
    together.close()


def test_an_interrupt_passes_through_and_the_work_has_ended() -> None:
    def interrupted() -> Steps[None]:
        yield lambda: None
        raise KeyboardInterrupt

    together: Together[str, None] = Together(1)
    together.begin("work", interrupted())
    with pytest.raises(KeyboardInterrupt):
        together.go_on(60)
    (ended,) = together.go_on(60)
    assert isinstance(ended.fault, KeyboardInterrupt)
    together.close()


def test_work_for_which_no_thread_is_to_be_had_ends() -> None:
    """Nobody waits for ever."""
    together: Together[str, list[str]] = Together(1)
    together.close()
    together.begin("work", played(Script(("done",), False)))
    (ended,) = together.go_on(60)
    assert isinstance(ended.fault, RuntimeError)
