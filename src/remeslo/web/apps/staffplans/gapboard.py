"""The gap board: what nobody may teach, how long there is, what it blocks, who stands near, which course closes it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from remeslo.core.base.keys import OrganisationKey
from remeslo.core.staffing.course import Course, Session
from remeslo.core.staffing.duty import Duty, DutyKey
from remeslo.core.staffing.gaps import Expiry, Gap, Near, PersonGap, SinglePoint
from remeslo.core.staffing.people import StaffMember
from remeslo.core.staffing.qualification import Qualification
from remeslo.core.staffing.requirement import Requirement
from remeslo.core.staffing.upskill.gains import in_force_from
from remeslo.web.apps.staffplans.scene import Scene

URGENT_DAYS = 60
"""A gap that opens within so many days is marked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocked:
    """An element that waits: its groups and hours."""

    element: str
    title: str
    programme: str
    groups: tuple[str, ...]
    hours: int
    first: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """A session that gives what is lacking; ``in_time``: its paper is in force on the first day of the lessons."""

    course: Course
    session: Session
    host: str
    since: date
    in_time: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NearLine:
    """A person near to a gap and what is lacking still."""

    person: StaffMember
    near: Near


@dataclass(frozen=True, slots=True, kw_only=True)
class GapLine:
    """One gap as the board shows it; ``stakes``: weeks of term at stake, None where nobody has asked yet."""

    key: str
    title: str
    need: Requirement | None
    college: str
    hours: int
    first: date
    days_left: int
    blocks: tuple[Blocked, ...]
    holders: tuple[str, ...]
    nearest: tuple[NearLine, ...]
    closing: tuple[Closing, ...]
    courses: tuple[Course, ...]
    stakes: Mapping[str, Any] | None

    @property
    def is_urgent(self) -> bool:
        """True when it opens soon, or is open."""
        return self.days_left <= URGENT_DAYS

    @property
    def can_close(self) -> bool:
        """True when a session is in time."""
        return any(c.in_time for c in self.closing)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """What one person could learn, and what that opens."""

    person: StaffMember
    college: str
    gap: PersonGap
    lacks: tuple[str, ...]
    blocks: tuple[Blocked, ...]
    days_left: int
    closing: tuple[Closing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleLine:
    """A person on whom alone lessons hang."""

    person: StaffMember
    college: str
    point: SinglePoint
    skills: tuple[str, ...]
    blocks: tuple[Blocked, ...]
    stakes: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpiryLine:
    """A paper that runs out."""

    person: StaffMember
    college: str
    title: str
    paper: Qualification
    expiry: Expiry
    days_left: int
    blocks: tuple[Blocked, ...]


class Board:
    """The board over a scene, cut to a college."""

    def __init__(self, scene: Scene, college: str = "", stakes: Mapping[str, Any] | None = None) -> None:
        self.scene, self.college, self.stakes = scene, college, stakes or {}

    def cluster(self) -> list[GapLine]:
        """Gaps of the whole cluster."""
        return [self._gap(g) for g in self.scene.gaps]

    def colleges(self) -> list[GapLine]:
        """Gaps of the colleges, or of one of them."""
        return [self._gap(g) for g in self.scene.college_gaps if self.college in ("", g.organisation)]

    def people(self) -> list[PersonLine]:
        """What people could learn."""
        mine = (g for g in self.scene.person_gaps if self._mine(self.scene.person[g.person]))
        return [self._person(g) for g in mine]

    def singles(self) -> list[SingleLine]:
        """People on whom alone lessons hang."""
        mine = (p for p in self.scene.single_points if self._mine(self.scene.person[p.person]))
        return [
            SingleLine(
                person=self.scene.person[p.person],
                college=self.scene.title(self.scene.person[p.person].organisation),
                point=p,
                skills=tuple(self.scene.skill_title(s) for s in p.skills),
                blocks=tuple(blocked(self.scene, p.duties)),
                stakes=self.stakes.get(f"person|{p.person}"),
            )
            for p in mine
        ]

    def expiring(self) -> list[ExpiryLine]:
        """Papers that run out, those that matter."""
        papers = {q.key: q for q in self.scene.qualifications}
        mine = (e for e in self.scene.expiries if e.duties and self._mine(self.scene.person[e.person]))
        return [
            ExpiryLine(
                person=self.scene.person[e.person],
                college=self.scene.title(self.scene.person[e.person].organisation),
                title=self.scene.skill_title(e.skill),
                paper=papers[e.qualification],
                expiry=e,
                days_left=(e.until - self.scene.day).days,
                blocks=tuple(blocked(self.scene, e.duties)),
            )
            for e in mine
        ]

    def _mine(self, person: StaffMember) -> bool:
        return self.college in ("", person.organisation)

    def _gap(self, gap: Gap) -> GapLine:
        need = gap.requirement
        key = gap_key(gap)
        return GapLine(
            key=key,
            title=self.scene.skill_title(need.skill) if need else "",
            need=need,
            college=self.scene.title(gap.organisation) if gap.organisation else "",
            hours=gap.hours,
            first=gap.first_needed,
            days_left=(gap.first_needed - self.scene.day).days,
            blocks=tuple(blocked(self.scene, gap.duties)),
            holders=tuple(self.scene.name(p) for p in gap.holders),
            nearest=tuple(NearLine(person=self.scene.person[n.person], near=n) for n in gap.nearest),
            closing=tuple(closing(self.scene, needs_of(gap), gap.first_needed)),
            courses=tuple(c for c in self.scene.courses if need and _gives(c, need)),
            stakes=self.stakes.get(key),
        )

    def _person(self, gap: PersonGap) -> PersonLine:
        person = self.scene.person[gap.person]
        return PersonLine(
            person=person,
            college=self.scene.title(person.organisation),
            gap=gap,
            lacks=tuple(f"{self.scene.skill_title(n.skill)} ({n.level})" for n in gap.lacks),
            blocks=tuple(blocked(self.scene, gap.opens)),
            days_left=(gap.first_needed - self.scene.day).days,
            closing=tuple(closing(self.scene, gap.lacks, gap.first_needed)),
        )


def gap_key(gap: Gap) -> str:
    """The same gap on every day: the college, the skill and the level."""
    need = gap.requirement
    return f"{gap.organisation or ''}|{need.skill if need else ''}|{need.level if need else 0}"


def blocked(scene: Scene, duties: Iterable[DutyKey]) -> Iterator[Blocked]:
    """Elements that wait, the earliest first."""
    found: dict[tuple[str, str], list[Duty]] = {}
    for key in duties:
        duty = scene.duty[key]
        found.setdefault((duty.programme, duty.element), []).append(duty)
    for own in sorted(found.values(), key=lambda o: min(d.first for d in o)):
        yield Blocked(
            element=own[0].element,
            title=own[0].title,
            programme=scene.title(own[0].programme),
            groups=tuple(dict.fromkeys(d.group for d in own)),
            hours=sum(d.hours for d in own),
            first=min(d.first for d in own),
        )


def closing(scene: Scene, needs: Sequence[Requirement], first_needed: date) -> Iterator[Closing]:
    """Sessions still to come that give one of the needs; those in time first, then the earliest, then the cheapest."""
    found = []
    for session in scene.sessions:
        course = scene.course[session.course]
        if session.first >= scene.day and any(_gives(course, need) for need in needs):
            since = in_force_from(session)
            found.append(
                Closing(
                    course=course,
                    session=session,
                    host=scene.title(OrganisationKey(course.host)),
                    since=since,
                    in_time=since <= first_needed,
                )
            )
    yield from sorted(found, key=lambda c: (not c.in_time, c.since, c.course.price))


def _gives(course: Course, need: Requirement) -> bool:
    return any(g.skill == need.skill and g.level >= need.level for g in course.gives)


def needs_of(gap: Gap) -> Sequence[Requirement]:
    """What would have to be learnt: what is lacking, or what the nearest person lacks."""
    if gap.requirement is not None:
        return (gap.requirement,)
    return gap.nearest[0].lacks if gap.nearest else ()
