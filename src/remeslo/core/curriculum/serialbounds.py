"""What no schedule of rigid tasks is shorter than, by argument: chains, and the work that loads must do."""

import numpy as np

from remeslo.core.curriculum.bounds import Bound
from remeslo.core.curriculum.serialtasks import Ints, Load, Tasks


def shortest_bound(tasks: Tasks) -> Bound:
    """The strongest of all arguments; among equals the chain, which is the easiest to tell."""
    chain = Bound(int((tasks.heads + tasks.tails).max(initial=0)), "chain")
    return max([chain, *(Bound(_by_energy(tasks, load), "resource") for load in tasks.loads)], key=lambda b: b.places)


def peak_bound(tasks: Tasks) -> int:
    """Hours of a group over all places, rounded up, and of its largest week of one task."""
    found = 0
    for members in tasks.members.values():
        inside = list(members)
        hours = tasks.hours[inside]
        total = int((hours * tasks.weeks[inside]).sum())
        found = max(found, -(-total // max(1, tasks.places)), int(hours.max(initial=0)))
    return found


def _by_energy(tasks: Tasks, load: Load) -> int:
    """
    Tasks that begin not before h and are followed by q weeks: h + weeks that hold their work + q.

    Where the load's limit differs by week, the first weeks from h that hold the work are counted.
    """
    work = load.takes * tasks.weeks
    taking = np.flatnonzero(work)
    after = tasks.tails - tasks.weeks
    sums = np.concatenate([[0], np.cumsum(load.most)])
    found = 0
    for head in np.unique(tasks.heads[taking]):
        later = taking[tasks.heads[taking] >= head]
        order = later[np.argsort(-after[later], kind="stable")]
        energy = np.cumsum(work[order])
        start = int(min(head, tasks.places))
        ends: Ints = np.searchsorted(sums, sums[start] + energy)
        found = max(found, int((ends + after[order]).max(initial=0)))
    return found
