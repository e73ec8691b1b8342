"""What can be wrong with a framework whatever its format."""

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.framework import Framework


def check_framework(framework: Framework, where: str) -> list[Finding]:
    """Items that stand under themselves."""
    circles = framework.hierarchy().circles()
    if not circles:
        return []
    facts = {"count": len(circles), "items": tuple(circles[:12])}
    return [Finding("framework.circle", where, facts, Severity.STOPS_PUBLISHING)]
