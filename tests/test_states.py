"""States and kinds by their enums: no literal of one stands elsewhere, each has its words, each can be reached."""

import ast
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from reminder.core.act_kinds import ActKind, SaidBy
from reminder.core.answer_states import ANSWER_MOVES, AnswerKind, AnswerState
from reminder.core.matter_status import CLOSED, OWED, Status
from reminder.core.outbox_states import MAIL_MOVES, NOTICE_MOVES, MailState, NoticeState
from reminder.words import MAIL_STATES, STATUSES

CODE = Path(__file__).parent.parent / "reminder"
ENUMS: tuple[type[StrEnum], ...] = (ActKind, Status, AnswerState, MailState, NoticeState)
WORDS = {member.value for enum in ENUMS for member in enum}
HOMES = {
    "core/act_kinds.py", "core/answer_states.py", "core/outbox_states.py", "core/matter_status.py",
    "core/urgency.py",
}  # fmt: skip
BELOW = ("phrases/", "directory/", "documents/", "store/migrations/")  # know no states; migrations are history

# The same word for another thing: what it is, and where.
OTHERS = (
    ("a template", "unassigned refused", "core/notice.py engine/acts/receipts.py engine/mails/build_view.py "
     "engine/mails/prepare.py mail/contents.py mail/builtin_text.py mail/samples.py rulefile/reading/schema.py "
     "rulefile/reading/step_templates.py store/notices.py words/fields.py"),
    ("a step outside the ladder", "recorded refused", "engine/acts/receipts.py cli/explain_in_words.py "
     "words/states_and_roles.py"),
    ("a reason's code", "transferred suspended backlog superseded unreachable expired recorded refused",
     "words/reasons.py engine/queries/not_told.py cli/status.py"),
    ("a kind of party", "unknown", "engine/importing/contact_rows.py engine/importing/plan.py "
     "engine/importing/cut_names.py rulefile/reading/plans.py rulefile/reading/checks.py "
     "rulefile/reading/strangers.py"),
    ("a finding of an import", "unknown undated", "engine/importing/answers.py engine/importing/review.py "
     "engine/linting/bodies.py engine/linting/draft.py cli/lint.py"),
    ("a server's verdict", "unknown", "engine/sending/record_outcome.py engine/sending/delivery.py "
     "mail/reply_codes.py words/fields.py"),
    ("an event of a conversation", "refused", "mail/reply_codes.py"),
    ("a kind of message that came", "unknown",
     "engine/incoming/returned_mail.py engine/incoming/answered.py mail/received.py"),
    ("a count by its name", "sent dead unknown cancelled held superseded late open unassigned suspended",
     "cli/run.py daemon.py engine/sending/delivery.py engine/mails/weekly_summary.py"),
    ("what a link is for, a word of the page", "leave", "engine/context/links.py web/agency/page_words.py"),
    ("a way to be mailed, a rhythm", "weekly", "core/mail_choices.py engine/importing/plan.py"),
    ("a thread's name", "sending", "daemon.py"),
    ("a key of the JSON", "unassigned held", "cli/explain.py"),
    ("the gate of the daemon", "open", "daemon.py engine/tick.py"),
    ("a heading of the page", "late undated suspended", "web/agency/pages.py web/agency/page_words.py"),
    ("a heading of a mail", "suspended", "mail/contents.py"),
    ("a form's fault, a form's word", "unknown nil progress", "web/agency/forms.py web/agency/page_words.py "
     "web/agency/choice_page.py"),
    ("a heading, a field, a group of a mail", "progress", "words/fields.py cli/status.py mail/contents.py"),
    ("why an agency cannot be mailed", "unreachable", "words/fields.py engine/importing/contacts.py"),
    ("mailboxes", "bounced", "core/told_instead.py"),
    ("a command or an option", "adopt nil", "cli/db.py cli/acts.py"),
    ("a point of failure", "recorded", "failpoints.py"),
    ("a type of TOML", "date", "rulefile/reading/schema_faults.py"),
    ("a message", "refused", "config_values.py"),
)  # fmt: skip
_SAYS = {"N_", "NN_", "_", "say_", "because", "failpoint"}  # words, codes


def literals(file: Path) -> Iterator[str]:
    """Every word of a state that stands in this file as a value of its own."""
    tree = ast.parse(file.read_text("utf-8"))
    said = {
        id(part)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in _SAYS
        for part in call.args
    }
    said |= {id(n) for a in ast.walk(tree) if isinstance(a, ast.Assign) and _exports(a) for n in ast.walk(a)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node.value in WORDS and id(node) not in said:
            yield str(node.value)


def _exports(a: ast.Assign) -> bool:
    return isinstance(a.targets[0], ast.Name) and a.targets[0].id == "__all__"


def test_no_literal_of_a_state_stands_beside_its_enum() -> None:
    found = {
        (word, name)
        for file in CODE.rglob("*.py")
        if (name := str(file.relative_to(CODE))) not in HOMES and not name.startswith(BELOW)
        for word in literals(file)
    }
    allowed = {(word, name) for _, words, names in OTHERS for word in words.split() for name in names.split()}
    assert found - allowed == set(), "write the member of the enum, or say in OTHERS what else it is"
    for what, words, names in OTHERS:
        for each in words.split():
            assert any((each, name) in found for name in names.split()), f"{what}: no {each} any more"
        for name in names.split():
            assert any((each, name) in found for each in words.split()), f"{what}: none in {name} any more"


def test_every_state_has_its_words() -> None:
    assert set(STATUSES) == set(Status)
    assert {*MailState, *NoticeState} == set(MAIL_STATES)


@pytest.mark.parametrize(
    ("enum", "words"),
    [
        (ActKind, "submit nil complete return waive extend suspend resume silence acknowledge adopt assign date event "
         "undo progress weekly daily leave rejoin"),
        (SaidBy, "officer agency confirmed"), (AnswerKind, "received progress reported nil extension wrong"),
        (AnswerState, "waiting recorded confirmed refused replaced"),
        (MailState, "pending held sending sent unknown dead cancelled bounced"),
        (NoticeState, "queued sent superseded cancelled expired unreachable"),
    ],
)  # fmt: skip
def test_databases_hold_these_words_so_no_release_writes_others(enum: type[StrEnum], words: str) -> None:
    assert sorted(enum) == sorted(words.split())


@pytest.mark.parametrize(
    ("first", "moves"),
    [
        ({MailState.PENDING, MailState.HELD}, MAIL_MOVES),
        ({NoticeState.QUEUED, NoticeState.SUPERSEDED}, NOTICE_MOVES),
        ({AnswerState.WAITING}, ANSWER_MOVES),
    ],
)  # fmt: skip
def test_every_state_can_be_reached(first: set[Any], moves: Mapping[Any, Collection[Any]]) -> None:
    enum: Any = type(next(iter(first)))
    assert set(moves) == {*enum}
    reached: set[Any] = set()
    while reached != first:
        reached, first = first, first | {to for state in first for to in moves[state]}
    assert reached == {*enum}


def test_a_matter_is_owed_suspended_or_closed() -> None:
    assert set(Status) == OWED | CLOSED | {Status.SUSPENDED, Status.WAITING}
    assert not OWED & CLOSED
