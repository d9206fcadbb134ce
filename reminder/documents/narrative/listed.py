"""A task printed as a list → its duty, and where the words of time in its lines ended."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from reminder.documents.accounting import Printed, all_as, short, unless_bound
from reminder.documents.finding import found
from reminder.documents.narrative.addressees import owner
from reminder.documents.narrative.duty import DutyRow
from reminder.documents.narrative.excepted import with_excepted
from reminder.documents.narrative.labels import WHEN, ListedTask, labelled
from reminder.documents.narrative.orders import REPORT, DutyKind, asked
from reminder.documents.narrative.outline import Point
from reminder.documents.narrative.sameness import same_time
from reminder.documents.tables.headers import Field
from reminder.phrases.time_words import time_words


def listed_row(task: ListedTask, points: Sequence[Point]) -> DutyRow:
    """The duty that the task's lines describe."""
    point, fields = points[task.named], task.fields
    when = " … ".join(filter(None, (fields.get("timeframe"), fields.get("end"))))
    schedule = " - ".join(filter(None, (fields.get("start"), when)))
    said = with_excepted(owner(task.words, point.who), (task.words, *reversed(point.path)))
    lead = fields.get("lead", "") or fields.get("roles", "") or said
    lines = [points[place].paragraph for place in task.places]
    spot = points[task.when].paragraph.spot
    findings = () if schedule else (found("undated", spot, words=short(task.words)),)
    if not lead:
        findings = (*findings, found("no-owner", spot))
    quote = short(" ".join([task.words, *(line.text for line in lines)]), 900)
    to = fields.get("approver", "")
    kind: DutyKind = "report" if REPORT.search(task.words) and (to or not fields.get("output")) else "task"
    return DutyRow(
        kind, short(task.words, 600), lead, to if kind == "report" else "", "", schedule, quote,
        point.paragraph.spot, point.under, point.label, asked(lead, point.path), (),
        fields.get("coordinators", ""), fields.get("output", ""), findings, point.numbered,
    )  # fmt: skip


def in_row(one: Printed, row: DutyRow) -> Printed:
    """Words of time of the line that names a task: they stand in the row; another limit than the row's is asked."""
    if one.where not in ("duty", "unplaced"):
        return one
    limit = any(words.bound for words in time_words(one.words))
    if limit and not same_time(one.words, row.schedule_raw):
        return replace(one, where="unplaced", why="no-order")
    return replace(one, where="duty", why="")


def of_line(point: Point) -> Iterator[Printed]:
    """The words of time of one line of a task: those that say when stand in its duty; a limit in another field ("Sản
    phẩm: Báo cáo, gửi trước ngày 15/6") is asked, and all else is named there."""
    spot, text = point.paragraph.spot, point.paragraph.text
    fields = labelled(text)
    if not fields:
        return
    head, at = "", 0
    for field, words in fields:
        start = text.index(words, at) if words else at
        head += text[at:start]
        at = start + len(words)
        if field in WHEN:
            yield from all_as(spot, words, "duty", "")
        elif field == "note":
            yield from all_as(spot, words, "background", "data")
        else:
            yield from unless_bound(spot, words, "about")
    yield from unless_bound(spot, head + text[at:], "title")


def with_fields(duty: DutyRow, fields: Mapping[Field, str]) -> DutyRow:
    """The duty with what is named beside its sentence ("…; chủ trì: Sở Y tế; sản phẩm: Báo cáo")."""
    lead, findings = fields.get("lead") or fields.get("roles") or "", duty.findings
    if lead:
        findings = tuple(one for one in findings if one.code not in ("no-owner", "owner-addressed"))
    return replace(
        duty,
        owed_by_raw=lead or duty.owed_by_raw,
        coordinators_raw=fields.get("coordinators", duty.coordinators_raw),
        output=fields.get("output", duty.output),
        findings=findings,
    )
