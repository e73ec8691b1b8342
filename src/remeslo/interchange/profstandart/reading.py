"""What reading a file gives: standards, two counts made in two ways, and findings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from remeslo.core.base.findings import Finding, Severity, any_hard
from remeslo.core.competence.standards import OccupationalStandard


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many things of each kind; empty statements and placeholder dashes are not things."""

    standards: int = 0
    generalised_functions: int = 0
    functions: int = 0
    labour_actions: int = 0
    skills: int = 0
    knowledge: int = 0

    def as_mapping(self) -> Mapping[str, int]:
        """The counts by their names, in the order of the fields."""
        return {f.name: getattr(self, f.name) for f in fields(self)}

    def __add__(self, other: "Counts") -> "Counts":
        theirs = other.as_mapping()
        return Counts(**{kind: number + theirs[kind] for kind, number in self.as_mapping().items()})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """
    One file, read.

    Parameters
    ----------
    name
        What findings call the file.
    standards
        Every standard of the file in its order; empty when the file cannot be read.
    counted
        Counted in ``standards``.
    found
        Counted in the XML by tag names alone, without the reader. Where the two differ, ``standards.counts_differ``
        (hard) is among the findings.
    findings
        Everything wrong or worth knowing, in the order of the file.
    """

    name: str
    standards: tuple[OccupationalStandard, ...] = ()
    counted: Counts = Counts()
    found: Counts = Counts()
    findings: tuple[Finding, ...] = ()

    @property
    def is_readable(self) -> bool:
        """False when the file gave no standard at all."""
        return bool(self.standards)

    @property
    def is_clean(self) -> bool:
        """True when no finding is hard."""
        return not any_hard(self.findings)


def counts_of(standards: Iterable[OccupationalStandard]) -> Counts:
    """The counts of values."""
    total = Counts()
    for s in standards:
        total += Counts(
            standards=1,
            generalised_functions=len(s.generalised),
            functions=len(s.functions),
            labour_actions=sum(len(f.actions) for f in s.functions),
            skills=sum(len(f.skills) for f in s.functions),
            knowledge=sum(len(f.knowledge) for f in s.functions),
        )
    return total


def differences(found: Counts, counted: Counts, where: str) -> list[Finding]:
    """``standards.counts_differ`` for each kind of which the XML holds another number than the values."""
    read = counted.as_mapping()
    return [
        Finding(
            "standards.counts_differ",
            where,
            {"kind": kind, "found": number, "read": read[kind]},
            Severity.STOPS_PUBLISHING,
        )
        for kind, number in found.as_mapping().items()
        if number != read[kind]
    ]
