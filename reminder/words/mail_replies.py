"""What a mail server means, for whoever has to mend it: the codes of RFC 3463 that say it, in words."""

import re

from reminder.translatable import N_
from reminder.words.catalogues import translator

_CODE = re.compile(r"(?<![\d.])[45]\.\d{1,3}\.\d{1,3}(?![\d.])")
_GONE = N_("the mailbox does not exist; correct the contact in the directory")
_DOMAIN = N_("the mailbox's domain does not exist; correct the contact in the directory")
_MEANINGS: dict[str, str] = {
    "5.1.0": _GONE, "5.1.1": _GONE, "5.1.3": _GONE, "5.1.6": _GONE, "5.1.10": _GONE, "5.4.1": _GONE,
    "5.1.2": _DOMAIN, "5.4.4": _DOMAIN, "5.4.310": _DOMAIN,
    "5.2.1": N_("the mailbox is disabled; correct the contact in the directory"),
    "4.2.2": N_("the mailbox is full"), "5.2.2": N_("the mailbox is full"),
    "5.2.3": N_("the mail is too large for this mailbox"), "5.3.4": N_("the mail is too large for this server"),
    "5.7.1": N_("the server refuses our mail by its policy"),
}  # fmt: skip


def reply_words(reply: str, lang: str) -> str:
    """The meaning and the code it stands for; what has no such code, as the server said it."""
    known = next((code for code in _CODE.findall(reply) if code in _MEANINGS), "")
    return f"{translator(lang)(_MEANINGS[known])} ({known})" if known else reply
