"""Figures by facts and the registry together: who stands on a day where a college of a cluster stood."""

from datetime import date

from remeslo.core.registry.keys import ClusterKey, unit_key, unit_parts
from remeslo.core.registry.paths import heir_of
from remeslo.core.registry.structure import Structure
from remeslo.core.results.tally import Carry, Place


def carry_of(structure: Structure, cluster: ClusterKey | str) -> Carry:
    """
    For `core.results.figures.roll_up`: what counts before a merger is the predecessor's, from its day the successor's.

    After a split it stays with the predecessor until a fact says which successor a learner went to.
    """
    known: dict[tuple[str, date], str] = {}

    def carry(place: Place, day: date) -> Place:
        if not place.college:
            return place
        found = known.get((place.college, day))
        if found is None:
            found = unit_parts(heir_of(structure, unit_key(cluster, place.college), day))[1]
            known[place.college, day] = found
        return place if found == place.college else place._replace(college=found)

    return carry
