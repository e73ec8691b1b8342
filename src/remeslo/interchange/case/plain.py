"""CASE's objects as values, field by field, without the extension; the reader and the writer share it."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime

from remeslo.core.competence.framework import (
    Association,
    Attributes,
    Framework,
    FrameworkItem,
    ItemKey,
    ItemText,
)
from remeslo.interchange.case.words import JSON_FIELDS, TEXT_FIELDS, VALUE_FIELDS, kind_of_type, link_kind, plain
from remeslo.interchange.case.words import TYPE_OF_LINK as TYPE

JsonObject = Mapping[str, object]
EXTENSION = "remeslo"
"""Name of our part of an object's ``extensions``."""
STRAY = "field:"
"""How the attribute of a field begins that CASE does not know; the rest is its name, the value JSON."""


def text_of(thing: JsonObject, name: str) -> str:
    """A field of text; numbers are written out, anything else is nothing."""
    value = thing.get(name)
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def moment_of(thing: JsonObject, name: str = "lastChangeDateTime") -> datetime | None:
    """A moment; one without a zone is taken for UTC (OpenSALT writes them so)."""
    try:
        found = datetime.fromisoformat(text_of(thing, name).strip())
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    except ValueError:
        return None


def day_of(thing: JsonObject, name: str) -> date | None:
    """A day; of a moment its day."""
    try:
        return date.fromisoformat(text_of(thing, name).strip()[:10])
    except ValueError:
        return None


def attributes_of(thing: JsonObject, what: str) -> Attributes:
    """Fields that no field of the value takes; unknown ones under ``field:NAME``, so that they are lost nowhere."""
    found: dict[str, str] = {}
    for name, value in thing.items():
        if value is None or name in VALUE_FIELDS[what]:
            continue
        if name in TEXT_FIELDS[what]:
            found[name] = text_of(thing, name)
        elif name == "extensions" and isinstance(value, dict):
            foreign = {k: v for k, v in value.items() if k != EXTENSION}
            if foreign:
                found[name] = as_json(foreign)
        elif name in JSON_FIELDS[what]:
            found[name] = as_json(value)
        else:
            found[STRAY + name] = as_json(value)
    return tuple(sorted((k, v) for k, v in found.items() if v))


def as_json(value: object) -> str:
    """Compact JSON, names sorted."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def document(thing: JsonObject, key: str) -> Framework:
    """The framework without its items and links."""
    changed = moment_of(thing)
    language = text_of(thing, "language")
    creator, publisher = text_of(thing, "creator"), text_of(thing, "publisher")
    attributes = dict(attributes_of(thing, "CFDocument"))
    if publisher and creator and publisher != creator:
        attributes["creator"] = creator
    return Framework(
        key=key,
        version=version_of(text_of(thing, "version"), changed),
        title=text_of(thing, "title") or key,
        publisher=publisher or creator,
        languages=(language,) if language else (),
        uri=text_of(thing, "uri"),
        description=text_of(thing, "description"),
        status=text_of(thing, "adoptionStatus"),
        valid_from=day_of(thing, "statusStartDate"),
        valid_to=day_of(thing, "statusEndDate"),
        changed=changed,
        licence=licence_of(thing),
        source=text_of(thing, "officialSourceURL"),
        attributes=tuple(sorted(attributes.items())),
    )


def version_of(said: str, changed: datetime | None) -> str:
    """The publisher's version with signs that keys bear, else the moment of the last change, else ``undated``."""
    version = "-".join("".join("-" if c in ":@" else c for c in said).split())
    if version:
        return version
    return f"{changed.astimezone(UTC):%Y%m%dT%H%M%SZ}" if changed else "undated"


def licence_of(thing: JsonObject) -> str:
    """Title of the licence, else its address."""
    link = thing.get("licenseURI")
    if isinstance(link, dict):
        return text_of(link, "title") or text_of(link, "uri")
    return link if isinstance(link, str) else ""


def item(thing: JsonObject, key: str, language: str) -> FrameworkItem:
    """An item; ``language`` is the document's."""
    other = text_of(thing, "alternativeLabel")
    item_type = text_of(thing, "CFItemType")
    words = ItemText(
        language=text_of(thing, "language") or language,
        preferred=text_of(thing, "fullStatement"),
        alternative=(other,) if other else (),
        short=text_of(thing, "abbreviatedStatement"),
        note=text_of(thing, "notes"),
    )
    return FrameworkItem(
        key=ItemKey(key),
        kind=kind_of_type(item_type),
        texts=(words,),
        uri=text_of(thing, "uri"),
        code=text_of(thing, "humanCodingScheme"),
        type_name=item_type,
        level=level_of(thing),
        valid_from=day_of(thing, "statusStartDate"),
        valid_to=day_of(thing, "statusEndDate"),
        changed=moment_of(thing),
        attributes=attributes_of(thing, "CFItem"),
    )


def level_of(thing: JsonObject) -> str:
    """Grades as one text; ``educationalLevel`` is how some packages spell the field."""
    value = thing.get("educationLevel", thing.get("educationalLevel"))
    listed = value if isinstance(value, list) else [value]
    return ", ".join(str(v) for v in listed if isinstance(v, str | int) and not isinstance(v, bool))


def association(thing: JsonObject, key: str, origin: str, destination: str) -> Association:
    """A link between two keys."""
    said = text_of(thing, "associationType")
    kind = link_kind(said)
    order = thing.get("sequenceNumber")
    return Association(
        kind=kind,
        origin=ItemKey(origin),
        destination=ItemKey(destination),
        order=order if isinstance(order, int) and not isinstance(order, bool) else None,
        key=key,
        type_name="" if plain(said) == plain(TYPE[kind]) else said,
        changed=moment_of(thing),
        attributes=attributes_of(thing, "CFAssociation"),
    )


def outside(thing: JsonObject, end: str) -> dict[str, str]:
    """Title, identifier and kind of an end that is not in the package, as attributes."""
    node = thing.get(f"{end}NodeURI")
    if not isinstance(node, dict):
        return {}
    names = ("title", "identifier", "targetType")
    return {f"{end}.{n}": text_of(node, n) for n in names if text_of(node, n)}
