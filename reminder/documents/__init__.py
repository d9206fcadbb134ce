"""Office documents → what is printed in them. Reads files; knows nothing of agencies, dates or rules.

`read_document(path)` gives paragraphs and tables in order, each with its place;
`read_tasks` finds the task tables in them (`read_tables` accounts for every row besides), `read_duties` the duties
ordered in the sentences,
`read_head` the number, date and title. Nothing is repaired: what is odd is kept and reported.
"""

from reminder.documents.blocks import Document
from reminder.documents.finding import Unreadable
from reminder.documents.head.reading import Head, read_head
from reminder.documents.narrative.duties import Narrative, read_duties
from reminder.documents.narrative.duty import DutyRow
from reminder.documents.readers.document import read_document
from reminder.documents.readers.machine import machine
from reminder.documents.tables.finding_tables import RowOutcome
from reminder.documents.tables.task_row import TaskRow
from reminder.documents.tables.task_tables import TablesRead, read_tables, read_tasks

__all__ = [
    "Document", "DutyRow", "Head", "Narrative", "RowOutcome", "TablesRead", "TaskRow", "Unreadable", "machine",
    "read_document", "read_duties", "read_head", "read_tables", "read_tasks",
]  # fmt: skip
