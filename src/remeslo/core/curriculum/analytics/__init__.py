"""
Curricular analytics: what the order of a curriculum costs, by the public measures of CurricularAnalytics.

`UnitGraph` holds units (courses of a degree plan, elements of a programme) and what each requires; `measures` gives the
measures of units and of the whole, `feasibility` says what can never be taken and why, `redundant` which requisites say
nothing new, `check` judges a given order of terms, `analyse` all of it, `compare` sets two graphs side by side.

Source of the measures: Heileman, Abdallah, Slim, Hickman, "Curricular Analytics: A Framework for Quantifying the Impact
of Curricular Reforms and Pedagogical Innovations", arXiv:1811.09676, and the documentation of CurricularAnalytics.jl.
"""

from remeslo.core.curriculum.analytics.align import AlignedBy, Pair, align
from remeslo.core.curriculum.analytics.analysis import Analysis, analyse
from remeslo.core.curriculum.analytics.check import check
from remeslo.core.curriculum.analytics.compare import AlignedUnit, Move, StructureComparison, compare
from remeslo.core.curriculum.analytics.feasibility import Feasibility, feasibility
from remeslo.core.curriculum.analytics.graph import Arc, SizeUnit, System, Unit, UnitGraph
from remeslo.core.curriculum.analytics.measures import GraphMeasures, UnitMeasures, measures
from remeslo.core.curriculum.analytics.paths import LongestPaths, longest_paths
from remeslo.core.curriculum.analytics.redundant import RedundantRequisite, redundant
from remeslo.core.curriculum.analytics.requisites import (
    NOTHING,
    AllOf,
    AnyOf,
    Basis,
    Need,
    Requisite,
    RequisiteKind,
    UnitKey,
    all_of,
    any_of,
)

__all__ = [
    "NOTHING",
    "AlignedBy",
    "AlignedUnit",
    "AllOf",
    "Analysis",
    "AnyOf",
    "Arc",
    "Basis",
    "Feasibility",
    "GraphMeasures",
    "LongestPaths",
    "Move",
    "Need",
    "Pair",
    "RedundantRequisite",
    "Requisite",
    "RequisiteKind",
    "SizeUnit",
    "StructureComparison",
    "System",
    "Unit",
    "UnitGraph",
    "UnitKey",
    "UnitMeasures",
    "align",
    "all_of",
    "analyse",
    "any_of",
    "check",
    "compare",
    "feasibility",
    "longest_paths",
    "measures",
    "redundant",
]
