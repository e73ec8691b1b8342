"""
The term problem: programme elements, the rules in force, resources and a calendar of weeks.

Hours are academic hours of a group. A plan says how many hours of each element lie in each week; the term is the
number of calendar weeks from the first to the last week used, vacations inside included.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from remeslo.core.base.calendar import AcademicCalendar
from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import ElementKey, GroupKey
from remeslo.core.curriculum.element import LinkKind, Precedence, TermElement
from remeslo.core.curriculum.resources import Person, Resource, SkillReading
from remeslo.core.curriculum.result import TermPlan

__all__ = [
    "Choice",
    "Group",
    "LinkKind",
    "Objective",
    "Precedence",
    "RuleValue",
    "TermElement",
    "TermProblem",
]


@dataclass(frozen=True, slots=True)
class RuleValue:
    """The value of a rule in this problem and where it comes from; ``verified`` False is marked wherever it shows."""

    amount: int | Fraction
    source: str
    verified: bool
    hard: bool = True


class Objective(StrEnum):
    """
    What a better plan has less of; `TermProblem.objective` says which, and in which order. See `TermScore`.

    WEEKS: calendar weeks. DEPTH: hours short of what demand wanted, weighted. EVEN: unevenness of the load. CLOSE:
    hours moved against the previous plan. PEAK: hours of the fullest week. BALANCE: squared distance of each group's
    weekly hours from the floor or ceiling of their mean over the calendar, with weeks disliked.
    """

    WEEKS = "weeks"
    DEPTH = "depth"
    EVEN = "even"
    CLOSE = "close"
    PEAK = "peak"
    BALANCE = "balance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """
    Students who are in one place at a time: weekly limits, loads and rules hold for each group by itself.

    Parameters
    ----------
    size
        Students, > 0.
    rules
        Rules of this group that differ from those of the problem (another programme's total hours).
    """

    key: GroupKey
    size: int = 25
    rules: Mapping[str, RuleValue] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.size <= 0:
            raise ProblemError(f"group {self.key}: size must be > 0, got {self.size}.")


@dataclass(frozen=True, slots=True)
class Choice:
    """
    Other ways to the same outcomes: exactly one of them is taken, and nothing that only the others have.

    Parameters
    ----------
    ways
        Elements of each way (theory at the college; training at the workplace); an empty way needs none (recognised).
        All these elements are ``optional``.
    """

    key: str
    ways: tuple[frozenset[ElementKey], ...]

    def __post_init__(self) -> None:
        if not self.ways:
            raise ProblemError(f"choice {self.key} has no way.")

    @property
    def elements(self) -> frozenset[ElementKey]:
        """Elements of any way."""
        return frozenset().union(*self.ways)


@dataclass(frozen=True)
class TermProblem:
    """
    What `solve` gets and `check` judges.

    Parameters
    ----------
    rules
        By rule key (see docs/rules and `Rule`). A rule that is absent does not bind.
    required_outcomes, recognised
        Outcomes that an element of the plan must teach, unless they are recognised as learnt before.
    resources, people
        What all elements share; ``skills`` says how skills are counted.
    groups
        Empty: one group, which takes everything.
    ways
        Alternatives of which one is taken.
    previous
        A plan to stay close to.
    done, from_week
        A group in the middle: weeks before ``from_week`` have just the hours of ``done``, which are facts and break no
        rule; the rest is planned.
    objective
        What is made least, the first before the second.
    """

    key: str
    calendar: AcademicCalendar
    elements: tuple[TermElement, ...]
    rules: Mapping[str, RuleValue] = field(default_factory=dict)
    required_outcomes: frozenset[str] = frozenset()
    recognised: frozenset[str] = frozenset()
    resources: tuple[Resource, ...] = ()
    people: tuple[Person, ...] = ()
    skills: SkillReading = SkillReading.MULTI
    groups: tuple[Group, ...] = ()
    ways: tuple[Choice, ...] = ()
    previous: TermPlan | None = None
    done: Mapping[ElementKey, Mapping[int, int]] = field(default_factory=dict)
    from_week: int = 0
    objective: tuple[Objective, ...] = (Objective.WEEKS, Objective.DEPTH, Objective.EVEN, Objective.CLOSE)

    def __post_init__(self) -> None:
        keys = [e.key for e in self.elements]
        if len(keys) != len(set(keys)):
            twice = sorted({k for k in keys if keys.count(k) > 1})
            raise ProblemError(f"problem {self.key}: elements given twice: {', '.join(twice)}.")
        for wrong in self._unknown(frozenset(keys)):
            raise ProblemError(wrong)

    def _unknown(self, keys: frozenset[ElementKey]) -> Iterator[str]:
        """What is named and is not there."""
        resources = {r.key for r in self.resources}
        groups = {g.key for g in self.groups}
        for e in self.elements:
            yield from (
                f"element {e.key} comes after {p.before}, which is not in the programme."
                for p in e.after
                if p.before not in keys
            )
            yield from (
                f"element {e.key} needs {n.resource}, which is not a resource."
                for n in e.needs
                if n.resource not in resources
            )
            yield from (f"element {e.key} is for {g}, which is not a group." for g in e.groups if g not in groups)
        for choice in self.ways:
            for key in sorted(choice.elements):
                if key not in keys:
                    yield f"choice {choice.key} names {key}, which is not in the programme."
                elif not self.by_key[key].optional:
                    yield f"choice {choice.key}: element {key} is not optional."
        for key, weeks in self.done.items():
            if key not in keys:
                yield f"hours of {key} are done, which is not in the programme."
            if any(not 0 <= w < self.from_week for w in weeks) or any(h <= 0 for h in weeks.values()):
                yield f"hours of {key} are done: weeks 0..{self.from_week - 1} and hours > 0, got {dict(weeks)}."

    @cached_property
    def by_key(self) -> Mapping[ElementKey, TermElement]:
        """Elements by key."""
        return {e.key: e for e in self.elements}
