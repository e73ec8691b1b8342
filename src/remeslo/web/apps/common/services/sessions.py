"""Where somebody is signed in: kept as a row for each browser, ended one by one or all."""

from datetime import timedelta
from typing import Any, Final

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from remeslo.web.apps.common.models import SignedIn, User
from remeslo.web.apps.common.services.accounts import address_of
from remeslo.web.apps.common.services.log import record

BEGAN: Final = "began"
SEEN: Final = "seen"
"""What a session holds: seconds since 1970."""
SEEN_EVERY_S: Final = 600


def keep(request: Any, person: User) -> None:
    """A row for the browser that signs in now; rows of sessions that are over go."""
    now = timezone.now()
    request.session[BEGAN] = request.session[SEEN] = int(now.timestamp())
    if request.session.session_key is None:
        request.session.save()
    SignedIn.objects.update_or_create(
        key=request.session.session_key,
        defaults={
            "user": person,
            "begun_at": now,
            "seen_at": now,
            "address": address_of(request),
            "browser": request.META.get("HTTP_USER_AGENT", "")[:300],
        },
    )
    _of_dead_sessions(person).delete()


def is_too_old(request: Any, longest_s: int) -> bool:
    """True when the session began longer ago than sessions may last."""
    began = request.session.get(BEGAN)
    return began is not None and timezone.now().timestamp() - began > longest_s


def touch(request: Any) -> None:
    """Remember, every ten minutes, that the browser is in use; also keeps its cookie from running out."""
    now = timezone.now()
    if now.timestamp() - request.session.get(SEEN, now.timestamp()) >= SEEN_EVERY_S:
        request.session[SEEN] = int(now.timestamp())
        SignedIn.objects.filter(key=request.session.session_key).update(seen_at=now, address=address_of(request))


def mine(person: User) -> QuerySet[SignedIn]:
    """Browsers that the person is signed in with."""
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return SignedIn.objects.filter(user=person, key__in=alive)


@transaction.atomic
def end(row: SignedIn, *, by: User) -> None:
    """End one."""
    _end(SignedIn.objects.filter(pk=row.pk))
    record("session.ended", by=by, subject=f"user:{by.username}", count=1)


@transaction.atomic
def end_others(person: User, key: str | None) -> int:
    """End all but the one with this key; how many."""
    count = _end(SignedIn.objects.filter(user=person).exclude(key=key or ""))
    if count:
        record("session.ended", by=person, subject=f"user:{person.username}", count=count)
    return count


def end_all(person: User) -> int:
    """End every one; how many."""
    return _end(SignedIn.objects.filter(user=person))


def carry_over(old_key: str | None, request: Any) -> None:
    """The session got another key (after a change of the password): its row too."""
    if old_key != request.session.session_key:
        SignedIn.objects.filter(key=old_key).update(key=request.session.session_key)


def forget(key: str | None) -> None:
    """The session was ended at the door."""
    SignedIn.objects.filter(key=key or "").delete()


def _end(rows: QuerySet[SignedIn]) -> int:
    keys = list(rows.values_list("key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    SignedIn.objects.filter(key__in=keys).delete()
    return len(keys)


def _of_dead_sessions(person: User) -> QuerySet[SignedIn]:
    """Not those of the last minute, whose session may not be saved yet."""
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    begun = timezone.now() - timedelta(minutes=1)
    return SignedIn.objects.filter(user=person, begun_at__lt=begun).exclude(key__in=alive)
