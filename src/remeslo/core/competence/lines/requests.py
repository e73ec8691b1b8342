"""Each requirement of each card: the work functions it names or matches, or the employer's own wording kept."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import EditionKey, StatementKey
from remeslo.core.competence.demand import DemandCard, Requirement
from remeslo.core.competence.lines.library import Library
from remeslo.core.competence.lines.ruled import NOTHING_RULED, RuledRequests
from remeslo.core.competence.matching import FITS, Match, MatchIndex, edition_of
from remeslo.core.competence.model import RequestRef
from remeslo.core.competence.standards import StatementKind
from remeslo.core.competence.studio.place import PlaceKind, of_request
from remeslo.core.competence.studio.values import Decision, RequestRuling

CERTAIN = 0.8
"""A work function of a standard that the programme does not draw on is taken only from this score on."""
STATEMENTS_KEPT = 3
"""So many statements of the function, at most, are kept as what the request is about."""

_STATEMENTS = (StatementKind.LABOUR_ACTION, StatementKind.SKILL, StatementKind.KNOWLEDGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """
    One requirement, or its part for one work function.

    Parameters
    ----------
    function
        ``None``: the employer's own wording is kept.
    statements
        The function, then its statements that say what the requirement says, best first.
    reason, score, facts
        Why: code, per cent, values for the sentence.
    line
        Key of the line in which the working group put it; ``None``: the line of its work function or wording.
    """

    ref: RequestRef
    card: DemandCard
    requirement: Requirement
    function: StatementKey | None
    statements: tuple[StatementKey, ...] = ()
    reason: str = "match.own_wording"
    score: int = 0
    facts: Mapping[str, object] = field(default_factory=dict)
    line: str | None = None


@dataclass(frozen=True, slots=True)
class Matching:
    """
    What requirements are matched against.

    Parameters
    ----------
    editions
        Editions that the programme draws on; empty: every edition in force.
    level_max
        Highest level that the programme may teach; functions above it are taken only when nothing below fits.
    """

    library: Library
    index: MatchIndex
    editions: frozenset[EditionKey]
    level_max: int | None = None

    def best(self, text: str, without: Collection[StatementKey] = ()) -> Match | None:
        """The work function a text means in the programme's standards, ``None`` when nothing fits."""
        found = [m for m in self._functions(text, self.editions, without) if m.fits]
        lawful = [m for m in found if self._within_level(m.statement.function)]
        return next(iter(lawful or found), None)

    def best_elsewhere(self, text: str, without: Collection[StatementKey] = ()) -> Match | None:
        """The same in all other standards in force, only when it is certain and of a level the programme may teach."""
        current = {s.edition for c in self.library.codes if (s := self.library.current(c)) is not None}
        found = self._functions(text, current - self.editions, without)
        certain = (m for m in found if m.score >= CERTAIN and self._within_level(m.statement.function))
        return next(certain, None)

    def nearest(self, text: str, without: Collection[StatementKey] = ()) -> Match | None:
        """The nearest work function, whether it fits or not."""
        return next(iter(self._functions(text, self.editions, without)), None)

    def statements(self, text: str, function: StatementKey) -> tuple[StatementKey, ...]:
        """The function, then those of its statements that say what the text says."""
        if not text.strip():
            return (function,)
        found = self.index.match(text, top=STATEMENTS_KEPT, kinds=_STATEMENTS, within=(function,))
        return (function, *(m.statement.key for m in found if m.fits))

    def _functions(
        self, text: str, editions: Collection[EditionKey], without: Collection[StatementKey]
    ) -> tuple[Match, ...]:
        found = self.index.match(text, top=5 + len(without), kinds=(StatementKind.FUNCTION,), editions=editions)
        return tuple(m for m in found if m.statement.function not in without)

    def _within_level(self, function: StatementKey) -> bool:
        level = self.library.level(function)
        return self.level_max is None or level is None or level <= self.level_max


def place_of(card: DemandCard, requirement: Requirement) -> str:
    """The place of a requirement in findings: ``card KEY, requirement 3``."""
    return f"card {card.key}, requirement {requirement.number}"


def ask(
    cards: Sequence[DemandCard], matching: Matching, ruled: RuledRequests = NOTHING_RULED
) -> tuple[tuple[Asked, ...], tuple[Finding, ...]]:
    """Every requirement of the cards, in their order; what the working group ruled goes before matching."""
    asked: list[Asked] = []
    findings: list[Finding] = []
    for card in cards:
        for requirement in sorted(card.requirements, key=lambda r: (r.number, r.text, r.functions)):
            found, said = _one(card, requirement, matching, ruled)
            line = ruled.line(card.key, requirement.number)
            asked += found if line is None else [replace(a, line=line) for a in found]
            findings += said
            if line is not None and not found:  # nothing of it can be resolved; what is wrong is told already
                place = of_request(PlaceKind.LINE, card.key, requirement.number)
                findings.append(Finding("ruling.dropped_has_no_line", str(place), {"line": line}, Severity.WARNING))
    return tuple(asked), tuple(findings)


def _one(
    card: DemandCard, requirement: Requirement, matching: Matching, ruled: RuledRequests
) -> tuple[list[Asked], list[Finding]]:
    ruling = ruled.decision(card.key, requirement.number)
    if ruling is not None:
        return _decided(card, requirement, ruling, matching), []
    rejected = ruled.rejected(card.key, requirement.number)
    ref = RequestRef(card.key, requirement.number, card.employer)
    where = place_of(card, requirement)
    findings: list[Finding] = []
    named: dict[StatementKey, str] = {}
    for reference in requirement.functions:
        resolution = matching.library.resolve(reference, where)
        findings += resolution.findings
        named |= {f: reference for f in resolution.functions if f not in rejected}
    if named:
        return [_named(ref, card, requirement, f, r, matching) for f, r in named.items()], findings
    if not requirement.text.strip():
        return [], [*findings, Finding("demand.requirement_lost", where, {"refs": requirement.functions})]
    match, said = _matched(requirement.text, where, matching, rejected)
    own = Asked(ref=ref, card=card, requirement=requirement, function=None)
    if match is None:
        return [own], [*findings, *said]
    function = match.statement.function
    asked = Asked(
        ref=ref,
        card=card,
        requirement=requirement,
        function=function,
        statements=matching.statements(requirement.text, function),
        reason=match.reason.code,
        score=round(100 * match.score),
        facts=match.reason.facts(),
    )
    return [asked], [*findings, *said]


def _named(
    ref: RequestRef,
    card: DemandCard,
    requirement: Requirement,
    function: StatementKey,
    reference: str,
    matching: Matching,
) -> Asked:
    return Asked(
        ref=ref,
        card=card,
        requirement=requirement,
        function=function,
        statements=matching.statements(requirement.text, function),
        reason="match.named",
        score=100,
        facts={"ref": reference},
    )


def _decided(card: DemandCard, requirement: Requirement, ruling: RequestRuling, matching: Matching) -> list[Asked]:
    """What the working group made of a requirement: nothing when it was dropped."""
    if ruling.decision is Decision.DROPPED:
        return []
    own = Asked(
        ref=RequestRef(card.key, requirement.number, card.employer),
        card=card,
        requirement=requirement,
        function=None,
        reason="match.ruled_own",
        score=100,
        facts={"note": ruling.note},
    )
    if ruling.decision is Decision.OWN:
        return [own]
    return [
        replace(own, function=f, statements=matching.statements(requirement.text, f), reason="match.ruled")
        for f in ruling.functions
    ]


def _matched(
    text: str, where: str, matching: Matching, without: Collection[StatementKey]
) -> tuple[Match | None, list[Finding]]:
    """The function that a free text means; a note when it stands outside the programme, or when nothing fits."""
    match = matching.best(text, without)
    if match is not None:
        return match, []
    match = matching.best_elsewhere(text, without)
    if match is not None:
        facts: dict[str, object] = {
            "text": text,
            "function": match.statement.text,
            "standard": edition_of(match.statement.function),
            "score": round(100 * match.score),
        }
        return match, [Finding("demand.function_outside_programme", where, facts, Severity.NOTE)]
    nearest = matching.nearest(text, without)
    facts = {"text": text, "least": round(100 * FITS)}
    if nearest is not None:
        facts |= {"nearest": nearest.statement.text, "score": round(100 * nearest.score)}
    return None, [Finding("demand.own_wording_kept", where, facts, Severity.NOTE)]


def drawn_on(references: Iterable[str], library: Library, where: str) -> tuple[frozenset[EditionKey], list[Finding]]:
    """Editions that a programme draws on; every code's current edition when it names none that is held."""
    findings: list[Finding] = []
    chosen: set[EditionKey] = set()
    for reference in references:
        standard, said = library.standard(reference, where)
        findings += said
        if standard is not None:
            chosen.add(standard.edition)
    if not chosen:
        chosen = {s.edition for c in library.codes if (s := library.current(c)) is not None}
    return frozenset(chosen), findings
