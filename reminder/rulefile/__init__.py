"""Rule files: TOML text → one catalogue, or every problem with its place. All or nothing."""

from reminder.rulefile.reading.load import load, load_calendar, load_directory, load_texts, plan_id

__all__ = ["load", "load_calendar", "load_directory", "load_texts", "plan_id"]
