"""The desk of one programme's working group: from rulings to design, table and impact, quick enough for each change."""

from dataclasses import dataclass, replace

from remeslo.core.competence.matching import Decision
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.statestandard import state_named
from remeslo.core.competence.structure.branches import programmes_of
from remeslo.core.competence.structure.folding import fold
from remeslo.core.competence.studio.board import Board
from remeslo.core.competence.studio.book import EMPTY, Book
from remeslo.core.competence.studio.impact import Impact, Surroundings, impact
from remeslo.core.competence.studio.lay import board
from remeslo.core.competence.studio.learning import decisions
from remeslo.core.competence.studio.rulings import Rulings
from remeslo.core.line.design import Designed, Designer


@dataclass(frozen=True, slots=True)
class Desk:
    """
    One programme on the table.

    Parameters
    ----------
    designer
        The cluster with its match index and its cards handed out; the desk remembers what the index answered, so keep
        it between changes.
    outline
        The programme; its own rulings are those of the version on which the table opened.
    """

    designer: Designer
    outline: ProgrammeOutline

    def __post_init__(self) -> None:
        remembering = replace(self.designer, index=self.designer.index.remembering())
        object.__setattr__(self, "designer", remembering)

    def designed(self, rulings: Rulings) -> Designed:
        """The design under these rulings, its term problem, and all findings."""
        return self.designer.design(replace(self.outline, rulings=rulings))

    def board(self, rulings: Rulings, *, book: Book = EMPTY, decisions: tuple[Decision, ...] = ()) -> Board | None:
        """The table under these rulings; ``None`` when no design can be made (``designed(...).findings`` say why)."""
        return self.board_of(self.designed(rulings), rulings, book=book, decisions=decisions)

    def board_of(
        self, designed: Designed, rulings: Rulings, *, book: Book = EMPTY, decisions: tuple[Decision, ...] = ()
    ) -> Board | None:
        """The table of a design that was made under these rulings already; ``None`` when there is no design."""
        cluster, shown = self.designer.cluster, programmes_of(self.outline)[0]
        state = state_named(cluster.state_standards, shown.state_standard, cluster.day)
        pack = cluster.norms.get(shown.norms)
        if designed.design is None or state is None or pack is None:
            return None
        laid = board(
            designed.design,
            outline=replace(fold(shown).outline, rulings=rulings),
            cards=self.designer.assignment.cards_of(shown.key),
            state=state,
            standards=cluster.standards,
            pack=pack,
            index=self.designer.index,
            day=cluster.day,
            book=book,
            decisions=decisions,
        )
        return replace(laid, findings=designed.findings)

    def impact(self, before: Rulings, after: Rulings, around: Surroundings | None = None) -> Impact | None:
        """What going from some rulings to others touches; ``None`` when a design cannot be made."""
        then, now = self.designed(before).design, self.designed(after).design
        if then is None or now is None:
            return None
        return impact(then, now, surroundings(self.designer) if around is None else around)


def surroundings(designer: Designer) -> Surroundings:
    """What stands around the programmes of a cluster: groups and cards of each; term plans are the caller's to know."""
    cluster, assignment = designer.cluster, designer.assignment
    keys = [o.key for o in cluster.offered]
    return Surroundings(
        outlines=cluster.offered,
        groups={k: tuple(g.key for g in cluster.groups if g.programme == k) for k in keys},
        cards={k: tuple(c.key for c in assignment.cards_of(k)) for k in keys},
        employers={c.key: c.employer for c in assignment.cards},
    )


def decisions_of(designer: Designer, *, but: ProgrammeOutline) -> tuple[Decision, ...]:
    """What the working groups of the cluster's other programmes accepted and rejected, for `Desk.board`."""
    others = (o for o in designer.cluster.offered if o.key != but.key)
    return tuple(d for o in others for d in decisions(o.rulings, designer.assignment.cards_of(o.key)))
