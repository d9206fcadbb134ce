"""What people do wrong: each ends with place, finding and remedy, with the code of the contract, never a traceback."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from reminder import cli
from tests.journeys.desk import Desk

AT = ("--at", "2026-12-08")
# What was typed; the code it ends with; what is said of it in English and in Vietnamese.
CASES: list[tuple[tuple[str, ...], int, str, str]] = [
    (("prevew",), 2, "No such command 'prevew'", "Không có lệnh 'prevew'"),
    (("preview", "--bogus"), 2, "No such option '--bogus'", "Không có tùy chọn '--bogus'"),
    (("preview", "--agency"), 2, "requires an argument", "cần có giá trị đi kèm"),
    (("preview", "--format", "xml"), 2, "is not one of 'table', 'json', 'csv', 'ics'", "không có trong các lựa chọn"),
    (("explain",), 2, "Missing argument 'OBLIGATION'", "Thiếu 'OBLIGATION'"),
    (("preview", "--days", "x"), 2, "“x” is no number", "“x” không phải là số"),
    (("preview", "--days", "-5"), 2, "-5 is not in the range", "-5 nằm ngoài khoảng"),
    (("preview", "--from", "31/02/2026"), 2, "write 15/12/2026 or 2026-12-15", "hãy viết dạng 15/12/2026 hoặc"),
    (("preview", "--from", "20/12/26"), 2, "'--from': “20/12/26” is no date", "“20/12/26” không phải là ngày"),
    (("preview", "--from", "20/12/1999"), 2, "--from 1999-12-20: lies outside", "--from 20/12/1999: nằm ngoài"),
    (("preview", "--to", "20/11/2026", *AT), 2, "2026-11-20 lies before --from 2026-12-08", "--to 20/11/2026 đứng"),
    (("preview", "--from", "0001-01-01"), 2, "outside 2000–2099", "nằm ngoài các năm 2000–2099"),
    (("preview", "--from", "2026-12-31", "--to", "2026-01-01"), 2, "lies before --from", "đứng trước --from"),
    (("preview", "--agency", ""), 2, "is empty; name one", "để trống; hãy nêu tên"),
    (("--at", "2026-02-30", "preview"), 2, "write 08/12/2026, 08/12/2026 09:00 or", "hãy viết dạng 08/12/2026,"),
    (("--at", "31/11/2026", "preview"), 2, "write 08/12/2026, 08/12/2026 09:00 or", "hãy viết dạng 08/12/2026,"),
    (("--at", "9999-12-31", "preview"), 2, "outside 2000–2099", "nằm ngoài các năm 2000–2099"),
    (("simulate", "--from", "0001-01-01", "--to", "0001-02-01"), 2, "outside 2000–2099", "nằm ngoài các năm"),
    (("preview", "--plan", "nope"), 1, "did you mean kh-1?", "kh-1"),
    (("explain", "nope"), 1, "“nope” is no obligation; reminder status", "reminder status"),
    (("explain", "year", "--period", "xx"), 1, "it has no period xx; there are: 2026", "2026"),
    (("submit", "year", "--agency", "nope", *AT), 1, "reminder agencies list shows them", "reminder agencies list"),
    (("submit", "year", "--agency", "", "--all", *AT), 2, "is empty; name one", "để trống"),
    (("outbox", "show", "99999999999999999999"), 2, "is not in the range", "nằm ngoài khoảng"),
    (("outbox", "approve", "7", *AT), 1, "1 of 1 mails cannot be approved", "1 trong 1 thư không duyệt được"),
    (("report", "xx"), 1, "no report has the period “xx”; there are: 2026", "hiện có: 2026"),
    (("submit", "year", "--on", "1/1/1850"), 2, "--on 1850-01-01: lies outside", "--on 01/01/1850: nằm ngoài"),
    (("preview", "--from", "1/1/1850"), 2, "--from 1850-01-01: lies outside", "--from 01/01/1850: nằm ngoài"),
    (("read", "quý IV", "--on", "1/1/1850"), 2, "--on 1850-01-01: lies outside", "--on 01/01/1850: nằm ngoài"),
    (("letter", "year", "--reply-by", "1/1/9999"), 2, "9999-01-01: lies outside", "01/01/9999: nằm ngoài"),
    (("letter", "year", "--reply-by", "7/12/2026", *AT), 2, "has passed by 2026-12-08; name a day", "đã qua tính đến"),
    (("who", "Sở Công Thương", "--directory", "no"), 2, "--directory no: there are tinh", "hiện có tinh"),
    (("agencies", "list", "--directory", "no"), 2, "--directory no: there are tinh", "hiện có tinh"),
    (("import", "text.txt", "--directory", "no"), 2, "--directory no: there are tinh", "hiện có tinh"),
    (("lint", "text.txt", "--directory", "no"), 2, "--directory no: there are tinh", "hiện có tinh"),
    (("letter",), 2, "or give --overdue", "hoặc --overdue"),
    (("letter", "year", "--out", "text.txt", *AT), 1, "Not a directory; name", "không phải là thư mục; hãy"),
    (("import", "nowhere.docx"), 1, "nowhere.docx: there is no such file", "nowhere.docx: "),
    (("import", "bytes.docx"), 1, "bytes.docx: the file is damaged", "bytes.docx: "),
    (("import", "text.txt", "--out", "text.txt"), 2, "a plan file ends in .toml", "phải có đuôi .toml"),
    (("init", ".", "--province", "19"), 1, "an office stands here already", "ở đây đã có một cơ quan"),
    (("init", "new", "--province", "99"), 2, "no such province; the codes are 01", "không có tỉnh này; các mã là 01"),
    (("--config", "none.toml", "check"), 1, "reminder init makes one", "reminder init tạo tệp mới"),
    (("--config", "text.txt", "check"), 1, "text.txt: not valid TOML", "text.txt: sai cú pháp TOML"),
    (("--config", "bytes.docx", "check"), 1, "save it as UTF-8", "hãy lưu lại với bảng mã UTF-8"),
    (("--config", "odd.toml", "check"), 1, 'zone: no such time zone; write "Asia', "zone: không có múi giờ này"),
    (("--config", "odd.toml", "check"), 1, "databse: unknown key", "databse: không có khóa này"),
    (("--config", "odd.toml", "check"), 1, "send.opens: this is no time of day", "send.opens: đây không phải là giờ"),
    (("--config", "odd.toml", "check"), 1, "mail.sender: this is no mail address", "mail.sender: đây không phải là"),
    (("--config", "notdb.toml", "status"), 3, "text.txt: file is not a database; run", "text.txt: tệp này không phải"),
    (("--config", "notdb.toml", "tick"), 3, "text.txt: file is not a database; run", "text.txt: tệp này không phải"),
    (("--config", "under.toml", "tick"), 3, "cannot be made: Not a directory", "không tạo được: không phải là thư mục"),
    (("--config", "scheme.toml", "tick"), 1, "write sqlite:///path or", "hãy viết dạng sqlite:///"),
    (("db", "backup", "text.txt", *AT), 1, "text.txt: exists already", "text.txt: đã có sẵn"),
    (("doctor", "--mail", "nobody"), 1, "nobody: not a mail address", "nobody: không phải là địa chỉ"),
    (("web",), 2, "web.listen is not set; write listen", "chưa khai báo web.listen; hãy viết"),
]  # fmt: skip


@pytest.fixture
def office(desk: Desk) -> Desk:
    desk.write("text.txt", "hello\n")
    desk.write("odd.toml", 'databse = "x"\nzone = "Mars/Phobos"\n[send]\nopens = "25:00"\n[mail]\nsender = "x y"\n')
    for name, database in (("notdb", "text.txt"), ("under", "text.txt/x.db"), ("scheme", "no/scheme")):
        url = database if name == "scheme" else f"sqlite:///{database}"
        desk.write(f"{name}.toml", f'database = "{url}"\n')
    (desk.folder / "bytes.docx").write_bytes(bytes(range(256)) * 100)
    return desk


@pytest.mark.parametrize(("words", "code", "english", "vietnamese"), CASES, ids=[" ".join(c[0]) for c in CASES])
def test_wrong_use_ends_with_a_sentence(
    office: Desk, words: tuple[str, ...], code: int, english: str, vietnamese: str
) -> None:
    before = sorted(office.folder.rglob("*"))
    for lang, said in (("en", english), ("vi", vietnamese)):
        ran = office.run("--lang", lang, *words)
        assert ran.status == code, ran.err
        assert said in ran.out + ran.err
    made = {p.name for p in office.folder.rglob("*")} - {p.name for p in before}
    assert {name for name in made if not name.startswith("reminder.db")} == set()


def test_the_office_s_own_language_is_spoken_before_the_command_is_understood(office: Desk) -> None:
    office.edit("reminder.toml", "operator = ", 'lang = "vi"\noperator = ')
    assert "Không có tùy chọn '--bogus'" in office.run("preview", "--bogus").err
    assert "No such option '--bogus'" in office.run("--lang", "en", "preview", "--bogus").err
    assert "Cách dùng: " in office.run("preview", "--help").out


def verbs(ctx: click.Context, found: click.Command) -> Iterator[tuple[str, ...]]:
    """Every command there is, by its words."""
    if isinstance(found, click.Group):
        for name in found.list_commands(ctx):
            below = found.get_command(ctx, name)
            assert below
            yield (name,)
            yield from ((name, *more) for more in verbs(ctx, below))


def test_every_command_says_in_vietnamese_what_it_does(office: Desk) -> None:
    known = list(verbs(click.Context(cli.cli), cli.cli))
    assert len(known) > 50
    for words in known:
        told = [office.run("--lang", lang, *words, "--help").out.splitlines()[2] for lang in ("en", "vi")]
        assert all(line.strip() for line in told) and told[0] != told[1], words


@pytest.mark.parametrize("words", [("import", "--help", "--lang", "vi"), ("--lang", "vi", "--help")])
def test_help_names_every_kind_of_document_in_the_language_asked_for_wherever_it_stands(
    office: Desk, words: tuple[str, ...]
) -> None:
    told = " ".join(office.run(*words).out.split())
    assert "txt, docx, xlsx, pdf; cả doc, xls, odt, rtf, html nếu máy có LibreOffice, bản quét nếu có Tesseract" in told


def test_click_s_words_leave_nothing_behind(office: Desk) -> None:
    before = dict(os.environ)
    office.run("--lang", "vi", "prevew")
    assert dict(os.environ) == before
    assert "No such command" in office.run("--lang", "en", "prevew").err


@pytest.mark.parametrize(
    ("words", "unbuffered"),
    [
        (("preview", *AT), ""), (("preview", *AT), "1"), (("preview", "--format", "csv", *AT), ""),
        (("read", "15/12/2026"), ""), (("--help",), ""), (("--help",), "1"), (("preview", "--help"), ""),
    ],
)  # fmt: skip
def test_a_full_disk_behind_stdout_is_said(office: Desk, words: tuple[str, ...], unbuffered: str) -> None:
    command = [sys.executable, "-m", "reminder", "--lang", "en", *words]
    environment = os.environ | {"PYTHONUNBUFFERED": unbuffered}
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            command, cwd=office.folder, stdout=full, stderr=subprocess.PIPE, text=True, check=False, env=environment
        )
    assert (ran.returncode, ran.stderr) == (1, "stdout: cannot be used: No space left on device\n")


@pytest.mark.parametrize("form", ["table", "csv"])
def test_a_reader_that_has_seen_enough_is_no_fault(office: Desk, form: str) -> None:
    with office.spawn("preview", "--format", form, *AT) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        assert (process.stderr.read(), process.wait()) == ("", 0)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("preview", "--bogus"), 2), (("prevew",), 2), (("explain", "nope"), 1), (("preview", "--from", "1/1/1850"), 2),
        (("tick", *AT), 0), (("--config", "notdb.toml", "status"), 3),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, tuple) else "",
)  # fmt: skip
def test_that_nobody_reads_what_is_said_does_not_change_the_code(
    office: Desk, words: tuple[str, ...], code: int
) -> None:
    """Whether stderr has a reader that has gone away, no room, or was closed by the caller."""
    command = [sys.executable, "-m", "reminder", *words]
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as gone, Path("/dev/full").open("wb") as full:
        for unread in (gone, full):
            ran = subprocess.run(command, cwd=office.folder, stdout=subprocess.DEVNULL, stderr=unread, check=False)
            assert ran.returncode == code
    without = "import os, sys; os.close(2); os.execv(sys.executable, sys.argv[1:])"
    closed = subprocess.run(
        [sys.executable, "-c", without, *command], cwd=office.folder, stdout=subprocess.DEVNULL, check=False
    )
    assert closed.returncode == code
