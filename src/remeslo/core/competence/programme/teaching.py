"""
Who teaches what: each outcome is first taught in exactly one element and used again in others.

Practice skills are trained in practice, abilities and knowledge in lessons; what a general discipline's title speaks of
is taught there and only used in the module (DOMAIN sheet §2, steps 5 and 7).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from remeslo.core.base.elements import ElementKind
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import CompetenceKey, ElementKey, OutcomeKey
from remeslo.core.competence.design import HourShare
from remeslo.core.competence.matching import MatchIndex
from remeslo.core.competence.model import Competence, GraduateModel, Outcome
from remeslo.core.competence.programme.slot import Slot
from remeslo.core.competence.statestandard import OutcomeKind

SPEAKS_OF = 0.35
"""Likeness of an outcome and a discipline's title from which the discipline, not the module's course, teaches it."""
USED_AGAIN = Fraction(1, 4)
"""Share of hours that a use takes, against 1 of the first teaching."""

_COURSES = frozenset({ElementKind.THEORY, ElementKind.LABORATORY})
_PRACTICES = (
    frozenset({ElementKind.TRAINING_PRACTICE}),
    frozenset({ElementKind.WORK_PRACTICE}),
    frozenset({ElementKind.PREDIPLOMA_PRACTICE}),
)
_SKILL_PLACES = (*_PRACTICES, _COURSES)
_LESSON_PLACES = (_COURSES, *_PRACTICES)


@dataclass(frozen=True, slots=True)
class Taught:
    """First and repeated teaching of an element, and how its hours divide."""

    first: tuple[OutcomeKey, ...] = ()
    uses: tuple[OutcomeKey, ...] = ()
    shares: tuple[HourShare, ...] = ()


@dataclass(slots=True)
class _Plan:
    """Where each outcome is first taught."""

    home: dict[OutcomeKey, ElementKey] = field(default_factory=dict)
    _held: dict[ElementKey, dict[OutcomeKey, None]] = field(default_factory=dict)

    def put(self, outcome: OutcomeKey, element: ElementKey) -> None:
        """Gives an outcome its element, taking it from the one it had."""
        if outcome in self.home:
            del self._held[self.home[outcome]][outcome]
        self.home[outcome] = element
        self._held.setdefault(element, {})[outcome] = None

    def of(self, element: ElementKey) -> tuple[OutcomeKey, ...]:
        """Outcomes first taught in an element."""
        return tuple(self._held.get(element, ()))


class Teaching:
    """Places the outcomes of a model in the elements of a programme."""

    def __init__(self, slots: Sequence[Slot], model: GraduateModel, index: MatchIndex) -> None:
        self.slots = slots
        self.model = model
        self.competences: Mapping[CompetenceKey, Competence] = {c.key: c for c in model.competences}
        self._outcomes = {o.key: o for o in model.outcomes}
        self._disciplines = [s for s in slots if s.is_course and s.module is None]
        texts = [o.text for o in model.outcomes]
        scores = index.similarity(texts, [s.title for s in self._disciplines])
        self._likeness = {
            (o.key, s.index): float(scores[i, j])
            for i, o in enumerate(model.outcomes)
            for j, s in enumerate(self._disciplines)
        }
        self._place = {s.index: i for i, s in enumerate(slots)}
        self._order = {o.key: i for i, o in enumerate(model.outcomes)}
        self._general = {s.index for s in self._disciplines}
        self._plan = _Plan()
        self.findings: list[Finding] = []

    def place(self) -> Mapping[ElementKey, Taught]:
        """What each element teaches, in the order of the elements."""
        for outcome in self.model.outcomes:
            home = self._home(outcome)
            if home is None:
                facts = {"outcome": outcome.key, "text": outcome.text}
                self.findings.append(Finding("competence.outcome_without_element", outcome.key, facts))
            else:
                self._plan.put(outcome.key, home.index)
        self._give_idle_disciplines()
        return {s.index: self._taught(s) for s in self.slots}

    def _home(self, outcome: Outcome) -> Slot | None:
        competence = self.competences[outcome.competence]
        if competence.module is None:
            return self._general_home(outcome)
        if outcome.kind is not OutcomeKind.PRACTICE_SKILL:
            speaking = [s for s in self._disciplines if outcome.competence in s.competences]
            best = max(speaking, key=lambda s: self._likeness[outcome.key, s.index], default=None)
            if best is not None and self._likeness[outcome.key, best.index] >= SPEAKS_OF:
                return best
        return self._module_home(outcome, competence)

    def _module_home(self, outcome: Outcome, competence: Competence) -> Slot | None:
        """The element of the module: one that names the competence before one that does not, the right kind first."""
        inside = [s for s in self.slots if s.module == competence.module]
        naming = [s for s in inside if outcome.competence in s.competences]
        skill = outcome.kind is OutcomeKind.PRACTICE_SKILL
        for group in (naming, inside):
            for kinds in _SKILL_PLACES if skill else _LESSON_PLACES:
                of_kind = [s for s in group if s.kind in kinds]
                if of_kind:
                    found = self._least_loaded(of_kind)
                    self._note_other_kind(outcome, found)
                    return found
        return self._anywhere(outcome)

    def _note_other_kind(self, outcome: Outcome, s: Slot) -> None:
        """A skill that no practice trains, an ability or knowledge item that no lesson gives."""
        if (outcome.kind is OutcomeKind.PRACTICE_SKILL) != s.is_practice:
            facts = {"outcome": outcome.key, "element": s.index, "kind": outcome.kind.value}
            self.findings.append(Finding("competence.taught_in_other_kind", outcome.key, facts, Severity.WARNING))

    def _general_home(self, outcome: Outcome) -> Slot | None:
        """A discipline that forms the general competence, else a module's course or practice, else a school subject."""
        forming = [s for s in self.slots if outcome.competence in s.competences]
        own = [s for s in forming if s in self._disciplines]
        if own:
            return max(own, key=lambda s: (self._likeness[outcome.key, s.index], -len(self._plan.of(s.index))))
        for group in (
            [s for s in forming if s.is_course],
            [s for s in forming if s.is_practice],
            [s for s in forming if s.kind is ElementKind.SCHOOL],
        ):
            if group:
                return self._least_loaded(group)
        return self._anywhere(outcome)

    def _anywhere(self, outcome: Outcome) -> Slot | None:
        """No element of the right place exists: lessons or practice of any kind, rather than nowhere."""
        return next((s for s in self.slots if s.is_course or s.is_practice), None)

    def _least_loaded(self, slots: Sequence[Slot]) -> Slot:
        """The element with most hours for each outcome it would teach."""
        return max(slots, key=lambda s: Fraction(s.hours, 1 + len(self._plan.of(s.index))))

    def _give_idle_disciplines(self) -> None:
        """
        A discipline that teaches nothing first takes the outcome nearest to its title from an element that has more.

        Only lessons' outcomes of competences that it forms move, and no element is left without one.
        """
        for s in self._disciplines:
            if self._plan.of(s.index):
                continue
            movable = [
                o
                for o in self.model.outcomes
                if o.kind is not OutcomeKind.PRACTICE_SKILL
                and ({o.competence, *o.also} & set(s.competences))
                and o.key in self._plan.home
                and len(self._plan.of(self._plan.home[o.key])) > 1
            ]
            best = max(movable, key=lambda o: self._likeness[o.key, s.index], default=None)
            if best is not None:
                self._plan.put(best.key, s.index)

    def _taught(self, s: Slot) -> Taught:
        first = sorted(self._plan.of(s.index), key=self._order.__getitem__)
        uses = self._uses(s, set(first))
        weights = [(k, 1 + self._outcomes[k].weight) for k in first]
        weights += [(k, USED_AGAIN * (1 + self._outcomes[k].weight)) for k in uses]
        together = sum((w for _, w in weights), Fraction(0))
        shares = tuple(HourShare(k, w / together) for k, w in weights)
        return Taught(tuple(first), tuple(uses), shares)

    def _uses(self, s: Slot, first: set[OutcomeKey]) -> list[OutcomeKey]:
        """Outcomes of the competences it forms that it does not teach first and that suit its kind."""
        wanted = _uses_of_kind(s)
        formed = [
            o
            for o in self.model.outcomes
            if o.key in self._plan.home and o.key not in first and ({o.competence, *o.also} & set(s.competences))
        ]
        uses = [o.key for o in formed if o.kind in wanted and self._comes_before(o, s)]
        if s.is_course and s.module is not None and not first and not uses:
            return [o.key for o in formed]  # a course about skills whose abilities and knowledge nobody wrote yet
        return uses

    def _comes_before(self, outcome: Outcome, s: Slot) -> bool:
        """A general discipline uses only what other general disciplines teach; a module uses what stands before it."""
        home = self._plan.home[outcome.key]
        if s.index in self._general:
            return home in self._general
        return self._place[home] < self._place[s.index]


def _uses_of_kind(s: Slot) -> Iterable[OutcomeKind]:
    """Lessons use abilities and knowledge, practice uses skills and abilities, an exam asks for all."""
    if s.kind is ElementKind.SCHOOL:
        return ()
    if s.is_course:
        return (OutcomeKind.ABILITY, OutcomeKind.KNOWLEDGE)
    if s.is_practice:
        return (OutcomeKind.PRACTICE_SKILL, OutcomeKind.ABILITY)
    return tuple(OutcomeKind)
