"""Pictures of a table's rows for the core: its book, its desk, who asked for what."""

from remeslo.web.apps.studio.snapshot.books import book_of, read_change, replayed, rulings_of
from remeslo.web.apps.studio.snapshot.desks import designed_of, desk_of, outline_of
from remeslo.web.apps.studio.snapshot.owners import owners_of
from remeslo.web.apps.studio.snapshot.versions import Compared, compare, fixed_body, fixed_outline

__all__ = [
    "Compared",
    "book_of",
    "compare",
    "designed_of",
    "desk_of",
    "fixed_body",
    "fixed_outline",
    "outline_of",
    "owners_of",
    "read_change",
    "replayed",
    "rulings_of",
]
