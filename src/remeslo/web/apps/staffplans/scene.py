"""What the pages and the planners look at: people, papers, duties and courses of a cluster on one day, with names."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from remeslo.core.base.findings import Finding
from remeslo.core.base.keys import GroupKey, OrganisationKey, PersonKey, ProgrammeKey, SiteKey, WorkshopKey
from remeslo.core.line.cluster import Cluster
from remeslo.core.staffing.absence import Absence
from remeslo.core.staffing.course import Course, CourseKey, Session, SessionKey
from remeslo.core.staffing.duty import Duty, DutyKey
from remeslo.core.staffing.gaplist import gaps, gaps_of_people
from remeslo.core.staffing.gaps import Expiry, Gap, PersonGap, SinglePoint
from remeslo.core.staffing.norms import StaffNorms
from remeslo.core.staffing.people import StaffMember
from remeslo.core.staffing.qualification import Qualification
from remeslo.core.staffing.rights import Rights
from remeslo.core.staffing.single import expiring, single_points
from remeslo.core.staffing.skills import Skill, SkillKey


@dataclass(frozen=True, kw_only=True)
class Scene:
    """
    One picture of the staff, made from rows and stored term plans.

    Parameters
    ----------
    value
        The cluster that it was made from.
    digest
        The same for the same people, papers, duties, courses and norms: what a run was asked of.
    day
        The day of planning.
    findings
        What is worth knowing about the duties: groups without a term plan, elements of which nobody says what they ask.
    plans
        Versions of the term plans, by id and sha256.
    titles
        Names of organisations, programmes, workshops and sites by key.
    """

    value: Cluster
    digest: str
    day: date
    people: tuple[StaffMember, ...]
    duties: tuple[Duty, ...]
    qualifications: tuple[Qualification, ...]
    absences: tuple[Absence, ...]
    courses: tuple[Course, ...]
    sessions: tuple[Session, ...]
    skills: Mapping[SkillKey, Skill]
    norms: StaffNorms
    colleges: tuple[OrganisationKey, ...] = ()
    findings: tuple[Finding, ...] = ()
    plans: tuple[tuple[int, str], ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def person(self) -> Mapping[PersonKey, StaffMember]:
        """People by key."""
        return {p.key: p for p in self.people}

    @cached_property
    def duty(self) -> Mapping[DutyKey, Duty]:
        """Duties by key."""
        return {d.key: d for d in self.duties}

    @cached_property
    def course(self) -> Mapping[CourseKey, Course]:
        """Courses by key."""
        return {c.key: c for c in self.courses}

    @cached_property
    def session(self) -> Mapping[SessionKey, Session]:
        """Sessions by key."""
        return {s.key: s for s in self.sessions}

    @cached_property
    def rights(self) -> Rights:
        """Who may teach what by papers."""
        return Rights(self.people, self.qualifications)

    @cached_property
    def needed_by(self) -> Mapping[SkillKey, Sequence[Duty]]:
        """Duties that need a skill, those that begin first in front."""
        found: dict[SkillKey, list[Duty]] = defaultdict(list)
        for duty in sorted(self.duties, key=lambda d: (d.first, d.key)):
            for need in duty.needs:
                found[need.skill].append(duty)
        return found

    @cached_property
    def level_needed(self) -> Mapping[SkillKey, int]:
        """The highest level at which a duty needs a skill."""
        found: dict[SkillKey, int] = {}
        for duty in self.duties:
            for need in duty.needs:
                found[need.skill] = max(found.get(need.skill, 0), need.level)
        return found

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """What nobody in the cluster may teach, the earliest need first."""
        return gaps(self.duties, self.rights)

    @cached_property
    def college_gaps(self) -> tuple[Gap, ...]:
        """The same for each college's own groups."""
        return gaps(self.duties, self.rights, by_college=True)

    @cached_property
    def person_gaps(self) -> tuple[PersonGap, ...]:
        """What each person could learn to teach what nobody may teach."""
        return gaps_of_people(self.duties, self.rights)

    @cached_property
    def single_points(self) -> tuple[SinglePoint, ...]:
        """People on whom alone lessons hang."""
        return single_points(self.duties, self.rights)

    @cached_property
    def expiries(self) -> tuple[Expiry, ...]:
        """Papers that run out while something is taught."""
        return expiring(self.duties, self.rights, day=self.day, until=self.last)

    @cached_property
    def last(self) -> date:
        """Last day of the lessons."""
        return max((d.last for d in self.duties), default=self.day)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Study years of the duties, by the calendar year of their 1 September."""
        return tuple(sorted({d.year for d in self.duties}))

    @cached_property
    def asks_nothing(self) -> bool:
        """True when nobody has said what any lesson asks of its teacher: there can be no gap then."""
        return not self.value.requirements

    @cached_property
    def is_empty(self) -> bool:
        """True when there is nobody, or nothing to teach."""
        return not self.people or not self.duties

    def title(self, key: OrganisationKey | ProgrammeKey | WorkshopKey | SiteKey | GroupKey | None) -> str:
        """Name of an organisation, a programme, a workshop or a site; its key where there is none."""
        return self.titles.get(str(key), str(key or ""))

    def skill_title(self, key: SkillKey) -> str:
        """Name of a skill, or what its key says."""
        skill = self.skills.get(key)
        return skill.title if skill else key.partition(":")[2]

    def name(self, key: PersonKey | None) -> str:
        """Name of a person, or the key of one who is no longer there."""
        return self.person[key].name if key is not None and key in self.person else str(key or "")
