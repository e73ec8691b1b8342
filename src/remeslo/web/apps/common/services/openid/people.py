"""Whom the service's word is about: somebody known by subject or verified address, or invited; nobody else."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from remeslo.web.apps.common.models import OutsideIdentity, User
from remeslo.web.apps.common.services import invitations
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.common.services.openid.flow import Claims


class TakenByAnother(Exception):
    """The service's account belongs to somebody else here, or this person already has another one there."""


@transaction.atomic
def person_of(claims: Claims) -> User | None:
    """Who this is: by subject, by the verified address of exactly one account, or by open invitations to it."""
    known = OutsideIdentity.objects.filter(issuer=claims.issuer, subject=claims.subject).select_related("user").first()
    if known is not None:
        return known.user if known.user.is_active else None
    if not claims.email:
        return None
    found = list(User.objects.filter(email__iexact=claims.email, demo=False)[:2])
    if len(found) > 1:
        return None
    if found:
        person = found[0]
        elsewhere = person.outside_identities.filter(issuer=claims.issuer).exists()
        if not person.is_active or elsewhere:
            return None
    else:
        waiting = invitations.open_to(claims.email)
        if not waiting:
            return None
        person = invitations.account_by_service(claims.email, claims.name)
        for one in waiting:
            invitations.accept(one, person)
    connect(person, claims)
    return person


@transaction.atomic
def connect(person: User, claims: Claims) -> None:
    """The service's account is the person's from now on; raises TakenByAnother."""
    rows = OutsideIdentity.objects.filter(issuer=claims.issuer)
    if rows.filter(user=person, subject=claims.subject).exists():
        return
    if rows.filter(subject=claims.subject).exists() or rows.filter(user=person).exists():
        raise TakenByAnother
    OutsideIdentity.objects.create(user=person, issuer=claims.issuer, subject=claims.subject, since=timezone.now())
    record("openid.connected", by=person, subject=f"user:{person.username}")


@transaction.atomic
def disconnect(person: User) -> None:
    """The service's account means nobody here any more."""
    gone, _rows = person.outside_identities.filter(issuer=settings.OPENID["issuer"]).delete()
    if gone:
        record("openid.disconnected", by=person, subject=f"user:{person.username}")
