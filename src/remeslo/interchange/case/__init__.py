"""
Frameworks in 1EdTech CASE 1.0 and 1.1: packages and OpenSALT's spreadsheets in; packages and a provider's answers out.

``read`` and ``read_sheets`` never raise on what a file holds; ``read(write(x)).framework == x`` for every framework.
See FORMAT.md.
"""

from remeslo.interchange.case.reader import is_package, read
from remeslo.interchange.case.sheets import is_case_sheet, read_sheets
from remeslo.interchange.case.writer import (
    Provider,
    cf_association,
    cf_associations,
    cf_document,
    cf_item,
    cf_items,
    cf_package,
    write,
)

__all__ = [
    "Provider",
    "cf_association",
    "cf_associations",
    "cf_document",
    "cf_item",
    "cf_items",
    "cf_package",
    "is_case_sheet",
    "is_package",
    "read",
    "read_sheets",
    "write",
]
