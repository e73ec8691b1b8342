"""Bytes into a credential: JSON, a compact token, or the credential baked into an SVG picture."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from remeslo.core.base.findings import Finding
from remeslo.interchange.openbadges.picture import unbake
from remeslo.interchange.openbadges.structure import type_names
from remeslo.interchange.openbadges.tokens import Token, is_token, read_token
from remeslo.interchange.safety import read_json
from remeslo.interchange.safety.unreadable import refuse

MOST_BYTES: Final = 2 * 1024 * 1024
"""A credential is some kilobytes; pictures in it make it larger."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """A credential as it was read; ``token`` where it came as one."""

    name: str
    document: Mapping[str, object]
    token: Token | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def kind(self) -> str:
        """``endorsement``, else ``badge``."""
        return "endorsement" if "EndorsementCredential" in type_names(self.document.get("type")) else "badge"

    @property
    def issuer(self) -> str:
        """The issuer's identifier; empty where there is none."""
        return text_in(self.document, "issuer", "id") or _text(self.document.get("issuer"))


def read(data: bytes, *, name: str) -> Badge:
    """
    The credential in some bytes.

    Raises
    ------
    Unreadable
        ``openbadge.too_large``, ``openbadge.not_credential``, ``openbadge.token_broken``, ``openbadge.not_baked``, or
        what reading JSON and XML refuses.
    """
    if len(data) > MOST_BYTES:
        raise refuse("openbadge.too_large", name, size=len(data), limit=MOST_BYTES)
    if data.lstrip().startswith(b"<"):
        data = unbake(data, name=name).encode()
    text = data.strip().decode("ascii", "replace") if data.lstrip().startswith(b"ey") else ""
    if is_token(text):
        token = read_token(text, name=name)
        return Badge(name=name, document=_credential(token.document, name), token=token)
    read_document = read_json(data, name=name)
    return Badge(name=name, document=_credential(read_document.value, name), findings=read_document.findings)


def text_in(value: object, *path: str) -> str:
    """A text somewhere inside; empty where it is not."""
    for step in path:
        if not isinstance(value, Mapping):
            return ""
        value = value.get(step)
    return _text(value)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _credential(value: object, name: str) -> Mapping[str, object]:
    if not isinstance(value, dict) or not ("credentialSubject" in value or "issuer" in value or "proof" in value):
        names = tuple(value)[:6] if isinstance(value, dict) else ()
        raise refuse("openbadge.not_credential", name, names=names)
    return value
