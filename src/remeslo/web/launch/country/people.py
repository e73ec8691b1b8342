"""Invented people who look at the country from its levels; they have no passwords and sign in in demo mode only."""

from django.db import transaction

from remeslo.core.line.country import Country
from remeslo.web.apps.common.enums import Realm, Role
from remeslo.web.apps.common.models import Cluster, Membership, User
from remeslo.web.apps.common.services.access import give_mandate

_ABOVE = (
    ("strana", "Ирина Полозова (вся страна)", Realm.COUNTRY),
    ("oblast", "Олег Дубравин (регион)", Realm.REGION),
    ("otrasl", "Нина Кречетова (отрасль)", Realm.INDUSTRY),
)
_INSIDE = (
    ("klaster", "Марк Соловьёв (кластер страны)", Role.CLUSTER_MANAGER),
    ("kolledzh", "Юлия Ветрова (колледж страны)", Role.DEPUTY_DIRECTOR),
)


@transaction.atomic
def make_officials(country: Country, clusters: dict[str, Cluster]) -> list[User]:
    """One person a level: the country, the first cluster's region and industry, that cluster, its base college."""
    first = country.clusters[0]
    over = {Realm.COUNTRY: "", Realm.REGION: first.region, Realm.INDUSTRY: first.industry}
    people = []
    for username, name, realm in _ABOVE:
        user = _person(username, name)
        if user.demo:
            give_mandate(user, Role.MINISTRY_OFFICIAL, realm, over[realm], by=None)
            people.append(user)
    cluster = clusters[first.key]
    base = cluster.organisations.get(key=first.scene.base_college)
    for username, name, role in _INSIDE:
        user = _person(username, name)
        if user.demo:
            house = base if role is Role.DEPUTY_DIRECTOR else None
            Membership.objects.get_or_create(cluster=cluster, user=user, role=role, organisation=house)
            people.append(user)
    return people


def _person(username: str, name: str) -> User:
    user, made = User.objects.get_or_create(username=username, defaults={"name": name, "demo": True})
    if made:
        user.set_unusable_password()
        user.save()
    return user
