"""The history of a fact: each statement in the order it became known, what changed, what the other side said."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from remeslo.core.base.facts import CONFIRMATION, Fact, Standing
from remeslo.web.apps.results.ledger import Known, Ledger


@dataclass(frozen=True, slots=True)
class Changed:
    """A value that a correction changed; None: it was not there."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Chapter:
    """One statement; ``standing`` is None when it is not in force."""

    fact: Fact
    standing: Standing | None
    changes: tuple[Changed, ...]
    words: tuple[Fact, ...]


def chapters(held: Ledger, known: Known, family: Iterable[Fact]) -> list[Chapter]:
    """The family of a fact (`Ledger.history`) with what each member changed."""
    found = []
    for fact in family:
        before = held.by_key.get(fact.corrects) if fact.corrects else None
        words = [w for w in held.of_subject.get(fact.key, ()) if w.kind == CONFIRMATION]
        found.append(Chapter(fact, known.standing.get(fact.key), _changes(before, fact), tuple(words)))
    return found


def _changes(before: Fact | None, after: Fact) -> tuple[Changed, ...]:
    if before is None or after.withdraws:
        return ()
    old = {"on": before.on, **before.values}
    new = {"on": after.on, **after.values}
    names = dict.fromkeys((*old, *new))
    return tuple(Changed(n, old.get(n), new.get(n)) for n in names if old.get(n) != new.get(n))
