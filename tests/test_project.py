"""The project's own promises: locks without hosts, READMEs that name real commands, links that lead somewhere."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from reminder.cli import _COMMANDS

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


@pytest.mark.parametrize("lock", ["run.txt", "dev.txt", "bench.txt", "mutants.txt"])
def test_locks_are_hashed_and_name_no_host(lock: str) -> None:
    text = (ROOT / "requirements" / lock).read_text()
    assert not re.search(r"https?://|file://|index-url|find-links|trusted-host", text)
    pinned = [line for line in text.splitlines() if re.match(r"[A-Za-z0-9]", line)]
    assert len(pinned) > 20
    assert all("==" in line and line.rstrip().endswith("\\") for line in pinned)
    assert text.count("--hash=sha256:") >= len(pinned)


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    locked = {
        line.split("==")[0].split("[")[0].lower() for line in (ROOT / "requirements/run.txt").read_text().splitlines()
    }
    for wanted in project["dependencies"]:
        assert re.split(r"[\[<>=]", wanted)[0].lower() in locked, wanted


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_pages_name_real_commands_and_files(page: Path) -> None:
    text = page.read_text("utf-8")
    for command in re.findall(r"(?:^|[\s`])reminder ([a-z]+)(?=[\s`])", text):
        assert command in _COMMANDS or command in {"engine", "is", "mails", "mail", "never"}, command
    for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        assert (page.parent / link).exists(), link


def test_both_readmes_show_the_same_commands() -> None:
    pages = [(ROOT / name).read_text("utf-8") for name in ("README.md", "README.vi.md")]
    english, vietnamese = (set(re.findall(r"^ *((?:make|reminder) [a-z]+)", page, re.M)) for page in pages)
    assert english == vietnamese


def test_both_readmes_ask_for_the_same_packages_and_make_bare_finds_them() -> None:
    line = "apt-get update && apt-get install -y git make python3-venv"
    for name in ("README.md", "README.vi.md"):
        assert f": `{line}`." in (ROOT / name).read_text("utf-8")
    assert "sed -n 's/^On a bare Debian, once: `" in (ROOT / ".ci/bare").read_text()
    assert f"\nOn a bare Debian, once: `{line}`" in (ROOT / "README.md").read_text("utf-8")


ARCHITECTURE = (ROOT / "docs/architecture.md").read_text("utf-8")
PLACES = re.findall(r"`((?:[a-z_]+/)+[a-z_]*(?:\.[a-z0-9.]+)?)`(?: `(\w+)`)?", ARCHITECTURE.split("| Room |")[1])


@pytest.mark.parametrize(("place", "name"), PLACES)
def test_what_the_architecture_names_is_there(place: str, name: str) -> None:
    path = next((p for root in ("reminder", ".") if (p := ROOT / root / place).exists()), None)
    assert path, place
    if name:
        assert re.search(rf"(?m)^(?:(?:async )?def|class|\{{% macro) {name}\b", path.read_text("utf-8")), (place, name)


def test_what_a_reader_begins_with_in_a_room_is_there() -> None:
    rooms = re.findall(r"(?m)^\| ((?:`[a-z_/]+/`(?:, )?)+) \|[^|]*\| ([^|]*) \|$", ARCHITECTURE)
    begun = [(re.findall(r"`([a-z_/]+)/`", places), re.findall(r"`(\w+)`", names)) for places, names in rooms]
    assert len(begun) > 15 and all(names for _, names in begun)
    for places, names in begun:
        for name in names:
            assert any((ROOT / "reminder" / place / f"{name}.py").exists() for place in places), (places, name)


def test_the_architecture_names_every_room_and_the_questions_every_reader_asks() -> None:
    rooms = {p.parent.relative_to(ROOT / "reminder").as_posix() for p in (ROOT / "reminder").rglob("*.py")}
    told = {place.strip("/") for place, _name in PLACES}
    apart = {".", "store/migrations", "store/migrations/versions"}
    parents = {room for room in rooms if any(other.startswith(f"{room}/") for other in told)}
    assert rooms - apart - parents <= told
    assert (
        len(re.findall(r"(?m)^\| (?:where|which|who|whom|with whom|why|when|what|how|on which) ", ARCHITECTURE)) >= 30
    )


# Called by a library; there to be translated; read by tests alone: the drawings of moves, where a process is killed.
CALLED_FROM_OUTSIDE = {
    "list_commands", "format_help_text", "format_commands", "model_config", "get_source", "template_class",
    "intercepted_binops", "getreply", "redirect_request", "impl", "cache_ok", "process_bind_param",
    "process_result_value", "result_processor", "ABOUT", "_CLICK",
    "ANSWER_MOVES", "MAIL_MOVES", "NOTICE_MOVES", "POINTS",
}  # fmt: skip


def test_nothing_stands_there_that_nothing_calls() -> None:
    named, used = dict[str, str](), CALLED_FROM_OUTSIDE | set[str]()
    for path in (ROOT / "reminder").rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(tree):
            match node:
                case ast.Name(id, ast.Load()) | ast.Attribute(attr=id, ctx=ast.Load()):
                    used.add(id)
                case ast.FunctionDef(name, decorator_list=[ast.Call(func=ast.Name("rule")), *_]):
                    used.add(name)  # a rule of the grammar
                case ast.Constant(str(word)):
                    used.add(word)  # a command's file, an attribute asked for by name
        if "migrations" not in path.parts:
            owners: list[ast.Module | ast.ClassDef] = [tree, *(n for n in tree.body if isinstance(n, ast.ClassDef))]
            named |= {name: f"{path.relative_to(ROOT)}: {name}" for owner in owners for name in _named(owner)}
    for path in (*ROOT.glob("templates/**/*.j2"), *ROOT.glob("reminder/**/*.j2")):
        used |= set(re.findall(r"\w+", path.read_text("utf-8")))
    assert [place for name, place in sorted(named.items()) if name not in used and not name.startswith("__")] == []


def _named(owner: ast.Module | ast.ClassDef) -> Iterator[str]:
    """The functions, classes and constants of a module or class; not the fields of a value, which a file may name."""
    for node in owner.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))


def test_what_mutants_may_survive_still_stands_in_the_code() -> None:
    listed = tomllib.loads((ROOT / "tests/mutants/survivors.toml").read_text("utf-8"))["survivor"]
    lines = {line.strip() for p in (ROOT / "reminder").rglob("*.py") for line in p.read_text("utf-8").splitlines()}
    assert [entry["in"] for entry in listed if not set(entry["was"].strip().splitlines()) <= lines] == []
    assert all(entry["reason"] for entry in listed)


def test_each_decision_has_a_number_of_its_own_and_bears_it() -> None:
    pages = sorted((ROOT / "docs/decisions").glob("*.md"))
    assert [int(p.name[:4]) for p in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        assert page.read_text("utf-8").startswith(f"# {int(page.name[:4])}. "), page.name
