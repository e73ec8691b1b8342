"""
Students among classes: inner loops over flat arrays, for sectioning and for the search for times.

Numbers, not names: class ``i`` is the i-th of ``problem.classes``, student ``s`` the s-th of ``problem.students``,
course ``c`` the c-th of ``problem.courses``. An *enrolment* is one student in one course; an *option* is one lawful way
to take a course: one config, one class of each of its subparts, parents respected.
Choosing an option for each enrolment is all
there is to sectioning; only the limits of classes tie students together.

`Roll` says what may be chosen (never written to), `State` what is chosen. Between rounds of a search for times:

1. ``conflict_matrix(start, end, days, weeks, room, travel, clash)`` writes which classes can't both be attended now
   (N x N, a few milliseconds for 1,000 classes);
2. ``walk(roll, state, clash, LINEAR, hot, random, moves, warm, cold)`` moves students, keeping ``state`` up to date;
3. ``state.shared[i, j]`` is then the number of students in both classes (symmetric; the diagonal counts the class's
   own), so a class that moves changes the cost by the sum over ``j`` of ``shared[i, j] * (new clash - old clash)``.
   `neighbours` lists each class's ``j`` with ``shared > 0`` in rows of one flat array.

The cost that `walk` anneals is the sum over pairs of classes of ``clash[i, j] * F(shared[i, j])`` where ``F`` is given
by its steps: ``LINEAR`` counts student conflicts; falling steps draw students of like wishes together while no time is
known.
"""

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from remeslo.core.base.jit import njit

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]

NO_LIMIT = 2**30
#: Steps of F(k) = k: plain student conflicts.
LINEAR: Ints = np.ones(1, np.int32)

_MASK = 0xFFFFFFFF


class Roll(NamedTuple):
    """
    What students want and what they may take; all int32, rows given by firsts (``first[k]`` up to ``first[k + 1]``).

    Parameters
    ----------
    course
        (enrolments): course of each enrolment, in order of students.
    student
        (enrolments): student of each.
    first
        (students + 1): a student's enrolments.
    member_first, member
        (courses + 1), (enrolments): enrolments of each course.
    option_first
        (courses + 1): options of each course.
    class_first, classes
        (options + 1), (...): classes of each option.
    limit
        (classes): most students; `NO_LIMIT` where there is none.
    loose
        (...): enrolments whose course has more than one option; only these can move.
    """

    course: Ints
    student: Ints
    first: Ints
    member_first: Ints
    member: Ints
    option_first: Ints
    class_first: Ints
    classes: Ints
    limit: Ints
    loose: Ints


class State(NamedTuple):
    """
    What is chosen.

    Parameters
    ----------
    choice
        (enrolments), int32: option of each; -1 = none yet.
    shared
        (classes, classes), int32: students in both; diagonal: students in the class.
    """

    choice: Ints
    shared: Ints


@njit
def draw(random: Longs, bound: int) -> int:
    """A whole number in 0 .. bound - 1 (bound < 2^30) by xorshift32; ``random`` (1), int64, is its state, never 0."""
    x = random[0]
    x ^= (x << 13) & _MASK
    x ^= x >> 17
    x ^= (x << 5) & _MASK
    random[0] = x
    return int((x * bound) >> 32)


@njit
def conflict_matrix(start: Ints, end: Ints, days: Longs, weeks: Longs, room: Ints, travel: Ints, clash: Bytes) -> None:
    """
    1 where two classes can't both be attended: a common week and day, and a gap below the travel time.

    ``days`` and ``weeks`` are masks, 0 for a class without a time; ``room`` is -1 for a class without one; ``travel``
    is (rooms, rooms); ``clash`` (classes, classes), uint8, is written.
    """
    n = len(start)
    for i in range(n):
        clash[i, i] = 0
        for j in range(i):
            bad = 0
            if days[i] & days[j] != 0 and weeks[i] & weeks[j] != 0:
                gap = 0
                if room[i] >= 0 and room[j] >= 0:
                    gap = travel[room[i], room[j]]
                if start[j] < end[i] + gap and start[i] < end[j] + gap:
                    bad = 1
            clash[i, j] = bad
            clash[j, i] = bad


@njit
def _has(roll: Roll, option: int, wanted: int) -> bool:
    """True when an option has a class."""
    if option < 0:
        return False
    for k in range(roll.class_first[option], roll.class_first[option + 1]):  # noqa: SIM110  (a kernel)
        if roll.classes[k] == wanted:
            return True
    return False


@njit
def _price(state: State, clash: Bytes, steps: Ints, i: int, j: int, less: int) -> int:
    """What one student more (``less`` = 0) or the last one (``less`` = 1) in both classes costs."""
    weight = clash[i, j]
    if weight == 0:
        return 0
    top = len(steps) - 1
    if top == 0:
        return int(weight * steps[0])
    at = state.shared[i, j] - less
    return int(weight * steps[at if at < top else top])


@njit
def _shift(roll: Roll, state: State, clash: Bytes, steps: Ints, e: int, new: int, write: bool) -> int:
    """
    Gives enrolment ``e`` option ``new`` (-1: none) when ``write``; else says by how much the cost would grow.

    Goes through the pairs of classes that the student leaves, then through those that are entered; a class of both the
    old and the new option is neither.
    """
    old = int(state.choice[e])
    student = roll.student[e]
    total = 0
    for less in range(2):
        option, other, sign = (new, old, 1) if less == 0 else (old, new, -1)
        if option < 0:
            continue
        for k in range(roll.class_first[option], roll.class_first[option + 1]):
            i = int(roll.classes[k])
            if _has(roll, other, i):
                continue
            if write:
                state.shared[i, i] += sign
            for f in range(roll.first[student], roll.first[student + 1]):
                taken = option if f == e else int(state.choice[f])
                if taken < 0:
                    continue
                for m in range(roll.class_first[taken], roll.class_first[taken + 1]):
                    j = int(roll.classes[m])
                    # inside the option: once for two classes that both come or go, once for one that stays
                    if f == e and (m == k or (m > k and not _has(roll, other, j))):
                        continue
                    if write:
                        state.shared[i, j] += sign
                        state.shared[j, i] += sign
                    else:
                        total += sign * _price(state, clash, steps, i, j, less)
    if write:
        state.choice[e] = new
    return total


@njit
def enrol(roll: Roll, state: State, choice: Ints, clash: Bytes, steps: Ints) -> None:
    """Makes ``choice`` the state's, from whatever it was; ``clash`` and ``steps`` may be any."""
    for e in range(len(choice)):
        if state.choice[e] != choice[e]:
            _shift(roll, state, clash, steps, e, int(choice[e]), True)


@njit
def _fits(roll: Roll, state: State, old: int, new: int) -> bool:
    """True when every class of ``new`` that ``old`` lacks has a free seat."""
    for k in range(roll.class_first[new], roll.class_first[new + 1]):
        i = int(roll.classes[k])
        if state.shared[i, i] >= roll.limit[i] and not _has(roll, old, i):
            return False
    return True


@njit
def cost(roll: Roll, state: State, clash: Bytes, steps: Ints) -> int:
    """The cost from scratch; with `LINEAR`, the number of student conflicts (times ``clash``)."""
    total = 0
    top = len(steps) - 1
    for i in range(len(roll.limit)):
        for j in range(i):
            if clash[i, j]:
                k = state.shared[i, j]
                value = 0
                for n in range(min(k, top)):
                    value += steps[n]
                if k > top:
                    value += (k - top) * steps[top]
                total += clash[i, j] * value
    return total


@njit
def troubled(roll: Roll, state: State, clash: Bytes, hot: Ints) -> int:
    """Writes loose enrolments of students with a conflict into ``hot`` (as long as ``loose``); returns their number."""
    found = 0
    last, bad = -1, False
    for n in range(len(roll.loose)):
        e = roll.loose[n]
        student = roll.student[e]
        if student != last:
            last = student
            bad = _has_conflict(roll, state, clash, student)
        if bad:
            hot[found] = e
            found += 1
    return found


@njit
def _has_conflict(roll: Roll, state: State, clash: Bytes, student: int) -> bool:
    """True when two classes of a student clash."""
    begin = roll.first[student]
    for f in range(begin, roll.first[student + 1]):
        for k in range(roll.class_first[state.choice[f]], roll.class_first[state.choice[f] + 1]):
            for g in range(begin, f + 1):
                for m in range(roll.class_first[state.choice[g]], roll.class_first[state.choice[g] + 1]):
                    if clash[roll.classes[k], roll.classes[m]]:
                        return True
    return False


@njit
def walk(
    roll: Roll,
    state: State,
    clash: Bytes,
    steps: Ints,
    hot: Ints,
    random: Longs,
    moves: int,
    warm: float,
    cold: float,
) -> int:
    """
    Anneal: one student to another option of a course, or two students of a course exchange theirs; limits always hold.

    Every enrolment must have an option. Half of the moves begin with an enrolment of ``hot`` (see `troubled`; may be
    empty), the others with any loose one. ``warm`` and ``cold`` are the first and last temperature, in units of the
    cost; 0 takes only moves that are no worse. Returns by how much the cost changed.
    """
    total = 0
    if len(roll.loose) == 0 or moves <= 0:
        return total
    ratio = (cold / warm) ** (1.0 / moves) if warm > 0.0 and cold > 0.0 else 1.0
    heat = warm
    for _ in range(moves):
        heat *= ratio
        if len(hot) > 0 and draw(random, 2) == 0:
            e = int(hot[draw(random, len(hot))])
        else:
            e = int(roll.loose[draw(random, len(roll.loose))])
        course = roll.course[e]
        old = int(state.choice[e])
        options = roll.option_first[course + 1] - roll.option_first[course]
        new = int(roll.option_first[course]) + draw(random, options - 1)
        new += 1 if new >= old else 0
        other = -1
        if draw(random, 4) == 0 or not _fits(roll, state, old, new):
            members = roll.member_first[course + 1] - roll.member_first[course]
            other = int(roll.member[roll.member_first[course] + draw(random, members)])
            new = int(state.choice[other])
            if new == old:
                continue
        change = _shift(roll, state, clash, steps, e, new, False)
        if other >= 0:  # written before the second one is priced: that price depends on where the first one is
            _shift(roll, state, clash, steps, e, new, True)
            change += _shift(roll, state, clash, steps, other, old, False)
        if change > 0 and (heat <= 0.0 or draw(random, 1 << 24) >= math.exp(-change / heat) * (1 << 24)):
            if other >= 0:
                _shift(roll, state, clash, steps, e, old, True)
            continue
        _shift(roll, state, clash, steps, e if other < 0 else other, new if other < 0 else old, True)
        total += change
    return total


def neighbours(state: State) -> tuple[Ints, Ints]:
    """Classes that share students with each class: firsts (classes + 1) and the flat rows."""
    shared = state.shared > 0
    np.fill_diagonal(shared, False)
    rows, columns = np.nonzero(shared)
    first = np.searchsorted(rows, np.arange(len(shared) + 1))
    return first.astype(np.int32), columns.astype(np.int32)
