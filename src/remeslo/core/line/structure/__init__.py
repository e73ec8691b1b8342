"""Programmes and study plans as graphs of units, for curricular analytics: what is given, and what can be read off."""

from remeslo.core.line.structure.graphs import Structure, of_design, of_outcome, of_outline, of_study_plan
from remeslo.core.line.structure.readoff import EVERY_BASIS

__all__ = ["EVERY_BASIS", "Structure", "of_design", "of_outcome", "of_outline", "of_study_plan"]
