"""How many mentors and workplaces are missing, week by week: trainees times weeks against what the enterprises have."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from remeslo.core.base.keys import OrganisationKey, WorkshopKey
from remeslo.core.staffing.absence import Absence
from remeslo.core.staffing.mentors.placement import Placement
from remeslo.core.staffing.mentors.problem import GUIDES
from remeslo.core.staffing.people import StaffMember


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorWeek:
    """
    One enterprise in one week.

    Parameters
    ----------
    organisation
        ``None``: trainees of whom no enterprise is named, against all mentors of the cluster who are not taken.
    trainees
        Who come there.
    mentors
        Mentors who are there for at least a day of the week.
    capacity
        Trainees whom they may guide.
    places
        Places of the workplaces that are named, and how many trainees come beyond them.
    """

    organisation: OrganisationKey | None
    monday: date
    trainees: int
    mentors: int
    capacity: int
    places: int
    beyond_places: int

    @property
    def short(self) -> int:
        """Trainees for whom there is no mentor."""
        return max(0, self.trainees - self.capacity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortage:
    """
    What an enterprise lacks over all weeks.

    Parameters
    ----------
    trainee_weeks
        Sum over weeks of trainees without a mentor.
    mentors
        Mentors that would have to be found so that no week is short.
    worst
        The week with most of them.
    """

    organisation: OrganisationKey | None
    trainee_weeks: int
    beyond_places: int
    mentors: int
    worst: MentorWeek


def mentor_weeks(
    placements: Iterable[Placement],
    people: Iterable[StaffMember],
    *,
    trainees_max: int,
    absences: Iterable[Absence] = (),
    places: Mapping[WorkshopKey, int] | None = None,
) -> tuple[MentorWeek, ...]:
    """
    Every enterprise in every week in which trainees come, by enterprise and week.

    Trainees without an enterprise are set against what the others leave: the cluster's mentors, less those needed.
    """
    staff = _Staff(people, absences)
    coming: dict[tuple[OrganisationKey | None, date], list[Placement]] = {}
    for p in placements:
        for monday in p.mondays:
            coming.setdefault((p.organisation, monday), []).append(p)
    found: list[MentorWeek] = []
    for organisation, monday in sorted(coming, key=lambda k: (k[0] or "", k[1])):
        here = coming[organisation, monday]
        mentors = staff.there(organisation, monday)
        capacity = mentors * trainees_max
        if organisation is None:
            others = ((o, ps) for (o, m), ps in coming.items() if m == monday and o is not None)
            used = (min(staff.there(o, monday) * trainees_max, sum(p.trainees for p in ps)) for o, ps in others)
            capacity -= sum(used)
        found.append(
            MentorWeek(
                organisation=organisation,
                monday=monday,
                trainees=sum(p.trainees for p in here),
                mentors=mentors,
                capacity=capacity,
                **_places(here, places or {}),
            )
        )
    return tuple(found)


def shortages(weeks: Iterable[MentorWeek], *, trainees_max: int) -> tuple[Shortage, ...]:
    """Enterprises that lack mentors or places, the greatest lack first; raises ValueError when nobody may guide one."""
    by_organisation: dict[OrganisationKey | None, list[MentorWeek]] = {}
    for w in weeks:
        by_organisation.setdefault(w.organisation, []).append(w)
    if trainees_max <= 0:
        raise ValueError(f"trainees of a mentor must be > 0, got {trainees_max}.")
    found = []
    for organisation, own in by_organisation.items():
        worst = max(own, key=lambda w: (w.short, w.beyond_places, -w.monday.toordinal()))
        if worst.short or any(w.beyond_places for w in own):
            found.append(
                Shortage(
                    organisation=organisation,
                    trainee_weeks=sum(w.short for w in own),
                    beyond_places=sum(w.beyond_places for w in own),
                    mentors=-(-worst.short // trainees_max),
                    worst=worst,
                )
            )
    return tuple(sorted(found, key=lambda s: (-s.trainee_weeks, -s.beyond_places, s.organisation or "")))


def _places(here: Iterable[Placement], places: Mapping[WorkshopKey, int]) -> dict[str, int]:
    trainees: dict[WorkshopKey, int] = {}
    for p in here:
        if p.workplace is not None and p.workplace in places:
            trainees[p.workplace] = trainees.get(p.workplace, 0) + p.trainees
    beyond = sum(max(0, n - places[w]) for w, n in trainees.items())
    return {"places": sum(places[w] for w in trainees), "beyond_places": beyond}


class _Staff:
    """Mentors by enterprise, and when they are away."""

    def __init__(self, people: Iterable[StaffMember], absences: Iterable[Absence]) -> None:
        self.mentors = [p for p in people if p.role in GUIDES]
        self.absences: dict[str, list[Absence]] = {}
        for a in absences:
            self.absences.setdefault(a.person, []).append(a)

    def there(self, organisation: OrganisationKey | None, monday: date) -> int:
        """Mentors who work at least one of the days Monday to Friday of a week."""
        own = (m for m in self.mentors if organisation in (None, m.organisation))
        friday = monday + timedelta(days=4)
        return sum(not self._away_all(m.key, monday, friday) for m in own)

    def _away_all(self, person: str, monday: date, friday: date) -> bool:
        return any(a.first <= monday and friday <= a.last for a in self.absences.get(person, ()))
