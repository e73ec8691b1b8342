"""Several editions of a code, and one edition met more than once, in one file or in many."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.standards import OccupationalStandard


@dataclass(frozen=True, slots=True)
class Copy:
    """One standard as one file gives it."""

    file: str
    standard: OccupationalStandard


def repeated_inside(standards: Sequence[OccupationalStandard], name: str) -> list[Finding]:
    """Editions of one code, and repetitions of one edition, inside one file."""
    copies = [Copy(name, s) for s in standards]
    return [*several_editions(copies), *repetitions(copies, Severity.STOPS_PUBLISHING)]


def several_editions(copies: Iterable[Copy], *, across_files: bool = False) -> list[Finding]:
    """A note for each code of which there is more than one edition; ``across_files``: only where files differ."""
    found = []
    for code, group in _grouped(copies, lambda c: c.standard.code).items():
        keys = dict.fromkeys(c.standard.edition for c in group)
        files = tuple(dict.fromkeys(c.file for c in group))
        if code and len(keys) > 1 and (len(files) > 1 or not across_files):
            facts = {"standard": code, "items": tuple(keys), "files": files}
            found.append(Finding("standards.several_editions", files[-1], facts, Severity.NOTE))
    return found


def repetitions(copies: Iterable[Copy], conflict: Severity, *, across_files: bool = False) -> list[Finding]:
    """
    What to know about editions that come more than once.

    Equal copies give a note, different ones ``standards.edition_conflict`` of severity ``conflict``; each names both
    files. Compared is always with the first copy.
    """
    found = []
    for group in _grouped(copies, lambda c: str(c.standard.edition)).values():
        first, *others = group
        for other in others:
            if across_files and other.file == first.file:
                continue
            found.append(_repetition(first, other, conflict))
    return found


def distinct(copies: Iterable[Copy]) -> tuple[OccupationalStandard, ...]:
    """The first copy of each edition, in order."""
    kept: dict[str, OccupationalStandard] = {}
    for c in copies:
        kept.setdefault(c.standard.edition, c.standard)
    return tuple(kept.values())


def _repetition(first: Copy, other: Copy, conflict: Severity) -> Finding:
    facts: dict[str, object] = {
        "standard": first.standard.code,
        "edition": str(first.standard.edition),
        "first": first.file,
        "second": other.file,
    }
    if first.standard == other.standard:
        return Finding("standards.same_edition_repeated", other.file, facts, Severity.NOTE)
    facts |= _differences(first.standard, other.standard)
    return Finding("standards.edition_conflict", other.file, facts, conflict)


def _differences(first: OccupationalStandard, other: OccupationalStandard) -> dict[str, object]:
    """How many work functions (by code) and statements are not in both; cheap, `compare` tells which."""
    functions = {f.code: f for f in first.functions}
    theirs = {f.code: f for f in other.functions}
    differ = [c for c in functions.keys() | theirs.keys() if functions.get(c) != theirs.get(c)]
    ours, others = (Counter((s.kind, s.text) for s in x.statements()) for x in (first, other))
    return {"functions": len(differ), "statements": ((ours - others) | (others - ours)).total()}


def _grouped(copies: Iterable[Copy], key: Callable[[Copy], str]) -> dict[str, list[Copy]]:
    groups: dict[str, list[Copy]] = {}
    for c in copies:
        groups.setdefault(key(c), []).append(c)
    return groups
