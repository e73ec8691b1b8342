"""What an import would change, before anything is saved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from remeslo.core.base.facts import Fact, FactKey
from remeslo.core.results.kinds import FactKind, identity_of


class ChangeKind(StrEnum):
    """What becomes of a fact of the file."""

    NEW = "new"
    SAME = "same"
    """The ledger has it already, word by word."""
    CLASHES = "clashes"
    """The ledger has another fact under this key: facts never change, a correction needs a key of its own."""
    DUPLICATE = "duplicate"
    """Another fact, of the ledger or of this file, tells the same thing; it may be saved if a person says so."""


@dataclass(frozen=True, slots=True)
class Change:
    """One fact of the file; ``other`` is the one it clashes with or repeats."""

    fact: Fact
    kind: ChangeKind
    other: FactKey | None = None


def preview(facts: Iterable[Fact], held: Iterable[Fact], kinds: Mapping[str, FactKind]) -> tuple[Change, ...]:
    """
    A change for each fact of a file, in its order.

    Parameters
    ----------
    held
        Facts of the ledger: all that are in force and all under the file's keys.
    """
    ledger = {f.key: f for f in held}
    told = {identity_of(f, kinds[f.kind]): f.key for f in ledger.values() if f.kind in kinds and not f.withdraws}
    changes: list[Change] = []
    for fact in facts:
        now = ledger.get(fact.key)
        kind = kinds.get(fact.kind)
        identity = identity_of(fact, kind) if kind is not None else ()
        first = told.get(identity)
        if now is not None:
            same = _says(now) == _says(fact)
            changes.append(Change(fact, ChangeKind.SAME if same else ChangeKind.CLASHES, None if same else now.key))
        elif first is not None and first not in (fact.key, fact.corrects) and fact.corrects is None:
            changes.append(Change(fact, ChangeKind.DUPLICATE, first))
        else:
            changes.append(Change(fact, ChangeKind.NEW))
        told.setdefault(identity, fact.key)
    return tuple(changes)


def _says(fact: Fact) -> tuple[object, ...]:
    """Everything but the day on which the ledger learnt it, and papers that were added."""
    return (fact.kind, fact.subject, fact.on, fact.by, dict(fact.values), fact.corrects, fact.withdraws)
