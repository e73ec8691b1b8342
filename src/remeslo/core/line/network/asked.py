"""What the groups of a cluster ask in a year: practices of whole weeks, and lessons by the hour in workshops."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import ceil

from remeslo.core.base.elements import ElementKind
from remeslo.core.base.keys import ElementKey, GroupKey, OrganisationKey, ProgrammeKey, WorkshopKey
from remeslo.core.curriculum.result import TermPlan
from remeslo.core.line.cluster import Cluster, StudentGroup
from remeslo.core.line.network.moving import WHOLE, Exchange, ways_to_lie, whole_weeks
from remeslo.core.line.network.places import mondays_of
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.core.line.staffing import PlannedElement, PlannedProgramme, planned
from remeslo.core.line.teaching import Asking
from remeslo.core.network.place import Place, PlaceKey, PlaceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """
    Hours of one element of one group in one semester that are taught in workshops or at workplaces.

    Parameters
    ----------
    weeks
        Weeks of the programme's calendar with their hours, in order.
    whole
        A practice that fills its weeks.
    places
        Where it may be taught, the most wanted first; at least one.
    ways
        For a practice of whole weeks: exchanges of weeks, the first being none.
    """

    group: StudentGroup
    element: PlannedElement
    semester: int
    weeks: tuple[tuple[int, int], ...]
    whole: bool
    places: tuple[Place, ...]
    ways: tuple[Exchange, ...] = ((),)

    @property
    def key(self) -> str:
        """``GROUP/ELEMENT/sSEMESTER``, as the teaching duties."""
        return f"{self.group.key}/{self.element.key}/s{self.semester}"


def monday_of(group: StudentGroup, week: int) -> date:
    """Monday of a week of the group's programme."""
    return mondays_of(group.start_year, 1)[0] + week * timedelta(weeks=1)


@dataclass
class Asks:
    """
    Reads what groups ask.

    Parameters
    ----------
    plans
        Of groups whose weeks were exchanged: where their lessons by the hour lie.
    unplaced
        Practices for which no place is known, with their group.
    """

    cluster: Cluster
    outcomes: Mapping[ProgrammeKey, ProgrammeOutcome]
    places: Mapping[PlaceKey, Place]
    moves: bool = True
    plans: Mapping[GroupKey, TermPlan] = field(default_factory=dict)
    unplaced: list[tuple[GroupKey, ElementKey]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.asking = Asking(self.cluster)
        self.programmes = {p.key: p for p in planned(self.cluster, self.outcomes.values())}
        self.served = {t.workshop: t.programmes for t in self.cluster.use_terms}
        self._ways: dict[tuple[ProgrammeKey, tuple[int, ...]], tuple[Exchange, ...]] = {}
        self._whole: dict[ProgrammeKey, frozenset[int]] = {}

    def of_year(self, year: int) -> Iterator[Asked]:
        """Everything asked in the study year that begins on 1 September of ``year``, in order of groups."""
        for group in self.cluster.groups:
            programme = self.programmes.get(group.programme)
            course = year - group.start_year + 1
            if programme is not None and course >= 1:
                for element in programme.elements:
                    yield from self._of_element(group, programme, element, course)

    def _of_element(
        self, group: StudentGroup, programme: PlannedProgramme, element: PlannedElement, course: int
    ) -> Iterator[Asked]:
        by_semester = _by_semester(programme, programme.hours.get(element.key, {}), course)
        if not by_semester:
            return
        places = self._places(group, programme.key, element)
        if not places:
            if element.kind in WHOLE:
                self.unplaced.append((group.key, element.key))
            return
        filled = self._filled(programme.key)
        wholes = {s for s, weeks in by_semester.items() if element.kind in WHOLE and all(w in filled for w, _ in weeks)}
        if not wholes and group.key in self.plans:
            by_semester = _by_semester(programme, self.plans[group.key].hours.get(element.key, {}), course)
        for semester, weeks in by_semester.items():
            whole = semester in wholes
            yield Asked(
                group=group,
                element=element,
                semester=semester,
                weeks=tuple(weeks),
                whole=whole,
                places=places,
                ways=self._ways_of(programme.key, [w for w, _ in weeks]) if whole and self.moves else ((),),
            )

    def _places(self, group: StudentGroup, programme: ProgrammeKey, element: PlannedElement) -> tuple[Place, ...]:
        """Workshops that are named for the element; for practice at an enterprise also all that take the programme."""
        asked = self.asking.of(programme, element.key, ())
        named: Sequence[WorkshopKey] = asked.workshops or element.workshops
        if not named and element.kind in (ElementKind.WORK_PRACTICE, ElementKind.PREDIPLOMA_PRACTICE):
            named = [WorkshopKey(p.key) for p in self.places.values() if self._takes(p, programme)]
        found = [self.places[PlaceKey(k)] for k in named if PlaceKey(k) in self.places]
        return tuple(sorted(self._open(found, group.organisation), key=lambda p: p.owner != group.organisation))

    def _takes(self, place: Place, programme: ProgrammeKey) -> bool:
        wanted = self.served.get(WorkshopKey(place.key), ())
        return place.kind is PlaceKind.WORKPLACE and (not wanted or programme in wanted)

    def _open(self, places: Iterable[Place], partner: OrganisationKey) -> Iterator[Place]:
        """Those that a partner may ever use: its own, and those with a day for it or for everybody."""
        yield from (p for p in places if any(o.days_for(partner) for o in p.openings))

    def _filled(self, programme: ProgrammeKey) -> frozenset[int]:
        if programme not in self._whole:
            result = self.outcomes[programme].result
            kinds = {e.key: e.kind for e in self.programmes[programme].elements}
            self._whole[programme] = whole_weeks(result.plan, kinds) if result and result.plan else frozenset()
        return self._whole[programme]

    def _ways_of(self, programme: ProgrammeKey, weeks: Sequence[int]) -> tuple[Exchange, ...]:
        known = (programme, tuple(weeks))
        if known not in self._ways:
            outcome = self.outcomes[programme]
            plan = outcome.result.plan if outcome.result else None
            if outcome.problem is None or plan is None:
                return ((),)
            self._ways[known] = ways_to_lie(outcome.problem, plan, weeks, self._filled(programme))
        return self._ways[known]


def _by_semester(
    programme: PlannedProgramme, hours: Mapping[int, int], course: int
) -> Mapping[int, list[tuple[int, int]]]:
    """Weeks of a course with their hours, by semester."""
    found: dict[int, list[tuple[int, int]]] = {}
    for week, count in sorted(hours.items()):
        lies = programme.calendar.weeks[week]
        if count and lies.course == course and lies.semester is not None:
            found.setdefault(lies.semester, []).append((week, count))
    return found


def parts_of(size: int, places: Sequence[Place]) -> tuple[int, ...]:
    """Sizes of the parts of a group that fit at least one of the places; as few and as even as can be."""
    count = ceil(size / max(p.places for p in places))
    return tuple(size // count + (n < size % count) for n in range(count))
