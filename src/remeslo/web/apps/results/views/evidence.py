"""Evidence: the bytes of a file, for those who may see a fact that it proves; always as a download."""

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.results.audience import audience_of
from remeslo.web.apps.results.ledger import ledger
from remeslo.web.apps.results.models import Evidence
from remeslo.web.apps.results.queries import facts_with_evidence


@cluster_member_required(Action.SEE_FACTS)
def evidence(request: ClusterRequest, sha256: str) -> HttpResponse:
    """The file as it was kept."""
    file = Evidence.objects.filter(cluster=request.cluster, sha256=sha256).first()
    if file is None:
        raise Http404
    held, audience = ledger(request.cluster), audience_of(request)
    proved = facts_with_evidence(held, file.reference)
    if not audience.reads_all and not any(audience.sees(held.parties[f.key]) for f in proved):
        raise Http404
    answer = HttpResponse(bytes(file.data), content_type=file.media_type)
    answer["Content-Disposition"] = content_disposition_header(True, file.name) or "attachment"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
