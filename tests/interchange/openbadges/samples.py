"""Samples of the 1EdTech validator beside the repository, and the contexts they name."""

import json
from functools import cache
from pathlib import Path
from typing import Any

CONTEXTS = {
    "https://www.w3.org/ns/credentials/v2": "credentials-v2.jsonld",
    "https://www.w3.org/2018/credentials/v1": "2018-credentials-v1.jsonld",
    "https://purl.imsglobal.org/spec/ob/v3p0/context.json": "ob-v3p0.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json": "ob-v3p0-3.0.1.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json": "ob-v3p0-3.0.2.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json": "ob-v3p0-3.0.3.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json": "ob-v3p0-extensions.json",
    "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json": "clr-v2p0-2.0.1.json",
}
_SECURITY = "https://w3id.org/security#"
_PURPOSES = {
    "@protected": True,
    "id": "@id",
    "type": "@type",
    "assertionMethod": {"@id": f"{_SECURITY}assertionMethod", "@type": "@id", "@container": "@set"},
}
ED25519_2020: dict[str, Any] = {
    "@context": {
        "id": "@id",
        "type": "@type",
        "@protected": True,
        "proof": {"@id": f"{_SECURITY}proof", "@type": "@id", "@container": "@graph"},
        "Ed25519Signature2020": {
            "@id": f"{_SECURITY}Ed25519Signature2020",
            "@context": {
                "@protected": True,
                "id": "@id",
                "type": "@type",
                "created": {
                    "@id": "http://purl.org/dc/terms/created",
                    "@type": "http://www.w3.org/2001/XMLSchema#dateTime",
                },
                "proofPurpose": {"@id": f"{_SECURITY}proofPurpose", "@type": "@vocab", "@context": _PURPOSES},
                "proofValue": {"@id": f"{_SECURITY}proofValue", "@type": f"{_SECURITY}multibase"},
                "verificationMethod": {"@id": f"{_SECURITY}verificationMethod", "@type": "@id"},
            },
        },
    }
}
"""A context of the meaning that the suite of 2020 gives its terms: the published file is not among the samples."""


def folder(shared: Path) -> Path:
    return shared / "data" / "case-and-badges"


@cache
def contexts(shared: Path) -> dict[str, object]:
    found: dict[str, object] = {
        address: json.loads((folder(shared) / "ob-clr-schemas" / name).read_text(encoding="utf-8"))
        for address, name in CONTEXTS.items()
    }
    found["https://w3id.org/security/suites/ed25519-2020/v1"] = ED25519_2020
    return found
