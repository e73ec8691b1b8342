"""Findings: things wrong with a file, a plan or a request, as data that the edge puts into words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum


class Severity(IntEnum):
    """How much a finding stops; ordered, so that the worst of many is their maximum."""

    NOTE = 0
    WARNING = 1
    STOPS_PUBLISHING = 2
    STOPS_SAVING = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """
    One thing wrong (or worth knowing), with its place.

    Parameters
    ----------
    code
        Stable and documented: ``"term.week_over_limit"``; the sentence catalogue has a text for each.
    where
        The place: ``"week 37"``, ``"demand/card-03.yaml:12"``, ``"standards/40.xml"``, an element's index.
    facts
        Values the sentence needs (numbers, names, what was expected); plain str, int, Decimal, bool, tuples of them.
    severity
        What it stops; ``STOPS_PUBLISHING`` and above are *hard*.
    """

    code: str
    where: str
    facts: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = Severity.STOPS_PUBLISHING

    @property
    def hard(self) -> bool:
        """True when the plan or file may not be used as it stands."""
        return self.severity >= Severity.STOPS_PUBLISHING


class ProblemError(ValueError):
    """A statement that cannot be a problem: names the thing, the bound and the value."""


def any_hard(findings: Iterable[Finding]) -> bool:
    """True when at least one finding is hard."""
    return any(f.hard for f in findings)
