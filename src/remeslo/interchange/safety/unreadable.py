"""The one exception of this room."""

from collections.abc import Iterable

from remeslo.core.base.findings import Finding, Severity


class Unreadable(Exception):
    """Bytes that cannot be read; ``findings`` (one or more, all hard) say which file, where and why."""

    findings: tuple[Finding, ...]

    def __init__(self, findings: Finding | Iterable[Finding]) -> None:
        self.findings = (findings,) if isinstance(findings, Finding) else tuple(findings)
        super().__init__("; ".join(f"{f.code} at {f.where}" for f in self.findings))


def refuse(code: str, where: str, **facts: object) -> Unreadable:
    """The exception for one reason; the caller raises it."""
    return Unreadable(Finding(code, where, facts, Severity.STOPS_SAVING))
