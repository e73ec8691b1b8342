"""Judges a timetable, made by whomever: every broken rule with its lessons, cause and weeks. Knows no solver."""

from collections.abc import Iterator

from remeslo.core.base.findings import Finding
from remeslo.core.line.weekly.board import Board, Placed
from remeslo.core.line.weekly.checks.alone import check_alone, check_given, check_sizes
from remeslo.core.line.weekly.checks.loads import check_learner_days, check_learner_weeks, check_teacher_weeks
from remeslo.core.line.weekly.checks.together import check_pair, check_rest, check_rooms
from remeslo.core.line.weekly.lesson import WeekPlan, WeekProblem


def check(problem: WeekProblem, plan: WeekPlan) -> list[Finding]:
    """
    All findings on a timetable (T1-T12, see `rules`); a lawful and complete one has none that is hard.

    Hard: what is not placed or lies outside the day, two lessons of a learner, teacher or room at one time, seats,
    closed rooms, ways between sites, whole days, shifts, holidays, absences, exams of one day, pairs of a day, hours of
    a week, pins. Soft: pairs of a subject, rest before an exam, hours of a teacher's week, learners of a lesson.
    """
    board = Board(problem, plan)
    return [
        *check_given(board),
        *(f for placed in board.placed.values() for f in check_alone(board, placed)),
        *(f for a, b in _pairs(board) for f in check_pair(board, a, b)),
        *(f for placed in board.in_room.values() for f in check_rooms(board, placed)),
        *(f for group in board.of_group for f in check_learner_days(board, group)),
        *check_learner_weeks(board),
        *check_teacher_weeks(board),
        *check_rest(board),
        *check_sizes(board),
    ]


def _pairs(board: Board) -> Iterator[tuple[Placed, Placed]]:
    """Pairs that share a day and a group or a teacher, each once, in the problem's order."""
    number = {key: n for n, key in enumerate(board.placed)}
    for key, placed in board.placed.items():
        for other in board.around(placed):
            if number[other.lesson.key] > number[key]:
                yield placed, other
