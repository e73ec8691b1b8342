"""Publishing a term plan: a separate, named act that hard findings stop."""

from collections.abc import Sequence

from django.db import transaction

from remeslo.core.base.findings import Finding
from remeslo.web.apps.common.models import User
from remeslo.web.apps.common.services.documents import publish_version
from remeslo.web.apps.programmes.queries import Planned


class NotPublishable(Exception):
    """Hard findings stand in the way; carries them, nothing was changed."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(f"{len(findings)} hard findings")
        self.findings = tuple(findings)


@transaction.atomic
def publish_plan(found: Planned, *, by: User | None) -> None:
    """Make a version of a term plan, and the design it is the plan of, what others work with."""
    hard = [f for f in found.outcome.findings if f.hard]
    result = found.outcome.result
    if result is None or result.plan is None:
        hard.append(
            Finding("plan.no_plan", found.document.key, {"status": result.status.value if result else "unknown"})
        )
    if hard:
        raise NotPublishable(hard)
    publish_version(found.version, by=by)
    if found.origin.design is not None:
        publish_version(found.origin.design, by=by, log=False)
