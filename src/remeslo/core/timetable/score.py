"""The cost of a timetable and its parts, exact to the published rules, recomputed from the timetable alone."""

from remeslo.core.timetable.check import check
from remeslo.core.timetable.conflicts import student_conflicts
from remeslo.core.timetable.distributions import breach
from remeslo.core.timetable.problem import Assignment, Class_, Timetable, TimetableProblem
from remeslo.core.timetable.result import TimetableScore


def score(problem: TimetableProblem, timetable: Timetable, *, hard: int | None = None) -> TimetableScore:
    """
    Cost of a timetable, whole or in part; what is not placed costs nothing.

    total = w_time x sum of time penalties + w_room x sum of room penalties
    + w_distribution x sum of costs of soft constraints + w_student x student conflicts.

    Parameters
    ----------
    hard
        Broken hard rules, where the caller knows them; else `check` counts them.
    """
    placed = timetable.assignments
    time = sum(time_penalty(c, placed[c.id]) for c in problem.classes if c.id in placed)
    room = sum(room_penalty(c, placed[c.id]) for c in problem.classes if c.id in placed)
    distribution = sum(breach(problem, d, placed).cost for d in problem.distributions if not d.required)
    student = sum(1 for _ in student_conflicts(problem, timetable)) if timetable.students else 0
    w = problem.weights
    return TimetableScore(
        time=time,
        room=room,
        distribution=distribution,
        student=student,
        total=w.time * time + w.room * room + w.distribution * distribution + w.student * student,
        hard=len(check(problem, timetable)) if hard is None else hard,
    )


def time_penalty(each: Class_, placed: Assignment) -> int:
    """Penalty of the class's time; 0 for a time that is not its own."""
    return next((t.penalty for t in each.times if t.pattern == placed.time), 0)


def room_penalty(each: Class_, placed: Assignment) -> int:
    """Penalty of the class's room; 0 without one, or for one that is not its own."""
    return next((o.penalty for o in each.rooms if o.room == placed.room), 0)
