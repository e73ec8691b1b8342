"""What a pasted vacancy gives: phrases by kind, and what was left out of it."""

from dataclasses import dataclass
from enum import StrEnum

from remeslo.core.base.findings import Finding


class PhraseKind(StrEnum):
    """What a phrase of a vacancy says."""

    REQUIREMENT = "requirement"
    """What the person must know or be able to do."""
    DUTY = "duty"
    """What the person will do."""
    CONDITION = "condition"
    """What the employer offers: pay, hours, leave."""
    FORMAL = "formal"
    """Education, years of experience, licences and papers: asked for, but no competence."""
    OTHER = "other"
    """About the company, headings, greetings."""

    @property
    def can_be_matched(self) -> bool:
        """True for what a work function may answer."""
        return self in (PhraseKind.REQUIREMENT, PhraseKind.DUTY)


class Dropped(StrEnum):
    """What is never kept of a vacancy."""

    EMAIL = "email"
    PHONE = "phone"
    MESSENGER = "messenger"
    LINK = "link"
    PERSON = "person"
    AGE_OR_SEX = "age_or_sex"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """
    One thing a vacancy says.

    Parameters
    ----------
    line
        Line of the pasted text (of HTML: of its text) where the phrase begins, from 1.
    sure
        True when a heading said the kind; False when the words of the phrase did.
    criticality
        1 where the vacancy says "desirable", 3 where it says "necessarily", else 2.
    """

    text: str
    kind: PhraseKind
    line: int
    sure: bool = True
    criticality: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """
    A vacancy, split.

    Parameters
    ----------
    title
        The job, where the first line looks like one; ``""`` otherwise.
    dropped
        What was left out and how often; the things themselves are kept nowhere.
    """

    title: str
    phrases: tuple[Phrase, ...]
    dropped: tuple[tuple[Dropped, int], ...] = ()
    findings: tuple[Finding, ...] = ()

    def of(self, *kinds: PhraseKind) -> tuple[Phrase, ...]:
        """Phrases of these kinds in the order of the text."""
        return tuple(p for p in self.phrases if p.kind in kinds)

    @property
    def asked(self) -> tuple[Phrase, ...]:
        """Requirements, then duties: what is worth matching."""
        return (*self.of(PhraseKind.REQUIREMENT), *self.of(PhraseKind.DUTY))
