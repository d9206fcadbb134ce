"""doctor: what is wrong and how to mend it."""

from reminder.cli.desk import Desk, command
from reminder.cli.output import print_rows

_MARK = {"fine": "✓", "warning": "!", "wrong": "✗"}
_STYLE = {"fine": "green", "warning": "yellow", "wrong": "red"}


@command("doctor", formats=("table", "json"))
def doctor(desk: Desk) -> int:
    from reminder.engine.health import examine

    found, _ = examine(desk.office), desk._
    print_rows(
        found,
        desk.format,
        [
            ("", lambda f: _MARK[f.level]),
            (_("About"), lambda f: _(f.about)),
            (_("Seen"), lambda f: f.seen),
            (_("Remedy"), lambda f: f.remedy),
        ],
        style=lambda f: _STYLE[f.level],
    )
    return int(any(f.level == "wrong" for f in found))


COMMANDS = {"doctor": doctor}
