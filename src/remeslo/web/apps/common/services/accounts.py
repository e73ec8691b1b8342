"""Signing in, with a lock against guessing; giving people their roles."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth import authenticate
from django.utils import timezone

from remeslo.web.apps.common.models import SignInAttempt, User

WINDOW = timedelta(minutes=15)
FAILURES_OF_A_NAME_AT_AN_ADDRESS = 5
FAILURES_OF_A_NAME = 30
FAILURES_AT_AN_ADDRESS = 60
KEPT = timedelta(days=30)


class Locked(Exception):
    """Too many failures; try again later."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who knocks: the name as typed, and the network address."""

    username: str
    address: str | None


def sign_in_with_password(request: Any, username: str, password: str) -> User | None:
    """The person, or None when name or password are wrong; raises Locked before looking at the password."""
    caller = Caller(username.strip().casefold()[:150], request.META.get("REMOTE_ADDR") or None)
    if is_locked(caller):
        raise Locked
    user = authenticate(request, username=username.strip(), password=password)
    _remember(caller, succeeded=user is not None)
    return user if isinstance(user, User) else None


def is_locked(caller: Caller) -> bool:
    """True while failures of the last quarter of an hour are too many."""
    failures = SignInAttempt.objects.filter(succeeded=False, at__gte=timezone.now() - WINDOW)
    of_name, at_address = failures.filter(username=caller.username), failures.filter(address=caller.address)
    return (
        of_name.filter(address=caller.address).count() >= FAILURES_OF_A_NAME_AT_AN_ADDRESS
        or of_name.count() >= FAILURES_OF_A_NAME
        or at_address.count() >= FAILURES_AT_AN_ADDRESS
    )


def _remember(caller: Caller, *, succeeded: bool) -> None:
    now = timezone.now()
    if succeeded:
        SignInAttempt.objects.filter(username=caller.username, address=caller.address, succeeded=False).delete()
        SignInAttempt.objects.filter(at__lt=now - KEPT).delete()
    SignInAttempt.objects.create(username=caller.username, address=caller.address, at=now, succeeded=succeeded)
