"""A framework while its files are being read: items that several tables speak of, links that several rows speak of."""

from dataclasses import dataclass, field
from datetime import datetime

from remeslo.core.competence.framework import (
    Association,
    Attributes,
    FrameworkItem,
    ItemKey,
    ItemKind,
    ItemText,
    LinkKind,
    Necessity,
    Rating,
)


@dataclass(slots=True)
class Words:
    """Words of an item in one language."""

    preferred: str = ""
    alternative: dict[str, None] = field(default_factory=dict)
    description: str = ""
    short: str = ""
    note: str = ""


@dataclass(slots=True)
class Draft:
    """An item; ``is_stub`` while only references to it were met, so that its text is a guess."""

    key: ItemKey
    kind: ItemKind
    words: dict[str, Words] = field(default_factory=dict)
    uri: str = ""
    code: str = ""
    type_name: str = ""
    level: str = ""
    status: str = ""
    changed: datetime | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    is_stub: bool = False

    def in_language(self, language: str) -> Words:
        """The words of a language, made when there are none."""
        return self.words.setdefault(language, Words())

    @property
    def is_named(self) -> bool:
        """True when it has a text in some language."""
        return any(w.preferred for w in self.words.values())

    def item(self) -> FrameworkItem:
        """The value; it must be named."""
        texts = tuple(
            ItemText(
                language=language,
                preferred=w.preferred,
                alternative=tuple(t for t in w.alternative if t != w.preferred),
                description=w.description,
                short=w.short,
                note=w.note,
            )
            for language, w in self.words.items()
            if w.preferred
        )
        return FrameworkItem(
            key=self.key,
            kind=self.kind,
            texts=texts,
            uri=self.uri,
            code=self.code,
            type_name=self.type_name,
            level=self.level,
            status=self.status,
            changed=self.changed,
            attributes=attributes(self.attributes),
        )


@dataclass(slots=True)
class DraftLink:
    """A link; rows that speak of it again add ratings and attributes."""

    kind: LinkKind
    origin: ItemKey
    destination: ItemKey
    necessity: Necessity | None = None
    ratings: dict[Rating, None] = field(default_factory=dict)
    attributes: dict[str, str] = field(default_factory=dict)
    order: int | None = None

    def association(self) -> Association:
        """The value."""
        return Association(
            kind=self.kind,
            origin=self.origin,
            destination=self.destination,
            necessity=self.necessity,
            ratings=tuple(self.ratings),
            attributes=attributes(self.attributes),
            order=self.order,
        )


@dataclass(slots=True)
class Building:
    """Items by key and links by their ends, in the order in which they were met."""

    items: dict[ItemKey, Draft] = field(default_factory=dict)
    links: dict[tuple[LinkKind, ItemKey, ItemKey, str], DraftLink] = field(default_factory=dict)

    def add(self, key: ItemKey, kind: ItemKind, text: str, language: str, *, code: str = "") -> Draft:
        """The item of a key with its text; one that was only referred to becomes a real one."""
        draft = self.items.get(key)
        if draft is None or draft.is_stub:
            draft = self.items[key] = Draft(key, kind, code=code)
        words = draft.in_language(language)
        words.preferred = words.preferred or text
        return draft

    def refer(self, key: ItemKey, kind: ItemKind, text: str, language: str, *, code: str = "") -> Draft:
        """The item of a key; when no table has it so far, a stub with the text that the reference gives, if any."""
        draft = self.items.get(key)
        if draft is None:
            draft = self.items[key] = Draft(key, kind, code=code, is_stub=True)
        if draft.is_stub and text:
            words = draft.in_language(language)
            words.preferred = words.preferred or text
        return draft

    def link(self, kind: LinkKind, origin: ItemKey, destination: ItemKey, *, mark: str = "") -> DraftLink:
        """The link between two ends; ``mark`` tells apart links of one kind between the same ends."""
        return self.links.setdefault((kind, origin, destination, mark), DraftLink(kind, origin, destination))

    @property
    def stubs(self) -> tuple[Draft, ...]:
        """Items that are only referred to, by name."""
        return tuple(d for d in self.items.values() if d.is_stub and d.is_named)

    @property
    def nameless(self) -> tuple[Draft, ...]:
        """What is only referred to and without a name: links keep its key, it is no item."""
        return tuple(d for d in self.items.values() if not d.is_named)

    def finished_items(self) -> tuple[FrameworkItem, ...]:
        """All items that have a name, as values."""
        return tuple(d.item() for d in self.items.values() if d.is_named)

    def finished_links(self) -> tuple[Association, ...]:
        """All links as values."""
        return tuple(link.association() for link in self.links.values())


def attributes(found: dict[str, str]) -> Attributes:
    """Attributes that say something, sorted."""
    return tuple(sorted((k, v) for k, v in found.items() if v))
