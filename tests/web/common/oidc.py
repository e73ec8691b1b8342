"""A little sign-in service for tests: OpenID Connect over HTTP on this machine, with keys and codes of its own."""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa

CLIENT, SECRET = "remeslo", "a secret of the client"


def _key(kind: str) -> Any:
    return rsa.generate_private_key(65537, 2048) if kind == "RS256" else ec.generate_private_key(ec.SECP256R1())


class Service:
    """Answers discovery, keys, authorization and token requests as the standards say; tests spoil what it says."""

    def __init__(self) -> None:
        self.person: dict[str, Any] = {"sub": "s-1", "email": "olga@example.org", "email_verified": True}
        self.claims: dict[str, Any] = {}
        self.algorithm, self.kid = "RS256", "first"
        self.keys = {"RS256": _key("RS256"), "ES256": _key("ES256")}
        self.signs_with: Any = None
        self.document: dict[str, Any] = {}
        self.published = True
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[str] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            **self.document,
        }

    def jwks(self) -> dict[str, Any]:
        if not self.published:
            return {"keys": []}
        kind = jwt.get_algorithm_by_name(self.algorithm)
        return {"keys": [{**kind.to_jwk(self.keys[self.algorithm].public_key(), True), "kid": self.kid, "use": "sig"}]}

    def sign_in(self, address: str) -> str:
        """What a browser does at the service: where it is sent back to."""
        asked = {k: v[0] for k, v in parse_qs(urlsplit(address).query).items()}
        code = secrets.token_urlsafe()
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state'], 'iss': self.issuer})}"

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        asked = self.codes.pop(form.get("code", ""), None)
        expected = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET.replace(' ', '+')}".encode()).decode()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        fits = asked is not None and (
            asked["code_challenge"] == challenge.rstrip(b"=").decode()
            and asked["code_challenge_method"] == "S256"
            and asked["redirect_uri"] == form.get("redirect_uri")
            and form.get("grant_type") == "authorization_code"
            and authorization == expected
        )
        if asked is None or not fits:
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        said = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        said = {k: v for k, v in {**said, **self.person, **self.claims}.items() if v is not None}
        key = self.signs_with or self.keys[self.algorithm]
        signed = jwt.encode(said, key, algorithm=self.algorithm, headers={"kid": self.kid})
        return 200, {"access_token": "x", "token_type": "Bearer", "id_token": signed}


def _handler(service: Service) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            service.asked.append(self.path)
            documents = {"/.well-known/openid-configuration": service.discovery, "/keys": service.jwks}
            found = documents.get(self.path)
            self.say(200 if found else 404, found() if found else {})

        def do_POST(self) -> None:
            service.asked.append(self.path)
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {k: v[0] for k, v in parse_qs(body).items()}
            self.say(*service.token(form, self.headers.get("Authorization", "")))

        def say(self, status: int, document: dict[str, Any]) -> None:
            body = json.dumps(document).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            pass

    return Handler
