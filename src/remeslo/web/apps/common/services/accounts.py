"""Signing in, with a lock against guessing: of passwords and of codes alike."""

from collections.abc import Iterator
from contextlib import contextmanager
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


@dataclass(slots=True)
class Knock:
    """One try; whoever looked at it says whether it was the right one."""

    succeeded: bool = False


def sign_in_with_password(request: Any, username: str, password: str) -> User | None:
    """The person, or None when name or password are wrong; raises Locked before looking at the password."""
    caller = Caller(username.strip().casefold()[:150], address_of(request))
    with knocking(caller) as knock:
        user = authenticate(request, username=username.strip(), password=password)
        knock.succeeded = user is not None
    return user if isinstance(user, User) else None


def is_own_password(request: Any, password: str) -> bool:
    """True when it is the signed-in person's; guessing it is locked like guessing at the door."""
    with knocking(Caller(request.user.username.casefold()[:150], address_of(request))) as knock:
        knock.succeeded = request.user.check_password(password)
    return knock.succeeded


def address_of(request: Any) -> str | None:
    """The network address that a request came from."""
    return request.META.get("REMOTE_ADDR") or None


@contextmanager
def knocking(caller: Caller) -> Iterator[Knock]:
    """One try of a caller, kept with how it ended; raises Locked before it is looked at."""
    if is_locked(caller):
        raise Locked
    knock = Knock()
    yield knock
    _remember(caller, succeeded=knock.succeeded)


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
