"""
Signatures as Standard Webhooks 1.0 has them: HMAC-SHA256 over ``id.timestamp.body``.

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.utils.crypto import salted_hmac

from remeslo.web.apps.webhooks.models import Subscription

MARK = "whsec_"
"""What every secret begins with, so that one left in a file is found by those who look for secrets."""
_SALT = "remeslo.webhooks"


def new_nonce() -> str:
    """What tells a subscription's next secret from the ones before."""
    return secrets.token_hex(16)


def secret_of(key: UUID, nonce: str) -> str:
    """The secret: 256 bits that follow from the server's own key; in base64 after ``whsec_``."""
    made = salted_hmac(_SALT, f"{key}:{nonce}", algorithm="sha256").digest()
    return MARK + base64.b64encode(made).decode()


def signature(secret: str, delivery: str, moment: int, body: bytes) -> str:
    """``v1,`` and the signature in base64; ``moment`` in seconds since 1970."""
    signed = f"{delivery}.{moment}.".encode() + body
    made = hmac.new(base64.b64decode(secret.removeprefix(MARK)), signed, hashlib.sha256).digest()
    return "v1," + base64.b64encode(made).decode()


def headers(subscription: Subscription, delivery: UUID, body: bytes, at: datetime) -> Mapping[str, str]:
    """The three headers; while a former secret holds, a signature with each, parted by a space."""
    nonces = [subscription.nonce]
    if subscription.former_nonce and subscription.former_until and at < subscription.former_until:
        nonces.append(subscription.former_nonce)
    moment, key = int(at.timestamp()), str(delivery)
    signed = (signature(secret_of(subscription.key, n), key, moment, body) for n in nonces)
    return {"webhook-id": key, "webhook-timestamp": str(moment), "webhook-signature": " ".join(signed)}
