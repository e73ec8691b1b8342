"""A certificate as PDF: for the person, the sending house and the host."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from remeslo.core.staffing.course import Course, CourseModule
from remeslo.core.staffing.norms import NoStaffNormInForce
from remeslo.core.staffing.qualification import Qualification
from remeslo.core.staffing.upskill.steps import StepState
from remeslo.interchange.documents.certificate import Certificate as Paper
from remeslo.interchange.documents.certificate import CertificateKind, certificate_pdf
from remeslo.interchange.values import from_json
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.staffing import queries
from remeslo.web.apps.staffing.audience import session_thing, step_thing
from remeslo.web.apps.staffing.models import Certificate
from remeslo.web.apps.staffing.norms import retraining_hours


@cluster_member_required(Action.SEE_COURSES)
def pdf(request: ClusterRequest, pk: int) -> HttpResponse:
    """The paper as it was given; one that was taken back is not printed again."""
    certificate = queries.certificate_of(request.cluster, pk)
    if certificate is None:
        raise Http404
    own = can(request.user, Action.SEE_PERSON, step_thing(certificate.step))
    if not own and not can(request.user, Action.HOST_COURSE, session_thing(certificate.step.session)):
        raise PermissionDenied(str(Action.SEE_PERSON))
    if certificate.step.state == StepState.REVOKED:
        raise Http404
    answer = HttpResponse(certificate_pdf(_paper(request, certificate), language=_language()))
    answer["Content-Type"] = "application/pdf"
    answer["Content-Disposition"] = f'attachment; filename="certificate-{certificate.pk}.pdf"'
    return answer


def _paper(request: ClusterRequest, c: Certificate) -> Paper:
    course: Course = from_json(Course, c.step.session.course.body)
    titles = queries.skill_titles(request.cluster)
    return Paper(
        kind=_kind(course, c),
        organisation=c.host_name,
        settlement=c.step.session.course.host.settlement,
        person=c.person_name,
        title=c.course_title,
        topic=c.topic,
        hours=c.hours,
        first=c.first,
        last=c.last,
        number=c.number,
        issued=c.issued,
        skills=tuple(f"{titles.get(q.skill, q.skill)} ({q.level})" for q in _given(c)),
        valid_until=c.until,
        signatures=((_("Signed by"), c.signed_by),),
        illustrative=request.cluster.illustrative,
    )


def _kind(course: Course, c: Certificate) -> CertificateKind:
    if course.module is CourseModule.INTERNSHIP:
        return CertificateKind.INTERNSHIP
    try:
        is_retraining = c.hours >= retraining_hours(c.issued)
    except NoStaffNormInForce:
        is_retraining = False
    return CertificateKind.RETRAINING if is_retraining else CertificateKind.REFRESHER


def _given(c: Certificate) -> list[Qualification]:
    """What the certificate gave, as it stood that day."""
    bodies = c.qualifications.order_by("id").values_list("body", flat=True)
    return [from_json(Qualification, body) for body in bodies]


def _language() -> Any:
    return "en" if (get_language() or "ru").startswith("en") else "ru"
