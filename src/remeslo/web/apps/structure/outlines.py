"""The outline behind a programme: the latest version of its document, the trunk's where the programme is a branch."""

from dataclasses import dataclass, replace

from remeslo.core.competence.outline import Branch, ProgrammeOutline
from remeslo.core.competence.structure.branches import branch_key, programmes_of
from remeslo.core.competence.structure.rules import StructureRule
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import Cluster, DocumentVersion, VersionedDocument
from remeslo.web.apps.registry.values import version_value


@dataclass(frozen=True, slots=True)
class Written:
    """
    An outline as it was saved last, and which of its programmes is meant.

    Parameters
    ----------
    branch
        ``None``: the outline is the programme.
    """

    version: DocumentVersion
    outline: ProgrammeOutline
    branch: Branch | None

    @property
    def programme(self) -> ProgrammeOutline:
        """The programme that is meant."""
        return self.of(self.outline)

    def of(self, outline: ProgrammeOutline) -> ProgrammeOutline:
        """The programme that is meant, in another version of the outline."""
        if self.branch is None:
            return outline
        key = branch_key(self.outline, self.branch)
        return next(p for p in programmes_of(outline) if p.key == key)

    @property
    def rules(self) -> tuple[StructureRule, ...]:
        """Rules of the trunk and of the branch."""
        return (*self.outline.structure, *(self.branch.structure if self.branch else ()))

    def with_rules(self, rules: tuple[StructureRule, ...]) -> ProgrammeOutline:
        """The outline with these rules: those that the trunk has stay with it, others go to the branch."""
        if self.branch is None:
            return replace(self.outline, structure=rules)
        trunk = {r.key for r in self.outline.structure}
        own = tuple(r for r in rules if r.key not in trunk)
        branches = tuple(replace(b, structure=own) if b.key == self.branch.key else b for b in self.outline.branches)
        return replace(self.outline, structure=tuple(r for r in rules if r.key in trunk), branches=branches)


def written(cluster: Cluster, programme: str) -> Written | None:
    """The outline of a programme or of the trunk that it is a branch of; two queries."""
    keys = [programme] + [programme[:n] for n, letter in enumerate(programme) if letter == "."]
    rows = VersionedDocument.objects.filter(
        cluster=cluster, kind=DocumentKind.OUTLINE, key__in=keys, withdrawn=False, latest__isnull=False
    ).select_related("latest")
    found = {row.key: row for row in rows}
    for key in keys:
        version = found[key].latest if key in found else None
        if version is None:
            continue
        outline: ProgrammeOutline = version_value(version)
        branch = next((b for b in outline.branches if branch_key(outline, b) == programme), None)
        if branch is not None or (key == programme and not outline.branches):
            return Written(version, outline, branch)
    return None
