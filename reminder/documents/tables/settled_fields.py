"""The fields of a header as the rows below bear them out: its words alone say too little or too much."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reminder.directory.citations import only_cites
from reminder.documents.tables import cells
from reminder.documents.tables.cells import is_blank, is_body, is_dated, is_figure, is_length, is_name, is_tick, is_unit
from reminder.documents.tables.headers import TIMES, Field, field_of
from reminder.documents.tables.timeframes import NO_DEADLINE, Columns
from reminder.text_matching import folded

_OWNER = re.compile(r"\b(don vi|co quan|dia phuong|so|ban|nganh|xa|phuong|to chuc|phong|truong)\b")
_NO_OWNER = re.compile(r"\bduoc\b|nhan|dia diem|thanh phan|doi tuong|lien quan|tham")
# Who goes there, and the bodies they go to, whose column is called no more than that.
_TEAM = re.compile(
    r"^(ten )?(to|doan|nhom|doi|bo phan|co quan|don vi|can bo|truong doan)( cong tac)?,? ?(thuc hien|kiem tra|giam sat"
    r"|thanh tra|khao sat|tiep|dai bieu|lam viec|phu trach|tham dinh|danh gia|ho tro|tap huan|cong tac)\b"
    r"|^(to|doan|nhom|doi)( (so|cong tac))?$"
)
_GROUP = re.compile(r"(?:tổ|đoàn|nhóm|đội)\b", re.I)
_SEAT = re.compile(r"(?:ten|cac|don vi|co quan|dia phuong|xa|phuong|dac khu|so|ban|nganh|[, ])+")
_PLACE = re.compile(r"dia diem|noi (?:hop|kiem|lam|tiep|to)")
_SENT = re.compile(r"\b(?:gui|nop|bao cao|dang ky)\b")
_LED = re.compile(r"chu tri|phan cong|chiu trach nhiem")
# A column of dates that is not called one: "Báo cáo quý I", "Trình HĐND", "Lần 2".
_STAGE = re.compile(
    r"^(bao cao|gui|nop|trinh|hop|tham dinh|lay y kien|du thao|hoan thien|thong qua|cong bo|so ket|tong ket|kiem tra"
    r"|giam sat|thanh tra|dang ky|lan|dot|vong|ky)\b"
)
# Of which occasion a row is: "Đợt trao tặng", beside "Thời hạn gửi hồ sơ".
_OCCASION = re.compile(r"^(dot|ky|vong)\b(?! (?:\d|[ivx]+\b))")


@dataclass(frozen=True, slots=True)
class _Body:
    """The rows below a header, by column."""

    heads: tuple[str, ...]
    rows: Sequence[Sequence[str]]

    def texts(self, place: int) -> list[str]:
        return [row[place] for row in self.rows if place < len(row) and row[place]]

    def mostly(self, place: int, test: Callable[[str], bool]) -> bool:
        """At least half of what stands in the column is so."""
        texts = self.texts(place)
        return bool(texts) and 2 * sum(map(test, texts)) >= len(texts)


def settled(columns: Columns, rows: Sequence[Sequence[str]]) -> tuple[Field, ...]:
    """The fields, so that of several columns of times the deadline's is the main one, and that who, what and when are
    seen in a column of another name."""
    body = _Body(tuple(map(folded, columns.heads)), rows)
    fields = list(columns.fields)
    for step in (_dated, _timed, _entitled, _teamed, _owned, _named, _figured):
        step(fields, body)
    return tuple(fields)


def _dated(fields: list[Field], body: _Body) -> None:
    """Stages that hold dates are deadlines, whatever they were taken for; occasions beside a deadline tell the rows
    apart."""
    for place, field in enumerate(fields):
        if field == "other" and _OCCASION.search(body.heads[place]) and "timeframe" in fields:
            fields[place] = field = "subject"
        stage = field in ("other", "note", "title", "output", "approver") and _STAGE.search(body.heads[place])
        if stage and body.mostly(place, lambda text: cells.is_when(text) and not is_figure(text)):
            fields[place] = "also"


def _timed(fields: list[Field], body: _Body) -> None:
    """One column of times is the main one: the deadline before a period looked into, then the one of most dates, of the
    end, the first; a month before its year."""
    times = [place for place, field in enumerate(fields) if field in ("timeframe", "also")]

    def worth(place: int) -> tuple[bool, bool, int, bool, int]:
        head, dates = body.heads[place], sum(map(is_dated, body.texts(place)))
        ends = bool(re.search(r"hoan thanh|\bhan\b", head))
        return head not in ("nam", "gio"), not NO_DEADLINE.search(head), dates, ends, -place

    main = max(times, key=worth, default=0)
    for place in times:
        fields[place] = "timeframe" if place == main else "also"
    if times and "start" in fields and all(map(is_length, body.texts(main))):
        fields[main] = "note"  # how long it takes, beside when it begins


def _entitled(fields: list[Field], body: _Body) -> None:
    """A column of the numbers of documents says what a task comes from; the next that is called a task, or, if none is,
    what comes out of it, says what it is."""
    if "title" not in fields or not body.mostly(fields.index("title"), only_cites):
        return
    cited = fields.index("title")
    named = [place for place, head in enumerate(body.heads) if place != cited and field_of(head) == "title"]
    spare = [place for place, field in enumerate(fields) if field == "output"]
    for place in (*named, *spare):
        if body.mostly(place, lambda text: is_name(text) and not (only_cites(text) or cells.is_when(text))):
            fields[cited], fields[place] = "note", "title"
            return


def _teamed(fields: list[Field], body: _Body) -> None:
    """Where teams go to bodies, the teams lead and the bodies are what it is about."""
    if not {"title", "roles"}.isdisjoint(fields) or any(map(_SENT.search, body.heads)):
        return
    team = next((place for place in range(len(fields)) if _is_team(fields, body, place)), None)
    others = [place for place in range(len(fields)) if place != team]
    seats = [place for place in others if fields[place] == "subject"]
    seats += [place for place in others if _is_seat(fields, body, place)]
    if team is not None and seats and not any(fields[place] == "lead" for place in others if place != seats[0]):
        fields[seats[0]], fields[team] = "subject", "lead"


def _is_team(fields: list[Field], body: _Body, place: int) -> bool:
    called = _TEAM.search(body.heads[place]) and not _NO_OWNER.search(body.heads[place])
    mixed = body.mostly(place, lambda text: bool(_GROUP.match(text)) or is_body(text))
    return bool(fields[place] in ("other", "note", "lead") and called and mixed)


def _is_seat(fields: list[Field], body: _Body, place: int) -> bool:
    head = body.heads[place]
    called = fields[place] == "other" and _OWNER.search(head) and not _PLACE.search(head)
    return bool(called or (fields[place] == "lead" and _SEAT.fullmatch(head))) and body.mostly(place, is_body)


def _owned(fields: list[Field], body: _Body) -> None:
    """ "Đơn vị" over units of measure leads nothing; where no column leads, one of bodies does."""
    if "lead" in fields:
        place = fields.index("lead")
        if body.heads[place] == "don vi" and body.mostly(place, is_unit):
            fields[place] = "other"
    if {"lead", "roles", "subject"}.isdisjoint(fields):
        for place, head in enumerate(body.heads):
            owner = fields[place] == "other" and _OWNER.search(head) and not _NO_OWNER.search(head)
            if owner and body.mostly(place, is_body):
                fields[place] = "lead"
                return


def _named(fields: list[Field], body: _Body) -> None:
    """Where no column is called a task, the words that stand before who and when are it."""
    if not {"title", "subject"}.isdisjoint(fields):
        return
    first = next((place for place, field in enumerate(fields) if field in ("lead", "period", *TIMES)), 0)
    for place in range(first):
        if fields[place] == "other" and body.heads[place] and body.mostly(place, is_name):
            fields[place] = "title"
            return


def _figured(fields: list[Field], body: _Body) -> None:
    """Years over figures, where tasks are led, are what is to be reached by then, not when."""
    charted = [place for place, field in enumerate(fields) if field == "period"]
    texts = [text for place in charted for text in body.texts(place) if not is_blank(text)]
    if any(map(_LED.search, body.heads)) and len(charted) > 1 and texts and 2 * sum(map(is_tick, texts)) < len(texts):
        for place in charted:
            fields[place] = "note"
