"""How hard one mail server may be pressed: how many mails at once, and when it must be left alone.

A server that pushes back gets half as many connections; one that does not serve at all rests, 30 s doubling to
15 minutes, and is then asked by a single mail. The rest is kept in the database, so that neither a restart nor
a `tick` every minute asks sooner (a wrong password must not lock the account).
"""

import json
import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from reminder.mail.reply_codes import Moment, Outcome, server_rest

LONGEST = timedelta(minutes=16, seconds=30)  # the longest rest with its jitter
LONG = timedelta(minutes=15)  # from then on the operator should know
_GROW = 20  # accepted mails for each connection given back


@dataclass
class Pressure:
    """The state of one server. `most` connections, `width` of them now."""

    most: int = 1
    width: int = 1
    failures: int = 0
    until: float = 0.0
    since: datetime | None = None
    reply: str = ""
    told: bool = False
    proven: bool = False
    _ceiling: int = 0
    _credit: int = 0

    def resting(self, running: float) -> bool:
        """Whether the server is to be left alone at this running second."""
        return running < self.until

    def opened(self) -> None:
        """A connection stands, encrypted and authenticated: more may follow."""
        if not self.proven:
            self.proven, self.width = True, max(1, self._ceiling or self.most)

    def accepted(self) -> bool:
        """A mail was taken; gives whether a fault ended with it."""
        over, self.failures, self.until = self.failures > 0, 0, 0.0
        self.since, self.reply, self.told = None, "", False
        self._credit += 1
        if self.width < self.most and self._credit >= _GROW * self.width:
            self._credit, self.width = 0, self.width + 1
            self._ceiling = self.width
        return over

    def failed(self, outcome: Outcome, running: float, now: datetime) -> None:
        """A fault of the server's own."""
        self._credit = 0
        pushed = outcome.code // 100 == 4 and outcome.moment in (Moment.GREETING, Moment.MAIL)
        if pushed and self.proven and self.width > 1:
            self.width //= 2
            self._ceiling = self.width
            return
        self.proven, self.width = False, 1
        if running < self.until:
            return  # several connections met the same fault: one failure
        self.failures += 1
        rest = server_rest(outcome, self.failures).total_seconds()
        self.until = running + rest * random.uniform(0.9, 1.1)  # jitter, no secret
        self.since, self.reply = self.since or now, str(outcome)

    def must_tell(self, outcome: Outcome, now: datetime) -> bool:
        """Whether the operator is to hear of this fault now; once an outage."""
        if self.told or self.since is None:
            return False
        self.told = outcome.tell == "once" or now - self.since >= LONG
        return self.told

    def dump(self, running: float, now: datetime) -> str:
        """As text, to be loaded by another process."""
        until = now + timedelta(seconds=max(0.0, self.until - running))
        since = self.since.isoformat() if self.since else None
        return json.dumps(
            {"failures": self.failures, "until": until.isoformat(), "since": since, "reply": self.reply,
             "told": self.told}
        )  # fmt: skip

    def load(self, text: str, running: float, now: datetime) -> None:
        """Take over what another process learned. A clock set back never makes the rest longer."""
        found = json.loads(text)
        rest = min(datetime.fromisoformat(found["until"]) - now, LONGEST).total_seconds()
        self.failures, self.reply, self.told = found["failures"], found["reply"], found["told"]
        self.since = datetime.fromisoformat(found["since"]) if found["since"] else None
        self.until = max(self.until, running + rest) if self.failures and rest > 0 else 0.0
        if self.failures:
            self.proven, self.width = False, 1
