"""Small allocation problems: three weeks, two places, a few requests of two colleges."""

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import strategies as st

from remeslo.core.base.keys import ElementKey, GroupKey, OrganisationKey, SiteKey
from remeslo.core.network.choices import every_choice
from remeslo.core.network.place import ANYBODY, Condition, Opening, Place, PlaceKey, PlaceKind, Shift
from remeslo.core.network.problem import AllocationProblem, Dormitory, TravelRules
from remeslo.core.network.quota import Quota, QuotaKey
from remeslo.core.network.request import Block, Grant, Pattern, Request, RequestKey

EAST, WEST, CENTRE = OrganisationKey("east"), OrganisationKey("west"), OrganisationKey("centre")
EAST_SITE, WEST_SITE, CENTRE_SITE = SiteKey("east"), SiteKey("west"), SiteKey("centre")
WEEKS = 3
MINUTES = {
    (CENTRE_SITE, EAST_SITE): 30,
    (CENTRE_SITE, WEST_SITE): 120,
    (EAST_SITE, WEST_SITE): 60,
}


def place(
    key: str,
    days: Mapping[int, Mapping[OrganisationKey, int]] | None = None,
    *,
    shift: int = 1,
    openings: tuple[Opening, ...] | None = None,
    **more: object,
) -> Place:
    """A workshop of the centre, open to anybody for six days of every week unless ``days`` by week say otherwise."""
    by_week = {w: {ANYBODY: 6} for w in range(WEEKS)} if days is None else days
    if openings is None:
        openings = tuple(Opening(w, Shift(shift), dict(d)) for w, d in by_week.items() if d)
    values = {"site": CENTRE_SITE, "owner": CENTRE, "places": 15, "title": f"Workshop {key}", **more}
    return Place(key=PlaceKey(key), kind=PlaceKind.WORKSHOP, openings=openings, **values)  # type: ignore[arg-type]


def pattern(*blocks: tuple[int, int], moved: int = 0) -> Pattern:
    return Pattern(tuple(Block(w, d) for w, d in blocks), moved)


def request(
    key: str,
    *patterns: Pattern,
    places: tuple[str, ...] = ("w1",),
    partner: OrganisationKey = EAST,
    group: str | None = None,
    size: int = 12,
    **more: object,
) -> Request:
    values = {"home": SiteKey(str(partner)), "title": f"Practice {key}", **more}
    return Request(
        key=RequestKey(key),
        partner=partner,
        groups=(GroupKey(group or f"g-{key}"),),
        element=ElementKey("УП.01"),
        size=size,
        patterns=patterns or (pattern((0, 6)),),
        places=tuple(PlaceKey(p) for p in places),
        **values,  # type: ignore[arg-type]
    )


def quota(
    key: str, days: int, *, partner: OrganisationKey = EAST, places: tuple[str, ...] = ("w1",), **more: int
) -> Quota:
    weeks = {"first": 0, "last": WEEKS - 1, **more}
    return Quota(key=QuotaKey(key), partner=partner, places=frozenset(PlaceKey(p) for p in places), days=days, **weeks)


def problem(places: tuple[Place, ...], requests: tuple[Request, ...], **more: object) -> AllocationProblem:
    values = {"weeks": WEEKS, "minutes": MINUTES, **more}
    return AllocationProblem(key="small", places=places, requests=requests, **values)  # type: ignore[arg-type]


def grant(place: str = "w1", pattern: int = 0, shift: int = 1) -> Grant:
    return Grant(PlaceKey(place), Shift(shift), pattern)


@st.composite
def problems(draw: st.DrawFn, most_requests: int = 4) -> AllocationProblem:
    """Everything that can bind does so now and then: own and shared days, seats, quotas, beds, parts, conditions."""
    places = tuple(_place(draw, key) for key in ("w1", "w2")[: draw(st.integers(1, 2))])
    keys = tuple(str(p.key) for p in places)
    requests = tuple(_request(draw, n, keys) for n in range(draw(st.integers(2, most_requests))))
    quotas = tuple(
        quota(
            f"q{n}",
            draw(st.sampled_from((3, 6, 9))),
            partner=draw(st.sampled_from((EAST, WEST))),
            places=draw(st.sampled_from((keys, keys[:1]))),
            last=draw(st.sampled_from((1, WEEKS - 1))),
        )
        for n in range(draw(st.integers(0, 3)))
    )
    beds = tuple(
        Dormitory(key=f"d{n}", near=frozenset({CENTRE_SITE, EAST_SITE}), beds=draw(st.sampled_from((8, 12, 30))))
        for n in range(draw(st.integers(0, 2)))
    )
    found = problem(
        places,
        requests,
        quotas=quotas,
        needs_quota=frozenset({CENTRE}) if draw(st.booleans()) else frozenset(),
        dormitories=beds,
        travel=TravelRules(daily_minutes=draw(st.sampled_from((90, 150)))),
        study_days=draw(st.sampled_from((5, 6, 6))),
    )
    return replace(found, previous=_previous(draw, found))


def _place(draw: st.DrawFn, key: str) -> Place:
    kinds: tuple[Mapping[OrganisationKey, int], ...] = (
        {ANYBODY: 6},
        {ANYBODY: 6},
        {EAST: 3, ANYBODY: 3},
        {EAST: 2, WEST: 4},
        {},
    )
    openings = tuple(
        Opening(week, Shift(shift), dict(days))
        for week in range(WEEKS)
        for shift in ((1, 2) if draw(st.integers(0, 3)) == 0 else (1,))
        if (days := draw(st.sampled_from(kinds)))
    )
    return place(
        key,
        openings=openings,
        places=draw(st.sampled_from((12, 20, 25))),
        parallel=draw(st.sampled_from((1, 1, 2, 3))),
        site=draw(st.sampled_from((CENTRE_SITE, CENTRE_SITE, EAST_SITE))),
        asks=frozenset({Condition.LICENCE}) if draw(st.integers(0, 5)) == 0 else frozenset(),
    )


def _request(draw: st.DrawFn, n: int, places: tuple[str, ...]) -> Request:
    shapes = draw(st.sampled_from(((6,), (5,), (3,), (2, 2), (1, 2), (6,), (4,))))
    starts = draw(st.lists(st.integers(0, WEEKS - len(shapes)), min_size=1, max_size=2, unique=True))
    patterns = tuple(
        pattern(*((start + at, days) for at, days in enumerate(shapes)), moved=abs(start - starts[0]))
        for start in starts
    )
    return request(
        f"r{n}",
        *patterns,
        places=draw(st.sampled_from((places, places[:1], places[::-1]))),
        partner=draw(st.sampled_from((EAST, WEST))),
        group=draw(st.sampled_from(("a", "b", f"own{n}"))),
        size=draw(st.sampled_from((8, 10, 12, 15))),
        part=draw(st.sampled_from((0, 0, 1, 2))),
        weight=draw(st.sampled_from((1, 1, 2))),
        together=draw(st.sampled_from(("", "", "team"))),
        holds=frozenset({Condition.LICENCE}) if draw(st.integers(0, 2)) else frozenset(),
    )


def _previous(draw: st.DrawFn, found: AllocationProblem) -> Mapping[RequestKey, Grant]:
    return {
        r.key: draw(st.sampled_from(ways))
        for r in found.requests
        if (ways := list(every_choice(found, r))) and draw(st.integers(0, 2)) == 0
    }
