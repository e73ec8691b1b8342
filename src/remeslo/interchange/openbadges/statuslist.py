"""The bits of a status list as text and back: GZIP, then base64url behind the letter ``u``."""

import gzip
from typing import Final

from remeslo.core.base.findings import ProblemError
from remeslo.core.credentials.statuslist import StatusBits
from remeslo.interchange.openbadges.multibase import base64url, unbase64url
from remeslo.interchange.safety import gunzip
from remeslo.interchange.safety.unreadable import refuse

MOST_TEXT: Final = 4 * 1024 * 1024
MOST_BYTES: Final = 4 * 1024 * 1024
"""32 million places; a list that unpacks to more is refused while it is being unpacked."""


def encode_bits(bits: StatusBits) -> str:
    """The same bits always give the same text."""
    return "u" + base64url(gzip.compress(bits.data, mtime=0))


def decode_bits(text: str, *, name: str) -> StatusBits:
    """
    The bits of a list.

    Raises
    ------
    Unreadable
        ``openbadge.list_broken``, or what `gunzip` refuses: ``file.gzip_bomb``, ``file.not_gzip`` and so on.
    """
    if not text.startswith("u"):
        raise refuse("openbadge.list_broken", name, reason="multibase")
    if len(text) > MOST_TEXT:
        raise refuse("openbadge.list_broken", name, reason=f"> {MOST_TEXT}")
    try:
        packed = unbase64url(text[1:])
    except ValueError as error:
        raise refuse("openbadge.list_broken", name, reason=str(error)) from None
    try:
        return StatusBits(gunzip(packed, name=name, limit_bytes=MOST_BYTES))
    except ProblemError as error:
        raise refuse("openbadge.list_broken", name, reason=str(error)) from None
