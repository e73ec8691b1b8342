"""Invented facts: two years of a cluster as they might look, for examples and trials; the same seed, the same facts."""

from remeslo.core.results.invented.invent import invent, invent_cohort
from remeslo.core.results.invented.scene import Group, Rates, Scene

__all__ = ["Group", "Rates", "Scene", "invent", "invent_cohort"]
