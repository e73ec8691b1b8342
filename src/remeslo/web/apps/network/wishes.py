"""What a college asks for, as a form has it: read with every slip named, laid into weeks, with free alternatives."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Final

from django.utils.translation import gettext as _

from remeslo.core.base.findings import Finding
from remeslo.core.base.keys import ElementKey, GroupKey, OrganisationKey
from remeslo.core.network.book import Book
from remeslo.core.network.options import Option as CoreOption
from remeslo.core.network.options import options
from remeslo.core.network.place import Place, Shift
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.request import Block, Grant, Pattern, Request, RequestKey
from remeslo.core.network.result import Allocation
from remeslo.core.network.taking import reached_daily
from remeslo.web.apps.network.scene import Scene

NEW: Final = RequestKey("ask/new")
NEAR: Final = 6
"""Weeks before and after the wanted ones in which alternatives are looked for."""
SHOWN: Final = 10
"""Free alternatives that are offered."""
HELD: Final = 3
"""Ones for which others would have to leave."""
OTHERS: Final = 6
"""Other workshops that are looked at."""
MOST_WEEKS: Final = 20


def typed_week(scene: Scene, text: str) -> int | None:
    """Week of a typed day; None for no day, or one outside of the year."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        return None
    week = (day - scene.first_monday).days // 7
    return week if 0 <= week < scene.problem.weeks else None


@dataclass(frozen=True, slots=True)
class Option:
    """Where, in which shift, from which week; how it is reached; groups that would have to leave (none: free)."""

    place: Place
    shift: int
    first: int
    is_daily: bool
    minutes: int | None
    displaces: tuple[tuple[GroupKey, ...], ...] = ()
    first_day: str = ""
    """Monday of that week, as an address has it."""


@dataclass(frozen=True)
class WishForm:
    """
    A form as typed.

    Parameters
    ----------
    typed
        Fields: ``partner, group, element, title, size, place, shift, first`` (a day), ``weeks, days``.
    """

    scene: Scene
    typed: Mapping[str, str] = field(default_factory=dict)

    def text(self, name: str, most: int = 100) -> str:
        """A field without the spaces around it."""
        return self.typed.get(name, "").strip()[:most]

    def number(self, name: str, low: int, high: int) -> int | None:
        """A whole number within bounds, or None."""
        text = self.text(name)
        if not (text.isascii() and text.isdigit() and len(text) < 6):
            return None
        return int(text) if low <= int(text) <= high else None

    @property
    def partner(self) -> OrganisationKey | None:
        """The college that asks."""
        key = OrganisationKey(self.text("partner"))
        return key if key in self.scene.colleges else None

    @property
    def place(self) -> Place | None:
        """The workshop, of another organisation."""
        found = self.scene.place(self.text("place"))
        return found if found is not None and found.owner != self.partner else None

    @property
    def week(self) -> int | None:
        """First week, from the typed day; None for a day outside of the year."""
        return typed_week(self.scene, self.text("first"))

    @property
    def shift(self) -> int:
        """1 where nothing else is typed."""
        return self.number("shift", 1, 9) or 1

    @cached_property
    def errors(self) -> dict[str, str]:
        """What is wrong, by field."""
        found = {}
        if self.partner is None or self.scene.home(self.partner) is None:
            found["partner"] = _("Choose the college whose learners come.")
        if self.place is None:
            found["place"] = _("Choose a workshop of another organisation.")
        if not self.text("group"):
            found["group"] = _("Name the group.")
        if not self.text("title", 300):
            found["title"] = _("Say what is taught there.")
        if self.number("size", 1, 200) is None:
            found["size"] = _("Learners: a whole number from 1 to 200.")
        if self.week is None:
            found["first"] = _("Choose a day of the study year.")
        weeks, days = self.number("weeks", 1, MOST_WEEKS), self.number("days", 1, 6)
        if weeks is None or (self.week is not None and self.week + weeks > self.scene.problem.weeks):
            found["weeks"] = _("Weeks in a row: from 1 to 20, within the study year.")
        if days is None:
            found["days"] = _("Days a week: from 1 to 6.")
        return found

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Weeks and days; call it without errors only."""
        assert self.week is not None
        return self._from(self.week).blocks

    def request(self) -> Request:
        """The wish as a request of the allocation."""
        partner, place = self.partner, self.place
        home = self.scene.home(partner) if partner else None
        assert partner is not None and place is not None and home is not None
        return Request(
            key=NEW,
            partner=partner,
            groups=(GroupKey(self.text("group")),),
            element=ElementKey(self.text("element")),
            size=self.number("size", 1, 200) or 1,
            patterns=(Pattern(self.blocks),),
            places=(place.key,),
            home=home,
            shifts=(Shift(self.shift),),
            title=self.text("title", 300),
        )

    def against(self, problem: AllocationProblem, allocation: Allocation) -> list[Finding]:
        """What stands against it as it is asked; empty when the days are free."""
        request = self.request()
        book = Book(replace(problem, requests=(*problem.requests, request)), allocation.grants)
        return book.against(NEW, Grant(request.places[0], Shift(self.shift), 0))

    def options(self, problem: AllocationProblem, allocation: Allocation) -> list[Option]:
        """
        Other days and workshops: near weeks and other shifts of the wanted one, and the nearest others.

        Free ones first, then a few for which others would have to leave; what is asked itself is left out.
        """
        request = self.request()
        assert self.week is not None and self.place is not None
        starts = sorted(self._starts(problem.weeks), key=lambda w: (abs(w - (self.week or 0)), w))
        places = [self.place, *self._others(problem)[:OTHERS]]
        wide = replace(request, patterns=tuple(map(self._from, starts)), places=tuple(p.key for p in places), shifts=())
        stated = replace(problem, requests=(*problem.requests, wide))
        every = [
            _option(self.scene, stated, wide, o, starts[o.grant.pattern]) for o in options(stated, allocation, NEW)
        ]
        asked = (self.place.key, self.shift, self.week)
        others = [o for o in every if (o.place.key, o.shift, o.first) != asked]
        free = sorted((o for o in others if not o.displaces), key=lambda o: self._distance(o))
        held = [o for o in every if o.displaces and o.place.key == self.place.key]
        return [*free[:SHOWN], *sorted(held, key=lambda o: (len(o.displaces), self._distance(o)))[:HELD]]

    def _distance(self, option: Option) -> tuple[bool, int, int, int]:
        """The wanted workshop first, then the nearest weeks, the shift, the way."""
        assert self.week is not None and self.place is not None
        mine = option.place.key == self.place.key
        return (not mine, abs(option.first - self.week), abs(option.shift - self.shift), option.minutes or 0)

    def _starts(self, weeks: int) -> Iterator[int]:
        assert self.week is not None
        count = self.number("weeks", 1, MOST_WEEKS) or 1
        yield from range(max(0, self.week - NEAR), min(weeks - count, self.week + NEAR) + 1)

    def _from(self, week: int) -> Pattern:
        count, days = self.number("weeks", 1, MOST_WEEKS) or 1, self.number("days", 1, 6) or 1
        return Pattern(tuple(Block(week + n, days) for n in range(count)))

    def _others(self, problem: AllocationProblem) -> list[Place]:
        """Workshops of the same kind that are large enough, the nearest first; own ones too."""
        wanted, size = self.place, self.number("size", 1, 200) or 1
        assert wanted is not None and self.partner is not None
        home = self.scene.home(self.partner)
        assert home is not None
        rows = [p for p in problem.places if p.key != wanted.key and p.kind == wanted.kind and p.places >= size]
        return sorted(rows, key=lambda p: (way if (way := problem.way(home, p.site)) is not None else 10_000, p.key))


def _option(scene: Scene, problem: AllocationProblem, request: Request, option: CoreOption, first: int) -> Option:
    place = problem.place_of[option.grant.place]
    return Option(
        place=place,
        shift=option.grant.shift,
        first=first,
        is_daily=reached_daily(problem, request, place),
        minutes=problem.way(request.home, place.site),
        displaces=tuple(problem.request_of[k].groups for k in option.displaces),
        first_day=scene.monday(first).isoformat(),
    )
