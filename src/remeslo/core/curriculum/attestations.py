"""Interim attestations that the yearly limits count, and which of them are taken together."""

from collections.abc import Mapping
from dataclasses import dataclass

from remeslo.core.base.elements import AttestationForm
from remeslo.core.base.keys import ElementKey
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.rules import Rule

EXAM_FORMS = frozenset({AttestationForm.EXAM, AttestationForm.MODULE_EXAM, AttestationForm.QUALIFICATION_EXAM})
CREDIT_FORMS = frozenset({AttestationForm.CREDIT, AttestationForm.GRADED_CREDIT})

LIMITED: Mapping[Rule, frozenset[AttestationForm]] = {
    Rule.EXAMS_PER_YEAR_MAX: EXAM_FORMS,
    Rule.CREDITS_PER_YEAR_MAX: CREDIT_FORMS,
}
"""Forms that a yearly limit counts; physical education, course works and other forms of control are in none."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """
    One exam or credit as the limits count it: of one element, or joint of several.

    It is taken in the year in which the last of its elements ends.
    """

    rule: Rule
    elements: tuple[ElementKey, ...]


def sittings(problem: TermProblem) -> tuple[Sitting, ...]:
    """
    All exams and credits of a problem, joint ones once.

    An element with several marks of one kind (an exam in each of two years) is counted by as many sittings, all in
    the year in which it ends.
    """
    joint: dict[tuple[Rule, str], list[ElementKey]] = {}
    alone: list[Sitting] = []
    for rule, forms in LIMITED.items():
        for e in problem.elements:
            for mark in e.attestations:
                if mark.form not in forms:
                    continue
                if mark.joint is None:
                    alone.append(Sitting(rule, (e.key,)))
                else:
                    joint.setdefault((rule, mark.joint), []).append(e.key)
    together = [Sitting(rule, tuple(dict.fromkeys(keys))) for (rule, _), keys in joint.items()]
    return (*alone, *together)
