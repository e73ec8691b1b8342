"""The book of outcomes while a model grows: what says the same in other words is one outcome with several sources."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from remeslo.core.base.keys import CompetenceKey, OutcomeKey, StatementKey
from remeslo.core.competence.matching import same_statement
from remeslo.core.competence.matching.words import Stems, Word
from remeslo.core.competence.model import Origin, Outcome, RequestRef
from remeslo.core.competence.statestandard import OutcomeKind


@dataclass(slots=True)
class _Entry:
    kind: OutcomeKind
    text: str
    competence: CompetenceKey
    origin: Origin
    words: tuple[Word, ...]
    statements: dict[StatementKey, None] = field(default_factory=dict)
    requests: dict[RequestRef, None] = field(default_factory=dict)
    also: dict[CompetenceKey, None] = field(default_factory=dict)
    weight: Fraction = Fraction(0)


class OutcomeBook:
    """
    Outcomes in the order they are written in; entries are known by their number.

    Two outcomes of one kind with the same words (see `same_statement`) are one: the first keeps its competence and
    its wording, the other's sources and competence are added to it.
    """

    def __init__(self, stems: Stems) -> None:
        self._stems = stems
        self._entries: list[_Entry] = []
        self._by_stem: dict[tuple[OutcomeKind, str], list[int]] = {}

    def write(
        self,
        kind: OutcomeKind,
        text: str,
        competence: CompetenceKey,
        origin: Origin,
        *,
        statements: Iterable[StatementKey] = (),
        requests: Iterable[RequestRef] = (),
        weight: Fraction = Fraction(0),
    ) -> int:
        """Writes an outcome, or adds to the one that says the same; its number."""
        words = self._stems.content(text)
        number = self._same(kind, words)
        if number is None:
            number = len(self._entries)
            self._entries.append(_Entry(kind, text, competence, origin, words))
            for stem in {w.stem for w in words}:
                self._by_stem.setdefault((kind, stem), []).append(number)
        elif self._entries[number].competence != competence:
            self._entries[number].also[competence] = None
        self.add(number, statements=statements, requests=requests, weight=weight)
        return number

    def add(
        self,
        number: int,
        *,
        statements: Iterable[StatementKey] = (),
        requests: Iterable[RequestRef] = (),
        weight: Fraction = Fraction(0),
    ) -> None:
        """Adds sources to an outcome; its weight is the largest of them."""
        entry = self._entries[number]
        entry.statements |= dict.fromkeys(statements)
        entry.requests |= dict.fromkeys(requests)
        entry.weight = max(entry.weight, weight)

    def of(self, competence: CompetenceKey, kind: OutcomeKind | None = None) -> tuple[int, ...]:
        """Numbers of the outcomes that a competence needs, its own and shared ones."""
        return tuple(
            i
            for i, e in enumerate(self._entries)
            if (e.competence == competence or competence in e.also) and kind in (None, e.kind)
        )

    def text(self, number: int) -> str:
        """Wording of an outcome."""
        return self._entries[number].text

    def outcomes(self, numbers_of: Mapping[CompetenceKey, str]) -> tuple[Outcome, ...]:
        """
        The outcomes with their codes: kind letter, the competence's number, running number: ``У 2.1.03``.

        ``numbers_of`` gives the number of each competence, in the order in which outcomes are listed.
        """
        listed: list[Outcome] = []
        for competence, number in numbers_of.items():
            for kind in OutcomeKind:
                own = [e for e in self._entries if e.competence == competence and e.kind is kind]
                for n, e in enumerate(own, start=1):
                    listed.append(
                        Outcome(
                            key=OutcomeKey(f"{kind.letter}{number}.{n:02d}"),
                            kind=kind,
                            text=e.text,
                            competence=competence,
                            origin=e.origin,
                            statements=tuple(e.statements),
                            requests=tuple(e.requests),
                            weight=e.weight,
                            also=tuple(e.also),
                        )
                    )
        return tuple(listed)

    def _same(self, kind: OutcomeKind, words: tuple[Word, ...]) -> int | None:
        candidates = sorted({i for w in words for i in self._by_stem.get((kind, w.stem), ())})
        return next((i for i in candidates if same_statement(self._entries[i].words, words)), None)
