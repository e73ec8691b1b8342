"""Study plans in long tables (XLSX of 1C-style systems: a line for each work of each semester), read. See FORMAT.md."""

from remeslo.interchange.plansheet.reader import looks_like, read, recognises

__all__ = ["looks_like", "read", "recognises"]
