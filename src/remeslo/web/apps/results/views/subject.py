"""Everything known about one learner (under a pseudonym), contract or item."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from remeslo.core.results.kinds import SubjectKind
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action, can_somewhere
from remeslo.web.apps.results.audience import audience_of
from remeslo.web.apps.results.kinds import enterable, kinds
from remeslo.web.apps.results.ledger import ledger
from remeslo.web.apps.results.naming import shown_names
from remeslo.web.apps.results.queries import organisations_by_id, showings, visible_lines


@cluster_member_required(Action.SEE_FACTS)
def subject(request: ClusterRequest, key: str) -> HttpResponse:
    """Facts in force about the subject, as far as I am a party to them."""
    held = ledger(request.cluster)
    seen = visible_lines(held, held.known_on(timezone.localdate()), audience_of(request))
    lines = [line for line in reversed(seen) if line.fact.subject == key]
    if not lines:
        raise Http404
    names = shown_names(request, held, [key])
    about = {kinds()[line.fact.kind].subject for line in lines if line.fact.kind in kinds()}
    context = {
        "key": key,
        "lines": lines,
        "names": names,
        "kept": {},
        "organisations": organisations_by_id(request.cluster),
        "kinds": [k for k, kind in enterable().items() if kind.subject in about],
        "may_record": can_somewhere(request.user, Action.RECORD_FACTS, request.cluster),
        "person": "learner" if SubjectKind.LEARNER in about else "staff" if SubjectKind.TEACHER in about else "",
        "showings": showings(request.cluster, key) if names.offered else (),
    }
    return render(request, "results/subject.html", context)
