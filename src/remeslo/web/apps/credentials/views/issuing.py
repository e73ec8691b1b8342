"""Credentials of the cluster; graduates and what of theirs may be certified."""

from collections.abc import Mapping

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from remeslo.core.credentials.claims import Claim
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.credentials.models import IssuerKey
from remeslo.web.apps.credentials.queries import of_learner, visible
from remeslo.web.apps.credentials.services.addresses import base_of
from remeslo.web.apps.credentials.services.issuing import NotClaimable, issue
from remeslo.web.apps.credentials.services.keys import replace_key
from remeslo.web.apps.credentials.snapshot import Graduate, graduates, judged, taught
from remeslo.web.apps.credentials.views.audience import Reader, reader_of
from remeslo.web.apps.credentials.words import missing_words
from remeslo.web.apps.results.ledger import ledger
from remeslo.web.apps.results.queries import names

A_PAGE = 100


@cluster_member_required(Action.SEE_CREDENTIALS)
def listing(request: ClusterRequest) -> HttpResponse:
    """Credentials that my house issued or endorses, and those that wait for its word."""
    reader = reader_of(request)
    rows = visible(request.cluster, reader.own, everything=reader.everything)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    mine = {o.pk for o in reader.employers}
    context = {
        "page": page,
        "waiting": [r for r in page if r.state == "waiting" and r.endorser_id in mine],
        "colleges": reader.colleges,
        "keys": IssuerKey.objects.filter(organisation__in=reader.colleges).select_related("organisation"),
    }
    return render(request, "credentials/list.html", context)


@cluster_member_required(Action.ISSUE_CREDENTIALS)
def people(request: ClusterRequest) -> HttpResponse:
    """Graduates of my colleges, under pseudonyms."""
    reader = reader_of(request)
    known = ledger(request.cluster).known_on(timezone.localdate())
    wanted = str(request.GET.get("q", "")).strip()[:160]
    found = [g for g in graduates(known, reader.colleges) if wanted.casefold() in g.subject.casefold()]
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "credentials/graduates.html", {"page": page, "wanted": wanted, "houses": reader.houses})


@cluster_member_required(Action.ISSUE_CREDENTIALS)
def graduate(request: ClusterRequest, key: str) -> HttpResponse:
    """One graduate's competences: what may be certified, what not and why; certify the chosen ones."""
    reader = reader_of(request)
    held = ledger(request.cluster)
    known = held.known_on(timezone.localdate())
    found = _graduate([g for g in graduates(known, reader.colleges) if g.subject == key], request)
    facts = judged(held, known, found, taught(request.cluster, found.programme))
    if request.method == "POST":
        return _certify(request, reader, found, facts.title, {str(c.competence.key): c for c in facts.claims})
    issued = of_learner(request.cluster, key)
    context = {
        "graduate": found,
        "title": facts.title,
        "houses": reader.houses,
        "lines": [(c, issued.get(str(c.competence.key)), missing_words(c.missing)) for c in facts.claims],
        "open": any(c.is_claimable and str(c.competence.key) not in issued for c in facts.claims),
    }
    return render(request, "credentials/graduate.html", context)


@require_POST
@cluster_member_required(Action.ISSUE_CREDENTIALS)
def new_key(request: ClusterRequest) -> HttpResponse:
    """A new key signs for my college from now on."""
    wanted = request.POST.get("college", "")
    college = next((c for c in reader_of(request).colleges if c.key == wanted), None)
    if college is None:
        raise PermissionDenied(str(Action.ISSUE_CREDENTIALS))
    replace_key(college, by=request.user, at=timezone.now())
    messages.success(request, _("A new key signs from now on; what the old one signed stays good."))
    return redirect("credentials:list", cluster=request.cluster.key)


def _graduate(found: list[Graduate], request: ClusterRequest) -> Graduate:
    """The graduation that the address means: the only one, or of the programme it names."""
    wanted = request.GET.get("programme")
    fitting = [g for g in found if wanted in (None, g.programme)]
    if not fitting:
        raise Http404
    return fitting[0]


def _certify(
    request: ClusterRequest, reader: Reader, found: Graduate, title: str, claims: Mapping[str, Claim]
) -> HttpResponse:
    chosen = request.POST.getlist("competence")[:200]
    name = ""
    if request.POST.get("named") == "1":
        learner = names(request.cluster, [found.subject]).get(found.subject)
        name = learner.name if learner is not None else ""
    done, left = 0, []
    for key in chosen:
        if key not in claims:
            raise PermissionDenied(str(Action.ISSUE_CREDENTIALS))
        try:
            issue(
                request.cluster,
                found,
                claims[key],
                title=title,
                houses=reader.houses,
                name=name,
                base=base_of(request),
                by=request.user,
                at=timezone.now(),
            )
            done += 1
        except NotClaimable:
            left.append(key)
    if done:
        text = ngettext("%(n)s credential waits for the employer.", "%(n)s credentials wait for the employer.", done)
        messages.success(request, text % {"n": done})
    if left:
        messages.warning(request, _("Not certified as facts stand: %(items)s.") % {"items": ", ".join(left)})
    if not chosen:
        messages.warning(request, _("Nothing was chosen."))
    if done:
        return redirect("credentials:list", cluster=request.cluster.key)
    page = reverse("credentials:graduate", kwargs={"cluster": request.cluster.key, "key": found.subject})
    return redirect(f"{page}?{urlencode({'programme': found.programme})}")
