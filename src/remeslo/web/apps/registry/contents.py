"""How each core value is kept as a document: its key, title, what lists show and what searches find."""

import hashlib
from collections import Counter
from typing import Any

from remeslo.core.competence.demand import DemandCard
from remeslo.core.competence.framework import Framework
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.standards import OccupationalStandard
from remeslo.core.competence.statestandard import StateStandard
from remeslo.core.competence.studyplan import StudyPlan
from remeslo.core.competence.studyplan.sums import credits_of, hours_of
from remeslo.core.curriculum.norms import NormPack
from remeslo.interchange.values import to_json
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import Organisation
from remeslo.web.apps.common.services.documents import Content

CORE_TYPES: dict[str, type[Any]] = {
    DocumentKind.STANDARD: OccupationalStandard,
    DocumentKind.STATE_STANDARD: StateStandard,
    DocumentKind.DEMAND_CARD: DemandCard,
    DocumentKind.OUTLINE: ProgrammeOutline,
    DocumentKind.NORM_PACK: NormPack,
}
"""The kinds that a cluster folder holds, and the core value of each."""

VALUE_TYPES: dict[str, type[Any]] = {
    **CORE_TYPES,
    DocumentKind.FRAMEWORK: Framework,
    DocumentKind.STUDY_PLAN: StudyPlan,
}
"""The kinds whose bodies are core values; frameworks and study plans stay outside the folder."""

MOST_WORDS = 200_000
"""Characters of a document that a search over all documents looks through."""


def standard_content(standard: OccupationalStandard, position: int | None = None) -> Content:
    """An edition of an occupational standard."""
    functions = standard.functions
    return Content(
        kind=DocumentKind.STANDARD,
        key=standard.edition,
        title=standard.title,
        body=to_json(standard),
        summary={
            "code": standard.code,
            "order": standard.order_number,
            "approved": standard.approved.isoformat() if standard.approved else None,
            "generalised": len(standard.generalised),
            "functions": len(functions),
            "labour_actions": sum(len(f.actions) for f in functions),
            "skills": sum(len(f.skills) for f in functions),
            "knowledge": sum(len(f.knowledge) for f in functions),
        },
        words=" ".join((standard.code, standard.activity, *(f"{f.code} {f.name}" for f in functions))),
        position=position,
    )


def state_standard_key(standard: StateStandard) -> str:
    """Code, order and day: a code alone has several editions in its life."""
    return standard.edition


def state_standard_content(standard: StateStandard, position: int | None = None) -> Content:
    """A state standard."""
    competences = [c for a in standard.activities for c in a.competences]
    return Content(
        kind=DocumentKind.STATE_STANDARD,
        key=state_standard_key(standard),
        title=standard.title,
        body=to_json(standard),
        summary={
            "code": standard.code,
            "kind": standard.kind.value,
            "order": standard.order_number,
            "approved": standard.approved.isoformat() if standard.approved else None,
            "qualification": standard.qualification,
            "activities": len(standard.activities),
            "competences": len(competences),
            "general": len(standard.general),
            "verified": standard.verified,
        },
        words=" ".join((standard.code, standard.qualification, *(f"{c.code} {c.title}" for c in competences))),
        position=position,
    )


def card_content(card: DemandCard, owner: Organisation | None, position: int | None = None) -> Content:
    """An employer's demand card."""
    return Content(
        kind=DocumentKind.DEMAND_CARD,
        key=card.key,
        title=card.job,
        body=to_json(card),
        summary={
            "employer": card.employer,
            "people": card.people,
            "headcount": [[h.year, h.people] for h in card.headcount],
            "deadline": card.deadline.isoformat(),
            "requirements": len(card.requirements),
            "programme": card.programme,
        },
        words=" ".join((owner.name if owner else "", *(r.text for r in card.requirements), *card.equipment)),
        owner=owner,
        position=position,
    )


def outline_content(outline: ProgrammeOutline, position: int | None = None) -> Content:
    """A programme's frame."""
    return Content(
        kind=DocumentKind.OUTLINE,
        key=outline.key,
        title=outline.title,
        body=to_json(outline),
        summary={
            "state_standard": outline.state_standard,
            "base": outline.base.value,
            "qualification": outline.qualification,
            "norms": outline.norms,
            "elements": len(outline.elements),
        },
        words=f"{outline.state_standard} {outline.qualification}",
        position=position,
    )


def norm_pack_content(pack: NormPack, position: int | None = None) -> Content:
    """A pack of norms."""
    return Content(
        kind=DocumentKind.NORM_PACK,
        key=pack.key,
        title=pack.title_ru,
        body=to_json(pack),
        summary={"title_en": pack.title_en, "country": pack.country, "norms": len(pack.norms)},
        position=position,
    )


def framework_content(framework: Framework, position: int | None = None) -> Content:
    """An edition of a framework."""
    return Content(
        kind=DocumentKind.FRAMEWORK,
        key=framework.edition,
        title=framework.title,
        body=to_json(framework),
        summary={
            "framework": framework.key,
            "version": framework.version,
            "publisher": framework.publisher,
            "languages": list(framework.languages),
            "issued": framework.issued.isoformat() if framework.issued else None,
            "items": len(framework.items),
            "links": len(framework.associations),
            "kinds": dict(Counter(i.kind.value for i in framework.items)),
            "attribution": framework.attribution,
        },
        words=" ".join((framework.publisher, *(f"{i.code} {i.text}" for i in framework.items)))[:MOST_WORDS],
        position=position,
    )


def study_plan_key(plan: StudyPlan) -> str:
    """Code, year and what tells plans of one code and year apart: the same plan, changed, keeps its key."""
    h = plan.head
    apart = "|".join((h.title, h.profile, h.qualification, h.level, h.form, h.base, h.organisation, h.faculty))
    mark = hashlib.sha256(apart.encode()).hexdigest()[:6]
    return f"{h.code.strip() or 'plan'}@{h.start_year or 'undated'}-{mark}"[:200].replace(" ", "_")


def study_plan_content(plan: StudyPlan, position: int | None = None) -> Content:
    """A study plan."""
    h = plan.head
    return Content(
        kind=DocumentKind.STUDY_PLAN,
        key=study_plan_key(plan),
        title=" ".join(filter(None, (h.title, f"({h.profile})" if h.profile else ""))) or h.code or "?",
        body=to_json(plan),
        summary={
            "code": h.code,
            "start_year": h.start_year,
            "qualification": h.qualification,
            "form": h.form,
            "rows": len(plan.rows),
            "competences": len(plan.competences),
            "standards": len(plan.standards),
            "credits": str(credits_of(plan)),
            "hours": str(hours_of(plan)),
        },
        words=" ".join((h.code, h.qualification, *(f"{r.index} {r.title}" for r in plan.rows)))[:MOST_WORDS],
        position=position,
    )
