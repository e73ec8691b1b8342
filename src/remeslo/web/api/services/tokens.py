"""Making tokens, revoking them, and telling whose a token is that came with a request."""

import hashlib
import hmac
import secrets
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Case, F, Value, When

from remeslo.web.api.enums import Scope
from remeslo.web.api.models import ApiToken
from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.services.log import record

MARK: Final = "rmsl"
"""What every token begins with, so that one left in a file is found by those who look for secrets."""
MOST_DAYS: Final = 366
MOST_TOKENS: Final = 50
"""Tokens in force that a person may have."""
A_MINUTE: Final = 600
"""Requests that a token may make within one minute."""


class NotMade(Exception):
    """The token can't be made: no scope, too many tokens, too long."""


@transaction.atomic
def make_token(
    user: User, *, name: str, scopes: Iterable[str], days: int, at: datetime, cluster: Cluster | None = None
) -> tuple[ApiToken, str]:
    """
    A new token and its text, which is told once and kept nowhere.

    ``days`` is 1..366. Raises NotMade.
    """
    chosen = sorted({Scope(s).value for s in scopes})
    name = name.strip()[:100]
    if not chosen or not name or not 1 <= days <= MOST_DAYS:
        raise NotMade
    User.objects.select_for_update().get(pk=user.pk)
    if in_force(user.api_tokens.all(), at).count() >= MOST_TOKENS:
        raise NotMade
    text = f"{MARK}_{secrets.token_hex(4)}_{secrets.token_urlsafe(32)}"
    row = ApiToken.objects.create(
        user=user,
        cluster=cluster,
        name=name,
        prefix=_prefix(text),
        sha256=_digest(text),
        scopes=chosen,
        made_at=at,
        expires_at=at + timedelta(days=days),
    )
    record("token.made", by=user, cluster=cluster, subject=f"token:{row.prefix}", name=name, scopes=chosen)
    return row, text


@transaction.atomic
def revoke_token(row: ApiToken, *, by: User, at: datetime) -> None:
    """End a token at once; one that ended before stays as it is."""
    locked = ApiToken.objects.select_for_update().get(pk=row.pk)
    if locked.revoked_at is None:
        locked.revoked_at = at
        locked.save(update_fields=["revoked_at"])
        record("token.revoked", by=by, cluster=locked.cluster, subject=f"token:{locked.prefix}", name=locked.name)


@transaction.atomic
def revoke_all(person: User, by: User, at: datetime) -> int:
    """End every token of a person that is in force; how many there were."""
    rows = list(in_force(person.api_tokens.all(), at))
    for row in rows:
        revoke_token(row, by=by, at=at)
    return len(rows)


def in_force(rows, at: datetime):  # type: ignore[no-untyped-def]
    """Of these tokens, those that may be used."""
    return rows.filter(revoked_at__isnull=True, expires_at__gt=at)


def token_of(text: str, at: datetime) -> ApiToken | None:
    """The token in force whose text this is, or None; one query, with its person."""
    if len(text) > 100 or not text.isascii() or not text.startswith(f"{MARK}_"):
        return None
    rows = ApiToken.objects.select_related("user").filter(prefix=_prefix(text), user__is_active=True)
    found = in_force(rows, at).first()
    return found if found is not None and hmac.compare_digest(found.sha256, _digest(text)) else None


def count_request(token: ApiToken, at: datetime, most: int = A_MINUTE) -> int:
    """
    Count a request of the token; seconds to wait when it has made too many in this minute, else 0.

    One update; requests of the very same moment may pass the limit by as many as they are.
    """
    minute = int(at.timestamp()) // 60
    if token.minute == minute and token.asked >= most:
        return max(1, 60 - int(at.timestamp()) % 60)
    counted = Case(When(minute=minute, then=F("asked") + 1), default=Value(1))
    ApiToken.objects.filter(pk=token.pk).update(asked=counted, minute=minute, used_at=at)
    return 0


def allows(token: ApiToken, scope: str) -> bool:
    """True when the token was made for this."""
    kept: Collection[str] = token.scopes
    return scope in kept


def _prefix(text: str) -> str:
    return "_".join(text.split("_")[1:2])[:12]


def _digest(text: str) -> str:
    """A token holds 256 bits drawn by chance, so that a plain digest can't be guessed back."""
    return hashlib.sha256(text.encode()).hexdigest()
