"""What a day brings to agreements: ends, renewals, reminders, commitments that are overdue; each told once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction

from remeslo.core.agreements.agreement import Agreement
from remeslo.core.agreements.commitments import Progress, Standing
from remeslo.core.agreements.follow import follow
from remeslo.core.agreements.kinds import State
from remeslo.core.agreements.reminders import expiring
from remeslo.core.agreements.state import planned_end, signed_on, state_on
from remeslo.interchange.agreementpack import builtin
from remeslo.web.apps.agreements.enums import Notice
from remeslo.web.apps.agreements.models import AgreementRow, NoticeRow
from remeslo.web.apps.agreements.queries import held
from remeslo.web.apps.agreements.services.terms import write_terms
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.results.ledger import ledger

OVER: Final = (State.EXPIRED, State.ENDED)
GOES_ON: Final = (State.SIGNED, State.IN_FORCE, *OVER)


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be told of an agreement; fields as in `NoticeRow`."""

    agreement: str
    what: Notice
    on: date
    about: str = ""


def bring_to_day(day: date, at: datetime) -> int:
    """Tell what is due in every cluster, a transaction each; how many notices are new."""
    clusters = Cluster.objects.filter(pk__in=AgreementRow.objects.values("cluster")).order_by("pk")
    return sum(bring_cluster(cluster, day, at) for cluster in clusters)


@transaction.atomic
def bring_cluster(cluster: Cluster, day: date, at: datetime) -> int:
    """
    Tell what is due in a cluster by a day; how many notices are new.

    A night that was missed is made up for by the next. Where an agreement came to its end, or another one took over,
    what the network form reads is written anew.
    """
    Cluster.objects.select_for_update().get(pk=cluster.pk)
    agreements = [h.value for h in held(cluster)]
    known = set(NoticeRow.objects.filter(cluster=cluster).values_list("agreement", "what", "about", "on"))
    progress = follow(agreements, ledger(cluster).known_on(day).facts, day, risk_days=builtin().risk_days)
    fresh = [t for t in notices(agreements, progress, day) if (t.agreement, t.what, t.about, t.on) not in known]
    for told in fresh:
        NoticeRow(cluster=cluster, agreement=told.agreement, what=told.what, about=told.about, on=told.on, at=at).save()
        record(
            f"agreement.{told.what.value}",
            by=None,
            cluster=cluster,
            subject=f"agreement:{told.agreement}",
            day=told.on.isoformat(),
            about=told.about,
        )
    if any(t.what in (Notice.EXPIRED, Notice.RENEWED) for t in fresh):
        write_terms(cluster)
    return len(fresh)


def notices(agreements: Iterable[Agreement], progress: Iterable[Progress], day: date) -> Iterator[Told]:
    """Everything that there is to tell by a day, told before or not."""
    listed = list(agreements)
    for a in listed:
        if state_on(a, day) is State.EXPIRED:
            yield Told(a.key, Notice.EXPIRED, a.until)
        following = (b for b in listed if b.renews == a.key and state_on(b, day) in GOES_ON and b.first <= day)
        if signed_on(a) is not None:
            yield from (Told(a.key, Notice.RENEWED, max(b.first, planned_end(a)), b.key) for b in following)
    for reminder in expiring(listed, day, remind_days=builtin().remind_days):
        yield Told(reminder.agreement.key, Notice.REMINDED, reminder.ends)
    for p in progress:
        if p.standing is Standing.OVERDUE:
            yield Told(p.commitment.agreement.key, Notice.OVERDUE, p.commitment.due, p.commitment.clause.key)
