"""Frameworks of competences (O*NET, ESCO, CASE packages, tables) as dated editions: items, their words, their links."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import NewType

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import EditionKey

ItemKey = NewType("ItemKey", str)
"""An item inside one framework, the same in each of its editions where the publisher keeps it so: ``15-1252.00``."""

ROOT = ItemKey("")
"""The framework itself as the end of a link: what an item without a parent in the framework is a child of."""

Attributes = tuple[tuple[str, str], ...]
"""What the publisher says besides, by name, sorted; values as the file has them (JSON where they are no plain text)."""


class ItemKind(StrEnum):
    """What an item is; ``FrameworkItem.type_name`` has the publisher's own word."""

    GROUP = "group"
    """Orders others: an ISCO group, a skill group, a strand."""
    OCCUPATION = "occupation"
    FUNCTION = "function"
    """A work function or other whole piece of work that has tasks, skills and knowledge below it."""
    TASK = "task"
    ACTIVITY = "activity"
    """A kind of work that many occupations share (O*NET's work activities of every depth)."""
    SKILL = "skill"
    KNOWLEDGE = "knowledge"
    ABILITY = "ability"
    COMPETENCE = "competence"
    """What a person can do and know, not told apart: statements of CASE frameworks, competences of state standards."""
    TECHNOLOGY = "technology"
    TOOL = "tool"
    OTHER = "other"


class LinkKind(StrEnum):
    """What an association says: origin ... destination. ``Association.type_name`` has the publisher's own word."""

    CHILD_OF = "child_of"
    """The hierarchy. An item may have several parents; the destination may be ``ROOT``."""
    REQUIRES = "requires"
    """An occupation or a skill requires a skill or knowledge; ``necessity`` and ``ratings`` say how much."""
    USES = "uses"
    """An occupation uses a technology or a tool."""
    REALISES = "realises"
    """A task is a case of an activity."""
    PART_OF = "part_of"
    PEER_OF = "peer_of"
    PRECEDES = "precedes"
    RELATED = "related"
    EXACT_MATCH = "exact_match"
    REPLACED_BY = "replaced_by"
    EXEMPLAR = "exemplar"
    SKILL_LEVEL = "skill_level"
    TRANSLATION = "translation"
    OTHER = "other"


class Necessity(StrEnum):
    """Whether the origin cannot do without the destination."""

    ESSENTIAL = "essential"
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemText:
    """
    The words of an item in one language.

    Parameters
    ----------
    language
        ``ru``, ``en``, ...; ``""`` when the file does not tell.
    preferred
        The statement, the title or the preferred label; never empty.
    alternative
        Other labels that people search by, in the order of the file.
    short
        An abbreviated statement, where the publisher gives one.
    """

    language: str
    preferred: str
    alternative: tuple[str, ...] = ()
    description: str = ""
    short: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkItem:
    """
    One item of a framework.

    Parameters
    ----------
    key
        Unique in the edition. A short form of ``uri`` or the publisher's code; see the FORMAT.md of each reader.
    texts
        At least one; the first is the publisher's main language.
    code
        What people call it by: ``7543``, ``4.A.1.a.1.I01.D02``; may be missing and may repeat.
    level
        Grade or qualification level as the publisher writes it.
    changed
        When the publisher last changed it, with a time zone.
    attributes
        What else the publisher says about it.

    Raises
    ------
    ProblemError
        When it has no key or no text.
    """

    key: ItemKey
    kind: ItemKind
    texts: tuple[ItemText, ...]
    uri: str = ""
    code: str = ""
    type_name: str = ""
    level: str = ""
    status: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    changed: datetime | None = None
    attributes: Attributes = ()

    def __post_init__(self) -> None:
        if not self.key:
            raise ProblemError("an item of a framework must have a key.")
        if not self.texts or not all(t.preferred for t in self.texts):
            raise ProblemError(f"item {self.key}: at least one text is needed, and none may be empty.")

    @property
    def text(self) -> str:
        """The preferred text in the publisher's main language."""
        return self.texts[0].preferred

    def words(self, language: str) -> ItemText:
        """The words in a language; in the main language when the item has none in that one."""
        return next((t for t in self.texts if t.language == language), self.texts[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """
    A number that a publisher's survey gives to a link.

    Parameters
    ----------
    scale
        ``IM`` importance 1..5, ``LV`` level 0..7, and others as the publisher calls them.
    is_usable
        False when the publisher recommends not to show it (too few answers) or calls it not relevant.
    """

    scale: str
    value: Decimal
    is_usable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Association:
    """
    A link from one item to another.

    Parameters
    ----------
    origin, destination
        Keys of items, ``ROOT`` for the framework itself, or the key or URI of something that is not among the items.
    order
        Place among the links of its kind to the same destination.
    key
        The publisher's identifier of the link, ``""`` where links have none.
    """

    kind: LinkKind
    origin: ItemKey
    destination: ItemKey
    necessity: Necessity | None = None
    ratings: tuple[Rating, ...] = ()
    order: int | None = None
    key: str = ""
    type_name: str = ""
    changed: datetime | None = None
    attributes: Attributes = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """
    One edition of a framework.

    Parameters
    ----------
    key
        The framework through all its editions: ``onet``, ``esco``, ``case-<identifier>``.
    version
        The edition: ``30.2``, ``1.2.0``, a date; part of the edition's key.
    languages
        Languages of the texts, the main one first.
    issued, valid_from, valid_to
        When it was published and for which time it holds; ``None`` when the file does not tell.
    licence, attribution, source
        Under which terms it came, what must be said wherever it is shown, and where it came from.
    items
        In the order of the file; keys are unique.
    associations
        In the order of the file, those of the hierarchy too.

    Raises
    ------
    ProblemError
        When key or version is empty or holds ``:``, ``@`` or white space, or two items have one key.
    """

    key: str
    version: str
    title: str
    publisher: str = ""
    languages: tuple[str, ...] = ()
    uri: str = ""
    description: str = ""
    status: str = ""
    issued: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    changed: datetime | None = None
    licence: str = ""
    attribution: str = ""
    source: str = ""
    items: tuple[FrameworkItem, ...] = ()
    associations: tuple[Association, ...] = ()
    attributes: Attributes = ()

    def __post_init__(self) -> None:
        for name, value in (("key", self.key), ("version", self.version)):
            if not value or any(c in ":@" or c.isspace() for c in value):
                raise ProblemError(f"framework {name} {value!r} must be there, without ':', '@' and white space.")
        twice = [key for key, times in Counter(i.key for i in self.items).items() if times > 1]
        if twice:
            raise ProblemError(f"framework {self.key}@{self.version}: two items have the key {twice[0]!r}.")

    @property
    def edition(self) -> EditionKey:
        """Key of this edition: ``esco@1.2.0``; holds no colon, so that keys of statements can begin with it."""
        return EditionKey(f"{self.key}@{self.version}")

    def by_key(self) -> dict[ItemKey, FrameworkItem]:
        """Items by their keys, in order."""
        return {i.key: i for i in self.items}

    def hierarchy(self) -> "Hierarchy":
        """Parents and children of every item."""
        return Hierarchy.of(self)


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """
    Who stands under whom. Not a tree: an item may have several parents, and a bad file may even go in circles.

    Parameters
    ----------
    parents, children
        Of every item, inside the framework only; ``children[ROOT]`` are the items without a parent in it.
        Children stand in the order of their links, those without an order in the order of the file.
    """

    parents: Mapping[ItemKey, tuple[ItemKey, ...]]
    children: Mapping[ItemKey, tuple[ItemKey, ...]]

    @classmethod
    def of(cls, framework: Framework) -> "Hierarchy":
        """Read from the links ``CHILD_OF``."""
        known = {i.key: n for n, i in enumerate(framework.items)}
        links = [
            a
            for a in framework.associations
            if a.kind is LinkKind.CHILD_OF and a.origin in known and (a.destination in known or a.destination == ROOT)
        ]
        links.sort(key=lambda a: (a.order is None, a.order or 0, known[a.origin]))
        parents: dict[ItemKey, dict[ItemKey, None]] = {i.key: {} for i in framework.items}
        children: dict[ItemKey, dict[ItemKey, None]] = {ROOT: {}, **{i.key: {} for i in framework.items}}
        for a in links:
            children[a.destination][a.origin] = None
            if a.destination != ROOT:
                parents[a.origin][a.destination] = None
        for key, above in parents.items():
            if not above:
                children[ROOT].setdefault(key)
        return cls({k: tuple(v) for k, v in parents.items()}, {k: tuple(v) for k, v in children.items()})

    def ancestors(self, key: ItemKey) -> tuple[ItemKey, ...]:
        """All above an item, the nearest first, each once."""
        return self._reach(key, self.parents)

    def descendants(self, key: ItemKey) -> tuple[ItemKey, ...]:
        """All below an item (``ROOT``: all), the nearest first, each once."""
        return self._reach(key, self.children)

    def siblings(self, key: ItemKey) -> tuple[ItemKey, ...]:
        """Other children of its parents, in order, each once."""
        around = (c for p in self.parents.get(key, ()) for c in self.children[p])
        return tuple(dict.fromkeys(c for c in around if c != key))

    def circles(self) -> tuple[ItemKey, ...]:
        """Items that stand under themselves, in the order of the framework; empty for every sound file."""
        left = {k: len(set(above)) for k, above in self.parents.items()}
        ready = [k for k, n in left.items() if n == 0]
        while ready:
            for child in self.children.get(ready.pop(), ()):
                left[child] -= 1
                if left[child] == 0:
                    ready.append(child)
        return tuple(k for k, n in left.items() if n > 0 and k in self._reach(k, self.parents, itself=True))

    @staticmethod
    def _reach(
        key: ItemKey, step: Mapping[ItemKey, tuple[ItemKey, ...]], *, itself: bool = False
    ) -> tuple[ItemKey, ...]:
        found: dict[ItemKey, None] = {}
        row: list[ItemKey] = [key]
        while row:
            reached = dict.fromkeys(n for k in row for n in step.get(k, ()))
            row = [n for n in reached if n not in found]
            found.update(dict.fromkeys(row))
        if not itself:
            found.pop(key, None)
        return tuple(found)
