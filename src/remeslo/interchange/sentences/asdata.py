"""Findings as plain data for ``--json`` and other programs: code, place, facts, and their words."""

from collections.abc import Iterable

from remeslo.core.base.findings import Finding
from remeslo.interchange.sentences.catalogue import say
from remeslo.interchange.sentences.places import place
from remeslo.interchange.sentences.wording import as_language


def finding_data(finding: Finding, language: str) -> dict[str, object]:
    """
    One finding: ``{"code", "where", "place", "severity", "hard", "facts", "message", "todo"}``.

    ``severity`` is the lower-case name; facts that JSON cannot hold are text, collections lists.
    """
    sentence = say(finding, language)
    return {
        "code": finding.code,
        "where": finding.where,
        "place": place(finding.where, as_language(language)),
        "severity": finding.severity.name.lower(),
        "hard": finding.hard,
        "facts": {name: _plain(value) for name, value in finding.facts.items()},
        "message": sentence.what,
        "todo": sentence.todo,
    }


def findings_data(findings: Iterable[Finding], language: str) -> list[dict[str, object]]:
    """All findings, worst first, otherwise in their order."""
    return [finding_data(f, language) for f in sorted(findings, key=lambda f: -f.severity)]


def _plain(value: object) -> object:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    if isinstance(value, frozenset | set):
        return sorted(str(v) for v in value)
    return str(value)
