"""What ``remeslo standards read`` tells about files, as data for JSON."""

from collections.abc import Mapping
from datetime import date

from remeslo.core.base.findings import Finding
from remeslo.core.competence.standards import OccupationalStandard
from remeslo.interchange.profstandart.collection import Collection
from remeslo.interchange.profstandart.reading import Reading, counts_of
from remeslo.interchange.sentences import say


def as_report(reading: Reading | Collection, *, language: str = "en") -> dict[str, object]:
    """
    Standards with their counts, file by file, and all findings in words of a language.

    ``{"standards": [{"code", "title", "order", "functions", "labour_actions", "skills", "knowledge", "edition",
    "approved", "registration_number", "generalised_functions", "file"}], "findings": [{"code", "where", "severity",
    "hard", "facts", "what", "todo"}], "files": [{"file", "found", "read"}]}``. Every standard of every file is listed,
    also an edition that another file holds too.
    """
    readings = reading.readings if isinstance(reading, Collection) else (reading,)
    return {
        "standards": [_standard(s, r.name) for r in readings for s in r.standards],
        "findings": [_finding(f, language) for f in reading.findings],
        "files": [
            {"file": r.name, "found": dict(r.found.as_mapping()), "read": dict(r.counted.as_mapping())}
            for r in readings
        ],
    }


def _standard(standard: OccupationalStandard, file: str) -> Mapping[str, object]:
    counts = counts_of([standard])
    return {
        "code": standard.code,
        "title": standard.title,
        "order": standard.order_number,
        "approved": standard.approved.isoformat() if standard.approved else None,
        "registration_number": standard.registration_number,
        "edition": standard.edition,
        "generalised_functions": counts.generalised_functions,
        "functions": counts.functions,
        "labour_actions": counts.labour_actions,
        "skills": counts.skills,
        "knowledge": counts.knowledge,
        "file": file,
    }


def _finding(finding: Finding, language: str) -> Mapping[str, object]:
    sentence = say(finding, language)
    return {
        "code": finding.code,
        "where": finding.where,
        "severity": finding.severity.name.lower(),
        "hard": finding.hard,
        "facts": {name: _plain(value) for name, value in finding.facts.items()},
        "what": sentence.what,
        "todo": sentence.todo,
    }


def _plain(value: object) -> object:
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, bool | int | str) or value is None else str(value)
