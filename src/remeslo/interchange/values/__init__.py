"""Core values (frozen dataclasses) to JSON-able data and back, by their type hints."""

from remeslo.interchange.values.decode import ValuesError, from_json
from remeslo.interchange.values.encode import to_json

__all__ = ["ValuesError", "from_json", "to_json"]
