"""Which file of ESCO a table is, by its columns; what language it is in and which collection, by its name."""

import re
from collections.abc import Iterable
from enum import StrEnum

from remeslo.interchange.sheets.grid import Table

BASE = "http://data.europa.eu/esco/"
_LANGUAGE = re.compile(r"_([a-z]{2})(?:[._-][^/]*)?\.(?:csv|xlsx|txt)", re.IGNORECASE)
_COLLECTION = re.compile(r"([A-Za-z]+?)(?:Skills|Occupations)?Collection(?![a-z])")
_VERSION = re.compile(r"(?<![\d.])v?(\d+)\.(\d+)(?:\.(\d+))?(?![\d.]*\d)")


class Kind(StrEnum):
    """A file of ESCO; the value is the kind of what its rows are counted as."""

    GROUPS = "groups"
    OCCUPATIONS = "occupations"
    SKILLS = "skills"
    COLLECTION = "collection_concepts"
    HIERARCHY = "skill_hierarchy"
    BROADER = "broader_relations"
    OCCUPATION_SKILLS = "occupation_skill_relations"
    SKILL_SKILLS = "skill_skill_relations"
    UNREAD = "unread"
    """Schemes and the dictionary of columns: about the files, not in the framework."""


def kind_of(table: Table) -> Kind | None:
    """The kind of a table; None when it is none of ESCO's."""
    if table.has("Level 0 URI", "Level 1 URI"):
        return Kind.HIERARCHY
    for columns, kind in (
        (("occupationUri", "skillUri", "relationType"), Kind.OCCUPATION_SKILLS),
        (("originalSkillUri", "relatedSkillUri", "relationType"), Kind.SKILL_SKILLS),
        (("conceptUri", "broaderUri"), Kind.BROADER),
        (("conceptSchemeUri",), Kind.UNREAD),
        (("filename", "data header"), Kind.UNREAD),
    ):
        if table.has(*columns):
            return kind
    if not table.has("conceptUri", "preferredLabel"):
        return None
    if table.has("broaderConceptUri"):
        return Kind.COLLECTION
    if table.has("iscoGroup"):
        return Kind.OCCUPATIONS
    if table.has("skillType"):
        return Kind.SKILLS
    return Kind.GROUPS


def is_esco(table: Table) -> bool:
    """True for any table of ESCO."""
    return kind_of(table) is not None


def language_of(name: str) -> str:
    """``en`` of ``skills_en.csv``; ``""`` when the name does not tell."""
    found = _LANGUAGE.search(name.rpartition("/")[2])
    return found[1].lower() if found else ""


def collection_of(name: str) -> str:
    """``digital`` of ``digitalSkillsCollection_en.csv``."""
    base = name.rpartition("/")[2]
    found = _COLLECTION.search(base)
    return found[1] if found else base.partition(".")[0]


def version_of(names: Iterable[str]) -> str:
    """``1.2.0`` from ``ESCO dataset - v1.2.0 - ... csv.zip``; ``""`` unless all names that tell one agree."""
    found = {".".join(p for p in m.groups() if p is not None) for name in names for m in _VERSION.finditer(name)}
    return found.pop() if len(found) == 1 else ""
