"""
What a graduate may be certified: only competences that the college recorded and an employer confirmed.

A competence is formed in elements of the programme. It may be claimed when the learner has graduated, the college has
recorded facts about elements that form it, none of them failed, and another organisation has confirmed at least one of
them and contradicted none.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from remeslo.core.base.facts import CONFIRMATION, CONFIRMED, Fact, FactKey
from remeslo.core.base.keys import CompetenceKey, OrganisationKey, ProgrammeKey
from remeslo.core.credentials.achievement import Alignment

PROVING: Final = frozenset({"practice", "attestation"})
"""Kinds of facts that name an element of the programme, and so can show a competence."""


class Missing(StrEnum):
    """Why a competence may not be claimed."""

    NOT_GRADUATED = "not_graduated"
    NO_ELEMENT = "no_element"
    NOT_RECORDED = "not_recorded"
    NOT_PASSED = "not_passed"
    NOT_CONFIRMED = "not_confirmed"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaughtCompetence:
    """A competence of the graduate model with the indices of the elements that form it."""

    key: CompetenceKey
    title: str
    elements: frozenset[str]
    alignments: tuple[Alignment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """
    A competence of one learner, as far as facts go.

    Parameters
    ----------
    evidence
        Facts of the college about elements that form it, by day.
    confirmers
        Organisations that confirmed one of them, in alphabetical order.
    missing
        What stands against it; empty where it may be claimed.
    """

    competence: TaughtCompetence
    evidence: tuple[Fact, ...]
    confirmers: tuple[OrganisationKey, ...]
    missing: tuple[Missing, ...]

    @property
    def is_claimable(self) -> bool:
        """True when nothing is missing."""
        return not self.missing


def judge_claims(
    competences: Iterable[TaughtCompetence],
    facts: Iterable[Fact],
    *,
    college: OrganisationKey,
    programme: ProgrammeKey,
) -> tuple[Claim, ...]:
    """Every competence with its evidence, from the facts in force about one learner, confirmations among them."""
    held = tuple(facts)
    stated = sorted((f for f in held if f.by == college and f.kind in PROVING), key=lambda f: (f.on, f.key))
    words = _words(held)
    graduated = any(f.kind == "graduation" and f.by == college and f.values.get("programme") == programme for f in held)
    return tuple(_claim(c, stated, words, graduated) for c in competences)


def _claim(
    competence: TaughtCompetence,
    stated: Iterable[Fact],
    words: Mapping[FactKey, Mapping[OrganisationKey, bool]],
    graduated: bool,
) -> Claim:
    evidence = tuple(f for f in stated if f.values.get("element") in competence.elements)
    said = [(by, yes) for f in evidence for by, yes in words.get(f.key, {}).items() if by != f.by]
    confirmers = tuple(sorted({by for by, yes in said if yes}))
    against = {
        Missing.NOT_GRADUATED: not graduated,
        Missing.NO_ELEMENT: not competence.elements,
        Missing.NOT_RECORDED: bool(competence.elements) and not evidence,
        Missing.NOT_PASSED: any(not passed for passed in _last_marks(evidence).values()),
        Missing.NOT_CONFIRMED: bool(evidence) and not confirmers,
        Missing.DISPUTED: any(not yes for _, yes in said),
    }
    return Claim(
        competence=competence,
        evidence=evidence,
        confirmers=confirmers,
        missing=tuple(reason for reason, holds in against.items() if holds),
    )


def _last_marks(evidence: Iterable[Fact]) -> Mapping[object, bool]:
    """By element, whether its last attestation was passed: one may be repeated."""
    return {f.values["element"]: f.values.get("passed") is True for f in evidence if f.kind == "attestation"}


def _words(facts: Iterable[Fact]) -> Mapping[FactKey, Mapping[OrganisationKey, bool]]:
    """The last word of each organisation on each fact."""
    words: dict[FactKey, dict[OrganisationKey, bool]] = {}
    for fact in sorted((f for f in facts if f.kind == CONFIRMATION), key=lambda f: (f.known, f.key)):
        words.setdefault(FactKey(fact.subject), {})[fact.by] = fact.values.get(CONFIRMED) is not False
    return words
