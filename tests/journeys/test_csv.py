"""Each table for Excel: in the language chosen, with all that the table on the terminal says, and nothing that runs."""

import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any, get_args

import click
import pytest
from babel.messages.pofile import read_po

from reminder import cli
from reminder.cli import desk as command_desk
from reminder.core.act_kinds import ActKind
from reminder.core.answer_states import AnswerState
from reminder.core.matter_status import Status
from reminder.core.outbox_states import MailState, NoticeState
from reminder.core.statistics import Class
from reminder.core.urgency import Urgency
from reminder.words import LOCALES, translator
from tests.journeys.desk import Desk, sheet

AT = ("--at", "16/12/2026")
LISTS = [
    ("preview", "--from", "01/12/2026", "--days", "400"), ("notices",), ("simulate",), ("who", "year"),
    ("who", "Các sở, ban, ngành"), ("agencies", "list"), ("agencies", "missing"), ("calendar", "check"),
    ("outbox", "list"), ("journal", "list"), ("answers", "list"), ("doctor",), ("status", "--state", "late"),
    ("status", "--state", "submitted"), ("status", "--state", "backlog"),
    ("status", "--state", "near"), ("status", "--state", "chờ xác định"), ("status", "--state", "later"),
]  # fmt: skip
OTHERS = [
    ("status",), ("calendar",), ("calendar", "2027"), ("explain", "year"), ("outbox", "show", "1"), ("check",),
    ("templates", "check"), ("journal", "export"), ("notices", "--diff"), ("status", "--plan", "kh-1"),
]  # fmt: skip
ACTS = [("submit", "year", "--agency", "sct"), ("extend", "province", "--until", "20/01/2027")]


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Mid-December: one has reported, one is late; a title, a document and a note begin as formulas do."""
    desk.edit("rules/plans/kh-1.toml", '"Báo cáo năm"', '"=HYPERLINK(A1) Kỷyếu47"')
    desk.run("tick", "--at", "2026-12-01T09:00")
    desk.run(
        "submit", "year", "--agency", "sxd", "--document", "-9/BC-SXD", "--note", "+ kịpthời88", "--at", "2026-12-14"
    )
    return desk


def opened(desk: Desk, lang: str, *words: str) -> list[list[str]]:
    """What Excel shows of it; nothing of it runs, and each day is one."""
    lines = sheet(desk.run("--lang", lang, *AT, *words, "--format", "csv"))
    assert {len(line) for line in lines} == {len(lines[0])}
    for cell in (cell for line in lines for cell in line):
        assert not cell.startswith(("=", "+", "@", "\t", "\r")) and (cell[:1] != "-" or cell[1:].isdigit())
        assert not re.fullmatch(r"\d+/\d+/\d{4}|.*T\d\d:\d\d.*\+07:00", cell)
    return lines


@pytest.mark.parametrize("words", LISTS + OTHERS, ids=" ".join)
def test_excel_opens_it_in_the_language_chosen(office: Desk, words: tuple[str, ...]) -> None:
    (vietnamese, *lines), (english, *others) = (opened(office, lang, *words) for lang in ("vi", "en"))
    assert all(vi != en for vi, en in zip(vietnamese, english, strict=True))
    assert len(lines) == len(others)


@pytest.mark.parametrize("words", ACTS, ids=" ".join)
def test_so_are_acts(office: Desk, words: tuple[str, ...]) -> None:
    headings, line = opened(office, "vi", *words)
    of_line = dict(zip(headings, line, strict=True))
    assert headings[0] == "Mã số" and of_line["Loại"] in ("đã báo cáo", "gia hạn")
    assert of_line["Cơ quan thực hiện"] in ("Sở Công Thương", "Sở Nông nghiệp và Môi trường")


@pytest.mark.parametrize(
    ("words", "column"),
    [
        (("notices",), "Cơ quan"), (("simulate",), "Cơ quan thực hiện"), (("outbox", "list"), "Cơ quan"),
        (("journal", "list"), "Cơ quan thực hiện"), (("journal", "export"), "Cơ quan thực hiện"),
        (("notices", "--diff"), "Cơ quan"),
    ],
)  # fmt: skip
def test_an_agency_is_named_wherever_its_id_stands(office: Desk, words: tuple[str, ...], column: str) -> None:
    office.edit("rules/reminders.toml", '"d1", at = "-1wd"', '"d1", at = "-2wd"')
    headings, *lines = opened(office, "vi", *words)
    names = [dict(zip(headings, line, strict=True))[column] for line in lines]
    assert names and set(names) <= {"Sở Xây dựng", "Sở Công Thương", "Sở Nông nghiệp và Môi trường", "UBND tỉnh", ""}
    assert any(names)
    numbered = "Mã số" in headings
    assert not numbered or headings[0] == "Mã số"
    assert len(set(headings)) == len(headings)


KINDS = (Status, Urgency, MailState, NoticeState, AnswerState, ActKind)
# Steps are called as the rule file calls them, one of them `overdue`.
CODES = {str(code) for kind in KINDS for code in kind} - {"overdue"} | set(get_args(Class)) | {"sct", "sxd", "once"}


@pytest.mark.parametrize(
    "words",
    [
        *(words for words in LISTS if words[0] != "agencies"), ("status",), ("calendar", "2026"),
        ("explain", "year", "--agency", "sct"), ("outbox", "show", "1"),
        ("check",), ("notices", "--diff"), ("db", "adopt"), ("links", "show", "sct"), *ACTS,
        ("resume", "year", "--agency", "sct"), ("complete", "year", "--agency", "sxd"), ("undo", "year"),
        ("date", "province", "--until", "20/01/2027"), ("explain", "year", "--period", "20/9/2026"),
        ("preview", "--from", "2026-12-31", "--to", "2026-12-01"), ("templates", "check"), ("reload",),
    ],
    ids=" ".join,
)  # fmt: skip
def test_nothing_said_in_vietnamese_is_a_code_or_an_iso_day(office: Desk, words: tuple[str, ...]) -> None:
    late = 'trước ngày 14/12 hằng năm, số liệu chốt đến ngày 14/12"\ncutoff = "số liệu chốt đến ngày 13/12'
    office.edit("rules/plans/kh-1.toml", "trước ngày 31/12 hằng năm", late)
    office.write("templates/vi/words.j2", "{% set label_due = %}")
    ran = office.run("--lang", "vi", *AT, *words)
    told = re.sub(r"https?://\S+|--agency \S+|\S+@\S+|reminder( [a-z]+)+|“[^”]*”", "", ran.out + ran.err)
    assert not re.findall(r"\d{4}-\d\d-\d\d", told), told
    assert not set(re.findall(r"(?<![\w/.-])[a-z_]+(?![\w/.=-])", told)) & CODES, told


@pytest.mark.parametrize("words", [("outbox", "list"), ("journal", "list"), ("answers", "list", "--all")])
def test_what_happened_is_listed_though_the_files_cannot_be_read(office: Desk, words: tuple[str, ...]) -> None:
    office.write("rules/agencies/tinh.toml", "[[")
    for form in ("table", "csv", "json"):
        assert office.run(*AT, *words, "--format", form).status == 0


def said(text: str) -> set[str]:
    """The words and figures of a text, dates as Excel has them."""
    days = re.sub(r"(\d\d)/(\d{1,2})/(\d{4})", lambda d: f"{d[3]}-{int(d[2]):02}-{d[1]}", text)
    return set(re.findall(r"\w[\w@./:-]*\w|\w", days))


def surface() -> set[str]:
    """The words of the program itself, by which a table says for the eye what a list has in columns."""
    with (LOCALES / "vi/LC_MESSAGES/reminder.po").open("rb") as file:
        return set().union(*(said(str(entry.string)) for entry in read_po(file, locale="vi")))


def flat(whole: Any) -> list[dict[str, Any]]:
    """The rows of a list, of `who`, or of `status`: each agency in each period."""
    if isinstance(whole, list):
        return whole
    return whole.get("recipients") or [{**p, **u} for p in whole["periods"] for u in p["units"]]


@pytest.mark.parametrize("words", LISTS, ids=" ".join)
def test_whatever_stands_in_the_table_stands_in_the_csv_and_the_json(
    office: Desk, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []

    def kept(rows: Any, columns: Any, title: str, style: Any) -> None:
        if not drawn:  # the totals of a season come after it
            drawn.extend(cell(row) for row in rows for _heading, cell in columns)

    with monkeypatch.context() as patched:
        patched.setattr(command_desk, "print_table", kept)
        office.run("--lang", "vi", *AT, *words)
    _headings, *lines = opened(office, "vi", *words)
    listed = "\n".join(cell for line in lines for cell in line)
    assert said("\n".join(drawn)) - said(listed) - surface() == set()
    assert bool(drawn) == bool(lines)
    whole = office.run("--lang", "vi", *AT, *words, "--format", "json").json
    rows = flat(whole)
    for row, line in zip(rows, lines, strict=True):
        days = {v for v in row.values() if isinstance(v, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", v)}
        assert days <= set(line)


def test_a_status_for_excel_has_a_row_for_each_agency_in_each_period_and_says_what_the_table_counts(
    office: Desk,
) -> None:
    found = office.run(*AT, "status", "--format", "json").json
    headings, *lines = opened(office, "vi", "status")
    rows = [dict(zip(headings, line, strict=True)) for line in lines]
    units = [(p, u) for p in found["periods"] for u in p["units"]]
    for row, (p, u) in zip(rows, units, strict=True):
        assert row["Cơ quan"] == u["agency_name"] and row["Mã nghĩa vụ"] == p["obligation"]
        assert row["Thời hạn"] == (u["due_on"] or "") and row["Ngày"] == (u["on"] or "")
    late = next(row for row in rows if row["Cơ quan"] == "Sở Công Thương" and row["Kỳ báo cáo"] == "năm 2026")
    assert (late["Tình trạng"], late["Loại"], late["Mức độ gấp"]) == ("quá hạn", "chưa hoàn thành quá hạn", "quá hạn")
    done = next(row for row in rows if row["Cơ quan"] == "Sở Xây dựng" and row["Kỳ báo cáo"] == "năm 2026")
    assert (done["Văn bản"], done["Ngày"], done["Loại"]) == ("'-9/BC-SXD", "2026-12-14", "hoàn thành đúng hạn")
    counts = {u: sum(unit["urgency"] == u for _p, unit in units) for u in {unit["urgency"] for _p, unit in units}}
    assert {u: n for u, n in found["totals"].items() if u in counts} == counts


def options(ctx: click.Context, found: click.Command, name: str = "") -> Iterator[tuple[str, click.Parameter]]:
    """Every argument and option of every command."""
    yield from ((name, param) for param in found.params)
    if isinstance(found, click.Group):
        for verb in found.list_commands(ctx):
            below = found.get_command(ctx, verb)
            assert below
            yield from options(ctx, below, f"{name} {verb}".strip())


def test_every_list_of_json_beside_a_table_has_its_csv() -> None:
    choices = {
        name: param.type.choices
        for name, param in options(click.Context(cli.cli), cli.cli)
        if param.name == "format" and isinstance(param.type, click.Choice)
    }
    # These say a sentence, or write a file of their own.
    without = {"read", "import", "tick", "letter", "report", "answers refuse"}
    assert {name for name, forms in choices.items() if "csv" not in forms} == without


def test_every_argument_and_option_is_explained_in_either_language() -> None:
    found = list(options(click.Context(cli.cli), cli.cli))
    assert len(found) > 250
    for name, param in found:
        assert param.help, (name, param.opts)
        assert translator("vi")(param.help) != param.help, (name, param.help)


def commands(ctx: click.Context, found: click.Command, name: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command, nouns and the whole included."""
    yield name
    if isinstance(found, click.Group):
        for verb in found.list_commands(ctx):
            below = found.get_command(ctx, verb)
            assert below
            yield from commands(ctx, below, (*name, verb))


def test_help_touches_no_database_library() -> None:
    """Said of a process of its own: this one has it loaded."""
    asks = """
import sys
from reminder import cli
for name in cli._COMMANDS:
    sys.argv = ["reminder", name, "--help"]
    try:
        cli.main()
    except SystemExit as done:
        assert not done.code, name
    assert not {"sqlalchemy", "alembic", "jinja2", "docx", "openpyxl", "rich"} & set(sys.modules), name
"""
    ran = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_help_fits_into_eighty_columns(province: Desk, lang: str) -> None:
    for name in commands(click.Context(cli.cli), cli.cli):
        lines = province.run(*name, "--help", "--lang", lang).out.splitlines()
        assert lines and all(len(line) <= 80 for line in lines), name


@pytest.mark.parametrize(
    ("environment", "words", "vietnamese"),
    [
        ({"LANG": "vi_VN.UTF-8"}, (), True), ({"LC_ALL": "vi_VN", "LANG": "en_US.UTF-8"}, (), True),
        ({"LC_ALL": "C", "LANG": "vi_VN.UTF-8"}, (), False), ({"LANG": "C.UTF-8"}, (), False),
        ({"LANG": "C.UTF-8"}, ("--lang", "vi"), True), ({"LANG": "vi_VN.UTF-8"}, ("--lang", "en"), False),
    ],
)  # fmt: skip
def test_help_outside_an_office_speaks_the_language_of_the_environment(
    province: Desk,
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    words: tuple[str, ...],
    vietnamese: bool,
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    for command in ((), ("extend",), ("agencies",), ("agencies", "import"), ("calendar",), ("calendar", "show")):
        for line in ((*words, *command, "--help"), (*command, *words, "--help"), (*command, "--help", *words)):
            told = " ".join(province.run(*line).out.split())
            assert ("Tùy chọn:" in told) == vietnamese == ("Ngôn ngữ: vi hoặc en" in told), line
            assert ("The language: vi or en" in told) != vietnamese


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_whatever_the_office_speaks_the_command_line_is_answered_in_the_language_it_asks_for(
    desk: Desk, lang: str
) -> None:
    """Wherever it asks: before the command, between noun and verb, before and behind what is wrong."""
    desk.edit("reminder.toml", "operator", f'lang = "{"en" if lang == "vi" else "vi"}"\noperator')
    asks, vietnamese = ("--lang", lang), ("Cách dùng", "Lỗi", "không phải")
    english = ("Usage", "Error", "Invalid", " is ")
    for line in (
        ("preview", "--from", "x", *asks), (*asks, "preview", "--from", "x"), ("preview", *asks, "--from", "x"),
        ("outbox", *asks, "show", "x"), ("outbox", "show", "x", *asks), ("outbox", "list", "--state", "x", *asks),
        ("calendar", *asks, "x"), ("submit", *asks), ("prevew", *asks), ("status", "--state", "x", f"--lang={lang}"),
        ("--lang", "en" if lang == "vi" else "vi", "preview", "--from", "x", *asks),
    ):  # fmt: skip
        ran = desk.run(*line)
        assert ran.status == 2, line
        assert any(word in ran.err for word in (vietnamese if lang == "vi" else english)), (line, ran.err)
        assert not any(word in ran.err for word in (english if lang == "vi" else vietnamese)), (line, ran.err)
    below = desk.run("calendar", *asks, "check")
    assert ("lịch" in below.out + below.err) == (lang == "vi")


def test_a_state_is_typed_by_its_code_or_as_the_tables_say_it(office: Desk) -> None:
    whole = office.run(*AT, "status", "--format", "json").json
    for code, words in (("near", "Sắp đến hạn"), ("undecided", "chờ xác định"), ("later", "its period has not begun")):
        found, same = (office.run(*AT, "status", "--state", s, "--format", "json").json for s in (code, words))
        assert found == same and list(found) == list(whole)
        units = [u for p in found["periods"] for u in p["units"]]
        assert {u["urgency"] for u in units} == {code} and found["totals"][code] == whole["totals"][code] == len(units)
    told = office.run("--lang", "vi", *AT, "status", "--state", "waiting")
    assert told.status == 2 and "near (sắp đến hạn)" in told.err
    assert "near (sắp đến hạn)" in " ".join(office.run("status", "--help", "--lang", "vi").out.split())
    headings = opened(office, "vi", "status")[0]
    assert opened(office, "vi", "status", "--state", "near")[0] == headings


def test_a_day_is_typed_as_on_paper_wherever_one_is_typed(office: Desk) -> None:
    days = {
        (name, param.opts[0])
        for name, param in options(click.Context(cli.cli), cli.cli)
        if param.metavar == "DD/MM/YYYY"
    }
    named = {"--on", "--until", "--from", "--to", "--reply-by"}
    assert {option for _name, option in days} == named and len(days) > 25
    for words in (
        ("extend", "year", "--agency", "sct", "--on", "16/12/2026", "--until", "28/12/2026"),
        ("preview", "--from", "1/12/2026", "--to", "31.12.2026"),
        ("read", "trước ngày 15/12", "--on", "16/7/2025"),
        ("letter", "year", "--agency", "sct", "--reply-by", "22/12/2026", "--out", "thu"),
    ):
        ran = office.run(*AT, *words)
        assert ran.status == 0, ran.err
    acts = office.run("journal", "export").json
    assert (acts[-1]["on"], acts[-1]["until_on"]) == ("2026-12-16", "2026-12-28")


def test_a_period_named_by_its_date_is_typed_as_that_date_is_shown(office: Desk) -> None:
    office.edit("rules/plans/kh-1.toml", "trước ngày 15/12 hằng năm", "trước ngày 15/6 và 15/12 hằng năm")
    shown, found = (
        office.run("--lang", "vi", *AT, "explain", "year", "--period", typed, "--format", "json").json
        for typed in ("15/12/2026", "2026-12-15")
    )
    assert shown == found and [p["period"] for p in found["periods"]] == ["2026-12-15"]
    assert office.run(*AT, "report", "15/12/2026", "--out", "out").status == 0
    ran = office.run("--lang", "vi", *AT, "explain", "year", "--period", "31/11/2026")
    assert ran.status == 1 and "31/11/2026" in ran.err
