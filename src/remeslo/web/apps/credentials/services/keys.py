"""Keys of organisations: made when first needed, sealed, replaced without losing what the old ones signed."""

import base64
from datetime import datetime

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction

from remeslo.interchange.openbadges import SigningKey, new_key
from remeslo.web.apps.common.models import Organisation, User
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.credentials.models import IssuerKey


class KeyLocked(Exception):
    """The private side cannot be opened: the secret that sealed it is another one. A new key has to be made."""


@transaction.atomic
def signing_key(organisation: Organisation, *, by: User | None, at: datetime) -> SigningKey:
    """The key that signs for an organisation, made now where there is none; raises KeyLocked."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    row = IssuerKey.objects.filter(organisation=organisation, retired_at=None).first()
    if row is None:
        return _make(organisation, by=by, at=at)
    try:
        return SigningKey(_box().decrypt(row.sealed.encode()))
    except InvalidToken:
        raise KeyLocked(organisation.key) from None


@transaction.atomic
def replace_key(organisation: Organisation, *, by: User, at: datetime) -> SigningKey:
    """A new key signs from now on; the public sides of the old ones stay."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    IssuerKey.objects.filter(organisation=organisation, retired_at=None).update(retired_at=at)
    return _make(organisation, by=by, at=at)


def _make(organisation: Organisation, *, by: User | None, at: datetime) -> SigningKey:
    key = new_key()
    sealed = _box().encrypt(key.seed).decode()
    IssuerKey.objects.create(organisation=organisation, multikey=key.multikey, sealed=sealed, made_at=at)
    record("credential.key_made", by=by, cluster=organisation.cluster, subject=f"organisation:{organisation.key}")
    return key


def _box() -> Fernet:
    """Seals with a key derived from REMESLO_BADGE_SECRET, else from the secret key of the installation."""
    secret = settings.BADGE_SECRET or settings.SECRET_KEY
    derived = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"remeslo badge keys")
    return Fernet(base64.urlsafe_b64encode(derived.derive(secret.encode())))
