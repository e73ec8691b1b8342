"""What of a timetable a reader sees: everything, what is taught at the own house's sites, or what one teaches."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from remeslo.web.apps.common.models import Cluster, Organisation, User
from remeslo.web.apps.common.permissions import Action, can, own_people
from remeslo.web.apps.timetables.enums import FeedKind, Lens
from remeslo.web.apps.timetables.week import Names, Week


@dataclass(frozen=True, slots=True)
class Thing:
    """Whose it is, for the question who may."""

    cluster_id: int
    owner: Organisation | None = None
    persons: frozenset[str] = frozenset()


class Audience:
    """One reader of a cluster's timetables; ask it for every subject."""

    def __init__(self, user: User, cluster: Cluster, names: Names) -> None:
        self.user, self.cluster, self.names = user, cluster, names

    @cached_property
    def sees_all(self) -> bool:
        """True for those who see the whole timetable."""
        return can(self.user, Action.SEE_WEEKS, self.cluster)

    @cached_property
    def may_plan(self) -> bool:
        """True for those who make it."""
        return can(self.user, Action.PLAN_WEEKS, self.cluster)

    def sees(self, lens: Lens, subject: str) -> bool:
        """True when the reader may look at a group, a teacher, a room's site or a site."""
        return self.sees_all or self._may(Action.SEE_WEEKS, lens, subject)

    def sees_subject(self, week: Week, lens: Lens, subject: str) -> bool:
        """The same; a room is looked at by whoever looks at its site."""
        if lens is Lens.ROOM and not self.sees_all:
            room = next((r for r in week.problem.rooms if r.key == subject), None)
            return room is not None and self.sees(Lens.SITE, room.site)
        return self.sees(lens, subject)

    def subjects(self, week: Week, lens: Lens) -> list[tuple[str, str]]:
        """Keys and names that the reader may choose from."""
        return [(key, name) for key, name in week.subjects[lens] if self.sees_subject(week, lens, key)]

    def lenses(self, week: Week) -> list[Lens]:
        """Lenses through which the reader sees anything."""
        return [lens for lens in Lens if self.subjects(week, lens)]

    def may_share(self, kind: FeedKind, subject: str, week: Week | None) -> bool:
        """True when the reader may make and revoke the address of this calendar."""
        if can(self.user, Action.SHARE_WEEKS, self.cluster):
            return True
        if kind is FeedKind.EMPLOYER:
            house = self._houses.get(subject)
            thing = Thing(self.cluster.pk, owner=house)
            return house is not None and can(self.user, Action.SHARE_WEEKS, thing)
        if kind is FeedKind.TEACHER:
            return self._may(Action.SHARE_WEEKS, Lens.TEACHER, subject)
        site = str(week.site_of(next((r.key for r in week.problem.rooms if r.key == subject), None))) if week else ""
        return kind is FeedKind.ROOM and self._may(Action.SHARE_WEEKS, Lens.SITE, site)

    @property
    def me(self) -> Iterable[str]:
        """Keys of the staff that the reader is."""
        return sorted(own_people(self.user, self.cluster))

    @cached_property
    def _houses(self) -> dict[str, Organisation]:
        return {o.key: o for o in self.cluster.organisations.select_related("parent")}

    def _may(self, action: Action, lens: Lens, subject: str) -> bool:
        if lens is Lens.TEACHER:
            return can(self.user, action, Thing(self.cluster.pk, persons=frozenset({subject})))
        if lens is Lens.SITE:
            house = self._houses.get(self.names.house_of.get(subject, ""))
            return house is not None and can(self.user, action, Thing(self.cluster.pk, owner=house))
        return False
