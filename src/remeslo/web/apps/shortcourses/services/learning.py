"""Individual plans: begin one, ask to recognise prior learning; another person confirms or refuses; take it back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import IntegrityError, transaction

from remeslo.core.base.findings import Finding
from remeslo.core.line.individual.credit import credit
from remeslo.web.apps.common.models import Cluster, Organisation, User
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.programmes.queries import Planned
from remeslo.web.apps.shortcourses.enums import OPEN, Evidence, RecognitionState
from remeslo.web.apps.shortcourses.models import LearnerPlan, Recognition
from remeslo.web.apps.shortcourses.services.asking import ask_learner

PSEUDONYM: Final = re.compile(r"(?=.*\d)[\w.-]{2,40}")
"""Letters, digits, ``.``, ``_`` and ``-``, at least one digit: a name of a person does not look so."""


class Refused(Exception):
    """What was asked for may not be; carries the findings that say why."""

    def __init__(self, *findings: Finding) -> None:
        self.findings = findings
        super().__init__(", ".join(f.code for f in findings))


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What somebody asks to recognise, and what shows it."""

    elements: tuple[str, ...]
    outcomes: tuple[str, ...]
    evidence: Evidence
    document: str
    document_day: date


@transaction.atomic
def begin(
    cluster: Cluster,
    found: Planned,
    *,
    owner: Organisation,
    pseudonym: str,
    group: str,
    week: int,
    by: User,
    at: datetime,
) -> LearnerPlan:
    """An individual plan of a learner of a group; raises Refused for a name, or a pseudonym that is taken."""
    if not PSEUDONYM.fullmatch(pseudonym):
        raise Refused(Finding("individual.pseudonym", pseudonym, {}))
    try:
        with transaction.atomic():
            plan = LearnerPlan.objects.create(
                cluster=cluster,
                owner=owner,
                pseudonym=pseudonym,
                group=group,
                version=found.version,
                from_week=week,
                opened_by=by,
                opened_at=at,
            )
    except IntegrityError:
        raise Refused(Finding("individual.pseudonym_taken", pseudonym, {"pseudonym": pseudonym})) from None
    record("learner.opened", by=by, cluster=cluster, subject=_subject(plan))
    return plan


@transaction.atomic
def claim(plan: LearnerPlan, asked: Claim, found: Planned, *, by: User, at: datetime) -> Recognition:
    """Ask to recognise something; raises Refused for what the programme does not have, or what is asked for twice."""
    plan = LearnerPlan.objects.select_for_update().get(pk=plan.pk)
    _check(plan, asked, found, at)
    made = Recognition.objects.create(
        plan=plan,
        elements=list(asked.elements),
        outcomes=list(asked.outcomes),
        evidence=asked.evidence,
        document=asked.document,
        document_day=asked.document_day,
        claimed_by=by,
        claimed_at=at,
    )
    record("learner.claimed", by=by, cluster=plan.cluster, subject=_subject(plan), count=len(made.codes))
    return made


@transaction.atomic
def confirm(recognition_id: int, found: Planned, *, by: User, at: datetime) -> Recognition:
    """Another person confirms; raises Refused when it is the same person, or it was answered meanwhile."""
    row = _locked(recognition_id)
    _may_answer(row, by)
    _answer(row, RecognitionState.CONFIRMED, by=by, at=at)
    ask_learner(row.plan, found, by=by, at=at)
    record("learner.confirmed", by=by, cluster=row.plan.cluster, subject=_subject(row.plan))
    return row


@transaction.atomic
def refuse(recognition_id: int, *, reason: str, by: User, at: datetime) -> Recognition:
    """Another person refuses, with a reason; raises Refused."""
    row = _locked(recognition_id)
    _may_answer(row, by)
    if not reason.strip():
        raise Refused(Finding("individual.reason_missing", "", {}))
    _answer(row, RecognitionState.REFUSED, by=by, at=at, reason=reason.strip())
    record("learner.refused", by=by, cluster=row.plan.cluster, subject=_subject(row.plan))
    return row


@transaction.atomic
def withdraw(recognition_id: int, found: Planned, *, reason: str, by: User, at: datetime) -> Recognition:
    """Take a recognition back, with a reason; what follows from it is searched for anew. Raises Refused."""
    row = _locked(recognition_id)
    if row.state not in OPEN:
        raise Refused(Finding("individual.answered", "", {}))
    if not reason.strip():
        raise Refused(Finding("individual.reason_missing", "", {}))
    _answer(row, RecognitionState.WITHDRAWN, by=by, at=at, reason=reason.strip())
    ask_learner(row.plan, found, by=by, at=at)
    record("learner.withdrawn", by=by, cluster=row.plan.cluster, subject=_subject(row.plan))
    return row


@transaction.atomic
def erase(plan: LearnerPlan, *, by: User) -> None:
    """Erase a plan with all that was recognised: nothing of the learner stays but the line of the log."""
    record("learner.erased", by=by, cluster=plan.cluster, subject=f"learner:{plan.pk}")
    plan.delete()


def _subject(plan: LearnerPlan) -> str:
    """How the log names a learner: by the number of the plan, since the log is never erased."""
    return f"learner:{plan.pk}"


def _locked(recognition_id: int) -> Recognition:
    """The row with its plan, the plan locked: answers to one learner come one after another."""
    plan_id = Recognition.objects.values_list("plan_id", flat=True).get(pk=recognition_id)
    LearnerPlan.objects.select_for_update().get(pk=plan_id)
    return Recognition.objects.select_related("plan__cluster").get(pk=recognition_id)


def _may_answer(row: Recognition, by: User) -> None:
    if row.state != RecognitionState.CLAIMED:
        raise Refused(Finding("individual.answered", "", {}))
    if row.claimed_by_id == by.pk:
        raise Refused(Finding("individual.own_claim", "", {}))


def _answer(row: Recognition, state: RecognitionState, *, by: User, at: datetime, reason: str = "") -> None:
    row.state, row.answered_by, row.answered_at, row.reason = state, by, at, reason[:300]
    row.save(update_fields=["state", "answered_by", "answered_at", "reason"])


def _check(plan: LearnerPlan, asked: Claim, found: Planned, at: datetime) -> None:
    design = found.outcome.design
    if design is None or not (asked.elements or asked.outcomes):
        raise Refused(Finding("individual.nothing_asked", "", {}))
    given = credit(design, elements=asked.elements, outcomes=asked.outcomes)
    wrong = [f for f in given.findings if f.code in ("individual.unknown", "individual.final_stays")]
    if asked.document_day > at.date():
        wrong.append(Finding("individual.document_day", "", {"day": asked.document_day.isoformat()}))
    if wrong:
        raise Refused(*wrong)
    there = {code for r in plan.recognitions.filter(state__in=OPEN) for code in r.codes}
    twice = _twice(there, (*asked.elements, *asked.outcomes))
    if twice:
        raise Refused(Finding("individual.asked_twice", "", {"codes": twice}))


def _twice(there: set[str], asked: Sequence[str]) -> tuple[str, ...]:
    return tuple(code for code in asked if code in there)
