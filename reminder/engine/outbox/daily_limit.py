"""What holds back too many mails: beyond the daily limit a mail to an agency waits for an officer's approval, and the
operator is told (design 3.15)."""

from datetime import date

from reminder.core.reason import because
from reminder.engine.context.transaction import Transaction
from reminder.engine.outbox.alerts import alert
from reminder.store import outbox


class DailyLimit:
    """Counts the mails that one transaction enters, with those that leave or have left on the same day."""

    def __init__(self, tx: Transaction) -> None:
        self.tx, self.most = tx, tx.office.config.send.daily_limit
        self.held = 0
        self._spent: dict[date, int] = {}

    def holds(self, on: date) -> bool:
        """Whether one more mail of this day must wait. What is asked about is entered next."""
        before = self._spent[on] if on in self._spent else outbox.count_for(self.tx.connection, on)
        self._spent[on] = before + 1
        over = self._spent[on] > self.most
        self.held += over
        return over

    def tell(self) -> None:
        """The operator hears how many wait."""
        if self.held:
            alert(self.tx, [because("batch-held", count=self.held, limit=self.most)])
