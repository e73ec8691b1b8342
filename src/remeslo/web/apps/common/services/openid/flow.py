"""The way to the service and back: what is asked, what must come back, what the signed answer must say."""

import base64
import hashlib
import hmac
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import jwt

from remeslo.web.apps.common.services.openid import provider as service
from remeslo.web.apps.common.services.openid.provider import Provider, ProviderFailed

UNDER_WAY: Final = "openid"
"""In the session of a browser that was sent to the service."""
WAITS_S: Final = 600
CLOCKS_S: Final = 60
"""By which clocks may differ."""
ALGORITHMS: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signed by the service's private key; never `none`, never a shared secret."""


class Refused(Exception):
    """What came back is not the answer to what this browser asked, or not by the service."""


@dataclass(frozen=True, slots=True)
class Claims:
    """Who came back; ``email`` is empty unless the service has verified it."""

    issuer: str
    subject: str
    email: str
    name: str


def set_out(request: Any, provider: Provider, back: str, **kept: Any) -> str:
    """The address to send the browser to; what must come back is kept in its session."""
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    request.session[UNDER_WAY] = {
        "state": state,
        "nonce": nonce,
        "verifier": verifier,
        "back": back,
        "at": time.time(),
        **kept,
    }
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code",
        "client_id": provider.client,
        "redirect_uri": back,
        "scope": "openid email profile",
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    return service.authorization_address(provider, asked)


def come_back(request: Any, provider: Provider) -> tuple[Claims, Mapping[str, Any]]:
    """Who it is, and what was kept at setting out; raises Refused, or ProviderFailed. Good for one time."""
    kept = request.session.pop(UNDER_WAY, None)
    if not kept or time.time() - kept["at"] > WAITS_S:
        raise Refused("this browser did not set out, or too long ago")
    if not hmac.compare_digest(kept["state"].encode(), request.GET.get("state", "").encode()):
        raise Refused("another state than the one that was sent")
    if request.GET.get("iss", provider.issuer) != provider.issuer:  # RFC 9207
        raise Refused("an answer of another service")
    code = request.GET.get("code", "")
    if not code:
        raise Refused("no code")
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": kept["back"],
        "code_verifier": kept["verifier"],
    }
    token = service.exchange(provider, form).get("id_token")
    if not isinstance(token, str):
        raise Refused("no signed answer")
    return claims(provider, token, kept["nonce"]), kept


def claims(provider: Provider, token: str, nonce: str) -> Claims:
    """What a signed answer says, once everything about it was judged (OpenID Connect Core 1.0, 3.1.3.7)."""
    try:
        said = jwt.decode(
            token,
            _key(provider, token),
            algorithms=list(ALGORITHMS),
            audience=provider.client,
            issuer=provider.issuer,
            leeway=CLOCKS_S,
            options={"require": ["exp", "iat", "iss", "aud", "sub"]},
        )
    except jwt.PyJWTError as error:
        raise Refused(f"{type(error).__name__}") from error
    if not hmac.compare_digest(str(said.get("nonce", "")).encode(), nonce.encode()):
        raise Refused("another nonce than the one that was sent")
    several = isinstance(said["aud"], list) and len(said["aud"]) > 1
    if said.get("azp", None if several else provider.client) != provider.client:
        raise Refused("made for another client")
    subject = said["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= 255:
        raise Refused("no usable subject")
    email = said.get("email") if said.get("email_verified") is True else ""
    return Claims(provider.issuer, subject, str(email or "").strip(), str(said.get("name") or "")[:200])


def _key(provider: Provider, token: str) -> Any:
    """The service's key that the answer names; asked for anew when it is not among those known."""
    kid = jwt.get_unverified_header(token).get("kid")
    for again in (False, True):
        known = _signing_keys(service.keys(provider, again=again))
        fits = [k for k in known if k.key_id == kid] if kid is not None else known
        if len(fits) == 1:
            return fits[0]
    raise Refused("signed by no key that the service publishes")


def _signing_keys(document: Mapping[str, Any]) -> list[jwt.PyJWK]:
    try:
        found = jwt.PyJWKSet.from_dict(dict(document)).keys
    except jwt.PyJWTError as error:
        raise ProviderFailed("the service publishes no usable keys") from error
    return [k for k in found if k.public_key_use in (None, "sig")]
