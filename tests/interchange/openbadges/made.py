"""A credential of a small college, endorsed by a plant, with all keys."""

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from remeslo.core.credentials.achievement import (
    Achievement,
    Alignment,
    Credential,
    Endorsement,
    Evidence,
    Holder,
    Issuer,
    StatusEntry,
)
from remeslo.core.credentials.statuslist import status_bits
from remeslo.interchange import openbadges as ob

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
COLLEGE = Issuer(id="https://college.example/issuer/1", name="Колледж")
PLANT = Issuer(id="https://college.example/issuer/2", name="Завод")
COLLEGE_KEY, PLANT_KEY = ob.SigningKey(b"\x01" * 32), ob.SigningKey(b"\x02" * 32)
LIST = "https://college.example/status/1"
VALUE = Credential(
    id="urn:uuid:3a5de0a2-61cf-4ddc-a7a6-5a2b8d0f2a01",
    issuer=COLLEGE,
    holder=Holder(hash="sha256$" + sha256(b"L-1salt").hexdigest(), salt="salt"),
    achievement=Achievement(
        id="https://college.example/achievement/1",
        name="Точить детали",
        description="ПК 1.1",
        criteria="Практика 72 ч, подтверждена предприятием.",
        alignments=(Alignment(name="Токарная обработка", url="urn:standard:40.078/A/01.3", code="A/01.3"),),
        code="ПК 1.1",
    ),
    valid_from=datetime(2026, 6, 30, tzinfo=UTC),
    evidence=(Evidence(name="Практика", narrative="ПП.01, 72 ч"),),
    status=StatusEntry(list_url=LIST, index=94_567),
)


def method(issuer: Issuer, key: ob.SigningKey) -> str:
    return f"{issuer.id}#{key.multikey}"


def endorsed() -> dict[str, object]:
    word = Endorsement(
        id="urn:uuid:3a5de0a2-61cf-4ddc-a7a6-5a2b8d0f2a02",
        issuer=PLANT,
        subject=VALUE.id,
        comment="Подтверждаем",
        valid_from=NOW,
    )
    return ob.sign(ob.endorsement(word), PLANT_KEY, method=method(PLANT, PLANT_KEY), created=NOW)


def signed(**changes: Any) -> dict[str, object]:
    value = replace(VALUE, endorsements=(endorsed(),), **changes)
    return ob.sign(ob.credential(value), COLLEGE_KEY, method=method(COLLEGE, COLLEGE_KEY), created=NOW)


def listed(*revoked: int, key: ob.SigningKey = COLLEGE_KEY, issuer: Issuer = COLLEGE) -> dict[str, object]:
    unsigned = ob.status_list(status_bits(revoked), address=LIST, issuer=issuer, at=NOW)
    return ob.sign(unsigned, key, method=method(issuer, key), created=NOW)


def trust(*revoked: int, **changes: Any) -> ob.Trust:
    keys = {COLLEGE.id: (COLLEGE_KEY.public,), PLANT.id: (PLANT_KEY.public,)}
    return replace(ob.Trust(keys=keys, lists={LIST: listed(*revoked)}), **changes)


def codes(verdict: ob.Verdict) -> list[str]:
    return [f.code for f in verdict.findings]
