"""Where findings are gathered while reading: every one with its file and line, so that all are told at once."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from remeslo.core.base.findings import Finding, Severity
from remeslo.interchange.clusterfile.description import Tell, Wrong

MOST_IN_A_FILE = 300
"""A file that is wrong throughout is told by its first problems and the number of the others."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A file of the folder and a line in it (from 1; 0 for the file as a whole)."""

    file: str
    line: int = 0

    @property
    def where(self) -> str:
        """``demand/card-03.yaml:12``."""
        return f"{self.file}:{self.line}" if self.line else self.file


class Log:
    """Findings in the making."""

    def __init__(self) -> None:
        self._found: list[tuple[Place, Finding]] = []
        self._in_file: Counter[str] = Counter()

    def add(self, code: str, place: Place, *, severity: Severity = Severity.STOPS_SAVING, **facts: object) -> None:
        """One more finding."""
        self.put(code, place, severity, facts)

    def put(self, code: str, place: Place, severity: Severity, facts: Mapping[str, object]) -> None:
        """One more finding; beyond ``MOST_IN_A_FILE`` they are only counted."""
        self._in_file[place.file] += 1
        if self._in_file[place.file] > MOST_IN_A_FILE and severity >= Severity.STOPS_PUBLISHING:
            return
        known = {"file": place.file, "line": place.line} if place.line else {"file": place.file}
        self._found.append((place, Finding(code, place.where, {**known, **facts}, severity)))

    def wrong(self, error: Wrong, place: Place, field: str) -> None:
        """A value that its type refuses."""
        self.put(error.code, place, Severity.STOPS_SAVING, {"field": field, **error.facts})

    def teller(self, place: Place, field: str) -> Tell:
        """Takes notes for one field."""

        def tell(code: str, **facts: object) -> None:
            self.put(code, place, Severity.NOTE, {"field": field, **facts})

        return tell

    def take(self, findings: Iterable[Finding], file: str) -> None:
        """Findings of another reader, with the file they are about."""
        for f in findings:
            self._found.append((Place(file), f))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All of them by file and line, in the order they were found where that is the same."""
        told = [f for _, f in sorted(self._found, key=lambda pf: (pf[0].file, pf[0].line))]
        for file, number in sorted(self._in_file.items()):
            if number > MOST_IN_A_FILE:
                told.append(Finding("cluster.more_problems", file, {"file": file, "number": number - MOST_IN_A_FILE}))
        return tuple(told)
