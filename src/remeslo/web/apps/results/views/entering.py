"""Entering a fact and correcting one: the same form, made from the kind's description."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from remeslo.core.base.facts import Fact, FactKey
from remeslo.core.base.findings import Finding
from remeslo.core.base.keys import OrganisationKey
from remeslo.core.results.kinds import FactKind, SubjectKind, validate
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.models import Organisation
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.results.audience import Audience, audience_of
from remeslo.web.apps.results.fields import FILLED_IN, as_texts, form_fields, read_fields
from remeslo.web.apps.results.kinds import asked, enterable, kinds
from remeslo.web.apps.results.ledger import Ledger, ledger
from remeslo.web.apps.results.models import FactRow
from remeslo.web.apps.results.prefill import college_of, known_values, twin_of
from remeslo.web.apps.results.services.evidence import NotEvidence, keep_evidence
from remeslo.web.apps.results.services.recording import NotInForce, Said, correct_fact, new_key, record_fact
from remeslo.web.apps.results.views.fact import find_fact
from remeslo.web.apps.results.words import NOT_EVIDENCE

MOST_FILES = 5


@dataclass(kw_only=True)
class _Form:
    """What stands in the form."""

    kind: FactKind
    speaker: Organisation | None
    subject: str = ""
    on: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    evidence: tuple[str, ...] = ()
    errors: dict[str, tuple[str, ...]] = field(default_factory=dict)
    found: list[Finding] = field(default_factory=list)
    twin: str = ""
    row: FactRow | None = None


@cluster_member_required(Action.RECORD_FACTS)
def new(request: ClusterRequest) -> HttpResponse:
    """Choose what happened, then say it."""
    audience = audience_of(request)
    kind = enterable().get(request.POST.get("kind") or request.GET.get("kind", ""))
    if not audience.speaks_for:
        raise PermissionDenied(str(Action.RECORD_FACTS))
    if kind is None:
        return render(request, "results/choose_kind.html", {"kinds": enterable()})
    subject = request.GET.get("subject", "").strip()[:160]
    held = ledger(request.cluster)
    if request.method == "POST":
        return _save(request, held, _posted(request, audience, kind))
    known = known_values(held.known_on(timezone.localdate()), subject, kind, lambda p: audience.sees(held.parties[p]))
    only = audience.speaks_for[0] if len(audience.speaks_for) == 1 else None
    form = _Form(kind=kind, speaker=only, subject=subject, texts=as_texts(known, kind))
    return _page(request, audience, form)


@cluster_member_required(Action.RECORD_FACTS)
def correct(request: ClusterRequest, key: str) -> HttpResponse:
    """Put another fact in the place of one in force."""
    audience = audience_of(request)
    row = find_fact(request, key, Action.RECORD_FACTS)
    kind = kinds().get(row.kind)
    if kind is None or row.by not in audience.speaks_for:
        raise PermissionDenied(str(Action.RECORD_FACTS))
    held = ledger(request.cluster)
    fact = held.by_key[FactKey(row.key)]
    if request.method == "POST":
        form = _posted(request, audience, kind)
        form.row, form.speaker, form.subject = row, row.by, row.subject
        return _save(request, held, form)
    form = _Form(
        kind=kind,
        speaker=row.by,
        subject=row.subject,
        on=row.on.isoformat(),
        texts=as_texts(fact.values, kind),
        evidence=fact.evidence,
        row=row,
    )
    return _page(request, audience, form)


def _posted(request: ClusterRequest, audience: Audience, kind: FactKind) -> _Form:
    speakers = {o.key: o for o in audience.speaks_for}
    return _Form(
        kind=kind,
        speaker=speakers.get(request.POST.get("speaker", "")),
        subject=request.POST.get("subject", "").strip()[:160],
        on=request.POST.get("on", "")[:10],
        texts={f.name: request.POST.get(f.name, "")[:500] for f in kind.fields},
        reason=request.POST.get("correction_reason", "").strip()[:2000],
        evidence=tuple(e.strip()[:200] for e in request.POST.get("papers", "").splitlines() if e.strip())[:20],
    )


def _save(request: ClusterRequest, held: Ledger, form: _Form) -> HttpResponse:
    reading = read_fields(form.kind, form.texts)
    form.errors = dict(reading.errors)
    on = _day(form.on)
    if on is None:
        form.errors["on"] = (_("Say on which day it happened."),)
    if not form.subject or "\0" in form.subject:
        form.errors["subject"] = (_("Say whom or what it is about."),)
    if form.speaker is None:
        form.errors["speaker"] = (_("Say for which organisation you speak."),)
    if form.row is not None and not form.reason:
        form.errors["correction_reason"] = (_("Say why the fact is corrected."),)
    fact = None
    if on is not None and form.speaker is not None and not form.errors:
        cluster = request.cluster
        filled = {"cluster": cluster.key, "region": cluster.region}
        values = {**reading.values, **{n: filled[n] for n in FILLED_IN if form.kind.field(n) and filled[n]}}
        fact = Fact(
            key=new_key(),
            kind=form.kind.key,
            subject=form.subject,
            on=on,
            known=timezone.localdate(),
            by=OrganisationKey(form.speaker.key),
            values=values,
        )
        form.found = [f for f in validate(fact, kinds()) if f.hard]
        form.twin = twin_of(held.known_on(fact.known), fact, form.kind, own=form.row.key if form.row else "")
    files = _files(request, form) if fact is not None and not form.found and not form.twin else None
    if fact is None or files is None:
        return _page(request, audience_of(request), form, status=400)
    return _write(request, held, form, fact, files)


def _write(request: ClusterRequest, held: Ledger, form: _Form, fact: Fact, files: list[str]) -> HttpResponse:
    assert form.speaker is not None
    houses = {o.key: o for o in request.cluster.organisations.all()}
    college = form.row.college if form.row else college_of(held.known_on(fact.known), fact, houses)
    other = asked(fact, houses, college)
    said = Said(kind=fact.kind, subject=fact.subject, on=fact.on, values=fact.values, evidence=(*form.evidence, *files))
    now = timezone.now()
    if form.row is None:
        row = record_fact(
            request.cluster, said, speaker=form.speaker, other=other, college=college, by=request.user, at=now
        )
        text = _("The fact is entered; %(other)s is asked to confirm it.") if other else _("The fact is entered.")
        messages.success(request, text % {"other": other})
    else:
        try:
            row = correct_fact(form.row, said, reason=form.reason, other=other, by=request.user, at=now)
        except NotInForce:
            form.errors["correction_reason"] = (_("Somebody corrected this fact meanwhile: look at what stands now."),)
            return _page(request, audience_of(request), form, status=409)
        messages.success(request, _("The correction is entered; the old statement stays in the history."))
    return redirect("results:fact", cluster=request.cluster.key, key=row.key)


def _files(request: ClusterRequest, form: _Form) -> list[str] | None:
    """References of the files sent along; None when one can't be kept."""
    kept = []
    files = request.FILES.getlist("files")[:MOST_FILES]  # reading it receives the files
    if getattr(request, "upload_too_large", False):
        form.errors["files"] = (str(NOT_EVIDENCE["too_large"]) % {"name": _("the upload")},)
        return None
    for file in files:
        try:
            data = file.read()
            evidence = keep_evidence(
                request.cluster, file.name or "file", data, owner=form.speaker, by=request.user, at=timezone.now()
            )
            kept.append(evidence.reference)
        except NotEvidence as refusal:
            form.errors["files"] = (str(NOT_EVIDENCE[refusal.why]) % {"name": refusal.name},)
            return None
    return kept


def _page(request: ClusterRequest, audience: Audience, form: _Form, *, status: int = 200) -> HttpResponse:
    organisations = [(o.key, o.name) for o in request.cluster.organisations.all()]
    context: dict[str, Any] = {
        "form": form,
        "fields": form_fields(form.kind, form.texts, organisations, form.errors),
        "speakers": audience.speaks_for,
        "is_learner": form.kind.subject is SubjectKind.LEARNER,
        "papers": "\n".join(form.evidence),
        "today": timezone.localdate().isoformat(),
    }
    return render(request, "results/enter.html", context, status=status)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
