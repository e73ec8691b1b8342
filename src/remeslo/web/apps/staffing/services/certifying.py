"""Giving the paper that ends a course, from which the right to teach follows; taking it back."""

import hashlib
from dataclasses import replace
from datetime import date, datetime

from django.db import IntegrityError, transaction

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing.course import Course
from remeslo.core.staffing.qualification import Qualification, QualificationKey
from remeslo.core.staffing.upskill.gains import gained, in_force_from, in_force_until
from remeslo.core.staffing.upskill.steps import Circumstances, StepAct, StepRefused, StepState, after
from remeslo.interchange.values import from_json, to_json
from remeslo.web.apps.common.models import User
from remeslo.web.apps.staffing.models import Certificate, Origin, QualificationRow, Step
from remeslo.web.apps.staffing.overlay import REVOKED
from remeslo.web.apps.staffing.services.events import happened
from remeslo.web.apps.staffing.services.steps import KINDS, session_value

LAST_PLACE = 1_000_000
"""Papers of certificates come after those of the folder, in the order in which they were given."""


class NumberTaken(Exception):
    """Another certificate of the cluster has this number."""


@transaction.atomic
def certify(step: Step, *, number: str, signed_by: str, by: User | None, at: datetime, on: date) -> Certificate:
    """
    Give the certificate: the person holds what the course gives from the day after its last day, or from the day on
    which the paper was given, if that is later. Raises StepRefused, NumberTaken.
    """
    locked = _locked(step)
    session, course = session_value(locked.session), _course(locked)
    locked.state = after(StepState(locked.state), StepAct.CERTIFY, Circumstances(session=session, on=on)).value
    since, until = max(in_force_from(session), on), in_force_until(session, course)
    if until is not None and until < since:
        facts = {"session": session.key, "on": on, "until": until}
        raise StepRefused((Finding("step.run_out", session.key, facts, Severity.STOPS_SAVING),))
    certificate = Certificate(
        cluster=locked.cluster,
        step=locked,
        number=number,
        issued=on,
        until=until,
        person_name=locked.person.name,
        course_title=course.title,
        host_name=locked.session.course.host.name,
        topic=course.topic,
        hours=course.hours,
        first=session.first,
        last=session.last,
        signed_by=signed_by,
    )
    try:
        with transaction.atomic():
            certificate.save()
    except IntegrityError as error:
        raise NumberTaken(number) from error
    locked.save(update_fields=["state"])
    for given in gained(PersonKey(locked.person.key), session, course, since=since, document=number):
        paper = replace(given, key=_key(given))
        QualificationRow.objects.create(
            cluster=locked.cluster,
            position=LAST_PLACE + certificate.pk,
            key=paper.key,
            person=locked.person,
            skill=paper.skill,
            since=paper.since,
            until=paper.until,
            origin=Origin.CERTIFIED,
            certificate=certificate,
            body=to_json(paper),
        )
    subject = f"step:{locked.key}"
    happened(locked.cluster, KINDS[StepAct.CERTIFY], subject, on=on, by=by, at=at, certificate=number)
    return certificate


@transaction.atomic
def revoke(certificate: Certificate, *, reason: str, by: User | None, at: datetime, on: date) -> Step:
    """
    Take a certificate back from a day on: the rights that it gave end on the day before. Raises StepRefused.

    Nothing is erased; the certificate stays to be seen with the reason.
    """
    step = _locked(certificate.step)
    circumstances = Circumstances(session=session_value(step.session), on=on)
    step.state = after(StepState(step.state), StepAct.REVOKE, circumstances).value
    step.save(update_fields=["state"])
    cluster = step.cluster
    subject = f"step:{step.key}"
    number = certificate.number
    happened(cluster, KINDS[StepAct.REVOKE], subject, on=on, by=by, at=at, note=reason, certificate=number)
    for row in QualificationRow.objects.filter(certificate=certificate):
        happened(cluster, REVOKED, f"qualification:{row.key}", on=on, by=by, at=at, note=reason)
    return step


def _key(paper: Qualification) -> QualificationKey:
    """A key that a cluster folder and a sheet can hold; the same for the same session, person and skill."""
    return QualificationKey(f"cert-{hashlib.sha256(paper.key.encode()).hexdigest()[:16]}")


def _locked(step: Step) -> Step:
    rows = Step.objects.select_for_update(of=("self",))
    return rows.select_related("cluster", "person", "session__course__host").get(pk=step.pk)


def _course(step: Step) -> Course:
    value: Course = from_json(Course, step.session.course.body)
    return value
