"""The sign-in service: what the settings say of it, what it publishes about itself, and asking it."""

import base64
import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any, Final
from urllib.parse import quote_plus, urlencode, urlsplit

from django.conf import settings

TIMEOUT_S: Final = 10
LARGEST_BYTES: Final = 1_000_000
KEPT_S: Final = 3600
KEYS_AGAIN_S: Final = 60


class ProviderFailed(Exception):
    """The service does not answer, or not as one; the text is for the log of the program."""


@dataclass(frozen=True, slots=True)
class Provider:
    """A service as the settings name it."""

    issuer: str
    client: str
    secret: str
    name: str


def configured() -> Provider | None:
    """The service, or None where people sign in by password only."""
    said = settings.OPENID
    if not said["issuer"]:
        return None
    host = urlsplit(said["issuer"]).hostname or ""
    return Provider(said["issuer"], said["client"], said["secret"], said["name"] or host)


def about(provider: Provider) -> Mapping[str, Any]:
    """What the service publishes about itself (OpenID Connect Discovery 1.0), kept for an hour."""
    return _kept(f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration", KEPT_S, lambda d: _own(provider, d))


def keys(provider: Provider, *, again: bool = False) -> Mapping[str, Any]:
    """Its public keys; ``again`` asks anew, though not more than once a minute."""
    return _kept(_endpoint(provider, "jwks_uri"), KEYS_AGAIN_S if again else KEPT_S, lambda d: d)


def authorization_address(provider: Provider, asked: Mapping[str, str]) -> str:
    """Where a browser goes to sign in."""
    address = _endpoint(provider, "authorization_endpoint")
    return f"{address}{'&' if urlsplit(address).query else '?'}{urlencode(asked)}"


def exchange(provider: Provider, form: Mapping[str, str]) -> Mapping[str, Any]:
    """The tokens for a code (RFC 6749, 4.1.3), asked for as the client that the settings name."""
    ways = about(provider).get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    headers, sent = {}, dict(form)
    if provider.secret and "client_secret_basic" in ways:
        pair = f"{quote_plus(provider.client)}:{quote_plus(provider.secret)}"
        headers["Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode("ascii")
    else:
        sent["client_id"] = provider.client
        if provider.secret:
            sent["client_secret"] = provider.secret
    return _ask(_endpoint(provider, "token_endpoint"), urlencode(sent).encode(), headers)


def _own(provider: Provider, document: Mapping[str, Any]) -> Mapping[str, Any]:
    if document.get("issuer") != provider.issuer:
        raise ProviderFailed("the service publishes another issuer than the one in the settings")
    return document


def _endpoint(provider: Provider, name: str) -> str:
    address = about(provider).get(name)
    if not isinstance(address, str) or urlsplit(address).scheme not in _schemes(provider):
        raise ProviderFailed(f"the service publishes no usable {name}")
    return address


def _schemes(provider: Provider) -> tuple[str, ...]:
    """Without TLS only where the settings name a service of this very machine."""
    return ("https", "http") if urlsplit(provider.issuer).scheme == "http" else ("https",)


_documents: dict[str, tuple[float, Mapping[str, Any]]] = {}
_lock = threading.Lock()


def _kept(address: str, seconds: float, judged: Any) -> Mapping[str, Any]:
    with _lock:
        at, document = _documents.get(address, (0.0, {}))
    if not document or time.monotonic() - at > seconds:
        document = judged(_ask(address))
        with _lock:
            _documents[address] = (time.monotonic(), document)
    return document


class _Stays(urllib.request.HTTPRedirectHandler):
    """A service that sends us elsewhere is refused."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def _ask(address: str, body: bytes | None = None, headers: Mapping[str, str] | None = None) -> Mapping[str, Any]:
    request = urllib.request.Request(address, body, {"Accept": "application/json", **(headers or {})})
    try:
        with urllib.request.build_opener(_Stays).open(request, timeout=TIMEOUT_S) as answer:
            read = answer.read(LARGEST_BYTES + 1)
            document = json.loads(read) if len(read) <= LARGEST_BYTES else None
    except (urllib.error.URLError, HTTPException, OSError, ValueError) as error:
        raise ProviderFailed(f"the service did not answer: {type(error).__name__}") from error
    if not isinstance(document, dict):
        raise ProviderFailed("the service answered with something else than an object")
    return document
