"""What a programme's elements take from its cluster: places in workshops, a teacher's hours, stretches of weeks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import ElementKey, OrganisationKey, PersonKey, ProgrammeKey, SiteKey, WorkshopKey
from remeslo.core.competence.outline import OutlineElement, ProgrammeOutline
from remeslo.core.competence.structure.choices import ElementChoice
from remeslo.core.curriculum.resources import Need, Resource, ResourceKey
from remeslo.core.line.cluster import Cluster, StudentGroup
from remeslo.core.network.resources import Organisation, Workshop


@dataclass(frozen=True, slots=True)
class Supplies:
    """
    Resources of a term problem, and what an hour of each element takes of them.

    A plan is one group's: the largest that begins with the plan and may use the workshop stands for all of them, so
    that what is proven holds for each. Who comes when, if several groups want one workshop or one teacher in the same
    week, is for the timetable to settle.
    """

    resources: tuple[Resource, ...] = ()
    needs: Mapping[ElementKey, tuple[Need, ...]] = field(default_factory=dict)


def supplies(
    outline: ProgrammeOutline | None, cluster: Cluster, week: int, *, choices: Iterable[ElementChoice] = ()
) -> Supplies:
    """
    What the elements of an outline name; nothing for a programme whose elements name nothing.

    A workshop has its places for ``week`` hours a week, > 0 (one shift of a group's week): a group of 24 with 12 hours
    there in a week of 36 takes 8 places. A teacher has his or her weekly hours. Keys of resources are
    ``workshop.KEY`` and ``teacher.KEY``; a teacher's name does not come along. An hour of an element that stands for a
    choice takes of each resource what the most demanding element behind it takes.
    """
    if outline is None:
        return Supplies()
    usable = _Usable(cluster, outline.key)
    needs = {e.index: (*_places(e, usable, week), *_hours(e, usable)) for e in outline.elements}
    needs |= {c.index: _most([needs[e.index] for e in c.offered]) for c in choices}
    used = {n.resource for named in needs.values() for n in named}
    everything = (*_workshops(cluster.workshops), *_teachers(cluster))
    return Supplies(
        resources=tuple(r for r in everything if r.key in used),
        needs={index: named for index, named in needs.items() if named},
    )


def supply_findings(outline: ProgrammeOutline, cluster: Cluster) -> list[Finding]:
    """Workshops that elements name and whose places bind nothing, because no group that begins may use them."""
    usable = _Usable(cluster, outline.key)
    return [
        Finding(
            "programme.workshop_without_group",
            str(e.index),
            {"element": e.index, "title": e.title, "workshops": e.workshops, "year": cluster.start_year},
            Severity.WARNING,
        )
        for e in outline.elements
        if e.workshops and usable.best(e.workshops) is None
    ]


def weeks_allowed(stretches: Sequence[tuple[int, int]]) -> frozenset[int] | None:
    """Indices of the weeks of these stretches, counted from 1; ``None`` where there are none: any week."""
    return frozenset(w - 1 for first, last in stretches for w in range(first, last + 1)) or None


def last_stretch(elements: Iterable[OutlineElement]) -> int:
    """The latest week in which a stretch begins, 0 when there is none: the calendar must reach it."""
    return max((first for e in elements for first, _ in e.weeks), default=0)


class _Usable:
    """Which workshops the groups of a programme may use."""

    def __init__(self, cluster: Cluster, programme: ProgrammeKey) -> None:
        roles: dict[OrganisationKey, Organisation] = {o.key: o for o in cluster.organisations}
        owners: dict[SiteKey, OrganisationKey] = {s.key: s.organisation for s in cluster.sites}
        self.people = {p.key: p for p in cluster.staff}
        self.workshops = {w.key: w for w in cluster.workshops}
        self.only: dict[WorkshopKey, OrganisationKey] = {
            w.key: owners[w.site]
            for w in cluster.workshops
            if not w.shared and w.site in owners and owners[w.site] in roles and roles[owners[w.site]].role.is_college
        }
        self.groups = [g for g in cluster.groups if g.programme == programme and g.start_year == cluster.start_year]

    def best(self, named: Sequence[WorkshopKey]) -> tuple[StudentGroup, tuple[Workshop, ...]] | None:
        """The largest group that may use some of these workshops, and those it may use."""
        for group in sorted(self.groups, key=lambda g: -g.size):
            open_to = tuple(self.workshops[k] for k in dict.fromkeys(named) if self._may(group, k))
            if open_to:
                return group, open_to
        return None

    def _may(self, group: StudentGroup, key: WorkshopKey) -> bool:
        """A college's workshop that is not shared is for its own groups."""
        return key in self.workshops and self.only.get(key, group.organisation) == group.organisation


def _places(e: OutlineElement, usable: _Usable, week: int) -> Iterator[Need]:
    found = usable.best(e.workshops)
    if found is not None:
        group, workshops = found
        together = sum(w.places for w in workshops)
        for w in workshops:
            yield Need(_workshop(w.key), Fraction(group.size * w.places, together * week))


def _most(needs: Iterable[Iterable[Need]]) -> tuple[Need, ...]:
    """Of each resource the largest need."""
    found: dict[ResourceKey, Need] = {}
    for need in (n for listed in needs for n in listed):
        if need.resource not in found or need.per_hour > found[need.resource].per_hour:
            found[need.resource] = need
    return tuple(found.values())


def _hours(e: OutlineElement, usable: _Usable) -> Iterator[Need]:
    if e.teacher is not None and e.teacher in usable.people:
        yield Need(_teacher(e.teacher))


def _workshops(workshops: Iterable[Workshop]) -> Iterator[Resource]:
    yield from (Resource(key=_workshop(w.key), title=w.name, capacity=w.places) for w in workshops)


def _teachers(cluster: Cluster) -> Iterator[Resource]:
    yield from (Resource(key=_teacher(p.key), title="", capacity=p.weekly_hours) for p in cluster.staff)


def _workshop(key: WorkshopKey) -> ResourceKey:
    return ResourceKey(f"workshop.{key}")


def _teacher(key: PersonKey) -> ResourceKey:
    return ResourceKey(f"teacher.{key}")
