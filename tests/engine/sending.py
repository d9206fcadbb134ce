"""A delivery at work on a clock moved by hand."""

from dataclasses import dataclass
from typing import Any

from reminder.core.reason import because
from reminder.engine.context.office import Office
from reminder.engine.context.transaction import transact
from reminder.engine.mails.prepare import Letters
from reminder.engine.outbox.alerts import alert
from reminder.engine.sending.delivery import LEASE, Delivered, Delivery
from reminder.engine.sending.loop import send_ready
from reminder.engine.sending.record_outcome import Result
from reminder.mail.reply_codes import Moment, Outcome, classify
from reminder.store import claims
from reminder.store.database import Connection
from reminder.store.outbox import MailRow
from tests.clock import Hand
from tests.engine.made import mails
from tests.laws.whole import Picky, Whole
from tests.store.rows import put as put_mail

BOXES = ("vt@sct.example", "vt@snnmt.example", "vt@sxd.example")
TAKEN = classify(Moment.DOT, 250)
POLICY, OTHER = classify(Moment.RCPT, 550, "5.7.1 blocked"), classify(Moment.RCPT, 550, "5.7.26 no SPF")


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


def alerting(desk: Desk) -> None:
    transact(desk.whole.database, desk.office, desk.whole.catalogue, lambda tx: alert(tx, [because("x")]))


def begin(desk: Desk, *boxes: str) -> None:
    """So many attempts have just begun, of mails made for that."""

    def work(connection: Connection) -> None:
        for n, box in enumerate(boxes):
            id_ = put_mail(connection, 50 + n, mailbox=box, urgency=3)
            (taken,) = claims.claim(connection, claims.Take("x", desk.hand.now, LEASE, 1))
            assert taken.id == id_
            claims.finish(connection, taken, desk.hand.now, state="sent")

    desk.whole.database.transact(work)
