"""Every competence into practice skills, abilities and knowledge: from state standard, work functions and requests."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import CompetenceKey, EditionKey, StatementKey
from remeslo.core.base.text import words
from remeslo.core.competence.graduate.book import OutcomeBook
from remeslo.core.competence.graduate.frame import Frame, FrameCompetence
from remeslo.core.competence.lines.library import Library
from remeslo.core.competence.matching import FITS, MatchIndex
from remeslo.core.competence.model import DemandLine, GapClass, GapLine, Origin, RequestRef
from remeslo.core.competence.standards import Statement, StatementKind
from remeslo.core.competence.statestandard import OutcomeKind

KIND_OF: Mapping[StatementKind, OutcomeKind] = {
    StatementKind.LABOUR_ACTION: OutcomeKind.PRACTICE_SKILL,
    StatementKind.SKILL: OutcomeKind.ABILITY,
    StatementKind.KNOWLEDGE: OutcomeKind.KNOWLEDGE,
}
"""A labour action is trained as a practice skill, a necessary skill is an ability (DOMAIN sheet §2)."""

_OPENINGS: Mapping[OutcomeKind, frozenset[str]] = {
    OutcomeKind.KNOWLEDGE: frozenset(words("знание знания знать понимание понимать know knowledge understand")),
    OutcomeKind.ABILITY: frozenset(words("умение умения уметь able ability")),
}


def kind_of_wording(text: str) -> OutcomeKind:
    """Kind of an employer's own wording by its first word; what does not say otherwise is done in practice."""
    first = next(iter(words(text)), "")
    return next((kind for kind, openings in _OPENINGS.items() if first in openings), OutcomeKind.PRACTICE_SKILL)


@dataclass(frozen=True, slots=True)
class Decomposition:
    """
    Writes the outcomes of all competences into a book.

    Parameters
    ----------
    employers
        Competence of the employers' block for each new line.
    editions
        Editions that the programme draws on: where an own wording may borrow what it lacks.
    """

    frame: Frame
    library: Library
    index: MatchIndex
    employers: Mapping[str, CompetenceKey]
    editions: frozenset[EditionKey]
    book: OutcomeBook

    def write(self, gap: Iterable[GapLine]) -> list[Finding]:
        """The state standard's outcomes first, then what demand adds; findings where something is missing."""
        findings = [f for c in self.frame.competences for f in self._state(c)] + self._titles_alone()
        answered = list(gap)
        for g in answered:
            if g.answer is GapClass.NEW:
                findings += self._new(g.line, self.employers[g.line.key])
        for g in answered:
            if g.answer in (GapClass.COVERED, GapClass.DEEPEN) and g.competence is not None:
                self._met(g.line, g.competence, deepen=g.answer is GapClass.DEEPEN)
        return findings

    def _state(self, c: FrameCompetence) -> list[Finding]:
        """Outcomes of a state competence; kinds it does not list come from its work functions."""
        for outcome in c.state.outcomes:
            self.book.write(outcome.kind, outcome.text, c.key, Origin.STATE)
        if c.activity is None:
            return []
        findings: list[Finding] = []
        for kind in OutcomeKind:
            if self.book.of(c.key, kind):
                continue
            taken = [s for f in c.functions for s in self._statements(f, kind)]
            for statement in taken:
                self.book.write(kind, statement.text, c.key, Origin.OCCUPATIONAL, statements=(statement.key,))
            facts = {"competence": c.key, "kind": kind.value, "count": len(taken)}
            if taken:
                findings.append(Finding("competence.outcomes_from_functions", c.key, facts, Severity.NOTE))
            elif c.state.outcomes or c.functions:
                findings.append(Finding("competence.no_outcome", c.key, facts, Severity.WARNING))
        return findings

    def _titles_alone(self) -> list[Finding]:
        """A competence that nobody decomposed is its own outcome: its title says what the graduate does."""
        alone: dict[bool, list[CompetenceKey]] = {True: [], False: []}
        for c in self.frame.competences:
            if self.book.of(c.key):
                continue
            general = c.activity is None
            kind = OutcomeKind.ABILITY if general else OutcomeKind.PRACTICE_SKILL
            self.book.write(kind, c.state.title, c.key, Origin.STATE)
            alone[general].append(c.key)
        findings = []
        if alone[True]:
            facts = {"competences": tuple(alone[True])}
            findings.append(Finding("competence.general_not_decomposed", "", facts, Severity.NOTE))
        for key in alone[False]:
            findings.append(Finding("competence.only_title", key, {"competence": key}, Severity.WARNING))
        return findings

    def _new(self, line: DemandLine, competence: CompetenceKey) -> list[Finding]:
        """A competence of the employers' block: all that the work function asks for, or the own wording."""
        for function in line.functions:
            for statement in self.library.statements[function]:
                if statement.kind in KIND_OF:
                    self._add(statement, competence, line)
        if line.function is None:
            kind = kind_of_wording(line.text)
            number = self.book.write(kind, line.text, competence, Origin.EMPLOYER)
            self.book.add(number, requests=line.requests, weight=line.weight)
            self._borrow(line, competence)
        missing = tuple(kind.value for kind in OutcomeKind if not self.book.of(competence, kind))
        if not missing:
            return []
        facts = {"competence": competence, "text": line.text, "kinds": missing}
        return [Finding("competence.kinds_missing", competence, facts, Severity.WARNING)]

    def _borrow(self, line: DemandLine, competence: CompetenceKey) -> None:
        """For an own wording: the nearest statement of each kind it lacks, when one fits."""
        for statement_kind, kind in KIND_OF.items():
            if not self.book.of(competence, kind):
                found = self.index.match(line.text, top=1, kinds=(statement_kind,), editions=self.editions)
                for match in found:
                    if match.fits:
                        self._add(match.statement, competence, line)

    def _met(self, line: DemandLine, competence: CompetenceKey, *, deepen: bool) -> None:
        """Ties a line to the outcomes of the competence that answers it; deepening adds what they do not say yet."""
        known = self.book.of(competence)
        answered: set[RequestRef] = set()
        for text, statement, requests in self._probes(line):
            number = self._like(text, known)
            if number is not None:
                own = () if statement is None else (statement.key,)
                self.book.add(number, statements=own, requests=requests, weight=line.weight)
                answered |= set(requests)
            elif deepen and statement is not None:
                self._add(statement, competence, line)
                answered |= set(requests)
        if deepen:
            for function in line.functions:
                for statement in self.library.of_kind(function, StatementKind.LABOUR_ACTION):
                    self._add(statement, competence, line)
        left = [r for r in line.requests if r not in answered]
        if left:
            self._tie_whole(competence, left, line.weight)

    def _tie_whole(self, competence: CompetenceKey, requests: list[RequestRef], weight: Fraction) -> None:
        """A request that no single outcome answers is about the competence as a whole: its practice skills."""
        for number in self.book.of(competence, OutcomeKind.PRACTICE_SKILL) or self.book.of(competence):
            self.book.add(number, requests=requests, weight=weight)

    def _probes(self, line: DemandLine) -> list[tuple[str, Statement | None, tuple[RequestRef, ...]]]:
        """Texts of a line to look for among outcomes: its matched statements and each request's own words."""
        statements = {s.key: s for f in line.functions for s in self.library.statements.get(f, ())}
        matched = [statements[k] for k in line.statements if k in statements and statements[k].kind in KIND_OF]
        probes: list[tuple[str, Statement | None, tuple[RequestRef, ...]]] = [
            (s.text, s, line.requests) for s in matched
        ]
        if line.function is None:
            probes.append((line.text, None, line.requests))
        return probes

    def _like(self, text: str, numbers: tuple[int, ...]) -> int | None:
        """The outcome most like a text, when it is like enough."""
        if not numbers:
            return None
        scores = self.index.similarity([text], [self.book.text(n) for n in numbers])[0]
        best = int(scores.argmax())
        return numbers[best] if scores[best] >= FITS else None

    def _add(self, statement: Statement, competence: CompetenceKey, line: DemandLine) -> None:
        self.book.write(
            KIND_OF[statement.kind],
            statement.text,
            competence,
            Origin.OCCUPATIONAL,
            statements=(statement.key,),
            requests=line.requests,
            weight=line.weight,
        )

    def _statements(self, function: StatementKey, kind: OutcomeKind) -> Iterable[Statement]:
        return (s for s in self.library.statements.get(function, ()) if KIND_OF.get(s.kind) is kind)
