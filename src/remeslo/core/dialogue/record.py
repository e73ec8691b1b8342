"""The record of a meeting: agenda, proposals, decisions; laid out for minutes so that nothing disappears."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NewType

from remeslo.core.base.findings import Finding, ProblemError, Severity
from remeslo.core.dialogue.decision import Decision
from remeslo.core.dialogue.meeting import Meeting, quorum
from remeslo.core.dialogue.question import QuestionKey
from remeslo.core.dialogue.voting import Result

ItemKey = NewType("ItemKey", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """
    One point of an agenda.

    Parameters
    ----------
    question
        The open question it came from; ``None``: put by a person.
    heard
        What was said, for the minutes; may be blank.
    postponed
        True when the meeting left it to the next one.
    """

    key: ItemKey
    title: str
    question: QuestionKey | None = None
    heard: str = ""
    postponed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A proposal; ``result`` is ``None`` while the vote is not closed, ``withdrawn`` ones are never voted on."""

    key: str
    text: str
    item: ItemKey | None = None
    result: Result | None = None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision, with the point and the proposal that it came from."""

    decision: Decision
    item: ItemKey | None = None
    proposal: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """
    All of a meeting.

    Raises
    ------
    ProblemError
        When two items, proposals or decisions have one key.
    """

    meeting: Meeting
    on: date
    items: tuple[AgendaItem, ...] = ()
    proposals: tuple[Proposed, ...] = ()
    decisions: tuple[Decided, ...] = ()

    def __post_init__(self) -> None:
        for name, keys in (
            ("items", [i.key for i in self.items]),
            ("proposals", [p.key for p in self.proposals]),
            ("decisions", [d.decision.key for d in self.decisions]),
        ):
            if len(set(keys)) < len(keys):
                raise ProblemError(f"record: two {name} have one key.")


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter of the minutes; ``item`` is ``None`` for what belongs to no point of the agenda."""

    item: AgendaItem | None
    proposals: tuple[Proposed, ...] = ()
    decisions: tuple[Decided, ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        """True when nothing came of it."""
        return not (self.proposals or self.decisions)


def sections(record: Record) -> tuple[Section, ...]:
    """Every item, proposal and decision exactly once, in the order of the agenda; what has no item comes last."""
    keys = {i.key for i in record.items}
    found = [
        Section(
            item,
            tuple(p for p in record.proposals if p.item == item.key),
            tuple(d for d in record.decisions if d.item == item.key),
        )
        for item in record.items
    ]
    rest = Section(
        None,
        tuple(p for p in record.proposals if p.item not in keys),
        tuple(d for d in record.decisions if d.item not in keys),
    )
    return tuple(found) if rest.is_empty else (*found, rest)


def check(record: Record) -> list[Finding]:
    """What keeps minutes from being fixed (hard), and what a chair should look at once more."""
    return list(_findings(record))


def _findings(record: Record) -> Iterator[Finding]:
    held = quorum(record.meeting)
    if not held.reached:
        facts = {"there": held.there, "called": held.called, "needed": held.needed}
        yield Finding("dialogue.no_quorum", "", facts, Severity.WARNING)
    if record.meeting.chair is None:
        yield Finding("dialogue.no_chair", "")
    if record.meeting.secretary is None:
        yield Finding("dialogue.no_secretary", "")
    if not record.items:
        yield Finding("dialogue.no_items", "")
    told = {d.proposal for d in record.decisions}
    for p in record.proposals:
        if p.result is None and not p.withdrawn:
            yield Finding("dialogue.vote_open", p.text)
        elif p.result is not None and p.result.accepted and p.key not in told:
            yield Finding("dialogue.accepted_without_decision", p.text)
    for section in sections(record):
        item = section.item
        if item is not None and section.is_empty and not item.heard.strip() and not item.postponed:
            yield Finding("dialogue.item_without_outcome", item.title, {}, Severity.WARNING)
    for d in record.decisions:
        if d.decision.due < record.on:
            days = {"due": d.decision.due, "on": record.on}
            yield Finding("dialogue.due_before_meeting", d.decision.text, days, Severity.WARNING)
