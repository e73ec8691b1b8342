"""One line on the terminal that shows how far the line has come."""

import time
from dataclasses import dataclass, field

from remeslo.cli.console import Console
from remeslo.core.line.plan import LineProgress

_STAGES = {
    "matching": ("сопоставление запросов со стандартами", "matching demand to standards"),
    "design": ("конструктор", "constructor"),
    "term": ("срок", "term"),
    "explain": ("причины срока", "causes of the term"),
    "done": ("готово", "done"),
}


@dataclass
class ProgressLine:
    """Rewrites one line where there is a terminal; prints a line a stage where there is none."""

    console: Console
    started: float = field(default_factory=time.perf_counter)
    _last: str = ""

    def show(self, p: LineProgress) -> None:
        """Shows a step of the line."""
        words = self.console.text(*_STAGES.get(p.stage, (p.stage, p.stage)))
        weeks = ""
        if p.best is not None or p.bound is not None:
            weeks = self.console.text(
                f", недель {p.best or '—'}, граница {p.bound or '—'}",
                f", weeks {p.best or '—'}, bound {p.bound or '—'}",
            )
        name = f" {p.programme}:" if p.programme else ""
        self._put(f"{p.share:4.0%}{name} {words}{weeks}", f"{p.programme}/{p.stage}")

    def end(self) -> None:
        """Leaves the line for what comes next."""
        if self.console.err.isatty():
            self.console.err.write("\n")

    def _put(self, text: str, what: str) -> None:
        if self.console.err.isatty():
            self.console.err.write(f"\r\x1b[K{text}")
            self.console.err.flush()
        elif what != self._last:
            self.console.note(f"[{time.perf_counter() - self.started:7.2f} s] {text}")
        self._last = what
