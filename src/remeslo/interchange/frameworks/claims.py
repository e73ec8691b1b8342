"""What each row of a file says must be in the framework; looked up in the finished value, row by row."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.framework import Framework, LinkKind
from remeslo.interchange.frameworks.reading import Count

Claim = tuple[object, ...]


def item_claim(key: str) -> Claim:
    """The framework has an item of this key."""
    return ("item", key)


def text_claim(key: str, language: str, text: str) -> Claim:
    """The item has this preferred or alternative text in this language."""
    return ("text", key, language, text)


def link_claim(kind: LinkKind, origin: str, destination: str) -> Claim:
    """The framework has a link of this kind between these two."""
    return ("link", kind, origin, destination)


def rating_claim(origin: str, destination: str, scale: str, value: Decimal) -> Claim:
    """Some link between these two has this rating."""
    return ("rating", origin, destination, scale, value)


def attribute_claim(kind: LinkKind, origin: str, destination: str, name: str, value: str) -> Claim:
    """Some link of this kind between these two has this attribute."""
    return ("attribute", kind, origin, destination, name, value)


def level_claim(key: str, level: str) -> Claim:
    """The item has this level."""
    return ("level", key, level)


@dataclass(slots=True)
class Claims:
    """
    The claims of one table.

    ``found`` comes from a count that does not know the reader; ``claims`` has one for each row that was understood,
    ``left_out`` counts the rows that a finding tells about.
    """

    kind: str
    where: str
    found: int
    claims: list[Claim] = field(default_factory=list)
    left_out: int = 0

    def count(self, held: frozenset[Claim]) -> Count:
        """How many of the rows are in the framework."""
        read = sum(1 for c in self.claims if c in held)
        return Count(kind=self.kind, where=self.where, found=self.found, read=read, left_out=self.left_out)

    @property
    def num_repeated(self) -> int:
        """Rows that say what an earlier row of the table said."""
        return sum(times - 1 for times in Counter(self.claims).values())


def held_by(framework: Framework) -> frozenset[Claim]:
    """Everything that can be claimed of a framework and is true."""
    return frozenset(_all(framework))


def _all(framework: Framework) -> Iterator[Claim]:
    for item in framework.items:
        yield item_claim(item.key)
        if item.level:
            yield level_claim(item.key, item.level)
        for words in item.texts:
            for text in (words.preferred, *words.alternative):
                yield text_claim(item.key, words.language, text)
    for a in framework.associations:
        yield link_claim(a.kind, a.origin, a.destination)
        for name, value in a.attributes:
            yield attribute_claim(a.kind, a.origin, a.destination, name, value)
        for r in a.ratings:
            yield rating_claim(a.origin, a.destination, r.scale, r.value)


def repeated(claims: Iterable[Claims]) -> list[Finding]:
    """A note for each table with rows that say what an earlier row of it says."""
    return [
        Finding("framework.rows_repeated", c.where, {"count": c.num_repeated, "kind": c.kind}, Severity.NOTE)
        for c in claims
        if c.num_repeated
    ]
