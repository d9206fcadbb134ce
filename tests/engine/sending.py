"""A delivery at work on a clock moved by hand."""

from dataclasses import dataclass
from typing import Any

from reminder.engine.context.office import Office
from reminder.engine.mails.prepare import Letters
from reminder.engine.sending.delivery import Delivered, Delivery
from reminder.engine.sending.loop import send_ready
from reminder.engine.sending.record_outcome import Result
from reminder.mail.reply_codes import Outcome
from reminder.store.outbox import MailRow
from tests.clock import Hand
from tests.engine.made import mails
from tests.laws.whole import Picky, Whole

BOXES = ("vt@sct.example", "vt@snnmt.example", "vt@sxd.example")


@dataclass
class Desk:
    """The day's reminders wait in the outbox, one for each of `BOXES`."""

    whole: Whole
    hand: Hand
    mailer: Picky
    office: Office
    sender: Delivery

    def again(self, **smtp: Any) -> Delivery:
        """A delivery like the present one, with other limits."""
        config = self.office.config
        config = config.model_copy(update={"smtp": config.smtp.model_copy(update=smtp)})
        self.office = Office(config, self.hand.clock)
        letters = Letters(self.office, self.whole.renderer, self.whole.secret)
        self.sender = Delivery(self.office, self.whole.database, self.mailer, letters, "me")
        return self.sender

    def claim(self, limit: int = 99, only_alerts: bool = False) -> list[MailRow]:
        return self.sender.claim(self.whole.catalogue, limit, only_alerts)

    def send(self) -> Delivered:
        return send_ready(self.sender, lambda: self.whole.catalogue)

    def states(self) -> dict[str, str]:
        return {m.mailbox: m.state for m in mails(self.whole, kind="reminder", instead_of=None)}

    def keep(self, *outcomes: tuple[MailRow, Outcome | None]) -> None:
        results = [Result(mail, None, outcome, self.hand.now) for mail, outcome in outcomes]
        self.sender.keep(results, self.whole.catalogue)
