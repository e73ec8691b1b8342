"""State standards of secondary vocational education (ФГОС СПО): activities, competences, minimum hours, terms."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import CompetenceKey, EditionKey


class ProgrammeKind(StrEnum):
    """Worker programme (ППКРС) or specialist programme (ППССЗ)."""

    WORKER = "worker"
    SPECIALIST = "specialist"


class EntryBase(StrEnum):
    """What students come with: 9 classes (ООО) or 11 classes (СОО)."""

    BASIC_GENERAL = "ooo"
    SECONDARY_GENERAL = "soo"


class OutcomeKind(StrEnum):
    """Н, У or З: practice skill, ability or knowledge item (glossary)."""

    PRACTICE_SKILL = "practice_skill"
    ABILITY = "ability"
    KNOWLEDGE = "knowledge"

    @property
    def letter(self) -> str:
        """Letter of the outcome's code: Н, У, З."""
        return {"practice_skill": "Н", "ability": "У", "knowledge": "З"}[self.value]


@dataclass(frozen=True, slots=True)
class StateOutcome:
    """A skill, ability or knowledge item that the state standard lists under a competence."""

    kind: OutcomeKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StateCompetence:
    """
    A professional (ПК) or general (ОК) competence of the state standard.

    Parameters
    ----------
    code
        ``ПК 1.2`` or ``ОК 01``.
    functions
        Work functions that the competence answers to, as ``40.002/A/01.2`` (no edition: the one in force is taken).
    """

    code: CompetenceKey
    title: str
    functions: tuple[str, ...] = ()
    outcomes: tuple[StateOutcome, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """A type of activity (ВД); it becomes one professional module with the same number."""

    number: int
    title: str
    competences: tuple[StateCompetence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Discipline:
    """
    A discipline that the standard or the model programme obliges (СГ, ОП).

    Parameters
    ----------
    index
        ``СГ.01``.
    cycle
        ``СГ`` or ``ОП``.
    hours_min
        Minimum hours, > 0.
    """

    index: str
    title: str
    cycle: str
    hours_min: int
    competences: tuple[CompetenceKey, ...] = ()

    def __post_init__(self) -> None:
        if self.hours_min <= 0:
            raise ProblemError(f"discipline {self.index}: minimum hours must be > 0, got {self.hours_min}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class TermOption:
    """A term the standard allows: entry base, months, and the total hours that go with it."""

    base: EntryBase
    months: int
    total_hours: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StateStandard:
    """
    A state standard of one occupation or specialty.

    Parameters
    ----------
    code
        ``15.01.38``.
    min_disciplines, min_practice, min_final_attestation
        Minimum hours of the table "structure and volume", each >= 0.
    """

    code: str
    title: str
    kind: ProgrammeKind
    order_number: str
    approved: date | None
    qualification: str
    activities: tuple[Activity, ...]
    general: tuple[StateCompetence, ...] = ()
    disciplines: tuple[Discipline, ...] = ()
    terms: tuple[TermOption, ...] = ()
    min_disciplines: int = 0
    min_practice: int = 0
    min_final_attestation: int = 0
    verified: bool = False
    source: str = ""

    @property
    def edition(self) -> EditionKey:
        """Key of this edition: code, order and day; a code alone has several editions in its life."""
        day = self.approved.isoformat() if self.approved else "undated"
        return EditionKey(f"{self.code}@{self.order_number or 'no-order'}-{day}")


def state_editions(standards: Iterable[StateStandard], code: str) -> tuple[StateStandard, ...]:
    """All editions of one code, the earliest approved first, undated ones before all others."""
    of_code = (s for s in standards if s.code == code)
    return tuple(sorted(of_code, key=lambda s: (s.approved or date.min, s.order_number)))


def state_named(standards: Iterable[StateStandard], reference: str, day: date) -> StateStandard | None:
    """
    The state standard that ``15.01.38`` or ``15.01.38@800-2023-12-01`` names; ``None`` when it is not there.

    A code alone names the edition approved last on or before the day (occupational standards are taken so too), and
    the earliest one where none was approved by then.
    """
    code, at, _ = reference.partition("@")
    held = state_editions(standards, code)
    if at:
        return next((s for s in held if s.edition == reference), None)
    return next((s for s in reversed(held) if s.approved is not None and s.approved <= day), next(iter(held), None))
