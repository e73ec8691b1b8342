"""Invented people of every role, for looking around; they have no passwords and exist in demo mode only."""

from django.db import transaction

from remeslo.core.network.resources import OrganisationRole as Part
from remeslo.web.apps.common.enums import Role
from remeslo.web.apps.common.models import Cluster, Membership, Organisation, User

_PEOPLE: tuple[tuple[str, str, Role, tuple[Part, ...]], ...] = (
    ("metodist", "Вера Ключникова", Role.METHODIST, (Part.BASE_COLLEGE,)),
    ("rabotodatel", "Тимур Гайсин", Role.EMPLOYER, (Part.ANCHOR_EMPLOYER,)),
    ("universitet", "Полина Остроумова", Role.EMPLOYER, (Part.CORPORATE_UNIVERSITY, Part.PARTNER_EMPLOYER)),
    ("zamdirektora", "Семён Аркадьев", Role.DEPUTY_DIRECTOR, (Part.BASE_COLLEGE,)),
    ("setevoy", "Лидия Чагина", Role.DEPUTY_DIRECTOR, (Part.NETWORK_COLLEGE,)),
    ("upravlyayushchiy", "Мадина Сабирова", Role.CLUSTER_MANAGER, (Part.MANAGING_BODY,)),
    ("finansist", "Игорь Лисицын", Role.FINANCE_OFFICER, (Part.MANAGING_BODY, Part.BASE_COLLEGE)),
    ("ministerstvo", "Ольга Рубцова", Role.MINISTRY_OFFICIAL, (Part.REGION_AUTHORITY,)),
    ("administrator", "Глеб Самохин", Role.ADMINISTRATOR, ()),
)


@transaction.atomic
def make_demo_people(cluster: Cluster) -> list[User]:
    """A person for each role (two for employers and for colleges), once."""
    organisations = list(cluster.organisations.all())
    people = []
    for username, name, role, parts in _PEOPLE:
        user, made = User.objects.get_or_create(username=username, defaults={"name": name, "demo": True})
        if made:
            user.set_unusable_password()
            user.save()
        if user.demo:
            Membership.objects.get_or_create(
                cluster=cluster, user=user, role=role, organisation=_first(organisations, parts)
            )
            people.append(user)
    return people


def _first(organisations: list[Organisation], parts: tuple[Part, ...]) -> Organisation | None:
    for part in parts:
        for organisation in organisations:
            if organisation.role == part.value:
                return organisation
    return None
