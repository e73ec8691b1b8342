"""The life of a cluster: states, what each step asks for, and the dated history (source: DOMAIN sheet §1)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from remeslo.core.base.findings import Finding
from remeslo.core.registry.keys import ClusterKey


class ClusterState(StrEnum):
    """A state of a cluster's life."""

    DRAFT = "draft"
    APPLIED = "applied"
    SELECTED = "selected"
    AGREEMENT = "agreement"
    SETUP = "setup"
    LAUNCHED = "launched"
    OPERATING = "operating"
    MONITORED = "monitored"
    CLOSED = "closed"
    CLAWBACK = "clawback"

    @property
    def is_end(self) -> bool:
        """True when nothing follows."""
        return not STEPS_FROM[self]


class Requirement(StrEnum):
    """Something that must be there before a step; the papers of a cluster say which are (see `StateChange.shown`)."""

    BASE_COLLEGE = "base_college"
    ANCHOR_EMPLOYER = "anchor_employer"
    REGION_AUTHORITY = "region_authority"
    PROGRAMME_OF_ACTIVITY = "programme_of_activity"
    COFINANCE_LETTERS = "cofinance_letters"
    SELECTION_PROTOCOL = "selection_protocol"
    GRANT_AGREEMENT = "grant_agreement"
    PARTNERSHIP_AGREEMENT = "partnership_agreement"
    REPAIR_PLAN = "repair_plan"
    PURCHASE_PLAN = "purchase_plan"
    WORKSHOPS_READY = "workshops_ready"
    PROGRAMMES_SIGNED = "programmes_signed"
    STAFF_TRAINED = "staff_trained"
    FIRST_OF_SEPTEMBER = "first_of_september"
    ADMISSION_QUOTA = "admission_quota"
    LEARNERS_ADMITTED = "learners_admitted"
    YEARLY_REPORT = "yearly_report"
    MONITORING_RESULT = "monitoring_result"
    OBLIGATIONS_MET = "obligations_met"
    CLAWBACK_DECISION = "clawback_decision"


@dataclass(frozen=True, slots=True)
class Step:
    """One way on, and what it asks for."""

    before: ClusterState
    after: ClusterState
    needs: tuple[Requirement, ...]


S, R = ClusterState, Requirement
STEPS: Final[tuple[Step, ...]] = (
    Step(
        S.DRAFT,
        S.APPLIED,
        (R.REGION_AUTHORITY, R.BASE_COLLEGE, R.ANCHOR_EMPLOYER, R.PROGRAMME_OF_ACTIVITY, R.COFINANCE_LETTERS),
    ),
    Step(S.APPLIED, S.DRAFT, ()),
    Step(S.APPLIED, S.SELECTED, (R.SELECTION_PROTOCOL,)),
    Step(S.SELECTED, S.AGREEMENT, (R.GRANT_AGREEMENT, R.PARTNERSHIP_AGREEMENT)),
    Step(S.AGREEMENT, S.SETUP, (R.REPAIR_PLAN, R.PURCHASE_PLAN)),
    Step(S.SETUP, S.LAUNCHED, (R.WORKSHOPS_READY, R.PROGRAMMES_SIGNED, R.STAFF_TRAINED, R.FIRST_OF_SEPTEMBER)),
    Step(S.LAUNCHED, S.OPERATING, (R.ADMISSION_QUOTA, R.LEARNERS_ADMITTED)),
    Step(S.OPERATING, S.MONITORED, (R.YEARLY_REPORT,)),
    Step(S.MONITORED, S.OPERATING, (R.MONITORING_RESULT,)),
    Step(S.MONITORED, S.CLOSED, (R.MONITORING_RESULT, R.OBLIGATIONS_MET)),
    Step(S.MONITORED, S.CLAWBACK, (R.MONITORING_RESULT, R.CLAWBACK_DECISION)),
    Step(S.CLAWBACK, S.CLOSED, (R.OBLIGATIONS_MET,)),
)
"""Every way on. The order is that of a cluster's life; what the steps ask for is a design proposal of the sheet."""
STEPS_FROM: Final[Mapping[ClusterState, tuple[Step, ...]]] = {
    state: tuple(s for s in STEPS if s.before is state) for state in ClusterState
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StateChange:
    """
    A cluster comes into a state on a day.

    Parameters
    ----------
    shown
        Requirements that were met, with the paper or the fact that shows it.
    """

    cluster: ClusterKey
    state: ClusterState
    on: date
    shown: Mapping[Requirement, str]
    note: str = ""


def state_on(history: Iterable[StateChange], day: date) -> ClusterState:
    """The state at the end of a day; a draft before anything was said."""
    begun = [c for c in history if c.on <= day]
    return max(enumerate(begun), key=lambda n: (n[1].on, n[0]))[1].state if begun else ClusterState.DRAFT


def check_step(history: Sequence[StateChange], change: StateChange) -> list[Finding]:
    """
    What stands against a change after a history: no such way, an earlier day, or what is asked for and not shown.

    Codes: ``registry.step_unknown`` (with the ways that there are), ``registry.step_early``,
    ``registry.step_needs`` (one a requirement).
    """
    before = max((c.on for c in history), default=None)
    told: dict[str, object] = {"cluster": change.cluster, "state": change.state.value, "on": change.on}
    if before is not None and change.on < before:
        return [Finding("registry.step_early", change.cluster, {**told, "last": before})]
    held = state_on(history, change.on)
    step = next((s for s in STEPS_FROM[held] if s.after is change.state), None)
    if step is None:
        ways = tuple(s.after.value for s in STEPS_FROM[held])
        return [Finding("registry.step_unknown", change.cluster, {**told, "before": held.value, "ways": ways})]
    missing = [r for r in step.needs if not change.shown.get(r, "").strip()]
    return [Finding("registry.step_needs", change.cluster, {**told, "requirement": r.value}) for r in missing]


def check_history(history: Sequence[StateChange]) -> list[Finding]:
    """Every change judged after those before it; the first of a cluster may be any state (it was brought in so)."""
    findings: list[Finding] = []
    for n, change in enumerate(history):
        if n:
            findings += check_step(history[:n], change)
    return findings
