"""The example configuration holds every key, with its default."""

import tomllib
from datetime import time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import BaseModel

from reminder.config import Config, Server, load_config
from reminder.errors import BadInput

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
# Where nothing is chosen the language is the environment's; the example shows a choice.
CHOSEN = {"lang": "vi"}


def test_the_example_holds_every_key_with_its_default() -> None:
    assert tomllib.loads(EXAMPLE.read_text("utf-8")) == plain(Config()) | CHOSEN


def plain(model: BaseModel) -> dict[str, Any]:
    """As it would stand in a file."""
    values = {name: getattr(model, name) for name in type(model).model_fields}
    return {name: _plain(value) for name, value in values.items() if not isinstance(value, Path)}


def _plain(value: Any) -> Any:
    match value:
        case BaseModel():
            return plain(value)
        case time():
            return value.isoformat("minutes")
        case ZoneInfo():
            return value.key
        case _:
            return value


def test_the_example_can_be_used(tmp_path: Path) -> None:
    (tmp_path / "reminder.toml").write_text(EXAMPLE.read_text("utf-8"))
    assert load_config(None, tmp_path).smtp == Config().smtp


def test_an_unknown_key_is_refused_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "reminder.toml").write_text("[smtp]\nhots = 'x'\n")
    with pytest.raises(BadInput, match=r"reminder\.toml: smtp\.hots: unknown key"):
        load_config(None, tmp_path)


def test_g10_no_secret_is_in_what_a_configuration_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REMINDER_SMTP_PASSWORD", "canary")
    config = Config(database="postgresql+psycopg://office:canary@db.example/x", folder=tmp_path)
    assert config.password("smtp") == "canary"
    assert "canary" not in repr(config)
    assert config.database_shown == "postgresql+psycopg://office:***@db.example/x"


@pytest.mark.parametrize("section", ["smtp", "bounces"])
def test_g13_a_password_others_can_read_is_refused(section: Server, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("canary\n")
    (tmp_path / "secret").chmod(0o644)
    (tmp_path / "reminder.toml").write_text(f'[{section}]\npassword_file = "secret"\n')
    config = load_config(None, tmp_path)
    with pytest.raises(BadInput, match=rf"{section}\.password_file: .*run chmod 600"):
        config.password(section)
    (tmp_path / "secret").chmod(0o600)
    assert config.password(section) == "canary"
