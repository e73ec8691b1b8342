"""Facts to give away: under pseudonyms that this recipient alone gets."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache

from remeslo.core.base.facts import CONFIRMATION, Fact
from remeslo.core.privacy import for_recipient
from remeslo.core.results.kinds import SubjectKind
from remeslo.interchange.factfile import write
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.privacy.forms import RecipientForm
from remeslo.web.apps.results.kinds import kinds
from remeslo.web.apps.results.ledger import ledger


@cluster_member_required(Action.KEEP_PRIVACY)
def facts(request: ClusterRequest) -> HttpResponse:
    """Asks for whom."""
    return render(request, "privacy/facts.html", {"form": RecipientForm()})


@never_cache
@cluster_member_required(Action.KEEP_PRIVACY)
def file(request: ClusterRequest) -> HttpResponse:
    """The facts in force, as a fact file; that it was made, for whom, is logged."""
    form = RecipientForm(request.GET)
    if not form.is_valid():
        return render(request, "privacy/facts.html", {"form": form}, status=400)
    recipient = form.cleaned_data["recipient"]
    known = ledger(request.cluster).known_on(timezone.localdate()).facts
    given = for_recipient(known, _about_people(known), _key(request.cluster), recipient)
    record("privacy.facts_given", by=request.user, cluster=request.cluster, recipient=recipient, count=len(given))
    answer = HttpResponse(write(given), content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="facts.json"'
    return answer


def _about_people(known: Iterable[Fact]) -> frozenset[str]:
    """Kinds whose subject is a person; one that nobody knows may be."""
    people = (SubjectKind.LEARNER, SubjectKind.TEACHER)
    said = kinds()
    there = {f.kind for f in known} - {CONFIRMATION}
    return frozenset(k for k in there if k not in said or said[k].subject in people)


def _key(cluster: Cluster) -> bytes:
    """The cluster's key: from the installation's, which is in no backup."""
    return salted_hmac("remeslo.privacy.pseudonyms", str(cluster.pk), algorithm="sha256").digest()
