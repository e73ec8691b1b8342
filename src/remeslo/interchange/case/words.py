"""CASE's vocabulary: types of associations and of items, and the fields that each object has."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from remeslo.core.base.text import fold
from remeslo.core.competence.framework import ItemKind, LinkKind

LINK_OF_TYPE: Mapping[str, LinkKind] = MappingProxyType(
    {
        "isChildOf": LinkKind.CHILD_OF,
        "isPeerOf": LinkKind.PEER_OF,
        "isPartOf": LinkKind.PART_OF,
        "exactMatchOf": LinkKind.EXACT_MATCH,
        "precedes": LinkKind.PRECEDES,
        "isRelatedTo": LinkKind.RELATED,
        "replacedBy": LinkKind.REPLACED_BY,
        "exemplar": LinkKind.EXEMPLAR,
        "hasSkillLevel": LinkKind.SKILL_LEVEL,
        "isTranslationOf": LinkKind.TRANSLATION,
    }
)
"""The ten types of the specification."""

TYPE_OF_LINK: Mapping[LinkKind, str] = MappingProxyType(
    {
        **{kind: word for word, kind in LINK_OF_TYPE.items()},
        LinkKind.REQUIRES: "isRelatedTo",
        LinkKind.USES: "isRelatedTo",
        LinkKind.REALISES: "isPartOf",
        LinkKind.OTHER: "isRelatedTo",
    }
)
"""What other programs are told; links that CASE has no type for keep their kind in the extension."""

OWN_TYPE = re.compile(r"(ext:)[a-zA-Z0-9.\-_|]+")
"""Types that the specification lets anybody add."""

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")

TEXT_FIELDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "CFDocument": frozenset(("frameworkType", "notes")),
        "CFItem": frozenset(("listEnumeration",)),
        "CFAssociation": frozenset(("uri", "notes")),
    }
)
"""Fields of text that become attributes of that name."""

JSON_FIELDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "CFDocument": frozenset(("subject", "subjectURI", "licenseURI", "extensions")),
        "CFItem": frozenset(
            (
                *("conceptKeywords", "conceptKeywordsURI", "subject", "subjectURI", "educationLevel"),
                *("CFItemTypeURI", "licenseURI", "extensions"),
            )
        ),
        "CFAssociation": frozenset(("CFAssociationGroupingURI", "extensions")),
    }
)
"""Fields of lists and objects that become attributes of that name, their value as JSON."""

VALUE_FIELDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "CFDocument": frozenset(
            (
                *("identifier", "uri", "creator", "title", "lastChangeDateTime", "officialSourceURL", "publisher"),
                *("description", "language", "version", "adoptionStatus", "statusStartDate", "statusEndDate"),
                *("caseVersion", "CFPackageURI", "sourcedId"),
            )
        ),
        "CFItem": frozenset(
            (
                *("identifier", "uri", "fullStatement", "alternativeLabel", "CFItemType", "humanCodingScheme"),
                *("abbreviatedStatement", "notes", "language", "statusStartDate", "statusEndDate"),
                *("lastChangeDateTime", "CFDocumentURI", "sourcedId"),
            )
        ),
        "CFAssociation": frozenset(
            (
                *("identifier", "associationType", "sequenceNumber", "originNodeURI", "destinationNodeURI"),
                *("lastChangeDateTime", "CFDocumentURI", "sourcedId"),
            )
        ),
    }
)
"""Fields that become fields of the value, or that say again what the package says by its shape."""

_KINDS: tuple[tuple[str, ItemKind], ...] = (
    ("group", ItemKind.GROUP),
    ("cluster", ItemKind.GROUP),
    ("strand", ItemKind.GROUP),
    ("domain", ItemKind.GROUP),
    ("level", ItemKind.GROUP),
    ("pathway", ItemKind.GROUP),
    ("occupation", ItemKind.OCCUPATION),
    ("job", ItemKind.OCCUPATION),
    ("function", ItemKind.FUNCTION),
    ("task", ItemKind.TASK),
    ("activity", ItemKind.ACTIVITY),
    ("knowledge", ItemKind.KNOWLEDGE),
    ("ability", ItemKind.ABILITY),
    ("technology", ItemKind.TECHNOLOGY),
    ("tool", ItemKind.TOOL),
    ("skill", ItemKind.SKILL),
)


def kind_of_type(item_type: str) -> ItemKind:
    """What an item is by its ``CFItemType``; a statement, which is a competence, when the type does not tell."""
    said = fold(item_type)
    return next((kind for word, kind in _KINDS if word in said), ItemKind.COMPETENCE)


def link_kind(association_type: str) -> LinkKind:
    """What an association says, whatever the case and spaces of its type: ``Is Child Of``."""
    said = plain(association_type)
    return next((kind for word, kind in LINK_OF_TYPE.items() if plain(word) == said), LinkKind.OTHER)


def is_spelt(association_type: str) -> bool:
    """True when a type stands as the specification spells it."""
    return association_type in LINK_OF_TYPE


def plain(word: str) -> str:
    """A word for comparing: ``Is Exact Match Of`` and ``exactMatchOf`` are one."""
    said = "".join(c for c in fold(word) if c.isalnum())
    return {"isexactmatchof": "exactmatchof", "isexemplarof": "exemplar", "isprecedes": "precedes"}.get(said, said)
