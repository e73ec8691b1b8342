"""
Learning from what people accepted and rejected: a small correction of scores, a pure function of a list of decisions.

A score counts as `WORTH` earlier cases of which that share was right; every accepted decision on the same statement
adds a case that was right, every rejected one a wrong case, each by how alike its text is to the one asked now:

    new score = (WORTH x score + accepted) / (WORTH + accepted + rejected)

So an accepted answer never falls, a rejected one never rises, answers nobody decided on keep their score, and whoever
asks why is shown the decisions. Nothing else is learnt.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from remeslo.core.base.keys import EditionKey, StatementKey
from remeslo.core.competence.matching.answer import Match, MatchReason, Method
from remeslo.core.competence.matching.index import MatchIndex, edition_of
from remeslo.core.competence.matching.near import same_statement
from remeslo.core.competence.standards import StatementKind

WORTH = 2.0
"""A score weighs as much as so many decisions on the very same text."""
ALIKE = 0.5
"""A decision on a text less alike than this (score of the pair, 0..1) says nothing."""
LOOKED_AT = 50
"""So many of the best answers are looked at again."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Somebody took a statement for a text, or said that it does not fit."""

    text: str
    statement: StatementKey
    accepted: bool


@dataclass(frozen=True, slots=True)
class Learned:
    """
    An answer after decisions.

    Parameters
    ----------
    match
        With its new score.
    before
        The score without decisions.
    because
        Decisions that changed it, with how alike their texts are, 0..1.
    """

    match: Match
    before: float
    because: tuple[tuple[Decision, float], ...] = ()


def match_learned(
    index: MatchIndex,
    text: str,
    decisions: Sequence[Decision],
    *,
    top: int = 10,
    kinds: Collection[StatementKind] | None = None,
    editions: Collection[EditionKey] | None = None,
) -> tuple[Learned, ...]:
    """``index.match`` with its scores corrected by decisions, best first; without decisions the same answers."""
    found = index.match(text, top=max(top, LOOKED_AT) if decisions else top, kinds=kinds, editions=editions)
    said = _said(index, text, decisions)
    there = {_whatever_edition(k) for m in found for k in (m.statement.key, *m.also)}
    missed = {m for d, _alike in said if d.accepted and (m := _whatever_edition(d.statement)) not in there}
    if missed:
        found = (*found, *_looked_up(index, text, missed, kinds, editions))
    learned = [_learned(m, said) for m in found]
    learned.sort(key=lambda answer: -answer.match.score)
    return tuple(learned[:top])


def _looked_up(
    index: MatchIndex,
    text: str,
    missed: Collection[str],
    kinds: Collection[StatementKind] | None,
    editions: Collection[EditionKey] | None,
) -> Iterable[Match]:
    """Accepted statements not among the best answers, with the score they have, 0 where they share nothing."""
    for statement in index.statements:
        if _whatever_edition(statement.key) not in missed or (kinds is not None and statement.kind not in kinds):
            continue
        if editions is not None and edition_of(statement.function) not in editions:
            continue
        more = index.match(text, top=LOOKED_AT, kinds=(statement.kind,), within=(statement.function,))
        same = (m for m in more if statement.key in (m.statement.key, *m.also))
        yield next(same, Match(statement, 0.0, MatchReason(Method.DECIDED)))


def corrected(score: float, weights: Iterable[tuple[bool, float]]) -> float:
    """The score after decisions, each accepted or not and with its weight 0..1."""
    listed = list(weights)
    accepted = sum(w for ok, w in listed if ok)
    rejected = sum(w for ok, w in listed if not ok)
    return (WORTH * score + accepted) / (WORTH + accepted + rejected)


def _learned(match: Match, said: Sequence[tuple[Decision, float]]) -> Learned:
    keys = {_whatever_edition(k) for k in (match.statement.key, *match.also)}
    because = tuple((d, alike) for d, alike in said if _whatever_edition(d.statement) in keys)
    if not because:
        return Learned(match, match.score)
    score = corrected(match.score, ((d.accepted, alike) for d, alike in because))
    return Learned(replace(match, score=score), match.score, because)


def _said(index: MatchIndex, text: str, decisions: Sequence[Decision]) -> list[tuple[Decision, float]]:
    """Decisions on texts alike, in their order: 1 for the same words in whatever form, else the score of the pair."""
    texts = list(dict.fromkeys(d.text for d in decisions))
    if not texts:
        return []
    asked = index.stems.content(text)
    scores = index.similarity([text], texts)[0]
    alike: Mapping[str, float] = {
        t: 1.0 if same_statement(asked, index.stems.content(t)) else float(s)
        for t, s in zip(texts, scores, strict=True)
    }
    return [(d, alike[d.text]) for d in decisions if alike[d.text] >= ALIKE]


def _whatever_edition(key: StatementKey) -> str:
    """A statement of a standard in whichever edition: decisions outlive a new order."""
    edition, _, rest = key.partition(":")
    return f"{edition.partition('@')[0]}:{rest}"
