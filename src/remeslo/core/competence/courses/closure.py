"""
What a course rests on: the closure of its prerequisites, each taken in or asked of those who come.

An outcome rests on what its element uses again of the same competence (a skill in practice on the abilities and the
knowledge of the lessons), and on all that is first taught in elements that must be finished before its element.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import ElementKey, OutcomeKey
from remeslo.core.competence.courses.choice import CourseChoice, chosen_outcomes, has_lessons, whole_elements
from remeslo.core.competence.design import DesignElement, ProgrammeDesign
from remeslo.core.competence.model import Outcome


class Because(StrEnum):
    """USED: the lessons use it again. EARLIER: its element is to be finished before."""

    USED = "used"
    EARLIER = "earlier"


@dataclass(frozen=True, slots=True)
class Needed:
    """
    Something that lessons of the course rest on.

    Parameters
    ----------
    outcome
        ``None``: a whole element that names no outcome (a school subject), to be finished before.
    home
        Element in which it is first taught.
    by
        Element of the course whose lessons rest on it.
    """

    outcome: OutcomeKey | None
    home: ElementKey
    by: ElementKey
    because: Because


@dataclass(frozen=True, slots=True)
class CutPart:
    """
    What the course takes of one element.

    Parameters
    ----------
    whole
        True: all its lessons; else those that teach ``first`` or use ``repeats`` again.
    """

    element: DesignElement
    whole: bool
    first: tuple[OutcomeKey, ...]
    repeats: tuple[OutcomeKey, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseCut:
    """
    A programme cut to a choice.

    Parameters
    ----------
    chosen, taught
        Outcomes that somebody chose; those and what was taken in for them.
    taken_in, entry
        What lessons rest on: the course teaches it itself; learners must know it when they come. Each once.
    parts
        In the order of the programme.
    """

    chosen: tuple[OutcomeKey, ...]
    taught: tuple[OutcomeKey, ...]
    taken_in: tuple[Needed, ...]
    entry: tuple[Needed, ...]
    parts: tuple[CutPart, ...]
    findings: tuple[Finding, ...] = ()


def cut(design: ProgrammeDesign, choice: CourseChoice) -> CourseCut:
    """The parts of a programme that a choice needs; what the choice names and the programme lacks is passed over."""
    return _Cutting(design, choice).cut()


class _Cutting:
    """One closure on its way: what is taught, and what that rests on."""

    def __init__(self, design: ProgrammeDesign, choice: CourseChoice) -> None:
        self.design = design
        self.choice = choice
        self.outcomes: Mapping[OutcomeKey, Outcome] = {o.key: o for o in design.model.outcomes}
        self.elements = {e.index: e for e in design.elements}
        self.lessons = tuple(has_lessons(design))
        self.home = {o: e for e in self.lessons for o in e.first}
        self.whole = {e.index for e in whole_elements(design, choice)}
        self.chosen = chosen_outcomes(design, choice)
        self.taught = dict.fromkeys(self.chosen)
        self.needed: dict[OutcomeKey | ElementKey, Needed] = {}

    def cut(self) -> CourseCut:
        """Follow every prerequisite of what is taught, until nothing new is taken in."""
        queue = deque(self.chosen)
        for index in self.whole:
            self._rest(self._of_whole(self.elements[index]), queue)
        while queue:
            outcome = queue.popleft()
            for element in self._teaching(outcome):
                self._rest(self._of_outcome(outcome, element), queue)
        taught = tuple(o for o in self.outcomes if o in self.taught)
        told = tuple(n for n in self.needed.values() if n.outcome is None or n.outcome not in self.chosen)
        return CourseCut(
            chosen=self.chosen,
            taught=taught,
            taken_in=tuple(n for n in told if n.outcome in self.taught),
            entry=tuple(n for n in told if n.outcome not in self.taught),
            parts=tuple(p for p in map(self._part, self.lessons) if p is not None),
            findings=tuple(self._nowhere(taught)),
        )

    def _rest(self, needs: Iterator[Needed], queue: deque[OutcomeKey]) -> None:
        for need in needs:
            self.needed.setdefault(need.outcome or need.home, need)
            if need.outcome is None or need.outcome in self.taught:
                continue
            if need.outcome in self.choice.taken_in or need.home in self.whole:
                self.taught[need.outcome] = None
                queue.append(need.outcome)

    def _teaching(self, outcome: OutcomeKey) -> Iterator[DesignElement]:
        """Elements whose lessons of an outcome the course takes."""
        if outcome in self.home:
            yield self.home[outcome]
        if self.choice.with_repeats:
            yield from (e for e in self.lessons if outcome in e.uses)

    def _of_outcome(self, outcome: OutcomeKey, element: DesignElement) -> Iterator[Needed]:
        """What the lessons of one outcome in an element rest on."""
        mine = self._competences(outcome)
        for used in element.uses:
            if used != outcome and used in self.home and mine & self._competences(used):
                yield Needed(used, self.home[used].index, element.index, Because.USED)
        yield from self._before(element, element.index, set())

    def _of_whole(self, element: DesignElement) -> Iterator[Needed]:
        """What an element rests on when all its lessons are taken."""
        for used in element.uses:
            if used in self.home:
                yield Needed(used, self.home[used].index, element.index, Because.USED)
        yield from self._before(element, element.index, set())

    def _before(self, element: DesignElement, by: ElementKey, seen: set[ElementKey]) -> Iterator[Needed]:
        """What is first taught in elements before; of one that teaches nothing first, itself and what is before it."""
        for index in element.after:
            if index in seen or index not in self.elements:
                continue
            seen.add(index)
            before = self.elements[index]
            yield from (Needed(o, index, by, Because.EARLIER) for o in before.first)
            if not before.first:
                if index not in self.whole:
                    yield Needed(None, index, by, Because.EARLIER)
                yield from self._before(before, by, seen)

    def _competences(self, outcome: OutcomeKey) -> frozenset[str]:
        found = self.outcomes.get(outcome)
        return frozenset() if found is None else frozenset({found.competence, *found.also})

    def _part(self, element: DesignElement) -> CutPart | None:
        whole = element.index in self.whole
        first = tuple(o for o in element.first if o in self.taught)
        wanted = self.outcomes if whole else self.taught if self.choice.with_repeats else {}
        repeats = tuple(o for o in element.uses if o in wanted)
        return CutPart(element, whole, first, repeats) if whole or first or repeats else None

    def _nowhere(self, taught: tuple[OutcomeKey, ...]) -> Iterator[Finding]:
        """Outcomes that no lesson of the programme teaches first."""
        for outcome in taught:
            if outcome not in self.home:
                facts = {"outcome": outcome, "text": self.outcomes[outcome].text}
                yield Finding("course.outcome_not_taught", outcome, facts, Severity.STOPS_PUBLISHING)
