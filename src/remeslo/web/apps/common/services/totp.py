"""Codes of a second factor: one-time passwords by time (RFC 6238), and codes for the day when the generator is lost."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from typing import Final
from urllib.parse import quote, urlencode

STEP_S: Final = 30
DIGITS: Final = 6
DRIFT: Final = 1
"""Steps by which a clock may be early or late."""
SECRET_BYTES: Final = 20
NUM_RECOVERY_CODES: Final = 10
LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Of recovery codes: without those that look like others."""


def new_secret() -> str:
    """A secret of 160 bits in base32."""
    return base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode("ascii")


def code_at(secret: str, step: int, digits: int = DIGITS) -> str:
    """
    The code of a step of 30 seconds since 1970.

    Source: RFC 4226, 5.3 (HOTP with SHA-1) over the counter of RFC 6238, 4.2.
    """
    digest = hmac.digest(base64.b32decode(secret), step.to_bytes(8, "big"), "sha1")
    offset = digest[-1] & 15
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
    return str(number % 10**digits).zfill(digits)


def step_of(code: str, secret: str, now_s: float, *, after: int) -> int | None:
    """The step whose code this is, near now and later than the step ``after``; None when it is none."""
    typed = "".join(code.split())
    here = int(now_s) // STEP_S
    fits: Iterable[int] = (
        s
        for s in range(here - DRIFT, here + DRIFT + 1)
        if hmac.compare_digest(code_at(secret, s).encode(), typed.encode())
    )
    return next((s for s in fits if s > after), None)


def address(secret: str, person: str, house: str) -> str:
    """What a generator reads from the picture: otpauth://totp/…"""
    label = quote(f"{house}:{person}")
    return (
        f"otpauth://totp/{label}?{urlencode({'secret': secret, 'issuer': house, 'digits': DIGITS, 'period': STEP_S})}"
    )


def new_recovery_codes() -> list[str]:
    """Ten codes of ten letters, about 49 bits each, written in two halves."""
    halves = ["".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(2 * NUM_RECOVERY_CODES)]
    return [f"{a}-{b}" for a, b in zip(halves[::2], halves[1::2], strict=True)]


def digest_of_recovery_code(code: str, person_id: int) -> str:
    """What is kept of a recovery code; small and capital letters, spaces and dashes are the same."""
    typed = "".join(c for c in code.casefold() if c.isalnum())
    return hashlib.sha256(f"{person_id}:{typed}".encode()).hexdigest()
