"""Findings gathered while rows are read: one for each reason and table, with the first rows and the number of all."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from remeslo.core.base.findings import Finding, Severity

MOST_LISTED = 12


@dataclass(slots=True)
class Remarks:
    """Reasons with their rows, by code and place."""

    rows: dict[tuple[str, str, Severity], list[str]] = field(default_factory=dict)

    def add(self, code: str, where: str, what: object, severity: Severity = Severity.NOTE) -> None:
        """One more case: ``what`` is its row number or name."""
        self.rows.setdefault((code, where, severity), []).append(str(what))

    def findings(self) -> Iterable[Finding]:
        """One finding for each reason and place, facts ``count`` and ``items``."""
        for (code, where, severity), items in self.rows.items():
            listed = tuple(dict.fromkeys(items))[:MOST_LISTED]
            yield Finding(code, where, {"count": len(items), "items": listed}, severity)
