"""What a mail server reports of a mail of ours, in whatever form: RFC 3464, RFC 6533, and words.

Pure: a mail in, values out. Whether a report is believed is not asked here: anyone can write one.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from email.message import Message
from typing import Literal

from flufl.bounce import all_failures

from reminder.core.mail_address import is_address
from reminder.mail.answer_text import text_of
from reminder.mail.marks import mark, may_report, of_a_server, without_path
from reminder.mail.mime import content, leaves, line

ReportKind = Literal["failed", "temporary", "delayed", "delivered"]

_KINDS: tuple[ReportKind, ...] = ("delivered", "delayed", "temporary", "failed")  # from the least to the worst
_STATUS_PARTS = ("attached-message/delivery-status", "attached-message/global-delivery-status")
_RECIPIENTS = ("original-recipient", "final-recipient", "x-actual-recipient")
_ACTIONS: dict[str, ReportKind] = {
    "failed": "failed", "failure": "failed", "error": "failed", "delayed": "delayed", "delivered": "delivered",
    "relayed": "delivered", "expanded": "delivered",
}  # fmt: skip
_BY_CLASS: dict[str, ReportKind] = {"5": "failed", "4": "delayed", "2": "delivered"}
_CODE = r"(?<![\d.])([245]\.[0-7]\.\d{1,3})(?!\.?\d)"  # RFC 3463
_STATUS = re.compile(_CODE)
# In words a code counts only where a server's reply stands: numbers of that form are printed in plans and in absence
# notes too. Only in what bears a server's name may words stand before it instead.
_REPLY = re.compile(rf".*?\b[45]\d\d[ -]#?{_CODE}.*")
_SERVERS_REPLY = re.compile(rf".*?(?:\b[45]\d\d[ -]|#|\b(?:status|code|error)\W{{1,3}})#?{_CODE}.*", re.IGNORECASE)
_TEXT = 20_000  # characters of a report in words that are read


@dataclass(frozen=True, slots=True)
class Report:
    """What a server says of one recipient. `failed`: it will never arrive. `temporary`: given up for a passing reason
    (5.4.4: a name that did not resolve). `delayed` and `delivered` change nothing. `recipients`: whom it names.
    `stated`: it stands in a report's own fields or in a form that is known, not in mere words."""

    kind: ReportKind
    status: str = ""
    said: str = ""
    recipients: tuple[str, ...] = ()
    stated: bool = True

    def names(self, mailbox: str) -> bool:
        return mailbox.casefold() in (each.casefold() for each in self.recipients)

    def concerns(self, mailbox: str) -> bool:
        """Whether it is of this mailbox or of one beside it, and not of one to which that forwards elsewhere."""
        domain = mailbox.rpartition("@")[2].casefold()
        theirs = [each.rpartition("@")[2].casefold() for each in self.recipients if "@" in each]
        return not theirs or any(d == domain or d.endswith(f".{domain}") for d in theirs)


def worst(reports: Iterable[Report], mailbox: str) -> Report:
    """Of several blocks the one that decides: what names the mailbox, else the worst."""
    return max(reports, key=lambda each: (each.names(mailbox), _KINDS.index(each.kind)))


def reports_in(message: Message) -> tuple[Report, ...]:
    """What a mail reports, a value for each recipient; nothing where it is no report that is understood."""
    if not may_report(message):
        return ()
    server = of_a_server(message)
    by_machine = server or without_path(message)
    parts = list(leaves(message)) if by_machine else []  # what a person attaches is his words, even another's report
    found = [r for p in parts if p.get_content_type() in _STATUS_PARTS for r in _blocks(content(p))]
    if not found:
        found = [replace(r, stated=server) for p in parts if "Action:" in (text := content(p)) for r in _blocks(text)]
    if not found and (by_machine or mark(message, "Auto-Submitted")):
        found = list(_in_words(message))
    return tuple(found)


def _blocks(text: str) -> Iterator[Report]:
    """The per-recipient fields of RFC 3464, 2.3; the action may be missing or carry a comment."""
    for block in re.split(r"\n\s*\n", text):
        fields = dict[str, str]()
        for each in re.sub(r"\n[ \t]+", " ", block).split("\n"):
            name, _, value = each.partition(":")
            fields.setdefault(name.strip().lower(), value.strip())
        recipients = tuple(_recipient(fields[name]) for name in _RECIPIENTS if fields.get(name))
        action = re.match(r"[a-z]*", fields.get("action", "").lower())
        if not recipients and not (action and action[0]):
            continue
        stated = _STATUS.search(fields.get("status", ""))
        diagnostic = fields.get("diagnostic-code", "").partition(";")[2].strip()
        status = _exact(stated[0] if stated else "", diagnostic)
        kind = _ACTIONS.get(action[0]) if action and action[0] else _BY_CLASS.get(status[:1])
        if kind:
            yield _judged(Report(kind, status, (diagnostic or fields.get("status", ""))[:300], recipients))


def _recipient(field: str) -> str:
    return field.rpartition(";")[2].strip().strip("<>")


def _exact(status: str, diagnostic: str) -> str:
    """The status; the one in the server's own reply where ours says no more than that it failed (x.0.0)."""
    if status and not status.endswith(".0.0"):
        return status
    said = _STATUS.search(diagnostic)
    return said[0] if said and said[0][0] == (status or said[0])[0] else status


def _judged(report: Report) -> Report:
    passing = report.kind == "failed" and report.status == "5.4.4"
    return replace(report, kind="temporary") if passing else report


def _in_words(message: Message) -> Iterator[Report]:
    """A report that is only told: by the forms that flufl.bounce knows, or by a server's reply in it."""
    text = text_of(message, _TEXT).text
    passing, lasting = _known_forms(message, text)
    form = _SERVERS_REPLY if of_a_server(message) else _REPLY
    reply = next(filter(None, map(form.match, text.splitlines())), None)
    status, said = (reply[1], reply[0].strip()) if reply else ("", "")
    kind = "failed" if lasting else "delayed" if passing else _BY_CLASS.get(status[:1])
    if kind:
        named = tuple(sorted(lasting or passing))
        yield _judged(Report(kind, status, said[:300], named, stated=bool(named)))


def _known_forms(message: Message, text: str) -> tuple[set[str], set[str]]:
    """The recipients that a delay and a failure name. What is searched is bounded: the patterns are many and old."""
    plain = Message()
    for name in ("From", "Subject", "X-Failed-Recipients", "X-Mailer"):
        if words := _ascii(line(message, name)[:500]):  # an empty list of recipients would be found
            plain[name] = words
    plain.set_payload("\n".join(_ascii(each[:500]) for each in text.splitlines()[:300]))
    try:
        passing, lasting = all_failures(plain)
    except Exception:  # noqa: BLE001  # heuristics of others on words of others
        return set(), set()
    return _addresses(passing), _addresses(lasting)


def _addresses(found: Iterable[bytes]) -> set[str]:
    """Those that are addresses: the forms take whatever stands where one should. A "?" stands for a letter that is
    none of ASCII."""
    said = (each.decode("ascii", "replace") for each in found)
    return {each for each in said if is_address(each) and "?" not in each}


def _ascii(text: str) -> str:
    return text.encode("ascii", "replace").decode("ascii")
