"""Rows of ESCO's tables into items and links, one method a table."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from remeslo.core.base.findings import Severity
from remeslo.core.base.text import squeeze
from remeslo.core.competence.framework import ItemKey, ItemKind, LinkKind, Necessity
from remeslo.interchange.esco.recognise import BASE, Kind, collection_of, language_of
from remeslo.interchange.frameworks.building import Building, Draft
from remeslo.interchange.frameworks.claims import Claim, Claims, attribute_claim, link_claim, text_claim
from remeslo.interchange.frameworks.remarks import Remarks
from remeslo.interchange.sheets.grid import Row, Table

ORDER = tuple(Kind)
"""Files in the order in which they are read: what others refer to comes first."""

_BARE_URI = re.compile(r"https?://\S+")
_LINES = re.compile(r"[\r\n]+|\s\|\s")
_KIND_OF_CONCEPT: Mapping[str, ItemKind] = {
    "occupation": ItemKind.OCCUPATION,
    "iscogroup": ItemKind.GROUP,
    "skillgroup": ItemKind.GROUP,
}
_LABELS = ("occupationLabel", "skillLabel", "originalSkillLabel", "relatedSkillLabel", "conceptLabel", "broaderLabel")
_TEXTS = (
    *(
        "conceptType",
        "conceptUri",
        "preferredLabel",
        "altLabels",
        "hiddenLabels",
        "status",
        "modifiedDate",
        "scopeNote",
    ),
    *(
        "definition",
        "description",
        "inScheme",
        "code",
        "altLabelsAndDescription",
        "skillType",
        "reuseLevel",
        "iscoGroup",
    ),
    *("regulatedProfessionNote", "broaderConceptUri", "broaderConceptPT", "naceCode", "hasTopConcept", "mappedToISCO"),
)
_LEVELS = tuple(f"Level {n} {what}" for n in range(8) for what in ("URI", "preferred term", "code"))
_KEPT: Mapping[Kind, tuple[str, ...]] = {
    Kind.GROUPS: _TEXTS,
    Kind.OCCUPATIONS: _TEXTS,
    Kind.SKILLS: _TEXTS,
    Kind.COLLECTION: _TEXTS,
    Kind.HIERARCHY: (*_LEVELS, "Description", "Scope note"),
    Kind.BROADER: ("conceptType", "conceptUri", "broaderType", "broaderUri", *_LABELS),
    Kind.OCCUPATION_SKILLS: ("occupationUri", "relationType", "skillType", "skillUri", *_LABELS),
    Kind.SKILL_SKILLS: (
        *("originalSkillUri", "originalSkillType", "relationType", "relatedSkillType", "relatedSkillUri"),
        *_LABELS,
    ),
}


class Rows:
    """Reads tables one after another into one ``Building``."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.building = Building()
        self.remarks = Remarks()
        self.languages: dict[str, None] = {}
        self._in_group: list[tuple[ItemKey, ItemKey]] = []

    def read(self, kind: Kind, table: Table) -> Claims:
        """One table: each row becomes a claim, or is left out with a remark."""
        claims = Claims(kind.value, table.name, table.found)
        language = language_of(table.name)
        if language:
            self.languages[language] = None
        read_row = self._readers()[kind]
        for row in table.rows:
            claim = read_row(_Cells(table, row, language))
            if claim is None:
                claims.left_out += 1
                self.remarks.add("esco.rows_incomplete", table.name, row.number, Severity.WARNING)
            else:
                claims.claims.append(claim)
        for column in table.unknown(_KEPT[kind]):
            self.remarks.add("esco.columns_not_kept", table.name, column)
        if table.has("altLabelsAndDescription"):
            self.remarks.add("esco.labels_joined", table.name, "altLabelsAndDescription")
        return claims

    def finish(self) -> None:
        """What only shows when all files are read: places in ISCO, concepts without a row, labels of two concepts."""
        placed = {origin for kind, origin, _, _ in self.building.links if kind is LinkKind.CHILD_OF}
        for occupation, group in self._in_group:
            if occupation not in placed:
                self.building.link(LinkKind.CHILD_OF, occupation, group)
        for draft in self.building.stubs:
            self.remarks.add("esco.concept_without_row", self.where, draft.key)
        for draft in self.building.nameless:
            self.remarks.add("framework.link_to_nameless", self.where, draft.key, Severity.WARNING)
        self._labels_of_two()

    def _labels_of_two(self) -> None:
        """Occupations, skills and knowledge; an ISCO group of one group has its label by rule."""
        seen: dict[tuple[ItemKind, str, str], ItemKey] = {}
        for draft in self.building.items.values():
            for language, words in draft.words.items():
                if draft.kind is ItemKind.GROUP or not words.preferred:
                    continue
                if seen.setdefault((draft.kind, language, words.preferred.casefold()), draft.key) != draft.key:
                    self.remarks.add("esco.labels_of_two", self.where, words.preferred)

    def _readers(self) -> Mapping[Kind, "Callable[[_Cells], Claim | None]"]:
        return {
            Kind.GROUPS: self._concept,
            Kind.OCCUPATIONS: self._occupation,
            Kind.SKILLS: self._concept,
            Kind.COLLECTION: self._collected,
            Kind.HIERARCHY: self._levels,
            Kind.BROADER: self._broader,
            Kind.OCCUPATION_SKILLS: lambda c: self._requires(c, "occupationUri", "skillUri"),
            Kind.SKILL_SKILLS: lambda c: self._requires(c, "originalSkillUri", "relatedSkillUri"),
        }

    def _concept(self, c: "_Cells") -> Claim | None:
        uri, label = c("conceptUri"), c("preferredLabel")
        if not uri or not label:
            return None
        self._note_spaces(c)
        draft = self.building.add(short(uri), c.kind, label, c.language)
        draft.kind = c.kind
        draft.uri = uri
        draft.code = c("code") or draft.code
        draft.status = c("status") or draft.status
        draft.type_name = c("skillType") or c("conceptType") or draft.type_name
        draft.changed = moment(c("modifiedDate")) or draft.changed
        self._say(draft, c)
        draft.attributes |= {n: v for n in _FURTHER if (v := c(n))}
        if schemes := c.uris("inScheme"):
            draft.attributes["inScheme"] = " ".join(short(s) for s in schemes)
        return text_claim(draft.key, c.language, label)

    def _say(self, draft: Draft, c: "_Cells") -> None:
        words = draft.in_language(c.language)
        words.alternative |= dict.fromkeys(c.several("altLabels"))
        words.description = words.description or c("description", "altLabelsAndDescription")
        words.note = words.note or c("scopeNote")
        if hidden := c.several("hiddenLabels"):
            draft.attributes[_named("hiddenLabels", c.language)] = "\n".join(hidden)
        if definition := c("definition"):
            draft.attributes[_named("definition", c.language)] = definition

    def _occupation(self, c: "_Cells") -> Claim | None:
        claim = self._concept(c)
        if claim is not None and (group := c("iscoGroup")):
            above = self.building.refer(ItemKey(f"isco/C{group}"), ItemKind.GROUP, "", c.language, code=group)
            above.uri = above.uri or f"{BASE}isco/C{group}"
            self.building.items[short(c("conceptUri"))].attributes["iscoGroup"] = group
            self._in_group.append((short(c("conceptUri")), above.key))
        return claim

    def _collected(self, c: "_Cells") -> Claim | None:
        claim = self._concept(c)
        if claim is None:
            return None
        key = short(c("conceptUri"))
        attributes = self.building.items[key].attributes
        names = dict.fromkeys([*attributes.get("collections", "").split(), collection_of(c.table.name)])
        attributes["collections"] = " ".join(names)
        labels = c.several("broaderConceptPT")
        for n, uri in enumerate(c.uris("broaderConceptUri")):
            label = labels[n] if n < len(labels) else ""
            kind = ItemKind.SKILL if uri.startswith(f"{BASE}skill/") else ItemKind.GROUP
            above = self.building.refer(short(uri), kind, label, c.language)
            above.uri = above.uri or uri
            self.building.link(LinkKind.CHILD_OF, key, above.key)
        return claim

    def _levels(self, c: "_Cells") -> Claim | None:
        path = [
            (u, c(f"Level {n} preferred term"), c(f"Level {n} code")) for n in range(8) if (u := c(f"Level {n} URI"))
        ]
        if not path or not path[-1][1]:
            return None
        above: ItemKey | None = None
        for uri, label, code in path:
            draft = self.building.refer(short(uri), ItemKind.GROUP, label, c.language, code=code)
            draft.uri, draft.code = draft.uri or uri, draft.code or code
            if above is not None:
                self.building.link(LinkKind.CHILD_OF, draft.key, above)
            above = draft.key
        last = self.building.items[short(path[-1][0])]
        words = last.in_language(c.language)
        words.preferred = words.preferred or path[-1][1]
        words.description = words.description or c("Description")
        words.note = words.note or c("Scope note")
        if last.is_stub:
            last.is_stub, last.type_name = False, "SkillGroup"
        if len(path) == 1:
            return text_claim(last.key, c.language, path[-1][1])
        return link_claim(LinkKind.CHILD_OF, last.key, short(path[-2][0]))

    def _broader(self, c: "_Cells") -> Claim | None:
        uri, above = c("conceptUri"), c("broaderUri")
        if not uri or not above:
            return None
        ends = [self._end(u, c(t), c(n), c.language) for u, t, n in _broader_ends(uri, above)]
        self.building.link(LinkKind.CHILD_OF, *ends)
        return link_claim(LinkKind.CHILD_OF, *ends)

    def _requires(self, c: "_Cells", first: str, second: str) -> Claim | None:
        origin, destination = c(first), c(second)
        necessity = _NECESSITY.get(c("relationType").casefold())
        if not origin or not destination or necessity is None:
            return None
        kind = "Occupation" if first == "occupationUri" else c("originalSkillType")
        ends = (
            self._end(origin, kind, c(first.replace("Uri", "Label")), c.language),
            self._end(destination, c("skillType", "relatedSkillType"), c(second.replace("Uri", "Label")), c.language),
        )
        link = self.building.link(LinkKind.REQUIRES, *ends, mark=necessity.value)
        link.necessity = necessity
        link.attributes["relationType"] = necessity.value
        return attribute_claim(LinkKind.REQUIRES, *ends, "relationType", necessity.value)

    def _end(self, uri: str, kind: str, label: str, language: str) -> ItemKey:
        draft = self.building.refer(short(uri), kind_of_concept(kind, uri), label, language)
        draft.uri = draft.uri or uri
        return draft.key

    def _note_spaces(self, c: "_Cells") -> None:
        raw = c.raw("preferredLabel")
        if raw != squeeze(raw):
            self.remarks.add("esco.labels_squeezed", c.table.name, c.row.number)


_FURTHER = ("reuseLevel", "regulatedProfessionNote", "naceCode")
_NECESSITY = {"essential": Necessity.ESSENTIAL, "optional": Necessity.OPTIONAL}


def _broader_ends(uri: str, above: str) -> tuple[tuple[str, str, str], tuple[str, str, str]]:
    return (uri, "conceptType", "conceptLabel"), (above, "broaderType", "broaderLabel")


def _named(name: str, language: str) -> str:
    return f"{name}.{language}" if language else name


def short(uri: str) -> ItemKey:
    """Key of a concept: its URI without ESCO's beginning; any other URI as it is."""
    return ItemKey(uri.removeprefix(BASE).removeprefix("https://data.europa.eu/esco/"))


def kind_of_concept(word: str, uri: str) -> ItemKind:
    """What a concept is, by the word that a file has for it, else by its URI."""
    said = "".join(c for c in word.casefold() if c.isalpha())
    if said in _KIND_OF_CONCEPT:
        return _KIND_OF_CONCEPT[said]
    if said == "knowledge":
        return ItemKind.KNOWLEDGE
    key = short(uri)
    if key.startswith("occupation/"):
        return ItemKind.OCCUPATION
    return ItemKind.GROUP if key.startswith(("isco/", "isced-f/")) else ItemKind.SKILL


def moment(text: str) -> datetime | None:
    """A moment such as ``2024-01-19T15:50:09.286Z``; without a zone it is taken for UTC."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


class _Cells:
    """A row's cells by column name."""

    def __init__(self, table: Table, row: Row, language: str) -> None:
        self.table = table
        self.row = row
        self.language = language

    def __call__(self, *names: str) -> str:
        """The squeezed value of the first of these columns that is there."""
        return squeeze(self.raw(*names))

    def raw(self, *names: str) -> str:
        """The same as it stands in the file."""
        return self.row[self.table.column(*names)]

    def several(self, name: str) -> tuple[str, ...]:
        """Labels of a cell that are parted by line ends or `` | ``."""
        return tuple(t for piece in _LINES.split(self.raw(name)) if (t := squeeze(piece)))

    def uris(self, name: str) -> tuple[str, ...]:
        """Addresses of a cell, whatever parts them."""
        return tuple(u.rstrip(",;|") for u in _BARE_URI.findall(self.raw(name)))

    @property
    def kind(self) -> ItemKind:
        """What the row's concept is."""
        if self.table.has("skillType") and self("skillType"):
            return kind_of_concept(self("skillType"), self("conceptUri"))
        return kind_of_concept(self("conceptType"), self("conceptUri"))
