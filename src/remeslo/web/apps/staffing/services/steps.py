"""Offering a session to a person, the answer, attendance; the core's state machine says what may happen."""

from datetime import date, datetime

from django.db import transaction

from remeslo.core.staffing.course import Session
from remeslo.core.staffing.upskill.steps import Circumstances, StepAct, StepState, after
from remeslo.interchange.values import from_json
from remeslo.web.apps.common.models import User
from remeslo.web.apps.registry.models import StaffMember
from remeslo.web.apps.staffing.models import SessionRow, StaffEvent, Step
from remeslo.web.apps.staffing.services.events import happened

KINDS = {
    StepAct.OFFER: "step.offered",
    StepAct.ACCEPT: "step.accepted",
    StepAct.DECLINE: "step.declined",
    StepAct.WITHDRAW: "step.withdrawn",
    StepAct.CARRY_OUT: "step.carried_out",
    StepAct.MISS: "step.missed",
    StepAct.CERTIFY: "step.certified",
    StepAct.REVOKE: "step.revoked",
}
"""What each act is called in events; ``step.`` and the state that it leads to."""


@transaction.atomic
def offer(person: StaffMember, session: SessionRow, *, by: User | None, at: datetime, on: date, why: str = "") -> Step:
    """
    Ask a person to go to a session; raises StepRefused.

    The same person can be asked again for a session that was declined or taken back.
    """
    locked = SessionRow.objects.select_for_update().get(pk=session.pk)
    step = Step.objects.filter(person=person, session=locked).first()
    state = StepState(step.state) if step else None
    reached = after(state, StepAct.OFFER, _circumstances(locked, on, step))
    if step is None:
        step = Step(cluster_id=person.cluster_id, person=person, session=locked)
    step.state, step.why = reached.value, why.strip()[:500]
    step.save()
    happened(person.cluster, KINDS[StepAct.OFFER], f"step:{step.key}", on=on, by=by, at=at, note=why)
    return step


@transaction.atomic
def move(step: Step, act: StepAct, *, by: User | None, at: datetime, on: date, note: str = "") -> Step:
    """Carry a step on by one act (not an offer, a certificate or its taking back); raises StepRefused."""
    session = SessionRow.objects.select_for_update().get(pk=step.session_id)
    locked = Step.objects.select_for_update().select_related("person", "session", "cluster").get(pk=step.pk)
    locked.state = after(StepState(locked.state), act, _circumstances(session, on, locked)).value
    locked.save(update_fields=["state"])
    happened(locked.cluster, KINDS[act], f"step:{locked.key}", on=on, by=by, at=at, note=note)
    return locked


def state_by_events(step: Step) -> StepState | None:
    """What the events about a step come to; the column repeats it."""
    last = StaffEvent.objects.filter(cluster=step.cluster_id, subject=f"step:{step.key}").order_by("id").last()
    return StepState(last.kind.removeprefix("step.")) if last else None


def session_value(row: SessionRow) -> Session:
    """The session as the core sees it."""
    value: Session = from_json(Session, row.body)
    return value


def _circumstances(session: SessionRow, on: date, step: Step | None) -> Circumstances:
    others = Step.objects.filter(session=session)
    if step is not None:
        others = others.exclude(pk=step.pk)
    taken = sum(StepState(state).takes_a_place for state in others.values_list("state", flat=True))
    return Circumstances(session=session_value(session), on=on, taken=taken)
