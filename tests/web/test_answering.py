"""What answers do: final or awaiting an officer, silence while they wait, and one journal for all of it."""

import json
from datetime import date, timedelta
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reminder.core.act_kinds import ActKind
from reminder.core.answer_states import AnswerKind, AnswerState
from reminder.core.occurrence_state import fold
from reminder.engine.acts.agency_answers import Answered, Said, answer, confirm, faults, refuse
from reminder.engine.queries.status import standing
from reminder.errors import BadInput
from reminder.store import answers, journal
from reminder.store.answers import AnswerRow
from tests.web.office import REPORT, WebOffice

TASK = "kh-1/1@once@sct"
DONE = Said(AnswerKind.REPORTED, date(2026, 12, 7), "123/BC-SCT")
LATER = Said(AnswerKind.EXTENSION, note="chờ số liệu", until_on=date(2026, 12, 25))
NOT_OURS = Said(AnswerKind.WRONG, note="việc của Sở Xây dựng")


def say(web: WebOffice, said: Said, key: str = REPORT, agency: str = "sct") -> Answered:
    return answer(web.office, web.database, web.catalogue, agency, key, said)


def acts(web: WebOffice) -> list[str]:
    return [kind for (kind,) in web.rows("SELECT kind FROM act ORDER BY id")]


def status(web: WebOffice, obligation: str = "kh-1/year", agency: str = "sct") -> str:
    found = standing(web.office, web.catalogue, web.database)
    period = next(p for p in found.periods if p.obligation == obligation and p.period in ("2026", "once"))
    return next(u.status for u in period.units if u.agency == agency)


def waiting(web: WebOffice) -> AnswerRow:
    with web.database.read() as connection:
        (row,) = answers.listing(connection, AnswerState.WAITING)
    return row


def mails(web: WebOffice, on: str) -> int:
    """How many more mails that remind it Sở Công Thương has got after a round on this day."""
    query = "SELECT count(*) FROM mail WHERE mailbox = 'vt@sct.example' AND state = 'sent' AND kind <> 'thanks'"
    before = web.rows(query)[0][0]
    web.tick(on)
    return int(web.rows(query)[0][0]) - int(before)


@pytest.mark.parametrize(
    ("said", "key", "kind", "stands"),
    [
        (DONE, REPORT, "submit", "submitted"),
        (DONE, TASK, "complete", "completed"),
        (Said(AnswerKind.NIL), REPORT, "nil", "nil"),
        (Said(AnswerKind.RECEIVED), REPORT, "acknowledge", "open"),
    ],
)
def test_what_a_final_answer_becomes(web: WebOffice, said: Said, key: str, kind: str, stands: str) -> None:
    done = say(web, said, key)
    assert done.row and done.row.state == "recorded"
    assert acts(web) == [kind]
    assert status(web, key.split("@")[0]) == stands


def test_nobody_answers_for_another(web: WebOffice) -> None:
    with pytest.raises(BadInput, match="not owed by sxd"):
        say(web, DONE, agency="sxd")
    with pytest.raises(BadInput, match="not owed"):
        say(web, DONE, "kh-1/2@once@-")
    assert acts(web) == []


def test_an_answer_silences_what_was_already_queued(web: WebOffice) -> None:
    assert mails(web, "2026-12-08") == 1
    say(web, DONE)
    assert mails(web, "2026-12-11") == 0
    assert mails(web, "2026-12-16") == 0


def test_where_the_officer_confirms_nothing_is_closed_before(careful: WebOffice) -> None:
    say(careful, DONE)
    assert acts(careful) == ["silence"]
    assert status(careful) == "open"
    row = waiting(careful)
    (act,) = confirm(careful.office, careful.database, careful.catalogue, row.id, "lan", note="đã nhận")
    assert (act.kind, act.said_by, act.by, act.document, act.on) == (
        "submit", "confirmed", "sct", "123/BC-SCT", date(2026, 12, 7))  # fmt: skip
    assert status(careful) == "submitted"
    with careful.database.read() as connection:
        decided = answers.one(connection, row.id)
    assert decided and (decided.state, decided.decided_by, decided.act_id) == ("confirmed", "lan", act.id)


def test_the_day_that_counts_is_the_agencys_not_the_confirmations(careful: WebOffice) -> None:
    careful.set("2026-12-14")
    say(careful, Said(AnswerKind.REPORTED, date(2026, 12, 14), "1/BC"))
    careful.set("2026-12-18")
    confirm(careful.office, careful.database, careful.catalogue, waiting(careful).id, "lan")
    found = standing(careful.office, careful.catalogue, careful.database)
    unit = next(u for p in found.periods for u in p.units if u.agency == "sct" and u.status == "submitted")
    assert (unit.on, unit.class_) == (date(2026, 12, 14), "done_in_time")


def test_while_it_waits_no_mail_leaves_and_after_three_working_days_chasing_goes_on(careful: WebOffice) -> None:
    assert mails(careful, "2026-12-08") == 1
    say(careful, DONE)  # Tuesday 8/12: silent up to Friday 11/12
    assert mails(careful, "2026-12-11") == 0
    assert mails(careful, "2026-12-14") == 1


def test_silence_is_had_once_in_a_revision(careful: WebOffice) -> None:
    say(careful, LATER)
    refuse(careful.office, careful.database, careful.catalogue, waiting(careful).id, "lan", "cần nộp đúng hạn")
    say(careful, Said(AnswerKind.EXTENSION, note="xin lần nữa", until_on=date(2026, 12, 25)))
    assert acts(careful) == ["silence", "undo"]
    assert mails(careful, "2026-12-08") == 1


def words(mail: EmailMessage) -> str:
    """The text part, on one line."""
    body = mail.get_body(("plain",))
    assert body
    return " ".join(body.get_content().split())


def told(web: WebOffice, mailbox: str, state: str = "sent") -> list[dict[str, str]]:
    """What a mailbox was alerted of, or is about to be."""
    query = f"SELECT facts FROM mail WHERE kind = 'alert' AND state = '{state}' AND mailbox = '{mailbox}'"
    return [reason for (facts,) in web.rows(query) for reason in json.loads(facts)["reasons"]]


def test_the_focal_officer_is_told_what_waits_and_how_to_decide(careful: WebOffice) -> None:
    say(careful, LATER)
    careful.tick("2026-12-07")
    (reason,) = told(careful, "vt@snnmt.example")
    assert (reason["code"], reason["agency"]) == ("extension-waits", "Sở Công Thương")
    assert not told(careful, careful.office.config.operator)
    mail = careful.received("vt@snnmt.example")[-1]
    text = words(mail)
    assert mail["Subject"].startswith("Chờ xem xét, quyết định (07/12/2026): Sở Công Thương đề nghị gia hạn")
    assert "đề nghị gia hạn “Báo cáo năm” (mã kh-1/year) đến ngày 25/12/2026, lý do: chờ số liệu" in text
    assert "reminder answers confirm" in text and "Kính gửi: Sở Nông nghiệp và Môi trường" in text


def test_the_operator_is_told_where_the_focal_agency_cannot_be_reached(careful: WebOffice) -> None:
    careful.edit("rules/agencies/tinh.toml", 'contacts = [{ mailbox = "vt@snnmt.example" }]', "contacts = []")
    say(careful, LATER)
    careful.tick("2026-12-07")
    assert "extension-waits" in {r["code"] for r in told(careful, careful.office.config.operator)}


def test_a_later_answer_takes_the_place_of_one_that_waits(careful: WebOffice) -> None:
    say(careful, LATER)
    say(careful, DONE)
    states = careful.rows("SELECT kind, state FROM answer ORDER BY id")
    assert states == [("extension", "replaced"), ("reported", "waiting")]
    confirm(careful.office, careful.database, careful.catalogue, waiting(careful).id, "lan")
    with careful.database.read() as connection:
        held = [a.kind for a in journal.journal(connection).of("kh-1/year")]
    assert held == ["silence", "undo", "submit"]


def test_an_extension_is_the_officers_to_grant(web: WebOffice) -> None:
    say(web, LATER)
    (act,) = confirm(
        web.office, web.database, web.catalogue, waiting(web).id, "lan", document="60/UBND",
        until_on=date(2026, 12, 22),
    )  # fmt: skip
    assert (act.kind, act.until_on, act.document, act.said_by, act.by) == (
        "extend", date(2026, 12, 22), "60/UBND", "officer", "lan")  # fmt: skip
    assert "22/12/2026" in web.get(web.page(occurrence=REPORT)).body
    with web.database.read() as connection:
        state = fold(journal.journal(connection).of("kh-1/year"))
    assert (state.revision, state.silent_until) == (2, None)


def test_a_task_that_is_not_theirs_is_given_to_another(web: WebOffice) -> None:
    say(web, NOT_OURS, TASK)
    (act,) = confirm(web.office, web.database, web.catalogue, waiting(web).id, "lan", to=["Sở Xây dựng"])
    assert (act.kind, act.agencies) == ("assign", ("sxd",))
    assert status(web, "kh-1/1", "sxd") == "open"
    assert "Xây dựng quy chế" not in web.get(web.page()).body
    assert "Xây dựng quy chế" in web.get(web.page("sxd")).body


def test_one_of_many_is_released_never_replaced(web: WebOffice) -> None:
    say(web, NOT_OURS)
    with pytest.raises(BadInput, match="each for itself"):
        confirm(web.office, web.database, web.catalogue, waiting(web).id, "lan", to=["sxd"])
    (act,) = confirm(web.office, web.database, web.catalogue, waiting(web).id, "lan")
    assert (act.kind, act.owner) == ("waive", "sct")
    assert status(web) == "waived"


def test_a_refusal_is_read_by_the_agency_and_the_ladder_goes_on(careful: WebOffice) -> None:
    say(careful, DONE)
    refuse(careful.office, careful.database, careful.catalogue, waiting(careful).id, "lan", "thiếu biểu số 2")
    shown = careful.get(careful.page(occurrence=REPORT)).body
    assert "thiếu biểu số 2" in shown and "chưa được chấp thuận" in shown
    assert mails(careful, "2026-12-08") == 1
    again = say(careful, DONE)  # the very same words, after a refusal, are a new answer
    assert not again.again


def test_a_decision_is_made_once(careful: WebOffice) -> None:
    say(careful, DONE)
    row = waiting(careful)
    confirm(careful.office, careful.database, careful.catalogue, row.id, "lan")
    with pytest.raises(BadInput, match="it is confirmed"):
        refuse(careful.office, careful.database, careful.catalogue, row.id, "lan", "x")
    with pytest.raises(BadInput, match="there is none"):
        refuse(careful.office, careful.database, careful.catalogue, 99, "lan", "x")


def test_after_an_undo_the_same_answer_counts_again(web: WebOffice) -> None:
    from reminder.engine.acts.record import Wish, record

    say(web, DONE)
    record(web.office, web.database, web.catalogue, Wish(ActKind.UNDO, "kh-1/year", "sct", "2026", by="lan"))
    assert status(web) == "open"
    assert not say(web, DONE).again
    assert status(web) == "submitted"


def test_after_a_return_the_agency_answers_anew(web: WebOffice) -> None:
    from reminder.engine.acts.record import Wish, record

    say(web, DONE)
    record(web.office, web.database, web.catalogue, Wish(ActKind.RETURN, "kh-1/year", "sct", "2026", by="lan"))
    shown = web.get(web.page(occurrence=REPORT)).body
    assert "trả lại để hoàn thiện" in shown and "<form" in shown
    assert not say(web, DONE).again
    assert status(web) == "submitted"


def test_a_joint_duty_is_answered_by_either(tmp_path_factory: pytest.TempPathFactory) -> None:
    web = WebOffice(tmp_path_factory.mktemp("joint"))
    web.edit("rules/plans/kh-1.toml", 'lead = "Sở Công Thương"', 'lead = "Sở Công Thương, Sở Xây dựng"')
    web.set("2026-11-20")
    with web.office.writing() as database:
        web.database = database
        web.begin()
        key = "kh-1/1@once@sct+sxd"
        assert "Sở Xây dựng" in web.get(web.page(occurrence=key)).body
        say(web, DONE, key, "sxd")
        assert "123/BC-SCT" in web.get(web.page(occurrence=key)).body


@settings(max_examples=60)
@given(
    kind=st.sampled_from(AnswerKind),
    on=st.none() | st.dates(date(2025, 1, 1), date(2027, 12, 31)),
    until_on=st.none() | st.dates(date(2025, 1, 1), date(2027, 12, 31)),
    document=st.text(max_size=120),
    note=st.text(max_size=1100),
)
def test_an_answer_without_faults_is_never_late_for_its_own_rules(
    kind: AnswerKind, on: date | None, until_on: date | None, document: str, note: str
) -> None:
    """What `faults` lets pass is inside every bound the journal and the page rely on."""
    from tests.web.values import OCCURRENCE

    today = date(2026, 12, 7)
    said = Said(kind, on, document, note, until_on)
    if faults(said, OCCURRENCE, today):
        return
    assert len(document) <= 100 and len(note) <= 1000
    if kind == "reported":
        assert document and on and OCCURRENCE.plan.reckoned.first <= on <= today
    if kind == "extension":
        assert note and until_on and until_on > today and until_on - date(2026, 12, 15) >= timedelta(1)
