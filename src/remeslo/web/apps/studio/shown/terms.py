"""What is known of the shortest term of a table's programme."""

from dataclasses import dataclass
from typing import Any

from remeslo.core.base.findings import Finding
from remeslo.core.curriculum.result import Cause
from remeslo.interchange.values import from_json
from remeslo.web.apps.common.enums import JobState, Stop
from remeslo.web.apps.studio.enums import TermState
from remeslo.web.apps.studio.models import Table, TermQuestion


@dataclass(frozen=True, slots=True, kw_only=True)
class TermNow:
    """
    The term of the programme as it stands.

    Parameters
    ----------
    number
        The change after which the programme is meant.
    weeks, bound
        Of the best plan, and what no plan goes below; while it is being computed what is known by then.
    causes
        Why there is none, each confirmed by solving again.
    findings
        Rules that leave nothing to plan, or name impossibility before any search.
    previous
        The last answer, of an earlier change, while this one is being computed.
    """

    state: TermState
    number: int
    weeks: int | None = None
    bound: int | None = None
    causes: tuple[Cause, ...] = ()
    findings: tuple[Finding, ...] = ()
    seconds: float = 0.0
    previous: "TermNow | None" = None

    @property
    def is_computing(self) -> bool:
        """True while the answer is on its way."""
        return self.state is TermState.COMPUTING


def term_of(table: Table) -> TermNow:
    """The newest answer, and what is being computed; two queries at most."""
    rows = TermQuestion.objects.filter(table=table).select_related("answer")
    newest = rows.filter(stop=Stop.NO).exclude(state=JobState.CANCELLED).first()
    if newest is None:
        return TermNow(state=TermState.NONE, number=table.last_number)
    if newest.state in (JobState.DONE, JobState.FAILED):
        return _ended(newest)
    last = rows.filter(state=JobState.DONE).first()
    return TermNow(
        state=TermState.COMPUTING,
        number=newest.number,
        weeks=newest.progress.get("best"),
        bound=newest.progress.get("bound"),
        seconds=newest.progress.get("seconds", 0.0),
        previous=_ended(last) if last is not None else None,
    )


def _ended(question: TermQuestion) -> TermNow:
    body: dict[str, Any] = question.answer.body if question.answer else question.result
    return TermNow(
        state=TermState(body.get("state", TermState.FAILED)),
        number=question.number,
        weeks=body.get("weeks"),
        bound=body.get("bound"),
        causes=tuple(from_json(Cause, c) for c in body.get("causes", ())),
        findings=tuple(from_json(Finding, f) for f in body.get("findings", ())),
    )
