"""
The cluster folder described: every field with its two names, type, range, default and meaning.

The order of fields here is their order in written files and on the documentation page. A test holds that every field
of the core's values is described, and in both languages.
"""

from remeslo.interchange.clusterfile.description import Shape
from remeslo.interchange.clusterfile.shapes.courses import COURSE, MENTORSHIP, SESSION
from remeslo.interchange.clusterfile.shapes.demand import DEMAND, HEADCOUNT, REQUIREMENT
from remeslo.interchange.clusterfile.shapes.elements import ELEMENT
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
from remeslo.interchange.clusterfile.shapes.network import (
    BELL,
    CLAUSE,
    CONTRACT,
    HOLDING,
    HOSTEL,
    OPEN_HOURS,
    QUOTA,
    ROOM,
    USE_TERMS,
)
from remeslo.interchange.clusterfile.shapes.programmes import PROGRAMME, RULING
from remeslo.interchange.clusterfile.shapes.staffing import ABSENCE, QUALIFICATION, SKILL, TEACHING_REQUIREMENT, WAY
from remeslo.interchange.clusterfile.shapes.state import (
    ACTIVITY,
    COMPETENCE,
    DISCIPLINE,
    OUTCOME,
    STATE_STANDARD,
    TERM,
)
from remeslo.interchange.clusterfile.shapes.structure import BRANCH, NODE

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
    RULING,
    NODE,
    BRANCH,
    WAY,
    SKILL,
    TEACHING_REQUIREMENT,
    QUALIFICATION,
    COURSE,
    SESSION,
    ABSENCE,
    MENTORSHIP,
    ROOM,
    BELL,
    OPEN_HOURS,
    USE_TERMS,
    HOLDING,
    CONTRACT,
    CLAUSE,
    QUOTA,
    HOSTEL,
)

__all__ = [
    "ABSENCE",
    "ACTIVITY",
    "BELL",
    "BRANCH",
    "CLAUSE",
    "CLUSTER",
    "COMPETENCE",
    "CONTRACT",
    "COURSE",
    "DEMAND",
    "DISCIPLINE",
    "ELEMENT",
    "FORMAT",
    "GROUP",
    "HEADCOUNT",
    "HOLDING",
    "HOLIDAY",
    "HOSTEL",
    "LAYOUT",
    "MENTORSHIP",
    "NODE",
    "OPEN_HOURS",
    "ORGANISATION",
    "OUTCOME",
    "PERSON",
    "PROGRAMME",
    "QUALIFICATION",
    "QUOTA",
    "REQUIREMENT",
    "ROOM",
    "RULING",
    "SESSION",
    "SHAPES",
    "SITE",
    "SKILL",
    "STATE_STANDARD",
    "TEACHING_REQUIREMENT",
    "TERM",
    "USE_TERMS",
    "WAY",
    "WORKSHOP",
]
