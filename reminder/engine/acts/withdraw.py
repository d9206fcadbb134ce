"""An agency takes its own answer back: the journal's undo, of its own last act and of nobody else's."""

from reminder.core.act_kinds import ActKind, SaidBy
from reminder.core.catalogue import Catalogue
from reminder.core.occurrence import Occurrences
from reminder.engine.acts.agency_answers import Answered, ledger_about, owed
from reminder.engine.acts.record import Wish, deciding, record_in
from reminder.engine.acts.undo import nothing_to_undo
from reminder.engine.context.office import Office
from reminder.engine.context.transaction import Transaction
from reminder.engine.queries.answer_history import history
from reminder.store import answers
from reminder.store.database import Database


def withdraw(
    office: Office, database: Database, catalogue: Catalogue, agency: str, key: str, seen: str = ""
) -> Answered:
    """Undo the answer that `agency` may take back of the occurrence `key` (`AnswerHistory.own`), and give it back.
    To take back again what is taken back changes nothing, and neither does what was checked at another mark than the
    matter has now (`seen`). Raises BadInput when the agency does not owe it."""

    def work(tx: Transaction) -> Answered:
        ledger = ledger_about(tx, key)
        o = owed(Occurrences(catalogue, ledger.journal), tx.today, agency, key)
        said = answers.of(tx.connection, [key])
        so_far = history(ledger.journal, o, said, agency, tx.now)
        if so_far.own is None:
            last = said[-1] if said and said[-1].id in so_far.undone else None
            return Answered(last, again=True) if last else Answered(faults=(("answer", "not-own"),))
        if seen and seen != so_far.mark:
            return Answered(faults=(("answer", "changed"),))
        wish = Wish(ActKind.UNDO, o.obligation.id, agency, o.period, said_by=SaidBy.AGENCY, by=agency)
        (undo,) = record_in(tx, wish, ledger)
        if undo.undoes != so_far.own.act_id:  # the undo of a command looks further; it must not here
            raise nothing_to_undo(o.obligation.id)
        return Answered(so_far.own)

    return deciding(office, database, catalogue, work)
