"""Saving other rules of the tree: the next version of the outline, as a draft that a working group takes up."""

from datetime import datetime

from django.db import transaction

from remeslo.core.competence.structure.rules import StructureRule
from remeslo.web.apps.common.models import Cluster, DocumentVersion, User
from remeslo.web.apps.common.services.documents import save_version
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.registry.contents import outline_content
from remeslo.web.apps.structure.outlines import Written


@transaction.atomic
def save_rules(
    cluster: Cluster, found: Written, rules: tuple[StructureRule, ...], *, by: User, at: datetime, note: str = ""
) -> DocumentVersion:
    """
    The next version of the outline with these rules; the published one stays what others work with.

    Raises Outdated when somebody saved another version meanwhile.
    """
    outline = found.with_rules(rules)
    version = save_version(
        cluster, outline_content(outline), by=by, at=at, based_on=found.version.number, note=note[:500]
    )
    nodes = sorted({r.key for r in (*rules, *found.rules) if r not in rules or r not in found.rules})
    record("structure.ruled", by=by, cluster=cluster, subject=f"outline:{outline.key}", nodes=nodes)
    return version
