"""Lines of words; whatever does not fit becomes a finding with its line."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from remeslo.core.base.findings import Finding, Severity

MOST_FINDINGS = 200
"""A file that is wrong in more places is wrong as a whole; what follows is counted, not listed."""
_MOST = 10**6


@dataclass
class Lines:
    """A text being read: what findings call it, where we are, and the findings so far."""

    name: str
    text: str
    findings: list[Finding] = field(default_factory=list)
    left_out: int = 0

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Number and words of each line that has any."""
        for number, line in enumerate(self.text.splitlines(), start=1):
            if words := line.split():
                yield number, words

    def tell(self, code: str, line: int, severity: Severity = Severity.STOPS_SAVING, /, **facts: object) -> None:
        """Notes a finding at a line; 0 is the whole file."""
        if len(self.findings) >= MOST_FINDINGS:
            self.left_out += 1
            return
        self.findings.append(Finding(code, f"{self.name}:{line}" if line else self.name, facts, severity))

    @property
    def told(self) -> tuple[Finding, ...]:
        """All findings; the last one says how many more there were."""
        if not self.left_out:
            return tuple(self.findings)
        more = Finding("timetable.more_findings", self.name, {"count": self.left_out}, Severity.STOPS_SAVING)
        return (*self.findings, more)

    def stops(self) -> bool:
        """True when the text gives no value."""
        return any(f.severity is Severity.STOPS_SAVING for f in self.findings) or bool(self.left_out)

    def number(self, word: str, line: int, what: str, *, least: int = 0, most: int = _MOST) -> int:
        """A whole number in bounds; ``least`` when it is not one, and that is told."""
        if word.isascii() and word.isdigit() and len(word) <= 9 and least <= int(word) <= most:
            return int(word)
        self.tell("timetable.bad_word", line, what=what, value=word[:80], expected=f"{least}..{most}")
        return least
