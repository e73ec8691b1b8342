"""Each unit has one place in every tree on every day, in both views; what breaks that is found and named."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.registry.countries import BEGIN, DAYS, countries, facts_day, units_on

from remeslo.core.base.findings import ProblemError
from remeslo.core.registry.check import check_structure
from remeslo.core.registry.inheritance import check_successions
from remeslo.core.registry.keys import COUNTRY, EntityKey, NodeKey, SuccessionKey, UnitKey, unit_node
from remeslo.core.registry.paths import Standpoint, View, heir_of, path_of
from remeslo.core.registry.placement import Hierarchy, Placement
from remeslo.core.registry.spans import Span, gaps, joined, overlaps
from remeslo.core.registry.structure import NotPlaced, Structure
from remeslo.core.registry.succession import Succession, SuccessionKind

Leaves = dict[tuple[UnitKey, date], int]


def rolled_up(
    structure: Structure, leaves: Leaves, hierarchy: Hierarchy, view: View, today: date
) -> dict[NodeKey, int]:
    """Sums by node: each leaf once at every node of its path."""
    sums: dict[NodeKey, int] = {}
    stands = Standpoint(view, today)
    for (unit, of), amount in leaves.items():
        for node in stands.path(structure, hierarchy, unit, of):
            sums[node] = sums.get(node, 0) + amount
    return sums


@st.composite
def leaves_of(draw: st.DrawFn, structure: Structure) -> Leaves:
    """Figures of units for periods that end on some day, some of units that are no more."""
    keys = st.tuples(st.sampled_from(structure.units), facts_day())
    return draw(st.dictionaries(keys, st.integers(1, 99), min_size=1, max_size=12))


@given(countries())
@settings(max_examples=50, deadline=None)
def test_a_structure_made_well_has_nothing_wrong(structure: Structure) -> None:
    assert check_structure(structure) == []
    assert check_successions(structure) == []


@given(st.data())
@settings(max_examples=50, deadline=None)
def test_every_figure_counts_once_in_every_tree_in_both_views(data: st.DataObject) -> None:
    structure = data.draw(countries())
    leaves = data.draw(leaves_of(structure))
    today = data.draw(facts_day())

    for view in View:
        for hierarchy in Hierarchy:
            sums = rolled_up(structure, leaves, hierarchy, view, today)
            assert sums[COUNTRY] == sum(leaves.values())
            units = {n: v for n, v in sums.items() if n.startswith("unit:")}
            assert sum(units.values()) == sum(leaves.values())


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_a_succession_changes_no_figure_of_the_time_before_it_as_it_was(data: st.DataObject) -> None:
    structure = data.draw(countries(events=3))
    last = max((s.on for s in structure.successions), default=date(2027, 1, 1))
    before = _without_the_last(structure)
    leaves = {k: v for k, v in data.draw(leaves_of(structure)).items() if k[0] in before.units and k[1] < last}

    for hierarchy in Hierarchy:
        was = rolled_up(before, leaves, hierarchy, View.AS_IT_WAS, last - timedelta(days=1))
        assert rolled_up(structure, leaves, hierarchy, View.AS_IT_WAS, last + timedelta(days=500)) == was


@given(countries())
@settings(max_examples=40, deadline=None)
def test_by_todays_organisations_nothing_merged_away_stands_alone(structure: Structure) -> None:
    today = BEGIN + timedelta(days=DAYS + 1)
    merged = {e for s in structure.successions if s.heir for e in s.ended}
    split = {e for s in structure.successions if not s.heir for e in s.ended}

    for unit in structure.units:
        heir = heir_of(structure, unit, today)
        owner = structure.members_of_unit[heir][-1].entity
        assert owner not in merged
        assert owner in split or any(s.covers(today) for s in structure.life[heir])
        assert heir_of(structure, heir, today) == heir


@given(countries(), facts_day())
@settings(max_examples=40, deadline=None)
def test_a_path_leads_from_the_country_to_the_unit_without_turning_back(structure: Structure, day: date) -> None:
    for hierarchy in Hierarchy:
        for unit in structure.units:
            path = path_of(structure, hierarchy, unit, day)
            assert (path[0], path[-1]) == (COUNTRY, unit_node(unit))
            assert len(set(path)) == len(path)


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_the_check_finds_every_gap_that_is_planted(data: st.DataObject) -> None:
    structure = data.draw(countries(events=1))
    place = data.draw(st.sampled_from([p for p in structure.placements if _carries(structure, p)]))

    found = check_structure(replace(structure, placements=tuple(p for p in structure.placements if p is not place)))

    assert {f.code for f in found} == {"registry.place_gap"}
    assert {(f.facts["node"], f.facts["hierarchy"]) for f in found} == {(place.child, place.hierarchy.value)}
    days = [Span(f.facts["since"], f.facts["until"] or date.max) for f in found]
    for day in _days_of_change(structure):
        assert any(d.covers(day) for d in days) == _carries_on(structure, place, day)


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_the_check_finds_every_overlap_that_is_planted_and_names_both(data: st.DataObject) -> None:
    structure = data.draw(countries(events=1))
    place = data.draw(st.sampled_from(structure.placements))
    since = place.since + timedelta(days=1)
    until = place.until if place.until and place.until > since else None
    if until is None and place.until is not None:
        return
    rival = replace(place, parent=NodeKey("region:rival"), since=since, until=until)

    found = check_structure(replace(structure, placements=(*structure.placements, rival)))

    told = [f for f in found if f.code == "registry.place_overlap"]
    assert [(f.where, {f.facts["one"], f.facts["other"]}, f.facts["since"]) for f in told] == [
        (place.child, {place.parent, rival.parent}, since)
    ]


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_a_member_who_is_counted_twice_is_found(data: st.DataObject) -> None:
    structure = data.draw(countries(events=1))
    member = data.draw(st.sampled_from(structure.members))
    twin = replace(member, entity=EntityKey("twin"))

    found = check_structure(replace(structure, members=(*structure.members, twin)), ())

    assert [(f.code, f.where) for f in found] == [("registry.member_overlap", member.unit)]


def test_a_circle_is_named_once_with_all_who_are_in_it() -> None:
    a, b, c = (NodeKey(f"region:{n}") for n in "abc")
    rows = [Placement(hierarchy=Hierarchy.REGION, child=x, parent=y, since=BEGIN) for x, y in ((a, b), (b, c), (c, a))]

    found = check_structure(Structure(placements=tuple(rows)))

    assert [(f.code, f.facts["nodes"]) for f in found] == [("registry.place_circle", (a, b, c))]


def test_a_unit_that_nobody_knows_has_no_place() -> None:
    with pytest.raises(NotPlaced):
        path_of(Structure(), Hierarchy.CLUSTER, UnitKey("k/nobody"), BEGIN)


@pytest.mark.parametrize(
    ("before", "after", "kind", "ended", "heir"),
    [
        (("a", "b"), ("c",), SuccessionKind.MERGE, ("a", "b"), "c"),
        (("a", "b"), ("b",), SuccessionKind.JOIN, ("a",), "b"),
        (("a",), ("c",), SuccessionKind.CONVERT, ("a",), "c"),
        (("a",), ("b", "c"), SuccessionKind.SPLIT, ("a",), None),
        (("a",), ("a", "c"), SuccessionKind.SPIN_OFF, (), None),
    ],
)
def test_a_succession_knows_what_it_is(
    before: tuple[str, ...], after: tuple[str, ...], kind: SuccessionKind, ended: tuple[str, ...], heir: str | None
) -> None:
    one = Succession(key=SuccessionKey("s"), on=BEGIN, predecessors=before, successors=after)  # type: ignore[arg-type]

    assert (one.kind, one.ended, one.heir) == (kind, ended, heir)


@pytest.mark.parametrize(
    ("before", "after"), [((), ("a",)), (("a",), ("a",)), (("a", "b"), ("c", "d")), (("a", "a"), ("b",))]
)
def test_what_is_no_succession_is_refused(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    with pytest.raises(ProblemError):
        Succession(key=SuccessionKey("s"), on=BEGIN, predecessors=before, successors=after)  # type: ignore[arg-type]


SPANS = st.builds(
    lambda a, n: Span(BEGIN + timedelta(days=a), BEGIN + timedelta(days=a + n)), st.integers(0, 60), st.integers(1, 30)
)


@given(st.lists(SPANS, max_size=6), SPANS)
def test_spans_joined_gaps_and_overlaps_agree_with_counting_days(spans: list[Span], whole: Span) -> None:
    days = [BEGIN + timedelta(days=n) for n in range(100)]
    count = Counter(d for s in spans for d in days if s.covers(d))

    assert {d for s in joined(spans) for d in days if s.covers(d)} == set(count)
    holes = {d for s in gaps(whole, spans) for d in days if s.covers(d)}
    assert holes == {d for d in days if whole.covers(d) and d not in count}
    double = {d for _i, _j, s in overlaps(spans) for d in days if s.covers(d)}
    assert double == {d for d, n in count.items() if n > 1}


def _without_the_last(structure: Structure) -> Structure:
    """The structure as it stood before the last succession: nobody knew of it."""
    if not structure.successions:
        return structure
    last = max(structure.successions, key=lambda s: s.on)
    known = [m for m in structure.members if m.since < last.on]
    members = [replace(m, until=None) if m.until == last.on else m for m in known]
    others = tuple(s for s in structure.successions if s is not last)
    return replace(structure, members=tuple(members), successions=others)


def _days_of_change(structure: Structure) -> list[date]:
    """The days on which anything begins or ends, and those around them."""
    dated = (*structure.members, *structure.placements)
    days = {d for x in dated for d in (x.since, x.until) if d is not None} | {BEGIN + timedelta(days=2 * DAYS)}
    return sorted({d + timedelta(days=n) for d in days for n in (-1, 0, 1)})


def _carries_on(structure: Structure, place: Placement, day: date) -> bool:
    """True when the path of a unit that lives on the day goes by the placement."""
    if not place.span.covers(day):
        return False
    return any(place.child in path_of(structure, place.hierarchy, u, day) for u in units_on(structure, day))


def _carries(structure: Structure, place: Placement) -> bool:
    """True when it carries a unit on some day; a region with no place of its own lies under the country."""
    is_top = place.child.startswith(f"{place.hierarchy.top.value}:")
    return not is_top and any(_carries_on(structure, place, day) for day in _days_of_change(structure))
