"""The log of the program as JSON, a line an event: what happened, never to whom."""

import json
import logging
import traceback
from typing import Final

KEPT: Final = ("request_id", "method", "route", "status", "ms", "job", "kind", "attempt")
"""Extra fields that may be written; others could hold what people typed."""
_PATHS: Final = ("django.request", "django.security", "django.server")
"""Loggers whose messages hold addresses as they were asked; the address may say of whom."""


class JsonLines(logging.Formatter):
    """A line of JSON: time, level, logger, message, the fields of `KEPT`, and the traceback without its values."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        held = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S") + f".{int(record.msecs):03d}",
            "level": record.levelname,
            "logger": record.name,
            "message": str(record.msg) if record.name.startswith(_PATHS) else record.getMessage(),
            **{name: getattr(record, name) for name in KEPT if hasattr(record, name)},
        }
        if record.exc_info and record.exc_info[0] is not None:
            kind, _value, trace = record.exc_info
            held["error"] = kind.__name__
            held["trace"] = [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(trace)]
        return json.dumps(held, ensure_ascii=False)
