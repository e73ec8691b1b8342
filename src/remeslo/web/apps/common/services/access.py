"""Giving and taking roles; making accounts."""

import secrets
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from remeslo.web.apps.common.enums import Realm, Role
from remeslo.web.apps.common.models import Cluster, Membership, Organisation, User
from remeslo.web.apps.common.services.log import record


class LastAdministrator(Exception):
    """A cluster keeps at least one administrator."""


@transaction.atomic
def grant_role(
    cluster: Cluster, person: User, role: Role, organisation: Organisation | None, *, by: User | None
) -> Membership:
    """Give a person a role in a cluster; the same again changes nothing."""
    membership, made = Membership.objects.get_or_create(
        cluster=cluster, user=person, role=role, organisation=organisation
    )
    if made:
        facts = {"role": role.value, "person": person.get_full_name()}
        record("access.granted", by=by, cluster=cluster, subject=f"user:{person.username}", **facts)
    return membership


@transaction.atomic
def revoke_role(membership: Membership, *, by: User | None) -> None:
    """Take a role away; raises LastAdministrator rather than locking a cluster up."""
    others = Membership.objects.select_for_update().filter(cluster=membership.cluster, role=Role.ADMINISTRATOR)
    if membership.role == Role.ADMINISTRATOR and not others.exclude(pk=membership.pk).exists():
        raise LastAdministrator
    facts = {"role": membership.role, "person": membership.user.get_full_name()}
    record("access.revoked", by=by, cluster=membership.cluster, subject=f"user:{membership.user.username}", **facts)
    membership.delete()


@transaction.atomic
def give_mandate(person: User, role: Role, realm: Realm, node: str, *, by: User | None) -> Membership:
    """Give a person a role over a region, an industry or the country; the same again changes nothing."""
    mandate, made = Membership.objects.get_or_create(
        cluster=None, user=person, role=role, realm=realm, node="" if realm is Realm.COUNTRY else node
    )
    if made:
        record("mandate.given", by=by, subject=f"user:{person.username}", **_told(mandate))
    return mandate


@transaction.atomic
def take_mandate(mandate: Membership, *, by: User | None) -> None:
    """Take a role above clusters away."""
    record("mandate.taken", by=by, subject=f"user:{mandate.user.username}", **_told(mandate))
    mandate.delete()


def _told(mandate: Membership) -> dict[str, Any]:
    return {
        "role": mandate.role,
        "person": mandate.user.get_full_name(),
        "over": f"{mandate.realm} {mandate.node}".rstrip(),
    }


def open_to_keepers(cluster: Cluster) -> list[User]:
    """A cluster without an administrator gets those who keep the installation (``is_superuser``); whom it got."""
    if cluster.memberships.filter(role=Role.ADMINISTRATOR, user__demo=False).exists():
        return []
    keepers = list(User.objects.filter(is_superuser=True, is_active=True, demo=False))
    for keeper in keepers:
        grant_role(cluster, keeper, Role.ADMINISTRATOR, None, by=None)
    return keepers


def make_account(username: str, name: str, password: str | None = None) -> tuple[User, str]:
    """A new account and its first password (a random one unless given, which must then be good enough)."""
    user = User(username=username.strip(), name=name.strip())
    if password is None:
        password = secrets.token_urlsafe(12)
    else:
        validate_password(password, user)
    user.set_password(password)
    user.full_clean(exclude=["password"])
    user.save()
    return user, password
