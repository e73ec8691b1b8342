"""CASE packages into frameworks."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.framework import ROOT, Association, Framework, FrameworkItem, ItemKey
from remeslo.interchange.case import plain
from remeslo.interchange.case.extension import IMPLIED, Value, extension_of, restored
from remeslo.interchange.case.plain import STRAY, JsonObject, text_of
from remeslo.interchange.case.words import UUID, is_spelt
from remeslo.interchange.frameworks import Claims, FrameworkReading, unreadable
from remeslo.interchange.frameworks.checks import check_framework
from remeslo.interchange.frameworks.claims import held_by, item_claim, link_claim
from remeslo.interchange.frameworks.reading import differences
from remeslo.interchange.frameworks.remarks import Remarks
from remeslo.interchange.safety import Unreadable, read_json
from remeslo.interchange.values import ValuesError

PARTS = ("CFDocument", "CFItems", "CFAssociations", "CFDefinitions", "CFRubrics", "extensions")


def is_package(value: object) -> bool:
    """True for what has the parts of a package, or one inside ``CFPackage``."""
    return isinstance(value, dict) and ("CFDocument" in value or "CFItems" in value or "CFPackage" in value)


def read(data: bytes, *, name: str) -> FrameworkReading:
    """
    The framework of one package, CASE 1.0 or 1.1.

    Never raises on what the file holds. What is read, what is kept as it stands and what each finding means: FORMAT.md.
    """
    try:
        document = read_json(data, name=name)
    except Unreadable as refusal:
        return unreadable(name, refusal.findings)
    package = document.value
    if isinstance(package, dict) and isinstance(package.get("CFPackage"), dict):
        package = package["CFPackage"]
    if not isinstance(package, dict) or not is_package(package):
        names = tuple(package)[:8] if isinstance(package, dict) else ()
        finding = Finding("case.not_case", name, {"names": names}, Severity.STOPS_SAVING)
        return unreadable(name, [*document.findings, finding])
    head = package.get("CFDocument")
    if not isinstance(head, dict):
        return unreadable(name, [*document.findings, Finding("case.no_document", name, {}, Severity.STOPS_SAVING)])
    reading = _Package(name, package, head).read()
    return replace(reading, findings=(*document.findings, *reading.findings))


def count_things(value: object) -> Counter[str]:
    """Statements and associations anywhere in the JSON, told by one field each; no path is followed."""
    found: Counter[str] = Counter()
    waiting = [value]
    while waiting:
        at = waiting.pop()
        if isinstance(at, dict):
            found["items"] += "fullStatement" in at
            found["links"] += "associationType" in at
            waiting.extend(v for k, v in at.items() if k not in ("CFDefinitions", "extensions"))
        elif isinstance(at, list):
            waiting.extend(at)
    return found


@dataclass(slots=True)
class _Package:
    """Reads one package: the values, and the findings met on the way."""

    name: str
    package: JsonObject
    head: JsonObject
    remarks: Remarks = field(default_factory=Remarks)
    key_of: dict[str, ItemKey] = field(default_factory=dict)
    """Keys of items by identifier and by URI."""
    inside: set[str] = field(default_factory=set)
    """Keys of items, and the framework itself."""

    def read(self) -> FrameworkReading:
        framework = self._document()
        found = count_things(self.package)
        item_claims = Claims("items", f"{self.name}: CFItems", found["items"])
        link_claims = Claims("links", f"{self.name}: CFAssociations", found["links"])
        items = tuple(self._items(framework, item_claims))
        self._name_root(framework)
        links = tuple(self._links(link_claims))
        framework = replace(framework, items=items, associations=links)
        held = held_by(framework)
        counts = (item_claims.count(held), link_claims.count(held))
        findings = [
            *self.remarks.findings(),
            *([] if items else [Finding("case.empty", self.name, {}, Severity.WARNING)]),
            *check_framework(framework, self.name),
            *differences(counts),
        ]
        return FrameworkReading(name=self.name, framework=framework, counts=counts, findings=tuple(findings))

    def _document(self) -> Framework:
        identifier = text_of(self.head, "identifier") or text_of(self.head, "sourcedId")
        for name in ("identifier", "title", "creator"):
            if not text_of(self.head, name):
                severity = Severity.STOPS_PUBLISHING if name == "identifier" else Severity.WARNING
                self.remarks.add("case.document_fields_missing", self.name, name, severity)
        key = "-".join("".join("-" if c in ":@" else c for c in identifier or text_of(self.head, "title")).split())
        framework = plain.document(self.head, f"case-{key or 'unnamed'}")
        framework = self._restored(framework, self.head, "CFDocument")
        self._fields(self.head, "CFDocument")
        kept = {n: plain.as_json(v) for n in ("CFDefinitions", "CFRubrics") if (v := self.package.get(n))}
        if isinstance(extensions := self.package.get("extensions"), dict) and extensions:
            kept["package.extensions"] = plain.as_json(extensions)
        for name in self.package:
            if name not in PARTS:
                self.remarks.add("case.parts_unknown", self.name, name, Severity.WARNING)
        if not kept:
            return framework
        return replace(framework, attributes=tuple(sorted({**dict(framework.attributes), **kept}.items())))

    def _items(self, framework: Framework, claims: Claims) -> Iterator[FrameworkItem]:
        language = framework.languages[0] if framework.languages else ""
        language = text_of(self.head, "language") or ("" if extension_of(self.head) else language)
        for n, thing in enumerate(self._list("CFItems"), start=1):
            where = f"{self.name}: CFItems"
            if not text_of(thing, "fullStatement").strip():
                claims.left_out += "fullStatement" in thing
                self.remarks.add("case.items_without_statement", where, self._called(thing, n), Severity.WARNING)
                continue
            identifier = text_of(thing, "identifier") or text_of(thing, "sourcedId")
            if not identifier:
                identifier = text_of(thing, "uri") or f"item-{n}"
                self.remarks.add("case.items_without_identifier", where, n, Severity.WARNING)
            elif not UUID.fullmatch(identifier):
                self.remarks.add("case.identifiers_no_uuid", where, identifier)
            item = self._restored(plain.item(thing, identifier, language), thing, "CFItem")
            if item.key in self.inside:
                claims.left_out += 1
                self.remarks.add("case.identifiers_repeat", where, item.key, Severity.STOPS_PUBLISHING)
                continue
            self.inside.add(item.key)
            self.key_of[identifier] = item.key
            self.key_of.setdefault(text_of(thing, "uri"), item.key)
            self._fields(thing, "CFItem")
            claims.claims.append(item_claim(item.key))
            yield item

    def _name_root(self, framework: Framework) -> None:
        self.key_of.pop("", None)
        self.inside.add(ROOT)
        for name in (text_of(self.head, "identifier"), text_of(self.head, "sourcedId"), text_of(self.head, "uri")):
            if name:
                self.key_of.setdefault(name, ROOT)

    def _links(self, claims: Claims) -> Iterator[Association]:
        for n, thing in enumerate(self._list("CFAssociations"), start=1):
            where = f"{self.name}: CFAssociations"
            if extension_of(thing).get(IMPLIED) is True:
                claims.left_out += 1
                self.remarks.add("case.links_implied", where, n)
                continue
            ends = [self._end(thing, f"{end}NodeURI") for end in ("origin", "destination")]
            said = text_of(thing, "associationType")
            if not said or None in ends:
                claims.left_out += "associationType" in thing
                self.remarks.add("case.links_incomplete", where, self._called(thing, n), Severity.WARNING)
                continue
            if not is_spelt(said):
                self.remarks.add("case.link_types_unknown", where, said)
            link = self._link(thing, str(ends[0]), str(ends[1]))
            claims.claims.append(link_claim(link.kind, link.origin, link.destination))
            self._fields(thing, "CFAssociation")
            yield link

    def _link(self, thing: JsonObject, origin: str, destination: str) -> Association:
        identifier = text_of(thing, "identifier") or text_of(thing, "sourcedId")
        link = plain.association(thing, identifier, origin, destination)
        further: dict[str, str] = {}
        for end, key in (("origin", origin), ("destination", destination)):
            if key not in self.inside:
                further |= plain.outside(thing, end)
                self.remarks.add("case.links_outside", f"{self.name}: CFAssociations", key)
        if further:
            link = replace(link, attributes=tuple(sorted({**dict(link.attributes), **further}.items())))
        return self._restored(link, thing, "CFAssociation")

    def _end(self, thing: JsonObject, name: str) -> str | None:
        """Key of an item, ``ROOT``, or the URI of something outside; None when nothing is named."""
        node = thing.get(name)
        if isinstance(node, str):
            node = {"uri": node}
        if not isinstance(node, dict):
            return None
        said = (text_of(node, "identifier"), text_of(node, "uri"))
        known = next((self.key_of[s] for s in said if s in self.key_of), None)
        return known if known is not None else (said[1] or said[0] or None)

    def _restored(self, value: Value, thing: JsonObject, what: str) -> Value:
        try:
            return restored(value, extension_of(thing))
        except ValuesError as error:
            self.remarks.add("case.extension_unreadable", f"{self.name}: {what}", str(error)[:120], Severity.WARNING)
            return value

    def _list(self, name: str) -> Iterator[JsonObject]:
        listed = self.package.get(name)
        if listed is None:
            return
        if not isinstance(listed, list):
            self.remarks.add("case.no_list", self.name, name, Severity.STOPS_PUBLISHING)
            return
        for n, thing in enumerate(listed, start=1):
            if isinstance(thing, dict):
                yield thing
            else:
                self.remarks.add("case.no_object", f"{self.name}: {name}", n, Severity.WARNING)

    def _fields(self, thing: Mapping[str, object], what: str) -> None:
        """Remarks on fields that the specification does not have and moments that cannot be read."""
        where = f"{self.name}: {what}"
        for name, _ in plain.attributes_of(thing, what):
            if name.startswith(STRAY):
                self.remarks.add("case.fields_unknown", where, name.removeprefix(STRAY))
        if plain.moment_of(thing) is None:
            self.remarks.add("case.moments_unreadable", where, self._called(thing, 0), Severity.WARNING)
        elif _has_no_zone(text_of(thing, "lastChangeDateTime")):
            self.remarks.add("case.moments_without_zone", where, self._called(thing, 0))
        for name in ("statusStartDate", "statusEndDate"):
            if text_of(thing, name) and plain.day_of(thing, name) is None:
                self.remarks.add("case.moments_unreadable", where, self._called(thing, 0), Severity.WARNING)

    def _called(self, thing: JsonObject, number: int) -> str:
        return text_of(thing, "humanCodingScheme") or text_of(thing, "identifier") or str(number)


def _has_no_zone(moment: str) -> bool:
    clock = moment.strip()[10:]
    return not (clock.endswith(("Z", "z")) or "+" in clock or "-" in clock)
