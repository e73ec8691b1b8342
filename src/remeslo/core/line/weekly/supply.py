"""What a cluster has for its lessons: rooms and when they are closed or kept for somebody, teachers, bells, weeks."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from remeslo.core.base.keys import OrganisationKey, SiteKey, WorkshopKey
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.weekly.bells import Bells, Pair
from remeslo.core.line.weekly.lesson import LessonRoom, Person
from remeslo.core.network.openhours import user_on
from remeslo.core.network.place import ANYBODY, Shift
from remeslo.core.network.resources import Workshop
from remeslo.core.network.rooms import Room, RoomKey, RoomKind
from remeslo.core.staffing.duty import Duty

STUDY_WEEK_DAYS = 6


def bells(cluster: Cluster) -> Bells | None:
    """The pairs of the cluster's day, Monday to Saturday; ``None`` where nobody said."""
    pairs = tuple(Pair(b.start, b.end, b.shift) for b in cluster.bells)
    return Bells(pairs, STUDY_WEEK_DAYS) if pairs else None


def semester_weeks(cluster: Cluster, year: int, half: int) -> tuple[date, ...]:
    """Mondays of the autumn (``half`` 1) or spring (2) semester of the study year that begins in ``year``."""
    first = date(year, 9, 1)
    monday = first - timedelta(days=first.weekday())
    layout = cluster.layout
    begin, count = (0, layout.autumn) if half == 1 else (layout.autumn + layout.winter, layout.spring)
    return tuple(monday + timedelta(weeks=begin + n) for n in range(count))


def people(cluster: Cluster, weeks: Sequence[date]) -> Iterator[Person]:
    """Everybody on the staff, with the days of absence that lie in these weeks."""
    for member in cluster.staff:
        own = [a for a in cluster.absences if a.person == member.key]
        away = frozenset(
            (monday, day)
            for monday in weeks
            for day in range(7)
            if any(a.touches(d := monday + timedelta(days=day), d) for a in own)
        )
        yield Person(key=member.key, home=member.home, weekly_hours=member.weekly_hours, away=away)


def classrooms(cluster: Cluster, duty: Duty, size: int) -> tuple[RoomKey, ...]:
    """
    Rooms of the duty's college with seats enough, the smallest first.

    Rooms that are kept for the subject (its title or index) go before all others and leave these out; gyms and rooms
    kept for other subjects are for nobody else; laboratory lessons like a laboratory.
    """
    sites = {s.key for s in cluster.sites if s.organisation == duty.organisation}
    fitting = sorted((r for r in cluster.rooms if r.site in sites and r.seats >= size), key=lambda r: (r.seats, r.key))
    kept = [r for r in fitting if duty.title in r.subjects or duty.element in r.subjects]
    if kept:
        return tuple(r.key for r in kept)
    free = [r for r in fitting if not r.subjects and r.kind is not RoomKind.GYM]
    wanted = _WANTED.get(duty.kind.value, RoomKind.CLASSROOM)
    return tuple(r.key for r in sorted(free, key=lambda r: r.kind is not wanted))


_WANTED = {"laboratory": RoomKind.LABORATORY}


def lesson_rooms(
    cluster: Cluster, used: Iterable[RoomKey], weeks: Sequence[date], day_bells: Bells
) -> Iterator[LessonRoom]:
    """Classrooms and workshops among ``used``, in the cluster's order."""
    wanted = frozenset(used)
    for room in (r for r in cluster.rooms if r.key in wanted):
        yield _classroom(room)
    owners: dict[SiteKey, OrganisationKey] = {s.key: s.organisation for s in cluster.sites}
    for workshop in (w for w in cluster.workshops if RoomKey(w.key) in wanted and w.site in owners):
        yield _workshop(cluster, workshop, owners[workshop.site], weeks, day_bells)


def _classroom(room: Room) -> LessonRoom:
    return LessonRoom(key=room.key, site=room.site, title=room.title, seats=room.seats)


def _workshop(
    cluster: Cluster, workshop: Workshop, owner: OrganisationKey, weeks: Sequence[date], day_bells: Bells
) -> LessonRoom:
    """A workshop with its opening hours, pair by pair."""
    rows = tuple(r for r in cluster.open_hours if r.workshop == workshop.key)
    terms = next((t for t in cluster.use_terms if t.workshop == workshop.key), None)
    closed, kept = set(), set()
    for monday in weeks:
        for day in range(day_bells.days):
            by_shift = {
                shift: user_on(monday + timedelta(days=day), Shift(shift), workshop, owner, rows)
                for shift in {p.shift for p in day_bells.pairs}
            }
            for number, pair in enumerate(day_bells.pairs, start=1):
                user = by_shift[pair.shift]
                if user is None:
                    closed.add((monday, day, number))
                elif user != ANYBODY:
                    kept.add((monday, day, number, user))
    return LessonRoom(
        key=RoomKey(workshop.key),
        site=workshop.site,
        title=workshop.name,
        seats=workshop.places,
        parallel=terms.parallel if terms else 1,
        closed=frozenset(closed),
        kept=frozenset(kept),
    )


def hours_a_day(cluster: Cluster, workshop: WorkshopKey | None, usual: int) -> int:
    """Academic hours of a day in a workshop, by its terms of use."""
    terms = next((t for t in cluster.use_terms if t.workshop == workshop), None)
    return terms.hours_a_day if terms else usual
