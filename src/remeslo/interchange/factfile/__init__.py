"""Files of facts, JSON or CSV, as anyone may send them; see docs/formats/facts.md."""

from remeslo.interchange.factfile.reader import FactReading, read
from remeslo.interchange.factfile.writer import write

__all__ = ["FactReading", "read", "write"]
