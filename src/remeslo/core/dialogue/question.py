"""Open questions: what it is about, since when, whom it touches, and why it weighs what it weighs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import NewType

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import OrganisationKey

QuestionKey = NewType("QuestionKey", str)
"""``kind:about``: the same question has the same key on every day, so that one discussed before is recognised."""


class QuestionKind(StrEnum):
    """What a question is about."""

    DEMAND = "demand"
    """An employer asks for people and no programme answers."""
    GRADUATES = "graduates"
    """A programme answers, and too few graduates come in time."""
    COMPETENCE = "competence"
    """Organisations disagree at a programme's table."""
    WORKSHOP = "workshop"
    """A workshop that others need is refused or closed."""
    COMMITMENT = "commitment"
    """What an agreement promised is overdue."""
    DECISION = "decision"
    """Decided at an earlier meeting and not done."""
    OWN = "own"
    """Put on the agenda by a person."""


@dataclass(frozen=True, slots=True)
class Reason:
    """
    A part of a question's weight.

    Parameters
    ----------
    code
        For the sentence catalogue: ``question.people``, ``question.urgent`` ...
    points
        > 0; the weight is their sum.
    facts
        What the sentence needs.
    """

    code: str
    points: int
    facts: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.points <= 0:
            raise ProblemError(f"reason {self.code}: points must be > 0, got {self.points}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """
    One open question.

    Parameters
    ----------
    about
        Key of what it is about, with its kind: ``card:osnastka-02``, ``workshop:cnc``, ``decision:12``.
    title
        Name of that thing, or the words of whoever put the question.
    since
        First day on which it stood open; ``None``: not known.
    due
        Day by which it has to be settled; ``None``: no such day.
    touches
        Organisations that it concerns, each once.
    owners
        Organisations whose own papers the title and figures tell of; empty: everybody in the cluster may read them.
    facts
        Figures behind it, for the sentence ``question.what_<kind>``.
    links
        Keys of the things behind it, to be opened one by one.
    """

    kind: QuestionKind
    about: str
    title: str
    since: date | None = None
    due: date | None = None
    touches: tuple[OrganisationKey, ...] = ()
    owners: frozenset[OrganisationKey] = frozenset()
    facts: Mapping[str, object] = field(default_factory=dict)
    links: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()

    def __post_init__(self) -> None:
        if not self.about.strip():
            raise ProblemError(f"question {self.title!r}: the key of what it is about is blank.")

    @property
    def key(self) -> QuestionKey:
        """Stable from day to day."""
        return QuestionKey(f"{self.kind}:{self.about}")

    @property
    def weight(self) -> int:
        """Sum of the reasons' points."""
        return sum(r.points for r in self.reasons)


def ranked(questions: Iterable[Question]) -> tuple[Question, ...]:
    """Each question once: the heaviest first, then the earliest due, then by key, however they come in."""
    met: dict[QuestionKey, Question] = {}
    for q in sorted(questions, key=_rank):
        met[q.key] = _merged(met[q.key], q) if q.key in met else q
    return tuple(sorted(met.values(), key=_rank))


def _merged(heavier: Question, other: Question) -> Question:
    """The same question from two places: the heavier one's words and reasons, everybody whom either touches."""
    days = [d for d in (heavier.since, other.since) if d is not None]
    return replace(
        heavier,
        since=min(days, default=None),
        touches=tuple(dict.fromkeys((*heavier.touches, *other.touches))),
        owners=heavier.owners | other.owners,
        links=tuple(dict.fromkeys((*heavier.links, *other.links))),
    )


def _rank(q: Question) -> tuple[int, date, str, str]:
    return (
        -q.weight,
        q.due or date.max,
        q.key,
        repr((q.title, q.since, q.touches, q.links, sorted(q.owners), q.facts, q.reasons)),
    )
