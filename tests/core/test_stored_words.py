"""What databases, files and JSON hold: no release writes another word for the same thing."""

from enum import StrEnum

from reminder.core.act_kinds import ActKind, SaidBy
from reminder.core.answer_states import AnswerKind, AnswerState
from reminder.core.matter_status import Status
from reminder.core.outbox_states import MailState, NoticeState

WORDS: dict[type[StrEnum], str] = {
    ActKind: "submit nil complete return waive extend suspend resume silence acknowledge progress adopt assign date "
    "event undo weekly daily leave rejoin",
    SaidBy: "officer agency confirmed",
    AnswerKind: "received progress reported nil extension wrong",
    AnswerState: "waiting recorded confirmed refused replaced",
    Status: "open submitted nil completed waived suspended late undated unassigned backlog transferred waiting",
    MailState: "pending held sending sent unknown dead cancelled bounced",
    NoticeState: "queued sent superseded cancelled expired unreachable",
}


def test_each_word_stands_for_the_member_of_its_name() -> None:
    found = {enum: {member.name: member.value for member in enum} for enum in WORDS}
    assert found == {enum: {word.upper(): word for word in words.split()} for enum, words in WORDS.items()}
