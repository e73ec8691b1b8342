"""Estimates for a programme that the constructor made: one question for each of its lessons and practices."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from remeslo.core.base.keys import CompetenceKey, ElementKey
from remeslo.core.competence.design import DesignElement, ProgrammeDesign
from remeslo.core.competence.estimate.comparable import GROUP_OF, HourGroup
from remeslo.core.competence.estimate.hours import HoursBook, HoursEstimate, HoursQuestion
from remeslo.core.competence.model import GapClass

LESSON_STEP = 2
"""Lessons are given in pairs of academic hours."""


def estimates(
    design: ProgrammeDesign, book: HoursBook, *, practice_step: int = 36
) -> Mapping[ElementKey, HoursEstimate]:
    """
    An estimate for each element that has comparables; the programme itself must not be among the book's.

    Proficiency is the highest that the demand lines of an element's competences ask for; standing is the element's
    place among those that employers want, by what an hour is worth to them. Hours stay at what is mandatory at least.
    """
    titles = {c.key: c.title for c in design.model.competences}
    asked = _proficiency(design)
    open_ = [e for e in design.elements if e.kind in GROUP_OF]
    volume = sum(e.hours_wanted for e in open_)
    worth = [_worth(e) for e in open_]
    found: dict[ElementKey, HoursEstimate] = {}
    for element, own in zip(open_, worth, strict=True):
        group = GROUP_OF[element.kind]
        question = HoursQuestion(
            title=element.title,
            group=group,
            volume=volume,
            competences=tuple(titles[c] for c in element.competences if c in titles),
            proficiency=max((asked[c] for c in element.competences if c in asked), default=None),
            standing=_standing(own, worth) if element.weight > 0 else None,
            step=LESSON_STEP if group is HourGroup.LESSONS else practice_step,
            least=max(1, element.mandatory_min),
        )
        if (answer := book.estimate(question)) is not None:
            found[element.index] = answer
    return found


def _proficiency(design: ProgrammeDesign) -> Mapping[CompetenceKey, int]:
    """Highest proficiency that demand asks for, by competence."""
    asked: dict[CompetenceKey, int] = {}
    for g in design.model.gap:
        if g.competence is not None and g.answer is not GapClass.REJECTED:
            asked[g.competence] = max(asked.get(g.competence, 0), g.line.proficiency)
    return asked


def _worth(element: DesignElement) -> Fraction:
    """What one hour is worth to employers."""
    return element.weight / element.hours_wanted if element.hours_wanted > 0 else Fraction(0)


def _standing(own: Fraction, worth: Sequence[Fraction]) -> float:
    """Share of the other elements that are wanted no more than this one, those as wanted counted half; 0.5 alone."""
    others = len(worth) - 1
    if others < 1:
        return 0.5
    below, same = _count(w < own for w in worth), _count(w == own for w in worth) - 1
    return (below + same / 2) / others


def _count(said: Iterable[bool]) -> int:
    return sum(said)
