"""
Strategic partners: which colleges fit an enterprise and which enterprises a college, each with its reasons.

`match` judges one pair, `partners_of_enterprise` and `partners_of_college` rank many. The fit of a pair is the same
from both sides. Decision 0062.
"""

from remeslo.core.line.partners.match import (
    Match,
    Reason,
    ReasonKind,
    Ties,
    match,
    partners_of_college,
    partners_of_enterprise,
)
from remeslo.core.line.partners.profiles import Ask, CollegeProfile, EnterpriseProfile, Point, Taught
from remeslo.core.line.partners.served import Served
from remeslo.core.line.partners.tools import Tool
from remeslo.core.line.partners.way import Nearness, WayKind, kilometres
from remeslo.core.line.partners.weights import Weights

__all__ = [
    "Ask",
    "CollegeProfile",
    "EnterpriseProfile",
    "Match",
    "Nearness",
    "Point",
    "Reason",
    "ReasonKind",
    "Served",
    "Taught",
    "Ties",
    "Tool",
    "WayKind",
    "Weights",
    "kilometres",
    "match",
    "partners_of_college",
    "partners_of_enterprise",
]
