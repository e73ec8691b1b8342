"""What applying a review changes, worked out before anything is saved."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from remeslo.core.base.findings import Finding
from remeslo.core.competence.revision import Applied, Resolution, followed
from remeslo.core.competence.studio.impact import Impact, impact
from remeslo.core.line.design import designer
from remeslo.core.line.studio import surroundings
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.programmes.values import Memory
from remeslo.web.apps.registry.snapshot import cluster_value
from remeslo.web.apps.revision.queries import Opened
from remeslo.web.apps.revision.services.reviewing import applied_of


@dataclass(frozen=True, slots=True)
class Preview:
    """
    What would change.

    Parameters
    ----------
    impact
        Design before and after, groups and papers; ``None`` when the new outline has no design (findings say why).
    findings
        Of applying, of the new design where it does not follow a decision.
    """

    applied: Applied
    impact: Impact | None
    findings: tuple[Finding, ...]


_previews = Memory(10)


def previewed(cluster: Cluster, found: Opened, resolutions: Iterable[Resolution]) -> Preview:
    """Designs the programme twice, by words alone: as it was on the old edition, and as the decisions make it."""
    wanted = tuple(resolutions)
    applied = applied_of(found, wanted)
    value = cluster_value(cluster)
    review = found.review
    key = (review.pk, applied.outline, tuple(s.edition for s in value.standards), value.day)

    def make() -> Preview:
        others = tuple(s for s in value.standards if s.edition not in (found.old.edition, found.new.edition))
        programmes = tuple(o for o in value.programmes if o.key != review.programme)
        before = designer(replace(value, standards=(*others, found.old), programmes=(*programmes, found.outline)))
        after = designer(
            replace(value, standards=(*others, found.old, found.new), programmes=(*programmes, applied.outline))
        )
        then, now = before.design(found.outline).design, after.design(applied.outline).design
        if then is None or now is None:
            return Preview(applied, None, (*applied.findings, *after.design(applied.outline).findings))
        told = followed(found.list, wanted, applied, now)
        return Preview(applied, impact(then, now, surroundings(after)), (*applied.findings, *told))

    return _previews.get(key, make)
