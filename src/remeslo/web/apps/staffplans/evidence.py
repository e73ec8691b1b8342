"""Behind a cell of the matrix: the papers of one person for one skill, who needs the skill, what it opens."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from remeslo.core.staffing.course import Course
from remeslo.core.staffing.duty import Duty
from remeslo.core.staffing.people import StaffMember
from remeslo.core.staffing.qualification import Qualification
from remeslo.core.staffing.requirement import AskedOf
from remeslo.core.staffing.rights import Lack
from remeslo.core.staffing.skills import SkillKey
from remeslo.web.apps.staffplans.matrix import SOON, Cell, cell_of
from remeslo.web.apps.staffplans.scene import Scene


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper and its state on the day: ``in_force``, ``soon``, ``later`` or ``ended``."""

    paper: Qualification
    state: str
    course: Course | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NeededBy:
    """An element (of one programme and college) that needs the skill, with its groups and whether the person may."""

    title: str
    programme: str
    college: str
    groups: tuple[str, ...]
    level: int
    hours: int
    first: date
    asked: tuple[tuple[AskedOf, str], ...]
    lacks: tuple[Lack, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Everything behind one cell."""

    person: StaffMember
    skill: SkillKey
    title: str
    cell: Cell
    papers: tuple[Paper, ...]
    needed: tuple[NeededBy, ...]
    needed_level: int


def evidence(scene: Scene, person: StaffMember, skill: SkillKey, on: date) -> Evidence:
    """The papers, newest first, and the elements that need the skill, those that begin first in front."""
    own = [q for q in scene.qualifications if q.person == person.key and q.skill == skill]
    own.sort(key=lambda q: (q.since, q.key), reverse=True)
    return Evidence(
        person=person,
        skill=skill,
        title=scene.skill_title(skill),
        cell=cell_of(scene, person, skill, on),
        papers=tuple(Paper(q, _state(q, on), scene.course.get(q.course) if q.course else None) for q in own),
        needed=tuple(_needed(scene, person, skill)),
        needed_level=scene.level_needed.get(skill, 0),
    )


def _state(paper: Qualification, on: date) -> str:
    if not paper.in_force(on):
        return "later" if paper.since > on else "ended"
    return "soon" if paper.until is not None and paper.until <= on + SOON else "in_force"


def _needed(scene: Scene, person: StaffMember, skill: SkillKey) -> Iterator[NeededBy]:
    found: dict[tuple[str, str, str], list[Duty]] = defaultdict(list)
    for duty in scene.needed_by.get(skill, ()):
        found[duty.programme, duty.element, duty.organisation].append(duty)
    for (programme, _element, college), duties in found.items():
        first = duties[0]
        asked = dict.fromkeys((a.kind, a.name) for d in duties for a in d.asked_by if a.requirement.skill == skill)
        yield NeededBy(
            title=f"{first.element} {first.title}".strip(),
            programme=scene.titles.get(programme, programme),
            college=scene.titles.get(college, college),
            groups=tuple(dict.fromkeys(d.group for d in duties)),
            level=max(need.level for d in duties for need in d.needs if need.skill == skill),
            hours=sum(d.hours for d in duties),
            first=first.first,
            asked=tuple(asked),
            lacks=scene.rights.lacks(person, first),
        )
