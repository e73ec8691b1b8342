"""Whom a person of the staff, a session and a mentorship concern, for asking about rights; and who I am here."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from remeslo.web.apps.common.models import Cluster, Organisation, User
from remeslo.web.apps.common.permissions import Action, can, own_people
from remeslo.web.apps.registry.models import StaffMember
from remeslo.web.apps.staffing.models import MentorshipRow, SessionRow, Step


@dataclass(frozen=True, slots=True)
class Thing:
    """Something in a cluster that belongs to organisations and is about people (their keys)."""

    cluster_id: int
    owners: tuple[Organisation, ...] = ()
    persons: tuple[str, ...] = ()


def person_thing(person: StaffMember) -> Thing:
    """A person: of the own college or enterprise; read with ``select_related("organisation")``."""
    return Thing(person.cluster_id, (person.organisation,), (person.key,))


def session_thing(session: SessionRow) -> Thing:
    """A session: of its host; read with ``select_related("course__host")``."""
    return Thing(session.cluster_id, (session.course.host,))


def step_thing(step: Step) -> Thing:
    """A step as the person and the sending house see it; the host asks `session_thing`."""
    return person_thing(step.person)


def mentorship_thing(row: MentorshipRow, college: Organisation | None) -> Thing:
    """A mentorship: of the mentor's enterprise and of the college whose group is guided."""
    houses = (row.mentor.organisation, college)
    return Thing(row.cluster_id, tuple(o for o in houses if o is not None), (row.mentor.key,))


def organisation_thing(cluster: Cluster, organisation: Organisation) -> Thing:
    """Anything that belongs to an organisation."""
    return Thing(cluster.pk, (organisation,))


def may_see(user: User, person: StaffMember) -> bool:
    """True when this person's page is open to the reader."""
    return can(user, Action.SEE_PERSON, person_thing(person))


def visible(user: User, people: Iterable[StaffMember]) -> list[StaffMember]:
    """Of these people, those whose pages are open to the reader."""
    return [p for p in people if may_see(user, p)]


def houses_where(user: User, action: Action, cluster: Cluster, houses: Iterable[Organisation]) -> list[Organisation]:
    """Of these organisations, those in whose name the reader may do this."""
    return [o for o in houses if can(user, action, organisation_thing(cluster, o))]


def myself(user: Any, cluster: Cluster) -> StaffMember | None:
    """The person of the staff whose account this is; one query when there is one, none otherwise."""
    keys = own_people(user, cluster)
    if not keys:
        return None
    people = StaffMember.objects.filter(cluster=cluster, key__in=keys)
    return people.select_related("organisation", "cluster").order_by("position", "id").first()
