"""The term of a programme: how long, why, by which norms; and what the whole programme comes to."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from remeslo.core.base.elements import ElementKind
from remeslo.core.competence.statestandard import state_named
from remeslo.core.curriculum.norms import NormPack
from remeslo.core.curriculum.problem import RuleValue
from remeslo.core.curriculum.result import Cause
from remeslo.core.line.tables.calendar import calendar_grid
from remeslo.interchange.sentences import Sentence, as_language, label
from remeslo.interchange.sentences.causes import say_cause
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.frame import reverse_or_none
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.programmes.pictures.load import load_curve
from remeslo.web.apps.programmes.tables.sources import sources
from remeslo.web.apps.programmes.views.page import ProgrammePage, open_page
from remeslo.web.apps.programmes.views.papers import papers

_PRACTICES = (ElementKind.TRAINING_PRACTICE, ElementKind.WORK_PRACTICE, ElementKind.PREDIPLOMA_PRACTICE)


@dataclass(frozen=True, slots=True)
class SaidCause:
    """A cause with its words."""

    cause: Cause
    says: Sentence
    saves: int | None


@dataclass(frozen=True, slots=True)
class NormLine:
    """A norm that was applied."""

    key: str
    title: str
    value: RuleValue
    unit: str


@cluster_member_required(Action.SEE_PROGRAMMES)
def term(request: ClusterRequest, key: str) -> HttpResponse:
    """The first page of a programme."""
    page = open_page(request, key, "term")
    context: dict[str, Any] = {"page": page, "norms": list(_norms(page)), "causes": _causes(page)}
    context["findings"] = page.finding_lines(page.outcome.findings)
    context["documents"] = papers(page)
    context["sources"] = list(sources(page.found.origin.input.documents, page.book))
    context["unverified"] = sum(not n.value.verified for n in context["norms"])
    context["standard_term"] = _standard_term(page)
    context["further"] = list(_further(page)) if page.laid else []
    if laid := page.laid:
        grid = calendar_grid(laid)
        practice = sum(e.total for e in laid.elements if e.design.kind in _PRACTICES)
        hours = sum(laid.load)
        context |= {"grid": grid, "load": load_curve(laid), "hours": hours, "practice": practice}
        context["practice_share"] = practice / hours if hours else 0
    return render(request, "programmes/term.html", context)


FURTHER = (
    ("trials:causes", _("What holds the term"), "key"),
    ("trials:prices", _("Price list"), "chart"),
    ("trials:what_if", _("What if"), "target"),
)
"""Pages of another app that ask further about a term; shown when it is there."""


def _further(page: ProgrammePage) -> Iterator[tuple[str, Any, str]]:
    for name, word, sign in FURTHER:
        if url := reverse_or_none(name, cluster=page.cluster_key, key=page.key):
            yield url + page.query, word, sign


def _causes(page: ProgrammePage) -> dict[str, list[SaidCause]]:
    """Those that could be changed, and those that law does not let be changed."""
    language = get_language() or "ru"
    weeks = page.result.weeks if page.result else None
    said = [
        SaidCause(c, say_cause(c, language), weeks - c.weeks_after if weeks and c.weeks_after is not None else None)
        for c in page.outcome.causes
    ]
    return {"open": [s for s in said if s.cause.lawful], "law": [s for s in said if not s.cause.lawful]}


def _norms(page: ProgrammePage) -> Iterator[NormLine]:
    """Norms of the problem with their titles from the pack."""
    problem, design = page.outcome.problem, page.outcome.design
    if problem is None or design is None:
        return
    pack: NormPack | None = page.found.cluster.norms.get(design.norms)
    language = as_language(get_language() or "ru")
    english = language == "en"
    for key, value in problem.rules.items():
        norm = pack.norms.get(key) if pack else None
        title = (norm.title_en if english else norm.title_ru) if norm else _capital(label(f"rule.{key}", language))
        yield NormLine(key, title, value, label(f"unit.{norm.unit}", language) if norm else "")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _standard_term(page: ProgrammePage) -> Any:
    """The term option of the state standard that the programme closes to."""
    design = page.outcome.design
    if design is None:
        return None
    cluster = page.found.cluster
    standard = state_named(cluster.state_standards, design.state_reference, cluster.day)
    options = [t for t in (standard.terms if standard else ()) if t.base == design.base]
    exact = [t for t in options if t.total_hours == design.total_hours]
    return next(iter(exact or options), None)
