"""Forms of attestation for the elements that were made, never more than the yearly limits can hold."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from remeslo.core.base.elements import AttestationForm, AttestationMark, ElementKind
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.limits import Limits
from remeslo.core.competence.programme.choices import Choices
from remeslo.core.competence.programme.names import is_physical_education
from remeslo.core.competence.programme.slot import PRACTICES, Slot

EXAMS = frozenset({AttestationForm.EXAM, AttestationForm.MODULE_EXAM, AttestationForm.QUALIFICATION_EXAM})
CREDITS = frozenset({AttestationForm.CREDIT, AttestationForm.GRADED_CREDIT})
_OTHER = (AttestationMark(AttestationForm.OTHER),)


def attest(slots: Sequence[Slot], years: int, limits: Limits, choices: Choices) -> tuple[list[Slot], list[Finding]]:
    """
    The slots with forms of attestation.

    Practice of a module: one joint graded credit. General professional disciplines: graded credits, social ones:
    credits, as long as there are any; then, and for courses of modules (the module exam follows), other forms of
    control, which no limit counts. Module exams beyond the limit are taken jointly by two.
    """
    done = [_practice(s) for s in _joint_exams(slots, years, limits, choices)]
    left = _allowed(limits.credits_per_year_max, years, choices) - count(done, CREDITS)
    order = sorted((s for s in done if _waits(s)), key=lambda s: (s.cycle != "ОП", -s.hours, s.index))
    form = {s.index: _form(s, n < left) for n, s in enumerate(order)}
    attested = [replace(s, attestations=form[s.index]) if s.index in form else s for s in done]
    return attested, _too_many(attested, years, limits)


def count(slots: Iterable[Slot], forms: frozenset[AttestationForm]) -> int:
    """How many attestations of these forms there are; joint ones count once."""
    marks = [m for s in slots for m in s.attestations if m.form in forms]
    return sum(m.joint is None for m in marks) + len({m.joint for m in marks if m.joint is not None})


def _allowed(per_year: int | None, years: int, choices: Choices) -> int:
    """What the constructor hands out over all years; a pack without the norm sets no limit."""
    if per_year is None:
        return 10**6
    return int(Fraction(per_year * years) * choices.attestations_used)


def _practice(s: Slot) -> Slot:
    if s.made and s.kind in PRACTICES and not s.attestations:
        joint = None if s.module is None else f"практика {s.module}"
        return replace(s, attestations=(AttestationMark(AttestationForm.GRADED_CREDIT, joint),))
    return s


def _waits(s: Slot) -> bool:
    return s.made and s.is_course and not s.attestations


def _form(s: Slot, credit_left: bool) -> tuple[AttestationMark, ...]:
    if is_physical_education(s.title):
        return (AttestationMark(AttestationForm.PHYSICAL_EDUCATION),)
    if s.module is not None or not credit_left:
        return _OTHER
    graded = s.cycle == "ОП"
    return (AttestationMark(AttestationForm.GRADED_CREDIT if graded else AttestationForm.CREDIT),)


def _joint_exams(slots: Sequence[Slot], years: int, limits: Limits, choices: Choices) -> list[Slot]:
    """Module exams that were made, two and two jointly where there are more exams than the years hold."""
    over = count(slots, EXAMS) - _allowed(limits.exams_per_year_max, years, choices)
    made = [s.index for s in slots if s.made and s.kind is ElementKind.ATTESTATION]
    joint: dict[str, str] = {}
    for first, second in zip(made[-2::-2], made[::-2], strict=False):
        if over <= 0:
            break
        joint |= {first: f"{first} + {second}", second: f"{first} + {second}"}
        over -= 1
    return [
        replace(s, attestations=tuple(replace(m, joint=joint[s.index]) for m in s.attestations))
        if s.index in joint
        else s
        for s in slots
    ]


def _too_many(slots: Sequence[Slot], years: int, limits: Limits) -> list[Finding]:
    """More attestations than all years together hold: no plan can place them."""
    found = []
    for forms, per_year, name in (
        (EXAMS, limits.exams_per_year_max, "exam"),
        (CREDITS, limits.credits_per_year_max, "credit"),
    ):
        given = count(slots, forms)
        if per_year is not None and given > per_year * years:
            facts = {"form": name, "count": given, "limit": per_year * years, "years": years}
            found.append(Finding("programme.too_many_attestations", "", facts, Severity.STOPS_PUBLISHING))
    return found
