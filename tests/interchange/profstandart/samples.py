"""A sample file changed in one place, and what the reader makes of it."""

from __future__ import annotations

from remeslo.core.base.findings import Finding
from remeslo.core.competence.standards import OccupationalStandard
from remeslo.interchange.profstandart import Reading, read

NOTES_OF_THE_SAMPLE = {"standards.classifier_codes_normalised", "standards.placeholders"}


def reading(text: str) -> Reading:
    return read(text.encode(), name="s.xml")


def only(text: str) -> OccupationalStandard:
    (standard,) = reading(text).standards
    return standard


def told(text: str) -> list[Finding]:
    """Findings besides those that the sample has anyway."""
    return [f for f in reading(text).findings if f.code not in NOTES_OF_THE_SAMPLE]


def codes(text: str) -> list[str]:
    return [f.code for f in told(text)]


def changed(sample: str, old: str, new: str) -> str:
    assert old in sample
    return sample.replace(old, new)
