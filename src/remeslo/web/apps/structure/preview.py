"""What other rules of the tree would change, worked out before anything is saved."""

from dataclasses import dataclass, replace

from remeslo.core.base.findings import Finding
from remeslo.core.base.keys import ProgrammeKey
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.structure.branches import trunks
from remeslo.core.competence.structure.rules import StructureRule
from remeslo.core.competence.studio.impact import Impact, impact
from remeslo.core.line.design import Designed, Designer, designer
from remeslo.core.line.studio import surroundings
from remeslo.core.line.trunk import design_branches
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import Cluster, VersionedDocument
from remeslo.web.apps.programmes.values import Memory
from remeslo.web.apps.registry.snapshot import cluster_value, published_versions
from remeslo.web.apps.structure.outlines import Written

_designers, _previews = Memory(4), Memory(12)


@dataclass(frozen=True, slots=True)
class Preview:
    """
    What would change.

    Parameters
    ----------
    impact
        Design before and after, groups and papers; ``None`` when one of them cannot be made.
    findings
        What the new design is told of its structure, and everything hard that it is told anew.
    """

    impact: Impact | None
    findings: tuple[Finding, ...]


def previewed(cluster: Cluster, found: Written, rules: tuple[StructureRule, ...]) -> Preview:
    """Designs the programme twice, by words alone: as the outline was saved last, and with these rules."""
    inputs = (cluster.pk, found.version.pk, tuple(sorted(published_versions(cluster).items())))

    def begin() -> Designer:
        value = cluster_value(cluster)
        others = tuple(o for o in value.programmes if o.key != found.outline.key)
        return designer(replace(value, programmes=(*others, found.outline)))

    def make() -> Preview:
        before: Designer = _designers.get(inputs, begin)
        outline = found.with_rules(rules)
        others = tuple(o for o in before.cluster.programmes if o.key != found.outline.key)
        after = replace(before, cluster=replace(before.cluster, programmes=(*others, outline)))
        was, becomes = _designed(before, found, found.outline), _designed(after, found, outline)
        then, now = was.design, becomes.design
        if then is None or now is None:
            return Preview(None, becomes.findings)
        known = [(f.code, f.where) for f in then.findings]
        told = [f for f in now.findings if f.code.startswith("structure.")]
        told += [f for f in now.findings if f.hard and f not in told and (f.code, f.where) not in known]
        plans = VersionedDocument.objects.filter(cluster=cluster, kind=DocumentKind.TERM_PLAN, withdrawn=False)
        planned = frozenset(ProgrammeKey(k) for k in plans.values_list("key", flat=True))
        return Preview(impact(then, now, replace(surroundings(after), planned=planned)), tuple(told))

    return _previews.get((*inputs, found.branch.key if found.branch else "", rules), make)


def _designed(made: Designer, found: Written, outline: ProgrammeOutline) -> Designed:
    """The programme in a version of its outline; a branch with the trunk that it shares with the others."""
    programme = found.of(outline)
    for trunk in trunks([outline]):
        return next(b.designed for b in design_branches(made, trunk) if b.outline.key == programme.key)
    return made.design(programme)
