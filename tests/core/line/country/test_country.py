"""The invented country: of the size asked for, the same again by its seed, sound in structure, facts that hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from remeslo.core.base.facts import Fact, check_ledger
from remeslo.core.base.findings import ProblemError
from remeslo.core.line.country import FULL, TINY, Country, build, facts_of
from remeslo.core.registry.check import check_structure
from remeslo.core.registry.paths import path_of
from remeslo.core.registry.placement import Hierarchy
from remeslo.core.registry.requisites import check_requisites
from remeslo.core.registry.succession import SuccessionKind
from remeslo.core.results.figures import Figure, roll_up
from remeslo.core.results.kinds import validate
from remeslo.core.results.tally import Period
from remeslo.interchange.countrypack import builtin_parts
from remeslo.interchange.resultpack import builtin_indicators, builtin_kinds

NAMES = builtin_parts()


@pytest.fixture(scope="module")
def tiny() -> Country:
    return build(TINY, NAMES, seed=3)


def test_the_full_country_is_as_large_as_it_says_and_sound() -> None:
    country = build(FULL, NAMES)

    assert len(country.clusters) == 70
    assert len({c.industry for c in country.clusters}) == 8
    assert len({c.region for c in country.clusters}) == 43
    kinds = [e.kind.value for e in country.structure.entities]
    assert kinds.count("enterprise") == 1500
    founded = sum(len(s.begun) for s in country.structure.successions)
    assert kinds.count("college") - founded == 700
    learners = 7 * sum(g.places for c in country.clusters for g in c.scene.groups)
    assert 140_000 <= learners <= 160_000
    assert check_structure(country.structure) == []
    assert [f for e in country.structure.entities for f in check_requisites(e)] == []
    assert {s.kind for s in country.structure.successions} == {SuccessionKind.MERGE, SuccessionKind.SPLIT}


@pytest.mark.parametrize("seed", [0, 3])
def test_the_same_seed_gives_the_same_country_and_another_one_another(seed: int) -> None:
    one, again, other = build(TINY, NAMES, seed=seed), build(TINY, NAMES, seed=seed), build(TINY, NAMES, seed=9)

    assert (one.clusters, one.structure, one.demand) == (again.clusters, again.structure, again.demand)
    assert facts_of(one.clusters[0], seed=seed) == facts_of(again.clusters[0], seed=seed)
    assert one.demand != other.demand


def test_facts_of_every_cluster_are_what_their_kinds_allow(tiny: Country) -> None:
    kinds = builtin_kinds()
    for cluster in tiny.clusters:
        facts = facts_of(cluster)
        houses = {h.key for h in cluster.houses}

        assert [f for x in facts for f in validate(x, kinds) if f.hard] == []
        assert [f for f in check_ledger(facts) if f.hard] == []
        assert {f.by for f in facts} <= houses
        assert {str(f.values["college"]) for f in facts if "college" in f.values} <= houses


def merged(country: Country) -> tuple[tuple[Fact, ...], tuple[Fact, ...], date]:
    """Facts of a cluster with a merger, the same without it, and the day of it."""
    cluster = country.clusters[0]
    return facts_of(cluster), facts_of(replace(cluster, moves=())), cluster.moves[0].on


def figures(facts: tuple[Fact, ...], year: int, *levels: str) -> tuple[Figure, ...]:
    period = Period(str(year), date(year, 1, 1), date(year, 12, 31))
    every = builtin_indicators().values()
    return roll_up(every, facts, period=period, on=date(2027, 1, 1), kinds=builtin_kinds(), levels=levels)


def test_a_merger_leaves_every_figure_of_the_years_before_as_it_was(tiny: Country) -> None:
    facts, without, on = merged(tiny)

    for year in range(on.year - 2, on.year):
        assert sums(figures(facts, year, "college", "programme")) == sums(
            figures(without, year, "college", "programme")
        )


def test_a_merger_changes_no_figure_of_the_whole_and_counts_every_learner_once(tiny: Country) -> None:
    facts, without, on = merged(tiny)

    for year in (on.year, on.year + 1):
        assert sums(figures(facts, year)) == sums(figures(without, year))
        for indicator, whole in sums(figures(facts, year)).items():
            parts = [f for f in figures(facts, year, "college") if f.indicator == indicator[0]]
            assert sum(f.above for f in parts) == whole[0]
            assert whole[-1] in (None, sum(f.people for f in parts))


def test_after_a_merger_the_successor_speaks_and_teaches(tiny: Country) -> None:
    facts, _without, on = merged(tiny)
    cluster = tiny.clusters[0]
    gone = {source for source, _programme in cluster.moves[0].heirs}
    heir = set(cluster.moves[0].heirs.values())

    assert not [f for f in facts if f.by in gone and f.on >= on]
    enrolled = {f.place[0]: f.above for f in figures(facts, on.year + 1, "college") if f.indicator == "K1"}
    assert not [c for c in gone if enrolled.get(c)]
    assert all(enrolled[c] > 0 for c in heir)


def test_nobody_stays_enrolled_for_years_after_the_planned_end(tiny: Country) -> None:
    facts = facts_of(tiny.clusters[1])
    ended = {f.subject for f in facts if f.kind in ("leaving", "graduation")}

    open_ends = [f.values["planned_end"] for f in facts if f.kind == "admission" and f.subject not in ended]

    assert min(open_ends) > date(TINY.last.year, 6, 1)  # type: ignore[type-var]


def test_every_unit_has_its_place_in_every_hierarchy(tiny: Country) -> None:
    structure = tiny.structure
    for unit in structure.units:
        for hierarchy in Hierarchy:
            for year in (2024, 2025, 2026):
                path = path_of(structure, hierarchy, unit, date(year, 12, 31))
                assert (path[0], path[-1]) == ("country", f"unit:{unit}")


def test_sizes_that_cannot_be_shared_out_are_refused() -> None:
    with pytest.raises(ProblemError, match="colleges"):
        replace(TINY, colleges=3)


def sums(some: tuple[Figure, ...]) -> dict[tuple[str, ...], tuple[object, ...]]:
    """By indicator and place what stands above and below, known, expected, people; nothing where all is nothing."""
    about = {key: one.people for key, one in builtin_indicators().items()}
    told = {
        (f.indicator, *f.place): (f.above, f.below, f.known, f.expected, f.people if about[f.indicator] else None)
        for f in some
    }
    return {key: sides for key, sides in told.items() if any(sides)}
