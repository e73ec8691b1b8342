"""What commands print: findings in words, JSON, progress; and the exit status that goes with them."""

import json
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import TextIO

from remeslo.core.base.findings import Finding, Severity, any_hard
from remeslo.interchange.sentences import Language, findings_data, label, say


class Exit(IntEnum):
    """Exit status of every command."""

    DONE = 0
    HARD_FINDINGS = 1
    UNREADABLE = 2


@dataclass
class Console:
    """Where a command writes; ``language`` is ``ru`` or ``en``."""

    language: Language
    out: TextIO = field(default_factory=lambda: sys.stdout)
    err: TextIO = field(default_factory=lambda: sys.stderr)

    def say(self, text: str = "") -> None:
        """A line of the result."""
        self.out.write(text + "\n")

    def note(self, text: str) -> None:
        """A line about the work, not the result."""
        self.err.write(text + "\n")
        self.err.flush()

    def json(self, data: object) -> None:
        """The result as JSON."""
        self.out.write(json.dumps(data, ensure_ascii=False, indent=1) + "\n")

    def text(self, ru: str, en: str) -> str:
        """The text of the chosen language."""
        return ru if self.language == "ru" else en

    def findings(self, findings: Iterable[Finding], *, hard: str = "") -> None:
        """Every finding, worst first, each with its place and what to do; ``hard`` is the mark of hard ones."""
        for f in sorted(findings, key=lambda f: -f.severity):
            sentence = say(f, self.language)
            mark = hard if hard and f.hard else label(f"severity.{f.severity.name.lower()}", self.language)
            self.say(f"[{mark}] {sentence.what}")
            if sentence.todo:
                self.say(f"    → {sentence.todo}")

    @contextmanager
    def step(self, ru: str, en: str) -> Iterator[None]:
        """Names a step and the time it took."""
        started = time.perf_counter()
        yield
        self.note(f"[{time.perf_counter() - started:7.2f} s] {self.text(ru, en)}")


def status_of(findings: Iterable[Finding]) -> Exit:
    """0, or 1 when a finding is hard."""
    return Exit.HARD_FINDINGS if any_hard(findings) else Exit.DONE


def not_writable(path: Path, error: OSError) -> Finding:
    """The finding of a file or folder that the disk refuses."""
    return Finding("file.not_writable", str(path), {"reason": error.strerror or str(error)}, Severity.STOPS_SAVING)


def unreadable(console: Console, findings: Iterable[Finding], *, as_json: bool) -> Exit:
    """Tells why the input cannot be read; status 2."""
    kept = [f for f in findings if f.severity >= Severity.WARNING] or list(findings)
    if as_json:
        console.json({"findings": findings_data(kept, console.language)})
    else:
        console.findings(kept, hard=console.text("ошибка", "error"))
    return Exit.UNREADABLE
