"""Numbers that the notes of a curriculum («пояснения к учебному плану») name; words are made at the edge."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from remeslo.core.base.elements import AttestationForm, ElementKind
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.core.line.tables.curriculum import COUNTED, PRACTICES, FooterLine
from remeslo.core.line.tables.laid import LaidProgramme

_OUTSIDE = frozenset({ElementKind.SCHOOL, ElementKind.FINAL_ATTESTATION})
"""Not counted when the mandatory part is held against the variative one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CurriculumNotes:
    """
    What the notes say in numbers.

    Parameters
    ----------
    study_weeks, vacation_weeks
        Of the calendar weeks of the term.
    mandatory, variative
        Hours outside school subjects and the final attestation; ``variative_share`` of both together.
    exams, credits
        Course -> how many, a joint one once; credits are graded and plain ones, physical education left out.
    unverified
        Norms whose value was not compared with the text of its source.
    """

    weeks: int
    study_weeks: int
    vacation_weeks: int
    week_cap: int | None
    fullest_week: int
    hours: int
    practice_hours: int
    mandatory: int
    variative: int
    exams: tuple[tuple[int, int], ...]
    credits: tuple[tuple[int, int], ...]
    unverified: int

    @property
    def practice_share(self) -> Fraction:
        """Of all hours."""
        return Fraction(self.practice_hours, self.hours) if self.hours else Fraction(0)

    @property
    def variative_share(self) -> Fraction:
        """Of the hours that are held against each other."""
        both = self.mandatory + self.variative
        return Fraction(self.variative, both) if both else Fraction(0)


def curriculum_notes(outcome: ProgrammeOutcome, laid: LaidProgramme) -> CurriculumNotes:
    """The numbers of a planned programme."""
    compared = [e for e in laid.elements if e.design.kind not in _OUTSIDE]
    mandatory = sum(min(e.design.mandatory_min, e.total) for e in compared)
    weeks = laid.calendar.weeks[: laid.weeks]
    study = sum(w.is_study for w in weeks)
    rules = outcome.problem.rules.values() if outcome.problem else ()
    graded = COUNTED[FooterLine.GRADED_CREDITS] | COUNTED[FooterLine.CREDITS]
    return CurriculumNotes(
        weeks=laid.weeks,
        study_weeks=study,
        vacation_weeks=len(weeks) - study,
        week_cap=laid.week_cap,
        fullest_week=max(laid.load, default=0),
        hours=sum(laid.load),
        practice_hours=sum(e.total for e in laid.elements if e.design.kind in PRACTICES),
        mandatory=mandatory,
        variative=sum(e.total for e in compared) - mandatory,
        exams=_by_course(laid, COUNTED[FooterLine.EXAMS]),
        credits=_by_course(laid, graded),
        unverified=sum(not r.verified for r in rules),
    )


def _by_course(laid: LaidProgramme, forms: frozenset[AttestationForm]) -> tuple[tuple[int, int], ...]:
    """Attestations by the course in which the last member ends."""
    single: Counter[int] = Counter()
    joint: dict[tuple[AttestationForm, str], int] = {}
    for e in laid.elements:
        for mark in e.design.attestations:
            if mark.form not in forms or e.last_week is None:
                continue
            course = laid.calendar.weeks[e.last_week].course
            if mark.joint is None:
                single[course] += 1
            else:
                joint[mark.form, mark.joint] = max(joint.get((mark.form, mark.joint), 0), course)
    single.update(joint.values())
    return tuple((c, single[c]) for c in laid.courses)
