"""Phrases of a vacancy as requirements of a demand card."""

from collections.abc import Iterable

from remeslo.core.competence.demand import Requirement
from remeslo.interchange.pasted.phrase import Phrase


def to_requirements(phrases: Iterable[Phrase], *, after: int = 0) -> tuple[Requirement, ...]:
    """Requirements in the vacancy's own words, numbered from ``after`` + 1; work functions are a person's choice."""
    return tuple(
        Requirement(number=n, text=p.text, criticality=p.criticality) for n, p in enumerate(phrases, start=after + 1)
    )
