"""Asking for the shortest term of a table's programme: only the newest question of a table counts."""

from datetime import datetime
from typing import Final

from django.db import transaction

from remeslo.web.apps.common.enums import ACTIVE, JobState, Stop
from remeslo.web.apps.common.models import User
from remeslo.web.apps.common.services.crews import stop_job
from remeslo.web.apps.studio.models import Table, TermQuestion

LIMIT_S: Final = 20
"""Seconds of search for an answer at the table; a run of the line may take longer afterwards."""


def ask_term(table: Table, *, by: User | None = None, at: datetime, limit_s: int = LIMIT_S) -> TermQuestion:
    """
    Ask for the term as it is after the newest change; the caller holds the table's lock.

    A question that waits moves on to the newest change, one that is being answered is stopped.
    """
    active = TermQuestion.objects.filter(table=table, state__in=ACTIVE, stop=Stop.NO)
    waiting = active.filter(state=JobState.QUEUED)
    if waiting.update(number=table.last_number, limit_s=limit_s, asked_by=by):
        found = waiting.first()
        if found is not None:
            return found
    active.update(stop=Stop.DROP)
    asked = {"number": table.last_number, "limit_s": limit_s, "asked_by": by, "asked_at": at}
    return TermQuestion.objects.create(cluster_id=table.cluster_id, table=table, **asked)


@transaction.atomic
def stop_question(question_id: int, how: Stop, *, by: User | None, at: datetime) -> TermQuestion:
    """Stop a question; the next change at the table asks anew."""
    question, _stopped = stop_job(TermQuestion, question_id, how, by=by, at=at)
    return question  # type: ignore[no-any-return]
