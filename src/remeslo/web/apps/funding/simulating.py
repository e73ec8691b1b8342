"""A pack tried before it is adopted: on the cluster's own facts, and on small cohorts drawn to its proportions."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from remeslo.core.base.findings import ProblemError
from remeslo.core.funding.pack import RulePack
from remeslo.core.funding.simulate import Change, Game, Point, sensitivity, where_gaming_pays, who_gains
from remeslo.core.line.resultscene import result_scene
from remeslo.core.line.trials import last_day, world_of
from remeslo.core.results.invented import Scene
from remeslo.web.apps.common.kept import Kept
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.registry.snapshot import cluster_value
from remeslo.web.apps.results.ledger import Ledger

RATES: Final = (0.4, 0.55, 0.7, 0.85, 1.0)
SEEDS: Final = (0, 1, 2, 3, 4)
MOST_LEARNERS: Final = 60
"""Learners of a drawn cohort: a page answers while one waits; `remeslo fund simulate` draws whole clusters."""
_KEPT: Final = 16
_gains: Kept[tuple[Change, ...]] = Kept(_KEPT)
_drawn: "Kept[Drawn]" = Kept(_KEPT)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What drawn cohorts say; ``learners`` in each."""

    points: tuple[Point, ...]
    games: tuple[Game, ...]
    learners: int


def gains(before: RulePack | None, after: RulePack, held: Ledger, on: date) -> tuple[Change, ...]:
    """Who gains and who loses by the facts of the cluster; against nothing where there is no pack before."""
    old = before or replace(after, rules=(), examples=())
    key = str((old, after, held.stamp, on))
    return _gains.once(key, lambda: who_gains(old, after, held.facts, on=on))


def drawn(pack: RulePack, cluster: Cluster, cost_a_month: Decimal) -> Drawn | None:
    """Sensitivity and games on small cohorts; None where the cluster has no group to draw from."""
    try:
        scene = result_scene(cluster_value(cluster))
    except ProblemError:
        return None
    small = _small(scene)
    if not small.groups:
        return None
    key = str((cluster.pk, pack, small, cost_a_month))

    def compute() -> Drawn:
        world, on = world_of(small), last_day(small)
        return Drawn(
            sensitivity(pack, world, RATES, seeds=SEEDS, on=on),
            where_gaming_pays(pack, world, seeds=SEEDS, on=on, cost_a_month=cost_a_month),
            sum(g.places for g in small.groups),
        )

    return _drawn.once(key, compute)


def _small(scene: Scene) -> Scene:
    places = sum(g.places for g in scene.groups)
    part = min(Fraction(1), Fraction(MOST_LEARNERS, places or 1))
    return replace(scene, groups=tuple(replace(g, places=max(1, round(g.places * part))) for g in scene.groups))
