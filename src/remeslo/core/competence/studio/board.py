"""The table as the screen shows it: requests left, lines in the middle, the graduate model and hours right."""

from collections.abc import Mapping
from dataclasses import dataclass

from remeslo.core.base.findings import Finding
from remeslo.core.base.keys import CompetenceKey, DemandKey, ElementKey, OrganisationKey, OutcomeKey, StatementKey
from remeslo.core.competence.demand import DemandCard, Requirement
from remeslo.core.competence.design import DesignElement
from remeslo.core.competence.model import Competence, GapLine, RequestEvidence, RequestRef
from remeslo.core.competence.studio.book import Change
from remeslo.core.competence.studio.place import Place, PlaceKind
from remeslo.core.competence.studio.values import Payer, Value
from remeslo.core.competence.studio.versions import Covered


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """
    One place on the screen.

    Parameters
    ----------
    value
        What is ruled there and in force; ``None``: as the constructor would.
    seen
        What an editor who sees this must send as ``seen``.
    by
        The change in force; ``None`` when nobody touched it at this table.
    contested
        Changes that stand against it.
    """

    place: Place
    value: Value | None = None
    seen: int = 0
    by: Change | None = None
    contested: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """
    A work function that a request may mean.

    Parameters
    ----------
    score, before
        Per cent, 0..100, after and without the decisions of other working groups; best first.
    reason, facts
        Code of the sentence catalogue (``match.shared_words`` ...) and its facts.
    taken, rejected
        It is one of those the request stands for now; the group rejected it.
    outside
        Its standard is not one of the programme's.
    level_too_high
        Its qualification level is above what such a programme may teach.
    accepted_elsewhere, rejected_elsewhere
        How many decisions of other programmes, on texts alike, took or refused it.
    """

    function: StatementKey
    text: str
    score: int
    before: int
    reason: str
    facts: Mapping[str, object]
    taken: bool = False
    rejected: bool = False
    outside: bool = False
    level_too_high: bool = False
    accepted_elsewhere: int = 0
    rejected_elsewhere: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestOnBoard:
    """
    One requirement of a card.

    Parameters
    ----------
    lines
        Keys of the lines it stands in; empty when it was dropped (or lost, then a finding says so).
    spots
        Places of `PlaceKind.REQUEST`, ``REJECTED``, ``LINE``.
    candidates
        Work functions it may mean, best first; empty for a request without text.
    """

    ref: RequestRef
    requirement: Requirement
    lines: tuple[str, ...]
    spots: Mapping[PlaceKind, Spot]
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CardOnBoard:
    """A card of the left column; web's audience decides who sees what of it."""

    card: DemandCard
    requests: tuple[RequestOnBoard, ...]

    @property
    def key(self) -> DemandKey:
        """Key of the card."""
        return self.card.key

    @property
    def employer(self) -> OrganisationKey:
        """Who asks."""
        return self.card.employer


@dataclass(frozen=True, slots=True, kw_only=True)
class LineOnBoard:
    """
    A demand line of the middle column.

    Parameters
    ----------
    evidence
        Why each request stands here (in ``gap.line.requests``' order).
    employers
        Who asks for it; a line of one employer alone is its own.
    payer
        Who pays as it stands: ruled, else the variative part (the mandatory part for what is covered).
    outcomes, elements
        Outcomes that answer it, and elements that teach them first.
    spots
        Places of `PlaceKind.WORDING`, ``ANSWER``, ``PAYER``, ``PROFICIENCY``.
    findings
        Those of this line's rulings.
    """

    gap: GapLine
    evidence: tuple[RequestEvidence, ...]
    employers: tuple[OrganisationKey, ...]
    payer: Payer
    outcomes: tuple[OutcomeKey, ...]
    elements: tuple[ElementKey, ...]
    spots: Mapping[PlaceKind, Spot]
    findings: tuple[Finding, ...] = ()

    @property
    def key(self) -> str:
        """Key of the line."""
        return self.gap.line.key

    @property
    def one_employer(self) -> bool:
        """True when a single employer asks for it."""
        return len(self.employers) == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class CompetenceOnBoard:
    """
    A competence of the right column.

    Parameters
    ----------
    outcomes
        How many practice skills, abilities and knowledge items it has.
    weight
        Lines that it answers, by key.
    elements
        Elements that form it.
    """

    competence: Competence
    outcomes: tuple[int, int, int]
    lines: tuple[str, ...]
    elements: tuple[ElementKey, ...]
    title: Spot

    @property
    def key(self) -> CompetenceKey:
        """Code."""
        return self.competence.key


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementOnBoard:
    """
    An element of the right column with its hours.

    Parameters
    ----------
    fixed
        True when the college fixed it in the outline.
    step, least, most
        What may be ruled: hours from ``least`` to ``most`` (``None``: no end but the total) in steps.
    """

    element: DesignElement
    fixed: bool
    step: int
    least: int
    most: int | None
    hours: Spot

    @property
    def index(self) -> ElementKey:
        """Index."""
        return self.element.index


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursRow:
    """
    Hours of a cycle, or of a part of the standard's table, against the norm.

    Parameters
    ----------
    name
        A cycle (``ОП``), or a part: ``part.disciplines``, ``part.practice``, ``part.final_attestation``,
        ``part.mandatory``, ``part.total``.
    least, most
        What the standard or a norm asks for; ``None``: nothing.
    """

    name: str
    hours: int
    mandatory: int
    least: int | None = None
    most: int | None = None

    @property
    def holds(self) -> bool:
        """True when the norm is kept."""
        return (self.least is None or self.hours >= self.least) and (self.most is None or self.hours <= self.most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """
    The whole table.

    Parameters
    ----------
    cards
        Left, in the order of their keys.
    lines
        Middle, the heaviest first.
    competences, elements, hours
        Right, in the order of the model and the curriculum.
    coverage
        Weight of demand that the programme answers, of all asked.
    strays
        Places with rulings whose thing is not on the board any more; findings say why.
    """

    cards: tuple[CardOnBoard, ...]
    lines: tuple[LineOnBoard, ...]
    competences: tuple[CompetenceOnBoard, ...]
    elements: tuple[ElementOnBoard, ...]
    hours: tuple[HoursRow, ...]
    coverage: Covered
    num_outcomes: int
    strays: tuple[Spot, ...] = ()
    findings: tuple[Finding, ...] = ()

    def line(self, key: str) -> LineOnBoard | None:
        """A line by its key."""
        return next((x for x in self.lines if x.key == key), None)
