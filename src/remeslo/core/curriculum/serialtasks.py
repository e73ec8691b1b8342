"""
Rigid elements as tasks on the axis of study weeks: what project scheduling works with.

An element is rigid when its weeks and their hours are known before it is placed: whole weeks of fixed hours, or one
week. A problem of such elements only is a project with resources; `tasks_of` says so, or ``None``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import lcm

import numpy as np
import numpy.typing as npt

from remeslo.core.base.keys import ElementKey, GroupKey
from remeslo.core.curriculum.element import LinkKind, Precedence, TermElement
from remeslo.core.curriculum.problem import Objective, TermProblem
from remeslo.core.curriculum.resources import SkillReading
from remeslo.core.curriculum.rules import Rule
from remeslo.core.curriculum.shapes import practice_week_hours

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

RULES = frozenset(
    {Rule.WEEK_MAX_HOURS, Rule.WEEK_MIN_HOURS, Rule.ELEMENTS_PER_WEEK_MIN, Rule.ELEMENTS_PER_WEEK_MAX},
)
"""Rules that tasks can have; a problem with others is not one of rigid tasks only."""
OBJECTIVES = frozenset({(Objective.WEEKS,), (Objective.PEAK,), (Objective.BALANCE,)})
MOST_CELLS = 12_000_000
"""Tasks x weeks up to which a problem is taken as one of tasks."""
LARGE = 300_000
"""The same, beyond which nothing is tested one by one before the search."""


@dataclass(frozen=True, slots=True)
class Arc:
    """start(after) >= start(before) + offset, and <= start(before) + ``most`` where that is given."""

    before: int
    after: int
    offset: int
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Load:
    """Something that tasks take in every week they run, and its limits by place: (places,) int each."""

    name: str
    takes: Ints  # (tasks,)
    most: Ints
    least: Ints


@dataclass(frozen=True, slots=True)
class Crew:
    """``needs[task]``: (skill, count) ...; ``skills[person]``; ``hours``: (people, places) that a person has a week."""

    needs: tuple[tuple[tuple[str, int], ...], ...]
    skills: tuple[frozenset[str], ...]
    hours: Ints
    single: bool


@dataclass(frozen=True)
class Tasks:
    """
    Tasks 0, 1, ... in the order of the problem's elements.

    Parameters
    ----------
    hours
        (tasks,) hours in each week it runs.
    weeks
        (tasks,) weeks it runs, in one row.
    open
        (tasks, places): whether it may begin there.
    members
        By group: the tasks that the group takes, for loads that are made even.
    disliked
        (tasks, places): its weeks, if it began there, that it should rather not lie in.
    """

    problem: TermProblem
    hours: Ints
    weeks: Ints
    open: Bools
    arcs: tuple[Arc, ...]
    loads: tuple[Load, ...]
    members: Mapping[GroupKey, tuple[int, ...]]
    disliked: Ints
    crew: Crew | None = None

    @property
    def count(self) -> int:
        """Tasks."""
        return len(self.weeks)

    @property
    def places(self) -> int:
        """Study weeks of the calendar."""
        return int(self.open.shape[1])

    @property
    def is_large(self) -> bool:
        """True when tests made for single programmes would take longer than the search."""
        return self.count * self.places > LARGE

    @property
    def keys(self) -> tuple[ElementKey, ...]:
        """Element keys by task."""
        return tuple(e.key for e in self.problem.elements)

    @property
    def objective(self) -> Objective:
        """The one objective."""
        return self.problem.objective[0]

    @cached_property
    def heads(self) -> Ints:
        """(tasks,) earliest start by order alone; >= places: it cannot be."""
        first = np.where(self.open.any(axis=1), np.argmax(self.open, axis=1), self.places)
        return _longest(self.count, [(a.before, a.after, a.offset) for a in self.arcs], first)

    @cached_property
    def tails(self) -> Ints:
        """(tasks,) least weeks from its start to the end of the last task that must follow it, itself included."""
        back = [(a.after, a.before, a.offset) for a in self.arcs]
        return _longest(self.count, back, self.weeks)


def tasks_of(problem: TermProblem) -> Tasks | None:
    """The tasks of a problem that is made of rigid elements only; ``None`` for any other problem."""
    if not _is_rigid(problem):
        return None
    study = problem.calendar.study
    places = len(study)
    weeks = np.array([_weeks(problem, e) for e in problem.elements], dtype=np.int64)
    hours = np.array([e.hours_min for e in problem.elements], dtype=np.int64) // weeks
    free = _cells(problem, [e.weeks_allowed for e in problem.elements], otherwise=True)
    number = {e.key: i for i, e in enumerate(problem.elements)}
    arcs = tuple(_arc(number, problem, e, p) for e in problem.elements for p in e.after)
    names = tuple(g.key for g in problem.groups) or (GroupKey(""),)
    members = {g: tuple(i for i, e in enumerate(problem.elements) if not e.groups or g in e.groups) for g in names}
    return Tasks(
        problem=problem,
        hours=hours,
        weeks=weeks,
        open=_window(free, weeks) == weeks[:, None],
        arcs=arcs,
        loads=(*_resources(problem, hours, places), *_limits(problem, hours, members, places)),
        members=members,
        disliked=_disliked(problem, weeks),
        crew=_crew(problem, places),
    )


def _is_rigid(problem: TermProblem) -> bool:
    least = {Rule.WEEK_MIN_HOURS, Rule.ELEMENTS_PER_WEEK_MIN} & set(problem.rules)
    staffed = any(e.staff for e in problem.elements)
    return (
        bool(problem.elements and problem.calendar.study)
        and problem.objective in OBJECTIVES
        and set(problem.rules) <= RULES
        and all(r.hard for r in problem.rules.values())
        and not any(g.rules for g in problem.groups)
        and not (problem.ways or problem.done or problem.from_week or problem.required_outcomes)
        and not any(w.hours_lost for w in problem.calendar.study)
        and not (staffed and problem.objective != (Objective.WEEKS,))
        and not (least and problem.objective == (Objective.WEEKS,))
        and len(problem.elements) * len(problem.calendar) <= MOST_CELLS
        and all(_is_rigid_element(problem, e) for e in problem.elements)
    )


def _is_rigid_element(problem: TermProblem, e: TermElement) -> bool:
    if e.hours_min != e.hours_max or e.semester_hours or e.optional or e.attestations:
        return False
    week = practice_week_hours(problem, e) if e.whole_weeks else e.hours_min
    fits = week <= e.max_hours_per_week and e.hours_min % week == 0
    return fits and (e.whole_weeks or e.one_week)


def _weeks(problem: TermProblem, e: TermElement) -> int:
    return e.hours_min // practice_week_hours(problem, e) if e.whole_weeks else 1


def _cells(problem: TermProblem, named: Sequence[frozenset[int] | None], *, otherwise: bool) -> Bools:
    """(tasks, places): whether the week is one of those named for the task; ``None``: as ``otherwise`` says."""
    study = problem.calendar.study
    cells = np.full((len(named), len(study)), otherwise, dtype=np.bool_)
    for t, weeks in enumerate(named):
        if weeks is not None:
            cells[t] = [w.index in weeks for w in study]
    return cells


def _disliked(problem: TermProblem, weeks: Ints) -> Ints:
    named = [e.weeks_disliked for e in problem.elements]
    if not any(named):
        return np.broadcast_to(np.int64(0), (len(named), len(problem.calendar.study)))
    return _window(_cells(problem, named, otherwise=False), weeks)


def _window(cells: Bools, weeks: Ints) -> Ints:
    """(tasks, places): sum of the cells of its weeks, were it to begin there; -1 where it would not end in time."""
    count, places = cells.shape
    sums = np.zeros((count, places + 1), dtype=np.int64)
    np.cumsum(cells, axis=1, out=sums[:, 1:])
    ends = np.arange(places)[None, :] + weeks[:, None]
    inside = np.take_along_axis(sums, np.minimum(ends, places), axis=1) - sums[:, :places]
    return np.where(ends <= places, inside, -1)


def _arc(number: Mapping[ElementKey, int], problem: TermProblem, e: TermElement, p: Precedence) -> Arc:
    """A link between starts: the weeks of both are known."""
    before = problem.by_key[p.before]
    weeks = _weeks(problem, before)
    if p.kind is LinkKind.START_START:
        reached = 0
    elif p.kind is LinkKind.PARTIAL:
        reached = -(-(p.share * weeks).numerator // (p.share * weeks).denominator) - 1
    else:
        reached = weeks - 1
    most = None if p.max_lag_weeks is None else reached + p.max_lag_weeks
    return Arc(number[p.before], number[e.key], reached + p.lag_weeks, most)


def _resources(problem: TermProblem, hours: Ints, places: int) -> Iterator[Load]:
    """Resources in the smallest whole units of what is needed."""
    study = problem.calendar.study
    for r in problem.resources:
        per_hour = [next((n.per_hour for n in e.needs if n.resource == r.key), None) for e in problem.elements]
        unit = lcm(1, *(n.denominator for n in per_hour if n is not None))
        takes = [0 if n is None else int(n * unit) * int(h) for n, h in zip(per_hour, hours, strict=True)]
        most = [r.in_week(w.index) * unit for w in study]
        yield Load(r.key, np.array(takes), np.array(most), np.zeros(places, dtype=np.int64))


def _limits(
    problem: TermProblem, hours: Ints, members: Mapping[GroupKey, tuple[int, ...]], places: int
) -> Iterator[Load]:
    """Weekly rules of each group, and whole weeks that are alone."""
    nothing = np.zeros(places, dtype=np.int64)
    one = np.ones_like(hours)
    pairs = (
        (hours, Rule.WEEK_MIN_HOURS, Rule.WEEK_MAX_HOURS),
        (one, Rule.ELEMENTS_PER_WEEK_MIN, Rule.ELEMENTS_PER_WEEK_MAX),
    )
    alone = np.array([e.whole_weeks and e.alone for e in problem.elements])
    for group, tasks in members.items():
        inside = np.zeros_like(hours)
        inside[list(tasks)] = 1
        for takes, least, most in pairs:
            if least in problem.rules or most in problem.rules:
                low = int(problem.rules[least].amount) if least in problem.rules else 0
                high = int(problem.rules[most].amount) if most in problem.rules else int((takes * inside).sum())
                yield Load(f"{most} {group}", takes * inside, nothing + high, nothing + low)
        if (alone * inside).any():
            together = int(inside.sum())
            yield Load(f"alone {group}", np.where(alone, together, 1) * inside, nothing + together, nothing)


def _crew(problem: TermProblem, places: int) -> Crew | None:
    """The people; ``None`` when nothing needs staff."""
    if not any(e.staff for e in problem.elements):
        return None
    study = problem.calendar.study
    hours = [[p.in_week(w.index) for w in study] for p in problem.people]
    return Crew(
        needs=tuple(tuple((s.skill, s.count) for s in e.staff) for e in problem.elements),
        skills=tuple(p.skills for p in problem.people),
        hours=np.array(hours, dtype=np.int64).reshape(len(problem.people), places),
        single=problem.skills is SkillReading.SINGLE,
    )


def _longest(count: int, arcs: list[tuple[int, int, int]], base: Ints) -> Ints:
    """Longest ways over arcs (from, to, length) that begin with ``base``; arcs without circles of positive length."""
    found = base.astype(np.int64)
    for _ in range(count + 1):
        changed = False
        for before, after, offset in arcs:
            if found[before] + offset > found[after]:
                found[after] = found[before] + offset
                changed = True
        if not changed:
            break
    return found
