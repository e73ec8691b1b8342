"""How often one network address may check credentials: counted in the database, by all processes alike."""

from datetime import datetime, timedelta
from typing import Final

from django.utils.crypto import salted_hmac

from remeslo.web.apps.credentials.models import PublicCheck

WINDOW: Final = timedelta(minutes=1)
MOST: Final = 20
"""Checks of one address within the window."""


def may_check(address: str, *, at: datetime) -> bool:
    """
    Count a check; False when this address asked for too many.

    Each is written before it is counted again, so that no more than `MOST` pass, however many ask at once.
    """
    PublicCheck.objects.filter(at__lte=at - WINDOW).delete()
    mine = PublicCheck.objects.filter(caller=_digest(address))
    if mine.count() >= MOST:
        return False
    PublicCheck.objects.create(caller=_digest(address), at=at)
    return mine.count() <= MOST


def _digest(address: str) -> str:
    return salted_hmac("remeslo.public-check", address, algorithm="sha256").hexdigest()
