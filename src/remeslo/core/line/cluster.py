"""A whole cluster as one value: what a cluster folder holds and what the line plans."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from remeslo.core.agreements.agreement import Agreement
from remeslo.core.base.calendar import Holiday, YearLayout
from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import GroupKey, OrganisationKey, ProgrammeKey
from remeslo.core.competence.demand import DemandCard
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.standards import OccupationalStandard
from remeslo.core.competence.statestandard import StateStandard
from remeslo.core.competence.structure.branches import Trunk, programmes_of, trunks
from remeslo.core.curriculum.norms import NormPack
from remeslo.core.network.resources import Organisation, Site, Way, Workshop
from remeslo.core.network.rooms import Room
from remeslo.core.network.terms import (
    Bell,
    ContractClause,
    Holding,
    Hostel,
    NetworkContract,
    OpenHours,
    PartnerQuota,
    UseTerms,
)
from remeslo.core.registry.entity import EntityName, LegalEntity
from remeslo.core.registry.lifecycle import StateChange
from remeslo.core.registry.members import Licence, MemberOf
from remeslo.core.registry.placement import Placement
from remeslo.core.registry.succession import Succession
from remeslo.core.staffing.absence import Absence
from remeslo.core.staffing.course import Course, Session
from remeslo.core.staffing.mentorship import Mentorship
from remeslo.core.staffing.people import StaffMember
from remeslo.core.staffing.qualification import Qualification
from remeslo.core.staffing.requirement import TeachingRequirement
from remeslo.core.staffing.skills import Skill


@dataclass(frozen=True, slots=True, kw_only=True)
class StudentGroup:
    """A group of students on one programme; ``size`` > 0, starts on 1 September of ``start_year``."""

    key: GroupKey
    organisation: OrganisationKey
    programme: ProgrammeKey
    start_year: int
    size: int

    def __post_init__(self) -> None:
        if self.size <= 0:
            raise ProblemError(f"group {self.key}: size must be > 0, got {self.size}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """
    Everything the line needs, and nothing else.

    Parameters
    ----------
    day
        Day for which norms and editions in force are taken (an argument, never the clock).
    start_year
        Year of the 1 September on which the planned groups begin.
    layout
        Division of a study year into semesters and vacations.
    illustrative
        True for invented data: shown wherever the cluster shows.
    holidays
        Days on which nobody studies, of all years that are planned.
    skills, requirements, qualifications, courses, sessions, absences, mentorships, ways
        What staffing is planned from; a cluster may have none of it.
    rooms, bells, open_hours, use_terms, holdings, contracts, clauses, quotas, hostels
        What allocation and timetables are made from; a cluster may have none of it. Bells are in order of the day.
    agreements
        Agreements between members with their signatures; what they say of workshops stands among ``contracts``,
        ``clauses`` and ``quotas`` as well (`core.line.network.agreed`).
    entities, entity_names, memberships, licences, placements, successions, states
        The organisations themselves, and the cluster's place and life, day by day; a cluster may have none of it.
    """

    key: str
    name: str
    industry: str
    region: str
    day: date
    start_year: int
    layout: YearLayout = field(default_factory=YearLayout)
    illustrative: bool = False
    organisations: tuple[Organisation, ...] = ()
    sites: tuple[Site, ...] = ()
    workshops: tuple[Workshop, ...] = ()
    staff: tuple[StaffMember, ...] = ()
    groups: tuple[StudentGroup, ...] = ()
    standards: tuple[OccupationalStandard, ...] = ()
    state_standards: tuple[StateStandard, ...] = ()
    demand: tuple[DemandCard, ...] = ()
    programmes: tuple[ProgrammeOutline, ...] = ()
    norms: Mapping[str, NormPack] = field(default_factory=dict)
    holidays: tuple[Holiday, ...] = ()
    ways: tuple[Way, ...] = ()
    skills: tuple[Skill, ...] = ()
    requirements: tuple[TeachingRequirement, ...] = ()
    qualifications: tuple[Qualification, ...] = ()
    courses: tuple[Course, ...] = ()
    sessions: tuple[Session, ...] = ()
    absences: tuple[Absence, ...] = ()
    mentorships: tuple[Mentorship, ...] = ()
    rooms: tuple[Room, ...] = ()
    bells: tuple[Bell, ...] = ()
    open_hours: tuple[OpenHours, ...] = ()
    use_terms: tuple[UseTerms, ...] = ()
    holdings: tuple[Holding, ...] = ()
    contracts: tuple[NetworkContract, ...] = ()
    clauses: tuple[ContractClause, ...] = ()
    quotas: tuple[PartnerQuota, ...] = ()
    hostels: tuple[Hostel, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    entities: tuple[LegalEntity, ...] = ()
    entity_names: tuple[EntityName, ...] = ()
    memberships: tuple[MemberOf, ...] = ()
    licences: tuple[Licence, ...] = ()
    placements: tuple[Placement, ...] = ()
    successions: tuple[Succession, ...] = ()
    states: tuple[StateChange, ...] = ()

    @property
    def offered(self) -> tuple[ProgrammeOutline, ...]:
        """Programmes that groups can be on: where an outline has branches, each branch instead of it."""
        return tuple(p for outline in self.programmes for p in programmes_of(outline))

    @property
    def trunks(self) -> tuple[Trunk, ...]:
        """Outlines with branches."""
        return trunks(self.programmes)

    def outline(self, key: ProgrammeKey) -> ProgrammeOutline | None:
        """The offered programme of a key."""
        return next((p for p in self.offered if p.key == key), None)
