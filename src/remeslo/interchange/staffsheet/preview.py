"""What an import of a staff workbook would change, before anything is saved."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum

from remeslo.interchange.staffsheet.book import StaffBook, Thing


class ChangeKind(StrEnum):
    """What becomes of a value of the file."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """
    One value of the file.

    Parameters
    ----------
    kind
        ``people``, ``qualifications``, ``courses`` or ``sessions``.
    fields
        Of a changed one: names of the fields that differ, in their order.
    before
        What there is under this key.
    """

    kind: str
    value: Thing
    change: ChangeKind
    fields: tuple[str, ...] = ()
    before: Thing | None = None


def preview(book: StaffBook, held: StaffBook) -> tuple[Change, ...]:
    """A change for each value of a file, in its order; what is held and not in the file stays and is not told."""
    return tuple(_changes(book, held))


def _changes(book: StaffBook, held: StaffBook) -> Iterator[Change]:
    there = {(kind, value.key): value for kind, value in held}
    for kind, value in book:
        before = there.get((kind, value.key))
        if before is None:
            yield Change(kind, value, ChangeKind.NEW)
        elif before == value:
            yield Change(kind, value, ChangeKind.SAME, (), before)
        else:
            names = tuple(f.name for f in fields(value) if getattr(before, f.name) != getattr(value, f.name))
            yield Change(kind, value, ChangeKind.CHANGED, names, before)
