"""What is told under the office's name in the words of others: links in them are broken where a mail is made, so that
what was stored before is held to it too."""

from reminder.core.reason import Reason
from reminder.mail.cleaning import untouchable

_OF_OTHERS = frozenset({"reply", "words", "document", "difficulty", "proposal"})  # a server's, an agency's


def guarded(reason: Reason) -> Reason:
    """The reason with nothing in it that becomes a link; of what we wrote ourselves nothing is touched."""
    facts = ((n, untouchable(v) if n in _OF_OTHERS and isinstance(v, str) else v) for n, v in reason.facts)
    return Reason(reason.code, tuple(facts))
