"""If a person leaves: what breaks at once, and the cheapest mend that the planner found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing.duty import Duty, DutyKey
from remeslo.core.staffing.people import StaffMember
from remeslo.web.apps.staffplans.scene import Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """An element of a group that the person teaches; ``others``: people who may teach all of it."""

    group: str
    element: str
    title: str
    programme: str
    college: str
    duties: tuple[Duty, ...]
    others: tuple[str, ...]

    @property
    def hours(self) -> int:
        """Hours that lose their teacher."""
        return sum(d.hours for d in self.duties)


@dataclass(frozen=True, slots=True)
class Mended:
    """Lessons that get another teacher: whose they were (nobody's: ""), who takes them."""

    duty: Duty
    was: str
    takes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """The answer of the planner: who takes what, what has to move besides, what nobody can take."""

    takes: tuple[Mended, ...]
    moved: tuple[Mended, ...]
    lost: tuple[Duty, ...]
    above_more: int
    proven: bool
    seconds: float
    stakes: Mapping[str, Any] | None

    @property
    def lost_hours(self) -> int:
        """Hours that stay without a teacher."""
        return sum(d.hours for d in self.lost)


def leaves(scene: Scene, person_of: Mapping[DutyKey, PersonKey], person: PersonKey) -> tuple[Broken, ...]:
    """What breaks from the day on, what nobody else may teach first, then the most hours."""
    found: dict[tuple[str, str], list[Duty]] = {}
    for duty in scene.duties:
        if person_of.get(duty.key) == person and duty.last >= scene.day:
            found.setdefault((duty.group, duty.element), []).append(duty)
    lines = [_broken(scene, own, person) for own in found.values()]
    return tuple(sorted(lines, key=lambda b: (bool(b.others), -b.hours, b.group, b.element)))


def _broken(scene: Scene, duties: Sequence[Duty], person: PersonKey) -> Broken:
    able = frozenset.intersection(*(scene.rights.eligible(d) for d in duties)) - {person}
    return Broken(
        group=duties[0].group,
        element=duties[0].element,
        title=duties[0].title,
        programme=scene.title(duties[0].programme),
        college=scene.title(duties[0].organisation),
        duties=tuple(sorted(duties, key=lambda d: (d.first, d.part))),
        others=tuple(sorted(scene.name(p) for p in able)),
    )


def mend_of(scene: Scene, result: Mapping[str, Any], person: PersonKey, *, seconds: float) -> Mend:
    """The stored answer over today's lessons."""
    lines = [
        (Mended(scene.duty[DutyKey(d)], was, scene.name(PersonKey(takes))), was == person)
        for d, was, takes in result["changes"]
        if d in scene.duty and takes
    ]
    return Mend(
        takes=tuple(m for m, mine in lines if mine),
        moved=tuple(Mended(m.duty, scene.name(PersonKey(m.was)), m.takes) for m, mine in lines if not mine),
        lost=tuple(scene.duty[DutyKey(d)] for d in result["lost"] if d in scene.duty),
        above_more=result["above_more"],
        proven=result["proven"],
        seconds=seconds,
        stakes=result.get("stakes"),
    )


def workers(scene: Scene, person_of: Mapping[DutyKey, PersonKey]) -> list[tuple[StaffMember, int]]:
    """Everybody with the hours that they teach from the day on, the most first."""
    hours: dict[PersonKey, int] = {}
    for duty in scene.duties:
        person = person_of.get(duty.key)
        if person is not None and duty.last >= scene.day:
            hours[person] = hours.get(person, 0) + duty.hours
    people = [(p, hours.get(p.key, 0)) for p in scene.people]
    return sorted(people, key=lambda x: (-x[1], x[0].name))
