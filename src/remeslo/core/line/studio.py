"""The desk of one programme's working group: from rulings to design, table and impact, quick enough for each change."""

from dataclasses import dataclass, replace

from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.matching import Decision
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.studio.board import Board
from remeslo.core.competence.studio.book import EMPTY, Book
from remeslo.core.competence.studio.impact import Impact, Surroundings
from remeslo.core.competence.studio.rulings import Rulings
from remeslo.core.line.design import Designed, Designer


@dataclass(frozen=True, slots=True)
class Desk:
    """
    One programme on the table.

    Parameters
    ----------
    designer
        The cluster with its match index and its cards handed out; keep it between changes, it is dear to make.
    outline
        The programme; its own rulings are those of the version on which the table opened.
    """

    designer: Designer
    outline: ProgrammeOutline

    def designed(self, rulings: Rulings) -> Designed:
        """The design under these rulings, its term problem, and all findings."""
        return self.designer.design(replace(self.outline, rulings=rulings))

    def board(self, rulings: Rulings, *, book: Book = EMPTY, decisions: tuple[Decision, ...] = ()) -> Board | None:
        """The table under these rulings; ``None`` when no design can be made (``designed(...).findings`` say why)."""
        raise NotImplementedError

    def impact(self, before: Rulings, after: Rulings, around: Surroundings | None = None) -> Impact | None:
        """What going from some rulings to others touches; ``None`` when a design cannot be made."""
        raise NotImplementedError

    def _design(self, rulings: Rulings) -> ProgrammeDesign | None:
        return self.designed(rulings).design


def surroundings(designer: Designer) -> Surroundings:
    """What stands around the programmes of a cluster: groups and cards of each."""
    raise NotImplementedError


def decisions_of(designer: Designer, *, but: ProgrammeOutline) -> tuple[Decision, ...]:
    """What the working groups of the cluster's other programmes accepted and rejected, for `Desk.board`."""
    raise NotImplementedError
