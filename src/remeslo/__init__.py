"""Remeslo plans and runs educational-industrial clusters."""

__version__ = "0.1.0"
