"""
Proofs in a credential: made by ``eddsa-jcs-2022``; judged by that, ``eddsa-rdfc-2022`` and ``Ed25519Signature2020``.

Each signs SHA-256 of the proof's own options followed by SHA-256 of the document without its proof; they differ in the
canonical spelling: of JSON (RFC 8785), or of the graph that the document means.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Final

from remeslo.interchange.openbadges import multibase
from remeslo.interchange.openbadges.canonical import canonical
from remeslo.interchange.openbadges.graph import ContextAbsent, Contexts, NoGraph, NoLibrary, canonical_graph
from remeslo.interchange.openbadges.keys import DID_KEY, PublicKey, SigningKey, key_of_multikey

Document = Mapping[str, object]
JCS: Final = "eddsa-jcs-2022"
RDFC: Final = "eddsa-rdfc-2022"
OLD: Final = "Ed25519Signature2020"


class Judgement(StrEnum):
    """What came of one proof."""

    GOOD = "good"
    WRONG = "wrong"
    BROKEN = "broken"
    FOREIGN_KEY = "foreign_key"
    NO_KEY = "no_key"
    UNKNOWN_SUITE = "unknown_suite"
    NO_LIBRARY = "no_library"
    NO_CONTEXT = "no_context"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """
    One proof.

    Parameters
    ----------
    suite
        By which method it is made.
    method
        The key that it names.
    proven
        True when the key is known to be the issuer's; else the signature only fits the key that the file itself names.
    detail
        What was wrong, in the words of whoever found it.
    """

    suite: str
    method: str
    judgement: Judgement
    proven: bool = False
    detail: str = ""


def sign(document: Document, key: SigningKey, *, method: str, created: datetime) -> dict[str, object]:
    """The document with a proof by ``eddsa-jcs-2022``; ``method`` is the address of the key."""
    bare = {name: value for name, value in document.items() if name != "proof"}
    options: dict[str, object] = {
        "@context": bare["@context"],
        "type": "DataIntegrityProof",
        "cryptosuite": JCS,
        "created": created.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    }
    value = key.sign(_hashed(canonical(options), canonical(bare)))
    return {**bare, "proof": [{**options, "proofValue": "z" + multibase.base58(value)}]}


def judge_proof(
    document: Document, proof: Document, *, known: Sequence[PublicKey] | None, contexts: Contexts
) -> Judged:
    """
    What one proof of the document is worth.

    Parameters
    ----------
    known
        Keys of the issuer where they are known; ``None`` where nothing is known of the issuer.
    """
    kind = str(proof.get("type", ""))[:60]
    suite = str(proof.get("cryptosuite", ""))[:60] if kind == "DataIntegrityProof" else kind
    method = proof.get("verificationMethod")
    named = method if isinstance(method, str) else ""

    def told(judgement: Judgement, detail: str = "", *, proven: bool = False) -> Judged:
        return Judged(suite=suite, method=named[:300], judgement=judgement, proven=proven, detail=detail)

    if suite not in (JCS, RDFC, OLD):
        return told(Judgement.UNKNOWN_SUITE)
    if proof.get("proofPurpose") != "assertionMethod":
        return told(Judgement.BROKEN, "proofPurpose")
    value = proof.get("proofValue")
    try:
        signature = multibase.decode(value if isinstance(value, str) else "")
    except ValueError as error:
        return told(Judgement.BROKEN, str(error))
    try:
        key = _key(named)
    except ValueError as error:
        return told(Judgement.NO_KEY, str(error))
    proven = known is not None and any(key.raw == k.raw for k in known)
    if known is not None and not proven:
        return told(Judgement.FOREIGN_KEY)
    proven = proven or _is_own_did(document, named)
    try:
        data = _signed(document, proof, suite, contexts)
    except NoLibrary:
        return told(Judgement.NO_LIBRARY)
    except ContextAbsent as absent:
        return told(Judgement.NO_CONTEXT, str(absent.args[0]))
    except (NoGraph, ValueError) as error:
        return told(Judgement.BROKEN, str(error))
    return told(Judgement.GOOD if key.fits(signature, data) else Judgement.WRONG, proven=proven)


def _key(method: str) -> PublicKey:
    """The key in the address of a method: ``did:key:z6Mk…`` or the part behind ``#``."""
    if method.startswith(DID_KEY):
        return key_of_multikey(method.removeprefix(DID_KEY).partition("#")[0])
    address, _, fragment = method.partition("#")
    if not address.startswith(("https://", "http://", "did:")) or not fragment:
        raise ValueError("the address of the key begins with no scheme that is known, or names no key")
    return key_of_multikey(fragment)


def _is_own_did(document: Document, method: str) -> bool:
    """True when the issuer's identifier is the key itself."""
    issuer = document.get("issuer")
    name = issuer.get("id") if isinstance(issuer, Mapping) else issuer
    return isinstance(name, str) and name.startswith(DID_KEY) and method.partition("#")[0] == name


def _signed(document: Document, proof: Document, suite: str, contexts: Contexts) -> bytes:
    bare = {name: value for name, value in document.items() if name != "proof"}
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    if suite != JCS:
        options["@context"] = bare.get("@context")
        return _hashed(canonical_graph(options, contexts), canonical_graph(bare, contexts))
    if "@context" in options:
        own, whole = _listed(options["@context"]), _listed(bare.get("@context"))
        if whole[: len(own)] != own:
            raise ValueError("the proof names other contexts than the document")
        bare["@context"] = options["@context"]
    return _hashed(canonical(options), canonical(bare))


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else [value]


def _hashed(options: bytes, document: bytes) -> bytes:
    return sha256(options).digest() + sha256(document).digest()
