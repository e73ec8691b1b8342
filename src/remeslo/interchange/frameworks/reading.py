"""What reading the files of a framework gives: the framework, two counts made in two ways, and findings."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from remeslo.core.base.findings import Finding, Severity, any_hard
from remeslo.core.competence.framework import Framework


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """
    How many things of one kind.

    Parameters
    ----------
    kind
        ``tasks``, ``occupation_skill_relations``, ...; a label of the group ``framework_kind`` where one exists.
    where
        The file or table that was counted.
    found
        Counted in the file without the reader.
    read
        Of those, so many are in the framework: each row's own claim was looked up in the finished value.
    left_out
        So many were left out, and a finding says which and why.
    """

    kind: str
    where: str
    found: int
    read: int
    left_out: int = 0

    @property
    def agrees(self) -> bool:
        """True when nothing was lost or invented unseen."""
        return self.found == self.read + self.left_out


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkReading:
    """
    The files of one framework, read.

    Parameters
    ----------
    name
        What findings call the file, or the files together.
    framework
        ``None`` when nothing could be read.
    counts
        One a table or list of the files. Where one does not agree, ``framework.counts_differ`` (hard) is among the
        findings.
    """

    name: str
    framework: Framework | None = None
    counts: tuple[Count, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def is_readable(self) -> bool:
        """False when the files gave no framework at all."""
        return self.framework is not None

    @property
    def is_clean(self) -> bool:
        """True when no finding is hard."""
        return not any_hard(self.findings)


def unreadable(name: str, findings: Iterable[Finding]) -> FrameworkReading:
    """The reading of files that cannot be read."""
    return FrameworkReading(name=name, findings=tuple(findings))


def differences(counts: Iterable[Count]) -> list[Finding]:
    """``framework.counts_differ`` for each count that does not agree."""
    return [
        Finding(
            "framework.counts_differ",
            c.where,
            {"kind": c.kind, "found": c.found, "read": c.read, "left_out": c.left_out},
            Severity.STOPS_PUBLISHING,
        )
        for c in counts
        if not c.agrees
    ]


def with_findings(reading: FrameworkReading, *further: Finding) -> FrameworkReading:
    """The reading with more findings."""
    return replace(reading, findings=(*reading.findings, *further))
