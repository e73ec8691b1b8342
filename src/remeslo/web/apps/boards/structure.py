"""The registry's structure for boards: the one door between the two apps."""

from remeslo.core.registry.structure import Structure
from remeslo.web.apps.organisations.snapshot import structure


def registry_structure() -> Structure:
    """Members, places and successions of the whole country; a fixed number of queries."""
    return structure()
