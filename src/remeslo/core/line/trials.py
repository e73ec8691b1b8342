"""Drawn cohorts for simulations of funding: the invented facts of a scene, varied."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from remeslo.core.base.facts import Fact
from remeslo.core.funding.simulate import Variation, World
from remeslo.core.results.invented import Scene, invent_cohort
from remeslo.core.results.invented.learners import month_end

MOST_SHARE = 0.98
MONTHS_AFTER = 14
"""Months after the last graduation by which employment at 12 months is known and confirmed."""


def world_of(scene: Scene) -> World:
    """One cohort of the scene's groups, admitted in its first year; what its rates say, varied."""
    whole = replace(scene, last=last_day(scene))

    def world(variation: Variation, seed: int) -> Sequence[Fact]:
        rates = scene.rates
        varied = replace(
            rates,
            score_mean=min(MOST_SHARE, max(0.0, rates.score_mean + variation.exam_points)),
            employed=rates.employed if variation.employed is None else variation.employed,
            leaves_a_year=rates.leaves_a_year if variation.leaves_a_year is None else variation.leaves_a_year,
        )
        groups = tuple(replace(g, places=max(1, round(g.places * variation.places))) for g in scene.groups)
        return invent_cohort(replace(whole, groups=groups, rates=varied), seed=seed)

    return world


def last_day(scene: Scene) -> date:
    """The day by which everything about a cohort of `world_of` is known."""
    ends = max(month_end(date(scene.first.year, 9, 1), g.months) for g in scene.groups)
    return month_end(ends, MONTHS_AFTER)
