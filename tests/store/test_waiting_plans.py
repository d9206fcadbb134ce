"""Two offices at one database, each with files of its own: a plan that waits in one holds up neither."""

from pathlib import Path

from reminder.clock import fixed_clock
from reminder.config import load_config
from reminder.engine.context.clock_guard import Timeguard
from reminder.engine.context.office import Office
from reminder.engine.tick import Surveyed, reload, survey
from reminder.store.database import Database
from tests.rulefile.office import OFFICE, PLAN
from tests.store.rows import NOW

QUESTION = '\n[[unplaced]]\nwords = "trước ngày 20/6"\n'
NEW = PLAN.replace("Báo cáo quý", "Báo cáo hằng quý")
CONFIG = 'database = "{url}"\noperator = "quantri@tinh.example"\n[mail]\nsender = "n@tinh.example"\n'


def office(folder: Path, url: str, plan: str, rules: str = "") -> Office:
    for path, text in (OFFICE | {"plans/kh-1.toml": plan}).items():
        file = folder / "rules" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text + (rules if path == "reminders.toml" else ""), "utf-8")
    (folder / "reminder.toml").write_text(CONFIG.format(url=url), "utf-8")
    return Office(load_config(folder / "reminder.toml", folder), fixed_clock(NOW))


def look(here: Office, database: Database) -> Surveyed:
    return survey(here, here.catalogue(), database, Timeguard(here.clock, here.config.zone), alone=False)


def title(here: Office) -> str:
    return here.catalogue().obligation_of["kh-1/quy"].title


def test_both_go_on_with_what_is_in_force(tmp_path: Path, url: str, database: Database) -> None:
    one, other = (office(tmp_path / name, url, PLAN) for name in ("one", "other"))
    assert look(one, database).evaluated.ran and look(other, database).evaluated.ran
    one = office(tmp_path / "one", url, NEW + QUESTION)
    for here in (one, other):
        assert not look(here, database).rules_differ, "a plan that waits is as it was"
    reload(one, ["kh-1"])
    assert title(one) == "Báo cáo hằng quý"
    assert look(other, database).rules_differ, "whose files do not know of the decision waits for them"
    other = office(tmp_path / "other", url, NEW + QUESTION + "# x\n")
    assert not look(other, database).rules_differ, "whose own text waits works by the one that was taken"
    assert title(other) == "Báo cáo hằng quý"
    other = office(tmp_path / "other", url, PLAN + QUESTION, rules="# x\n")
    assert look(other, database).rules_differ
    reload(other)
    assert title(other) == "Báo cáo hằng quý", "its reload brings its other files, not the plan that waits"
    assert look(one, database).rules_differ
