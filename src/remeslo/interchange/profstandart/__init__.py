"""
Occupational standards in the XML of the Ministry of Labour's registry: read, written, compared.

``read`` never raises on what a file holds and drops nothing unseen; ``write`` is its inverse on texts in normal form.
See FORMAT.md.
"""

from remeslo.interchange.profstandart.collection import Collection, collect, read_file, read_files
from remeslo.interchange.profstandart.compare import compare
from remeslo.interchange.profstandart.comparison import (
    Change,
    Comparison,
    FieldChange,
    FunctionChange,
    GeneralisedChange,
    StatementChange,
)
from remeslo.interchange.profstandart.preview import Arrival, Arriving, preview
from remeslo.interchange.profstandart.reader import read
from remeslo.interchange.profstandart.reading import Counts, Reading
from remeslo.interchange.profstandart.report import as_report
from remeslo.interchange.profstandart.writer import write

__all__ = [
    "Arrival",
    "Arriving",
    "Change",
    "Collection",
    "Comparison",
    "Counts",
    "FieldChange",
    "FunctionChange",
    "GeneralisedChange",
    "Reading",
    "StatementChange",
    "as_report",
    "collect",
    "compare",
    "preview",
    "read",
    "read_file",
    "read_files",
    "write",
]
