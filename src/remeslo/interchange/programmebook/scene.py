"""Everything that the chapters of one book are written from, looked up once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from remeslo.core.base.keys import OrganisationKey, OutcomeKey, StatementKey
from remeslo.core.competence.design import DesignElement, ProgrammeDesign
from remeslo.core.competence.model import Outcome
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.standards import GeneralisedFunction, OccupationalStandard, WorkFunction
from remeslo.core.competence.statestandard import StateStandard, state_named
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.core.line.tables.curriculum import CurriculumTable, curriculum_table
from remeslo.core.line.tables.laid import LaidElement, LaidProgramme
from remeslo.core.line.tables.titles import module_titles
from remeslo.core.network.resources import Organisation
from remeslo.interchange.documents.planned import planned
from remeslo.interchange.programmebook.blocks import Gap
from remeslo.interchange.programmebook.words import gap, word
from remeslo.interchange.sentences import Language, label

StandardPart = tuple[OccupationalStandard, GeneralisedFunction, WorkFunction]


@dataclass(frozen=True)
class Scene:
    """A planned programme of a cluster, and the language of its book."""

    cluster: Cluster
    outcome: ProgrammeOutcome
    laid: LaidProgramme
    design: ProgrammeDesign
    language: Language

    def word(self, key: str, **facts: object) -> str:
        """A text of the book's own."""
        return word(key, self.language, **facts)

    def label(self, key: str) -> str:
        """A word that the book shares with other papers."""
        return label(key, self.language)

    def gap(self, key: str) -> Gap:
        """A place to fill in."""
        return gap(key, self.language)

    @cached_property
    def state(self) -> StateStandard | None:
        """The state standard."""
        return state_named(self.cluster.state_standards, self.design.state_reference, self.cluster.day)

    @cached_property
    def outline(self) -> ProgrammeOutline | None:
        """What the college brought."""
        return self.cluster.outline(self.outcome.key)

    @cached_property
    def table(self) -> CurriculumTable:
        """The curriculum."""
        return curriculum_table(self.laid, module_titles=self.module_titles)

    @cached_property
    def module_titles(self) -> Mapping[str, str]:
        """Titles of professional modules."""
        return module_titles(self.cluster, self.outcome)

    @cached_property
    def outcomes(self) -> Mapping[OutcomeKey, Outcome]:
        """Outcomes by code."""
        return {o.key: o for o in self.design.model.outcomes}

    @cached_property
    def first_in(self) -> Mapping[OutcomeKey, str]:
        """The element that teaches an outcome first."""
        return {o: e.index for e in self.design.elements for o in e.first}

    @cached_property
    def functions(self) -> Mapping[StatementKey, StandardPart]:
        """Work functions of the cluster's standards by key: edition and code."""
        return {
            StatementKey(f"{s.edition}:{f.code}"): (s, g, f)
            for s in self.cluster.standards
            for g in s.generalised
            for f in g.functions
        }

    @cached_property
    def used_functions(self) -> tuple[StatementKey, ...]:
        """Work functions behind competences, outcomes and requests, in the order of the standards."""
        model = self.design.model
        used = {f for c in model.competences for f in c.functions}
        used |= {StatementKey(s.partition("#")[0]) for o in model.outcomes for s in o.statements}
        used |= {g.line.function for g in model.gap if g.line.function and g.competence}
        return tuple(key for key in self.functions if key in used)

    @cached_property
    def organisations(self) -> Mapping[OrganisationKey, Organisation]:
        """Members of the cluster by key."""
        return {o.key: o for o in self.cluster.organisations}

    @cached_property
    def employers(self) -> tuple[Organisation, ...]:
        """Employers whose requests stand behind the programme, in the order of the cluster."""
        asking = {r.employer for g in self.design.model.gap for r in g.line.requests}
        return tuple(o for o in self.cluster.organisations if o.key in asking)

    @cached_property
    def modules(self) -> Mapping[str, tuple[LaidElement, ...]]:
        """Elements by professional module, in the order of the curriculum."""
        found: dict[str, tuple[LaidElement, ...]] = {}
        for element in self.laid.elements:
            if element.design.module:
                found[element.design.module] = (*found.get(element.design.module, ()), element)
        return found

    @cached_property
    def disciplines(self) -> tuple[LaidElement, ...]:
        """Elements of no module that are taught: disciplines, school subjects, the pre-diploma practice."""
        final = "final_attestation"
        return tuple(e for e in self.laid.elements if not e.design.module and e.design.kind != final)

    @cached_property
    def annexes(self) -> tuple[str, ...]:
        """What has a working programme of its own: modules, then disciplines, by index."""
        return (*self.modules, *(e.design.index for e in self.disciplines))

    def cites(self, key: StatementKey) -> str:
        """A work function as people cite it: ``40.901 A/01.2``."""
        part = self.functions.get(key)
        return f"{part[0].code} {part[2].code}" if part else str(key)

    def name_of(self, organisation: OrganisationKey) -> str:
        """Name of a member of the cluster; the key of one that is not there."""
        found = self.organisations.get(organisation)
        return found.name if found else str(organisation)

    @property
    def named(self) -> str:
        """Code and title of the programme; a title that begins with its code is left as it is."""
        code, title = self.design.state_standard, self.design.title
        return title if title.startswith(code) else f"{code} {title}".strip()

    def kind(self, element: DesignElement) -> str:
        """Kind of an element in words."""
        return self.label(f"element_kind.{element.kind}")


def scene(cluster: Cluster, outcome: ProgrammeOutcome, language: Language) -> Scene:
    """The scene of a programme with a plan; raises NothingPlanned."""
    laid, design = planned(outcome)
    return Scene(cluster, outcome, laid, design, language)
