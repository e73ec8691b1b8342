"""
Who looks at a programme, and which requests they may read in words.

The programme itself (competences, outcomes, hours) is common to the cluster. An employer's request is not: its words,
its people and its weight are for that employer and for those who build the programme; others see how many there are.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from remeslo.core.base.findings import Finding
from remeslo.core.base.keys import OrganisationKey
from remeslo.core.competence.model import DemandLine, RequestRef


@dataclass(frozen=True, slots=True)
class Audience:
    """
    A reader.

    Parameters
    ----------
    reads_all
        True for those who build the programme or run the cluster.
    organisations
        Organisations whose own requests the reader may read.
    """

    reads_all: bool = False
    organisations: frozenset[OrganisationKey] = frozenset()

    def reads(self, employer: str) -> bool:
        """True when requests of this employer are shown in words."""
        return self.reads_all or employer in self.organisations

    def reads_any(self, requests: Iterable[RequestRef]) -> bool:
        """True when at least one of the requests is shown in words."""
        return any(self.reads(r.employer) for r in requests)

    def reads_text(self, line: DemandLine) -> bool:
        """True when the line's text may be shown: it is a standard's, or words of a request the reader may read."""
        return line.function is not None or self.reads_any(line.requests)

    def reads_sums(self, line: DemandLine) -> bool:
        """True when people and weight may be shown: no other employer's figure can be worked out from them."""
        return self.reads_all or all(self.reads(r.employer) for r in line.requests)

    def readable(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Findings without those that may quote other employers' requests."""
        return tuple(f for f in findings if self.reads_all or f.code.partition(".")[0] in _WITHOUT_REQUESTS)


_WITHOUT_REQUESTS = frozenset({"term", "norms", "planning", "plan", "structure"})
"""Areas of findings that never speak of a request."""

EVERYTHING = Audience(reads_all=True)
"""For those who may read every request."""
