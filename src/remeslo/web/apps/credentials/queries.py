"""Questions over credentials; each takes a fixed number of queries."""

from django.db.models import Q, QuerySet

from remeslo.web.apps.common.models import Cluster, Organisation
from remeslo.web.apps.credentials.models import GraduateCredential, IssuerKey


def visible(cluster: Cluster, own: tuple[Organisation, ...], *, everything: bool) -> QuerySet[GraduateCredential]:
    """Credentials of the cluster that a house issued or is asked to endorse, or all; one query when read."""
    rows = GraduateCredential.objects.filter(cluster=cluster).select_related("college", "endorser").defer("document")
    return rows if everything else rows.filter(Q(college__in=own) | Q(endorser__in=own))


def of_learner(cluster: Cluster, subject: str) -> dict[str, GraduateCredential]:
    """Credentials of one learner in force, by competence; one query."""
    rows = GraduateCredential.objects.filter(cluster=cluster, subject=subject, revoked_at=None).defer("document")
    return {row.competence: row for row in rows}


def one(cluster: Cluster, uid: str) -> GraduateCredential | None:
    """A credential with its organisations; one query."""
    rows = GraduateCredential.objects.filter(cluster=cluster, uid=uid)
    return rows.select_related("college", "endorser", "cluster").first()


def multikeys(organisation_id: int) -> list[str]:
    """Public sides of all keys of an organisation, the newest first; one query."""
    return list(IssuerKey.objects.filter(organisation_id=organisation_id).values_list("multikey", flat=True))
