"""Multibase and multikey: bytes as text with a letter in front that says how (base58btc ``z``, base64url ``u``)."""

import base64
import binascii
from typing import Final

_ALPHABET: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_VALUE: Final = {sign: n for n, sign in enumerate(_ALPHABET)}
MOST_BASE58: Final = 1_000
"""Signs of a base58 text that are decoded: reading takes time with the square of the length."""
ED25519: Final = b"\xed\x01"
"""What a multikey of an Ed25519 public key begins with."""


def base58(data: bytes) -> str:
    """Bytes in base58btc."""
    number = int.from_bytes(data, "big")
    signs = []
    while number:
        number, rest = divmod(number, 58)
        signs.append(_ALPHABET[rest])
    leading = len(data) - len(data.lstrip(b"\0"))
    return _ALPHABET[0] * leading + "".join(reversed(signs))


def unbase58(text: str) -> bytes:
    """Bytes of a base58btc text; raises ValueError."""
    if len(text) > MOST_BASE58:
        raise ValueError(f"{len(text)} signs of base58, at most {MOST_BASE58} are read")
    number = 0
    for sign in text:
        if sign not in _VALUE:
            raise ValueError(f"{sign!r} is no sign of base58")
        number = number * 58 + _VALUE[sign]
    leading = len(text) - len(text.lstrip(_ALPHABET[0]))
    return b"\0" * leading + number.to_bytes((number.bit_length() + 7) // 8, "big")


def base64url(data: bytes) -> str:
    """Bytes in base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unbase64url(text: str) -> bytes:
    """Bytes of a base64url text without padding, in its only spelling; raises ValueError."""
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise ValueError("this is no base64url") from None
    if base64url(data) != text:
        raise ValueError("this base64url is not in its only spelling")
    return data


def decode(text: str) -> bytes:
    """Bytes of a multibase text in one of the two bases that badges use; raises ValueError."""
    if text.startswith("z"):
        return unbase58(text[1:])
    if text.startswith("u"):
        return unbase64url(text[1:])
    raise ValueError(f"multibase {text[:1]!r} is not used in badges; z (base58btc) or u (base64url) is expected")


def multikey(public: bytes) -> str:
    """The 32 bytes of an Ed25519 public key as a multikey."""
    return "z" + base58(ED25519 + public)


def from_multikey(text: str) -> bytes:
    """The 32 bytes of an Ed25519 public key; raises ValueError for other keys and for broken ones."""
    data = decode(text)
    if not data.startswith(ED25519):
        raise ValueError("this key is not of Ed25519")
    if len(data) != len(ED25519) + 32:
        raise ValueError(f"an Ed25519 key has 32 bytes, this one {len(data) - len(ED25519)}")
    return data[len(ED25519) :]
