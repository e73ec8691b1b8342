"""What a plan knows for matching: statements of its standards, and pairs of texts and functions that people linked."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from remeslo.core.base.keys import StatementKey
from remeslo.core.competence.standards import GeneralisedFunction, Statement
from remeslo.core.competence.studyplan.plan import StudyPlan
from remeslo.core.competence.studyplan.values import StandardLink


class LinkSource(StrEnum):
    """Whose text a pair begins with."""

    DISCIPLINE = "discipline"
    COMPETENCE = "competence"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPair:
    """
    A text and the functions that people said it rests on.

    Parameters
    ----------
    source, key, text
        Whose text, its key in the plan, and the text.
    functions
        Keys of the work functions, in the order of the standards; any of them is a right answer.
    generalised
        Keys ``EDITION:LETTER`` of their generalised functions.
    exact
        True when every link names its work function; False when one of them stops at the generalised function, so
        that ``functions`` holds all functions of it.
    """

    source: LinkSource
    key: str
    text: str
    functions: tuple[StatementKey, ...]
    generalised: tuple[str, ...]
    exact: bool


def statements(plan: StudyPlan) -> tuple[Statement, ...]:
    """Every statement of the embedded standards, in order."""
    return tuple(s for embedded in plan.standards for s in embedded.standard.statements())


def gold_pairs(plan: StudyPlan) -> tuple[GoldPair, ...]:
    """
    Competence → functions for each linked competence, then discipline → functions through its competences.

    Links that name no standard, or no function of it, give no pair; an indicator counts for its competence too.
    """
    by_competence = _links_by_competence(plan)
    pairs: list[GoldPair] = []
    for c in plan.competences:
        if links := by_competence.get(c.key):
            pairs += _pair(plan, LinkSource.COMPETENCE, c.key, c.title, links)
    for row in plan.rows:
        links = [link for key in _with_parents(plan, row.competences) for link in by_competence.get(key, ())]
        if links:
            pairs += _pair(plan, LinkSource.DISCIPLINE, row.key, row.title, links)
    return tuple(pairs)


def _links_by_competence(plan: StudyPlan) -> dict[str, list[StandardLink]]:
    found: dict[str, list[StandardLink]] = {}
    for link in plan.links:
        if link.standard is not None and link.generalised is not None:
            found.setdefault(link.competence, []).append(link)
    return found


def _with_parents(plan: StudyPlan, keys: tuple[str, ...]) -> tuple[str, ...]:
    """The competences and those they are indicators of, each once, in order."""
    found: dict[str, None] = {}
    for key in keys:
        at: str | None = key
        while at is not None and at not in found:
            found[at] = None
            at = plan.competence_of[at].parent
    return tuple(found)


def _pair(plan: StudyPlan, source: LinkSource, key: str, text: str, links: list[StandardLink]) -> Iterator[GoldPair]:
    functions: dict[StatementKey, None] = {}
    generalised: dict[str, None] = {}
    exact = True
    for link in links:
        for g in _generalised(plan, link):
            generalised[f"{link.standard}:{g.code}"] = None
            named = [f for f in g.functions if link.function in (None, f.code)]
            functions.update((StatementKey(f"{link.standard}:{f.code}"), None) for f in named)
        exact &= link.function is not None
    if functions:
        yield GoldPair(
            source=source, key=key, text=text, functions=tuple(functions), generalised=tuple(generalised), exact=exact
        )


def _generalised(plan: StudyPlan, link: StandardLink) -> tuple[GeneralisedFunction, ...]:
    if link.standard is None:
        return ()
    standard = plan.standard_of[link.standard].standard
    return tuple(g for g in standard.generalised if g.code == link.generalised)
