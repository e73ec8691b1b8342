"""What the app of people asks of the plans: what a person teaches and could learn, and everybody's load."""

from collections import Counter
from collections.abc import Iterator, Mapping

from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing.duty import Duty, DutyKey
from remeslo.core.staffing.gaps import PersonGap
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.staffing.teaching import Load, PersonTeaching, Taught, ToLearn
from remeslo.web.apps.staffplans import queries
from remeslo.web.apps.staffplans.scene import Scene
from remeslo.web.apps.staffplans.services.assigning import kept_of
from remeslo.web.apps.staffplans.snapshot import scene

MOST_TO_LEARN = 10
"""Skills told to one person: those that open most come first."""


class PublishedTeaching:
    """The published assignment and the gaps of today (`staffing.teaching.Teaching`)."""

    def of_person(self, cluster: Cluster, person: str) -> PersonTeaching:
        """What is planned about a person."""
        here, known = scene(cluster), self._published(cluster)
        key = PersonKey(person)
        if key not in here.person:
            return PersonTeaching(published=known is not None)
        mine = [d for d in here.duties if known is not None and known.get(d.key) == key]
        return PersonTeaching(
            known=bool(here.duties),
            published=known is not None,
            taught=tuple(_taught(here, mine)),
            loads=tuple(_load(here, key, year, mine) for year in sorted({d.year for d in mine})),
            to_learn=tuple(_to_learn(here, key))[:MOST_TO_LEARN],
        )

    def loads(self, cluster: Cluster, year: int) -> Mapping[str, Load]:
        """Load of everybody in a study year."""
        here, known = scene(cluster), self._published(cluster) or {}
        hours: Counter[PersonKey] = Counter()
        for duty in here.duties:
            if duty.year == year and duty.key in known:
                hours[known[duty.key]] += duty.hours
        return {p: Load(year=year, hours=h, paid=_paid(here, p)) for p, h in hours.items() if p in here.person}

    def _published(self, cluster: Cluster) -> Mapping[DutyKey, PersonKey] | None:
        head = queries.document(cluster, DocumentKind.ASSIGNMENT)
        return kept_of(head.published).person_of if head is not None and head.published is not None else None


TEACHING = PublishedTeaching()


def _taught(here: Scene, duties: list[Duty]) -> Iterator[Taught]:
    """One line for each element of each group and study year, subgroups and semesters together, the earliest first."""
    found: dict[tuple[int, str, str], list[Duty]] = {}
    for duty in sorted(duties, key=lambda d: (d.first, d.key)):
        found.setdefault((duty.year, duty.group, duty.element), []).append(duty)
    for own in found.values():
        yield Taught(
            element=own[0].element,
            title=own[0].title,
            group=own[0].group,
            programme=here.title(own[0].programme),
            year=own[0].year,
            first=own[0].first,
            last=max(d.last for d in own),
            hours=sum(d.hours for d in own),
        )


def _load(here: Scene, person: PersonKey, year: int, duties: list[Duty]) -> Load:
    return Load(year=year, hours=sum(d.hours for d in duties if d.year == year), paid=_paid(here, person))


def _paid(here: Scene, person: PersonKey) -> int:
    return int(here.person[person].rate * here.norms.rate_hours)


def _to_learn(here: Scene, person: PersonKey) -> Iterator[ToLearn]:
    """Each skill once, with what the smallest set of needs that has it opens."""
    told: set[str] = set()
    for gap in _near(here, person):
        for need in gap.lacks:
            if need.skill not in told:
                told.add(need.skill)
                yield ToLearn(
                    skill=need.skill,
                    level=need.level,
                    duties=len(gap.opens),
                    hours=gap.hours,
                    first_needed=gap.first_needed,
                )


def _near(here: Scene, person: PersonKey) -> list[PersonGap]:
    """Gaps beside what the person teaches; all of them for somebody who may teach nothing yet."""
    own = [g for g in here.person_gaps if g.person == person]
    near = [g for g in own if g.kin]
    return near if near or any(here.rights.may(person, d) for d in here.duties) else own
