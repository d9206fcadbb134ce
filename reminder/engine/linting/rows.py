"""What a row of a task table lacks besides a lead and a time: its product, its number."""

from collections.abc import Iterator
from typing import Final

from reminder.engine.linting.draft import Draft
from reminder.engine.linting.remark import Hit, Rule
from reminder.translatable import N_


def _without_product(draft: Draft) -> Iterator[Hit]:
    """In a table with a column for it; what is done on request has none yet."""
    blank = (row for row in draft.rows if row.output is not None and not row.output.strip() and row.title)
    return (Hit(row, "") for row in blank if not row.on_request)


def _missing_number(draft: Draft) -> Iterator[Hit]:
    return _numbers(draft, "gap")


def _number_twice(draft: Draft) -> Iterator[Hit]:
    return _numbers(draft, "repeat")


def _out_of_order(draft: Draft) -> Iterator[Hit]:
    return _numbers(draft, "order")


def _numbers(draft: Draft, code: str) -> Iterator[Hit]:
    for row in draft.rows:
        for finding in row.codes(code):
            facts = {name: fact for name, fact in finding.facts if isinstance(fact, (str, int))}
            yield Hit(row, row.title, facts)


RULES: Final = (
    Rule(
        "no product", _without_product,
        N_("No product is written."),
        N_("Please add the product, so that it can be told when the task is done."),
        "Xây dựng Đề án cấp nước | Đề án | Sở Y tế | Quý III/2026\n"
        "Rà soát quy hoạch nghĩa trang | | Sở Xây dựng | Quý II/2026",
    ),
    Rule(
        "numbering", _missing_number,
        N_("Number {missing} is missing before this row."),
        N_("Please check whether a row was left out, and number the rows anew."),
        "1 | Xây dựng Đề án cấp nước | Đề án | Sở Y tế | Quý III/2026\n"
        "3 | Rà soát quy hoạch nghĩa trang | Báo cáo | Sở Xây dựng | Quý II/2026",
    ),
    Rule(
        "numbering", _number_twice,
        N_("Number {stt} is given twice."),
        N_("Please number the rows anew."),
        "1 | Xây dựng Đề án cấp nước | Đề án | Sở Y tế | Quý III/2026\n"
        "1 | Rà soát quy hoạch nghĩa trang | Báo cáo | Sở Xây dựng | Quý II/2026",
    ),
    Rule(
        "numbering", _out_of_order,
        N_("Number {stt} stands after number {before}."),
        N_("Please number the rows in order."),
        "5 | Xây dựng Đề án cấp nước | Đề án | Sở Y tế | Quý III/2026\n"
        "4 | Rà soát quy hoạch nghĩa trang | Báo cáo | Sở Xây dựng | Quý II/2026",
    ),
)  # fmt: skip
"""Those about a row as a whole."""
