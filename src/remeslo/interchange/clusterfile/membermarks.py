"""Types of values of the members' files: degrees, nodes of hierarchies, papers that show a requirement met."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from remeslo.core.registry.keys import NodeKey, NodeKind, node_key, node_parts
from remeslo.core.registry.lifecycle import Requirement
from remeslo.interchange.clusterfile.description import Schema, Tell, ValueType, Wrong, folded
from remeslo.interchange.clusterfile.staffmarks import Amount
from remeslo.interchange.sentences import Language, label


@dataclass(frozen=True, slots=True)
class Degrees(Amount):
    """Degrees with at most six digits after the point (a tenth of a metre); south and west are negative."""

    places: int = 6

    def schema(self, language: Language) -> Schema:
        """A string of digits, with a sign where needed."""
        return {"type": "string", "pattern": rf"^-?\d{{1,3}}(?:[.,]\d{{1,{self.places}}})?$"}


LATITUDE = Degrees(Decimal(-90), Decimal(90))
LONGITUDE = Degrees(Decimal(-180), Decimal(180))

_NODE_WORDS: Final = {
    NodeKind.COUNTRY: "страна",
    NodeKind.REGION: "регион",
    NodeKind.INDUSTRY: "отрасль",
    NodeKind.ROUND: "отбор",
    NodeKind.CLUSTER: "кластер",
    NodeKind.ENTITY: "организация",
}
"""Kinds that a file may name; units lie where their membership says."""
_KINDS: Final = {folded(word): kind for kind, ru in _NODE_WORDS.items() for word in (kind.value, ru)}
_SHOWN: Final = re.compile(r"(?P<what>[^=]+)=(?P<paper>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Node(ValueType):
    """A node of a hierarchy: ``country``, ``industry:Metallurgy``, ``cluster:severokamsk``."""

    name = "tree_node"

    def parse(self, text: str, tell: Tell) -> NodeKey:
        """The key of the node."""
        word, colon, name = text.strip().partition(":")
        kind = _KINDS.get(folded(word))
        if kind is None or bool(colon and name.strip()) == (kind is NodeKind.COUNTRY):
            raise Wrong("cluster.wrong_value", value=text, expected=self.name)
        return node_key(kind, name.strip())

    def format(self, value: object, language: Language) -> str:
        """The kind in the language, colon, the name."""
        kind, name = node_parts(NodeKey(str(value)))
        word = _NODE_WORDS.get(kind, kind.value) if language == "ru" else kind.value
        return f"{word}:{name}" if name else word

    def schema(self, language: Language) -> Schema:
        """A string of kind and name."""
        return {"type": "string", "pattern": "^[^:]+(?::.+)?$"}


@dataclass(frozen=True, slots=True)
class Shown(ValueType):
    """A requirement of a cluster's life and the paper that shows it met: ``grant_agreement=No. 12 of 2026-03-01``."""

    name = "shown"

    def parse(self, text: str, tell: Tell) -> tuple[Requirement, str]:
        """The requirement and its paper."""
        found = _SHOWN.fullmatch(text)
        what = _requirement(found["what"]) if found else None
        if found is None or what is None or not found["paper"].strip():
            raise Wrong("cluster.wrong_value", value=text, expected=self.name)
        return what, found["paper"].strip()

    def format(self, value: object, language: Language) -> str:
        """The requirement in the language, ``=``, the paper."""
        if not isinstance(value, tuple):
            return str(value)
        what, paper = value
        return f"{label(f'requirement.{what}', language)}={paper}"

    def schema(self, language: Language) -> Schema:
        """A string of requirement and paper."""
        return {"type": "string", "pattern": "^[^=]+=.+$"}


def _requirement(word: str) -> Requirement | None:
    wanted = folded(word)
    for one in Requirement:
        names = (one.value, label(f"requirement.{one.value}", "ru"), label(f"requirement.{one.value}", "en"))
        if wanted in {folded(n) for n in names}:
            return one
    return None
