"""
Tables from outside: CSV, TSV and XLSX (also packed) into rows of text, and any of them into a framework by its header.

Everything that other formats need of tables is here too: ``read_grids`` raises ``Unreadable`` only, ``Table`` finds
columns by name, ``Workbook`` writes XLSX in the customary form. See FORMAT.md.
"""

from remeslo.interchange.sheets.grid import Grid, Row, Table, table_of
from remeslo.interchange.sheets.mapping import Column, Mapping, suggest
from remeslo.interchange.sheets.parts import Part, unpack
from remeslo.interchange.sheets.reader import read
from remeslo.interchange.sheets.tables import Tables, read_grids, read_tables
from remeslo.interchange.sheets.vocabulary import Role
from remeslo.interchange.sheets.writer import write

__all__ = [
    "Column",
    "Grid",
    "Mapping",
    "Part",
    "Role",
    "Row",
    "Table",
    "Tables",
    "read",
    "read_grids",
    "read_tables",
    "suggest",
    "table_of",
    "unpack",
    "write",
]
