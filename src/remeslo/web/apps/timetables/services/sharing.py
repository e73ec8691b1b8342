"""Addresses of calendars: made, shown again, revoked. The token is derived from a secret and never kept."""

import hashlib
import secrets
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.timetables.enums import FeedKind
from remeslo.web.apps.timetables.models import FeedKey
from remeslo.web.apps.timetables.queries import open_feed

SALT = "remeslo.timetables.feed"


def token_of(nonce: str) -> str:
    """The token of a nonce: the same as long as the server's secret is the same."""
    return salted_hmac(SALT, nonce, secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()


def digest_of(token: str) -> str:
    """By which a token is found: who reads the database has no addresses."""
    return hashlib.sha256(token.encode()).hexdigest()


def share(cluster: Cluster, kind: FeedKind, subject: str, *, language: str, by: User | None, at: datetime) -> FeedKey:
    """The open address of a subject; a new one when there is none."""
    known = open_feed(cluster, kind, subject)
    if known is not None:
        return known
    nonce = secrets.token_urlsafe(32)
    try:
        with transaction.atomic():
            made = FeedKey.objects.create(
                cluster=cluster,
                kind=kind,
                subject=subject,
                nonce=nonce,
                digest=digest_of(token_of(nonce)),
                language=language,
                made_by=by,
                made_at=at,
            )
            record("timetable.shared", by=by, cluster=cluster, subject=f"feed:{kind}:{subject}")
    except IntegrityError:  # somebody else was as quick
        known = open_feed(cluster, kind, subject)
        if known is None:
            raise
        return known
    return made


@transaction.atomic
def revoke(feed: FeedKey, *, by: User, at: datetime) -> FeedKey:
    """Shut an address for good: whoever uses it finds nothing from now on."""
    row = FeedKey.objects.select_for_update().get(pk=feed.pk)
    if row.revoked_at is None:
        row.revoked_at, row.revoked_by = at, by
        row.save(update_fields=["revoked_at", "revoked_by"])
        record("timetable.unshared", by=by, cluster=row.cluster, subject=f"feed:{row.kind}:{row.subject}")
    return row


def feed_of(token: str) -> FeedKey | None:
    """The open feed of a token, with its cluster; one query."""
    rows = FeedKey.objects.filter(digest=digest_of(token), revoked_at__isnull=True)
    return rows.select_related("cluster").first()
