"""
The cluster folder described: every field with its two names, type, range, default and meaning.

The order of fields here is their order in written files and on the documentation page. A test holds that every field
of the core's values is described, and in both languages.
"""

from remeslo.interchange.clusterfile.description import Shape
from remeslo.interchange.clusterfile.shapes.demand import DEMAND, HEADCOUNT, REQUIREMENT
from remeslo.interchange.clusterfile.shapes.members import (
    CLUSTER,
    FORMAT,
    GROUP,
    HOLIDAY,
    LAYOUT,
    ORGANISATION,
    PERSON,
    SITE,
    WORKSHOP,
)
from remeslo.interchange.clusterfile.shapes.programmes import ELEMENT, PROGRAMME
from remeslo.interchange.clusterfile.shapes.state import (
    ACTIVITY,
    COMPETENCE,
    DISCIPLINE,
    OUTCOME,
    STATE_STANDARD,
    TERM,
)

SHAPES: tuple[Shape[object], ...] = (
    CLUSTER,
    LAYOUT,
    ORGANISATION,
    SITE,
    WORKSHOP,
    PERSON,
    GROUP,
    HOLIDAY,
    STATE_STANDARD,
    TERM,
    COMPETENCE,
    OUTCOME,
    DISCIPLINE,
    ACTIVITY,
    DEMAND,
    HEADCOUNT,
    REQUIREMENT,
    PROGRAMME,
    ELEMENT,
)

__all__ = [
    "ACTIVITY",
    "CLUSTER",
    "COMPETENCE",
    "DEMAND",
    "DISCIPLINE",
    "ELEMENT",
    "FORMAT",
    "GROUP",
    "HEADCOUNT",
    "HOLIDAY",
    "LAYOUT",
    "ORGANISATION",
    "OUTCOME",
    "PERSON",
    "PROGRAMME",
    "REQUIREMENT",
    "SHAPES",
    "SITE",
    "STATE_STANDARD",
    "TERM",
    "WORKSHOP",
]
