"""Two editions of a framework side by side, and what would change if one were saved: shown before anything is."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from remeslo.core.base.keys import EditionKey
from remeslo.core.base.text import fold
from remeslo.core.competence.framework import Association, Framework, FrameworkItem, ItemKey, ItemKind, LinkKind


class ItemChange(StrEnum):
    """What became of an item between the old edition and the new one."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    """Its preferred text differs by more than case and spaces."""
    CHANGED = "changed"
    """Something else about it differs: labels, description, code, level."""
    REKEYED = "rekeyed"
    """The same kind and text under another key: the publisher has given it a new identifier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldDifference:
    """A single value that differs; ``""`` for none."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDifference:
    """An item that is not the same in both; ``old`` is None for an added one, ``new`` for a removed one."""

    change: ItemChange
    old: FrameworkItem | None = None
    new: FrameworkItem | None = None
    fields: tuple[FieldDifference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkDifference:
    """Links that one edition has and the other has not; one whose weight changed is in both."""

    kind: LinkKind
    added: tuple[Association, ...] = ()
    removed: tuple[Association, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkComparison:
    """
    Everything that differs between two editions.

    Items stand in the order of the new edition, removed ones after them in the order of the old.
    """

    old: EditionKey
    new: EditionKey
    fields: tuple[FieldDifference, ...]
    items: tuple[ItemDifference, ...]
    links: tuple[LinkDifference, ...]
    num_same: int

    @property
    def is_same(self) -> bool:
        """True when nothing differs."""
        return not (self.fields or self.items or self.links)

    def counts(self) -> Mapping[ItemChange, int]:
        """How many items changed in each way; every way is listed."""
        found = Counter(d.change for d in self.items)
        return {change: found[change] for change in ItemChange}

    def by_kind(self) -> Mapping[ItemKind, Mapping[ItemChange, int]]:
        """The same for each kind of item that has a change."""
        found: dict[ItemKind, Counter[ItemChange]] = {}
        for d in self.items:
            item = d.new or d.old
            if item is not None:
                found.setdefault(item.kind, Counter())[d.change] += 1
        return {kind: dict(changes) for kind, changes in found.items()}


class Arrival(StrEnum):
    """What a framework that arrives is to those that are held."""

    NEW_FRAMEWORK = "new_framework"
    NEW_EDITION = "new_edition"
    OLDER_EDITION = "older_edition"
    SAME = "same"
    DIFFERS = "differs"
    """The edition is held already, with another content."""


@dataclass(frozen=True, slots=True)
class ArrivingFramework:
    """
    A framework that arrives, and the held edition it is compared with.

    That is the same edition if it is held, else the one before it, else the first.
    """

    framework: Framework
    arrival: Arrival
    held: Framework | None = None
    comparison: FrameworkComparison | None = None


def preview(held: Sequence[Framework], arriving: Framework) -> ArrivingFramework:
    """What saving ``arriving`` beside the held editions (of any framework) would mean."""
    own = sorted((f for f in held if f.key == arriving.key), key=edition_order)
    if not own:
        return ArrivingFramework(arriving, Arrival.NEW_FRAMEWORK)
    same = next((f for f in own if f.edition == arriving.edition), None)
    before = [f for f in own if edition_order(f) <= edition_order(arriving)]
    other = same or (before[-1] if before else own[0])
    if same is not None:
        arrival = Arrival.SAME if same == arriving else Arrival.DIFFERS
    else:
        arrival = Arrival.NEW_EDITION if len(before) == len(own) else Arrival.OLDER_EDITION
    return ArrivingFramework(arriving, arrival, other, compare(other, arriving))


def edition_order(framework: Framework) -> tuple[tuple[int, int, str], ...]:
    """Sorts editions of one framework by version, numbers as numbers: 9.3 before 10.0."""
    parts = re.findall(r"\d+|[^\d.]+", framework.version)
    return tuple((1, int(p), "") if p.isdigit() else (0, 0, p) for p in parts)


def compare(old: Framework, new: Framework) -> FrameworkComparison:
    """What differs between an old and a new edition, or between two copies of one."""
    pairs, added, removed = _paired(old.items, new.items)
    changes: dict[ItemKey, ItemDifference] = {}
    for a, b in pairs:
        if a != b:
            changes[b.key] = _changed(a, b)
    changes |= {i.key: ItemDifference(change=ItemChange.ADDED, new=i) for i in added}
    in_order = [changes[i.key] for i in new.items if i.key in changes]
    in_order += [ItemDifference(change=ItemChange.REMOVED, old=i) for i in removed]
    renamed = {a.key: b.key for a, b in pairs if a.key != b.key}
    return FrameworkComparison(
        old=old.edition,
        new=new.edition,
        fields=_differences(_head(old), _head(new)),
        items=tuple(in_order),
        links=_links(old.associations, new.associations, renamed),
        num_same=len(pairs) - sum(1 for a, b in pairs if a != b),
    )


def _paired(
    old: Sequence[FrameworkItem], new: Sequence[FrameworkItem]
) -> tuple[list[tuple[FrameworkItem, FrameworkItem]], list[FrameworkItem], list[FrameworkItem]]:
    """By key; then what is left by kind and text, where that is the only one of its kind and text on both sides."""
    ours = {i.key: i for i in old}
    pairs = [(ours[i.key], i) for i in new if i.key in ours]
    met = {b.key for _, b in pairs}
    removed, added = [i for i in old if i.key not in met], [i for i in new if i.key not in met]
    gone, come = _single(removed), _single(added)
    moved = {place: (gone[place], item) for place, item in come.items() if place in gone}
    taken = {i.key for pair in moved.values() for i in pair}
    pairs += moved.values()
    return pairs, [i for i in added if i.key not in taken], [i for i in removed if i.key not in taken]


def _single(items: Iterable[FrameworkItem]) -> dict[tuple[ItemKind, str], FrameworkItem]:
    listed = list(items)
    times = Counter((i.kind, fold(i.text)) for i in listed)
    return {p: i for i in listed if times[p := (i.kind, fold(i.text))] == 1}


def _changed(old: FrameworkItem, new: FrameworkItem) -> ItemDifference:
    fields = _differences(_item(old), _item(new))
    if old.key != new.key:
        change = ItemChange.REKEYED
    elif fold(old.text) != fold(new.text):
        change = ItemChange.REWORDED
    else:
        change = ItemChange.CHANGED
    return ItemDifference(change=change, old=old, new=new, fields=fields)


def _links(
    old: Iterable[Association], new: Iterable[Association], renamed: Mapping[ItemKey, ItemKey]
) -> tuple[LinkDifference, ...]:
    """By kind; ends of the old links are called as the new edition calls them. When a link was changed is no change."""
    ours = {_said(a, renamed): a for a in old}
    theirs = {_said(a, {}): a for a in new}
    answer = []
    for kind in LinkKind:
        added = tuple(a for said, a in theirs.items() if a.kind is kind and said not in ours)
        removed = tuple(a for said, a in ours.items() if a.kind is kind and said not in theirs)
        if added or removed:
            answer.append(LinkDifference(kind=kind, added=added, removed=removed))
    return tuple(answer)


def _said(link: Association, renamed: Mapping[ItemKey, ItemKey]) -> tuple[object, ...]:
    ends = tuple(renamed.get(k, k) for k in (link.origin, link.destination))
    return (link.kind, *ends, link.necessity, link.ratings, link.order, link.type_name)


def _differences(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[FieldDifference, ...]:
    names = dict.fromkeys((*new, *old))
    pairs = ((n, old.get(n, ""), new.get(n, "")) for n in names)
    return tuple(FieldDifference(field=n, old=a, new=b) for n, a, b in pairs if a != b)


def _head(f: Framework) -> Mapping[str, str]:
    named = ("key", "version", "title", "publisher", "uri", "description", "status", "licence", "attribution")
    dated = ("issued", "valid_from", "valid_to")
    return {
        **{n: str(getattr(f, n)) for n in named},
        "languages": ", ".join(f.languages),
        **{n: str(getattr(f, n) or "") for n in dated},
        **dict(f.attributes),
    }


def _item(i: FrameworkItem) -> Mapping[str, str]:
    named = ("key", "kind", "uri", "code", "type_name", "level", "status")
    fields = {n: str(getattr(i, n)) for n in named}
    fields |= {n: str(getattr(i, n) or "") for n in ("valid_from", "valid_to", "changed")}
    for words in i.texts:
        tail = f".{words.language}" if words.language else ""
        for name in ("preferred", "description", "short", "note"):
            fields[f"{name}{tail}"] = getattr(words, name)
        fields[f"alternative{tail}"] = "\n".join(words.alternative)
    return fields | dict(i.attributes)
