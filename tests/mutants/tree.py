"""The tree, a copy of it to change, and what is kept between runs."""

import json
import os
import shutil
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.servers import needs

ROOT = Path(__file__).parents[2]
KEPT = ROOT / ".mutants"


def copied(folder: Path) -> Path:
    """A copy of the tree, compiled modules and all, and the sample plans that may lie beside it."""
    if (ROOT.parent / "shared").is_dir():
        (folder / "shared").symlink_to(ROOT.parent / "shared")
    away = shutil.ignore_patterns(".*", "build", "dist", "*.egg-info", "*.db", "var")
    return Path(shutil.copytree(ROOT, folder / "main", ignore=away, symlinks=True))


def surroundings(tree: Path) -> dict[str, str]:
    """What is imported comes from the copy; what is compiled there is not kept: no mutant outlives its turn."""
    kept = {k: v for k, v in os.environ.items() if k not in (needs.STRICT, "PYTEST_ADDOPTS")}
    return kept | {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}


def fingerprint(*paths: Iterable[Path]) -> str:
    files = sorted(p for several in paths for p in several if p.is_file() and p.suffix != ".pyc")
    return sha256(b"\0".join(p.read_bytes() for p in files)).hexdigest()[:16]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def text(path: str) -> str:
    return (ROOT / path).read_text("utf-8")


def package(path: str) -> str:
    return path.split("/")[1]


def recall(what: str) -> Any:
    return json.loads((KEPT / what).read_text("utf-8")) if (KEPT / what).exists() else {}


def keep(what: str, value: Any) -> None:
    KEPT.mkdir(exist_ok=True)
    new = KEPT / f"{what}.new"
    new.write_text(json.dumps(value), "utf-8")
    new.replace(KEPT / what)
