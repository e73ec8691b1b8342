"""Which demand card goes to which programme: as the employer says, else by what its requirements match."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import DemandKey, EditionKey, ProgrammeKey, StatementKey
from remeslo.core.competence.demand import DemandCard, Requirement
from remeslo.core.competence.graduate.frame import Frame, frame
from remeslo.core.competence.lines.library import Library
from remeslo.core.competence.lines.merge import in_order
from remeslo.core.competence.lines.requests import drawn_on
from remeslo.core.competence.matching import MatchIndex, edition_of
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.standards import OccupationalStandard, StatementKind
from remeslo.core.competence.statestandard import StateStandard, state_named

ANSWERS = 0.4
"""From this share of a card's requirements (weighted by criticality) on a programme answers it."""
CLOSE = 0.05
"""Two programmes this near to each other: a person should look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """
    Programme of one card.

    Parameters
    ----------
    programme
        ``None``: no programme answers.
    score
        In per cent, 0..100: share of the requirements that the programme answers, weighted by criticality.
    reason
        ``demand.choice_named`` (by the employer), ``demand.choice_matched``, ``demand.unanswered``.
    scores
        Score of every programme, best first.
    """

    card: DemandKey
    programme: ProgrammeKey | None
    score: int
    reason: str
    scores: tuple[tuple[ProgrammeKey, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Assignment:
    """Cards handed out to programmes; every card is in ``choices`` once, in the order of the cards' keys."""

    cards: tuple[DemandCard, ...]
    choices: tuple[Choice, ...]
    findings: tuple[Finding, ...] = field(default=())

    def cards_of(self, programme: ProgrammeKey) -> tuple[DemandCard, ...]:
        """Cards of a programme."""
        chosen = {c.card for c in self.choices if c.programme == programme}
        return tuple(c for c in self.cards if c.key in chosen)

    def choice(self, card: DemandKey) -> Choice | None:
        """Choice made for a card."""
        return next((c for c in self.choices if c.card == card), None)

    @property
    def unanswered(self) -> tuple[DemandKey, ...]:
        """Cards that no programme answers."""
        return tuple(c.card for c in self.choices if c.programme is None)


def assign(
    cards: Iterable[DemandCard],
    outlines: Iterable[ProgrammeOutline],
    standards: Iterable[OccupationalStandard],
    index: MatchIndex,
    *,
    states: Iterable[StateStandard],
    day: date,
) -> Assignment:
    """
    Hands cards out to programmes; never raises on bad data.

    A card goes to the programme that its employer names. Else to the one that answers most of it: a requirement is
    answered by a named work function of the programme's standards, by a free text that fits one of their functions
    or a competence of its state standard, the job by its titles. Below `ANSWERS` nobody gets it and a finding says why.
    """
    listed, findings = in_order(cards)
    library = Library(standards, day)
    held = tuple(states)
    programmes = [
        _Programme.of(outline, state_named(held, outline.state_standard, day), library)
        for outline in sorted(outlines, key=lambda o: o.key)
    ]
    if not listed:
        findings.append(Finding("demand.empty", "", {}, Severity.WARNING))
    judge = _Judge(library, index)
    choices = []
    for card in listed:
        choice, said = _choose(card, programmes, judge)
        choices.append(choice)
        findings += said
    return Assignment(listed, tuple(choices), tuple(findings))


@dataclass(frozen=True, slots=True)
class _Programme:
    """What a card is compared with."""

    outline: ProgrammeOutline
    editions: frozenset[EditionKey]
    functions: frozenset[StatementKey]
    texts: tuple[str, ...]
    titles: tuple[str, ...]

    @classmethod
    def of(cls, outline: ProgrammeOutline, state: StateStandard | None, library: Library) -> "_Programme":
        """A programme without a state standard is still compared by its occupational standards."""
        seen: Frame = frame(state, library)[0] if state is not None else Frame((), {})
        named = [f for c in seen.competences for f in c.functions]
        editions = frozenset(edition_of(f) for f in named)
        if outline.occupational_standards:
            editions |= drawn_on(outline.occupational_standards, library, "")[0]
        jobs = (t for e in sorted(editions) for g in library.by_edition[e].generalised for t in g.job_titles)
        state_titles = (state.title, state.qualification) if state is not None else ()
        titles = dict.fromkeys(t for t in (outline.title, outline.qualification, *state_titles, *jobs) if t.strip())
        texts = tuple(t for c in seen.professional for t in c.texts)
        return cls(outline, editions, frozenset(named), texts, tuple(titles))


@dataclass(frozen=True, slots=True)
class _Judge:
    """Scores a card against a programme."""

    library: Library
    index: MatchIndex

    def score(self, card: DemandCard, programme: _Programme) -> float:
        """Mean over the requirements (weight: criticality) and the job (weight 1) of how well each is answered."""
        parts = [(float(r.criticality), self._requirement(r, programme)) for r in card.requirements]
        if card.job.strip():
            parts.append((1.0, self._best_likeness(card.job, programme.titles)))
        together = sum(weight for weight, _ in parts)
        return sum(weight * value for weight, value in parts) / together if together else 0.0

    def _requirement(self, requirement: Requirement, programme: _Programme) -> float:
        named = [f for r in requirement.functions for f in self.library.resolve(r, "").functions]
        if named:
            met = [f in programme.functions or edition_of(f) in programme.editions for f in named]
            return sum(met) / len(met)
        return self._text(requirement.text, programme)

    def _text(self, text: str, programme: _Programme) -> float:
        if not programme.editions:
            return self._best_likeness(text, programme.texts)
        found = self.index.match(text, top=1, kinds=(StatementKind.FUNCTION,), editions=programme.editions)
        by_function = found[0].score if found else 0.0
        return max(by_function, self._best_likeness(text, programme.texts))

    def _best_likeness(self, text: str, others: Sequence[str]) -> float:
        return float(self.index.similarity([text], others).max(initial=0.0))


def _choose(card: DemandCard, programmes: Sequence[_Programme], judge: _Judge) -> tuple[Choice, list[Finding]]:
    where = f"card {card.key}"
    findings: list[Finding] = []
    if card.programme is not None:
        if any(p.outline.key == card.programme for p in programmes):
            named = Choice(card=card.key, programme=card.programme, score=100, reason="demand.choice_named")
            return named, findings
        findings.append(Finding("demand.programme_unknown", where, {"programme": card.programme, "job": card.job}))
    scored = [(p.outline.key, round(100 * judge.score(card, p))) for p in programmes]
    scored.sort(key=lambda s: (-s[1], s[0]))
    titles: Mapping[ProgrammeKey, str] = {p.outline.key: p.outline.title for p in programmes}
    best = scored[0] if scored else None
    facts: dict[str, object] = {"job": card.job, "least": round(100 * ANSWERS)}
    if best is None or best[1] < round(100 * ANSWERS):
        if best is not None:
            facts |= {"programme": titles[best[0]], "score": best[1]}
        findings.append(Finding("demand.unanswered", where, facts, Severity.WARNING))
        none = Choice(
            card=card.key,
            programme=None,
            score=best[1] if best else 0,
            reason="demand.unanswered",
            scores=tuple(scored),
        )
        return none, findings
    facts |= {"programme": titles[best[0]], "score": best[1]}
    findings.append(Finding("demand.choice_matched", where, facts, Severity.NOTE))
    if len(scored) > 1 and best[1] - scored[1][1] <= round(100 * CLOSE):
        close = {**facts, "other": titles[scored[1][0]], "other_score": scored[1][1]}
        findings.append(Finding("demand.choice_close", where, close, Severity.WARNING))
    chosen = Choice(
        card=card.key, programme=best[0], score=best[1], reason="demand.choice_matched", scores=tuple(scored)
    )
    return chosen, findings
