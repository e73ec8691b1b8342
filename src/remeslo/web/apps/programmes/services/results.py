"""Keeping what the line made of a programme: its design and its term plan as versioned documents."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from remeslo.core.competence.model import GapClass
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.interchange.values import to_json
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import Cluster, DocumentVersion, User
from remeslo.web.apps.common.services.documents import Content, save_version
from remeslo.web.apps.programmes.models import PlanInput, PlanOrigin


@dataclass(frozen=True, slots=True)
class Kept:
    """The versions in which a programme's outcome was kept; ``is_new`` False: nothing differs from the last ones."""

    design: DocumentVersion | None
    term: DocumentVersion
    is_new: bool


@transaction.atomic
def keep_outcome(
    cluster: Cluster, outcome: ProgrammeOutcome, made_from: PlanInput, *, by: User | None, at: datetime, position: int
) -> Kept:
    """Saves design and term plan; the same outcome again gives the versions that are there."""
    title = outcome.design.title if outcome.design else outcome.key
    design = None
    if outcome.design is not None:
        content = Content(
            kind=DocumentKind.PROGRAMME,
            key=outcome.key,
            title=title,
            body=to_json(outcome.design),
            words=f"{outcome.design.state_standard} {outcome.design.qualification}",
            position=position,
        )
        design = save_version(cluster, content, by=by, at=at, log=False)
    content = Content(
        kind=DocumentKind.TERM_PLAN,
        key=outcome.key,
        title=title,
        body=to_json(outcome),
        summary=summary_of(outcome),
        position=position,
    )
    term = save_version(cluster, content, by=by, at=at)
    is_new = not PlanOrigin.objects.filter(version=term).exists()
    if is_new:
        PlanOrigin(version=term, design=design, input=made_from).save()
    return Kept(design, term, is_new)


def summary_of(outcome: ProgrammeOutcome) -> dict[str, object]:
    """What lists show of a programme without opening its body."""
    design, result = outcome.design, outcome.result
    hours = sum(sum(w.values()) for w in result.plan.hours.values()) if result and result.plan else 0
    return {
        "status": result.status.value if result else "",
        "weeks": result.weeks if result else None,
        "bound": result.bound if result else 0,
        "bound_by": result.bound_by if result else "",
        "hours": hours,
        "state_standard": design.state_standard if design else "",
        "qualification": design.qualification if design else "",
        "base": design.base.value if design else "",
        "kind": design.kind.value if design else "",
        "competences": len(design.model.competences) if design else 0,
        "of_employers": sum(c.origin == "employer" for c in design.model.competences) if design else 0,
        "answers": {a.value: sum(g.answer is a for g in design.model.gap) for a in GapClass} if design else {},
        "employers": len({r.employer for g in design.model.gap for r in g.line.requests}) if design else 0,
        "elements": [[e.index, e.title] for e in design.elements] if design else [],
        "competence_titles": [[c.key, c.title] for c in design.model.competences] if design else [],
        "hard": sum(f.hard for f in outcome.findings),
        "findings": len(outcome.findings),
    }
