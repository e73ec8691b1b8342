"""Inviting by address: a one-time link that gives a role to whoever holds it, while the inviter may give it."""

import hashlib
import logging
import secrets
from datetime import timedelta
from smtplib import SMTPException
from typing import Any, Final

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from remeslo.web.apps.common.enums import Realm, Role
from remeslo.web.apps.common.models import Cluster, Invitation, User
from remeslo.web.apps.common.permissions import Action, can, may_give_mandates
from remeslo.web.apps.common.services.access import give_mandate, grant_role, make_account
from remeslo.web.apps.common.services.log import record

GOOD_FOR: Final = timedelta(days=7)

_log = logging.getLogger("remeslo.invitations")


class NotOpen(Exception):
    """Accepted, withdrawn or run out meanwhile."""


@transaction.atomic
def invite(email: str, role: Role, *, by: User, **place: Any) -> tuple[Invitation, str]:
    """An invitation to a ``cluster`` (with an ``organisation``) or over a ``realm`` and ``node``; and its token."""
    now, token = timezone.now(), secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        email=email.strip(), digest=_digest(token), role=role, by=by, made_at=now, expires_at=now + GOOD_FOR, **place
    )
    _tell("invitation.made", invitation, by)
    return invitation, token


@transaction.atomic
def renew(invitation: Invitation, *, by: User) -> str:
    """Another link and seven more days; the earlier link is void. Raises NotOpen after it was accepted, withdrawn."""
    row = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if row.accepted_at or row.withdrawn_at:
        raise NotOpen
    token = secrets.token_urlsafe(32)
    row.digest, row.expires_at, row.by, row.sent_at = _digest(token), timezone.now() + GOOD_FOR, by, None
    row.save(update_fields=["digest", "expires_at", "by", "sent_at"])
    _tell("invitation.renewed", row, by)
    return token


@transaction.atomic
def withdraw(invitation: Invitation, *, by: User) -> None:
    """The link opens nothing any more."""
    if _open().filter(pk=invitation.pk).update(withdrawn_at=timezone.now()):
        _tell("invitation.withdrawn", invitation, by)


def send(invitation: Invitation, address: str) -> bool:
    """By letter where the settings name a server; False when the link has to be handed over."""
    if not settings.SENDS_LETTERS:
        return False
    place = invitation.cluster or _("Remeslo")
    body = render_to_string("common/invitations/letter.html", {"invitation": invitation, "address": address}).strip()
    try:
        send_mail(_("Invitation: %(place)s") % {"place": place}, body, None, [invitation.email])
    except (SMTPException, OSError) as error:
        _log.warning("an invitation could not be sent: %s", type(error).__name__)
        return False
    Invitation.objects.filter(pk=invitation.pk).update(sent_at=timezone.now())
    return True


def by_token(token: str) -> Invitation | None:
    """The open invitation of a link, as long as who gave it could give it today."""
    found = _open().filter(digest=_digest(token)).select_related("cluster", "organisation", "by").first()
    return found if found is not None and _stands(found) else None


def open_to(email: str) -> list[Invitation]:
    """Open invitations to an address."""
    rows = _open().filter(email__iexact=email).select_related("cluster", "organisation", "by")
    return [one for one in rows if _stands(one)]


@transaction.atomic
def accept(invitation: Invitation, person: User) -> None:
    """Give the role; of two who open the link at once one gets it, the other NotOpen."""
    now = timezone.now()
    if not _open().filter(pk=invitation.pk).update(accepted_at=now, accepted_by=person):
        raise NotOpen
    role = Role(invitation.role)
    if invitation.cluster is not None:
        grant_role(invitation.cluster, person, role, invitation.organisation, by=invitation.by)
    else:
        give_mandate(person, role, Realm(invitation.realm), invitation.node, by=invitation.by)
    _tell("invitation.accepted", invitation, person)


@transaction.atomic
def accept_with_account(invitation: Invitation, username: str, name: str, password: str) -> User:
    """A new account for whoever holds the link; raises ValidationError for name or password, NotOpen."""
    person, _password = make_account(username, name, password)
    User.objects.filter(pk=person.pk).update(email=invitation.email)
    accept(invitation, person)
    return person


def account_by_service(email: str, name: str) -> User:
    """An account without a password, for somebody whom the sign-in service vouches for."""
    wanted = slugify(email.partition("@")[0])[:100] or "user"
    taken = set(User.objects.filter(username__startswith=wanted).values_list("username", flat=True))
    username = next(u for n in range(len(taken) + 1) if (u := wanted if n == 0 else f"{wanted}{n + 1}") not in taken)
    person = User(username=username, name=name.strip() or username, email=email)
    person.set_unusable_password()
    person.save()
    return person


def of_cluster(cluster: Cluster | None) -> QuerySet[Invitation]:
    """Those of a cluster, or (None) above clusters, that were not accepted or withdrawn; run out ones too."""
    rows = Invitation.objects.filter(cluster=cluster, accepted_at=None, withdrawn_at=None)
    return rows.select_related("organisation", "by")


def _open() -> QuerySet[Invitation]:
    return Invitation.objects.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now())


def _stands(invitation: Invitation) -> bool:
    by = invitation.by
    if not by.is_active:
        return False
    return may_give_mandates(by) if invitation.cluster is None else can(by, Action.MANAGE_ACCESS, invitation.cluster)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _tell(action: str, invitation: Invitation, by: User) -> None:
    record(action, by=by, cluster=invitation.cluster, subject=f"invitation:{invitation.pk}", role=invitation.role)
