"""What docs/operations.md promises in figures and names is what the program does."""

import re
from configparser import ConfigParser
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from reminder import daemon
from reminder.cli.doctor import ABOUT
from reminder.clock import real_clock
from reminder.engine.operations.metrics import DeliveryFigures, exposition
from reminder.errors import AlreadyRunning, Refused
from reminder.store import postgres

PAGE = (Path(__file__).parents[2] / "docs" / "operations.md").read_text("utf-8")


def test_the_unit_fits_the_program() -> None:
    unit = ConfigParser(interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]  # systemd tells capitals apart
    unit.read_string(re.findall(r"```ini\n(.*?)```", PAGE, re.DOTALL)[0])
    service = unit["Service"]
    assert service["Type"] == "notify"
    assert service["ExecStart"].split()[1:3] == ["run", "--config"]
    codes = {Refused.exit_code, AlreadyRunning.exit_code}
    assert {int(code) for code in service["RestartPreventExitStatus"].split()} == codes
    assert float(service["TimeoutStopSec"]) > daemon.GRACE + daemon.BROKEN_OFF
    assert float(service["WatchdogSec"]) / 3 > daemon.IDLE


def test_each_line_of_doctor_is_explained() -> None:
    table = PAGE.partition("| line | means |")[2].partition("\n\n")[0]
    explained = re.findall(r"^\| ([a-z ]+) \(", table, re.MULTILINE)
    assert set(explained) == set(ABOUT)


def test_each_figure_served_is_named() -> None:
    nothing = DeliveryFigures({}, None, None, None, None, 0, None, "")
    served = exposition(nothing, real_clock().now(), {"accepted": 1}, 0).decode()
    names = {sample.name for family in text_string_to_metric_families(served) for sample in family.samples}
    assert set(re.findall(r"reminder_[a-z_]+", PAGE)) == names


def test_patience_with_postgresql() -> None:
    statement, lock = re.findall(r"(?:statement|lock)_timeout=(\d+)s", str(postgres.SETTINGS["options"]))
    assert f"a statement may take {statement} s, a lock {lock} s" in PAGE
