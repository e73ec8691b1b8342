"""Successions: legal entities that merge, split, join another or go on as a new one, on a day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from remeslo.core.base.findings import ProblemError
from remeslo.core.registry.keys import EntityKey, SuccessionKey


class SuccessionKind(StrEnum):
    """What happens on the day."""

    MERGE = "merge"
    """Two or more become one new entity."""
    JOIN = "join"
    """One or more end and go into an entity that goes on."""
    CONVERT = "convert"
    """One ends and one new entity takes its whole place."""
    SPLIT = "split"
    """One ends and two or more new entities take its place."""
    SPIN_OFF = "spin_off"
    """One goes on, and a part of it becomes a new entity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """
    From ``on`` the successors stand where the predecessors stood; the past stays as it was.

    Facts that happened before the day stay with the predecessors, facts from the day on are the successors'. Seen by
    today's organisations, the past of those that ended goes with the one successor they had; where there are several
    the past stays with the predecessor, since nobody can say which of them it belongs to.

    Parameters
    ----------
    on
        First day of the new order.
    predecessors, successors
        At least one each, and on at least one side only one. Who is on both sides goes on.
    document
        Number and date of the act, as text.

    Raises
    ------
    ProblemError
        When a side is empty or names one twice, when nothing changes, or when several become several: that is two
        successions, of which one comes first.
    """

    key: SuccessionKey
    on: date
    predecessors: tuple[EntityKey, ...]
    successors: tuple[EntityKey, ...]
    document: str = ""

    def __post_init__(self) -> None:
        sides = (self.predecessors, self.successors)
        if any(not side or len(set(side)) < len(side) for side in sides):
            raise ProblemError(f"succession {self.key}: each side names at least one organisation, each once.")
        if set(self.predecessors) == set(self.successors):
            raise ProblemError(f"succession {self.key}: nothing changes.")
        if min(len(side) for side in sides) > 1:
            raise ProblemError(f"succession {self.key}: several cannot become several on one day; say it in two.")

    @property
    def kind(self) -> SuccessionKind:
        """What happens, by who is on which side."""
        if len(self.predecessors) == 1:
            if len(self.successors) == 1:
                return SuccessionKind.CONVERT
            return SuccessionKind.SPIN_OFF if self.predecessors[0] in self.successors else SuccessionKind.SPLIT
        return SuccessionKind.JOIN if self.successors[0] in self.predecessors else SuccessionKind.MERGE

    @property
    def ended(self) -> tuple[EntityKey, ...]:
        """Those that are no more from the day on."""
        return tuple(e for e in self.predecessors if e not in self.successors)

    @property
    def begun(self) -> tuple[EntityKey, ...]:
        """Those that exist from the day on."""
        return tuple(e for e in self.successors if e not in self.predecessors)

    @property
    def heir(self) -> EntityKey | None:
        """The one that the past of those that ended goes with; ``None`` where there are several, or none ended."""
        return self.successors[0] if len(self.successors) == 1 and self.ended else None
