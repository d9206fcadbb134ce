"""Mails as a table."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reminder.cli.desk import Desk
from reminder.core.outbox_states import MailState
from reminder.words import MAIL_STATES

if TYPE_CHECKING:  # help needs no database library
    from reminder.store.outbox import MailRow

_STYLE = {MailState.DEAD: "red", MailState.HELD: "yellow", MailState.UNKNOWN: "yellow"}


def show_mails(desk: Desk, mails: "Sequence[MailRow]", empty: str = "") -> None:
    """A line for each."""
    _ = desk._
    desk.show(
        mails,
        [
            (_("Mail"), lambda m: str(m.id)),
            (_("Day"), lambda m: desk.day(m.send_on)),
            (_("Kind"), lambda m: _(m.kind)),
            (_("Agency"), lambda m: desk.name(m.agency)),
            (_("Sent to"), lambda m: m.mailbox),
            (_("State"), lambda m: _(MAIL_STATES[m.state])),
            (_("Tries"), lambda m: str(m.tries)),
            (_("Last word"), lambda m: m.note),
        ],
        empty=empty,
        style=lambda m: _STYLE.get(m.state),
        fields=("id", "send_on", "kind", "mailbox", "agency", "state", "tries", "note"),
    )
