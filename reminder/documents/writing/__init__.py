"""Drafts in the form of Nghị định 30/2020/NĐ-CP, and spreadsheets: values in, bytes out."""

from reminder.documents.writing.form import Grid, Heading
from reminder.documents.writing.letter import OfficialLetter, letter_file
from reminder.documents.writing.summary import Annex, annex_file, workbook_file

__all__ = [
    "Annex", "Grid", "Heading", "OfficialLetter", "annex_file", "letter_file", "workbook_file",
]  # fmt: skip
