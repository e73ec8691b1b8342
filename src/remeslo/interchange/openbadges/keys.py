"""Keys: the one that signs (Ed25519), and those that judge (Ed25519, RSA, P-256), as multikeys and as JWK."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, utils

from remeslo.interchange.openbadges.multibase import base64url, from_multikey, multikey, unbase64url

_RSA_BITS: Final = range(2048, 8193)
DID_KEY: Final = "did:key:"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that judges signatures; ``algorithm`` is its JOSE name: EdDSA, RS256 or ES256."""

    algorithm: str
    key: ed25519.Ed25519PublicKey | rsa.RSAPublicKey | ec.EllipticCurvePublicKey

    @property
    def raw(self) -> bytes:
        """Bytes by which two keys are told apart."""
        form = serialization.PublicFormat.SubjectPublicKeyInfo
        return self.key.public_bytes(serialization.Encoding.DER, form)

    def fits(self, signature: bytes, data: bytes) -> bool:
        """True when the signature over the data was made with the private side of this key."""
        try:
            if isinstance(self.key, ed25519.Ed25519PublicKey):
                self.key.verify(signature, data)
            elif isinstance(self.key, rsa.RSAPublicKey):
                self.key.verify(signature, data, padding.PKCS1v15(), hashes.SHA256())
            else:
                if len(signature) != 64:
                    return False
                r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
                self.key.verify(utils.encode_dss_signature(r, s), data, ec.ECDSA(hashes.SHA256()))
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class SigningKey:
    """The private side of an Ed25519 key; 32 bytes of seed make it."""

    seed: bytes

    def __repr__(self) -> str:
        return "SigningKey(…)"

    @property
    def _key(self) -> ed25519.Ed25519PrivateKey:
        return ed25519.Ed25519PrivateKey.from_private_bytes(self.seed)

    @property
    def public(self) -> PublicKey:
        """The side that everybody may have."""
        return PublicKey("EdDSA", self._key.public_key())

    @property
    def multikey(self) -> str:
        """The public side as a multikey, ``z6Mk…``."""
        return multikey(self._public_bytes)

    @property
    def jwk(self) -> dict[str, str]:
        """The public side as a JSON Web Key."""
        return {"kty": "OKP", "crv": "Ed25519", "x": base64url(self._public_bytes)}

    @property
    def _public_bytes(self) -> bytes:
        return self._key.public_key().public_bytes_raw()

    def sign(self, data: bytes) -> bytes:
        """64 bytes of signature."""
        return self._key.sign(data)


def new_key() -> SigningKey:
    """A key made by lot."""
    return SigningKey(ed25519.Ed25519PrivateKey.generate().private_bytes_raw())


def key_of_multikey(text: str) -> PublicKey:
    """An Ed25519 key from its multikey; raises ValueError."""
    return PublicKey("EdDSA", ed25519.Ed25519PublicKey.from_public_bytes(from_multikey(text)))


def jwk_of_multikey(text: str) -> dict[str, str]:
    """A multikey as a JSON Web Key; raises ValueError."""
    return {"kty": "OKP", "crv": "Ed25519", "x": base64url(from_multikey(text))}


def key_of_jwk(jwk: Mapping[str, object]) -> PublicKey:
    """A key from its JWK; raises ValueError for kinds that badges do not use and for weak or broken ones."""
    kind, curve = jwk.get("kty"), jwk.get("crv")
    if "d" in jwk:
        raise ValueError("this JWK holds a private key")
    if (kind, curve) == ("OKP", "Ed25519"):
        return PublicKey("EdDSA", ed25519.Ed25519PublicKey.from_public_bytes(_part(jwk, "x")))
    if (kind, curve) == ("EC", "P-256"):
        x, y = (int.from_bytes(_part(jwk, n), "big") for n in ("x", "y"))
        return PublicKey("ES256", ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key())
    if kind == "RSA":
        e, n = (int.from_bytes(_part(jwk, name), "big") for name in ("e", "n"))
        if n.bit_length() not in _RSA_BITS or e.bit_length() > 32:
            raise ValueError(f"an RSA key of {n.bit_length()} bits is not accepted")
        return PublicKey("RS256", rsa.RSAPublicNumbers(e, n).public_key())
    raise ValueError(f"keys of the kind {str(kind)[:20]} {str(curve)[:20]} are not used in badges")


def _part(jwk: Mapping[str, object], name: str) -> bytes:
    value = jwk.get(name)
    if not isinstance(value, str) or len(value) > 2_000:
        raise ValueError(f"the part {name} of the JWK is absent or too long")
    return unbase64url(value)
