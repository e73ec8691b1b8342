"""What applying a review changes, worked out before anything is saved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.revision import Applied, Resolution, followed, followed_state
from remeslo.core.competence.standards import OccupationalStandard
from remeslo.core.competence.statestandard import StateStandard
from remeslo.core.competence.studio.impact import Impact, impact
from remeslo.core.line import cluster as core
from remeslo.core.line.design import designer
from remeslo.core.line.studio import surroundings
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.programmes.values import Memory
from remeslo.web.apps.registry.snapshot import cluster_value
from remeslo.web.apps.revision.queries import Edition, Opened
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

    @property
    def waits(self) -> bool:
        """True when nothing can be saved yet: links of a state standard are undecided."""
        return any(f.severity >= Severity.STOPS_SAVING for f in self.applied.findings)


_previews = Memory(10)


def previewed(cluster: Cluster, found: Opened, resolutions: Iterable[Resolution]) -> Preview:
    """Designs the programme twice, by words alone: as it was on the old edition, and as the decisions make it."""
    wanted = tuple(resolutions)
    applied = applied_of(found, wanted)
    value = cluster_value(cluster)
    review = found.review
    held = (*(s.edition for s in value.standards), *(s.edition for s in value.state_standards))
    key = (review.pk, applied.outline, held, value.day)

    def make() -> Preview:
        outline = found.outline
        if isinstance(found.old, StateStandard):
            outline = replace(outline, state_standard=found.old.edition)
        before = designer(_with(value, found, outline, (found.old,)))
        after = designer(_with(value, found, applied.outline, (found.old, found.new)))
        then, now = before.design(outline).design, after.design(applied.outline).design
        if then is None or now is None:
            return Preview(applied, None, (*applied.findings, *after.design(applied.outline).findings))
        told = _followed(found, wanted, applied, now)
        return Preview(applied, impact(then, now, surroundings(after)), (*applied.findings, *told))

    return _previews.get(key, make)


def _with(value: core.Cluster, found: Opened, outline: ProgrammeOutline, held: Sequence[Edition]) -> core.Cluster:
    """The cluster with these of the two editions and no other of the same code named by them, and with this outline."""
    programmes = (*(o for o in value.programmes if o.key != found.review.programme), outline)
    both = (found.old.edition, found.new.edition)
    occupational = [s for s in value.standards if s.edition not in both]
    state = [s for s in value.state_standards if s.edition not in both]
    return replace(
        value,
        standards=(*occupational, *(s for s in held if isinstance(s, OccupationalStandard))),
        state_standards=(*state, *(s for s in held if isinstance(s, StateStandard))),
        programmes=programmes,
    )


def _followed(
    found: Opened, wanted: Sequence[Resolution], applied: Applied, design: ProgrammeDesign
) -> tuple[Finding, ...]:
    if isinstance(found.new, StateStandard):
        return followed_state(found.list, wanted, applied, design, found.new)
    return followed(found.list, wanted, applied, design)
