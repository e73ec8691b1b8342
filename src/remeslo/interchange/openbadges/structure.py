"""
What a credential must look like: classes, their required fields and the classes inside them (Open Badges 3.0, B.1).

The project's own check: published schemas are used in tests only. Fields that are not named here may stand there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from remeslo.core.base.findings import Finding, Severity

MOST_ITEMS: Final = 1_000
"""Entries of one list in a credential."""
MOST_FINDINGS: Final = 100
CONTEXT_V2: Final = "https://www.w3.org/ns/credentials/v2"
CONTEXT_V1: Final = "https://www.w3.org/2018/credentials/v1"
CONTEXT_BADGES: Final = "https://purl.imsglobal.org/spec/ob/v3p0/context"


@dataclass(frozen=True)
class Shape:
    """A class: one of ``names`` must stand in ``type`` (none: no type is asked for); ``parts`` are classes by field."""

    names: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)
    or_address: bool = False
    flags: tuple[str, ...] = ()


SHAPES: Final[Mapping[str, Shape]] = {
    "profile": Shape(
        ("Profile",),
        ("id",),
        {"parentOrg": "profile", "otherIdentifier": "identifier", "image": "image", "address": "address"},
        or_address=True,
    ),
    "address": Shape(("Address",)),
    "image": Shape(("Image",), ("id",), or_address=True),
    "identifier": Shape(("IdentifierEntry",), ("identifier", "identifierType")),
    "identity": Shape(("IdentityObject",), ("identityHash", "identityType", "hashed"), flags=("hashed",)),
    "alignment": Shape(("Alignment",), ("targetName", "targetUrl")),
    "criteria": Shape(),
    "level": Shape(("RubricCriterionLevel",), ("id", "name"), {"alignment": "alignment"}),
    "description": Shape(
        ("ResultDescription",),
        ("id", "name", "resultType"),
        {"alignment": "alignment", "rubricCriterionLevel": "level"},
    ),
    "result": Shape(("Result",), (), {"alignment": "alignment"}),
    "achievement": Shape(
        ("Achievement",),
        ("id", "name", "description", "criteria"),
        {
            "criteria": "criteria",
            "alignment": "alignment",
            "creator": "profile",
            "image": "image",
            "otherIdentifier": "identifier",
            "resultDescription": "description",
        },
    ),
    "subject": Shape(
        ("AchievementSubject",),
        ("achievement",),
        {
            "achievement": "achievement",
            "identifier": "identity",
            "result": "result",
            "source": "profile",
            "image": "image",
        },
    ),
    "endorsed": Shape(("EndorsementSubject",), ("id",)),
    "evidence": Shape(("Evidence",)),
    "status": Shape((), ("type",)),
    "schema": Shape((), ("id", "type")),
    "badge": Shape(
        ("OpenBadgeCredential", "AchievementCredential"),
        ("@context", "id", "issuer", "credentialSubject"),
        {
            "issuer": "profile",
            "credentialSubject": "subject",
            "evidence": "evidence",
            "image": "image",
            "credentialStatus": "status",
            "credentialSchema": "schema",
        },
    ),
    "endorsement": Shape(
        ("EndorsementCredential",),
        ("@context", "id", "issuer", "credentialSubject"),
        {"issuer": "profile", "credentialSubject": "endorsed", "credentialStatus": "status"},
    ),
}
_TEXTS: Final = frozenset(
    {"id", "name", "description", "targetName", "targetUrl", "identityHash", "identityType", "resultType"}
)


def check_structure(document: Mapping[str, object], kind: str, *, name: str) -> list[Finding]:
    """Everything wrong with the form of a ``badge`` or an ``endorsement``, at most a hundred findings."""
    found: list[Finding] = []
    for finding in _credential(document, kind, name):
        if len(found) == MOST_FINDINGS:
            found.append(Finding("openbadge.and_more", name, {"limit": MOST_FINDINGS}, Severity.WARNING))
            break
        found.append(finding)
    return found


def type_names(value: object) -> tuple[str, ...]:
    """The names in ``type``, one or many."""
    return tuple(str(v) for v in (value if isinstance(value, list) else [value]) if isinstance(v, str))


def moment_of(value: object) -> datetime | None:
    """A moment with its zone, as `DateTimeZ` has it; None for anything else."""
    if not isinstance(value, str) or "T" not in value.upper():
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None


def is_first_version(document: Mapping[str, object]) -> bool:
    """True for a credential by version 1.1 of the data model."""
    contexts = document.get("@context")
    return isinstance(contexts, list) and contexts[:1] == [CONTEXT_V1]


def period(document: Mapping[str, object]) -> tuple[datetime | None, datetime | None]:
    """From when and until when it holds."""
    begin, end = ("issuanceDate", "expirationDate") if is_first_version(document) else ("validFrom", "validUntil")
    return moment_of(document.get(begin)), moment_of(document.get(end))


def _credential(document: Mapping[str, object], kind: str, name: str) -> Iterator[Finding]:
    yield from _contexts(document, name)
    if "VerifiableCredential" not in type_names(document.get("type")):
        yield _wrong_type(name, "type", ("VerifiableCredential",), document.get("type"))
    first = is_first_version(document)
    begin, end = ("issuanceDate", "expirationDate") if first else ("validFrom", "validUntil")
    for moment in (begin, end):
        value = document.get(moment)
        if value is None and moment == begin:
            yield Finding("openbadge.field_missing", name, {"field": moment})
        elif value is not None and moment_of(value) is None:
            yield Finding("openbadge.date_broken", name, {"field": moment, "value": str(value)[:80]})
    yield from _object(document, kind, "", name)


def _contexts(document: Mapping[str, object], name: str) -> Iterator[Finding]:
    value = document.get("@context")
    contexts = value if isinstance(value, list) else [value]
    if contexts[:1] not in ([CONTEXT_V2], [CONTEXT_V1]):
        yield Finding("openbadge.context_missing", name, {"expected": CONTEXT_V2})
    if not any(isinstance(c, str) and c.startswith(CONTEXT_BADGES) for c in contexts[1:]):
        yield Finding("openbadge.context_missing", name, {"expected": f"{CONTEXT_BADGES}-3.0.3.json"})


def _object(value: Mapping[str, object], kind: str, path: str, name: str) -> Iterator[Finding]:
    shape = SHAPES[kind]
    if shape.names and not set(shape.names) & set(type_names(value.get("type"))):
        yield _wrong_type(name, f"{path}type", shape.names, value.get("type"))
    for needed in shape.required:
        if value.get(needed) in (None, "", [], {}):
            yield Finding("openbadge.field_missing", name, {"field": f"{path}{needed}"})
    if kind == "subject" and not value.get("id") and not value.get("identifier"):
        yield Finding("openbadge.field_missing", name, {"field": f"{path}id"})
    if kind == "criteria" and not value.get("id") and not value.get("narrative"):
        yield Finding("openbadge.field_missing", name, {"field": f"{path}narrative"})
    for key in _TEXTS & value.keys():
        if not isinstance(value[key], str):
            yield Finding("openbadge.field_form", name, {"field": f"{path}{key}", "expected": "text"})
    for key in shape.flags:
        if key in value and not isinstance(value[key], bool):
            yield Finding("openbadge.field_form", name, {"field": f"{path}{key}", "expected": "flag"})
    for key, part in shape.parts.items():
        if key in value:
            yield from _part(value[key], part, f"{path}{key}", name)


def _part(value: object, kind: str, path: str, name: str) -> Iterator[Finding]:
    items = value if isinstance(value, list) else [value]
    if len(items) > MOST_ITEMS:
        yield Finding("openbadge.too_many", name, {"field": path, "count": len(items), "limit": MOST_ITEMS})
        return
    for n, item in enumerate(items):
        where = f"{path}[{n}]" if isinstance(value, list) else path
        if isinstance(item, dict):
            yield from _object(item, kind, f"{where}.", name)
        elif not (isinstance(item, str) and item and SHAPES[kind].or_address):
            yield Finding("openbadge.field_form", name, {"field": where, "expected": "object"})


def _wrong_type(name: str, path: str, expected: tuple[str, ...], found: object) -> Finding:
    facts = {"field": path, "expected": expected, "found": type_names(found)}
    return Finding("openbadge.type_missing", name, facts)
