"""The whole journey on an office's rules, in a folder of its own."""

from datetime import date, datetime
from pathlib import Path

import pytest

from reminder.config import Config
from reminder.engine.operations import demo
from reminder.engine.operations.demo import Day, Journey, journey
from tests.engine.made import FILES, TUESDAY, wall
from tests.journeys import desk as small


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """Of an office that has a server and a rehearsal of its own."""
    for name, text in FILES.items():
        path = tmp_path / "office/rules" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    mail = {"transport": "smtp", "redirect_to": "me@so.gov.vn", "maildir": "elsewhere"}
    given = {
        "folder": tmp_path / "office",
        "mail": mail,
        "database": "sqlite:///real.db",
        "smtp": {"host": "127.0.0.9"},
    }
    return Config.model_validate(given)


def run(config: Config, start: datetime) -> tuple[Journey, list[tuple[int, int]]]:
    progressed: list[tuple[int, int]] = []
    made = journey(start, config.folder.parent / "demo", config, lambda n, of: progressed.append((n, of)))
    return made, progressed


def test_from_a_day_to_the_day_after_the_next_report(config: Config) -> None:
    made, progressed = run(config, wall(TUESDAY, 7))
    folder = config.folder.parent / "demo"
    december = [date(2026, 12, day) for day in (8, 9, 10, 11, 14, 15, 16)]
    assert [(d.on, d.superseded) for d in made.days] == [(on, 4 if on == TUESDAY else 0) for on in december]
    assert made.days[0] == Day(TUESDAY, 5, 4, 4)
    assert [d.notices for d in made.days] == [5, 0, 0, 2, 2, 0, 5]
    assert progressed == [(n + 1, 7) for n in range(7)]
    assert made.maildir == folder / "mail"
    files = list((folder / "mail/new").iterdir())
    assert len(files) == sum(d.sent for d in made.days)
    assert "me@so.gov.vn" not in b"".join(f.read_bytes() for f in files).decode(errors="replace")
    assert (folder / "demo.db").exists() and not (config.folder / "real.db").exists()
    assert not (config.folder / "elsewhere").exists()
    assert made.office.clock.now() == wall(date(2026, 12, 16), 16, 30)
    assert (made.upcoming[0].obligation, made.upcoming[0].due_on) == ("kh-1/year", date(2026, 12, 15))
    assert {u.due_on for u in made.upcoming} == {date(2026, 12, 15), date(2026, 12, 31)}
    assert max(p.send_at for p in made.notices) == wall(date(2026, 12, 16), 8)
    assert len(made.notices) == sum(d.notices for d in made.days)
    assert list(made.catalogue.obligation_of) == ["kh-1/1", "kh-1/2", "kh-1/year", "kh-1/province"]


class FarEnough(Exception):
    pass


@pytest.mark.parametrize(
    ("start", "reports", "last"),
    [
        (date(2026, 6, 1), True, date(2026, 7, 1)), (date(2026, 10, 16), True, date(2026, 12, 16)),
        (date(2026, 10, 15), True, date(2026, 11, 14)), (TUESDAY, False, date(2027, 1, 7)),
        (date(2099, 12, 10), False, date(2099, 12, 31)),
    ],
)  # fmt: skip
def test_how_far_it_goes(
    start: date, reports: bool, last: date, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not reports:
        (config.folder / "rules/plans/kh-1.toml").write_text(small.PLAN.partition("[[report]]")[0], "utf-8")
    asked: list[object] = []

    def planned(*given: object) -> object:
        asked.extend(given[-2:])
        raise FarEnough

    monkeypatch.setattr(demo, "planned", planned)
    with pytest.raises(FarEnough):
        run(config, wall(start, 7))
    assert asked == [start, last]
