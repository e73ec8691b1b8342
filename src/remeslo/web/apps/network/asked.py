"""Requests as a list: what each got, or why it was refused."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from remeslo.core.base.keys import ElementKey, GroupKey, OrganisationKey
from remeslo.core.base.text import fold
from remeslo.core.network.request import RequestKey
from remeslo.core.network.result import Refusal
from remeslo.web.apps.network.causes import Told, told
from remeslo.web.apps.network.kept import Booking, Denied, Kept
from remeslo.web.apps.network.scene import Scene
from remeslo.web.apps.network.spans import Span, spans

STATES = ("refused", "granted", "moved", "pinned")


@dataclass(frozen=True)
class Row:
    """One request."""

    scene: Scene
    kept: Kept
    row: Booking | Denied

    @property
    def key(self) -> RequestKey:
        """Its key."""
        return self.row.request

    @property
    def partner(self) -> OrganisationKey:
        """The college that asks."""
        return self.row.partner

    @property
    def groups(self) -> tuple[GroupKey, ...]:
        """Who comes."""
        return self.row.groups

    @property
    def element(self) -> ElementKey:
        """For what."""
        return self.row.element

    @property
    def booking(self) -> Booking | None:
        """What it got; None when it was refused."""
        return self.row if isinstance(self.row, Booking) else None

    @property
    def refusal(self) -> Refusal | None:
        """Why it was refused, as far as somebody asked."""
        return self.row.refusal if isinstance(self.row, Denied) else None

    @property
    def is_pinned(self) -> bool:
        """True when runs leave it as it is."""
        return self.row.request in self.kept.pinned

    @cached_property
    def spans(self) -> list[Span]:
        """When."""
        return spans(self.scene, (b.week for b in self.row.blocks)) if isinstance(self.row, Booking) else []

    @cached_property
    def causes(self) -> list[Told]:
        """Why not, in words."""
        return told(self.refusal, self.scene, self.kept) if self.refusal is not None else []

    def has(self, text: str) -> bool:
        """True when its names have all these words."""
        mine = fold(" ".join([self.row.title, self.row.element, *self.row.groups, self.scene.name(self.row.partner)]))
        return all(word in mine for word in fold(text).split())


def rows(scene: Scene, kept: Kept, *, state: str, college: OrganisationKey | None, text: str) -> list[Row]:
    """Requests in a state ("" for all), refused ones first."""
    return [
        Row(scene, kept, r)
        for r in _in_state(kept, state)
        if college in (None, r.partner) and (not text or Row(scene, kept, r).has(text))
    ]


def row_of(scene: Scene, kept: Kept, key: str) -> Row | None:
    """One request by its key."""
    every: tuple[Booking | Denied, ...] = (*kept.denied, *kept.bookings)
    return next((Row(scene, kept, r) for r in every if r.request == key), None)


def _in_state(kept: Kept, state: str) -> Iterator[Booking | Denied]:
    if state in ("", "refused"):
        yield from kept.denied
    if state != "refused":
        pinned = frozenset(kept.pinned)
        for booking in kept.bookings:
            if (
                state in ("", "granted")
                or (state == "moved" and booking.moved)
                or (state == "pinned" and booking.request in pinned)
            ):
                yield booking
