"""
Which credentials of a list are revoked: one bit for each place (W3C Bitstring Status List v1.0).

A list is long and its places are given by lot: asking for it tells nobody which credential is looked at, and the
place of one says nothing of those issued before and after.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Final

from remeslo.core.base.findings import ProblemError

LEAST_PLACES: Final = 131_072
"""Shortest list that the specification allows: 16 KiB of bits."""


@dataclass(frozen=True, slots=True)
class StatusBits:
    """The bits of a list; place 0 is the highest bit of the first byte."""

    data: bytes

    def __post_init__(self) -> None:
        if len(self.data) * 8 < LEAST_PLACES:
            raise ProblemError(f"status list: {len(self.data) * 8} places, at least {LEAST_PLACES} are needed.")

    @property
    def places(self) -> int:
        """Number of places."""
        return len(self.data) * 8

    def is_set(self, index: int) -> bool:
        """True where the credential of this place is revoked; raises ProblemError outside the list."""
        if not 0 <= index < self.places:
            raise ProblemError(f"status list: place {index} of {self.places}.")
        return bool(self.data[index // 8] >> (7 - index % 8) & 1)


def status_bits(revoked: Iterable[int], places: int = LEAST_PLACES) -> StatusBits:
    """A list with these places set; raises ProblemError for a place outside."""
    data = bytearray((places + 7) // 8)
    for index in revoked:
        if not 0 <= index < places:
            raise ProblemError(f"status list: place {index} of {places}.")
        data[index // 8] |= 1 << (7 - index % 8)
    return StatusBits(bytes(data))


def free_place(taken: Collection[int], draw: Callable[[int], int], places: int = LEAST_PLACES) -> int:
    """
    A place that is not taken, each free one equally likely; ``draw(n)`` gives a number from 0 to n - 1 by lot.

    Raises
    ------
    ProblemError
        When no place is free: the next list has to be opened.
    """
    held = sorted(set(taken))
    free = places - len(held)
    if free <= 0:
        raise ProblemError(f"status list: all {places} places are taken.")
    place = draw(free)
    for index in held:
        if index > place:
            break
        place += 1
    return place
