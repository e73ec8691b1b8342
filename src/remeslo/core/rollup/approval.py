"""
Approval of figures as values: who said what about a node's figures, in which order, and what is locked by it.

Figures of a node go college → cluster → region → country. What a level approves is kept with its hash, so that facts
that come later show as a difference and change nothing that was approved.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256

from remeslo.core.base.findings import Finding, ProblemError
from remeslo.core.rollup.leaf import LeafFigure


class Level(StrEnum):
    """Who acts; each rests on the one before it."""

    COLLEGE = "college"
    CLUSTER = "cluster"
    REGION = "region"
    COUNTRY = "country"

    @property
    def rank(self) -> int:
        """0 for a college to 3 for the country."""
        return tuple(Level).index(self)


class Step(StrEnum):
    """What is done."""

    SUBMIT = "submit"
    """A college gives its figures to its cluster; they are locked from then on."""
    APPROVE = "approve"
    """A level above agrees."""
    RETURN = "return"
    """A level above gives them back with a remark; every approval is gone, and so is the lock."""
    REOPEN = "reopen"
    """The level that approved last takes its approval back, with a remark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """
    One step.

    Parameters
    ----------
    node
        Whose figures: a unit.
    period
        Their period's label.
    by
        Person who did it.
    figures
        Hash of the figures that it is about (see `hash_of`).
    remark
        Required to return and to reopen.
    """

    node: str
    period: str
    level: Level
    step: Step
    by: str
    at: datetime
    figures: str
    remark: str = ""

    def __post_init__(self) -> None:
        if self.step in (Step.RETURN, Step.REOPEN) and not self.remark.strip():
            raise ProblemError(f"{self.step.value} of {self.node}, {self.period}: the remark must not be blank.")
        if (self.step is Step.SUBMIT) != (self.level is Level.COLLEGE) and self.step is not Step.REOPEN:
            raise ProblemError(f"{self.step.value} of {self.node}: colleges submit, levels above approve and return.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """
    Where the figures of a node and period stand.

    Parameters
    ----------
    reached
        The highest level that agreed (the college: submitted); ``None``: open, nothing is locked.
    figures
        Hash of what is locked, blank when open.
    by
        Who took the steps that hold, by level.
    remark
        Of the last return or reopening, until it is submitted again.
    """

    reached: Level | None = None
    figures: str = ""
    by: Mapping[Level, str] | None = None
    remark: str = ""

    @property
    def locked(self) -> bool:
        """True when the figures are those that were submitted, whatever facts come."""
        return self.reached is not None

    @property
    def waits_for(self) -> Level | None:
        """The level whose turn it is; ``None`` when all have agreed."""
        if self.reached is None:
            return Level.COLLEGE
        return None if self.reached is Level.COUNTRY else tuple(Level)[self.reached.rank + 1]


def progress(steps: Iterable[Approval]) -> Progress:
    """Where one node's figures of one period stand after these steps, in the order in which they were taken."""
    here = Progress()
    for step in steps:
        here = after(here, step)
    return here


def after(here: Progress, step: Approval) -> Progress:
    """What a lawful step leads to; raises ProblemError when `check_step` finds anything."""
    if findings := check_step(here, step):
        raise ProblemError(f"{step.step.value} of {step.node}, {step.period}: {findings[0].code}.")
    if step.step is Step.RETURN:
        return Progress(remark=step.remark)
    held = dict(here.by or {})
    if step.step is Step.REOPEN:
        below = step.level.rank - 1
        if below < 0:
            return Progress(remark=step.remark)
        kept = {level: name for level, name in held.items() if level.rank <= below}
        return Progress(reached=tuple(Level)[below], figures=here.figures, by=kept, remark=step.remark)
    return Progress(reached=step.level, figures=step.figures, by={**held, step.level: step.by})


def check_step(here: Progress, step: Approval) -> list[Finding]:
    """Why a step may not be taken: it is another level's turn, figures are others, or a person approves own work."""
    where = f"{step.node}, {step.period}"
    facts: dict[str, object] = {"node": step.node, "period": step.period, "level": step.level.value}
    findings: list[Finding] = []
    if step.step is Step.REOPEN:
        if here.reached is not step.level:
            reached = here.reached.value if here.reached else ""
            findings.append(Finding("approval.not_theirs_to_reopen", where, {**facts, "reached": reached}))
        return findings
    if here.waits_for is not step.level:
        turn = here.waits_for.value if here.waits_for else ""
        findings.append(Finding("approval.not_their_turn", where, {**facts, "turn": turn}))
        return findings
    if step.step is Step.APPROVE:
        if step.figures != here.figures:
            findings.append(Finding("approval.figures_changed", where, facts))
        took = [level.value for level, name in (here.by or {}).items() if name == step.by]
        if took:
            findings.append(Finding("approval.twice_by_one", where, {**facts, "by": step.by, "before": took[0]}))
    return findings


@dataclass(frozen=True, slots=True)
class Difference:
    """A leaf that is not what was locked; ``None`` where it was not there, or is no more."""

    locked: LeafFigure | None
    now: LeafFigure | None

    @property
    def above(self) -> Decimal:
        """Now less what was locked."""
        return (self.now.above if self.now else Decimal(0)) - (self.locked.above if self.locked else Decimal(0))

    @property
    def below(self) -> Decimal:
        """Now less what was locked; 0 for plain sums."""
        now, locked = (
            side.below if side and side.below is not None else Decimal(0) for side in (self.now, self.locked)
        )
        return now - locked


def changed_since(locked: Iterable[LeafFigure], now: Iterable[LeafFigure]) -> tuple[Difference, ...]:
    """Leaves that differ from what was locked, by unit, programme and indicator; equal ones are left out."""
    old, new = ({(f.unit, f.programme, f.indicator, f.period): f for f in some} for some in (locked, now))
    keys = sorted(old.keys() | new.keys())
    pairs = ((old.get(key), new.get(key)) for key in keys)
    return tuple(Difference(a, b) for a, b in pairs if _told(a) != _told(b))


def in_force(locked: Mapping[str, Sequence[LeafFigure]], now: Iterable[LeafFigure]) -> tuple[LeafFigure, ...]:
    """What boards count: of a locked unit what was locked, of all others what is known now."""
    held = [leaf for leaves in locked.values() for leaf in leaves]
    return (*held, *(leaf for leaf in now if leaf.unit not in locked))


def hash_of(leaves: Iterable[LeafFigure]) -> str:
    """SHA-256 of leaves in an order and a writing of their own: equal numbers have equal hashes."""
    lines = sorted("\t".join(_text(leaf)) for leaf in leaves)
    return sha256("\n".join(lines).encode()).hexdigest()


def _text(leaf: LeafFigure) -> tuple[str, ...]:
    told = (leaf.unit, leaf.programme, leaf.indicator, leaf.period, leaf.edition.isoformat())
    return (*(t.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n") for t in told), *_told(leaf))


def _told(leaf: LeafFigure | None) -> tuple[str, ...]:
    if leaf is None:
        return ()
    sums = (leaf.above, leaf.below, leaf.known, leaf.expected)
    counts = (leaf.people, leaf.to_confirm, leaf.confirmed, leaf.disputed)
    return (*("-" if s is None else _plain(s) for s in sums), *(str(c) for c in counts))


def _plain(amount: Decimal) -> str:
    return "0" if not amount else f"{amount.normalize():f}"
