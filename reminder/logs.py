"""Logs: constant messages with fields, as JSON lines or as text. No mail body, no secret, at any level."""

import json
import logging
import sys
from typing import Any

_PLAIN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class Lines(logging.Formatter):
    """One record a line: instant (UTC), level, message, then its fields."""

    def __init__(self, as_json: bool) -> None:
        super().__init__()
        self._as_json = as_json

    def format(self, record: logging.LogRecord) -> str:
        fields: dict[str, Any] = {k: v for k, v in vars(record).items() if k not in _PLAIN}
        if record.exc_info:
            fields["fault"] = self.formatException(record.exc_info)
        at = self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z")
        if self._as_json:
            said = {"at": at, "level": record.levelname.lower(), "message": record.getMessage()} | fields
            return json.dumps(said, ensure_ascii=False, default=str)
        # What came from outside must not make a line of its own.
        told = (" ".join(f"{k}={v}".split()) for k, v in fields.items() if k != "fault" or not record.exc_info)
        line = " ".join([at, record.levelname, record.getMessage(), *told])
        return f"{line}\n{fields['fault']}" if record.exc_info else line


def set_up(as_json: bool) -> None:
    """Send all logs to stderr. APScheduler and alembic speak only when something is wrong."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines(as_json))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for noisy in ("apscheduler", "alembic"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
