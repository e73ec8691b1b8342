"""The graduate competency model: competences, their outcomes, and the demand lines each answers to."""

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from remeslo.core.base.findings import Finding
from remeslo.core.base.keys import CompetenceKey, DemandKey, OrganisationKey, OutcomeKey, ProgrammeKey, StatementKey
from remeslo.core.competence.statestandard import OutcomeKind


class Origin(StrEnum):
    """Where a competence or outcome comes from."""

    STATE = "fgos"
    OCCUPATIONAL = "prof_standard"
    EMPLOYER = "employer"


class GapClass(StrEnum):
    """Answer of the gap analysis for one line of merged demand."""

    COVERED = "covered"
    DEEPEN = "deepen"
    NEW = "new"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class RequestRef:
    """One requirement of one demand card."""

    card: DemandKey
    number: int
    employer: OrganisationKey


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestEvidence:
    """
    Why a request stands in a demand line.

    Parameters
    ----------
    reason
        Code for the sentence catalogue: ``match.named`` (the employer named the function), ``match.shared_words`` ...
    score
        In per cent, 0..100; 100 when the employer named the function.
    facts
        What the sentence needs.
    """

    request: RequestRef
    reason: str
    score: int
    facts: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandLine:
    """
    Demand of several employers merged: one work function, or one own wording that no standard has.

    Parameters
    ----------
    key
        Unique in the programme: the work function's statement key, or ``own:<card>/<n>``.
    statements
        Statements of standards the requests were matched to (function, actions, skills, knowledge), best first.
    weight
        w = sum over employers of (share of headcount x criticality), 0 < w <= 3 (DOMAIN sheet §2, step 2).
    proficiency
        Highest asked for, 1..3.
    evidence
        Why each request stands here, in the order of the requests.
    also
        Work functions that the working group merged into this line, beside ``function``.
    """

    key: str
    text: str
    function: StatementKey | None
    statements: tuple[StatementKey, ...]
    requests: tuple[RequestRef, ...]
    weight: Fraction
    people: int
    proficiency: int
    evidence: tuple[RequestEvidence, ...] = ()
    also: tuple[StatementKey, ...] = ()

    @property
    def functions(self) -> tuple[StatementKey, ...]:
        """All work functions of the line; none for an own wording alone."""
        return self.also if self.function is None else (self.function, *self.also)


@dataclass(frozen=True, slots=True, kw_only=True)
class GapLine:
    """
    A demand line against the state standard.

    Parameters
    ----------
    reason
        Code for the sentence catalogue: ``gap.same_function``, ``gap.same_words``, ``gap.level_above_programme`` ...
    facts
        What the sentence needs (numbers, matched words).
    """

    line: DemandLine
    answer: GapClass
    competence: CompetenceKey | None
    reason: str
    facts: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """
    A learning outcome of the graduate: practice skill (Н), ability (У) or knowledge (З).

    Parameters
    ----------
    key
        ``У 2.1.03``: kind letter, competence number, running number.
    statements
        Statements of occupational standards that say the same; empty for outcomes of the state standard or own words.
    requests
        Employers' requirements it answers to.
    weight
        Largest weight of a demand line behind it; 0 when only the state asks for it.
    also
        Other competences that need the same outcome.
    """

    key: OutcomeKey
    kind: OutcomeKind
    text: str
    competence: CompetenceKey
    origin: Origin
    statements: tuple[StatementKey, ...] = ()
    requests: tuple[RequestRef, ...] = ()
    weight: Fraction = Fraction(0)
    also: tuple[CompetenceKey, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Competence:
    """A competence of the graduate; ``module`` is the professional module that forms it (``None`` for ОК)."""

    key: CompetenceKey
    title: str
    origin: Origin
    module: str | None
    functions: tuple[StatementKey, ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GraduateModel:
    """What a graduate of one programme can do, and for whom."""

    programme: ProgrammeKey
    competences: tuple[Competence, ...]
    outcomes: tuple[Outcome, ...]
    gap: tuple[GapLine, ...]
    findings: tuple[Finding, ...] = ()
