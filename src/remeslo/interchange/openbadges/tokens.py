"""Credentials as compact JWS (VC-JWT of Open Badges 3.0, section 8.2): made with EdDSA; judged also by RS256, ES256."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from remeslo.interchange.openbadges.keys import PublicKey, SigningKey, key_of_jwk
from remeslo.interchange.openbadges.multibase import base64url, unbase64url
from remeslo.interchange.openbadges.proofs import Judged, Judgement
from remeslo.interchange.safety import Unreadable, read_json
from remeslo.interchange.safety.unreadable import refuse

_CLAIMS = frozenset({"iss", "jti", "sub", "nbf", "exp", "iat", "aud"})


@dataclass(frozen=True, slots=True)
class Token:
    """A compact JWS taken apart; ``document`` is the credential in it."""

    header: Mapping[str, object]
    document: Mapping[str, object]
    signature: bytes
    signed: bytes


def is_token(text: str) -> bool:
    """True for three parts of base64url with points between."""
    return text.startswith("ey") and text.count(".") == 2


def write_token(document: Mapping[str, object], key: SigningKey, *, method: str) -> str:
    """A credential signed as a token; ``method`` is the address of the key (``kid``)."""
    bare = {name: value for name, value in document.items() if name != "proof"}
    issuer = bare.get("issuer")
    subject = bare.get("credentialSubject")
    claims: dict[str, object] = {
        "iss": issuer.get("id") if isinstance(issuer, Mapping) else issuer,
        "jti": bare.get("id"),
        "nbf": _seconds(bare.get("validFrom")),
    }
    if isinstance(subject, Mapping) and "id" in subject:
        claims["sub"] = subject["id"]
    if "validUntil" in bare:
        claims["exp"] = _seconds(bare["validUntil"])
    header = {"alg": "EdDSA", "typ": "JWT", "kid": method}
    head = f"{_part(header)}.{_part({**bare, **claims})}"
    return f"{head}.{base64url(key.sign(head.encode()))}"


def read_token(text: str, *, name: str) -> Token:
    """
    The parts of a token.

    Raises
    ------
    Unreadable
        ``openbadge.token_broken``, or what `read_json` refuses.
    """
    parts = text.split(".")
    try:
        header, payload, signature = (unbase64url(p) for p in parts)
    except ValueError as error:
        raise refuse("openbadge.token_broken", name, reason=str(error)[:200]) from None
    try:
        heading, body = (read_json(part, name=name).value for part in (header, payload))
    except Unreadable:
        raise
    if not isinstance(heading, dict) or not isinstance(body, dict):
        raise refuse("openbadge.token_broken", name, reason="JSON")
    inner = body.get("vc")
    document = inner if isinstance(inner, dict) else {k: v for k, v in body.items() if k not in _CLAIMS}
    return Token(heading, document, signature, f"{parts[0]}.{parts[1]}".encode())


def judge_token(token: Token, *, known: Sequence[PublicKey] | None) -> Judged:
    """What the signature of a token is worth; keys known to be the issuer's go before the one in the header."""
    algorithm = str(token.header.get("alg", ""))[:20]
    kid = str(token.header.get("kid", ""))[:300]

    def told(judgement: Judgement, detail: str = "", *, proven: bool = False) -> Judged:
        return Judged(suite=f"JWT {algorithm}", method=kid, judgement=judgement, proven=proven, detail=detail)

    if algorithm not in ("EdDSA", "RS256", "ES256") or "crit" in token.header:
        return told(Judgement.UNKNOWN_SUITE)
    jwk = token.header.get("jwk")
    try:
        own = [key_of_jwk(jwk)] if isinstance(jwk, dict) else []
    except ValueError as error:
        return told(Judgement.BROKEN, str(error))
    if known is None and not own:
        return told(Judgement.NO_KEY)
    keys = [k for k in (own if known is None else known) if k.algorithm == algorithm]
    if any(k.fits(token.signature, token.signed) for k in keys):
        return told(Judgement.GOOD, proven=known is not None)
    if known is not None and any(k.fits(token.signature, token.signed) for k in own):
        return told(Judgement.FOREIGN_KEY)
    return told(Judgement.WRONG)


def _part(value: object) -> str:
    return base64url(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def _seconds(moment: object) -> int:
    return int(datetime.fromisoformat(str(moment)).timestamp())
