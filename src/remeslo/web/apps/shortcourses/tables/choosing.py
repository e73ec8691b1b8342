"""What can be chosen of a programme: modules with their elements, competences and outcomes, then the disciplines."""

from collections.abc import Mapping
from dataclasses import dataclass

from remeslo.core.base.keys import ProgrammeKey
from remeslo.core.competence.courses.choice import CourseChoice, has_lessons
from remeslo.core.competence.design import DesignElement
from remeslo.core.competence.model import Competence, Outcome
from remeslo.core.line.tables.titles import module_titles
from remeslo.core.network.resources import Workshop
from remeslo.web.apps.programmes.queries import Planned


@dataclass(frozen=True, slots=True)
class ElementLine:
    """An element to be taken whole; hours of the programme."""

    element: DesignElement
    hours: int
    is_on: bool


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """An outcome."""

    outcome: Outcome
    is_on: bool


@dataclass(frozen=True, slots=True)
class CompetenceLine:
    """A competence with its outcomes; ``open`` when something under it is ticked."""

    competence: Competence
    is_on: bool
    outcomes: tuple[OutcomeLine, ...]

    @property
    def is_open(self) -> bool:
        """True when an outcome is ticked by itself."""
        return any(o.is_on for o in self.outcomes)


@dataclass(frozen=True, slots=True)
class Part:
    """A module, or (key blank) all that belongs to none."""

    key: str
    title: str
    hours: int
    is_on: bool
    competences: tuple[CompetenceLine, ...]
    elements: tuple[ElementLine, ...]

    @property
    def is_open(self) -> bool:
        """True when something in it is ticked."""
        inside = any(c.is_on or c.is_open for c in self.competences)
        return self.is_on or inside or any(e.is_on for e in self.elements)


def parts(found: Planned, choice: CourseChoice) -> tuple[Part, ...]:
    """Modules in the order of the programme, what belongs to none at the end."""
    design = found.outcome.design
    if design is None:
        return ()
    hours = _hours(found)
    titles = module_titles(found.cluster, found.outcome)
    lessons = tuple(has_lessons(design))
    modules = list(dict.fromkeys(e.module for e in lessons if e.module))
    made = []
    for key in (*modules, ""):
        inside = [e for e in lessons if (e.module or "") == key]
        competences = [c for c in design.model.competences if (c.module or "") == key]
        if inside or competences:
            made.append(
                Part(
                    key=key,
                    title=titles.get(key, ""),
                    hours=sum(hours[e.index] for e in inside),
                    is_on=key in choice.modules,
                    competences=tuple(_competence(c, design.model.outcomes, choice) for c in competences),
                    elements=tuple(ElementLine(e, hours[e.index], e.index in choice.elements) for e in inside),
                )
            )
    return tuple(made)


def workshops(found: Planned) -> tuple[Workshop, ...]:
    """Workshops in which the programme's lessons lie, in the order of the cluster."""
    outline = found.cluster.outline(ProgrammeKey(found.document.key))
    named = {w for e in outline.elements for w in e.workshops} if outline is not None else set()
    return tuple(w for w in found.cluster.workshops if w.key in named)


def _competence(competence: Competence, outcomes: tuple[Outcome, ...], choice: CourseChoice) -> CompetenceLine:
    own = tuple(OutcomeLine(o, o.key in choice.outcomes) for o in outcomes if o.competence == competence.key)
    return CompetenceLine(competence, competence.key in choice.competences, own)


def _hours(found: Planned) -> Mapping[str, int]:
    design, result = found.outcome.design, found.outcome.result
    plan = result.plan if result is not None else None
    if design is None:
        return {}
    return {e.index: (plan.of(e.index) if plan is not None else e.hours_wanted) for e in design.elements}
