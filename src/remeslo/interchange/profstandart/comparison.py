"""What a comparison of two editions is made of, as values."""

from dataclasses import dataclass
from enum import StrEnum

from remeslo.core.base.keys import EditionKey
from remeslo.core.competence.standards import GeneralisedFunction, StatementKind, WorkFunction


class Change(StrEnum):
    """What became of a thing between the old edition and the new one."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    MOVED = "moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A single value that differs; ``""`` for none."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementChange:
    """
    A statement that differs: ``ADDED`` has no old text, ``REMOVED`` no new one.

    ``MOVED`` has the same text under another kind (``old_kind``): a skill that became knowledge.
    """

    change: Change
    kind: StatementKind
    old: str = ""
    new: str = ""
    old_kind: StatementKind | None = None
    likeness: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionChange:
    """
    A work function of the one edition, the other, or both.

    ``fields`` are ``code``, ``name``, ``level``, ``other``, ``footnotes``; ``is_reordered`` tells that statements
    kept their wording and changed their order (their keys are numbered, so references to them are affected).
    """

    change: Change
    old: WorkFunction | None = None
    new: WorkFunction | None = None
    likeness: float = 0.0
    fields: tuple[FieldChange, ...] = ()
    statements: tuple[StatementChange, ...] = ()
    is_reordered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneralisedChange:
    """A generalised function of the one edition, the other, or both; its work functions are compared apart."""

    change: Change
    old: GeneralisedFunction | None = None
    new: GeneralisedFunction | None = None
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """
    Everything that differs between two editions; things that are the same are listed too, so that nothing is hidden.

    Functions stand in the order of the new edition, removed ones after them in the order of the old.
    """

    old: EditionKey
    new: EditionKey
    fields: tuple[FieldChange, ...]
    generalised: tuple[GeneralisedChange, ...]
    functions: tuple[FunctionChange, ...]

    @property
    def changed_functions(self) -> tuple[FunctionChange, ...]:
        """Work functions that are not the same in both."""
        return tuple(f for f in self.functions if f.change is not Change.SAME)

    @property
    def num_statement_changes(self) -> int:
        """Statements added, removed, reworded or moved, those of added and removed functions too."""
        return sum(len(f.statements) for f in self.functions)

    @property
    def is_same(self) -> bool:
        """True when nothing differs."""
        return not self.fields and not self.changed_functions and all(g.change is Change.SAME for g in self.generalised)
