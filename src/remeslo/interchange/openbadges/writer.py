"""Values of the core as Open Badges 3.0: credentials, endorsements, status lists, issuers' profiles; unsigned."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from remeslo.core.credentials.achievement import Achievement, Credential, Endorsement, Holder, Issuer
from remeslo.core.credentials.statuslist import StatusBits
from remeslo.interchange.openbadges.keys import jwk_of_multikey
from remeslo.interchange.openbadges.statuslist import encode_bits
from remeslo.interchange.openbadges.structure import CONTEXT_BADGES, CONTEXT_V2

Json = dict[str, object]
CONTEXTS: Final = (CONTEXT_V2, f"{CONTEXT_BADGES}-3.0.3.json")
SCHEMA: Final = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"


def credential(value: Credential) -> Json:
    """An ``OpenBadgeCredential``, not signed yet."""
    made: Json = {
        "@context": list(CONTEXTS),
        "id": value.id,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": value.achievement.name,
        "issuer": _issuer(value.issuer),
        "validFrom": moment(value.valid_from),
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": _identifiers(value.holder),
            "achievement": _achievement(value.achievement),
        },
        "credentialSchema": [{"id": SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
    }
    if value.valid_until is not None:
        made["validUntil"] = moment(value.valid_until)
    if value.evidence:
        made["evidence"] = [{"type": ["Evidence"], "name": e.name, "narrative": e.narrative} for e in value.evidence]
    if value.status is not None:
        made["credentialStatus"] = {
            "id": f"{value.status.list_url}#{value.status.index}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(value.status.index),
            "statusListCredential": value.status.list_url,
        }
    if value.endorsements:
        made["endorsement"] = [dict(e) for e in value.endorsements]
    return made


def endorsement(value: Endorsement) -> Json:
    """An ``EndorsementCredential``, not signed yet."""
    return {
        "@context": list(CONTEXTS),
        "id": value.id,
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": value.issuer.name,
        "issuer": _issuer(value.issuer),
        "validFrom": moment(value.valid_from),
        "credentialSubject": {
            "id": value.subject,
            "type": ["EndorsementSubject"],
            "endorsementComment": value.comment,
        },
    }


def status_list(bits: StatusBits, *, address: str, issuer: Issuer, at: datetime) -> Json:
    """A ``BitstringStatusListCredential`` of revocations, not signed yet."""
    return {
        "@context": [CONTEXT_V2],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer.id,
        "validFrom": moment(at),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encode_bits(bits),
        },
    }


def profile(issuer: Issuer, multikeys: Iterable[str]) -> Json:
    """An issuer's ``Profile`` with its keys as multikeys and as JWK: what stands at the issuer's address."""
    keys = list(dict.fromkeys(multikeys))
    made = _issuer(issuer)
    made = {"@context": [*CONTEXTS, "https://w3id.org/security/multikey/v1"], **made}
    made["verificationMethod"] = [
        {
            "id": f"{issuer.id}#{key}",
            "type": "Multikey",
            "controller": issuer.id,
            "publicKeyMultibase": key,
        }
        for key in keys
    ]
    made["assertionMethod"] = [f"{issuer.id}#{key}" for key in keys]
    return made


def key_set(issuer: Issuer, multikeys: Iterable[str]) -> Json:
    """The same keys as a JSON Web Key Set."""
    return {
        "keys": [{**jwk_of_multikey(k), "kid": f"{issuer.id}#{k}", "use": "sig", "alg": "EdDSA"} for k in multikeys]
    }


def moment(at: datetime) -> str:
    """A moment as the format writes it, to the second."""
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")


def _issuer(issuer: Issuer) -> Json:
    made: Json = {"id": issuer.id, "type": ["Profile"], "name": issuer.name}
    if issuer.url:
        made["url"] = issuer.url
    return made


def _identifiers(holder: Holder) -> list[Json]:
    hashed: Json = {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": holder.hash,
        "identityType": "identifier",
        "salt": holder.salt,
    }
    named: Json = {"type": "IdentityObject", "hashed": False, "identityHash": holder.name, "identityType": "name"}
    return [hashed, named] if holder.name else [hashed]


def _achievement(value: Achievement) -> Json:
    made: Json = {
        "id": value.id,
        "type": ["Achievement"],
        "achievementType": "Competency",
        "name": value.name,
        "description": value.description,
        "criteria": {"narrative": value.criteria},
    }
    if value.code:
        made["humanCode"] = value.code
    if value.alignments:
        made["alignment"] = [_alignment(a.name, a.url, a.code, a.framework, a.type) for a in value.alignments]
    return made


def _alignment(name: str, url: str, code: str, framework: str, kind: str) -> Mapping[str, object]:
    more = {"targetCode": code, "targetFramework": framework, "targetType": kind}
    return {"type": ["Alignment"], "targetName": name, "targetUrl": url, **{k: v for k, v in more.items() if v}}
