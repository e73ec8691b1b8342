"""Accounts that are people of the staff."""

from django.db import transaction

from remeslo.web.apps.common.enums import Role
from remeslo.web.apps.common.models import Cluster, Membership, User
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.registry.models import StaffMember

DEMO = (
    ("prepodavatel", "Преподаватель Примеров", Role.TEACHER, ("teacher", "master")),
    ("nastavnik", "Наставник Примеров", Role.MENTOR, ("mentor",)),
)
"""Demo people who are somebody of the staff: the first of these roles that has something to look at."""


@transaction.atomic
def tie(person: StaffMember, user: User, *, by: User | None) -> Membership:
    """Say that an account is this person: the page of the person becomes *my page*; the same again changes nothing."""
    role = Role.MENTOR if person.role == "mentor" else Role.TEACHER
    held, made = Membership.objects.update_or_create(
        cluster=person.cluster,
        user=user,
        role=role,
        organisation=person.organisation,
        defaults={"person": person.key},
    )
    if made:
        told = {"role": role.value, "person": user.get_full_name()}
        record("access.granted", by=by, cluster=person.cluster, subject=f"user:{user.username}", **told)
    return held


@transaction.atomic
def make_demo_staff(cluster: Cluster) -> list[User]:
    """A teacher and a mentor to sign in as, once; nobody where the cluster has no such people."""
    found = []
    for username, name, role, roles in DEMO:
        person = _somebody(cluster, roles)
        if person is None:
            continue
        user, made = User.objects.get_or_create(username=username, defaults={"name": name, "demo": True})
        if made:
            user.set_unusable_password()
            user.save()
        if user.demo and not Membership.objects.filter(cluster=cluster, user=user, role=role).exists():
            tie(person, user, by=None)
            found.append(user)
    return found


def _somebody(cluster: Cluster, roles: tuple[str, ...]) -> StaffMember | None:
    """Whoever has something to answer or to renew; else the first of the roles."""
    for role in roles:
        rows = StaffMember.objects.filter(cluster=cluster, role=role).select_related("organisation", "cluster")
        people = list(rows.prefetch_related("mentorships", "qualifications"))
        asked = [p for p in people if any(not m.body.get("consent") for m in p.mentorships.all())]
        ending = [p for p in people if any(q.until for q in p.qualifications.all())]
        if people:
            return [*asked, *ending, *people][0]
    return None
