"""Asking for the shortest term of a table's programme: only the newest question of a table counts."""

from datetime import datetime
from typing import Final

from remeslo.web.apps.studio.enums import ACTIVE, QuestionState
from remeslo.web.apps.studio.models import Table, TermQuestion

LIMIT_S: Final = 20
"""Seconds of search for an answer at the table; a run of the line may take longer afterwards."""


def ask_term(table: Table, *, at: datetime, limit_s: int = LIMIT_S) -> TermQuestion:
    """
    Ask for the term as it is after the newest change; the caller holds the table's lock.

    A question that waits moves on to the newest change, one that is being answered is stopped.
    """
    active = TermQuestion.objects.filter(table=table, state__in=ACTIVE, stop=False)
    waiting = active.filter(state=QuestionState.QUEUED)
    if waiting.update(number=table.last_number, limit_s=limit_s):
        found = waiting.first()
        if found is not None:
            return found
    active.update(stop=True)
    return TermQuestion.objects.create(table=table, number=table.last_number, limit_s=limit_s, asked_at=at)
