"""Everything in a programme that rests on one edition of a state standard: each link once, named by what holds it."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from remeslo.core.base.elements import ElementKind
from remeslo.core.base.keys import ElementKey, StatementKey
from remeslo.core.base.text import fold
from remeslo.core.competence.design import DesignElement, ProgrammeDesign
from remeslo.core.competence.model import GapClass, Origin, Outcome
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.programme.names import module_number
from remeslo.core.competence.revision.links import Held, Link, LinkKind, in_order
from remeslo.core.competence.revision.state_statements import (
    KIND_OF,
    activity_tail,
    figure_tail,
    minima,
    state_key,
    state_statements,
    term_tail,
)
from remeslo.core.competence.standards import Statement
from remeslo.core.competence.statestandard import StateStandard
from remeslo.core.competence.studio.place import PlaceKind
from remeslo.core.competence.studio.values import AnswerRuling

_OUTSIDE = frozenset({ElementKind.SCHOOL, ElementKind.FINAL_ATTESTATION})


def rests_on(design: ProgrammeDesign, standard: StateStandard) -> bool:
    """True when a design was made of this edition; of designs that do not tell the edition, when it has the code."""
    if design.state_edition:
        return design.state_edition == standard.edition
    return design.state_standard == standard.code


def state_links(design: ProgrammeDesign, outline: ProgrammeOutline, standard: StateStandard) -> tuple[Held, ...]:
    """Every link of a programme to an edition of its state standard, each once; none when it rests on another."""
    if not rests_on(design, standard):
        return ()
    found: dict[Link, Held] = {}
    for held in _Linking(design, outline, standard).all():
        found.setdefault(held.link, held)
    return in_order(found.values())


class _Linking:
    """One look through a programme."""

    def __init__(self, design: ProgrammeDesign, outline: ProgrammeOutline, standard: StateStandard) -> None:
        self.design, self.outline, self.standard = design, outline, standard

    def all(self) -> Iterator[Held]:
        """Links, some more than once where one thing holds a statement in two ways."""
        yield self._held(LinkKind.EDITION, self.outline.state_standard, None)
        yield from self._competences()
        yield from self._outcomes()
        yield from self._answers()
        yield from self._elements()
        yield from self._figures()
        yield from self._rulings()

    @cached_property
    def codes(self) -> Mapping[str, StatementKey]:
        """Statements of competences by code."""
        listed = [*(c for a in self.standard.activities for c in a.competences), *self.standard.general]
        return {c.code: state_key(self.standard, c.code) for c in listed}

    @cached_property
    def activities(self) -> Mapping[int, StatementKey]:
        """Statements of types of activity by number."""
        return {a.number: state_key(self.standard, activity_tail(a.number)) for a in self.standard.activities}

    @cached_property
    def disciplines(self) -> Mapping[ElementKey, StatementKey]:
        """The discipline that an element is: by its index, else by its title; an element is one of them at most."""
        free = [e for e in self.design.elements if e.module is None and e.kind not in _OUTSIDE]
        found: dict[ElementKey, StatementKey] = {}
        for d in self.standard.disciplines:
            by_index = (e for e in free if fold(e.index) == fold(d.index))
            by_title = (e for e in free if fold(e.title) == fold(d.title))
            held = next(by_index, None) or next(by_title, None)
            if held is not None:
                found.setdefault(held.index, state_key(self.standard, d.index))
        return found

    @cached_property
    def by_competence(self) -> Mapping[StatementKey, list[Statement]]:
        """Outcomes by the statement of their competence."""
        found: dict[StatementKey, list[Statement]] = {}
        for s in state_statements(self.standard):
            if s.statement.function != s.key:
                found.setdefault(s.statement.function, []).append(s.statement)
        return found

    def _held(
        self,
        kind: LinkKind,
        holder: str,
        statement: StatementKey | None,
        text: str = "",
        employers: Iterable[str] = (),
        elements: Iterable[ElementKey] = (),
    ) -> Held:
        link = Link(self.design.key, kind, holder, statement)
        return Held(link, text, tuple(dict.fromkeys(employers)), tuple(elements))  # type: ignore[arg-type]

    def _competences(self) -> Iterator[Held]:
        for c in self.design.model.competences:
            if c.origin is Origin.STATE and c.key in self.codes:
                where = [e.index for e in self.design.elements if c.key in e.competences]
                yield self._held(LinkKind.COMPETENCE, c.key, self.codes[c.key], c.title, (), where)

    def _outcomes(self) -> Iterator[Held]:
        for o in self.design.model.outcomes:
            if o.origin is Origin.STATE:
                where = [e.index for e in self.design.elements if o.key in e.first or o.key in e.uses]
                employers = [r.employer for r in o.requests]
                for statement in self._said(o):
                    yield self._held(LinkKind.OUTCOME, o.key, statement, o.text, employers, where)

    def _said(self, outcome: Outcome) -> Iterator[StatementKey]:
        """Where the standard says an outcome: its wording, in each competence that needs it; else the competence."""
        own = [self.codes[c] for c in (outcome.competence, *outcome.also) if c in self.codes]
        said = [
            s.key
            for c in own
            for s in self.by_competence.get(c, ())
            if s.kind is KIND_OF[outcome.kind] and fold(s.text) == fold(outcome.text)
        ]
        yield from said or own[:1]

    def _answers(self) -> Iterator[Held]:
        for gap in self.design.model.gap:
            code = gap.competence
            if code is not None and code in self.codes and gap.answer in (GapClass.COVERED, GapClass.DEEPEN):
                employers = [r.employer for r in gap.line.requests]
                yield self._held(LinkKind.ANSWER, gap.line.key, self.codes[code], gap.line.text, employers)

    def _elements(self) -> Iterator[Held]:
        """Competences of the college's elements, obliged disciplines, modules."""
        for element in self.outline.elements:
            for code in element.competences:
                if code in self.codes:
                    yield self._held(LinkKind.ELEMENT, element.index, self.codes[code], element.title)
        titles = {e.index: e.title for e in self.design.elements}
        for index, statement in self.disciplines.items():
            yield self._held(LinkKind.DISCIPLINE, index, statement, titles[index])
        for module, number in self._modules().items():
            where = [e.index for e in self.design.elements if e.module == module]
            yield self._held(LinkKind.MODULE, module, self.activities[number], "", (), where)

    def _modules(self) -> dict[str, int]:
        """Modules of the design by the activity each is for; the employers' block is for none."""
        own = dict.fromkeys(e.module for e in self.design.elements if e.module is not None and not e.employer_block)
        numbered = {m: module_number(m) for m in own}
        return {m: n for m, n in numbered.items() if n is not None and n in self.activities}

    def _figures(self) -> Iterator[Held]:
        for name, hours in minima(self.standard).items():
            if hours:
                yield self._held(LinkKind.MINIMUM, figure_tail(name), state_key(self.standard, figure_tail(name)))
        for term in self.standard.terms:
            if term.base is self.design.base and term.total_hours == self.design.total_hours:
                yield self._held(LinkKind.MINIMUM, term_tail(term), state_key(self.standard, term_tail(term)))

    def _rulings(self) -> Iterator[Held]:
        elements = {e.index: e for e in self.design.elements}
        for ruling in self.outline.rulings:
            place, value = ruling.place, ruling.value
            code = value.competence if isinstance(value, AnswerRuling) else None
            if code is not None and code in self.codes:
                yield self._held(LinkKind.RULING, str(place), self.codes[code])
            elif place.kind is PlaceKind.HOURS and (element := elements.get(ElementKey(place.key))) is not None:
                statement = self._of_element(element)
                if statement is not None:
                    yield self._held(LinkKind.RULING, str(place), statement, element.title)

    def _of_element(self, element: DesignElement) -> StatementKey | None:
        """The discipline that an element is, or the activity its module is for."""
        if element.module is None or element.employer_block:
            return self.disciplines.get(element.index)
        number = module_number(element.module)
        return None if number is None else self.activities.get(number)
