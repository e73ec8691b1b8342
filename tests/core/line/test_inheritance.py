"""Figures by facts through mergers and splits in the middle of a year: the past stays, everybody counts once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.results.samples import Book, scene

from remeslo.core.base.keys import OrganisationKey
from remeslo.core.base.roles import OrganisationRole
from remeslo.core.line.inheritance import carry_of
from remeslo.core.registry.keys import COUNTRY, ClusterKey, EntityKey, NodeKey, SuccessionKey, UnitKey, unit_key
from remeslo.core.registry.members import MemberOf
from remeslo.core.registry.paths import Standpoint, View
from remeslo.core.registry.placement import Hierarchy, Placement
from remeslo.core.registry.structure import Structure
from remeslo.core.registry.succession import Succession
from remeslo.core.results.figures import Figure, roll_up
from remeslo.core.results.invented import Group, invent
from remeslo.core.results.tally import FactBase, Period
from remeslo.core.rollup.leaf import LeafFigure, Spot
from remeslo.core.rollup.node import roll_up as roll_up_nodes
from remeslo.interchange.resultpack import builtin_indicators, builtin_kinds

LONG_AGO, LATER = date(2020, 1, 1), date(2030, 1, 1)
COLLEGES = ("a", "b", "d", "e")
YEARS = tuple(Period(str(y), date(y, 1, 1), date(y, 12, 31)) for y in (2024, 2025, 2026))
OF_LEARNERS = ("K1", "K2", "K3", "K4", "K12")
"""Indicators of learners. (A workshop that two colleges used counts at each of them, and at their heir once.)"""
KEY = tuple[str, tuple[str, ...], str]


@cache
def facts(seed: int) -> FactBase:
    """Two years of four colleges."""
    groups = tuple(
        Group(programme="pq"[n % 2], college=OrganisationKey(c), months=22, places=2 + n, kit="k")
        for n, c in enumerate(COLLEGES)
    )
    return FactBase(invent(scene(groups=groups), seed=seed), LATER)


def country(events: Sequence[tuple[date, tuple[str, ...], tuple[str, ...]]]) -> Structure:
    """The colleges of cluster c, after these successions, in an industry and a region each."""
    since = dict.fromkeys(COLLEGES, LONG_AGO)
    members: list[MemberOf] = []
    for on, before, after in events:
        members += [member(e, since.pop(e), on) for e in before if e not in after]
        since |= {e: on for e in after if e not in before}
    members += [member(e, s, None) for e, s in since.items()]
    places = [
        Placement(hierarchy=h, child=NodeKey("cluster:c"), parent=NodeKey(f"{h.value}:x"), since=LONG_AGO)
        for h in (Hierarchy.INDUSTRY, Hierarchy.ROUND)
    ]
    for n, one in enumerate(members):
        child, parent = NodeKey(f"entity:{one.entity}"), NodeKey(f"region:{n % 2}")
        places.append(Placement(hierarchy=Hierarchy.REGION, child=child, parent=parent, since=LONG_AGO))
    successions = tuple(
        Succession(key=SuccessionKey(str(n)), on=on, predecessors=before, successors=after)  # type: ignore[arg-type]
        for n, (on, before, after) in enumerate(events)
    )
    return Structure(members=tuple(members), placements=tuple(places), successions=successions)


def member(entity: str, since: date, until: date | None) -> MemberOf:
    return MemberOf(
        entity=EntityKey(entity),
        cluster=ClusterKey("c"),
        organisation=OrganisationKey(entity),
        role=OrganisationRole.NETWORK_COLLEGE,
        since=since,
        until=until,
    )


@st.composite
def chains(draw: st.DrawFn) -> list[tuple[date, tuple[str, ...], tuple[str, ...]]]:
    """One to three successions on rising days of the two years, each of those that live then."""
    living, found = list(COLLEGES), []
    days = draw(st.lists(st.integers(60, 700), min_size=1, max_size=3, unique=True))
    for n, on in enumerate(date(2024, 9, 1) + timedelta(days=d) for d in sorted(days)):
        kind = draw(st.sampled_from(("merge", "join", "convert", "split", "spin_off")))
        before = draw(st.permutations(living))[: 2 if kind in ("merge", "join") else 1]
        if len(before) < 2 and kind in ("merge", "join"):
            continue
        new = [f"n{n}", f"o{n}"]
        after = {"merge": new[:1], "join": before[:1], "convert": new[:1], "split": new, "spin_off": [*before, new[0]]}
        found.append((on, tuple(before), tuple(after[kind])))
        living = [*(e for e in living if e not in before), *after[kind]]
    return found


def figures(
    base: FactBase, period: Period, structure: Structure | None, levels: Sequence[str] = ("college", "programme")
) -> Mapping[KEY, Figure]:
    """Figures of all indicators by indicator, place and period."""
    carry = None if structure is None else carry_of(structure, "c")
    every = builtin_indicators().values()
    found = roll_up(every, base, period=period, on=base.day, kinds=builtin_kinds(), levels=levels, carry=carry)
    return {(f.indicator, f.place, f.period): f for f in found}


@given(seed=st.integers(0, 1), events=chains())
@settings(max_examples=8, deadline=None)
def test_a_merger_in_mid_year_changes_no_figure_of_a_period_that_was_over(
    seed: int, events: list[tuple[date, tuple[str, ...], tuple[str, ...]]]
) -> None:
    base, was, now = facts(seed), country(events[:-1]), country(events)
    on = events[-1][0] if events else LATER
    months = Period("to the eve", date(on.year, 1, 1), on - timedelta(days=1))

    for period in [p for p in (*YEARS, months) if p.last < on]:
        assert figures(base, period, now) == figures(base, period, was)


@given(seed=st.integers(0, 1), events=chains())
@settings(max_examples=8, deadline=None)
def test_every_learner_and_rouble_counts_once_whatever_merged_and_split(
    seed: int, events: list[tuple[date, tuple[str, ...], tuple[str, ...]]]
) -> None:
    base, structure = facts(seed), country(events)

    for period in YEARS:
        whole = figures(base, period, structure, levels=())
        plain = figures(base, period, None, levels=())
        assert {k: f.above for k, f in whole.items() if k[0] in OF_LEARNERS} == {
            k: f.above for k, f in plain.items() if k[0] in OF_LEARNERS
        }
        leaves = figures(base, period, structure)
        for (indicator, _place, label), told in whole.items():
            of_it = [f for (i, _p, y), f in leaves.items() if (i, y) == (indicator, label)]
            for name in ("above", "below", "known", "expected", "people", "disputed"):
                expected = getattr(told, name)
                assert sum((getattr(f, name) or 0) for f in of_it) == (expected or 0), (indicator, name)


@given(seed=st.integers(0, 1), events=chains(), today=st.dates(date(2025, 1, 1), date(2027, 12, 31)))
@settings(max_examples=8, deadline=None)
def test_every_figure_counts_once_in_every_hierarchy_in_both_views(
    seed: int, events: list[tuple[date, tuple[str, ...], tuple[str, ...]]], today: date
) -> None:
    base, structure = facts(seed), country(events)
    leaves = [leaf(f) for p in YEARS for f in figures(base, p, structure).values()]
    counted = [x for x in leaves if x.counts]

    for view in View:
        stands = Standpoint(view, today)
        paths = {
            Spot(h.value, x.unit, p.label): ("country", f"cluster:{x.unit.partition('/')[0]}")
            if x.unit.endswith("/")
            else stands.path(structure, h, UnitKey(x.unit), p.last)
            for h in Hierarchy
            for x in leaves
            for p in YEARS
            if p.label == x.period
        }
        nodes = {(n.hierarchy, n.indicator, n.period): n for n in roll_up_nodes(leaves, paths) if n.node == COUNTRY}
        for (_hierarchy, indicator, period), node in nodes.items():
            of_it = [x for x in counted if (x.indicator, x.period) == (indicator, period)]
            assert node.above == sum((x.above for x in of_it), Decimal(0))
            assert (node.below or 0) == sum((x.below or Decimal(0) for x in of_it), Decimal(0))
            assert node.people == sum(x.people for x in of_it)


@given(seed=st.integers(0, 1), events=chains())
@settings(max_examples=8, deadline=None)
def test_after_the_day_nothing_new_is_counted_with_who_is_no_more(
    seed: int, events: list[tuple[date, tuple[str, ...], tuple[str, ...]]]
) -> None:
    base, structure = facts(seed), country(events)
    merged = {e for s in structure.successions if s.heir for e in s.ended}
    over = max((s.on for s in structure.successions), default=LONG_AGO)
    after = Period("after", over, over + timedelta(days=400))

    found = figures(base, after, structure)

    assert not {place[0] for _i, place, _p in found} & merged


def leaf(f: Figure) -> LeafFigure:
    college, programme = f.place
    sums = ("above", "below", "known", "expected", "people", "to_confirm", "confirmed", "disputed")
    return LeafFigure(
        unit=unit_key("c", college),
        programme=programme,
        indicator=f.indicator,
        edition=f.edition,
        period=f.period,
        **{name: getattr(f, name) for name in sums},
    )


@pytest.mark.parametrize(("on", "where"), [(date(2026, 11, 1), "a"), (date(2026, 9, 15), "n")])
def test_who_studied_on_the_first_of_october_counts_where_that_was(on: date, where: str) -> None:
    """A merger after the counting day does not take the year's headcount away from the college that had it."""
    book = Book()
    for n in range(5):
        book.admit(f"l{n}", college="a", planned_end=date(2028, 6, 30))
    structure = country([(on, ("a", "b"), ("n",))])

    found = figures(FactBase(book.facts, LATER), YEARS[-1], structure, ("college",))

    assert {(i, p): f.above for (i, p, _y), f in found.items() if i == "K1"} == {("K1", (where,)): 5}


def test_a_learner_with_facts_on_both_sides_of_the_day_counts_once_in_the_year() -> None:
    """Practice in March at the old college and in May at the new: one learner of the year, at one of them."""
    book = Book()
    for n in range(3):
        book.admit(f"l{n}", college="a", planned_end=date(2026, 6, 30))
        book.graduate(f"l{n}")
    structure = country([(date(2026, 4, 1), ("a", "b"), ("n",))])

    found = figures(FactBase(book.facts, LATER), YEARS[-1], structure, ("college",))

    graduates = {p: (f.above, f.below) for (i, p, _y), f in found.items() if i == "K12"}
    assert sum(below or 0 for _above, below in graduates.values()) == 3
    assert len(graduates) == 1


def test_after_a_split_a_learner_is_where_a_fact_says_and_the_past_stays() -> None:
    book = Book()
    for n in range(4):
        book.admit(f"l{n}", college="a", planned_end=date(2028, 6, 30))
    for n in range(2):
        book.say("admission", f"l{n}", date(2026, 2, 1), by="n", programme="p", college="n", project=True)
    structure = country([(date(2026, 2, 1), ("a",), ("n", "o"))])
    base = FactBase(book.facts, LATER)

    def headcount(period: Period) -> dict[tuple[str, ...], Decimal]:
        return {p: f.above for (i, p, _y), f in figures(base, period, structure, ("college",)).items() if i == "K1"}

    assert headcount(YEARS[1]) == {("a",): 4}
    assert headcount(YEARS[2]) == {("a",): 2, ("n",): 2}
