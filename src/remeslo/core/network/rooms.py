"""Classrooms: what a timetable needs besides workshops."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import SiteKey

RoomKey = NewType("RoomKey", str)
"""Key of a classroom or of a workshop; unique over both."""


class RoomKind(StrEnum):
    """What a classroom is for; workshops and workplaces are no classrooms."""

    CLASSROOM = "classroom"
    COMPUTERS = "computers"
    LABORATORY = "laboratory"
    GYM = "gym"


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A classroom at a site with ``seats`` > 0; ``subjects``: titles or element indices it is kept for, empty: any."""

    key: RoomKey
    site: SiteKey
    title: str
    seats: int
    kind: RoomKind = RoomKind.CLASSROOM
    subjects: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.seats <= 0:
            raise ProblemError(f"room {self.key}: seats must be > 0, got {self.seats}.")
