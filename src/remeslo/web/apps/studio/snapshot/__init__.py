"""Pictures of a table's rows for the core: its book, its desk, who asked for what."""

from remeslo.web.apps.studio.snapshot.books import book_of, read_change, replayed, rulings_of
from remeslo.web.apps.studio.snapshot.desks import designed_of, desk_of, outline_of
from remeslo.web.apps.studio.snapshot.owners import owners_of

__all__ = [
    "book_of",
    "designed_of",
    "desk_of",
    "outline_of",
    "owners_of",
    "read_change",
    "replayed",
    "rulings_of",
]
