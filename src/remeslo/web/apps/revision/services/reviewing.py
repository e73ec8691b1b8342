"""Opening a review, deciding on its links, applying the decisions to a draft of the next outline."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.revision import Applied, NewEdition, Resolution, apply, apply_state, check_resolution
from remeslo.core.competence.statestandard import StateStandard
from remeslo.web.apps.common.models import Cluster, DocumentVersion, User
from remeslo.web.apps.common.services.documents import save_version
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.registry.contents import outline_content
from remeslo.web.apps.revision import queries
from remeslo.web.apps.revision.models import LinkDecision, Review
from remeslo.web.apps.revision.services.meanwhile import ChangedMeanwhile, Refused, Said, changed, is_repeated


@dataclass(frozen=True, slots=True)
class AppliedReview:
    """The draft that was saved, and what applying said."""

    version: DocumentVersion
    applied: Applied


@transaction.atomic
def open_review(cluster: Cluster, programme: str, old: str, new: str, *, by: User, at: datetime) -> Review | None:
    """The review of a programme against an edition; the one that is there is opened again. ``None``: nothing to do."""
    for pair in queries.replaced(cluster, only_new=new):
        if pair.old.edition != old:
            continue
        touched = next((t for t in pair.touched if t.programme == programme), None)
        if touched is None:
            return None
        if touched.review is not None:
            return touched.review
        outline, plan = queries.latest_of(cluster, programme)
        made = Review.objects.create(
            cluster=cluster,
            programme=programme,
            outline_id=outline,
            plan_id=plan,
            old_id=pair.old_version,
            new_id=pair.new_version,
            opened_by=by,
            opened_at=at,
        )
        record("revision.opened", by=by, cluster=cluster, subject=f"outline:{programme}", old=old, new=new)
        return made
    return None


@transaction.atomic
def decide(review: Review, said: Iterable[Said], *, by: User, at: datetime) -> int:
    """
    Keeps decisions, all or none; says how many.

    Raises `Refused` with every reason, and `ChangedMeanwhile` when somebody decided on one of the links after what its
    editor had seen. What the same person said already in the same words is not said again.
    """
    _locked(review)
    found = queries.opened(review)
    edition = NewEdition.of(found.new)
    given = list(said)
    wrong = [f for s in given for f in check_resolution(found.list, s.resolution, edition)]
    if wrong:
        raise Refused(wrong)
    latest = queries.latest(review)
    new = [s for s in given if not is_repeated(s, latest, by)]
    if moved := changed(((s.resolution.link, s.seen) for s in new), latest):
        raise ChangedMeanwhile(moved)
    wanted = [s.resolution for s in new]
    for r in wanted:
        _keep(review, r.link, r.decision.value, list(r.targets), r.note, by, at)
    if wanted:
        facts = {"count": len(wanted), "new": found.new.edition}
        record("revision.decided", by=by, cluster=review.cluster, subject=f"outline:{review.programme}", **facts)
    return len(wanted)


@transaction.atomic
def take_back(review: Review, seen: Mapping[str, int], *, by: User, at: datetime) -> int:
    """
    Takes the decisions on these links back; they stay in the history.

    ``seen`` has for each link the id of the decision that its editor had seen; raises `ChangedMeanwhile` as `decide`.
    """
    _locked(review)
    latest = queries.latest(review)
    known = [link for link in seen if link in latest and not latest[link].taken_back]
    if moved := changed(((link, seen[link]) for link in known), latest):
        raise ChangedMeanwhile(moved)
    for link in known:
        _keep(review, link, "", [], "", by, at)
    return len(known)


@transaction.atomic
def apply_review(review: Review, *, seen: int, by: User, at: datetime) -> AppliedReview:
    """
    Saves the next version of the outline as a draft; the version under review stays as it was.

    ``seen`` is the id of the newest decision that the preview was made of. Raises `ChangedMeanwhile` when decisions
    came after it, `Refused` when the review was applied before, or a state standard's links wait for decisions, and
    `Outdated` when somebody saved another version of the outline.
    """
    _locked(review)
    found = queries.opened(review)
    latest = queries.latest(review)
    if later := [(link, 0) for link, d in latest.items() if d.row.pk > seen]:
        raise ChangedMeanwhile(changed(later, latest))
    applied = applied_of(found, [d.resolution for d in queries.in_force(latest).values()])
    if waiting := [f for f in applied.findings if f.severity >= Severity.STOPS_SAVING]:
        raise Refused(waiting)
    version = save_version(
        review.cluster,
        outline_content(applied.outline),
        by=by,
        at=at,
        based_on=review.outline.number,
        note=f"{found.old.edition} → {found.new.edition}",
    )
    review.result, review.applied_by, review.applied_at = version, by, at
    review.save(update_fields=["result", "applied_by", "applied_at"])
    facts = {"old": found.old.edition, "new": found.new.edition, "staying": len(applied.staying)}
    record("revision.applied", by=by, cluster=review.cluster, subject=f"outline:{review.programme}", **facts)
    return AppliedReview(version, applied)


def applied_of(found: queries.Opened, resolutions: Iterable[Resolution]) -> Applied:
    """What applying would give; nothing is saved."""
    outline, design = found.outline, found.outcome.design
    assert isinstance(outline, ProgrammeOutline)
    assert isinstance(design, ProgrammeDesign)
    if isinstance(found.new, StateStandard):
        return apply_state(outline, design, found.list, resolutions, found.new)
    return apply(outline, design, found.list, resolutions)


def _locked(review: Review) -> None:
    """Holds the review's row; refuses one that was applied meanwhile."""
    row = Review.objects.select_for_update().get(pk=review.pk)
    if row.result_id is not None:
        raise Refused([Finding("revision.applied_already", review.programme, {}, Severity.STOPS_SAVING)])


def _keep(review: Review, link: str, decision: str, targets: list[str], note: str, by: User, at: datetime) -> None:
    LinkDecision(
        review=review, link=link, decision=decision, targets=targets, note=note, author=by, author_name=str(by), at=at
    ).save()
