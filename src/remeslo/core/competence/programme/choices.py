"""Choices of the constructor that no law makes: sizes it begins with and how it divides what is left to divide."""

from dataclasses import dataclass
from fractions import Fraction

from remeslo.core.base.elements import ElementKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """
    A college may take others (``dataclasses.replace``); each is in academic hours unless said otherwise.

    Parameters
    ----------
    module_exam_hours
        Of a module exam, as in the illustrative plans of DOMAIN sheet §3.
    course_hours_min, block_course_hours_min
        Least hours of a course that the constructor makes, in a module of the state standard and in the employers'.
    hours_per_new
        A new competence needs so many variative hours, else the line is rejected.
    competences_per_module
        More new competences than this make another employers' module.
    split_course, split_training, split_work
        How hours that demand gives a module divide over courses, training practice and work practice; sums to 1.
    covered_share
        What a line that the state standard covers counts for when variative hours are spread, against 1 of a new one.
    base_weight
        Weight of the state standard's own elements together, spread by their minimum hours.
    slack
        So far above what is wanted the term part may go in an element that the constructor made.
    attestations_used
        Part of the yearly limits, over all years, that the constructor hands out at most: not every year can be full.
    """

    module_exam_hours: int = 6
    course_hours_min: int = 36
    block_course_hours_min: int = 30
    hours_per_new: int = 36
    competences_per_module: int = 12
    split_course: Fraction = Fraction(3, 10)
    split_training: Fraction = Fraction(3, 10)
    split_work: Fraction = Fraction(4, 10)
    covered_share: Fraction = Fraction(1, 4)
    base_weight: Fraction = Fraction(1)
    slack: int = 36
    attestations_used: Fraction = Fraction(4, 5)

    def split(self, kind: ElementKind) -> Fraction:
        """Share of a kind in what demand gives a module; 0 for kinds that do not grow."""
        shares = {
            ElementKind.THEORY: self.split_course,
            ElementKind.LABORATORY: self.split_course,
            ElementKind.TRAINING_PRACTICE: self.split_training,
            ElementKind.WORK_PRACTICE: self.split_work,
        }
        return shares.get(kind, Fraction(0))


CUSTOMARY = Choices()
