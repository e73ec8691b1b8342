"""Many texts at once (a vacancy, a card): for each the best answers, or the known answer that nothing fits."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from remeslo.core.base.keys import EditionKey
from remeslo.core.competence.matching.answer import Match
from remeslo.core.competence.matching.decisions import Decision, match_learned
from remeslo.core.competence.matching.index import MatchIndex
from remeslo.core.competence.standards import StatementKind


@dataclass(frozen=True, slots=True)
class Answer:
    """
    What a text means.

    Parameters
    ----------
    matches
        Best first; those below the mark are there as well, to choose from.
    """

    text: str
    matches: tuple[Match, ...] = ()

    @property
    def best(self) -> Match | None:
        """The best answer, when it fits."""
        return self.matches[0] if self.matches and self.matches[0].fits else None

    @property
    def own_wording(self) -> bool:
        """True: nothing fits, keep the employer's own words."""
        return self.best is None


def answer_all(
    index: MatchIndex,
    texts: Iterable[str],
    *,
    top: int = 5,
    kinds: Collection[StatementKind] | None = (StatementKind.FUNCTION,),
    editions: Collection[EditionKey] | None = None,
    decisions: Sequence[Decision] = (),
) -> tuple[Answer, ...]:
    """An answer for each text, in order."""
    return tuple(
        Answer(
            text,
            tuple(a.match for a in match_learned(index, text, decisions, top=top, kinds=kinds, editions=editions)),
        )
        for text in texts
    )
