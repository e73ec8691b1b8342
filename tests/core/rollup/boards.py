"""Random boards: atoms under units, units under overlapping trees."""

from __future__ import annotations

from random import Random

from remeslo.core.rollup.suppress import Board


def board(dice: Random, *, num_units: int, num_clusters: int, num_regions: int, most: int) -> Board[str]:
    """Programmes of units; clusters in industries and rounds; units' houses, which may have several, in regions."""
    clusters = [f"c{n}" for n in range(num_clusters)]
    industry = {c: f"i{dice.randrange(2)}" for c in clusters}
    round_ = {c: f"r{dice.randrange(2)}" for c in clusters}
    houses = [f"h{n}" for n in range(max(1, num_units - dice.randrange(2)))]
    region = {h: f"g{dice.randrange(num_regions)}" for h in houses}
    people: dict[str, int] = {}
    trees: list[dict[str, list[str]]] = [{}, {}, {}, {}]
    for n in range(num_units):
        unit, cluster, house = f"u{n}", dice.choice(clusters), dice.choice(houses)
        for p in range(dice.randint(1, 3)):
            atom = f"{unit}/{p}"
            people[atom] = dice.choice((0, 1, 2, 3, 4, 5, 7, 9, most))
            trees[0][atom] = ["all", cluster, unit]
            trees[1][atom] = ["all", industry[cluster], cluster, unit]
            trees[2][atom] = ["all", round_[cluster], cluster, unit]
            trees[3][atom] = ["all", region[house], house, unit]
    return Board(people, trees)
