"""A person's decision on a link, and whether it is one that can be taken."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from remeslo.core.base.findings import Finding, ProblemError, Severity
from remeslo.core.base.keys import StatementKey
from remeslo.core.base.text import latin_code
from remeslo.core.competence.framework import Framework
from remeslo.core.competence.framework_statements import statements
from remeslo.core.competence.revision.links import Link, LinkKind
from remeslo.core.competence.revision.review import ReviewItem, ReviewList
from remeslo.core.competence.revision.state_statements import StatePart, state_statements
from remeslo.core.competence.revision.suggest import Decision
from remeslo.core.competence.standards import OccupationalStandard, StatementKind
from remeslo.core.competence.statestandard import StateStandard
from remeslo.core.competence.studio.place import PlaceKind

MOST_TARGETS = 20
"""Statements that one decision may name."""
MOST_NOTE = 1000
"""Characters of a note."""

_COMPETENCES = frozenset({StatePart.COMPETENCE, StatePart.GENERAL})
_PARTS = {
    LinkKind.COMPETENCE: _COMPETENCES,
    LinkKind.ANSWER: _COMPETENCES,
    LinkKind.ELEMENT: _COMPETENCES,
    LinkKind.OUTCOME: frozenset({StatePart.OUTCOME, *_COMPETENCES}),
    LinkKind.DISCIPLINE: frozenset({StatePart.DISCIPLINE}),
    LinkKind.MODULE: frozenset({StatePart.ACTIVITY}),
    LinkKind.MINIMUM: frozenset({StatePart.FIGURE}),
}
_BETWEEN = re.compile(r"[,;\n]+")
_OF_FUNCTIONS = frozenset({LinkKind.REQUEST, LinkKind.LINE, LinkKind.COMPETENCE, LinkKind.RULING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """
    What a person decided about one link.

    Parameters
    ----------
    link
        `Link.key`.
    targets
        Statements of the new edition, each once: for `Decision.CHOOSE` at least one, for the others none (to carry over
        means to what the comparison found).

    Raises
    ------
    ProblemError
        When decision and targets do not go together, or the note cannot be kept.
    """

    link: str
    decision: Decision
    targets: tuple[StatementKey, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        if (self.decision is Decision.CHOOSE) != bool(self.targets):
            raise ProblemError(f"decision {self.decision.value}: only to choose names statements, at least one.")
        if len(self.targets) > MOST_TARGETS or len(set(self.targets)) != len(self.targets):
            raise ProblemError(f"targets: at most {MOST_TARGETS}, each once, got {len(self.targets)}.")
        if len(self.note) > MOST_NOTE or self.note != self.note.strip():
            raise ProblemError(f"note: at most {MOST_NOTE} characters, none blank at its ends, got {len(self.note)}.")
        if not self.note.replace("\n", "").isprintable():
            raise ProblemError("note: printable characters and line ends only.")


@dataclass(frozen=True)
class NewEdition:
    """
    What decisions may name: statements of the new edition.

    Parameters
    ----------
    kinds
        Their kinds.
    parts
        What each is in a state standard; empty for other editions.
    """

    kinds: Mapping[StatementKey, StatementKind]
    parts: Mapping[StatementKey, StatePart] = field(default_factory=dict)

    @classmethod
    def of(cls, source: OccupationalStandard | Framework | StateStandard) -> "NewEdition":
        """Read from the edition."""
        if isinstance(source, StateStandard):
            listed = state_statements(source)
            return cls({s.key: s.statement.kind for s in listed}, {s.key: s.part for s in listed})
        return cls({s.key: s.kind for s in statements(source)})

    def suits(self, target: StatementKey, link: Link) -> bool:
        """True when a link of this kind may lead to the statement."""
        if self.parts:
            return self.parts.get(target) in parts_for(link)
        return (self.kinds[target] is StatementKind.FUNCTION) == (link.kind in _OF_FUNCTIONS)

    @cached_property
    def _by_code(self) -> Mapping[str, StatementKey]:
        """Statements by their code as people type it."""
        return {_typed(k.partition(":")[2]): k for k in self.kinds}

    def named(self, text: str) -> tuple[StatementKey, ...]:
        """
        Statements that a text names by code, between commas, semicolons or line ends, or between blanks; each once.

        Letters that look alike in Latin and Cyrillic, blanks inside a code and case make no difference; a code that
        the edition does not have gives a key that it does not have.
        """
        edition = next(iter(self.kinds), StatementKey("")).partition(":")[0]
        found: dict[StatementKey, None] = {}
        for part in _BETWEEN.split(text):
            whole = self._by_code.get(_typed(part))
            codes = [part] if whole is not None else part.split()
            found |= {self._by_code.get(_typed(c), StatementKey(f"{edition}:{latin_code(c)}")): None for c in codes}
        return tuple(found)


def parts_for(link: Link) -> frozenset[StatePart]:
    """What a link to a state standard may lead to."""
    if link.kind is LinkKind.RULING:
        if not link.holder.startswith(f"{PlaceKind.HOURS}:"):
            return _COMPETENCES
        of_module = (link.statement or "").partition(":")[2].startswith("activity/")
        return frozenset({StatePart.ACTIVITY if of_module else StatePart.DISCIPLINE})
    return _PARTS.get(link.kind, frozenset())


def _typed(code: str) -> str:
    """A code without what people type in different ways."""
    return latin_code(code).casefold()


def as_suggested(items: Iterable[ReviewItem]) -> tuple[Resolution, ...]:
    """Decisions that follow the suggestions, of those that need no choice."""
    return tuple(
        Resolution(link=i.link.key, decision=i.suggestion.decision)
        for i in items
        if i.suggestion.decision is not Decision.CHOOSE
    )


def check_resolution(review: ReviewList, resolution: Resolution, edition: NewEdition) -> tuple[Finding, ...]:
    """
    Why a decision cannot be taken; empty when it can.

    ``revision.no_such_link``, ``revision.nothing_to_carry`` (the statement has no successor),
    ``revision.not_of_edition``, ``revision.not_a_function`` (a request, line, competence or ruling goes to work
    functions, a statement or outcome does not), ``revision.edition_not_chosen``; of state standards
    ``revision.not_of_that_part`` and ``revision.state_not_dropped`` (a programme always rests on one edition).
    """
    item = review.by_key.get(resolution.link)
    if item is None:
        return (_wrong("revision.no_such_link", resolution, {}),)
    kind = item.link.kind
    if kind is LinkKind.EDITION:
        if resolution.decision is Decision.CHOOSE:
            return (_wrong("revision.edition_not_chosen", resolution, {"new": review.new}),)
        if resolution.decision is Decision.DROP and edition.parts:
            return (_wrong("revision.state_not_dropped", resolution, {"old": review.old}),)
        return ()
    if resolution.decision is Decision.CARRY and not item.new:
        return (_wrong("revision.nothing_to_carry", resolution, {"old": item.old_text}),)
    found = []
    for target in resolution.targets:
        if target not in edition.kinds:
            found.append(_wrong("revision.not_of_edition", resolution, {"target": target, "new": review.new}))
        elif not edition.suits(target, item.link):
            code = "revision.not_of_that_part" if edition.parts else "revision.not_a_function"
            found.append(_wrong(code, resolution, {"target": target, "kind": kind.value}))
    return tuple(found)


def _wrong(code: str, resolution: Resolution, facts: Mapping[str, object]) -> Finding:
    return Finding(code, resolution.link, facts, Severity.STOPS_SAVING)
