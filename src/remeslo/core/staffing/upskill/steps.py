"""What becomes of one person and one session: offered, accepted, carried out, certified; what is refused and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.staffing.course import Session


class StepState(StrEnum):
    """How far a person has come with a session."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    CARRIED_OUT = "carried_out"
    MISSED = "missed"
    CERTIFIED = "certified"
    WITHDRAWN = "withdrawn"
    REVOKED = "revoked"

    @property
    def takes_a_place(self) -> bool:
        """True while nobody else can have the place."""
        return self in (StepState.OFFERED, *COMING)


class StepAct(StrEnum):
    """What can be done with a step, and by whom it is usually done."""

    OFFER = "offer"
    """The college asks the person."""
    ACCEPT = "accept"
    DECLINE = "decline"
    """The person answers."""
    WITHDRAW = "withdraw"
    """The college takes the offer back, or the person cannot come after all."""
    CARRY_OUT = "carry_out"
    MISS = "miss"
    """The host confirms that the person was there, or was not."""
    CERTIFY = "certify"
    REVOKE = "revoke"
    """The host gives the paper, or takes it back."""


COMING: Final = (StepState.ACCEPTED, StepState.CARRIED_OUT, StepState.CERTIFIED)
"""States of those whom the host awaits or has had."""

_S, _A = StepState, StepAct
MOVES: Final[Mapping[tuple[StepState | None, StepAct], StepState]] = {
    (None, _A.OFFER): _S.OFFERED,
    (_S.DECLINED, _A.OFFER): _S.OFFERED,
    (_S.WITHDRAWN, _A.OFFER): _S.OFFERED,
    (_S.OFFERED, _A.ACCEPT): _S.ACCEPTED,
    (_S.OFFERED, _A.DECLINE): _S.DECLINED,
    (_S.OFFERED, _A.WITHDRAW): _S.WITHDRAWN,
    (_S.ACCEPTED, _A.WITHDRAW): _S.WITHDRAWN,
    (_S.ACCEPTED, _A.CARRY_OUT): _S.CARRIED_OUT,
    (_S.ACCEPTED, _A.MISS): _S.MISSED,
    (_S.MISSED, _A.CARRY_OUT): _S.CARRIED_OUT,
    (_S.CARRIED_OUT, _A.MISS): _S.MISSED,
    (_S.CARRIED_OUT, _A.CERTIFY): _S.CERTIFIED,
    (_S.CERTIFIED, _A.REVOKE): _S.REVOKED,
}
"""Every move there is; what is missing here cannot be done."""


class StepRefused(Exception):
    """The act may not happen; ``findings`` say why, all of them."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(", ".join(f.code for f in findings))
        self.findings = findings


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """
    What a move is judged by.

    Parameters
    ----------
    session
        The session that it is about.
    on
        The day of the act.
    taken
        Places of the session that other people take.
    """

    session: Session
    on: date
    taken: int = 0


def moves(state: StepState | None) -> tuple[StepAct, ...]:
    """Acts that a state allows, whatever the circumstances."""
    return tuple(act for at, act in MOVES if at is state)


def after(state: StepState | None, act: StepAct, circumstances: Circumstances) -> StepState:
    """The state that an act leads to; raises `StepRefused` with everything that is against it."""
    found = tuple(refusals(state, act, circumstances))
    if found:
        raise StepRefused(found)
    return MOVES[state, act]


def refusals(state: StepState | None, act: StepAct, circumstances: Circumstances) -> Iterator[Finding]:
    """
    Everything that is against an act.

    A course is offered and accepted until its first day, that day included; attendance counts from the first day on,
    the paper is given from the last day on.
    """
    session, on = circumstances.session, circumstances.on
    facts: dict[str, object] = {"session": session.key, "on": on}
    if (state, act) not in MOVES:
        told = {**facts, "state": state or "none", "act": act}
        yield Finding("step.not_now", session.key, told, Severity.STOPS_SAVING)
        return
    if act in (StepAct.OFFER, StepAct.ACCEPT):
        if on > session.first:
            yield Finding("step.begun", session.key, {**facts, "first": session.first}, Severity.STOPS_SAVING)
        if circumstances.taken >= session.places:
            told = {**facts, "taken": circumstances.taken, "places": session.places}
            yield Finding("step.full", session.key, told, Severity.STOPS_SAVING)
    if act in (StepAct.CARRY_OUT, StepAct.MISS) and on < session.first:
        yield Finding("step.not_begun", session.key, {**facts, "first": session.first}, Severity.STOPS_SAVING)
    if act is StepAct.CERTIFY and on < session.last:
        yield Finding("step.not_over", session.key, {**facts, "last": session.last}, Severity.STOPS_SAVING)
