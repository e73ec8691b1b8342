"""What an import would change, before anything is saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from remeslo.core.base.text import fold
from remeslo.interchange.orgsheet.row import OrganisationRow


class ChangeKind(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """
    A row against what is held.

    Parameters
    ----------
    fields
        Of a changed one: field, what is held, what the row says. A cell that is empty changes nothing.
    """

    kind: ChangeKind
    fields: tuple[tuple[str, object, object], ...] = ()


def _plain(value: object) -> object:
    """Texts that differ in letter case and spaces alone say the same."""
    return fold(value) if isinstance(value, str) else value


def compare(row: OrganisationRow, held: Mapping[str, object] | None, asked: tuple[str, ...]) -> Change:
    """The row against the values that are held of it by field; None: there is no such organisation."""
    if held is None:
        return Change(ChangeKind.NEW)
    said = [(name, held.get(name), getattr(row, name)) for name in asked]
    differ = tuple(s for s in said if s[2] not in ("", None) and _plain(s[1]) != _plain(s[2]))
    return Change(ChangeKind.CHANGED, differ) if differ else Change(ChangeKind.SAME)
