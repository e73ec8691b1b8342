"""Papers: the programme of a course, certificates for names that are typed and not kept, an individual curriculum."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language

from remeslo.core.competence.courses.kind import CourseKind
from remeslo.core.curriculum.whatif.change import ChangeRefused
from remeslo.core.line.individual.continuation import with_group
from remeslo.interchange.coursepapers import (
    CertificateFacts,
    IndividualPaper,
    RecognisedEntry,
    certificates_docx,
    course_docx,
    individual_docx,
    printed,
)
from remeslo.interchange.documents import certificates_pdf
from remeslo.interchange.sentences import Language, as_language
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.enums import State
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.shortcourses import queries
from remeslo.web.apps.shortcourses.enums import RecognitionState
from remeslo.web.apps.shortcourses.forms import CertificateForm, problems
from remeslo.web.apps.shortcourses.models import Recognition
from remeslo.web.apps.shortcourses.services.saving import result_of
from remeslo.web.apps.shortcourses.snapshot import credit_of, learner_basis, own_problem
from remeslo.web.apps.shortcourses.tables.learner import norms
from remeslo.web.apps.shortcourses.tables.showing import last_day
from remeslo.web.apps.shortcourses.views.learner import opened
from remeslo.web.apps.shortcourses.views.opened import CoursePage, open_course_page

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@cluster_member_required(Action.SEE_PROGRAMMES)
def programme(request: ClusterRequest, key: str) -> HttpResponse:
    """The programme of a course, as DOCX."""
    page = open_course_page(request, key)
    if page.design is None or page.found is None or not page.made.parts:
        raise Http404
    data = course_docx(page.made, page.design, page.found.cluster, page.result, language=_language())
    return _file(data, f"{page.key}.docx")


@cluster_member_required(Action.EDIT_SHORT_COURSE)
def certificates(request: ClusterRequest, key: str) -> HttpResponse:
    """Certificates of the open version for the names that are typed in; names are printed and not kept."""
    page = open_course_page(request, key)
    require(request.user, Action.EDIT_SHORT_COURSE, page.document)
    kind = page.made.kind.kind if page.made.kind is not None else None
    if kind is None or page.state is not State.PUBLISHED:
        raise Http404
    last = last_day(page.made, page.result)
    form = CertificateForm(request.POST or None, initial={"last": last.isoformat() if last else ""})
    if request.method == "POST" and form.is_valid():
        return _certificates(request, page, kind, form, form.cleaned_data["last"] or last or page.course.group.start)
    context: dict[str, Any] = {"page": page, "form": form, "problems": problems(form), "kind": kind}
    return render(request, "shortcourses/certificates.html", context, status=400 if form.errors else 200)


def _certificates(
    request: ClusterRequest, page: CoursePage, kind: CourseKind, form: CertificateForm, last: date
) -> HttpResponse:
    design, owner = page.design, page.document.owner
    texts = {o.key: o.text for o in design.model.outcomes} if design is not None else {}
    taught = page.made.cut.taught if page.made.cut is not None else ()
    facts = CertificateFacts(
        kind=kind,
        organisation=owner.name if owner else "",
        settlement=owner.settlement if owner else "",
        first=page.course.group.start,
        last=max(last, page.course.group.start),
        issued=form.cleaned_data["issued"],
        numbers=form.cleaned_data["number"],
        skills=tuple(texts[o] for o in taught if o in texts),
        illustrative=request.cluster.illustrative,
    )
    papers = printed(page.made, facts, form.cleaned_data["names"])
    form_of = "docx" if request.POST.get("do") == "docx" else "pdf"
    make = certificates_docx if form_of == "docx" else certificates_pdf
    data = make(papers, language=_language())
    subject = f"{page.document.kind}:{page.key}"
    record("course.certificates", by=request.user, cluster=request.cluster, subject=subject, count=len(papers))
    return _file(data, f"{page.key}-certificates.{form_of}")


@cluster_member_required(Action.SEE_LEARNER)
def individual(request: ClusterRequest, plan_id: int) -> HttpResponse:
    """The individual curriculum of a learner, as DOCX."""
    plan, found = opened(request, plan_id, Action.SEE_LEARNER)
    rows = queries.recognitions(plan)
    outcome, given = found.outcome, credit_of(rows, found)
    if outcome.design is None or outcome.result is None or outcome.result.plan is None or given is None:
        raise Http404
    if not given.elements:
        raise Http404
    try:
        own = own_problem(plan, given, found)
    except ChangeRefused:
        own = None
    paper = IndividualPaper(
        pseudonym=plan.pseudonym,
        group=plan.group,
        college=plan.owner.name,
        credit=given,
        entries=tuple(_entry(r) for r in rows if r.state == RecognitionState.CONFIRMED),
        skipped=with_group(outcome.result.plan, given.elements, from_week=plan.from_week).skipped,
        norms=norms(outcome.problem, own),
        group_weeks=outcome.result.plan.weeks,
        own=result_of(queries.job_of_learner(plan, learner_basis(plan, given, found))),
    )
    data = individual_docx(paper, outcome.design, found.cluster, language=_language())
    record("learner.printed", by=request.user, cluster=request.cluster, subject=f"learner:{plan.pk}")
    return _file(data, f"plan-{plan.pseudonym}.docx")


def _entry(row: Recognition) -> RecognisedEntry:
    return RecognisedEntry(
        codes=row.codes,
        document=f"{row.get_evidence_display()}: {row.document}",
        day=row.document_day,
        asked_by=str(row.claimed_by or ""),
        confirmed_by=str(row.answered_by or ""),
    )


def _language() -> Language:
    return as_language(get_language() or "ru")


def _file(data: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=TYPES[name.rpartition(".")[2]])
    header = content_disposition_header(as_attachment=True, filename=name)
    if header:
        answer.headers["Content-Disposition"] = header
    return answer
