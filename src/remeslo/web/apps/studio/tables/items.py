"""What the table shows one reader: cards, requests, lines, competences, elements, and who may rule on them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from remeslo.core.base.keys import OrganisationKey, StatementKey
from remeslo.core.competence.studio.board import Candidate, CompetenceOnBoard, ElementOnBoard, LineOnBoard
from remeslo.core.competence.studio.place import Place
from remeslo.web.apps.programmes.audience import Audience


@dataclass(frozen=True, slots=True)
class Side:
    """One of the changes of a contested place: what, whose, when; ``is_in_force`` for the one that counts now."""

    number: int
    words: str
    author: str
    at: datetime
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class Contested:
    """A place where people want different things; ``what`` is ruled on there."""

    place: Place
    what: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestItem:
    """
    A request in the left column, and small within its line.

    Parameters
    ----------
    state
        Word, kind of chip, icon.
    lines
        Key and name of each line in which it stands.
    standing
        Work functions of those lines.
    evidence
        Why it stands there, in per cent; ``None`` where it stands nowhere.
    may
        The reader may rule on it.
    """

    key: str
    text: str
    employer: str
    functions: tuple[str, ...]
    criticality: int
    proficiency: int
    state: tuple[Any, str, str]
    is_ruled: bool
    lines: tuple[tuple[str, str], ...]
    standing: tuple[StatementKey, ...]
    candidates: tuple[Candidate, ...]
    contested: tuple[Contested, ...]
    evidence: int | None
    may: bool

    @property
    def ref(self) -> str:
        """As gestures name it."""
        return f"request:{self.key}"


@dataclass(frozen=True, slots=True)
class CardItem:
    """A card of an employer whose words the reader may read."""

    key: str
    job: str
    employer: str
    people: int
    requests: tuple[RequestItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineItem:
    """
    A line of the middle column.

    Parameters
    ----------
    text
        ``None``: other employers' own words.
    weight, people
        ``None`` where another employer's figures could be worked out from them.
    requests, hidden
        Those that may be read, and how many besides.
    is_matched
        Some request stands here by matching alone: accept or reject waits for a person.
    """

    line: LineOnBoard
    text: str | None
    code: str
    weight: Fraction | None
    people: int | None
    requests: tuple[RequestItem, ...]
    hidden: int
    employers: tuple[str, ...]
    answer: tuple[Any, str, str]
    payer: Any
    rulings: tuple[str, ...]
    contested: tuple[Contested, ...]
    is_matched: bool
    is_worded: bool
    may: bool

    @property
    def key(self) -> str:
        """Its key."""
        return self.line.key

    @property
    def ref(self) -> str:
        """As gestures name it."""
        return f"line:{self.line.key}"


@dataclass(frozen=True, slots=True)
class CompetenceItem:
    """
    A competence of the right column with the names of its lines.

    Parameters
    ----------
    title
        ``None`` while it is called by nothing but a request that the reader may not read.
    """

    row: CompetenceOnBoard
    title: str | None
    lines: tuple[tuple[str, str], ...]
    contested: tuple[Contested, ...]
    may: bool

    @property
    def ref(self) -> str:
        """As gestures name it."""
        return f"competence:{self.row.key}"


@dataclass(frozen=True, slots=True)
class ElementItem:
    """An element of the right column."""

    row: ElementOnBoard
    contested: tuple[Contested, ...]
    may: bool

    @property
    def ref(self) -> str:
        """As gestures name it."""
        return f"element:{self.row.index}"


@dataclass(frozen=True, slots=True)
class BoardTable:
    """The three columns; ``hidden_cards`` and ``hidden_requests`` are of employers whose words stay theirs."""

    cards: tuple[CardItem, ...]
    hidden_cards: int
    hidden_requests: int
    lines: tuple[LineItem, ...]
    competences: tuple[CompetenceItem, ...]
    elements: tuple[ElementItem, ...]
    strays: tuple[Contested, ...]

    @property
    def contested(self) -> int:
        """Places where people disagree."""
        requests = (r.contested for c in self.cards for r in c.requests)
        others = (x.contested for part in (self.lines, self.competences, self.elements) for x in part)
        return sum(len(c) for c in (*requests, *others)) + len(self.strays)

    @property
    def waiting(self) -> int:
        """Requests that stand where matching put them: nobody has looked yet."""
        return sum(not r.is_ruled for c in self.cards for r in c.requests)


@dataclass(frozen=True, slots=True)
class Reader:
    """
    Who looks.

    Parameters
    ----------
    may_edit
        May rule on everything (a methodist, the head of the group).
    own
        Organisations on whose requests alone the reader may rule.
    names
        Names of organisations by key.
    people
        Names of people by the key that changes bear.
    """

    audience: Audience
    may_edit: bool
    own: frozenset[OrganisationKey]
    names: Mapping[str, str]
    people: Mapping[str, str]

    def rules_on(self, employers: Iterable[str]) -> bool:
        """True when the reader may rule on what these employers ask for."""
        asked = tuple(employers)
        return self.may_edit or (bool(asked) and all(e in self.own for e in asked))
