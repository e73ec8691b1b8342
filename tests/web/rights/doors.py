"""What the world has at its doors: an open invitation, and a browser that an employer's person is signed in with."""

from __future__ import annotations

from typing import Any


def doors(cluster: Any, admin: Any, things: dict[str, Any]) -> None:
    """An administrator has invited somebody; a person of the pipe works is signed in somewhere."""
    from datetime import timedelta

    from django.contrib.sessions.models import Session
    from django.utils import timezone

    from remeslo.web.apps.common.enums import Role
    from remeslo.web.apps.common.models import Membership, SignedIn, User
    from remeslo.web.apps.common.services.invitations import invite

    by, made = User.objects.get_or_create(username="administrator", defaults={"name": "administrator"})
    if made:
        Membership.objects.create(cluster=cluster, user=by, role=Role.ADMINISTRATOR)
    row, token = invite("invited@example.org", Role.CLUSTER_MANAGER, by=by, cluster=cluster, organisation=None)
    things["invitation"], things["invitation_link"] = row.pk, token
    owner = User.objects.get(username="employer@pipes")
    now = timezone.now()
    Session.objects.create(session_key="elsewhere", session_data="", expire_date=now + timedelta(days=1))
    things["browser"] = SignedIn.objects.create(user=owner, key="elsewhere", begun_at=now, seen_at=now).pk
