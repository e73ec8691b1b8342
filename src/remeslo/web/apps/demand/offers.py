"""What a card of a workbook would change."""

from dataclasses import dataclass

from remeslo.core.competence.demand import DemandCard
from remeslo.interchange.cardsheet import ChangeKind
from remeslo.web.apps.common.compare import ComparedLine


@dataclass(frozen=True, slots=True)
class CardOffer:
    """
    A card of the workbook.

    Parameters
    ----------
    kind
        ``new``, ``changed`` or ``same``.
    refused
        It is another employer's: by its key, or by the employer it names.
    based_on
        Number of the version it would follow, 0 for a new card.
    """

    card: DemandCard
    kind: ChangeKind
    lines: tuple[ComparedLine, ...]
    refused: bool
    based_on: int

    @property
    def may_save(self) -> bool:
        """True when saving it would change something, and this person may."""
        return not self.refused and self.kind in (ChangeKind.NEW, ChangeKind.CHANGED)
