"""Laws of the tables: whatever stands in them, each row is accounted for once, and no word of a task is lost."""

from collections import Counter
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from reminder.documents import TaskRow, read_tables
from reminder.documents.blocks import Document, Paragraph, Table
from reminder.documents.tables.finding_tables import sort_blocks
from tests.documents.grids import grid, paper
from tests.documents.papers import ABOVE, LEFT

BODIES = ("Sở Y tế", "Sở Khoa học và Công nghệ", "Công an tỉnh", "UBND xã Đức Lương", "Các sở, ban, ngành")
TIMES = ("Tháng 7/2026", "Quý III/2026", "Trước ngày 15/6/2026", "Hằng năm", "2026 - 2028", "31/12/2026")
WORKS = ("Xây dựng quy chế dữ liệu", "Tổ chức tập huấn", "Rà soát thủ tục", "Phát triển hạ tầng số")
HOURS = ("7h30 - 8h00", "08:00-08:30", "14 giờ 00", "Buổi chiều")
TITLES = ("Danh mục nhiệm vụ", "Nội dung công việc", "Nhiệm vụ, giải pháp", "Chương trình, đề án")
SOURCES = ("Văn bản giao", "Văn bản chỉ đạo", "Nhiệm vụ giao tại")
CITED = ("TB 214/TB-UBND", "Công văn số 2210/UBND-XD ngày 02/7/2026", "12-NQ/TU")
LEADS = ("Cơ quan chủ trì", "Đơn vị thực hiện", "Phân công", "Đơn vị chủ trì")
WHENS = ("Thời gian thực hiện", "Thời hạn hoàn thành", "Tiến độ", "Hoàn thành")


@dataclass(frozen=True)
class Shape:
    """A table, the kinds of its rows, and of each task what it is, who owes it and when."""

    table: Table
    kinds: tuple[str, ...]
    tasks: tuple[tuple[str, str, str], ...] = ()


@st.composite
def task_tables(draw: st.DrawFn) -> Shape:
    """A task table: its columns in any order, with sections, merged cells and a total."""
    columns = draw(st.permutations(["title", "lead", "when", "output"]))
    # The document that assigns a task may be called one, and a task may stand on either side of it.
    if draw(st.booleans()):
        columns.insert(draw(st.integers(0, len(columns))), "source")
    words = {
        "source": draw(st.sampled_from(SOURCES)), "title": draw(st.sampled_from(TITLES)),
        "lead": draw(st.sampled_from(LEADS)), "when": draw(st.sampled_from(WHENS)), "output": "Kết quả",
    }  # fmt: skip
    rows: list[tuple[str, ...]] = [("STT", *(words[c] for c in columns))]
    kinds, tasks = ["header"], []
    above: dict[str, str] = {}
    for number in range(1, draw(st.integers(1, 6)) + 1):
        if draw(st.booleans()) and number == 1:
            rows.append(("I", "NHÓM NHIỆM VỤ", *[LEFT] * (len(columns) - 1)))
            kinds.append("section")
        row = {
            "source": draw(st.sampled_from(CITED)), "title": draw(st.sampled_from(WORKS)),
            "lead": draw(st.sampled_from(BODIES)), "when": draw(st.sampled_from(TIMES)),
            "output": draw(st.sampled_from(("Báo cáo", "Quyết định", ""))),
        }  # fmt: skip
        merged = bool(above) and draw(st.booleans())
        rows.append((str(number), *(ABOVE if merged and c == "lead" else row[c] for c in columns)))
        above = row | ({"lead": above["lead"]} if merged else {})
        kinds.append("task")
        tasks.append((above["title"], above["lead"], above["when"]))
    if draw(st.booleans()):
        rows.append(("", *("Tổng cộng" if c == "title" else "" for c in columns)))
        kinds.append("total")
    return Shape(grid(*rows), tuple(kinds), tuple(tasks))


@st.composite
def schedules(draw: st.DrawFn) -> Shape:
    """Bodies and days; the title is the line above."""
    numbered, owes = draw(st.booleans()), draw(st.booleans())
    head = ("Đơn vị" if owes else "Đơn vị được kiểm tra", draw(st.sampled_from(("Thời gian", "Thời hạn", "Ngày gửi"))))
    pairs = draw(st.lists(st.tuples(st.sampled_from(BODIES), st.sampled_from(TIMES)), min_size=1, max_size=6))
    rows = [(str(n), *pair) if numbered else pair for n, pair in enumerate(pairs, 1)]
    tasks = tuple(("" if owes else body, body if owes else "", when) for body, when in pairs)
    return Shape(grid(("STT", *head) if numbered else head, *rows), ("header", *["task"] * len(rows)), tasks)


@st.composite
def visits(draw: st.DrawFn) -> Shape:
    """Teams, the bodies they go to, and days, in any order."""
    heads = {
        "seat": draw(st.sampled_from(("Đơn vị được kiểm tra", "Đơn vị", "Xã, phường tiếp xúc"))),
        "team": draw(st.sampled_from(("Tổ thực hiện", "Đoàn kiểm tra", "Tổ đại biểu"))),
        "when": draw(st.sampled_from(("Thời gian", "Ngày"))), "place": "Địa điểm",
    }  # fmt: skip
    columns = draw(st.permutations(list(heads)))
    rows, tasks = [("STT", *(heads[c] for c in columns))], []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        row = {
            "seat": draw(st.sampled_from(BODIES)), "team": draw(st.sampled_from(("Tổ 1", "Tổ số 2", "Đoàn số 3"))),
            "when": draw(st.sampled_from(TIMES)), "place": draw(st.sampled_from(("Hội trường A", ""))),
        }  # fmt: skip
        rows.append((str(number), *(row[c] for c in columns)))
        tasks.append((row["seat"], row["team"], row["when"]))
    return Shape(grid(*rows), ("header", *["task"] * len(tasks)), tuple(tasks))


@st.composite
def charts(draw: st.DrawFn) -> Shape:
    """Ticks under months."""
    first = draw(st.integers(1, 9))
    months = [f"Tháng {first + n}" for n in range(4)]
    rows: list[tuple[str, ...]] = [("TT", "Nhiệm vụ", "Đơn vị chủ trì", *months)]
    tasks = []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        start = draw(st.integers(0, 3))
        end = draw(st.integers(start, 3))
        work, body = draw(st.sampled_from(WORKS)), draw(st.sampled_from(BODIES))
        rows.append((str(number), work, body, *("x" if start <= n <= end else "" for n in range(4))))
        when = months[start] if start == end else f"{months[start]} - {months[end]}"
        tasks.append((work, body, when))
    return Shape(grid(*rows), ("header", *["task"] * len(tasks)), tuple(tasks))


@st.composite
def forms(draw: st.DrawFn) -> Shape:
    """Columns of figures to be filled in."""
    blank = draw(st.sampled_from(("", "…", "....")))
    head = (
        "STT",
        "Chỉ tiêu",
        "Đơn vị tính",
        *draw(st.sampled_from([("Số liệu",), ("Kỳ trước", "Kỳ này"), ("Kế hoạch năm",)])),
    )
    units = draw(st.lists(st.sampled_from(("cây", "hồ sơ", "%", "triệu đồng", "xã")), min_size=1, max_size=5))
    rows = [(str(n), "Số lượng", unit, *[blank] * (len(head) - 3)) for n, unit in enumerate(units, 1)]
    return Shape(grid(head, *rows), ("form",) * (len(rows) + 1))


@st.composite
def agendas(draw: st.DrawFn) -> Shape:
    """Hours of a day."""
    head = ("Thời gian", "Nội dung", draw(st.sampled_from(("Người trình bày", "Thực hiện", "Chủ trì"))))
    hours = draw(st.lists(st.sampled_from(HOURS), min_size=2, max_size=6))
    rows = [(hour, "Thảo luận", draw(st.sampled_from(BODIES))) for hour in hours]
    return Shape(grid(head, *rows), ("agenda",) * (len(rows) + 1))


SHAPES = st.one_of(task_tables(), schedules(), visits(), charts(), forms(), agendas())
CELLS = st.one_of(
    st.sampled_from(
        (
            *BODIES, *TIMES, *WORKS, *HOURS, *TITLES, *LEADS, *WHENS, ABOVE, LEFT, "", "", "", "x", "1", "2", "I", "a)",
            "-", "STT", "TT", "Đơn vị", "Đơn vị tính", "Tháng 7", "Quý I", "Năm 2026", "12.500", "cây", "Họ và tên",
            "Điểm tối đa", "Tổng cộng", "Ghi chú", "Ghi chú: xem thêm", "Nơi nhận:", "PHỤ LỤC II", "Chủ trì",
            "Phối hợp", "Bắt đầu", "Kết thúc", "Số, ký hiệu", "Sản phẩm", "Kinh phí", "(1)", "(2)", "Kỳ báo cáo", "Năm",
            "05 ngày",
        )
    ),
    st.text("aăâbcđeêghi ,.;:-()/0123456789\n", max_size=12),
)  # fmt: skip
GRIDS = st.integers(1, 7).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=9)
)


def words(*texts: str) -> Counter[str]:
    return Counter(word for text in texts for word in text.split())


def printed(table: Table) -> list[str]:
    return [text for row in table.rows for text in row.texts]


def of_task(task: TaskRow) -> list[str]:
    return [
        task.stt, task.title, task.output, task.lead_raw, task.coordinators_raw, task.approver_raw, task.funding_raw,
        task.timeframe_raw, task.note,
    ]  # fmt: skip


def accounted(document: Document) -> None:
    """Each row once: every word of the document stands in one outcome's row or in one paragraph."""
    tables = read_tables(document)
    apart = sort_blocks(document)
    rows = [row for block in document.blocks if isinstance(block, Table) for row in block.rows if any(row.texts)]
    told = [outcome.row for outcome in tables.outcomes]
    assert len({id(row) for row in told}) == len(told)
    assert {id(row) for row in told} <= {id(row) for row in rows}
    every = words(*(b.text for b in document.blocks if isinstance(b, Paragraph)))
    for row in rows:
        every += words(*row.texts)
    assert words(*(p.text for p in apart.paragraphs), *(text for row in told for text in row.texts)) == every
    assert sum(outcome.kind == "task" for outcome in tables.outcomes) == len(tables.tasks)


@given(st.lists(SHAPES, min_size=1, max_size=4))
def test_known_tables_give_their_rows_and_nothing_else(shapes: list[Shape]) -> None:
    blocks: list[str | Table] = []
    for shape in shapes:
        blocks += ["Đoạn văn đứng trước bảng.", "", shape.table]
    document = paper(*blocks)
    accounted(document)
    tables = read_tables(document)
    assert Counter(o.kind for o in tables.outcomes) == Counter(kind for shape in shapes for kind in shape.kinds)
    expected = [task for shape in shapes for task in shape.tasks]
    assert [(t.lead_raw, t.timeframe_raw) for t in tables.tasks] == [task[1:] for task in expected]
    assert all(title in task.title for task, (title, _, _) in zip(tables.tasks, expected, strict=True))
    ids = [(task.part, task.stt, task.place) for task in tables.tasks]
    assert len(set(ids)) == len(ids)
    codes = {f.code for task in tables.tasks for f in task.findings}
    assert codes.isdisjoint({"repeat", "order", "gap", "no-number", "cut-start", "cut-end"})


@given(
    st.lists(st.one_of(GRIDS, st.sampled_from(("PHỤ LỤC II", "Lịch kiểm tra:", "Đoạn văn."))), min_size=1, max_size=4),
    st.booleans(),
)
def test_unknown_tables_are_accounted_for(parts: list[list[list[str]] | str], merges: bool) -> None:
    document = paper(*(part if isinstance(part, str) else grid(*part, merges=merges) for part in parts))
    accounted(document)


@given(GRIDS)
def test_no_word_of_a_task_is_lost(rows: list[list[str]]) -> None:
    head = ("STT", "Nội dung", "Đơn vị chủ trì", "Thời gian", "Bắt đầu", "Ghi chú", "Lĩnh vực", "Tháng 7", "Tháng 8")
    tables = read_tables(paper(grid(head, *rows)))
    said = words(*(text for task in tables.tasks for text in of_task(task)))
    for outcome in tables.outcomes:
        if outcome.kind == "task":
            cells = [text for text in outcome.row.texts if text.strip() not in ("x", "X")]
            assert set(words(*cells)) <= set(said) | {f"{name}:" for name in head}
