"""Occupational standards (профессиональные стандарты) as dated editions with their work functions and statements."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from remeslo.core.base.keys import EditionKey, StatementKey


class StatementKind(StrEnum):
    """What a statement of a work function says; ``FUNCTION`` is the name of the work function itself."""

    FUNCTION = "function"
    LABOUR_ACTION = "labour_action"
    SKILL = "skill"
    KNOWLEDGE = "knowledge"

    @property
    def mark(self) -> str:
        """Letters of this kind in a statement key: LA, RS, NK; empty for the function."""
        return {"function": "", "labour_action": "LA", "skill": "RS", "knowledge": "NK"}[self.value]


@dataclass(frozen=True, slots=True)
class Statement:
    """A text of an occupational standard that can be matched: a work function, action, skill or knowledge item."""

    key: StatementKey
    kind: StatementKind
    text: str
    function: StatementKey


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassifierEntry:
    """
    An entry of a state classifier that a standard names (ОКЗ, ОКВЭД, ЕКС, ОКПДТР, ОКСО, ...).

    Parameters
    ----------
    classifier
        Its name as the registry writes it: ``OKZ``, ``OKVED``, ``EKS``, ``OKPDTR``, ``OKSO``, ``OKNPO``, ``OKSVNK``.
    code
        Without a trailing dot; ``""`` where the standard names an entry without a code.
    """

    classifier: str
    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Developer:
    """The organisation that answers for a standard, and its head as the order names them."""

    organisation: str
    position: str = ""
    head: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkFunction:
    """
    A work function (ТФ).

    Parameters
    ----------
    code
        Normalised, Latin letters: ``A/01.2``.
    level
        Qualification sublevel as the file gives it, ``""`` when it gives none.
    actions, skills, knowledge
        Texts in the order of the file, white space squeezed.
    other, footnotes
        Other characteristics and footnotes, where the file has any.
    """

    code: str
    name: str
    level: str
    actions: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    knowledge: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    footnotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneralisedFunction:
    """A generalised work function (ОТФ): letter, qualification level, job titles and its work functions."""

    code: str
    name: str
    level: str
    job_titles: tuple[str, ...] = ()
    education: tuple[str, ...] = ()
    experience: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    functions: tuple[WorkFunction, ...] = ()
    other: tuple[str, ...] = ()
    classifiers: tuple[ClassifierEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OccupationalStandard:
    """
    One edition of an occupational standard.

    Parameters
    ----------
    code
        ``40.002``; unique only together with ``order_number`` and ``approved``, never by registration number.
    order_number
        As written: ``701н``; ``""`` when the file has none.
    approved
        Date of approval, ``None`` when the file has none.
    classifiers
        Groups of occupations (ОКЗ) and kinds of economic activity (ОКВЭД) that the standard is for.
    """

    code: str
    title: str
    registration_number: str
    order_number: str
    approved: date | None
    activity: str = ""
    purpose: str = ""
    generalised: tuple[GeneralisedFunction, ...] = field(default=())
    classifiers: tuple[ClassifierEntry, ...] = ()
    responsible: Developer | None = None
    developers: tuple[str, ...] = ()

    @property
    def edition(self) -> EditionKey:
        """Key of this edition: code, order and date."""
        day = self.approved.isoformat() if self.approved else "undated"
        return EditionKey(f"{self.code}@{self.order_number or 'no-order'}-{day}")

    @property
    def functions(self) -> tuple[WorkFunction, ...]:
        """All work functions in order."""
        return tuple(f for g in self.generalised for f in g.functions)

    def statements(self) -> Iterator[Statement]:
        """Every matchable text: each work function, then its actions, skills and knowledge, numbered from 1."""
        for f in self.functions:
            function = StatementKey(f"{self.edition}:{f.code}")
            yield Statement(function, StatementKind.FUNCTION, f.name, function)
            for kind, texts in (
                (StatementKind.LABOUR_ACTION, f.actions),
                (StatementKind.SKILL, f.skills),
                (StatementKind.KNOWLEDGE, f.knowledge),
            ):
                for n, text in enumerate(texts, start=1):
                    yield Statement(StatementKey(f"{function}#{kind.mark}{n}"), kind, text, function)


def editions(standards: Iterable[OccupationalStandard], code: str) -> tuple[OccupationalStandard, ...]:
    """All editions of one code, the earliest approved first, undated ones before all others."""
    of_code = (s for s in standards if s.code == code)
    return tuple(sorted(of_code, key=lambda s: (s.approved or date.min, s.order_number)))


def in_force(standards: Iterable[OccupationalStandard], code: str, day: date) -> OccupationalStandard | None:
    """
    The edition of a code approved last on or before a day; ``None`` when there is none, undated ones are never it.

    Approval is all that the registry's files tell: the day from which an order is applied may be later.
    """
    approved = [s for s in editions(standards, code) if s.approved is not None and s.approved <= day]
    return approved[-1] if approved else None
