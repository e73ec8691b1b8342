"""From a cluster and its plans to mentors: practice at enterprises, what judges mentorships, who could guide whom."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from remeslo.core.base.elements import ElementKind
from remeslo.core.base.keys import OrganisationKey, SiteKey, WorkshopKey
from remeslo.core.line.cluster import Cluster, StudentGroup
from remeslo.core.line.staffing import PlannedElement, PlannedProgramme
from remeslo.core.line.teaching import Asking
from remeslo.core.network.resources import Workshop
from remeslo.core.staffing.mentors.check import Mentoring
from remeslo.core.staffing.mentors.norms import MentorNorms
from remeslo.core.staffing.mentors.placement import Placement, PlacementKey, unguided
from remeslo.core.staffing.mentors.problem import MentorProblem
from remeslo.core.staffing.mentors.workdays import working_days
from remeslo.core.staffing.requirement import Requirement, strictest

PRACTICE = frozenset({ElementKind.WORK_PRACTICE, ElementKind.PREDIPLOMA_PRACTICE})
"""Kinds of elements that are done at an enterprise."""
_FRIDAY = timedelta(days=4)
_WEEK = timedelta(weeks=1)


def mentoring(cluster: Cluster, norms: MentorNorms) -> Mentoring:
    """The mentorships of a cluster with everything that judges them."""
    return Mentoring(
        mentorships=cluster.mentorships,
        people=cluster.staff,
        norms=norms,
        calendar=working_days(h.day for h in cluster.holidays),
        absences=cluster.absences,
        places=places_of(cluster),
    )


def mentor_problem(cluster: Cluster, coming: Iterable[Placement], norms: MentorNorms) -> MentorProblem:
    """Whom the cluster's mentors could guide of trainees that have no mentor yet."""
    return MentorProblem(
        placements=unguided(coming, cluster.mentorships),
        people=cluster.staff,
        trainees_max=int(norms.trainees_max.amount),
        qualifications=cluster.qualifications,
        mentorships=cluster.mentorships,
        absences=cluster.absences,
    )


def places_of(cluster: Cluster) -> Mapping[WorkshopKey, int]:
    """Places of every workshop."""
    return {w.key: w.places for w in cluster.workshops}


def placements(
    cluster: Cluster, programmes: Iterable[PlannedProgramme], *, years: Sequence[int]
) -> tuple[Placement, ...]:
    """
    Practice at enterprises of all groups in the study years that begin on 1 September of ``years``.

    One placement for each unbroken run of weeks and workplace. Trainees fill the enterprises' workplaces that a
    requirement or the programme names, in that order, up to their places; those who are left may go to any enterprise.
    """
    making = _Placing(cluster)
    by_key = {p.key: p for p in programmes}
    found: list[Placement] = []
    for group in cluster.groups:
        programme = by_key.get(group.programme)
        for element in programme.elements if programme else ():
            if programme is not None and element.kind in PRACTICE:
                found += making.of_element(group, programme, element, years)
    return tuple(found)


class _Placing:
    """What stays the same from group to group."""

    def __init__(self, cluster: Cluster) -> None:
        self.asking = Asking(cluster)
        self.workshops = {w.key: w for w in cluster.workshops}
        owners: dict[SiteKey, OrganisationKey] = {s.key: s.organisation for s in cluster.sites}
        employers = {o.key for o in cluster.organisations if o.role.is_employer}
        self.enterprise: dict[WorkshopKey, OrganisationKey] = {
            w.key: owners[w.site] for w in cluster.workshops if owners.get(w.site) in employers
        }

    def of_element(
        self, group: StudentGroup, programme: PlannedProgramme, element: PlannedElement, years: Sequence[int]
    ) -> Iterator[Placement]:
        asked = self.asking.of(programme.key, element.key, element.competences)
        needs = strictest(reason.requirement for reason in asked.reasons)
        named = [
            self.workshops[k] for k in dict.fromkeys((*asked.workshops, *element.workshops)) if k in self.enterprise
        ]
        for number, (first, last) in enumerate(_runs(group, programme, element, years), start=1):
            stem = f"{group.key}/{element.key}/{number}"
            yield from self._shares(group, stem, (first, last), named, needs)

    def _shares(
        self,
        group: StudentGroup,
        stem: str,
        days: tuple[date, date],
        named: Sequence[Workshop],
        needs: tuple[Requirement, ...],
    ) -> Iterator[Placement]:
        """The group over the workplaces, as far as they reach."""
        left = group.size
        for workshop in named:
            here = min(left, workshop.places)
            if here > 0:
                yield Placement(
                    key=PlacementKey(f"{stem}/{workshop.key}"),
                    trainees=here,
                    first=days[0],
                    last=days[1],
                    group=group.key,
                    organisation=self.enterprise[workshop.key],
                    workplace=workshop.key,
                    needs=needs,
                )
            left -= here
        if left > 0:
            yield Placement(
                key=PlacementKey(stem), trainees=left, first=days[0], last=days[1], group=group.key, needs=needs
            )


def _runs(
    group: StudentGroup, programme: PlannedProgramme, element: PlannedElement, years: Sequence[int]
) -> Iterator[tuple[date, date]]:
    """Unbroken runs of weeks, Monday to Friday of the last, that lie in one of the study years."""
    begin = date(group.start_year, 9, 1)
    monday = begin - timedelta(days=begin.weekday())
    weeks = programme.calendar.weeks
    listed = [
        monday + w * _WEEK
        for w, hours in sorted(programme.hours.get(element.key, {}).items())
        if hours > 0 and group.start_year + weeks[w].course - 1 in years
    ]
    while listed:
        run = 1
        while run < len(listed) and listed[run] - listed[run - 1] == _WEEK:
            run += 1
        yield listed[0], listed[run - 1] + _FRIDAY
        listed = listed[run:]
