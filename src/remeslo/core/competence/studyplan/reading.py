"""What any reader of plans gives: the plan, two counts made in two ways, and findings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from remeslo.core.base.findings import Finding, Severity, any_hard
from remeslo.core.competence.studyplan.plan import StudyPlan

Amount = int | Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReading:
    """
    One file, read.

    Parameters
    ----------
    name
        What findings call the file.
    format
        ``plx``, ``plm`` or ``plansheet``.
    plan
        ``None`` when the file cannot be read as a plan; the findings say why.
    counted
        Counted in ``plan``, by kind of thing.
    found
        Counted in the file without the reader, the same kinds. Where the two differ, ``studyplan.counts_differ`` (hard)
        is among the findings.
    """

    name: str
    format: str
    plan: StudyPlan | None = None
    counted: Mapping[str, Amount] = field(default_factory=dict)
    found: Mapping[str, Amount] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @property
    def is_readable(self) -> bool:
        """False when the file gave no plan at all."""
        return self.plan is not None

    @property
    def is_clean(self) -> bool:
        """True when no finding is hard."""
        return not any_hard(self.findings)


def differences(found: Mapping[str, Amount], counted: Mapping[str, Amount], where: str) -> list[Finding]:
    """``studyplan.counts_differ`` for each kind of which the file holds another number than the plan."""
    return [
        Finding(
            "studyplan.counts_differ",
            where,
            {"kind": kind, "found": number, "read": counted.get(kind, 0)},
            Severity.STOPS_PUBLISHING,
        )
        for kind, number in found.items()
        if number != counted.get(kind, 0)
    ]
