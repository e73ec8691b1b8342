"""What an import would change, before it is saved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from remeslo.core.base.keys import DemandKey
from remeslo.core.competence.demand import DemandCard


class ChangeKind(StrEnum):
    """What becomes of a card."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    NOT_IN_FILE = "not_in_file"
    """The cluster has the card and the file has not: it stays as it is."""


@dataclass(frozen=True, slots=True)
class Change:
    """
    One card of the file or of the cluster.

    Parameters
    ----------
    fields
        Names of the fields that differ: ``job``, ``headcount``, ``requirements``, …
    """

    key: DemandKey
    kind: ChangeKind
    card: DemandCard
    held: DemandCard | None = None
    fields: tuple[str, ...] = ()


def preview(cards: Iterable[DemandCard], held: Mapping[DemandKey, DemandCard]) -> tuple[Change, ...]:
    """A change for each card of the file, in its order, then for each card that only the cluster has."""
    changes: list[Change] = []
    seen = set()
    for card in cards:
        seen.add(card.key)
        now = held.get(card.key)
        if now is None:
            changes.append(Change(card.key, ChangeKind.NEW, card))
            continue
        differing = tuple(f.name for f in fields(DemandCard) if getattr(now, f.name) != getattr(card, f.name))
        kind = ChangeKind.CHANGED if differing else ChangeKind.SAME
        changes.append(Change(card.key, kind, card, now, differing))
    absent = (k for k in held if k not in seen)
    return (*changes, *(Change(k, ChangeKind.NOT_IN_FILE, held[k], held[k]) for k in absent))
