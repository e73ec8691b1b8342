"""A register of personal data: kinds with purpose, ground, term, and what follows; and which columns hold them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Then(StrEnum):
    """What happens to a record of a kind when its time has come."""

    ERASE = "erase"  # the row goes
    PSEUDONYMISE = "pseudonymise"  # the row stays, the person in it goes
    KEEP = "keep"  # it stays: a law, or what others rely on, asks for it


class Start(StrEnum):
    """From which day the term of a record counts."""

    LAST_FACT = "last_fact"  # of the learner
    LAST_SIGN_IN = "last_sign_in"
    MADE = "made"
    CHANGED = "changed"
    ENDED = "ended"
    REQUEST = "request"  # no day: only when the person, or who answers for it, asks


@dataclass(frozen=True, slots=True)
class Ground:
    """Why the data may be held; ``verified`` is False where nobody compared it with the text of the act."""

    text_ru: str
    text_en: str
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Span:
    """So many months (>= 0), for records whose term began on ``since`` or later."""

    since: date
    months: int
    source: str
    verified: bool

    def __post_init__(self) -> None:
        if self.months < 0:
            raise ValueError(f"a span has months >= 0, got {self.months}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """
    One kind of personal data.

    Parameters
    ----------
    whose
        Of whom: ``learner``, ``staff``, ``account``, ``partner``.
    stays_ru, stays_en
        What stays elsewhere after the erasure, or why it stays at all.
    terms, laws
        In the order of their days. The term is how long it is needed; the law how long it must stay at least, even
        when the person asks for erasure.
    """

    key: str
    whose: str
    title_ru: str
    title_en: str
    purpose_ru: str
    purpose_en: str
    readers_ru: str
    readers_en: str
    stays_ru: str
    stays_en: str
    starts: Start
    then: Then
    ground: Ground
    terms: tuple[Span, ...] = ()
    laws: tuple[Span, ...] = ()

    def term_on(self, day: date) -> Span | None:
        """The term of a record whose count began on a day."""
        return _on(self.terms, day)

    def law_on(self, day: date) -> Span | None:
        """The shortest time that the law lets such a record stay."""
        return _on(self.laws, day)


@dataclass(frozen=True, slots=True)
class Register:
    """The kinds of a country, by their keys."""

    key: str
    title_ru: str
    title_en: str
    country: str
    kinds: Mapping[str, Kind]


@dataclass(frozen=True, slots=True)
class Columns:
    """
    Which columns (``app.Model.field``) hold what.

    ``of_kind`` names the kind of a register; ``reasons`` says of columns that hold no personal data why not.
    """

    of_kind: Mapping[str, str]
    reasons: Mapping[str, str]

    def of(self, kind: str) -> tuple[str, ...]:
        """Columns that hold a kind."""
        return tuple(column for column, held in self.of_kind.items() if held == kind)


def _on(spans: tuple[Span, ...], day: date) -> Span | None:
    """The last one that began by then; of older records the first one."""
    begun = [s for s in spans if s.since <= day]
    return begun[-1] if begun else next(iter(spans), None)
