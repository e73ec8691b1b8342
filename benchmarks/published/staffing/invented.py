"""
An invented cluster of any size: colleges in towns, programmes, groups, people with papers; the same for the same seed.

Nothing in it is of a real college. What is like real ones: a group has about 36 hours a week, half of them general and
half professional; a rate is 720 hours a year; practice in workshops is given to subgroups by masters; colleges of one
town are minutes apart, towns further than anybody travels; one teacher in six may also teach at a neighbour college.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from remeslo.core.base.keys import ElementKey, GroupKey, OrganisationKey, PersonKey, ProgrammeKey, SiteKey
from remeslo.core.staffing.absence import Absence
from remeslo.core.staffing.assign.problem import AssignmentProblem, Policy
from remeslo.core.staffing.duty import Duty, DutyKey
from remeslo.core.staffing.norms import StaffNorms
from remeslo.core.staffing.people import StaffMember, StaffRole
from remeslo.core.staffing.qualification import Qualification, QualificationKey
from remeslo.core.staffing.requirement import Requirement
from remeslo.core.staffing.skills import SkillKey
from remeslo.interchange.staffpack import USUAL, builtin

START = 2026
SEMESTERS = ((0, 17), (19, 24))
"""Week of the year in which each semester begins, and its weeks."""
PEOPLE_A_COLLEGE, COLLEGES_A_TOWN = 50, 4
TEACHER, MASTER = StaffRole.TEACHER, StaffRole.MASTER


@dataclass
class Subject:
    """An element of a programme as it is taught: so many hours a week in some semesters of the course."""

    element: ElementKey
    skill: SkillKey
    weekly: tuple[int, int]
    level: int = 2
    role: StaffRole = TEACHER
    subgroups: int = 1
    professional: bool = False


@dataclass
class Invented:
    """A cluster in the making."""

    people: int = 1000
    elements: int = 400
    seed: int = 0
    load: float = 0.85
    staff: list[StaffMember] = field(default_factory=list)
    papers: list[Qualification] = field(default_factory=list)
    duties: list[Duty] = field(default_factory=list)
    previous: dict[DutyKey, PersonKey] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.dice = Random(self.seed)
        self.num_colleges = max(1, round(self.people / PEOPLE_A_COLLEGE))
        self.colleges = [OrganisationKey(f"college-{n:02d}") for n in range(self.num_colleges)]
        self.general = self._subjects(self.elements // 4, professional=False)
        self.special = self._subjects(self.elements - self.elements // 4, professional=True)

    def problem(self) -> AssignmentProblem:
        """The assignment of one study year."""
        for n, college in enumerate(self.colleges):
            self._college(n, college)
        return AssignmentProblem(
            people=tuple(self.staff),
            duties=tuple(self.duties),
            qualifications=tuple(self.papers),
            norms=norms(),
            absences=tuple(self._absences()),
            previous=self.previous,
            travel=self._ways(),
            policy=Policy(reach_min=90),
        )

    def _subjects(self, count: int, *, professional: bool) -> list[Subject]:
        """General elements are taught by the week; of the special ones a third is practice in a workshop."""
        word, found = ("П" if professional else "О"), []
        for n in range(count):
            practice = professional and n % 3 == 2
            kind = "equipment" if practice else "subject"
            weekly = self.dice.choice(
                [(6, 0), (0, 6), (4, 4)] if practice else [(2, 2), (3, 0), (0, 3), (2, 3), (4, 2)]
            )
            found.append(
                Subject(
                    element=ElementKey(f"{word}.{n:03d}"),
                    skill=SkillKey(f"{kind}:{word.lower()}-{n // 2}"),
                    weekly=weekly,
                    level=3 if self.dice.random() < 0.2 else 2,
                    role=MASTER if practice else TEACHER,
                    subgroups=2 if practice else 1,
                    professional=professional,
                )
            )
        return found

    def _college(self, n: int, college: OrganisationKey) -> None:
        """Its elements, as many groups as its people can carry, and people who can teach what it teaches."""
        size = self.people // self.num_colleges + (n < self.people % self.num_colleges)
        town = n // COLLEGES_A_TOWN
        share = max(12, 4 * len(self.special) // max(1, self.num_colleges))
        first = (town * COLLEGES_A_TOWN * len(self.special) // max(1, self.num_colleges)) % len(self.special)
        own = [self.special[(first + k) % len(self.special)] for k in range(min(share, len(self.special)))]
        wanted, taught, group = self.load * size * 720, 0.0, 0
        before = len(self.duties)
        while taught < wanted:
            taught += self._group(n, college, group, own)
            group += 1
        hours: dict[tuple[SkillKey, StaffRole], int] = {}
        for d in self.duties[before:]:
            role = next(iter(d.roles))
            hours[d.needs[0].skill, role] = hours.get((d.needs[0].skill, role), 0) + d.hours
        self._staff(n, college, size, hours)
        self._habits(college, self.duties[before:])

    def _habits(self, college: OrganisationKey, duties: list[Duty]) -> None:
        """Three elements of groups in ten go on with whoever taught them: somebody of the college with the skill."""
        holders: dict[SkillKey, list[PersonKey]] = {}
        for paper in self.papers:
            if paper.person.startswith(f"{college}/"):
                holders.setdefault(paper.skill, []).append(paper.person)
        teacher: dict[tuple[GroupKey, ElementKey, int], PersonKey | None] = {}
        for d in duties:
            chain, able = (d.group, d.element, d.part), holders.get(d.needs[0].skill, [])
            if chain not in teacher:
                teacher[chain] = self.dice.choice(able) if able and self.dice.random() < 0.3 else None
            if (who := teacher[chain]) is not None:
                self.previous[d.key] = who

    def _group(self, n: int, college: OrganisationKey, group: int, own: list[Subject]) -> int:
        """A group's elements of one year, until its week is full."""
        name, full = GroupKey(f"{college}/g{group:03d}"), [0, 0]
        programme = ProgrammeKey(f"programme-{n // COLLEGES_A_TOWN}-{group % 5}")
        wanted = [*self.dice.sample(self.general, min(8, len(self.general))), *self.dice.sample(own, min(9, len(own)))]
        taught = 0
        for subject in wanted:
            if any(f + w > 36 for f, w in zip(full, subject.weekly, strict=True)):
                continue
            full = [f + w for f, w in zip(full, subject.weekly, strict=True)]
            for semester, weekly in enumerate(subject.weekly):
                for part in range(1, subject.subgroups + 1 if weekly else 1):
                    taught += self._duty(n, college, name, programme, subject, semester, weekly, part)
        return taught

    def _duty(
        self,
        n: int,
        college: OrganisationKey,
        group: GroupKey,
        programme: ProgrammeKey,
        subject: Subject,
        semester: int,
        weekly: int,
        part: int,
    ) -> int:
        begin, weeks = SEMESTERS[semester]
        monday = date(START, 8, 31) + timedelta(weeks=begin)
        tail = f"/p{part}" if subject.subgroups > 1 else ""
        self.duties.append(
            Duty(
                key=DutyKey(f"{group}/{subject.element}/s{semester + 1}{tail}"),
                programme=programme,
                element=subject.element,
                group=group,
                organisation=college,
                year=START,
                hours_by_week=tuple((monday + timedelta(weeks=w), weekly) for w in range(weeks)),
                semester=semester + 1,
                part=part,
                subgroups=subject.subgroups,
                needs=(Requirement(subject.skill, subject.level),),
                roles=frozenset({subject.role}),
                professional=subject.professional,
                site=SiteKey(f"site-{n:02d}"),
            )
        )
        return weekly * weeks

    def _staff(self, n: int, college: OrganisationKey, size: int, hours: dict[tuple[SkillKey, StaffRole], int]) -> None:
        """People with a main skill by how much of it is taught, and two to five more of the same role."""
        masters = sum(h for (_, role), h in hours.items() if role is MASTER)
        num_masters = round(size * masters / max(1, sum(hours.values())))
        for k in range(size):
            role = MASTER if k < num_masters else TEACHER
            own = [(skill, h) for (skill, r), h in sorted(hours.items()) if r is role] or [
                (skill, h) for (skill, _), h in sorted(hours.items())
            ]
            key = PersonKey(f"{college}/t{k:03d}")
            practitioner = self.dice.random() < (0.35 if role is MASTER else 0.2)
            self.staff.append(
                StaffMember(
                    key=key,
                    organisation=college,
                    name=f"Person {n:02d}-{k:03d}",
                    role=role,
                    weekly_hours=self.dice.choice([24, 30, 36]),
                    rate=self.dice.choice([Decimal(1)] * 6 + [Decimal("0.5"), Decimal("1.25")]),
                    industry_from=date(2010, 1, 1) if practitioner else None,
                    home=SiteKey(f"site-{n:02d}"),
                )
            )
            count = self.dice.randint(3, 6)
            skills = {own[k % len(own)][0]}
            while len(skills) < min(count, len(own)):
                skills.add(self.dice.choices([s for s, _ in own], [h for _, h in own])[0])
            for skill in sorted(skills):
                ends = date(START + 1, 1, 31) if self.dice.random() < 0.03 else None
                level = self.dice.choice([2, 3, 3, 4])
                paper = QualificationKey(f"{key}/{skill}")
                since = date(2020, 1, 1)
                self.papers.append(
                    Qualification(key=paper, person=key, skill=skill, level=level, since=since, until=ends)
                )

    def _absences(self) -> list[Absence]:
        """One in thirty is away for a fortnight, one in a hundred for half a year."""
        found = []
        for person in self.staff:
            if self.dice.random() < 1 / 30:
                first = date(START, 9, 7) + timedelta(weeks=self.dice.randint(0, 30))
                found.append(Absence(person=person.key, first=first, last=first + timedelta(days=13)))
            elif self.dice.random() < 1 / 100:
                found.append(Absence(person=person.key, first=date(START, 9, 1), last=date(START + 1, 1, 31)))
        return found

    def _ways(self) -> dict[tuple[SiteKey, SiteKey], int]:
        """Colleges of a town are 15 to 45 minutes apart, of two towns 150 to 300."""
        found = {}
        for a in range(self.num_colleges):
            for b in range(a + 1, self.num_colleges):
                near = a // COLLEGES_A_TOWN == b // COLLEGES_A_TOWN
                minutes = 5 * (self.dice.randint(3, 9) if near else self.dice.randint(30, 60))
                found[SiteKey(f"site-{a:02d}"), SiteKey(f"site-{b:02d}")] = minutes
        return found


def norms() -> StaffNorms:
    """The norms of the built-in pack."""
    return builtin()[USUAL].on(date(START, 9, 1))


def invented(people: int, elements: int, seed: int = 0) -> AssignmentProblem:
    """A cluster with so many people and elements."""
    return Invented(people, elements, seed).problem()
