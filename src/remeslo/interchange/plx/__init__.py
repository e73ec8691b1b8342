"""Study plans of «Планы» (MMIS): .plx files, read and written. See FORMAT.md."""

from remeslo.interchange.plx.adapt import adapt
from remeslo.interchange.plx.dataset import DataRow, Dataset, lay_out, parse
from remeslo.interchange.plx.own import study_plan
from remeslo.interchange.plx.reader import looks_like, read
from remeslo.interchange.plx.writer import NotWritable, compose, write

__all__ = [
    "DataRow",
    "Dataset",
    "NotWritable",
    "adapt",
    "compose",
    "lay_out",
    "looks_like",
    "parse",
    "read",
    "study_plan",
    "write",
]
