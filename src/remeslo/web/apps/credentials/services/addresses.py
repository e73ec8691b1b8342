"""Addresses that stand in credentials, and what is found at them: issuers with their keys, lists of what is revoked."""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.conf import settings

from remeslo.core.credentials.achievement import Issuer
from remeslo.core.credentials.statuslist import status_bits
from remeslo.interchange import openbadges
from remeslo.web.apps.common.models import Organisation
from remeslo.web.apps.credentials.models import GraduateCredential, IssuerKey
from remeslo.web.apps.credentials.services.keys import KeyLocked, signing_key

_ISSUER_AT, _STATUS_AT = "/credentials/issuer/{}/", "/credentials/status/{}/"
"""As the addresses of the pages are: written out, since they stand in signed files for ever."""
_ISSUER, _STATUS = (re.compile(at.format(r"(\d{1,12})") + "$") for at in (_ISSUER_AT, _STATUS_AT))


def base_of(request: Any) -> str:
    """Scheme and host of this installation: the one it was told, else the one it was asked by."""
    return base_from(str(request.build_absolute_uri("/")))


def base_from(address: str) -> str:
    """The same, where nobody asks but the address that is listened on is known."""
    if settings.PUBLIC_URL.hostname:
        return f"{settings.PUBLIC_URL.scheme}://{settings.PUBLIC_URL.netloc}"
    return address.rstrip("/")


def issuer_of(organisation: Organisation, base: str) -> Issuer:
    """The organisation as an issuer; its identifier is the address of its profile."""
    return Issuer(id=base + _ISSUER_AT.format(organisation.pk), name=organisation.name)


def status_address(college: Organisation, base: str) -> str:
    """Where the list of a college's revoked credentials is."""
    return base + _STATUS_AT.format(college.pk)


def method_of(issuer: Issuer, key: openbadges.SigningKey) -> str:
    """The address of a key in its issuer's profile."""
    return f"{issuer.id}#{key.multikey}"


def status_document(college: Organisation, base: str, *, at: datetime) -> dict[str, object]:
    """The signed list of a college's revoked credentials; raises KeyLocked."""
    rows = GraduateCredential.objects.filter(college=college, revoked_at__isnull=False)
    bits = status_bits(rows.values_list("place", flat=True))
    issuer = issuer_of(college, base)
    key = signing_key(college, by=None, at=at)
    unsigned = openbadges.status_list(bits, address=status_address(college, base), issuer=issuer, at=at)
    return openbadges.sign(unsigned, key, method=method_of(issuer, key), created=at)


def own_trust(badge: openbadges.Badge, base: str, *, at: datetime) -> openbadges.Trust:
    """Keys and lists that this installation itself keeps, as far as the credential names them."""
    named = {badge.issuer, *_endorsers(badge.document)}
    issuers = {address: pk for address in named if (pk := _own(_ISSUER, address, base)) is not None}
    keys: dict[int, list[openbadges.PublicKey]] = {}
    for row in IssuerKey.objects.filter(organisation_id__in=issuers.values()):
        keys.setdefault(row.organisation_id, []).append(openbadges.key_of_multikey(row.multikey))
    lists: dict[str, Mapping[str, object]] = {}
    address = openbadges.text_in(badge.document, "credentialStatus", "statusListCredential")
    pk = _own(_STATUS, address, base)
    college = Organisation.objects.filter(pk=pk, issuer_keys__isnull=False).first() if pk is not None else None
    if college is not None:
        with suppress(KeyLocked):
            lists[address] = status_document(college, base, at=at)
    return openbadges.Trust(keys={a: keys.get(pk, []) for a, pk in issuers.items()}, lists=lists)


def _endorsers(document: Mapping[str, object]) -> Iterable[str]:
    listed = document.get("endorsement")
    for inner in listed[:20] if isinstance(listed, list) else ():
        yield openbadges.text_in(inner, "issuer", "id")


def _own(pattern: re.Pattern[str], address: str, base: str) -> int | None:
    found = pattern.match(address.removeprefix(base)) if address.startswith(base) else None
    return int(found[1]) if found else None
