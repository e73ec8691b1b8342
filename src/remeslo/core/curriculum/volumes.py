"""Hours of a programme by the parts the standards count: practice, disciplines, final attestation, mandatory part."""

from collections.abc import Callable, Iterable
from fractions import Fraction

from remeslo.core.base.elements import ElementKind
from remeslo.core.curriculum.problem import TermElement, TermProblem
from remeslo.core.curriculum.rules import Rule

PRACTICE_KINDS = frozenset(
    {ElementKind.TRAINING_PRACTICE, ElementKind.WORK_PRACTICE, ElementKind.PREDIPLOMA_PRACTICE},
)
DISCIPLINE_KINDS = frozenset({ElementKind.THEORY, ElementKind.LABORATORY, ElementKind.ATTESTATION})
OUTSIDE_MANDATORY_SHARE = frozenset({ElementKind.SCHOOL, ElementKind.FINAL_ATTESTATION})

PARTS: dict[Rule, frozenset[ElementKind]] = {
    Rule.PRACTICE_HOURS_MIN: PRACTICE_KINDS,
    Rule.DISCIPLINES_HOURS_MIN: DISCIPLINE_KINDS,
    Rule.FINAL_ATTESTATION_HOURS_MIN: frozenset({ElementKind.FINAL_ATTESTATION}),
}
"""Kinds whose hours a minimum of the state standard's table counts; school subjects are in none of them."""

Hours = Callable[[TermElement], int]


def part(problem: TermProblem, rule: Rule) -> tuple[TermElement, ...]:
    """Elements that count towards a minimum."""
    return tuple(e for e in problem.elements if e.kind in PARTS[rule])


def total(elements: Iterable[TermElement], hours: Hours) -> int:
    """Hours of elements together."""
    return sum(hours(e) for e in elements)


def shared_part(problem: TermProblem) -> tuple[TermElement, ...]:
    """Elements that have a mandatory and a variative part: neither school subjects nor final attestation."""
    return tuple(e for e in problem.elements if e.kind not in OUTSIDE_MANDATORY_SHARE)


def mandatory_share(problem: TermProblem, hours: Hours) -> Fraction | None:
    """Mandatory hours over all hours of `shared_part`, less what may be left out and is; ``None`` without hours."""
    elements = [e for e in shared_part(problem) if hours(e) or not e.optional]
    together = total(elements, hours)
    return Fraction(sum(e.mandatory_min for e in elements), together) if together else None
