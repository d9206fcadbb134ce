"""The command line with every mail sent by the main thread: strace counts calls for each thread apart, so a sweep
over "the Nth call" reaches every call only where there is one thread. All else is the program's own."""

from collections.abc import Callable
from queue import SimpleQueue

from reminder.cli import main
from reminder.engine import rounds
from reminder.engine.letters import Draft
from reminder.engine.recording import Result


class Inline(rounds.Sender):
    """Sends at once what it is given."""

    def __init__(
        self, attempt: Callable[[Draft], Result | None], landed: "SimpleQueue[rounds.Landed]"
    ) -> None:
        self._attempt, self._landed = attempt, landed

    def give(self, draft: Draft) -> None:
        self._landed.put((self, *rounds.tried(self._attempt, draft)))

    def end(self) -> None:
        pass


if __name__ == "__main__":
    vars(rounds)["Sender"] = Inline
    main()
