"""Findings of a file being read, with their lines; a file that is wrong everywhere is not listed whole."""

from dataclasses import dataclass, field

from remeslo.core.base.findings import Finding, Severity

MOST_FINDINGS = 100
"""Findings listed for one file; what follows is counted."""


@dataclass
class Notes:
    """What is wrong with a file called ``name``, so far."""

    name: str
    findings: list[Finding] = field(default_factory=list)
    left_out: int = 0

    def tell(self, code: str, line: int = 0, severity: Severity = Severity.STOPS_SAVING, /, **facts: object) -> None:
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
        more = Finding("instance.more_findings", self.name, {"count": self.left_out}, Severity.STOPS_SAVING)
        return (*self.findings, more)

    def stops(self) -> bool:
        """True when the file gives no value."""
        return bool(self.left_out) or any(f.severity is Severity.STOPS_SAVING for f in self.findings)
