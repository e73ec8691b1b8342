"""A second factor beside the password: begun, confirmed by a code, asked for at the door, turned off or reset."""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from remeslo.web.apps.common.models import Cluster, RecoveryCode, SecondFactor, User
from remeslo.web.apps.common.permissions import roles_of
from remeslo.web.apps.common.services import keys, totp
from remeslo.web.apps.common.services.accounts import Caller, knocking
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.common.services.sessions import end_all


def is_offered() -> bool:
    """False where the settings want no new second factors; those that are there go on to be asked for."""
    return bool(settings.SECOND_FACTOR != ("off",))


def is_on(person: User) -> bool:
    """True when a code is asked for at the door."""
    return SecondFactor.objects.filter(user=person, confirmed_at__isnull=False).exists()


def among(people: Iterable[int]) -> frozenset[int]:
    """Those of these people (by number) who are asked for a code; one query."""
    rows = SecondFactor.objects.filter(user__in=set(people), confirmed_at__isnull=False)
    return frozenset(rows.values_list("user_id", flat=True))


def must_have(person: User) -> bool:
    """True when one of the person's roles is named in the settings; no query where the settings name none."""
    wanted = set(settings.SECOND_FACTOR) - {"off", "offered"}
    return bool(wanted) and bool(wanted & roles_of(person))


def begin(person: User) -> SecondFactor:
    """The secret to be shown, the same until a code has confirmed it."""
    factor, _made = SecondFactor.objects.get_or_create(user=person, defaults={"secret": totp.new_secret()})
    return factor


@transaction.atomic
def confirm(person: User, code: str) -> list[str] | None:
    """Turn it on: the recovery codes, which can be shown only now; None when the code is not the generator's."""
    factor = SecondFactor.objects.select_for_update().filter(user=person, confirmed_at=None).first()
    if factor is None or not _take_step(factor, code):
        return None
    SecondFactor.objects.filter(pk=factor.pk).update(confirmed_at=timezone.now())
    record("second_factor.on", by=person, subject=f"user:{person.username}")
    return _new_codes(person)


@transaction.atomic
def renew_codes(person: User) -> list[str]:
    """Ten new recovery codes; the earlier ones are void."""
    record("second_factor.codes", by=person, subject=f"user:{person.username}")
    return _new_codes(person)


def passes(person: User, code: str, address: str | None) -> bool:
    """True for a code of the generator or of recovery, each once; raises Locked after too many wrong ones."""
    with knocking(Caller(f"code:{person.username}".casefold()[:150], address)) as knock:
        knock.succeeded = _takes(person, code)
    return knock.succeeded


@transaction.atomic
def turn_off(person: User) -> None:
    """By the person, who was asked for the password."""
    _forget(person)
    record("second_factor.off", by=person, subject=f"user:{person.username}")


@transaction.atomic
def reset(person: User, *, by: User, cluster: Cluster | None = None) -> None:
    """
    By an administrator, for somebody who lost generator and codes: turned off, and signed out everywhere.

    Whoever found the generator may have made tokens with it: they end too.
    """
    _forget(person)
    end_all(person)
    keys.withdraw_all(person, by=by, at=timezone.now())
    facts = {"person": person.get_full_name()}
    record("second_factor.reset", by=by, cluster=cluster, subject=f"user:{person.username}", **facts)


def _forget(person: User) -> None:
    SecondFactor.objects.filter(user=person).delete()
    RecoveryCode.objects.filter(user=person).delete()


def _new_codes(person: User) -> list[str]:
    RecoveryCode.objects.filter(user=person).delete()
    codes = totp.new_recovery_codes()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=person, digest=totp.digest_of_recovery_code(c, person.pk)) for c in codes
    )
    return codes


def _takes(person: User, code: str) -> bool:
    factor = SecondFactor.objects.filter(user=person, confirmed_at__isnull=False).first()
    if factor is None:
        return False
    if _take_step(factor, code):
        return True
    digest = totp.digest_of_recovery_code(code, person.pk)
    used = RecoveryCode.objects.filter(user=person, digest=digest, used_at=None).update(used_at=timezone.now())
    if used:
        left = RecoveryCode.objects.filter(user=person, used_at=None).count()
        record("second_factor.recovered", by=person, subject=f"user:{person.username}", left=left)
    return bool(used)


def _take_step(factor: SecondFactor, code: str) -> bool:
    """Takes the code's step, so that nobody takes it again: of two at once, one update finds the row."""
    step = totp.step_of(code, factor.secret, timezone.now().timestamp(), after=factor.last_step)
    if step is None:
        return False
    return bool(SecondFactor.objects.filter(pk=factor.pk, last_step__lt=step).update(last_step=step))
