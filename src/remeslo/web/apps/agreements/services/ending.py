"""An early end, a clause that was not carried out, a remark."""

from datetime import date, datetime

from django.db import transaction

from remeslo.core.agreements.state import force
from remeslo.web.apps.agreements.bodies import local_day
from remeslo.web.apps.agreements.enums import Step
from remeslo.web.apps.agreements.models import AgreementRow, Remark, StepRow
from remeslo.web.apps.agreements.services.drafting import subject
from remeslo.web.apps.agreements.services.signing import locked
from remeslo.web.apps.agreements.services.terms import write_terms
from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.services.log import record


class NotInForce(Exception):
    """It is not signed, is over, or the day is not one of its days to come."""


class Unsaid(Exception):
    """A reason, a clause or a party is missing."""


@transaction.atomic
def end(
    cluster: Cluster, key: str, *, first_day_without: date, reason: str, party: str, by: User, at: datetime
) -> None:
    """
    End it before its time; ``first_day_without`` is the first day on which it is not in force any more.

    Days that are over are not taken back: the day is today or later (``at``). Raises NotInForce, Unsaid.
    """
    found = locked(cluster, key)
    days, value = force(found.value), found.value
    if not reason.strip() or (party and party not in value.party_of):
        raise Unsaid
    if days is None or value.on_paper is not None or not max(days[0], local_day(at)) <= first_day_without < days[1]:
        raise NotInForce
    _step(found.row, Step.ENDED, first_day_without, reason, party, "", by, at)
    record("agreement.ended", by=by, cluster=cluster, subject=subject(found.row), day=first_day_without.isoformat())
    write_terms(cluster)


@transaction.atomic
def fail(cluster: Cluster, key: str, *, clause: str, party: str, reason: str, on: date, by: User, at: datetime) -> None:
    """Tell that a clause was not carried out, by whom and why. Raises NotInForce, Unsaid."""
    found = locked(cluster, key)
    if not reason.strip() or clause not in found.value.clause_of or party not in found.value.party_of:
        raise Unsaid
    if force(found.value) is None or found.value.on_paper is not None:
        raise NotInForce
    _step(found.row, Step.FAILED, on, reason, party, clause, by, at)
    record("agreement.failed", by=by, cluster=cluster, subject=subject(found.row), clause=clause)


def remark(row: AgreementRow, text: str, *, by: User, at: datetime) -> Remark:
    """Say something about it; raises Unsaid for nothing."""
    if not text.strip():
        raise Unsaid
    said = Remark(agreement=row, text=text.strip()[:2000], by=by, at=at)
    said.save()
    record("agreement.remarked", by=by, cluster=row.cluster, subject=subject(row))
    return said


def _step(
    row: AgreementRow, what: Step, on: date, reason: str, party: str, clause: str, by: User, at: datetime
) -> None:
    StepRow(
        agreement=row, what=what, on=on, reason=reason.strip()[:2000], party=party, clause=clause, by=by, at=at
    ).save()
