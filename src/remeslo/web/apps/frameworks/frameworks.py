"""A framework as its pages need it: an item with what stands above and below it and what it is linked with."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from remeslo.core.base.text import fold
from remeslo.core.competence.framework import (
    ROOT,
    Association,
    Framework,
    FrameworkItem,
    Hierarchy,
    ItemKey,
    ItemText,
    LinkKind,
)

MOST: Final = 300
"""Rows of a list that are shown at once."""


@dataclass(frozen=True, slots=True)
class Branch:
    """An item in a list with the number of items right below it."""

    item: FrameworkItem
    words: ItemText
    children: int


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link of an item: what it says, which way, and the other end where that is in the framework."""

    link: Association
    outgoing: bool
    other: FrameworkItem | None
    words: str


@dataclass(frozen=True, slots=True)
class ItemPage:
    """An item with its surroundings; ``more`` links are not shown."""

    item: FrameworkItem
    words: ItemText
    above: tuple[Branch, ...]
    below: tuple[Branch, ...]
    links: tuple[LinkRow, ...]
    more: int = 0


class Book:
    """A framework opened for reading in a language."""

    def __init__(self, framework: Framework, language: str) -> None:
        self.framework = framework
        self.language = language
        self.items = framework.by_key()
        self.hierarchy: Hierarchy = framework.hierarchy()

    @property
    def top(self) -> tuple[Branch, ...]:
        """Items that stand under the framework itself."""
        return self._branches(self.hierarchy.children[ROOT])

    def search(self, text: str) -> tuple[Branch, ...]:
        """Items in whose code or labels all words stand, at most `MOST`."""
        words = fold(text).split()
        found = (i.key for i in self.framework.items if all(w in _searched(i) for w in words))
        return self._branches(found) if words else ()

    def page(self, key: str) -> ItemPage | None:
        """An item by its key; None when there is none."""
        item = self.items.get(ItemKey(key))
        if item is None:
            return None
        links = [a for a in self.framework.associations if item.key in (a.origin, a.destination)]
        links = [a for a in links if a.kind is not LinkKind.CHILD_OF]
        return ItemPage(
            item=item,
            words=item.words(self.language),
            above=self._branches(self.hierarchy.parents.get(item.key, ())),
            below=self._branches(self.hierarchy.children.get(item.key, ())),
            links=tuple(self._link(a, item.key) for a in links[:MOST]),
            more=max(0, len(links) - MOST),
        )

    def _branches(self, keys: Iterable[ItemKey]) -> tuple[Branch, ...]:
        branches = []
        for key in keys:
            item = self.items[key]
            branches.append(Branch(item, item.words(self.language), len(self.hierarchy.children.get(key, ()))))
            if len(branches) == MOST:
                break
        return tuple(branches)

    def _link(self, link: Association, key: ItemKey) -> LinkRow:
        outgoing = link.origin == key
        end = link.destination if outgoing else link.origin
        other = self.items.get(end)
        return LinkRow(link, outgoing, other, other.words(self.language).preferred if other else end)


def _searched(item: FrameworkItem) -> str:
    return fold(" ".join((item.code, *(t for words in item.texts for t in (words.preferred, *words.alternative)))))
