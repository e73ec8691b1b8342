"""Decisions and what becomes of them: done with evidence, overdue, moved, replaced, carried over."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NewType

from remeslo.core.base.findings import Finding, ProblemError
from remeslo.core.base.keys import OrganisationKey

DecisionKey = NewType("DecisionKey", str)


class Follow(StrEnum):
    """How a decision stands on a day."""

    OPEN = "open"
    OVERDUE = "overdue"
    DONE = "done"
    REPLACED = "replaced"


UNDONE = frozenset({Follow.OPEN, Follow.OVERDUE})


class EventKind(StrEnum):
    """What can happen to a decision."""

    DONE = "done"
    REOPENED = "reopened"
    MOVED = "moved"
    REPLACED = "replaced"
    CARRIED = "carried"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """
    What was decided.

    Parameters
    ----------
    owner
        Organisation that carries it out; ``who`` of it, in words, may be blank.
    due
        Last day in time.
    about
        Key of what it is about, as questions have it; blank: of nothing in particular.
    """

    key: DecisionKey
    text: str
    owner: OrganisationKey
    due: date
    who: str = ""
    about: str = ""

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ProblemError(f"decision {self.key}: the text is blank.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """
    One thing that happened to a decision; ``number`` grows with every event of it.

    Parameters
    ----------
    text
        Evidence of what was done, or the reason; never blank for ``DONE``, ``REOPENED`` and ``MOVED``.
    due
        The new day, of ``MOVED``.
    other
        The decision that replaces it, or the meeting that it was carried to.
    """

    number: int
    kind: EventKind
    on: date
    text: str = ""
    due: date | None = None
    other: str = ""

    def __post_init__(self) -> None:
        if self.kind in (EventKind.DONE, EventKind.REOPENED, EventKind.MOVED) and not self.text.strip():
            raise ProblemError(f"event {self.number}: {self.kind} needs a text.")
        if (self.kind is EventKind.MOVED) is not (self.due is not None):
            raise ProblemError(f"event {self.number}: a new day belongs to a decision that is moved, and only there.")
        if self.kind in (EventKind.REPLACED, EventKind.CARRIED) and not self.other:
            raise ProblemError(f"event {self.number}: {self.kind} names nothing.")


@dataclass(frozen=True, slots=True)
class Standing:
    """How a decision stands: the day now in force, evidence when done, what replaced it, where it was carried to."""

    state: Follow
    due: date
    evidence: str = ""
    done_on: date | None = None
    replaced_by: str = ""
    carried: tuple[str, ...] = ()

    @property
    def late(self) -> bool:
        """True when it is overdue, or was done after its day."""
        return self.state is Follow.OVERDUE or (self.done_on is not None and self.done_on > self.due)


def standing(decision: Decision, events: Iterable[Event], *, on: date) -> Standing:
    """How a decision stands on a day; later events do not count, nor does the order in which they are given."""
    now = Standing(Follow.OPEN, decision.due)
    for event in sorted(events, key=lambda e: e.number):
        if event.on <= on:
            now = _after(now, event)
    if now.state is Follow.OPEN and on > now.due:
        return replace(now, state=Follow.OVERDUE)
    return now


def _after(now: Standing, event: Event) -> Standing:
    if now.state is Follow.REPLACED:
        return now
    match event.kind:
        case EventKind.DONE:
            return replace(now, state=Follow.DONE, evidence=event.text, done_on=event.on)
        case EventKind.REOPENED:
            return replace(now, state=Follow.OPEN, evidence="", done_on=None)
        case EventKind.MOVED:
            return replace(now, due=event.due or now.due)
        case EventKind.REPLACED:
            return replace(now, state=Follow.REPLACED, replaced_by=event.other)
        case EventKind.CARRIED:
            return replace(now, carried=(*now.carried, event.other))


def judge(now: Standing, kind: EventKind, *, text: str = "", due: date | None = None, where: str = "") -> list[Finding]:
    """What speaks against an event: the decision is closed, evidence is missing, the new day is none."""
    found: list[Finding] = []
    if now.state is Follow.REPLACED:
        found.append(Finding("dialogue.decision_replaced", where, {"by": now.replaced_by}))
    elif kind is EventKind.REOPENED and now.state is not Follow.DONE:
        found.append(Finding("dialogue.decision_not_done", where))
    elif kind is not EventKind.REOPENED and now.state is Follow.DONE:
        found.append(Finding("dialogue.decision_done", where))
    if kind is EventKind.DONE and not text.strip():
        found.append(Finding("dialogue.no_evidence", where))
    if kind in (EventKind.REOPENED, EventKind.MOVED) and not text.strip():
        found.append(Finding("dialogue.no_reason", where))
    if kind is EventKind.MOVED and (due is None or due == now.due):
        found.append(Finding("dialogue.same_day", where, {"due": now.due}))
    return found


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Every decision in exactly one place: to be taken up again, still in time, or closed."""

    again: tuple[DecisionKey, ...]
    running: tuple[DecisionKey, ...]
    closed: tuple[DecisionKey, ...]


def follow_up(decisions: Sequence[Decision], events: Mapping[DecisionKey, Sequence[Event]], *, on: date) -> FollowUp:
    """What the agenda of a meeting on a day takes over: everything undone whose day has passed by then."""
    again: list[DecisionKey] = []
    running: list[DecisionKey] = []
    closed: list[DecisionKey] = []
    for d in decisions:
        state = standing(d, events.get(d.key, ()), on=on).state
        places = {Follow.OVERDUE: again, Follow.OPEN: running}
        places.get(state, closed).append(d.key)
    return FollowUp(tuple(again), tuple(running), tuple(closed))
