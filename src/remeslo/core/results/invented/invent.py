"""All invented facts of a scene."""

from random import Random

from remeslo.core.base.facts import Fact
from remeslo.core.results.invented.learners import Way, month_end
from remeslo.core.results.invented.scene import Scene
from remeslo.core.results.invented.telling import Ledger
from remeslo.core.results.invented.works import Works

LOOKS_BACK_MONTHS = 24
"""Those who graduated this long before the first day are told about as well: their employment falls into the scene."""


def invent(scene: Scene, *, seed: int = 0, dispute: str = "?") -> tuple[Fact, ...]:
    """
    Facts of a scene, ordered by the day on which they became known; the same scene and seed give the same facts.

    ``dispute``: the words of whoever does not agree with a fact. They are invented: no rate stands for any real
    cluster. Whoever shows them says so.
    """
    ledger = Ledger(scene, seed, dispute)
    Works(scene, Random(seed), ledger).tell()
    number = 0
    for year in range(scene.first.year - 6, scene.last.year + 1):
        for group in scene.groups:
            for _ in range(group.places):
                number += 1
                way = Way(scene, group, year, number, Random(f"{seed}/{year}/{number}"), ledger)
                if way.begins <= scene.last and month_end(way.ends, LOOKS_BACK_MONTHS) >= scene.first:
                    way.tell()
    return ledger.facts()


def invent_cohort(scene: Scene, *, seed: int = 0) -> tuple[Fact, ...]:
    """Facts of those alone who are admitted on 1 September of the scene's first year, and nothing of the cluster."""
    ledger, year = Ledger(scene, seed), scene.first.year
    number = 0
    for group in scene.groups:
        for _ in range(group.places):
            number += 1
            Way(scene, group, year, number, Random(f"{seed}/{year}/{number}"), ledger).tell()
    return ledger.facts()
