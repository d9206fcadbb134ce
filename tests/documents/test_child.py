"""The process that reads one document: what it may do, what becomes of its answer, and that nothing of it stays."""

import errno
import fcntl
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from reminder.documents import Unreadable, read_document
from reminder.documents.readers import child, child_process
from reminder.documents.readers.codec import to_plain
from reminder.documents.readers.confinement import Limits
from reminder.documents.readers.formats import read_bytes
from reminder.documents.readers.request import Request
from reminder.documents.readers.supervision import Patience, listen
from tests.documents.papers import DATA, PAPERS, word
from tests.servers.needs import need

pytestmark = pytest.mark.child

PATIENT = Patience(total=60, silence=60, line=1_000_000)


def script(*lines: str) -> tuple[str, ...]:
    return (sys.executable, "-I", "-c", "\n".join(lines))


def refused(path: Path) -> str:
    with pytest.raises(Unreadable) as raised:
        read_document(path)
    assert raised.value.say("vi") != str(raised.value)
    return raised.value.finding.code


@pytest.mark.parametrize("name", PAPERS)
def test_it_reads_what_is_read_here(name: str) -> None:
    told: list[tuple[int, int]] = []
    path = DATA / name
    here = read_bytes(name, path.suffix, path.read_bytes(), lambda _done, _total: None)
    assert read_document(path, lambda done, total: told.append((done, total))) == here
    assert told[0][0] == 0 and told[-1][0] == told[-1][1]


class Failing(io.BytesIO):
    """A file on a machine that is gone."""

    def read(self, size: int | None = -1, /) -> bytes:
        raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_a_file_that_fails_while_it_is_read_is_refused_with_the_reason(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    request = Request("document", Limits(memory=1, seconds=1), ".docx")
    monkeypatch.setattr(sys, "argv", ["child", json.dumps(to_plain(request))])
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=Failing()))
    child.main()
    assert json.loads(capsysbinary.readouterr().out) == {"refused": ["no-access", {"why": "Input/output error"}]}


SAID = {
    "nothing": ("", "crash"),
    "no JSON": ("print('hello')", "crash"),
    "no object": ("print('[1, 2]')", "crash"),
    "no document": ('print(\'{"document": ["Document", 1]}\')', "crash"),
    "a code that is no word": ("print('{\"refused\": [[], {}]}')", "crash"),
    "a refusal without facts": ('print(\'{"refused": "scan"}\')', "crash"),
    "an unknown code": ('print(\'{"refused": ["nonsense", {}]}\')', "crash"),
    "a code without its facts": ('print(\'{"refused": ["unknown-near", {}]}\')', "crash"),
    "a refusal that names what it must not": ('print(\'{"refused": ["scan", {"path": "x"}]}\')', "crash"),
    "brackets": ("print('[' * 500000)", "crash"),
    "a refusal": ('print(\'{"refused": ["scan", {}]}\')', "scan"),
    "a failure": ("raise SystemExit(1)", "crash"),
    "death": ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "crash"),
    "death by the system": ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "memory"),
    "time used up": ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "time"),
    "no memory": ("import os; os._exit(3)", "memory"),
    "too much": ("print('x' * 3000000)", "bomb"),
    "without end": ('while True: print(\'{"done": 1, "total": 2}\', flush=True)', "time"),
    "never": ("import signal; signal.pause()", "time"),
    "never, its mouth shut": ("import os, signal; os.close(1); signal.pause()", "time"),
    "never, after a word": ('import signal; print(\'{"done": 1, "total": 2}\', flush=True); signal.pause()', "time"),
}


@pytest.mark.parametrize("case", SAID)
def test_whatever_it_says_or_does_is_one_sentence(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lines, code = SAID[case]
    limit = 0.4 if code == "time" else 60
    monkeypatch.setattr(child_process, "_CHILD", script(lines))
    monkeypatch.setattr(child_process, "_PATIENCE", Patience(total=limit, silence=limit, line=1_000_000))
    assert refused(DATA / "plan.docx") == code


def test_where_no_process_can_be_started_that_is_the_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_command: object, **_how: object) -> None:
        raise BlockingIOError("no more processes")

    monkeypatch.setattr(subprocess, "Popen", full)
    assert refused(DATA / "plan.docx") == "crash"


def test_what_it_started_ends_with_it(tmp_path: Path) -> None:
    held = tmp_path / "held"
    child = (
        f"import fcntl, signal; f = open({str(held)!r}, 'w'); fcntl.flock(f, 2); print(1, flush=True); signal.pause()"
    )
    start = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {child!r}]).wait()"
    for line in listen(script(start), None, PATIENT):
        assert line == b"1\n"
        break  # nobody listens any longer
    with held.open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)


def test_it_gets_nothing_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REMINDER_SMTP_PASSWORD", "secret")
    told = [*listen(script("import os, json", "print(json.dumps(dict(os.environ)))"), None, PATIENT)]
    assert set(json.loads(told[0])) <= {"LC_ALL", "PATH", "OMP_THREAD_LIMIT", "HOME", "TMPDIR"}


def confined(tmp_path: Path, *tries: str) -> dict[str, str]:
    """What becomes of each try in a process that is confined: `done`, or the name of the fault."""
    told = [
        *listen(
            script(
                "import json, os, socket, sys, errno",
                "from reminder.documents.readers.confinement import Limits, confine",
                f"folder = {str(tmp_path)!r}",
                "here = [p for p in (*sys.path, sys.base_prefix) if p]",
                "said = {'guards': sorted(confine(Limits(memory=200 << 20, seconds=20), here))}",
                f"for one in {tries!r}:",
                "    try: exec(one); said[one] = 'done'",
                "    except OSError as fault: said[one] = errno.errorcode[fault.errno]",
                "    except Exception as fault: said[one] = type(fault).__name__",
                "print(json.dumps(said))",
            ),
            None,
            PATIENT,
        )
    ]
    return dict(json.loads(told[-1]))


def test_it_has_so_much_memory_and_writes_nothing(tmp_path: Path) -> None:
    more, write = "bytearray(300 << 20)", "open(f'{folder}/x', 'w').write('x' * 9999)"
    said = confined(tmp_path, more, write)
    assert said[more] == "MemoryError"
    assert said[write] in ("EACCES", "EFBIG", "EROFS", "ENOENT")
    assert "limits" in said["guards"]


def test_it_reads_no_file_but_its_own_program(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    read, make = "open(f'{folder}/secret').read()", "os.mkdir(f'{folder}/new')"
    listing, remove = "os.listdir('/etc')", "os.remove(f'{folder}/secret')"
    said = confined(tmp_path, read, make, listing, remove, "import colorsys")
    need("files" in said["guards"], "Landlock")
    assert {said[one] for one in (read, make, listing, remove)} <= {"EACCES", "EROFS", "ENOENT"}
    assert said["import colorsys"] == "done"
    assert (tmp_path / "secret").read_text() == "secret"


def test_it_reaches_nobody(tmp_path: Path) -> None:
    server = tmp_path / "socket"
    call = "socket.create_connection(('127.0.0.1', 25), 5)"
    throw = "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 53))"
    said = confined(tmp_path, call, throw)
    need("network" in said["guards"], "namespaces")
    assert {said[call], said[throw]} <= {"ENETUNREACH", "EACCES", "EPERM"}
    assert not server.exists()


def test_the_machine_says_what_it_keeps() -> None:
    child_process.guards.cache_clear()
    assert "limits" in child_process.guards() <= {"limits", "files", "network"}


def test_where_the_machine_keeps_nothing_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    child_process.guards.cache_clear()
    monkeypatch.setattr(child_process, "_CHILD", script("raise SystemExit(1)"))
    assert child_process.guards() == frozenset()
    child_process.guards.cache_clear()


def test_a_pipe_that_nobody_writes_into_is_no_document(tmp_path: Path) -> None:
    pipe = tmp_path / "plan.docx"
    os.mkfifo(pipe)
    assert refused(pipe) == "not-a-file"


def test_the_name_of_a_file_is_cleaned_where_it_is_said(tmp_path: Path) -> None:
    path = tmp_path / "k\u1ebf ho\u1ea1ch\x1b[31m\u202efdp.exe"
    path.write_bytes(b"\0\1\2\3" * 99)
    with pytest.raises(Unreadable) as raised:
        read_document(path)
    assert str(raised.value).isprintable() and "kế hoạch[31mfdp.exe" in str(raised.value)


def test_its_limits_are_those_that_were_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(word())
    assert read_document(path)
    monkeypatch.setattr(child_process, "_LIMITS", Limits(memory=16 << 20, seconds=20))
    # Where so little is left, what fails first is chance: an allocation, the answer, or a library in its own words.
    assert refused(path) in ("memory", "crash", "broken")
