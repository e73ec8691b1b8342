"""What became of each statement between two editions of a standard."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from remeslo.core.base.keys import EditionKey, StatementKey
from remeslo.core.competence.revision.likeness import Method
from remeslo.core.competence.standards import Statement, StatementKind


class Change(StrEnum):
    """What became of a statement."""

    KEPT = "kept"
    """Verbatim, in the same place (its number among its like is no place); of a work function: with all it holds."""
    CONTENT = "content"
    """Of a work function: name and code are the same, what stands in it is not."""
    MOVED = "moved"
    """Verbatim, under another code: letter, number or level of its work function."""
    REWORDED = "reworded"
    SPLIT = "split"
    """Several new statements say what one said."""
    MERGED = "merged"
    """A new statement that replaces another one says it too."""
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement of the new edition that an old one might have become, with its score 0..100."""

    statement: Statement
    score: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementChange:
    """
    One statement of the old edition and what stands for it in the new one; or one that was added.

    Parameters
    ----------
    old
        ``None`` for an added one.
    new
        Empty for a removed one; several where it was split, the nearest first.
    score
        Likeness to the first of ``new``, 0..100; 100: the very same text. 0 where there is none.
    method
        What the score rests on.
    facts
        ``shared`` (words in common), ``name`` and ``body`` (a work function's scores by name and by what it holds),
        ``kept`` and ``held`` (of its statements, how many stayed and how many there are), ``from`` and ``to`` (codes of
        work functions, where they differ), ``old_level`` and ``new_level`` (where they differ).
    candidates
        Others it might be, best first.
    """

    old: Statement | None
    new: tuple[Statement, ...]
    change: Change
    score: int = 0
    method: Method | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    candidates: tuple[Candidate, ...] = ()

    @property
    def kind(self) -> StatementKind:
        """Kind of the statement."""
        return (self.old or self.new[0]).kind

    @property
    def targets(self) -> tuple[StatementKey, ...]:
        """Keys of what stands for it."""
        return tuple(s.key for s in self.new)

    @property
    def level_changed(self) -> bool:
        """True when its work function has another level of qualification now."""
        return "new_level" in self.facts


@dataclass(frozen=True)
class EditionDiff:
    """
    Two editions, statement by statement.

    Parameters
    ----------
    changes
        Every statement of the old edition once, in its order; then those that were added, in the order of the new one.
    """

    old: EditionKey
    new: EditionKey
    old_title: str
    new_title: str
    changes: tuple[StatementChange, ...]

    @cached_property
    def by_old(self) -> Mapping[StatementKey, StatementChange]:
        """Changes by the key of the old statement."""
        return {c.old.key: c for c in self.changes if c.old is not None}

    @cached_property
    def added(self) -> tuple[StatementChange, ...]:
        """What the new edition has besides."""
        return tuple(c for c in self.changes if c.old is None)

    @cached_property
    def of_new(self) -> Mapping[StatementKey, Statement]:
        """Every statement of the new edition that a change or a candidate names, by key."""
        named = [s for c in self.changes for s in (*c.new, *(x.statement for x in c.candidates))]
        return {s.key: s for s in named}

    @property
    def is_same(self) -> bool:
        """True when every statement was kept and none added."""
        return all(c.change is Change.KEPT for c in self.changes)

    def counts(self) -> Mapping[Change, int]:
        """How many statements changed in each way; every way is listed."""
        found = Counter(c.change for c in self.changes)
        return {change: found[change] for change in Change}
