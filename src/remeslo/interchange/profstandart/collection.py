"""Many files together: all their standards, and what only shows when they are seen side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.standards import OccupationalStandard
from remeslo.interchange.profstandart.editions import Copy, distinct, repetitions, several_editions
from remeslo.interchange.profstandart.reader import read
from remeslo.interchange.profstandart.reading import Reading
from remeslo.interchange.safety import DEFAULT_LIMIT, Unreadable, read_limited


@dataclass(frozen=True, slots=True)
class Collection:
    """
    Files read together.

    Parameters
    ----------
    readings
        One a file, in order.
    standards
        Every edition once: the first copy of each.
    findings
        Those of the files, file by file, then those between files.
    """

    readings: tuple[Reading, ...]
    standards: tuple[OccupationalStandard, ...]
    findings: tuple[Finding, ...]


def collect(readings: Iterable[Reading], *, conflict: Severity = Severity.WARNING) -> Collection:
    """
    Readings as one collection.

    ``conflict`` is how much it stops that two files hold different texts under one edition: a warning where files are
    listed (the first copy is the one in ``standards``), hard where somebody has to choose before it is worked with.
    """
    together = tuple(readings)
    copies = [Copy(r.name, s) for r in together for s in r.standards]
    between = (
        *several_editions(copies, across_files=True),
        *repetitions(copies, conflict, across_files=True),
    )
    return Collection(together, distinct(copies), (*(f for r in together for f in r.findings), *between))


def read_file(path: Path, *, name: str | None = None, limit_bytes: int = DEFAULT_LIMIT) -> Reading:
    """One file from the disk; one that cannot be read gives a reading without standards."""
    called = path.name if name is None else name
    try:
        return read(read_limited(path, name=called, limit_bytes=limit_bytes), name=called)
    except Unreadable as refusal:
        return Reading(name=called, findings=refusal.findings)


def read_files(
    paths: Sequence[Path],
    *,
    conflict: Severity = Severity.WARNING,
    limit_bytes: int = DEFAULT_LIMIT,
) -> Collection:
    """Many files as one collection; files are called by their names, or by their whole paths where names repeat."""
    names = [p.name for p in paths]
    called = [n if names.count(n) == 1 else str(p) for n, p in zip(names, paths, strict=True)]
    readings = (read_file(p, name=n, limit_bytes=limit_bytes) for p, n in zip(paths, called, strict=True))
    return collect(readings, conflict=conflict)
