"""Frameworks as CASE 1.1: a package for a file, and the objects of a provider's answers."""

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from remeslo.core.competence.framework import ROOT, Association, Framework, FrameworkItem, ItemKey, LinkKind
from remeslo.interchange.case import plain
from remeslo.interchange.case.extension import IMPLIED, beyond
from remeslo.interchange.case.plain import EXTENSION
from remeslo.interchange.case.words import JSON_FIELDS, OWN_TYPE, TEXT_FIELDS, TYPE_OF_LINK, UUID, is_spelt

JsonDict = dict[str, object]
VERSION = "1.1"
_NAMESPACE = uuid.UUID("5e0f6f6c-8f2a-5f0b-9d53-3c5a3c0a7a11")
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_IN_DOCUMENT = ("frameworkType", "notes", "subject", "subjectURI", "licenseURI")


@dataclass(frozen=True, slots=True)
class Provider:
    """
    Who publishes: where things are found, and when they were last changed if they do not tell.

    Parameters
    ----------
    base
        Beginning of addresses, ``https://host/ims/case/v1p1``; without it they are ``urn:uuid:...``.
    at
        Stands for moments that a framework does not tell; CASE demands one everywhere.
    """

    base: str = ""
    at: datetime = _BEGINNING

    def address(self, what: str, identifier: str) -> str:
        """Where a thing is found: ``base/CFItems/identifier``."""
        return f"{self.base.rstrip('/')}/{what}/{identifier}" if self.base else f"urn:uuid:{identifier}"


def write(framework: Framework, *, provider: Provider = Provider()) -> bytes:
    """A package, UTF-8, indented; ``read`` gives the same framework back."""
    return json.dumps(cf_package(framework, provider), ensure_ascii=False, indent=1).encode()


def cf_package(framework: Framework, provider: Provider = Provider()) -> JsonDict:
    """The whole framework; valid by the specification's schema of ``CFPackage``."""
    writer = _Writer(framework, provider)
    package: JsonDict = {
        "CFDocument": writer.document(),
        "CFItems": [writer.item(i) for i in framework.items],
        "CFAssociations": list(writer.associations()),
    }
    for name, attribute in (("CFDefinitions",) * 2, ("CFRubrics",) * 2, ("extensions", "package.extensions")):
        if said := dict(framework.attributes).get(attribute):
            package[name] = json.loads(said)
    return package


def cf_document(framework: Framework, provider: Provider = Provider()) -> JsonDict:
    """The document by itself, with the address of its package."""
    writer = _Writer(framework, provider)
    link = {"title": framework.title, "identifier": writer.identifier}
    return {
        **_alone(writer.document()),
        "CFPackageURI": {**link, "uri": provider.address("CFPackages", writer.identifier)},
    }


def cf_items(framework: Framework, provider: Provider = Provider()) -> list[JsonDict]:
    """Every item by itself, with the address of its document."""
    writer = _Writer(framework, provider)
    return [{**_alone(writer.item(i)), "CFDocumentURI": writer.document_link()} for i in framework.items]


def cf_item(framework: Framework, identifier: str, provider: Provider = Provider()) -> JsonDict | None:
    """One item by its identifier."""
    writer = _Writer(framework, provider)
    found = next((i for i in framework.items if writer.name_of[i.key] == identifier), None)
    return None if found is None else {**_alone(writer.item(found)), "CFDocumentURI": writer.document_link()}


def cf_associations(framework: Framework, provider: Provider = Provider(), *, of_item: str = "") -> list[JsonDict]:
    """Every association by itself; with ``of_item`` those that begin or end at the item of that identifier."""
    writer = _Writer(framework, provider)
    found = [{**_alone(a), "CFDocumentURI": writer.document_link()} for a in writer.associations()]
    return [a for a in found if not of_item or of_item in _ends(a)]


def cf_association(framework: Framework, identifier: str, provider: Provider = Provider()) -> JsonDict | None:
    """One association by its identifier."""
    return next((a for a in cf_associations(framework, provider) if a["identifier"] == identifier), None)


def document_identifier(framework: Framework) -> str:
    """Identifier of the document: the publisher's own where the framework came by CASE, else made of the edition."""
    own = framework.key.removeprefix("case-")
    return own if UUID.fullmatch(own) else _identifier(framework.edition)


def _identifier(name: str) -> str:
    return str(uuid.uuid5(_NAMESPACE, name))


def _alone(thing: JsonDict) -> JsonDict:
    """An object outside a package bears its identifier under the name of CASE 1.0's paths too."""
    return {**thing, "sourcedId": thing["identifier"]}


def _ends(thing: JsonDict) -> list[object]:
    nodes = (thing["originNodeURI"], thing["destinationNodeURI"])
    return [n["identifier"] for n in nodes if isinstance(n, dict)]


@dataclass(slots=True)
class _Writer:
    """The objects of one framework; each is compared with what plain reading would make of it."""

    framework: Framework
    provider: Provider
    identifier: str = ""
    name_of: dict[ItemKey, str] = field(default_factory=dict)
    items: dict[ItemKey, FrameworkItem] = field(default_factory=dict)
    language: str = ""

    def __post_init__(self) -> None:
        f = self.framework
        self.identifier = document_identifier(f)
        self.items = f.by_key()
        self.name_of = {k: k if UUID.fullmatch(k) else _identifier(f"{f.key}:{k}") for k in self.items}
        self.name_of[ROOT] = self.identifier
        self.language = f.languages[0] if f.languages else ""

    def document(self) -> JsonDict:
        f = self.framework
        own = dict(f.attributes)
        thing: JsonDict = {
            "identifier": self.identifier,
            "uri": f.uri or self.provider.address("CFDocuments", self.identifier),
            "caseVersion": VERSION,
            "creator": own.get("creator") or f.publisher or f.title,
            "title": f.title,
            "lastChangeDateTime": self._moment(f.changed),
            **_said(
                publisher=f.publisher,
                description=f.description,
                language=self.language,
                version=f.version,
                adoptionStatus=f.status,
                officialSourceURL=f.source,
                statusStartDate=_day(f.valid_from),
                statusEndDate=_day(f.valid_to),
            ),
            **_attributes(f, "CFDocument"),
        }
        kept = ("CFDefinitions", "CFRubrics", "package.extensions")
        bare = replace(f, items=(), associations=(), attributes=tuple(a for a in f.attributes if a[0] not in kept))
        return self._extended(thing, beyond(bare, plain.document(thing, f"case-{self.identifier}")))

    def item(self, item: FrameworkItem) -> JsonDict:
        words = item.texts[0]
        identifier = self.name_of[item.key]
        thing: JsonDict = {
            "identifier": identifier,
            "uri": item.uri or self.provider.address("CFItems", identifier),
            "fullStatement": words.preferred,
            **_said(
                alternativeLabel=words.alternative[0] if words.alternative else "",
                CFItemType=item.type_name or item.kind.value.capitalize(),
                humanCodingScheme=item.code,
                abbreviatedStatement=words.short,
                notes=words.note,
                language=words.language,
                statusStartDate=_day(item.valid_from),
                statusEndDate=_day(item.valid_to),
            ),
            "lastChangeDateTime": self._moment(item.changed),
            **({"educationLevel": [item.level]} if item.level else {}),
            **_attributes(item, "CFItem"),
        }
        return self._extended(thing, beyond(item, plain.item(thing, identifier, self.language)))

    def associations(self) -> Iterator[JsonDict]:
        """Those of the framework, then links to the document of items that have no parent stated."""
        times: dict[str, int] = {}
        for a in self.framework.associations:
            name = f"{self.framework.key}:{a.kind}:{a.origin}:{a.destination}"
            times[name] = times.get(name, 0) + 1
            yield self._association(a, f"{name}:{times[name]}")
        placed = {a.origin for a in self.framework.associations if a.kind is LinkKind.CHILD_OF}
        for key in self.items:
            if key not in placed:
                yield self._implied(key)

    def _association(self, a: Association, name: str) -> JsonDict:
        own = dict(a.attributes)
        identifier = a.key if UUID.fullmatch(a.key) else _identifier(name)
        said = a.type_name if is_spelt(a.type_name) or OWN_TYPE.fullmatch(a.type_name) else TYPE_OF_LINK[a.kind]
        thing: JsonDict = {
            "identifier": identifier,
            "uri": own.get("uri") or self.provider.address("CFAssociations", identifier),
            "associationType": said,
            "originNodeURI": self._node(a.origin, own, "origin"),
            "destinationNodeURI": self._node(a.destination, own, "destination"),
            "lastChangeDateTime": self._moment(a.changed),
            **({"sequenceNumber": a.order} if a.order is not None else {}),
            **_attributes(a, "CFAssociation"),
        }
        ends = [
            self._read_back(k, thing[f"{end}NodeURI"])
            for k, end in ((a.origin, "origin"), (a.destination, "destination"))
        ]
        read = plain.association(thing, identifier, *ends)
        further = {
            k: v
            for end, key in (("origin", a.origin), ("destination", a.destination))
            if key not in self.name_of
            for k, v in plain.outside(thing, end).items()
        }
        read = replace(read, attributes=tuple(sorted({**dict(read.attributes), **further}.items())))
        return self._extended(thing, beyond(a, read))

    def _implied(self, key: ItemKey) -> JsonDict:
        identifier = _identifier(f"{self.framework.key}:implied:{key}")
        return {
            "identifier": identifier,
            "uri": self.provider.address("CFAssociations", identifier),
            "associationType": "isChildOf",
            "originNodeURI": self._node(key, {}, "origin"),
            "destinationNodeURI": self._node(ROOT, {}, "destination"),
            "lastChangeDateTime": self._moment(self.items[key].changed),
            "extensions": {EXTENSION: {IMPLIED: True}},
        }

    def _node(self, key: ItemKey, own: dict[str, str], end: str) -> JsonDict:
        """An end of a link; what is not in the framework is named as its publisher named it."""
        if key == ROOT:
            return self.document_link()
        if key in self.items:
            item = self.items[key]
            uri = item.uri or self.provider.address("CFItems", self.name_of[key])
            return {"title": item.code or item.text, "identifier": self.name_of[key], "uri": uri}
        uri = key if ":" in key else f"urn:remeslo:{self.framework.key}:{key}"
        kind = own.get(f"{end}.targetType")
        return {
            "title": own.get(f"{end}.title") or key,
            "identifier": own.get(f"{end}.identifier") or key,
            "uri": uri,
            **({"targetType": kind} if kind else {}),
        }

    def _read_back(self, key: ItemKey, node: object) -> str:
        if key in self.name_of:
            return key
        return str(node["uri"]) if isinstance(node, dict) else key

    def document_link(self) -> JsonDict:
        """The document as an end of a link."""
        uri = self.framework.uri or self.provider.address("CFDocuments", self.identifier)
        return {"title": self.framework.title, "identifier": self.identifier, "uri": uri}

    def _moment(self, moment: datetime | None) -> str:
        return (moment or self.framework.changed or self.provider.at).isoformat()

    def _extended(self, thing: JsonDict, further: JsonDict) -> JsonDict:
        """The object with what it has no field for in its extensions, beside those that it came with."""
        if not further:
            return thing
        foreign = thing.get("extensions")
        return {**thing, "extensions": {**(foreign if isinstance(foreign, dict) else {}), EXTENSION: further}}


def _attributes(value: Framework | FrameworkItem | Association, what: str) -> JsonDict:
    """Attributes that are fields of CASE; the others go to the extension."""
    found: JsonDict = {}
    for name, said in value.attributes:
        if name in TEXT_FIELDS[what]:
            found[name] = said
        elif name in JSON_FIELDS[what]:
            try:
                found[name] = json.loads(said)
            except ValueError:
                continue  # an attribute of another format that bears the same name: it goes to the extension
    return found


def _said(**fields: str) -> JsonDict:
    """Fields that say something."""
    return {name: value for name, value in fields.items() if value}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
