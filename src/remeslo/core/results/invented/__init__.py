"""Invented facts: two years of a cluster as they might look, for examples and trials; the same seed, the same facts."""

from remeslo.core.results.invented.invent import invent
from remeslo.core.results.invented.scene import Group, Rates, Scene

__all__ = ["Group", "Rates", "Scene", "invent"]
